/* What can be asked of the library: settings, answers as JSON, stops, and the judge in between. */
#include "input/tables/reader.h"
#include "models/proof/judge.h"
#include "solver/requests/equiplace.h"
#include "solver/stages/stages.h"
#include "suite.h"

#include <math.h>
#include <string.h>

#define TINY EQP_SOURCE_DIR "/tests/cases/tiny"

static eqp_planner *open_tiny(void) {
    eqp_planner *planner;
    eqp_error error = {0};
    CU_ASSERT_EQUAL_FATAL(eqp_planner_open(TINY, NULL, &planner, &error), EQP_OK);
    return planner;
}

static double budget_of(const eqp_planner *planner, const char *institution) {
    for (uint32_t i = 0; i < eqp_planner_budgets(planner); i++)
        if (strcmp(eqp_planner_budget(planner, i).institution, institution) == 0)
            return eqp_planner_budget(planner, i).budget;
    return NAN;
}

static void a_setting_names_rows_and_moves_them(void) {
    eqp_planner *planner = open_tiny();
    eqp_error error = {0};
    double before, scaled;
    CU_ASSERT_EQUAL(eqp_planner_solve(planner, NULL, &error), EQP_OK);
    before = budget_of(planner, "region");
    CU_ASSERT_EQUAL(eqp_planner_set(planner, "budget[region]*=1.5", &error), EQP_OK);
    CU_ASSERT_EQUAL(eqp_planner_set(planner, "budget[institution=region]+=100", &error), EQP_OK);
    CU_ASSERT_EQUAL(eqp_planner_solve(planner, NULL, &error), EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(budget_of(planner, "region"), 1.5 * before + 100, 1e-9);
    scaled = eqp_planner_value(planner);
    eqp_planner_reset(planner);
    CU_ASSERT_EQUAL(eqp_planner_solve(planner, NULL, &error), EQP_OK);
    CU_ASSERT(eqp_planner_best(planner) <= scaled * (1 + 1e-2));
    CU_ASSERT_EQUAL(budget_of(planner, "region"), before);
    eqp_planner_close(planner);
}

static void what_cannot_be_set_is_refused_at_once(void) {
    static const char *const cases[][2] = {
        {"budget[nobody]=1", "nobody"},
        {"budgett=1", "budget"},
        {"balance", "expected PARAMETER=VALUE"},
        {"balance=much", "much"},
    };
    eqp_planner *planner = open_tiny();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_error error = {0};
        CU_ASSERT_EQUAL(eqp_planner_set(planner, cases[i][0], &error), EQP_ERROR_USAGE);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, cases[i][1]));
    }
    CU_ASSERT_EQUAL(eqp_planner_request(planner)->setting_count, 0);
    CU_ASSERT_EQUAL(eqp_planner_lines(planner), 0);
    CU_ASSERT(isnan(eqp_planner_value(planner)));
    eqp_planner_close(planner);
}

static void a_folder_without_a_study_is_refused(void) {
    eqp_planner *planner;
    eqp_error error = {0};
    CU_ASSERT_NOT_EQUAL(eqp_planner_open(TINY "/nowhere", NULL, &planner, &error), EQP_OK);
    CU_ASSERT_PTR_NULL(planner);
    CU_ASSERT_STRING_NOT_EQUAL(error.sentence, "");
}

static void answers_are_objects_of_the_study_as_it_is_set(void) {
    eqp_planner *planner = open_tiny();
    const eqp_request *common = eqp_planner_request(planner);
    const eqp_axis_text axis = {.text = "balance=0:1:3"};
    const eqp_sweep_request sweep = {.common = *common, .axes = &axis, .axis_count = 1};
    const eqp_solve_request solve = {.common = *common};
    const eqp_explain_request offer = {
        .common = *common, .about = EQP_EXPLAIN_OFFER, .subject = "nothing"};
    eqp_outcome outcome;
    eqp_error error = {0};
    char *json;
    CU_ASSERT_EQUAL(eqp_ask_solve(&solve, &json, &outcome, &error), EQP_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "\"status\": \"optimal\""));
    eqp_text_free(json);
    CU_ASSERT_EQUAL(eqp_ask_sweep(&sweep, &json, &outcome, &error), EQP_OK);
    CU_ASSERT_EQUAL(outcome, EQP_OUTCOME_OPTIMAL);
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "balance"));
    eqp_text_free(json);
    CU_ASSERT_EQUAL(eqp_ask_check(common, &json, &error), EQP_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "\"offers\""));
    eqp_text_free(json);
    CU_ASSERT_EQUAL(eqp_ask_explain(&offer, &json, &outcome, &error), EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NULL(json);
    eqp_planner_close(planner);
}

static int stop_at_once(void *context) {
    (void)context;
    return 1;
}

static void a_request_stops_where_its_listener_says_so(void) {
    const eqp_axis_text axis = {.text = "balance=0:1:3"};
    eqp_sweep_request request = {.common = {.study = TINY}, .axes = &axis, .axis_count = 1};
    eqp_outcome outcome;
    eqp_error error = {0};
    char *json;
    request.common.listener.stop = stop_at_once;
    CU_ASSERT_EQUAL(eqp_ask_sweep(&request, &json, &outcome, &error), EQP_OK);
    CU_ASSERT_EQUAL(outcome, EQP_OUTCOME_NO_PLAN);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "no plan"));
    eqp_text_free(json);
}

/* Solves the tiny study, spoils its plan, and asks the judge. */
static void check_spoilt(int whole) {
    eqp_problems *problems = eqp_problems_create();
    const eqp_solve_options options = eqp_solve_options_default();
    eqp_study *study = NULL;
    eqp_programme *programme = NULL;
    eqp_solution *solution = NULL;
    eqp_error error = {0};
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(TINY, &study, problems, &error), EQP_OK);
    study->settings.whole = whole ? EQP_WHOLE_YES : EQP_WHOLE_NO;
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &programme, &error), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_stages_solve(programme, &options, &solution, &error), EQP_OK);
    CU_ASSERT_EQUAL(solution->sessions != NULL, whole);
    CU_ASSERT_EQUAL(eqp_judge_confirm(programme, solution, &error), EQP_OK);
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        solution->primal[pair] += 1000;
    CU_ASSERT_EQUAL(eqp_judge_confirm(programme, solution, &error), EQP_ERROR_SOLVER);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "numerical trouble"));
    solution->outcome = EQP_OUTCOME_NO_PLAN;
    CU_ASSERT_EQUAL(eqp_judge_confirm(programme, solution, &error), EQP_OK);
    eqp_solution_free(solution);
    eqp_programme_free(programme);
    eqp_study_free(study);
    eqp_problems_free(problems);
}

static void the_judge_refuses_a_plan_that_breaks_a_limit(void) {
    check_spoilt(0);
    check_spoilt(1);
}

static const eqp_test tests[] = {
    {"a setting names rows and moves them", a_setting_names_rows_and_moves_them},
    {"what cannot be set is refused at once", what_cannot_be_set_is_refused_at_once},
    {"a folder without a study is refused", a_folder_without_a_study_is_refused},
    {"answers are objects of the study as it is set",
     answers_are_objects_of_the_study_as_it_is_set},
    {"a request stops where its listener says so", a_request_stops_where_its_listener_says_so},
    {"the judge refuses a plan that breaks a limit", the_judge_refuses_a_plan_that_breaks_a_limit},
};

EQP_SUITE_MAIN("requests", tests)
