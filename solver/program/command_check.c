#include "solver/program/console.h"
#include "solver/program/message.h"
#include "solver/requests/check.h"

eqp_exit eqp_command_check(const eqp_arguments *given) {
    int json = eqp_arguments_has(given, "--json");
    eqp_console console;
    const eqp_request request = {.study = given->argument[0],
                                 .listener = eqp_console_listen(&console, given)};
    eqp_check_answer answer;
    eqp_error error = {0};
    eqp_exit result = EQP_EXIT_DONE, answered;
    eqp_status status = eqp_request_check(&request, &answer, &error);
    if (status)
        result = eqp_message_error(&error);
    if (!status || (json && status == EQP_ERROR_DATA)) {
        answered = eqp_message_answer(json ? eqp_check_answer_json(&answer)
                                           : eqp_check_answer_text(&answer));
        if (answered != EQP_EXIT_DONE)
            result = answered;
    }
    eqp_check_answer_free(&answer);
    return result;
}
