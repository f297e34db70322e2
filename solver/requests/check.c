#include "solver/requests/check.h"

#include "models/base/language.h"
#include "models/programme/programme.h"
#include "output/text/amounts.h"

#include <string.h>

static eqp_study_sizes sizes_of(const eqp_programme *programme) {
    const eqp_study *study = programme->study;
    eqp_study_sizes sum = {0};
    for (uint32_t row = 0; row < study->needs.count; row++) {
        sum.need += eqp_study_need(study, row);
        sum.residual += programme->residual[row];
    }
    for (uint32_t cell = 0; cell < programme->cells; cell++)
        sum.reached += programme->residual[programme->cell_need_row[cell]];
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        sum.places += study->offers.places[offer];
    for (uint32_t row = 0; row < study->budgets.count; row++)
        sum.budget += study->budgets.budget[row];
    return sum;
}

static eqp_status measure(const eqp_request *request, eqp_check_answer *answer, eqp_error *error) {
    eqp_programme *programme;
    eqp_status status;
    eqp_listener_working(&request->listener, _("building the programme"));
    status = eqp_programme_build(answer->study, &programme, error);
    eqp_listener_working(&request->listener, NULL);
    if (!status)
        answer->sizes = sizes_of(programme);
    eqp_programme_free(programme);
    return status;
}

eqp_status eqp_request_check(const eqp_request *request, eqp_check_answer *answer,
                             eqp_error *error) {
    eqp_status status;
    *answer = (eqp_check_answer){.problems = eqp_problems_create()};
    if (!answer->problems)
        return eqp_error_memory(error);
    status = eqp_request_read(request, 1, answer->problems, &answer->study, error);
    return status ? status : measure(request, answer, error);
}

/* ---- told ---- */

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

#define SIZES 13

static void list_sizes(const eqp_check_answer *answer, eqp_amount amounts[SIZES]) {
    const eqp_study *study = answer->study;
    const eqp_study_sizes *sum = &answer->sizes;
    const eqp_amount sizes[SIZES] = {
        {"zones", _("zones"), study->zones.count, 0, NULL},
        {"occupations", _("occupations"), study->occupations.count, 0, NULL},
        {"needs", _("needs"), study->needs.count, 0, NULL},
        {"need", _("people lacking"), sum->need, 1, NULL},
        {"residual", _("not yet covered by commitments"), sum->residual, 1, NULL},
        {"reached", _("of these, within reach of some offer"), sum->reached, 1, NULL},
        {"offers", _("offers"), study->offers.count, 0, NULL},
        {"places", _("places offered"), sum->places, 1, NULL},
        {"institutions", _("institutions"), study->institutions.count, 0, NULL},
        {"budget", _("budgets together"), sum->budget, 1, study->settings.currency},
        {"decisions", _("decisions"), study->decisions.count, 0, NULL},
        {"rules", _("rules"), study->rules.count, 0, NULL},
        {"scenarios", _("scenarios"), eqp_names_count(study->spaces[EQP_SPACE_scenario]), 0, NULL},
    };
    memcpy(amounts, sizes, sizeof sizes);
}

char *eqp_check_answer_text(const eqp_check_answer *answer) {
    size_t warnings = eqp_problems_count(answer->problems, EQP_PROBLEM_WARNING);
    eqp_buffer buffer = {0};
    eqp_amount sizes[SIZES];
    list_sizes(answer, sizes);
    eqp_buffer_add(
        &buffer,
        P_("The study is sound (%zu warning).\n", "The study is sound (%zu warnings).\n", warnings),
        warnings);
    eqp_amounts_say(sizes, SIZES, &buffer);
    return eqp_buffer_finish(&buffer);
}

char *eqp_check_answer_json(const eqp_check_answer *answer) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    add_problems(json, answer->problems);
    if (answer->study) {
        eqp_amount sizes[SIZES];
        list_sizes(answer, sizes);
        eqp_json_text(json, "study_digest", answer->study->digest);
        eqp_amounts_add(sizes, SIZES, json);
    }
    return eqp_json_finish(json);
}

void eqp_check_answer_free(eqp_check_answer *answer) {
    eqp_study_free(answer->study);
    eqp_problems_free(answer->problems);
}
