#include "models/base/language.h"
#include "models/programme/programme.h"
#include "output/files/buffer.h"
#include "output/files/json.h"
#include "solver/program/message.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"

/* What a study amounts to, before anything is solved. */
typedef struct sizes {
    double need, residual, reached; /* persons: lacking; not yet covered; of those, in reach */
    double places, budget;
} sizes;

static sizes sizes_of(const eqp_programme *programme) {
    const eqp_study *study = programme->study;
    sizes sum = {0};
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

static char *in_words(const eqp_programme *programme, const eqp_problems *problems) {
    const eqp_study *study = programme->study;
    sizes sum = sizes_of(programme);
    size_t warnings = eqp_problems_count(problems, EQP_PROBLEM_WARNING);
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

static void add_sizes(eqp_json *json, const eqp_programme *programme) {
    const eqp_study *study = programme->study;
    sizes sum = sizes_of(programme);
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

/* programme is NULL where the study has errors. */
static char *as_json(const eqp_programme *programme, eqp_problems *problems) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    add_problems(json, problems);
    if (programme)
        add_sizes(json, programme);
    return eqp_json_finish(json);
}

static eqp_exit build(const eqp_arguments *given, const eqp_study *study,
                      eqp_programme **programme) {
    eqp_waiting *waiting = eqp_waiting_begin(given, _("building the programme"));
    eqp_error error = {0};
    eqp_status status = eqp_programme_build(study, programme, &error);
    eqp_waiting_end(waiting);
    return status ? eqp_message_error(&error) : EQP_EXIT_DONE;
}

eqp_exit eqp_command_check(const eqp_arguments *given) {
    int json = eqp_arguments_has(given, "--json");
    eqp_problems *problems = eqp_problems_create();
    eqp_programme *programme = NULL;
    eqp_study *study = NULL;
    eqp_error error = {0};
    eqp_exit result, answered;
    if (!problems) {
        eqp_error_memory(&error);
        return eqp_message_error(&error);
    }
    result = eqp_study_input_read(given, problems, &study);
    if (result == EQP_EXIT_DONE)
        result = build(given, study, &programme);
    if (programme || (json && result == EQP_EXIT_DATA)) {
        answered =
            eqp_message_answer(json ? as_json(programme, problems) : in_words(programme, problems));
        if (answered != EQP_EXIT_DONE)
            result = answered;
    }
    eqp_programme_free(programme);
    eqp_study_free(study);
    eqp_problems_free(problems);
    return result;
}
