/* Conflicts in words and as JSON. */
#ifndef EQP_PROGRAM_CONFLICT_TEXT_H
#define EQP_PROGRAM_CONFLICT_TEXT_H

#include "solver/conflicts/conflicts.h"
#include "solver/program/arguments.h"

/* What contradicts what, with files and lines, and what would resolve it, in 80 columns; folder is
 * the study's, changed says how scenario and options changed its values ("" for not at all). Owned
 * by the caller; NULL when memory is short. */
char *eqp_conflict_text(const eqp_programme *programme, const eqp_conflicts *conflicts,
                        const char *folder, const char *changed);

/* {"status": "infeasible", "conflicts": […], …}, owned by the caller; NULL when memory is short. */
char *eqp_conflict_text_json(const eqp_programme *programme, const eqp_conflicts *conflicts);

/* Finds the conflicts of a programme that has no plan and says them on standard error, with --json
 * also on standard output; EQP_EXIT_NO_PLAN, unless that fails. */
eqp_exit eqp_conflict_text_explain(const eqp_arguments *arguments, const eqp_programme *programme);

#endif
