#include "solver/requests/check.h"

#include "models/base/language.h"
#include "models/programme/programme.h"
#include "output/files/json.h"

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

/* ---- as JSON ---- */

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

char *eqp_check_answer_json(const eqp_check_answer *answer) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    add_problems(json, answer->problems);
    if (answer->study)
        add_sizes(json, answer);
    return eqp_json_finish(json);
}

void eqp_check_answer_free(eqp_check_answer *answer) {
    eqp_study_free(answer->study);
    eqp_problems_free(answer->problems);
}
