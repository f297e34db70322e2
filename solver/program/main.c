/* equiplace: the program. Answers go to standard output, problems and progress to standard error.
 */
#include "solver/program/arguments.h"
#include "solver/program/help.h"
#include "solver/program/message.h"

#include <stdio.h>

int main(int argc, char **argv) {
    eqp_arguments arguments;
    eqp_error error = {0};
    eqp_exit result = EQP_EXIT_DONE;
    if (eqp_arguments_parse(argc, argv, &arguments, &error) != EQP_OK)
        result = eqp_message_error(&error);
    else if (eqp_arguments_has(&arguments, "--version"))
        puts("equiplace " EQP_VERSION);
    else if (eqp_arguments_has(&arguments, "--help"))
        eqp_help_print(arguments.command, stdout);
    else
        result = arguments.command->run(&arguments);
    if (result == EQP_EXIT_DONE && fflush(stdout) != 0)
        result = EQP_EXIT_SYSTEM;
    eqp_arguments_free(&arguments);
    return (int)result;
}
