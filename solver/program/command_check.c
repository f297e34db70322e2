#include "models/base/language.h"
#include "output/files/buffer.h"
#include "solver/program/console.h"
#include "solver/program/message.h"
#include "solver/requests/check.h"

static char *in_words(const eqp_check_answer *answer) {
    const eqp_study *study = answer->study;
    const eqp_study_sizes sum = answer->sizes;
    size_t warnings = eqp_problems_count(answer->problems, EQP_PROBLEM_WARNING);
    eqp_buffer buffer = {0};
    eqp_buffer_add(
        &buffer,
        P_("The study is sound (%zu warning).\n", "The study is sound (%zu warnings).\n", warnings),
        warnings);
    eqp_buffer_amount(&buffer, _("zones"), study->zones.count, "");
    eqp_buffer_amount(&buffer, _("occupations"), study->occupations.count, "");
    eqp_buffer_amount(&buffer, _("needs"), study->needs.count, "");
    eqp_buffer_amount(&buffer, _("people lacking"), sum.need, "");
    eqp_buffer_amount(&buffer, _("not yet covered by commitments"), sum.residual, "");
    eqp_buffer_amount(&buffer, _("of these, within reach of some offer"), sum.reached, "");
    eqp_buffer_amount(&buffer, _("offers"), study->offers.count, "");
    eqp_buffer_amount(&buffer, _("places offered"), sum.places, "");
    eqp_buffer_amount(&buffer, _("institutions"), study->institutions.count, "");
    eqp_buffer_amount(&buffer, _("budgets together"), sum.budget, study->settings.currency);
    eqp_buffer_amount(&buffer, _("decisions"), study->decisions.count, "");
    eqp_buffer_amount(&buffer, _("rules"), study->rules.count, "");
    eqp_buffer_amount(&buffer, _("scenarios"), eqp_names_count(study->spaces[EQP_SPACE_scenario]),
                      "");
    return eqp_buffer_finish(&buffer);
}

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
        answered = eqp_message_answer(json ? eqp_check_answer_json(&answer) : in_words(&answer));
        if (answered != EQP_EXIT_DONE)
            result = answered;
    }
    eqp_check_answer_free(&answer);
    return result;
}
