/* Why a study has no plan, said where a command finds that out. */
#ifndef EQP_PROGRAM_NO_PLAN_H
#define EQP_PROGRAM_NO_PLAN_H

#include "models/programme/solution.h"
#include "solver/program/arguments.h"

/* Says on standard error, with --json also on standard output, what keeps whole sessions from a
 * plan, where `solution` (may be NULL) has one in places; else what contradicts what.
 * EQP_EXIT_NO_PLAN, unless that fails. */
eqp_exit eqp_no_plan_explain(const eqp_arguments *arguments, const eqp_programme *programme,
                             const eqp_solution *solution);

#endif
