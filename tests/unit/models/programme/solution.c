/* The arrays of a solution before anything is solved. */
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/solution.h"

#include <math.h>

static eqp_study *study;
static eqp_programme *programme;

static void set_up(void) {
    small_study tables = small_study_make();
    study = small_study_read(&tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &programme, NULL), EQP_OK);
}

static void take_down(void) {
    eqp_programme_free(programme);
    eqp_study_free(study);
}

static void a_new_solution_holds_zeros_and_no_fair_rates(void) {
    eqp_solution *solution;
    set_up();
    CU_ASSERT_EQUAL_FATAL(eqp_solution_create(programme, &solution, NULL), EQP_OK);
    for (uint32_t j = 0; j < programme->lp->columns; j++)
        CU_ASSERT_EQUAL(solution->primal[j], 0);
    for (uint32_t r = 0; r < programme->lp->rows; r++)
        CU_ASSERT_EQUAL(solution->dual[r], 0);
    for (uint32_t z = 0; z < study->zones.count; z++) {
        CU_ASSERT(isnan(solution->fair_rate[z]));
        CU_ASSERT_EQUAL(solution->floor[z], 0);
    }
    CU_ASSERT_EQUAL(solution->value_best, 0);
    eqp_solution_free(solution);
    eqp_solution_free(NULL);
    take_down();
}

static void short_memory_is_an_error_that_leaves_nothing(void) {
    eqp_solution *solution = NULL;
    size_t before, n = 1;
    set_up();
    before = eqp_memory_alive();
    for (; !solution; n++) {
        eqp_status status;
        eqp_memory_fail_at(n);
        status = eqp_solution_create(programme, &solution, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT(status == EQP_OK
                      ? solution != NULL
                      : status == EQP_ERROR_MEMORY && !solution && eqp_memory_alive() == before);
    }
    CU_ASSERT(n > 5); /* the solution and its four arrays */
    eqp_solution_free(solution);
    take_down();
}

static const eqp_test tests[] = {
    {"a new solution holds zeros and no fair rates", a_new_solution_holds_zeros_and_no_fair_rates},
    {"short memory is an error that leaves nothing", short_memory_is_an_error_that_leaves_nothing},
};

EQP_SUITE_MAIN("solution", tests)
