/* One solve of an engine to its end, whatever happens: the one way in which programmes are solved.
 *
 * It goes on in slices, so that a time limit or Ctrl-C is heard. At a degenerate vertex, or where
 * hardly anything satisfies the rows, the simplex method may circle for ever among numbers near its
 * tolerances: what makes no progress for long is given up, and so is what ends for a reason of
 * numbers; then it begins anew, from the slack basis, by the other method, with coarser
 * tolerances. */
#ifndef EQP_SOLVER_SLICES_H
#define EQP_SOLVER_SLICES_H

#include "solver/control/watch.h"
#include "solver/lp/engine.h"

typedef struct eqp_slices {
    eqp_watch *watch; /* NULL: nothing but `seconds` stops it, and it is not cut in slices */
    double seconds;   /* 0: no limit; where there is a watch its own counts */
    int dual;         /* 1: begin with the dual simplex method */
    int feasible;     /* 1: there is a feasible point, and to say otherwise is wrong, too */
    void (*tell)(void *context, double objective); /* after each slice; may be NULL */
    void *context;
} eqp_slices;

/* From the last basis. FEASIBLE and UNDECIDED: the watch says stop. FAILED: no start led to an end.
 * 0 = done, -1 = the host is lost. */
int eqp_slices_solve(eqp_engine *engine, const eqp_slices *how, eqp_engine_outcome *outcome);

/* The same with no whole columns, then branch and cut where it ended OPTIMAL. */
int eqp_slices_branch(eqp_engine *engine, const eqp_engine_branching *how,
                      eqp_engine_outcome *outcome);

#endif
