/* The commands as commands.def declares them, and the program's exit statuses. */
#ifndef EQP_PROGRAM_COMMAND_H
#define EQP_PROGRAM_COMMAND_H

#include <stddef.h>

/* What scripts rely on. */
typedef enum {
    EQP_EXIT_DONE = 0,
    EQP_EXIT_SYSTEM = 1,  /* disk, memory, output folder in use */
    EQP_EXIT_USAGE = 2,   /* wrong command, option or argument */
    EQP_EXIT_DATA = 3,    /* the input has errors */
    EQP_EXIT_NO_PLAN = 4, /* decisions, rules and budgets conflict */
    EQP_EXIT_STOPPED = 5  /* a limit or Ctrl-C came first */
} eqp_exit;

struct eqp_arguments;

typedef struct eqp_command_option {
    const char *name;  /* "--out" */
    const char *value; /* what follows it, for help; "" for a switch */
    const char *sentence;
} eqp_command_option;

typedef struct eqp_command {
    const char *name;      /* one word, or two as in "import bmo" */
    const char *arguments; /* words for help, one for each argument */
    const char *sentence;
    const eqp_command_option *options; /* [option_count] its own, without the common ones */
    size_t option_count;
    eqp_exit (*run)(const struct eqp_arguments *arguments);
} eqp_command;

/* [*count] commands in the order of help. */
const eqp_command *eqp_commands(size_t *count);

/* Whether it spreads its work over several processes; the others use the first one alone. */
int eqp_command_spreads(const eqp_command *command);

/* [*count] options of every command. */
const eqp_command_option *eqp_common_options(size_t *count);

/* The option of a command (NULL: none is named yet), or a common one, by its name; NULL when there
 * is none. */
const eqp_command_option *eqp_command_find_option(const eqp_command *command, const char *name);

/* eqp_command_solve, eqp_command_check …: each runs one command. */
#define EQP_COMMAND(command, name, arguments, sentence)                                            \
    eqp_exit eqp_command_##command(const struct eqp_arguments *given);
#define EQP_COMMAND_OPTION(command, option, value, sentence)
#define EQP_COMMAND_END(command)
#define EQP_COMMON_OPTION(option, value, sentence)
#include "solver/program/commands.def"
#undef EQP_COMMAND
#undef EQP_COMMAND_OPTION
#undef EQP_COMMAND_END
#undef EQP_COMMON_OPTION

#endif
