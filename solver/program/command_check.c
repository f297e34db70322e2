#include "models/base/language.h"
#include "output/files/buffer.h"
#include "output/files/json.h"
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

static void add_problems(eqp_json *json, eqp_problems *problems) {
    static const char *const severities[] = {
        [EQP_PROBLEM_ERROR] = "error",
        [EQP_PROBLEM_WARNING] = "warning",
        [EQP_PROBLEM_NOTE] = "note",
    };
    eqp_json_whole(json, "errors", eqp_problems_count(problems, EQP_PROBLEM_ERROR));
    eqp_json_whole(json, "warnings", eqp_problems_count(problems, EQP_PROBLEM_WARNING));
    eqp_json_open_list(json, "problems");
    for (size_t i = 0; i < eqp_problems_total(problems); i++) {
        const eqp_problem *problem = eqp_problems_get(problems, i);
        eqp_json_open(json, NULL);
        eqp_json_text(json, "severity", severities[problem->severity]);
        eqp_json_text(json, "file", problem->file);
        eqp_json_whole(json, "line", problem->line);
        eqp_json_whole(json, "column", problem->column);
        eqp_json_text(json, "sentence", problem->sentence);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static void add_sizes(eqp_json *json, const eqp_check_answer *answer) {
    const eqp_study *study = answer->study;
    const eqp_study_sizes sum = answer->sizes;
    eqp_json_text(json, "study_digest", study->digest);
    eqp_json_whole(json, "zones", study->zones.count);
    eqp_json_whole(json, "occupations", study->occupations.count);
    eqp_json_whole(json, "needs", study->needs.count);
    eqp_json_number(json, "need", sum.need);
    eqp_json_number(json, "residual", sum.residual);
    eqp_json_number(json, "reached", sum.reached);
    eqp_json_whole(json, "offers", study->offers.count);
    eqp_json_number(json, "places", sum.places);
    eqp_json_whole(json, "institutions", study->institutions.count);
    eqp_json_number(json, "budget", sum.budget);
    eqp_json_whole(json, "decisions", study->decisions.count);
    eqp_json_whole(json, "rules", study->rules.count);
    eqp_json_whole(json, "scenarios", eqp_names_count(study->spaces[EQP_SPACE_scenario]));
}

static char *as_json(const eqp_check_answer *answer) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    add_problems(json, answer->problems);
    if (answer->study)
        add_sizes(json, answer);
    return eqp_json_finish(json);
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
        answered = eqp_message_answer(json ? as_json(&answer) : in_words(&answer));
        if (answered != EQP_EXIT_DONE)
            result = answered;
    }
    eqp_check_answer_free(&answer);
    return result;
}
