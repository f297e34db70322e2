/* A plan in ten lines of C, as a program that links the library would write them. */
#include "solver/requests/equiplace.h"
#include "suite.h"

static void ten_lines_compute_a_plan(void) {
    eqp_planner *planner;
    eqp_outcome outcome = EQP_OUTCOME_NO_PLAN;
    eqp_error error = {0};
    if (eqp_planner_open(EQP_SOURCE_DIR "/tests/cases/tiny", NULL, &planner, &error) == EQP_OK &&
        eqp_planner_set(planner, "budget[region]*=1.1", &error) == EQP_OK &&
        eqp_planner_solve(planner, &outcome, &error) == EQP_OK) {
        CU_ASSERT_EQUAL(outcome, EQP_OUTCOME_OPTIMAL);
        CU_ASSERT(eqp_planner_value(planner) <= eqp_planner_bound(planner) * (1 + 1e-6));
        CU_ASSERT(eqp_planner_cost(planner) > 0);
    }
    CU_ASSERT_STRING_EQUAL(error.sentence, "");
    eqp_planner_close(planner);
}

static const eqp_test tests[] = {
    {"ten lines compute a plan", ten_lines_compute_a_plan},
};

EQP_SUITE_MAIN("ten lines", tests)
