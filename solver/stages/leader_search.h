/* The search of stage C: leaders of courses and cells (models/programme/leaders.h) under which the
 * buyers overlap least.
 *
 * With leaders fixed the least overlap is a linear programme, Σ weight·x, so what is searched are
 * leaders. Each start is improved until it stays: solve, let the largest buyers of that plan lead,
 * solve again; the overlap never rises. The starts are
 *
 * - the leaders of the plan of the next smaller tolerance in 0, 0.001, 0.01, 0.1 (at 0: of the
 *   cheapest plan), so that the overlap at those is never less than at a larger one;
 * - a smooth path. With X_b the places of buyer b in a cell,
 *
 *       Σ_b X_b − (Σ_b X_b^q)^(1/q)
 *
 *   is concave, nothing where one buyer has all, and the overlap where q is infinite. Its slopes at
 *   one plan are the weights that give the next, with q growing from plan to plan: cells that
 *   hardly care who leads them do not settle early. Courses have no weight on the way: a course's
 *   buyer follows its cell's leader, and few courses are split;
 * - in small studies, each buyer in turn wherever it can buy, then of the best so far each spot in
 *   turn led by another. */
#ifndef EQP_SOLVER_LEADER_SEARCH_H
#define EQP_SOLVER_LEADER_SEARCH_H

#include "models/base/error.h"
#include "models/programme/leaders.h"

/* What solves for the search. */
typedef struct eqp_leader_search {
    const eqp_programme *programme;
    void *context;
    /* The least Σ weight·x of the plans that lose no more than this share of V*: places[pairs] of
     * one that has it. 1: solved; 0: there will be no more of them; -1: failed, and the context
     * knows how. */
    int (*minimise)(void *context, double tolerance, const double *weight, double *places);
} eqp_leader_search;

/* From the cheapest plan, places[pairs], at a tolerance: leader[spots] receives the best leaders
 * found; *improved tells whether they make the overlap less than that plan's. led_as[pairs] (NULL:
 * none) is a plan whose leaders are the only start. A failed minimise ends it with EQP_OK.
 * EQP_ERROR_MEMORY only. */
eqp_status eqp_leader_search_run(const eqp_leader_search *with, const eqp_spots *spots,
                                 double tolerance, const double *places, const double *led_as,
                                 uint32_t *leader, int *improved, eqp_error *error);

#endif
