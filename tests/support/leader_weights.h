/* The overlap at the leaders of a plan, as weights of pairs (models/programme/leaders.h). */
#ifndef EQP_TESTS_LEADER_WEIGHTS_H
#define EQP_TESTS_LEADER_WEIGHTS_H

#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/leaders.h"

/* weight[pairs] with whoever leads in places[pairs]. */
static inline void leader_weights(const eqp_programme *programme, const double *places,
                                  double *weight) {
    eqp_spots *spots;
    uint32_t *leader;
    CU_ASSERT_EQUAL_FATAL(eqp_spots_create(programme, &spots, NULL), EQP_OK);
    leader = eqp_allocate(spots->count, sizeof *leader);
    CU_ASSERT_PTR_NOT_NULL_FATAL(leader);
    eqp_spots_lead(spots, places, leader);
    eqp_spots_weigh(spots, leader, programme->pairs, weight);
    eqp_free(leader);
    eqp_spots_free(spots);
}

#endif
