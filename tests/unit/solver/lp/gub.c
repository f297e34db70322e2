/* The master's own simplex method, against a general code on the same programme. */
#include "suite.h"
#include "twin.h"

#include "models/base/memory.h"
#include "models/base/names.h"

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

static void edit_some(twin *both) {
    for (uint32_t left = eqp_random_between(&both->random, 1, 3); left > 0; left--)
        CU_ASSERT_EQUAL_FATAL(twin_edit(both), 0);
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
            edit_some(&both);
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

/* As the master goes back and forth between stages: bases are kept, columns and rows come and go,
 * and a solve begins at any of them. */
static void a_basis_that_was_kept_is_as_good_a_start(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    counts seen = {0, 0};
    uint32_t different = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    for (uint64_t seed = 5000; seed < 5000 + PROGRAMMES; seed++) {
        twin both;
        CU_ASSERT_EQUAL_FATAL(twin_draw(&both, seed), 0);
        for (int step = 0; step < STEPS; step++) {
            different += !agrees(&both, host, seed, step, &seen);
            if (eqp_random_between(&both.random, 0, 1))
                CU_ASSERT_EQUAL_FATAL(
                    eqp_gub_save(both.gub, eqp_random_between(&both.random, 0, 2)), 0);
            edit_some(&both);
            eqp_gub_restore(both.gub, eqp_random_between(&both.random, 0, 3));
        }
        twin_free(&both);
    }
    eqp_engine_host_free(host);
    CU_ASSERT_EQUAL(different, 0);
    CU_ASSERT(seen.optimal > PROGRAMMES);
}

static void columns_of_kept_bases_are_told(void) {
    static const uint32_t row[] = {0};
    static const double one[] = {1};
    eqp_gub *gub = eqp_gub_create(0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(gub);
    CU_ASSERT_EQUAL(eqp_gub_add_row(gub, -INFINITY, 1, 0, NULL, NULL), 0);
    for (uint32_t j = 0; j < 3; j++)
        CU_ASSERT_EQUAL(eqp_gub_add_column(gub, EQP_NONE, 0, INFINITY, j == 1 ? 2 : 1, 1, row, one),
                        0);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    CU_ASSERT_EQUAL(eqp_gub_save(gub, 4), 0);
    eqp_gub_set_cost(gub, 2, 5);
    CU_ASSERT_EQUAL(eqp_gub_solve(gub), EQP_GUB_OPTIMAL);
    CU_ASSERT(!eqp_gub_is_kept(gub, 0) && eqp_gub_is_kept(gub, 1) && eqp_gub_is_kept(gub, 2));
    eqp_gub_delete_columns(gub, 1, (const uint32_t[]){0});
    CU_ASSERT(eqp_gub_is_kept(gub, 0) && eqp_gub_is_kept(gub, 1));
    CU_ASSERT_EQUAL(eqp_gub_save(gub, 4), 0); /* another takes its place */
    CU_ASSERT(!eqp_gub_is_kept(gub, 0) && eqp_gub_is_kept(gub, 1));
    eqp_gub_free(gub);
}

/* What happens to one of two copies is nothing to the other. */
static void a_copy_goes_its_own_way(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    counts seen = {0, 0};
    uint32_t different = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    for (uint64_t seed = 9000; seed < 9000 + PROGRAMMES / 3; seed++) {
        twin both, copy;
        CU_ASSERT_EQUAL_FATAL(twin_draw(&both, seed), 0);
        different += !agrees(&both, host, seed, 0, &seen);
        CU_ASSERT_EQUAL_FATAL(eqp_gub_save(both.gub, 0), 0);
        edit_some(&both);
        CU_ASSERT_EQUAL_FATAL(twin_copy(&copy, &both), 0);
        for (int step = 1; step <= 3; step++) {
            edit_some(&both);
            different += !agrees(&both, host, seed, step, &seen);
            different += !agrees(&copy, host, seed, -step, &seen);
            edit_some(&copy);
            eqp_gub_restore(step == 2 ? both.gub : copy.gub, 0);
        }
        twin_free(&both);
        different += !agrees(&copy, host, seed, -4, &seen);
        twin_free(&copy);
    }
    eqp_engine_host_free(host);
    CU_ASSERT_EQUAL(different, 0);
    CU_ASSERT(seen.optimal > PROGRAMMES);
}

/* The dual simplex method's part, and where it leaves off the primal one's. */
static void moved_bounds_change_only_the_answer(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    counts seen = {0, 0};
    uint32_t different = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    for (uint64_t seed = 7000; seed < 7000 + PROGRAMMES; seed++) {
        twin both;
        CU_ASSERT_EQUAL_FATAL(twin_draw(&both, seed), 0);
        for (int step = 0; step < STEPS; step++) {
            different += !agrees(&both, host, seed, step, &seen);
            twin_move_bounds(&both);
        }
        twin_free(&both);
    }
    eqp_engine_host_free(host);
    CU_ASSERT_EQUAL(different, 0);
    CU_ASSERT(seen.optimal > PROGRAMMES);
    CU_ASSERT(seen.infeasible > PROGRAMMES / 4);
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

/* Draws, edits, keeps and copies a programme while the n-th allocation fails; 1 = nothing failed.
 */
static int survives(uint64_t seed, size_t n) {
    twin both, copy = {.gub = NULL};
    int failed;
    eqp_memory_fail_at(n);
    failed = twin_draw(&both, seed);
    for (uint32_t step = 0; !failed && step < 60; step++)
        failed = twin_edit(&both) || eqp_gub_save(both.gub, step % EQP_GUB_SLOTS);
    failed = failed || twin_copy(&copy, &both);
    eqp_memory_fail_at(0);
    twin_free(&both);
    twin_free(&copy);
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
    {"a basis that was kept is as good a start", a_basis_that_was_kept_is_as_good_a_start},
    {"columns of kept bases are told", columns_of_kept_bases_are_told},
    {"a copy goes its own way", a_copy_goes_its_own_way},
    {"moved bounds change only the answer", moved_bounds_change_only_the_answer},
    {"rows added one by one are kept", rows_added_one_by_one_are_kept},
    {"dual values have their signs", dual_values_have_their_signs},
    {"an empty programme is optimal", an_empty_programme_is_optimal},
    {"short memory while it is built leaves nothing",
     short_memory_while_it_is_built_leaves_nothing},
};

EQP_SUITE_MAIN("gub", tests)
