/* Conflicts in words and as JSON. */
#ifndef EQP_PROGRAM_CONFLICT_TEXT_H
#define EQP_PROGRAM_CONFLICT_TEXT_H

#include "models/study.h"
#include "solver/conflicts.h"

#include <stdio.h>

/* One line per conflict: file and line, what asks for what, and by how much it falls short. */
void eqp_conflict_text_print(const eqp_study *study, const char *folder,
                             const eqp_conflict *conflicts, uint32_t count, FILE *stream);

/* {"status": "infeasible", "conflicts": […]}, owned by the caller; NULL when memory is short. */
char *eqp_conflict_text_json(const eqp_study *study, const eqp_conflict *conflicts, uint32_t count);

#endif
