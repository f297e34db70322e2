/* The whole programme as one LP in one thread: slower, and the plainest check on the decomposition.
 */
#ifndef EQP_SOLVER_DIRECT_H
#define EQP_SOLVER_DIRECT_H

#include "solver/control/watch.h"
#include "solver/decomposition/stage.h"

/* As eqp_decomposed_run; the method keeps nothing and moves nowhere. */
eqp_status eqp_direct_run(const eqp_programme *programme, eqp_watch *watch, eqp_method_body body,
                          void *context, eqp_error *error);

#endif
