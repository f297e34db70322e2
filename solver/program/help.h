/* --help, from commands.def. */
#ifndef EQP_PROGRAM_HELP_H
#define EQP_PROGRAM_HELP_H

#include "solver/program/command.h"

/* What the program is and its commands (NULL); or what one command takes. Owned by the caller; NULL
 * when memory was short. */
char *eqp_help_text(const eqp_command *command);

#endif
