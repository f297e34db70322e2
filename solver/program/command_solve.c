#include "output/text/summary_text.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/requests/solve.h"

static eqp_exit tell(const eqp_request_options *options, const eqp_solve_answer *answer) {
    const eqp_arguments *given = options->console.given;
    eqp_exit result;
    switch (answer->outcome) {
    case EQP_OUTCOME_INFEASIBLE:
        return eqp_no_plan_tell(options, &answer->no_plan);
    case EQP_OUTCOME_NO_PLAN:
        return eqp_message_no_plan(given);
    default:
        result = eqp_message_answer(eqp_arguments_has(given, "--json")
                                        ? eqp_solve_answer_json(answer)
                                        : eqp_summary_text(answer->plan, &answer->run));
        return eqp_message_ended(result, answer->outcome);
    }
}

eqp_exit eqp_command_solve(const eqp_arguments *given) {
    eqp_request_options options;
    eqp_solve_answer answer = {.outcome = EQP_OUTCOME_NO_PLAN};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = eqp_request_options_take(given, &options, &error);
    if (!status) {
        const eqp_solve_request request = {options.request,
                                           eqp_arguments_has(given, "--coordinate")};
        status = eqp_request_solve(&request, &answer, &error);
    }
    result = status ? eqp_message_error(&error) : tell(&options, &answer);
    eqp_solve_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
