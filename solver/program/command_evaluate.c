#include "solver/program/message.h"
#include "solver/program/request_options.h"
#include "solver/requests/evaluate.h"

static eqp_exit tell(const eqp_arguments *given, const eqp_evaluate_answer *answer) {
    if (answer->outcome == EQP_OUTCOME_NO_PLAN)
        return eqp_message_no_plan(given);
    return eqp_message_ended(
        eqp_message_answer(eqp_arguments_has(given, "--json")
                               ? eqp_evaluate_answer_json(answer)
                               : eqp_evaluation_text(answer->assessment, &answer->run.facts)),
        answer->outcome);
}

eqp_exit eqp_command_evaluate(const eqp_arguments *given) {
    eqp_request_options options;
    eqp_evaluate_answer answer = {.draft = NULL};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = eqp_request_options_take(given, &options, &error);
    if (!status) {
        const eqp_evaluate_request request = {options.request, given->argument[1]};
        status = eqp_request_evaluate(&request, &answer, &error);
    }
    result = status ? eqp_message_error(&error) : tell(given, &answer);
    eqp_evaluate_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
