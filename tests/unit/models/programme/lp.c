/* The sparse linear programme: rows, columns, entries, and sums over them. */
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/lp.h"

#include <math.h>

/* max a + 2b, a + 3b ≤ 6, −b ≥ −1 */
static eqp_lp *small_programme(void) {
    eqp_lp *lp = eqp_lp_create(2, 2, 3);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lp);
    CU_ASSERT_EQUAL(eqp_lp_add_row(lp, -INFINITY, 6), 0);
    CU_ASSERT_EQUAL(eqp_lp_add_row(lp, -1, INFINITY), 1);
    CU_ASSERT_EQUAL(eqp_lp_add_column(lp, 0, 5, 1), 0);
    eqp_lp_add_entry(lp, 0, 1);
    eqp_lp_add_entry(lp, 1, 0);
    CU_ASSERT_EQUAL(eqp_lp_add_column(lp, 0, INFINITY, 2), 1);
    eqp_lp_add_entry(lp, 0, 3);
    eqp_lp_add_entry(lp, 1, -1);
    return lp;
}

static void entries_stand_by_columns_and_zeros_are_left_out(void) {
    eqp_lp *lp = small_programme();
    CU_ASSERT_EQUAL(lp->rows, 2);
    CU_ASSERT_EQUAL(lp->columns, 2);
    CU_ASSERT_EQUAL(lp->start[0], 0);
    CU_ASSERT_EQUAL(lp->start[1], 1);
    CU_ASSERT_EQUAL(lp->start[2], 3);
    CU_ASSERT_EQUAL(lp->row[2], 1);
    CU_ASSERT_EQUAL(lp->value[2], -1);
    CU_ASSERT_EQUAL(lp->upper[0], 5);
    CU_ASSERT_EQUAL(lp->row_upper[0], 6);
    eqp_lp_free(lp);
}

static void a_reduced_cost_is_what_the_rows_do_not_pay_for(void) {
    static const double dual[] = {0.5, -2};
    eqp_lp *lp = small_programme();
    CU_ASSERT_EQUAL(eqp_lp_reduced_cost(lp, 0, 1, dual), 0.5);
    CU_ASSERT_EQUAL(eqp_lp_reduced_cost(lp, 1, 2, dual), 2 - 0.5 * 3 - 2);
    eqp_lp_free(lp);
}

static void a_programmes_own_goal_is_its_costs_and_bounds(void) {
    eqp_lp *lp = small_programme();
    eqp_goal goal = eqp_lp_goal(lp);
    CU_ASSERT_PTR_EQUAL(goal.cost, lp->cost);
    CU_ASSERT_PTR_EQUAL(goal.row_lower, lp->row_lower);
    CU_ASSERT_PTR_EQUAL(goal.row_upper, lp->row_upper);
    eqp_lp_free(lp);
}

static void an_empty_programme_is_one(void) {
    eqp_lp *lp = eqp_lp_create(0, 0, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lp);
    CU_ASSERT_EQUAL(lp->rows + lp->columns, 0);
    eqp_lp_free(lp);
    eqp_lp_free(NULL);
}

static void short_memory_and_impossible_sizes_leave_nothing(void) {
    size_t before = eqp_memory_alive(), n = 1;
    eqp_lp *lp = NULL;
    for (; !lp; n++) {
        eqp_memory_fail_at(n);
        lp = eqp_lp_create(3, 4, 5);
        eqp_memory_fail_at(0);
        CU_ASSERT(lp || eqp_memory_alive() == before);
    }
    CU_ASSERT(n > 2);
    eqp_lp_free(lp);
    CU_ASSERT_PTR_NULL(eqp_lp_create(SIZE_MAX / 2, 1, 1));
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
}

static const eqp_test tests[] = {
    {"entries stand by columns, and zeros are left out",
     entries_stand_by_columns_and_zeros_are_left_out},
    {"a reduced cost is what the rows do not pay for",
     a_reduced_cost_is_what_the_rows_do_not_pay_for},
    {"a programme's own goal is its costs and bounds",
     a_programmes_own_goal_is_its_costs_and_bounds},
    {"an empty programme is one", an_empty_programme_is_one},
    {"short memory and impossible sizes leave nothing",
     short_memory_and_impossible_sizes_leave_nothing},
};

EQP_SUITE_MAIN("lp", tests)
