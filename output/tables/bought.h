/* What some findings buy, summed by setting (points that differ in their draw alone), offer and
 * institution. */
#ifndef EQP_OUTPUT_BOUGHT_H
#define EQP_OUTPUT_BOUGHT_H

#include "models/answers/point_result.h"

/* Places that count as bought, or as moved from one plan to another. Stage D leaves V and overlap
 * a slack of 10⁻⁷, so that two ways to one plan may differ by some 10⁻⁵ places of an offer. */
#define EQP_BOUGHT_LEAST 1e-4

typedef struct eqp_bought {
    uint64_t setting;
    uint32_t offer, institution;
    uint64_t draws; /* findings with more than EQP_BOUGHT_LEAST places */
    double places;  /* of all findings */
} eqp_bought;

/* Sums in the order of the findings; setting = point ÷ draws. *out [*out_count] by setting, offer,
 * institution, owned by the caller (eqp_free). EQP_ERROR_MEMORY only. */
eqp_status eqp_bought_sum(const eqp_point_result *const *findings, uint32_t count, uint64_t draws,
                          eqp_bought **out, size_t *out_count, eqp_error *error);

#endif
