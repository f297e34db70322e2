/* A bar for work of unknown length: it moves, with what is being done and the seconds gone by, on
 * standard error where that is a terminal, once the work has taken a second. A thread of its own
 * draws it, so that the work needs to know nothing of it. */
#ifndef EQP_PROGRAM_WAITING_H
#define EQP_PROGRAM_WAITING_H

#include "solver/program/arguments.h"

typedef struct eqp_waiting eqp_waiting;

/* Begins a wait; `what` is borrowed until its end: "reading". NULL where there is nothing to draw
 * it on, or it is not wanted. */
eqp_waiting *eqp_waiting_begin(const eqp_arguments *arguments, const char *what);

/* Ends it and wipes the bar. NULL is fine. */
void eqp_waiting_end(eqp_waiting *waiting);

#endif
