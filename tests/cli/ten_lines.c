/* A plan in ten lines of C, as a program that links the rooms would write them. */
#include "input/tables/reader.h"
#include "models/answers/plan.h"
#include "models/study/scenario.h"
#include "solver/stages/stages.h"
#include "suite.h"

static void ten_lines_compute_a_plan(void) {
    eqp_problems *problems = eqp_problems_create();
    eqp_solve_options options = eqp_solve_options_default();
    eqp_study *base = NULL, *study = NULL;
    eqp_programme *programme = NULL;
    eqp_solution *solution = NULL;
    eqp_plan *plan = NULL;
    eqp_error error = {0};
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    if (eqp_study_read(EQP_SOURCE_DIR "/tests/cases/tiny", &base, problems, &error) == EQP_OK &&
        eqp_scenario_apply(base, "base", NULL, 0, NULL, NULL, &study, &error) == EQP_OK &&
        eqp_programme_build(study, &programme, &error) == EQP_OK &&
        eqp_stages_solve(programme, &options, &solution, &error) == EQP_OK &&
        eqp_plan_build(programme, solution, &plan, &error) == EQP_OK) {
        double given = study->settings.complementarity_tolerance;
        CU_ASSERT_EQUAL(plan->outcome, EQP_OUTCOME_OPTIMAL);
        CU_ASSERT(plan->gap <= 1e-6);
        CU_ASSERT(plan->value >= plan->value_best * (1 - 1e-6 - given));
        CU_ASSERT(plan->total.cost > 0);
    }
    CU_ASSERT_STRING_EQUAL(error.sentence, "");
    CU_ASSERT_PTR_NOT_NULL(plan);
    eqp_plan_free(plan);
    eqp_solution_free(solution);
    eqp_programme_free(programme);
    eqp_study_free(study);
    eqp_study_free(base);
    eqp_problems_free(problems);
}

static const eqp_test tests[] = {
    {"ten lines compute a plan", ten_lines_compute_a_plan},
};

EQP_SUITE_MAIN("ten lines", tests)
