/* The example study: its plan against the model in MathProg. */
#include "oracle.h"
#include "suite.h"
#include "trial.h"

#include "input/tables/reader.h"

static void read_example(eqp_trial *trial) {
    eqp_problems *problems = eqp_problems_create();
    *trial = (eqp_trial){NULL, NULL, NULL};
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    CU_ASSERT_EQUAL_FATAL(
        eqp_study_read(EQP_SOURCE_DIR "/input/examples/sud-2024", &trial->study, problems, NULL),
        EQP_OK);
    eqp_problems_free(problems);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
}

static void the_oracle_finds_the_value_of_the_example(void) {
    eqp_trial trial;
    eqp_oracle *oracle;
    double value = 0;
    read_example(&trial);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DECOMPOSED, 2), 0);
    CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_OPTIMAL);
    oracle = eqp_oracle_create(trial.study, EQP_ORACLE_FLOATING);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    CU_ASSERT_EQUAL(eqp_oracle_value(oracle, trial.solution->floor, &value), EQP_ORACLE_SOLVED);
    CU_ASSERT(eqp_trial_close(trial.solution->value_best, value, 1e-6));
    eqp_oracle_free(oracle);
    eqp_trial_free(&trial);
}

static const eqp_test tests[] = {
    {"the oracle finds the value of the example study", the_oracle_finds_the_value_of_the_example},
};

EQP_SUITE_MAIN("demo", tests)
