/* Says why a study has no plan. */
#ifndef EQP_PROGRAM_NO_PLAN_H
#define EQP_PROGRAM_NO_PLAN_H

#include "solver/program/request_options.h"
#include "solver/requests/no_plan.h"

/* In words on standard error, with --json also on standard output; EQP_EXIT_NO_PLAN, unless that
 * fails. */
eqp_exit eqp_no_plan_tell(const eqp_request_options *options, const eqp_no_plan *no_plan);

#endif
