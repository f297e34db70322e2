/* The survey of labour needs ("Besoins en main-d'œuvre", France Travail) as it is published -> the
 * zones, occupations and needs of a study.
 *
 * One row of the survey is an (employment basin, département, occupation) with met hiring projects,
 * xmet of them expected to be difficult, smet seasonal; * = suppressed, 1 to 4. The columns may
 * stand in any order, and the basin's headers end in the year (BE23, NOMBE23).
 *
 * need = xmet, or met; with seasonal hirings left out
 *     need = xmet · (met − smet) / met, at least max(0, xmet − smet), at most min(xmet, met −
 * smet); of all hirings: need = met − smet exactly. A basin under several départements gets the sum
 * of its rows, and the name and département of the part with the most hiring projects. */
#ifndef EQP_INPUT_IMPORT_BMO_H
#define EQP_INPUT_IMPORT_BMO_H

#include "input/tables/problems.h"
#include "models/base/linkage.h"

#include <stddef.h>

EQP_LINKAGE_BEGIN

struct eqp_study;

typedef enum { EQP_BMO_DIFFICULT, EQP_BMO_ALL } eqp_bmo_need;
typedef enum { EQP_BMO_INCLUDE, EQP_BMO_EXCLUDE } eqp_bmo_seasonal;

typedef struct eqp_bmo_options {
    const char *survey; /* path of the survey's file */
    const char *region; /* "93": rows of this region only; NULL: every row */
    eqp_bmo_need need;
    eqp_bmo_seasonal seasonal;
    uint32_t suppressed;  /* what a suppressed cell counts: 1..4 persons */
    const char *families; /* path of a tree of codes with Code_FAP228 and Code_FAP22; NULL: a family
                             is the first letter of the occupation's code */
    const char *zones;    /* path of a table with code_bassin, lat, lon, for the zones' coordinates;
                             NULL: none */
} eqp_bmo_options;

/* What was read and made. */
typedef struct eqp_bmo_summary {
    uint32_t rows;           /* of the survey, in the region */
    uint32_t suppressed_met; /* suppressed cells in them */
    uint32_t suppressed_xmet;
    uint32_t suppressed_smet;
    uint32_t zones, occupations, needs;
    uint32_t joined_zones; /* basins that stand under several départements */
    uint32_t without_need; /* pairs (zone, occupation) of the survey in which nobody is lacking */
    double need;           /* Σ need, persons */
    double need_low, need_high;
} eqp_bmo_summary;

/* Difficult hirings, seasonal ones included, 2 persons for a suppressed cell; no paths, no region.
 */
eqp_bmo_options eqp_bmo_defaults(void);

/* Reads the survey into *out: a finished study of zones, occupations and needs, owned by the
 * caller; NULL unless EQP_OK. EQP_ERROR_DATA: `problems` hold errors, with the file's path as its
 * name. EQP_ERROR_USAGE: impossible options, a region that the survey does not have.
 * EQP_ERROR_SYSTEM: a file cannot be read. EQP_ERROR_MEMORY. */
eqp_status eqp_bmo_read(const eqp_bmo_options *options, struct eqp_study **out,
                        eqp_problems *problems, eqp_bmo_summary *summary, eqp_error *error);

/* The same, written to folder/zones.csv, occupations.csv and needs.csv as eqp_study_write does; low
 * and high stand only where they differ from the need. */
eqp_status eqp_import_bmo(const eqp_bmo_options *options, const char *folder,
                          eqp_problems *problems, eqp_bmo_summary *summary, eqp_error *error);

EQP_LINKAGE_END

#endif
