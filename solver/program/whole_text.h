/* Why there is no plan in whole sessions where there is one in places, in words and as JSON. */
#ifndef EQP_PROGRAM_WHOLE_TEXT_H
#define EQP_PROGRAM_WHOLE_TEXT_H

#include "models/programme/solution.h"
#include "solver/program/arguments.h"
#include "solver/program/command.h"

/* Says why a programme has no plan, for a solution whose outcome that is. Where there is one in
 * places, on standard error the decisions, with file and line, that leave no whole session, or what
 * the nearest plan misses, and with --json also on standard output; else its conflicts
 * (eqp_conflict_text_explain). EQP_EXIT_NO_PLAN, unless that fails. */
eqp_exit eqp_whole_text_no_plan(const eqp_arguments *arguments, const eqp_programme *programme,
                                const eqp_solution *solution);

#endif
