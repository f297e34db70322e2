/* Threads that take groups of work as they become free, and hand results over one at a time. */
#ifndef EQP_SOLVER_WORKERS_H
#define EQP_SOLVER_WORKERS_H

#include "models/base/error.h"

#include <stdint.h>

/* `next`, `deliver` and `attend` never run at the same time as one another; `work` runs in all
 * threads at once. */
typedef struct eqp_workload {
    void *context;
    /* The next group: 1 = *group is one to work on, 0 = there is none left. */
    int (*next)(void *context, uint64_t *group);
    /* Works on it; *result is handed to deliver. A failure, which leaves no result, ends the run:
     * it becomes its status. */
    eqp_status (*work)(void *context, uint64_t group, void **result, eqp_error *error);
    /* Takes the result over, also when it fails. A failure ends the run. */
    eqp_status (*deliver)(void *context, uint64_t group, void *result, eqp_error *error);
    /* NULL, or what one more thread does again and again, some thousand times a second, until it
     * returns 0 or something fails: serving other processes. */
    int (*attend)(void *context);
} eqp_workload;

/* Runs with that many threads (≥ 1; where the machine gives fewer, with those) until nothing is
 * left and `attend` has ended; the first failure's status and sentence. Threads that are at work
 * when one fails finish their group, which is still delivered. */
eqp_status eqp_workers_run(const eqp_workload *load, int threads, eqp_error *error);

#endif
