/* Studies on which a solve did not end, or ended without the plan that there is: both engines end,
 * find the same, and the judge is content. */
#include "suite.h"
#include "trial.h"

#include "input/tables/reader.h"

#include <math.h>
#include <stdio.h>

static const char *const studies[] = {"circles_after_stage_c", "circles_at_a_narrow_optimum",
                                      "direct_circles_in_stage_d", "direct_loses_the_plan",
                                      "gives_up_in_stage_d"};

#define STUDIES (sizeof studies / sizeof *studies)

static void read_study(eqp_trial *trial, const char *name) {
    eqp_problems *problems = eqp_problems_create();
    char folder[512];
    *trial = (eqp_trial){NULL, NULL, NULL};
    snprintf(folder, sizeof folder, EQP_SOURCE_DIR "/tests/bugs/%s", name);
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &trial->study, problems, NULL), EQP_OK);
    eqp_problems_free(problems);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
}

/* The plan of the last stage, against the rows of all. */
static void check_plan(const eqp_trial *trial) {
    const eqp_lp *lp = trial->programme->lp;
    double row_lower[4096], row_upper[4096];
    eqp_verdict verdict;
    CU_ASSERT_FATAL(lp->rows <= 4096);
    CU_ASSERT_EQUAL_FATAL(eqp_proof_check(lp, eqp_trial_goal(trial, row_lower, row_upper),
                                          trial->solution->primal, &verdict),
                          0);
    CU_ASSERT(verdict.worst_residual <= EQP_ROW_TOLERANCE);
    CU_ASSERT(eqp_proof_gap(verdict.value, trial->solution->upper_bound) <= EQP_GAP_TOLERANCE);
}

static void both_engines_end_with_the_same_value(void) {
    for (size_t s = 0; s < STUDIES; s++) {
        double value[2];
        for (int engine = EQP_ENGINE_DECOMPOSED; engine <= EQP_ENGINE_DIRECT; engine++) {
            eqp_trial trial;
            read_study(&trial, studies[s]);
            CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, (eqp_engine_choice)engine, 1), 0);
            CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_OPTIMAL);
            value[engine] = trial.solution->value_best;
            check_plan(&trial);
            eqp_trial_free(&trial);
        }
        CU_ASSERT(eqp_trial_close(value[EQP_ENGINE_DIRECT], value[EQP_ENGINE_DECOMPOSED],
                                  EQP_GAP_TOLERANCE));
    }
}

static const eqp_test tests[] = {
    {"both engines end with the same value, and the judge is content",
     both_engines_end_with_the_same_value},
};

EQP_SUITE_MAIN("ends", tests)
