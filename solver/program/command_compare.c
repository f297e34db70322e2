#include "solver/program/message.h"
#include "solver/program/request_options.h"
#include "solver/requests/compare.h"

static eqp_exit tell(const eqp_arguments *given, const eqp_compare_answer *answer) {
    const eqp_comparison comparison = eqp_compare_answer_view(answer);
    const eqp_run *run = &answer->run.facts;
    if (answer->outcome == EQP_OUTCOME_NO_PLAN)
        return eqp_message_no_plan(given);
    return eqp_message_ended(eqp_message_answer(eqp_arguments_has(given, "--json")
                                                    ? eqp_compare_answer_json(answer)
                                                    : eqp_comparison_text(&comparison, run)),
                             answer->outcome);
}

eqp_exit eqp_command_compare(const eqp_arguments *given) {
    eqp_request_options options;
    eqp_compare_answer answer = {.count = 0};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = eqp_request_options_take(given, &options, &error);
    if (!status)
        status = eqp_request_compare(&options.request, &answer, &error);
    result = status ? eqp_message_error(&error) : tell(given, &answer);
    eqp_compare_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
