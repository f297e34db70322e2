/* Values and slopes of V* at the places that a frontier asks for: each round's places are cut into
 * groups of neighbours, each solved by one thread. */
#ifndef EQP_REQUESTS_FRONTIER_WORK_H
#define EQP_REQUESTS_FRONTIER_WORK_H

#include "models/answers/curve.h"
#include "solver/requests/frontier_axis.h"
#include "solver/requests/request_parts.h"
#include "solver/stages/family.h"
#include "solver/stages/frontier.h"

/* All borrowed but marginal. */
typedef struct eqp_frontier_work {
    const eqp_study *study; /* as it stands */
    const eqp_base *base;   /* whose floors are held, where it has some */
    const eqp_frontier_axis *axis;
    eqp_solve_options options; /* of one group: one thread */
    int threads;
    const eqp_listener *listener;
    double *marginal; /* [sample_count][institutions] V per 1,000 of currency, by mark; owned */
    size_t sample_count, marginal_capacity;
} eqp_frontier_work;

/* The evaluator of eqp_frontier_find: a sample's mark is the row of `marginal` for it. A round is
 * always finished; ask between rounds whether to stop. */
eqp_status eqp_frontier_work_evaluate(void *work, eqp_frontier_sample *samples, uint32_t count,
                                      eqp_error *error);

/* The value at each point's place with a fair profile, and so floors, of its own; NAN where there
 * is no plan, or no time. */
eqp_status eqp_frontier_work_moving(eqp_frontier_work *work, eqp_curve_point *points,
                                    uint32_t count, eqp_error *error);

#endif
