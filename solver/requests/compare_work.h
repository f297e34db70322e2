/* The scenarios of a study as a workload: each solved on its own, from what the study as it stands
 * left. */
#ifndef EQP_REQUESTS_COMPARE_WORK_H
#define EQP_REQUESTS_COMPARE_WORK_H

#include "models/answers/point_result.h"
#include "solver/requests/request_parts.h"
#include "solver/stages/family.h"

/* All borrowed but the findings. */
typedef struct eqp_compare_work {
    const eqp_study *study;
    const eqp_base *base;
    const char *const *scenario; /* [count] "base" first */
    uint32_t count;
    eqp_point_result **results; /* [count] NULL until found, then owned by the caller */
    eqp_solve_options options;
    const eqp_listener *listener;
    uint32_t next; /* 0 at first: the last scenario given out */
} eqp_compare_work;

/* Finds what base and every scenario come to, by that many threads. Where the run is interrupted,
 * scenarios that had no time are without a plan. */
eqp_status eqp_compare_work_run(eqp_compare_work *work, int threads, eqp_error *error);

#endif
