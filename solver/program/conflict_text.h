/* Conflicts in words and as JSON. */
#ifndef EQP_PROGRAM_CONFLICT_TEXT_H
#define EQP_PROGRAM_CONFLICT_TEXT_H

#include "models/study.h"
#include "solver/conflicts.h"
#include "solver/program/arguments.h"

#include <stdio.h>

/* One line per conflict: file and line, what asks for what, and by how much it falls short. */
void eqp_conflict_text_print(const eqp_study *study, const char *folder,
                             const eqp_conflict *conflicts, uint32_t count, FILE *stream);

/* {"status": "infeasible", "conflicts": […]}, owned by the caller; NULL when memory is short. */
char *eqp_conflict_text_json(const eqp_study *study, const eqp_conflict *conflicts, uint32_t count);

/* Finds the conflicts of a programme that has no plan and says them on standard error, with --json
 * also on standard output; EQP_EXIT_NO_PLAN, unless that fails. */
eqp_exit eqp_conflict_text_explain(const eqp_arguments *arguments, const eqp_programme *programme);

#endif
