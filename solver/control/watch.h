/* The clock of a solve: seconds passed, whether to stop, and the progress line. Used by the thread
 * that steers. */
#ifndef EQP_SOLVER_WATCH_H
#define EQP_SOLVER_WATCH_H

#include "solver/control/options.h"

typedef struct eqp_watch {
    const eqp_solve_options *options;
    double start; /* seconds of a monotonic clock */
    int stopped;  /* once it says stop, it stays so */
} eqp_watch;

eqp_watch eqp_watch_start(const eqp_solve_options *options);

/* 1 when the time limit has passed or the caller asks to stop. */
int eqp_watch_stop(eqp_watch *watch);

/* Seconds that remain, 0 where there is no limit; at least a millisecond. */
double eqp_watch_left(const eqp_watch *watch);

void eqp_watch_tell(const eqp_watch *watch, eqp_phase phase, uint32_t round, double value,
                    double bound);

#endif
