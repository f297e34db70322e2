/* The solve's progress as a bar on standard error, where that is a terminal (colour.h);
 * nothing elsewhere. */
#ifndef EQP_PROGRAM_PROGRESS_H
#define EQP_PROGRAM_PROGRESS_H

#include "solver/stages/stages.h"

#include <stdio.h>

/* Draws one state over the last one; as eqp_solve_options.progress, whose context is a stream. */
void eqp_progress_draw(void *stream, const eqp_progress *progress);

/* Wipes the bar. */
void eqp_progress_clear(FILE *stream);

/* Whether a bar can be drawn there. */
int eqp_progress_possible(FILE *stream);

#endif
