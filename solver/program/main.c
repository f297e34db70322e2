/* equiplace: the program. Answers go to standard output, problems and progress to standard error.
 */
#include "models/base/language.h"
#include "solver/program/arguments.h"
#include "solver/program/completion.h"
#include "solver/program/help.h"
#include "solver/program/language.h"
#include "solver/program/man.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"

#include <stdio.h>

static int asks_for_words(const eqp_arguments *arguments) {
    return !arguments->command || eqp_arguments_has(arguments, "--version") ||
           eqp_arguments_has(arguments, "--help");
}

/* The other processes of a run take part in sweeps alone; the first one does the rest by itself. */
static int takes_part(const eqp_arguments *arguments) {
    return eqp_processes_first() ||
           (!asks_for_words(arguments) && eqp_command_spreads(arguments->command));
}

static void tell_idle(const eqp_arguments *arguments) {
    int count = eqp_processes_crew()->count;
    if (count > 1 && !eqp_command_spreads(arguments->command))
        eqp_message_warning(arguments, _("%s uses 1 of the %d processes"), arguments->command->name,
                            count);
}

static eqp_exit run(const eqp_arguments *arguments) {
    eqp_exit result = EQP_EXIT_DONE;
    if (eqp_arguments_has(arguments, "--version")) {
        puts("equiplace " EQP_VERSION);
    } else if (eqp_arguments_has(arguments, "--help")) {
        result = eqp_message_answer(eqp_help_text(arguments->command));
    } else if (eqp_arguments_has(arguments, "--man")) {
        result = eqp_message_answer(eqp_man_text());
    } else if (eqp_arguments_has(arguments, "--completion")) {
        result = eqp_message_answer(eqp_completion_text());
    } else {
        tell_idle(arguments);
        result = arguments->command->run(arguments);
    }
    if (result == EQP_EXIT_DONE && fflush(stdout) != 0)
        result = EQP_EXIT_SYSTEM;
    return result;
}

int main(int argc, char **argv) {
    eqp_arguments arguments = {.command = NULL};
    eqp_error error = {0};
    eqp_exit result = EQP_EXIT_DONE;
    eqp_language_begin(argc, argv);
    if (eqp_processes_begin(&error) || eqp_arguments_parse(argc, argv, &arguments, &error))
        result = eqp_message_error(&error);
    else if (takes_part(&arguments))
        result = run(&arguments);
    eqp_arguments_free(&arguments);
    if (!eqp_processes_first())
        result = EQP_EXIT_DONE; /* the run's status is that of the first one */
    eqp_processes_end();
    return (int)result;
}
