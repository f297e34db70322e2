/* Bars on standard error, where that is a terminal (colour.h); nothing elsewhere. A solve's
 * progress here, the plans of a family in points_bar.h, work of unknown length in waiting.h. */
#ifndef EQP_PROGRAM_PROGRESS_H
#define EQP_PROGRAM_PROGRESS_H

#include "output/files/buffer.h"
#include "solver/control/options.h"

#include <stdio.h>

/* Draws a line over the last one: a bar that is filled from one of its characters to before
 * another, and words. Without a bar where `from` is NAN. Empties `words`. */
#define EQP_BAR_WIDTH 24
void eqp_progress_line(FILE *stream, double from, double to, eqp_buffer *words);

/* Draws one state over the last one; as eqp_solve_options.progress, whose context is a stream. */
void eqp_progress_draw(void *stream, const eqp_progress *progress);

/* Wipes the bar. */
void eqp_progress_clear(FILE *stream);

/* Whether a bar can be drawn there. */
int eqp_progress_possible(FILE *stream);

#endif
