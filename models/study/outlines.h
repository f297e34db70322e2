/* Outlines of zones, for maps: polygons whose points lie on a grid of whole numbers, fine enough
 * for a screen, the same for all zones, so that neighbours still meet.
 *
 *     longitude = west + x·cell, latitude = south + y·cell
 *
 * Zone z has the polygons first_polygon[z] … first_polygon[z + 1] − 1; a polygon has rings, the
 * first its outline, the others holes; a ring has points, the last like the first. Owns its arrays;
 * frozen. */
#ifndef EQP_MODELS_OUTLINES_H
#define EQP_MODELS_OUTLINES_H

#include <stddef.h>
#include <stdint.h>

typedef struct eqp_outlines {
    double west, south, cell; /* degrees */
    uint32_t width, height;   /* the largest x and y */
    uint32_t zones;
    size_t *first_polygon; /* [zones + 1] */
    size_t *first_ring;    /* [polygons + 1] */
    size_t *first_point;   /* [rings + 1] */
    uint32_t *x, *y;       /* [points] */
} eqp_outlines;

/* Takes NULL. */
void eqp_outlines_free(eqp_outlines *outlines);

/* Whether a zone has an outline; 0 where outlines is NULL. */
int eqp_outlines_has(const eqp_outlines *outlines, uint32_t zone);

#endif
