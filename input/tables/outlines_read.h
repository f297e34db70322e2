/* zones.geojson beside a study's tables -> outlines for maps. The only reader of JSON among the
 * inputs: it takes the file apart with jansson, which says where a file is no JSON. */
#ifndef EQP_INPUT_OUTLINES_READ_H
#define EQP_INPUT_OUTLINES_READ_H

#include "input/tables/problems.h"
#include "models/study/outlines.h"
#include "models/study/study.h"

#define EQP_OUTLINES_FILE "zones.geojson"

/* Points of the grid along the longer side of the map. */
#define EQP_OUTLINES_GRID 2000

/* Reads the outlines of a finished study's zones: a FeatureCollection in degrees (WGS 84), whose
 * features have a property `zone` and are polygons or multipolygons; several of one zone are its
 * parts. *out is the caller's, NULL where there is no such file, none of its features is of a zone,
 * or on failure. Features without zone, of an unknown zone or without an area, and zones without a
 * feature, are warnings. EQP_ERROR_DATA: the problems hold errors; EQP_ERROR_SYSTEM: the file
 * cannot be read; EQP_ERROR_MEMORY. */
eqp_status eqp_outlines_read(const char *folder, const eqp_study *study, eqp_outlines **out,
                             eqp_problems *problems, eqp_error *error);

/* The same from text[size], which need not end in 0. */
eqp_status eqp_outlines_read_text(const char *text, size_t size, const eqp_study *study,
                                  eqp_outlines **out, eqp_problems *problems, eqp_error *error);

#endif
