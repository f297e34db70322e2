/* The overlap of buyers: what stage C of MODEL.md makes small.
 *
 *     Σ over courses k and over cells c of (places − places of the largest buyer there)
 *
 * where a cell is the zone of the site, the family of the main occupation and the kind. */
#ifndef EQP_MODELS_OVERLAP_H
#define EQP_MODELS_OVERLAP_H

#include "models/programme/programme.h"

typedef struct eqp_overlap {
    double courses, cells; /* places; their sum is what stage C makes small */
} eqp_overlap;

/* The overlap of a plan: places[pairs]. EQP_ERROR_MEMORY only. */
eqp_status eqp_overlap_measure(const eqp_programme *programme, const double *places,
                               eqp_overlap *overlap, eqp_error *error);

/* Places of a course that one buyer bought before, and another buys now. */
typedef struct eqp_handover {
    uint32_t offer;    /* of the study */
    uint32_t from, to; /* buyers */
    double places;
} eqp_handover;

/* What each buyer should leave to the others: from a plan before[pairs] to one after[pairs], by
 * from, to, offer. What a buyer gives up and nobody takes is not among them, nor moves of less than
 * `least` places. Where several buyers give and take in one course, the first who gives is matched
 * with the first who takes. *out [*count], owned by the caller (eqp_free). EQP_ERROR_MEMORY only.
 */
eqp_status eqp_overlap_handovers(const eqp_programme *programme, const double *before,
                                 const double *after, double least, eqp_handover **out,
                                 size_t *count, eqp_error *error);

#endif
