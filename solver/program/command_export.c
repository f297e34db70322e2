#include "models/base/language.h"
#include "output/text/figures.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/requests/export.h"

static char *in_words(const char *path) {
    eqp_buffer buffer = {0}, words = {0};
    eqp_buffer_say(
        &words, _("%s: to be minimised; its least value is minus the best value of a plan"), path);
    eqp_figure_paragraph(&buffer, &words, 0);
    return eqp_buffer_finish(&buffer);
}

static eqp_exit tell(const eqp_request_options *options, const eqp_export_answer *answer) {
    const eqp_arguments *given = options->console.given;
    switch (answer->outcome) {
    case EQP_OUTCOME_INFEASIBLE:
        return eqp_no_plan_tell(options, &answer->no_plan);
    case EQP_OUTCOME_OPTIMAL:
        return eqp_message_answer(eqp_arguments_has(given, "--json")
                                      ? eqp_export_answer_json(answer)
                                      : in_words(given->argument[1]));
    default:
        eqp_message_tell("%s", _("stopped before the floors were known; nothing was written"));
        return EQP_EXIT_STOPPED;
    }
}

eqp_exit eqp_command_export(const eqp_arguments *given) {
    eqp_request_options options;
    eqp_export_answer answer = {.study = NULL};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = eqp_request_options_take(given, &options, &error);
    if (!status) {
        const eqp_export_request request = {options.request, given->argument[1]};
        status = eqp_request_export(&request, &answer, &error);
    }
    result = status ? eqp_message_error(&error) : tell(&options, &answer);
    eqp_export_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
