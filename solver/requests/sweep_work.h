/* The points of a sweep as a workload: groups are taken from the store's gaps, solved in one thread
 * each, and added to the store in one transaction each. */
#ifndef EQP_REQUESTS_SWEEP_WORK_H
#define EQP_REQUESTS_SWEEP_WORK_H

#include "models/study/variation.h"
#include "output/store/store.h"
#include "solver/requests/crew.h"
#include "solver/requests/request_parts.h"
#include "solver/requests/sweep_cut.h"
#include "solver/stages/family.h"

/* All borrowed. */
typedef struct eqp_sweep_work {
    const eqp_variation *variation;
    const eqp_base *base;
    eqp_sweep_cut cut;
    int hold_floors;
    eqp_solve_options options; /* of one group: one thread */
    eqp_store *store;          /* NULL but in the first process */
    const eqp_listener *listener;
    const eqp_crew *crew;
    uint64_t next; /* turn of giving out, 0 at first: of those before it no group is left */
} eqp_sweep_work;

/* Solves every group that is not in the store, by that many threads of every process, or as many as
 * there is time for before the run is interrupted: a group is whole in the store or not there. */
eqp_status eqp_sweep_work_run(eqp_sweep_work *work, int threads, eqp_error *error);

#endif
