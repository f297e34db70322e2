/* What the program shows of a request while it runs, on standard error: problems and warnings, how
 * the run starts, bars where that is a terminal. */
#ifndef EQP_PROGRAM_CONSOLE_H
#define EQP_PROGRAM_CONSOLE_H

#include "solver/program/arguments.h"
#include "solver/program/points_bar.h"
#include "solver/program/waiting.h"
#include "solver/requests/request_parts.h"

typedef struct eqp_console {
    const eqp_arguments *given;
    eqp_waiting *waiting; /* NULL: no such bar is there */
    int progress;         /* 1: a solve's progress is on the terminal */
    int counting;         /* 1: the bar of a family's plans may be */
    eqp_points_bar points;
} eqp_console;

/* The listener that shows all of it, and stops a request on Ctrl-C where that is watched for
 * (interrupt.h). It borrows the console, and that the arguments. */
eqp_listener eqp_console_listen(eqp_console *console, const eqp_arguments *given);

#endif
