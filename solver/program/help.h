/* --help, from commands.def. */
#ifndef EQP_PROGRAM_HELP_H
#define EQP_PROGRAM_HELP_H

#include "solver/program/command.h"

#include <stdio.h>

/* What the program is and its commands; or what one command takes. */
void eqp_help_print(const eqp_command *command, FILE *stream);

#endif
