/* The overlap of buyers: what stage C of MODEL.md makes small.
 *
 *     Σ over courses k and over cells c of (places − places of the largest buyer there)
 *
 * where a cell is the zone of the site, the family of the main occupation and the kind. */
#ifndef EQP_MODELS_OVERLAP_H
#define EQP_MODELS_OVERLAP_H

#include "models/programme.h"

typedef struct eqp_overlap {
    double courses, cells; /* places; their sum is what stage C makes small */
} eqp_overlap;

/* The overlap of a plan: places[pairs]. EQP_ERROR_MEMORY only. */
eqp_status eqp_overlap_measure(const eqp_programme *programme, const double *places,
                               eqp_overlap *overlap, eqp_error *error);

#endif
