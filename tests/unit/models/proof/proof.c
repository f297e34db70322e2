/* The judge: what it accepts, what it refuses, and that its bound is one. */
#include "suite.h"

#include "input/generate/random.h"
#include "models/base/memory.h"
#include "models/programme/lp.h"
#include "models/proof/proof.h"

#include <math.h>

#define ROWS 7
#define COLUMNS 9
#define PROGRAMMES 400
#define DUALS 20

static double number(eqp_random *random, double low, double high) {
    return low + (high - low) * eqp_random_between(random, 0, 1000) / 1000;
}

/* A random programme with bounded columns, and a point inside: rows are bounded around it. */
static eqp_lp *draw(eqp_random *random, double *point) {
    eqp_lp *lp = eqp_lp_create(ROWS, COLUMNS, ROWS * COLUMNS);
    double activity[ROWS] = {0};
    CU_ASSERT_PTR_NOT_NULL_FATAL(lp);
    for (uint32_t r = 0; r < ROWS; r++)
        eqp_lp_add_row(lp, -INFINITY, INFINITY);
    for (uint32_t j = 0; j < COLUMNS; j++) {
        double lower = number(random, -3, 3), upper = lower + number(random, 0, 5);
        eqp_lp_add_column(lp, lower, upper, number(random, -5, 5));
        point[j] = lower + (upper - lower) * number(random, 0, 1);
        for (uint32_t r = 0; r < ROWS; r++)
            if (eqp_random_happens(random, 500000)) {
                double value = number(random, -4, 4);
                eqp_lp_add_entry(lp, r, value);
                activity[r] += value * point[j];
            }
    }
    for (uint32_t r = 0; r < ROWS; r++) {
        if (eqp_random_happens(random, 600000))
            lp->row_lower[r] = activity[r] - number(random, 0, 2);
        if (eqp_random_happens(random, 600000))
            lp->row_upper[r] = activity[r] + number(random, 0, 2);
    }
    return lp;
}

static void any_dual_values_bound_any_feasible_point(void) {
    eqp_random random = eqp_random_start(1, 4, 0);
    for (uint32_t n = 0; n < PROGRAMMES; n++) {
        double point[COLUMNS], dual[ROWS];
        eqp_lp *lp = draw(&random, point);
        eqp_verdict verdict;
        CU_ASSERT_EQUAL(eqp_proof_check(lp, eqp_lp_goal(lp), point, &verdict), 0);
        CU_ASSERT(verdict.worst_residual <= 1e-12);
        for (uint32_t again = 0; again < DUALS; again++) {
            for (uint32_t r = 0; r < ROWS; r++)
                dual[r] = eqp_random_happens(&random, 300000) ? 0 : number(&random, -3, 3);
            CU_ASSERT(eqp_proof_bound(lp, eqp_lp_goal(lp), dual) >= verdict.value - 1e-9);
        }
        eqp_lp_free(lp);
    }
}

/* max a + 2b, a + 3b ≤ 6, b ≥ 1 as a row, 0 ≤ a ≤ 5, 0 ≤ b ≤ 4: a = 3, b = 1. */
static eqp_lp *small_programme(void) {
    eqp_lp *lp = eqp_lp_create(2, 2, 3);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lp);
    eqp_lp_add_row(lp, -INFINITY, 6);
    eqp_lp_add_row(lp, 1, INFINITY);
    eqp_lp_add_column(lp, 0, 5, 1);
    eqp_lp_add_entry(lp, 0, 1);
    eqp_lp_add_column(lp, 0, 4, 2);
    eqp_lp_add_entry(lp, 0, 3);
    eqp_lp_add_entry(lp, 1, 1);
    return lp;
}

static void the_optimal_dual_values_prove_the_optimum(void) {
    eqp_lp *lp = small_programme();
    eqp_verdict verdict;
    double bound = eqp_proof_bound(lp, eqp_lp_goal(lp), (const double[]){1, -1});
    CU_ASSERT_EQUAL(eqp_proof_check(lp, eqp_lp_goal(lp), (const double[]){3, 1}, &verdict), 0);
    CU_ASSERT_EQUAL(verdict.value, 5);
    CU_ASSERT_EQUAL(verdict.worst_residual, 0);
    CU_ASSERT_EQUAL(verdict.worst_row, UINT32_MAX);
    CU_ASSERT_EQUAL(verdict.worst_column, UINT32_MAX);
    CU_ASSERT_EQUAL(bound, 5);
    CU_ASSERT_EQUAL(eqp_proof_gap(verdict.value, bound), 0);
    eqp_lp_free(lp);
}

/* The wrong sign asks for a side that is infinite. */
static void a_dual_value_that_asks_for_no_bound_counts_as_nothing(void) {
    eqp_lp *lp = small_programme();
    eqp_goal goal = eqp_lp_goal(lp);
    CU_ASSERT_EQUAL(eqp_proof_bound(lp, goal, (const double[]){-7, 3}),
                    eqp_proof_bound(lp, goal, (const double[]){0, 0}));
    CU_ASSERT_EQUAL(eqp_proof_bound(lp, goal, (const double[]){0, 0}), 5 + 2 * 4);
    eqp_lp_free(lp);
}

static void a_tampered_point_is_refused_where_it_is_wrong(void) {
    static const struct {
        double point[2];
        double residual;
        uint32_t row, column;
    } cases[] = {
        {{3.6, 1}, 0.6 / 6.6, 0, UINT32_MAX}, /* the row's own size is 6.6 */
        {{3, 0.9}, 0.1, 1, UINT32_MAX},       /* bounds below 1 count as 1 */
        {{5.5, 0}, 1, 1, UINT32_MAX},         /* the worst counts */
        {{-1, 1}, 1, UINT32_MAX, 0},          /* a column below its bound */
        {{-6, 4.4}, 6, UINT32_MAX, 0},        /* and one above */
        {{NAN, 1}, INFINITY, UINT32_MAX, 0},  /* NaN never passes */
        {{INFINITY, 1}, INFINITY, UINT32_MAX, 0},
    };
    eqp_lp *lp = small_programme();
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        eqp_verdict verdict;
        CU_ASSERT_EQUAL(eqp_proof_check(lp, eqp_lp_goal(lp), cases[c].point, &verdict), 0);
        CU_ASSERT(verdict.worst_residual == cases[c].residual ||
                  fabs(verdict.worst_residual - cases[c].residual) <= 1e-12);
        CU_ASSERT_EQUAL(verdict.worst_row, cases[c].row);
        CU_ASSERT_EQUAL(verdict.worst_column, cases[c].column);
        CU_ASSERT(!(verdict.worst_residual <= EQP_ROW_TOLERANCE));
    }
    eqp_lp_free(lp);
}

static void dual_values_that_are_no_numbers_prove_nothing(void) {
    static const double cases[][2] = {{NAN, -1}, {1, NAN}, {INFINITY, -1}, {1, -INFINITY}};
    eqp_lp *lp = small_programme();
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        double bound = eqp_proof_bound(lp, eqp_lp_goal(lp), cases[c]);
        CU_ASSERT(!(eqp_proof_gap(5, bound) <= EQP_GAP_TOLERANCE));
    }
    eqp_lp_free(lp);
}

static void a_gap_is_a_share_of_the_value(void) {
    CU_ASSERT_EQUAL(eqp_proof_gap(100, 101), 0.01);
    CU_ASSERT_EQUAL(eqp_proof_gap(-100, -99), 0.01);
    CU_ASSERT_EQUAL(eqp_proof_gap(100, 99.9), 0);
    CU_ASSERT_EQUAL(eqp_proof_gap(0, 0), 0);
    CU_ASSERT(eqp_proof_gap(0, 1) > EQP_GAP_TOLERANCE);
    CU_ASSERT(!(eqp_proof_gap(1, INFINITY) <= EQP_GAP_TOLERANCE));
    CU_ASSERT(!(eqp_proof_gap(1, NAN) <= EQP_GAP_TOLERANCE));
    CU_ASSERT(!(eqp_proof_gap(NAN, 1) <= EQP_GAP_TOLERANCE));
}

static void short_memory_is_told(void) {
    eqp_lp *lp = small_programme();
    size_t before = eqp_memory_alive();
    for (size_t n = 1; n <= 2; n++) {
        eqp_verdict verdict;
        eqp_memory_fail_at(n);
        CU_ASSERT_EQUAL(eqp_proof_check(lp, eqp_lp_goal(lp), (const double[]){3, 1}, &verdict), -1);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    eqp_lp_free(lp);
}

static const eqp_test tests[] = {
    {"any dual values bound any feasible point", any_dual_values_bound_any_feasible_point},
    {"the optimal dual values prove the optimum", the_optimal_dual_values_prove_the_optimum},
    {"a dual value that asks for no bound counts as nothing",
     a_dual_value_that_asks_for_no_bound_counts_as_nothing},
    {"a tampered point is refused where it is wrong",
     a_tampered_point_is_refused_where_it_is_wrong},
    {"dual values that are no numbers prove nothing",
     dual_values_that_are_no_numbers_prove_nothing},
    {"a gap is a share of the value", a_gap_is_a_share_of_the_value},
    {"short memory is told", short_memory_is_told},
};

EQP_SUITE_MAIN("proof", tests)
