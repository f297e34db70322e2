/* The master's own simplex method, against a general code on the same programme. */
#include "suite.h"
#include "twin.h"

#include "models/memory.h"
#include "models/names.h"

#include <math.h>
#include <stdio.h>

#define PROGRAMMES 1500
#define STEPS 8 /* of edits and one solve each */
#define TOLERANCE 1e-7

typedef struct counts {
    uint32_t optimal, infeasible;
} counts;

/* Solves both and compares; says where they differ. 1 = they agree. */
static int agrees(const twin *both, eqp_engine_host *host, uint64_t seed, int step, counts *seen) {
    double expected = 0, objective;
    eqp_gub_outcome outcome = eqp_gub_solve(both->gub);
    eqp_engine_outcome reference = twin_reference(both, host, &expected);
    int same = 0;
    objective = eqp_gub_objective(both->gub);
    if (reference == EQP_ENGINE_INFEASIBLE) {
        seen->infeasible++;
        same = outcome == EQP_GUB_INFEASIBLE;
    } else if (reference == EQP_ENGINE_OPTIMAL && outcome == EQP_GUB_OPTIMAL) {
        seen->optimal++;
        same = fabs(objective - expected) <= TOLERANCE * fmax(1, fabs(expected)) &&
               twin_primal_error(both) <= TOLERANCE && twin_dual_error(both) <= TOLERANCE;
    }
    if (!same)
        fprintf(stderr,
                "programme %llu, step %d: gub %d %.12g, engine %d %.12g, primal error %g, dual "
                "error %g\n",
                (unsigned long long)seed, step, (int)outcome, objective, (int)reference, expected,
                twin_primal_error(both), twin_dual_error(both));
    return same;
}

static void a_general_code_finds_the_same_after_every_edit(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    counts seen = {0, 0};
    uint32_t different = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    for (uint64_t seed = 1; seed <= PROGRAMMES; seed++) {
        twin both;
        CU_ASSERT_EQUAL_FATAL(twin_draw(&both, seed), 0);
        different += !agrees(&both, host, seed, 0, &seen);
        for (int step = 1; step <= STEPS; step++) {
            for (uint32_t left = eqp_random_between(&both.random, 1, 3); left > 0; left--)
                CU_ASSERT_EQUAL_FATAL(twin_edit(&both), 0);
            different += !agrees(&both, host, seed, step, &seen);
        }
        twin_free(&both);
    }
    eqp_engine_host_free(host);
    CU_ASSERT_EQUAL(different, 0);
    /* Or the programmes do not test what they should. */
    CU_ASSERT(seen.optimal > PROGRAMMES);
    CU_ASSERT(seen.infeasible > PROGRAMMES / 4);
}

/* The inverse grows beyond its first room, and rows come one by one to a basis in use. */
static void rows_added_one_by_one_are_kept(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    counts seen = {0, 0};
    twin both;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    for (uint64_t seed = 2000; seed < 2010; seed++) {
        CU_ASSERT_EQUAL_FATAL(twin_draw(&both, seed), 0);
        for (int step = 0; both.rows < TWIN_ROWS && step < 1000; step++) {
            CU_ASSERT_EQUAL_FATAL(twin_edit(&both), 0);
            CU_ASSERT(agrees(&both, host, seed, step, &seen));
        }
        CU_ASSERT_EQUAL(both.rows, TWIN_ROWS);
        twin_free(&both);
    }
    eqp_engine_host_free(host);
    CU_ASSERT(seen.optimal > 100);
}

/* max 3a + 2b, a + b ≤ 1 as a set, 4a + 2b ≤ 3: a = b = 1/2. */
static void dual_values_have_their_signs(void) {
    static const uint32_t row[] = {0};
    static const double four[] = {4}, two[] = {2}, one[] = {1};
    eqp_gub *gub = eqp_gub_create(1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(gub);
    CU_ASSERT_EQUAL(eqp_gub_add_row(gub, -INFINITY, 3, 0, NULL, NULL), 0);
    CU_ASSERT_EQUAL(eqp_gub_add_column(gub, 0, 0, INFINITY, 3, 1, row, four), 0);
    CU_ASSERT_EQUAL(eqp_gub_add_column(gub, 0, 0, INFINITY, 2, 1, row, two), 0);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_objective(gub), 2.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_value(gub, 0), 0.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_value(gub, 1), 0.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_row_dual(gub, 0), 0.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_set_dual(gub, 0), 1, 1e-12);
    /* At least 2 of something that costs 5 each. */
    CU_ASSERT_EQUAL(eqp_gub_add_column(gub, EQP_NONE, 0, INFINITY, -5, 0, NULL, NULL), 0);
    CU_ASSERT_EQUAL(eqp_gub_add_row(gub, 2, INFINITY, 1, (const uint32_t[]){2}, one), 0);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_objective(gub), -7.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(eqp_gub_row_dual(gub, 1), -5, 1e-12);
    eqp_gub_free(gub);
}

static void an_empty_programme_is_optimal(void) {
    eqp_gub *gub = eqp_gub_create(0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(gub);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    CU_ASSERT_EQUAL(eqp_gub_objective(gub), 0);
    CU_ASSERT_EQUAL(eqp_gub_add_column(gub, EQP_NONE, 1, 3, 2, 0, NULL, NULL), 0);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    CU_ASSERT_EQUAL(eqp_gub_objective(gub), 6);
    CU_ASSERT_EQUAL(eqp_gub_add_row(gub, 5, INFINITY, 0, NULL, NULL), 0);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_INFEASIBLE);
    eqp_gub_set_row_bounds(gub, 0, -INFINITY, INFINITY);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    eqp_gub_free(gub);
}

/* Draws and edits a programme while the n-th allocation fails; 1 = nothing failed. */
static int survives(uint64_t seed, size_t n) {
    twin both;
    int failed;
    eqp_memory_fail_at(n);
    failed = twin_draw(&both, seed);
    for (int step = 0; !failed && step < 60; step++)
        failed = twin_edit(&both);
    eqp_memory_fail_at(0);
    twin_free(&both);
    return !failed;
}

static void short_memory_while_it_is_built_leaves_nothing(void) {
    size_t before = eqp_memory_alive(), n = 1;
    while (!survives(7, n)) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
        n++;
    }
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    CU_ASSERT(n > 20); /* or nothing was built */
}

static const eqp_test tests[] = {
    {"a general code finds the same after every edit",
     a_general_code_finds_the_same_after_every_edit},
    {"rows added one by one are kept", rows_added_one_by_one_are_kept},
    {"dual values have their signs", dual_values_have_their_signs},
    {"an empty programme is optimal", an_empty_programme_is_optimal},
    {"short memory while it is built leaves nothing",
     short_memory_while_it_is_built_leaves_nothing},
};

EQP_SUITE_MAIN("gub", tests)
