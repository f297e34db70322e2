/* The thin interface behind which GLPK solves one linear programme. */
#include "suite.h"

#include "input/generate/random.h"
#include "models/base/memory.h"
#include "solver/lp/slices.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TOLERANCE 1e-9

static const eqp_engine_limits no_limits = {.pivots = 0};

/* max 3a + 2b, a + b ≤ 4, a + 3b ≥ 3, a ≤ 3, b ≤ 10: a = 3, b = 1. */
static eqp_engine *small_programme(eqp_engine_host *host) {
    static const double row_lower[] = {-INFINITY, 3}, row_upper[] = {4, INFINITY};
    static const double lower[] = {0, 0}, upper[] = {3, 10}, cost[] = {3, 2};
    static const size_t start[] = {0, 2, 4};
    static const uint32_t row[] = {0, 1, 0, 1};
    static const double value[] = {1, 1, 1, 3};
    eqp_engine *engine = eqp_engine_create(host);
    CU_ASSERT_PTR_NOT_NULL_FATAL(engine);
    CU_ASSERT_EQUAL(eqp_engine_add_rows(engine, 2, row_lower, row_upper), 0);
    CU_ASSERT_EQUAL(eqp_engine_add_columns(engine, 2, lower, upper, cost, start, row, value), 0);
    return engine;
}

static void check(eqp_engine *engine, eqp_engine_outcome expected, double objective) {
    eqp_engine_outcome outcome;
    CU_ASSERT_EQUAL(eqp_slices_solve(engine, &(eqp_slices){.dual = 0}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, expected);
    if (outcome == EQP_ENGINE_OPTIMAL)
        CU_ASSERT_DOUBLE_EQUAL(eqp_engine_objective(engine), objective, TOLERANCE);
}

static void a_programme_is_solved_with_its_dual_values(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine;
    double x[2], dual[2];
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_primal(engine, 2, x);
    eqp_engine_duals(engine, 2, dual);
    CU_ASSERT_DOUBLE_EQUAL(x[0], 3, TOLERANCE);
    CU_ASSERT_DOUBLE_EQUAL(x[1], 1, TOLERANCE);
    CU_ASSERT_DOUBLE_EQUAL(dual[0], 2, TOLERANCE);
    CU_ASSERT_DOUBLE_EQUAL(dual[1], 0, TOLERANCE);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

static void the_dual_value_of_a_lower_side_is_negative(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine;
    double dual[2];
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    CU_ASSERT_EQUAL(eqp_engine_set_costs(engine, 2, (const double[]){-2, -3}), 0);
    check(engine, EQP_ENGINE_OPTIMAL, -3);
    eqp_engine_duals(engine, 2, dual);
    CU_ASSERT_DOUBLE_EQUAL(dual[0], 0, TOLERANCE);
    CU_ASSERT_DOUBLE_EQUAL(dual[1], -1, TOLERANCE);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* Each solve starts from the basis of the one before; so does the dual method. */
static void changes_are_solved_from_where_the_last_solve_ended(void) {
    static const uint32_t first[] = {0}, both[] = {0, 1};
    static const double ones[] = {1, 1}, twos[] = {2, 2};
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine_outcome outcome;
    eqp_engine *engine;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    CU_ASSERT_EQUAL(eqp_engine_set_costs(engine, 2, (const double[]){1, 2}), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 8);
    CU_ASSERT_EQUAL(eqp_engine_set_row_bounds(engine, 0, -INFINITY, 6), 0);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, (eqp_engine_limits){.dual = 1}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(eqp_engine_objective(engine), 12, TOLERANCE);
    CU_ASSERT_EQUAL(eqp_engine_set_column_bounds(engine, 1, 0, 5), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    CU_ASSERT_EQUAL(eqp_engine_set_row(engine, 0, 2, both, twos), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 6);
    CU_ASSERT_EQUAL(eqp_engine_set_column(engine, 1, 1, first, ones), 0);
    CU_ASSERT_EQUAL(eqp_engine_set_row_bounds(engine, 1, -INFINITY, INFINITY), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 10.5); /* 2a + b ≤ 6, b ≤ 5 */
    CU_ASSERT_EQUAL(eqp_engine_set_column(engine, 1, 0, NULL, NULL), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 13);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

static void a_programme_without_a_feasible_point_says_so(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    CU_ASSERT_EQUAL(eqp_engine_set_row_bounds(engine, 1, 13, INFINITY), 0);
    check(engine, EQP_ENGINE_INFEASIBLE, 0);
    CU_ASSERT_EQUAL(eqp_engine_set_row_bounds(engine, 1, 12, INFINITY), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 8); /* a = 0, b = 4 */
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* An assignment of `size` to `size`: each row and column of a square is used at least `least` and
 * at most one time. */
static eqp_engine *assignment(eqp_engine_host *host, uint32_t size, double least, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 2, 0);
    eqp_engine *engine = eqp_engine_create(host);
    CU_ASSERT_PTR_NOT_NULL_FATAL(engine);
    for (uint32_t r = 0; r < 2 * size; r++) {
        double one = 1;
        CU_ASSERT_EQUAL_FATAL(eqp_engine_add_rows(engine, 1, &least, &one), 0);
    }
    for (uint32_t i = 0; i < size; i++)
        for (uint32_t j = 0; j < size; j++) {
            const double lower = 0, upper = 1, ones[] = {1, 1};
            const double cost = eqp_random_between(&random, 1, 1000);
            const size_t start[] = {0, 2};
            const uint32_t row[] = {i, size + j};
            CU_ASSERT_EQUAL_FATAL(
                eqp_engine_add_columns(engine, 1, &lower, &upper, &cost, start, row, ones), 0);
        }
    return engine;
}

static void a_limit_ends_at_a_feasible_point_or_undecided(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine_outcome outcome;
    eqp_engine *engine;
    double best, early;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = assignment(host, 12, 0, 1);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, (eqp_engine_limits){.pivots = 3}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_FEASIBLE);
    early = eqp_engine_objective(engine);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, no_limits, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    best = eqp_engine_objective(engine);
    CU_ASSERT(early < best);
    eqp_engine_free(engine);
    engine = assignment(host, 12, 1, 1);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, (eqp_engine_limits){.pivots = 3}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_UNDECIDED);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, no_limits, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    /* A square of positive costs is best used whole either way. */
    CU_ASSERT_DOUBLE_EQUAL(eqp_engine_objective(engine), best, 1e-6);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* Dual values of other costs belong to the last basis; the programme's own costs stay. */
static void other_costs_have_dual_values_at_the_last_basis(void) {
    enum { SIZE = 12, ROWS = 2 * SIZE, COLUMNS = SIZE * SIZE };
    eqp_engine_host *host = eqp_engine_host_create();
    double dual[ROWS], cost[COLUMNS], best;
    uint8_t row[ROWS], column[COLUMNS], basic;
    eqp_engine *engine;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    CU_ASSERT_EQUAL(eqp_engine_duals_of(engine, (const double[]){1, 5}, 2, dual), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    CU_ASSERT_EQUAL(eqp_engine_duals_of(engine, (const double[]){1, 5}, 2, dual), 1);
    CU_ASSERT_DOUBLE_EQUAL(dual[0], 5, TOLERANCE);
    CU_ASSERT_DOUBLE_EQUAL(dual[1], 0, TOLERANCE);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_save(engine, 2, row, 2, column);
    basic = column[1]; /* b is basic */
    eqp_engine_free(engine);
    engine = assignment(host, SIZE, 1, 3);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, no_limits, &(eqp_engine_outcome){0}), 0);
    best = eqp_engine_objective(engine);
    for (uint32_t j = 0; j < COLUMNS; j++)
        cost[j] = j % 17 - 5.0;
    CU_ASSERT_EQUAL(eqp_engine_duals_of(engine, cost, ROWS, dual), 1);
    eqp_engine_save(engine, ROWS, row, COLUMNS, column);
    for (uint32_t j = 0; j < COLUMNS; j++)
        if (column[j] == basic)
            CU_ASSERT_DOUBLE_EQUAL(cost[j], dual[j / SIZE] + dual[SIZE + j % SIZE], TOLERANCE);
    CU_ASSERT_EQUAL(eqp_engine_objective(engine), best);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* Where one engine ended another of its shape begins: it has nothing left to do. */
static void a_saved_basis_is_where_another_engine_begins(void) {
    enum { SIZE = 12, ROWS = 2 * SIZE, COLUMNS = SIZE * SIZE };
    eqp_engine_host *host = eqp_engine_host_create();
    uint8_t row[ROWS], column[COLUMNS], again[COLUMNS];
    eqp_engine_outcome outcome;
    eqp_engine *engine, *other;
    double best;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = assignment(host, SIZE, 1, 3);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, no_limits, &outcome), 0);
    best = eqp_engine_objective(engine);
    eqp_engine_save(engine, ROWS, row, COLUMNS, column);
    eqp_engine_free(engine);
    other = assignment(host, SIZE, 1, 3);
    CU_ASSERT_EQUAL(eqp_engine_restore(other, ROWS, row, COLUMNS, column), 0);
    CU_ASSERT_EQUAL(eqp_engine_solve(other, (eqp_engine_limits){.pivots = 1}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(eqp_engine_objective(other), best, 1e-6);
    eqp_engine_save(other, ROWS, row, COLUMNS, again);
    CU_ASSERT_EQUAL(memcmp(column, again, sizeof again), 0);
    eqp_engine_free(other);
    eqp_engine_host_free(host);
}

/* A basis that is none, as another programme's may be, is mended. */
static void a_basis_that_does_not_fit_is_mended(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    uint8_t row[2], column[2], all_basic[2];
    eqp_engine *engine;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_save(engine, 2, row, 2, column);
    all_basic[0] = all_basic[1] = column[1]; /* b is basic */
    CU_ASSERT_EQUAL(eqp_engine_restore(engine, 2, all_basic, 2, all_basic), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    CU_ASSERT_EQUAL(eqp_engine_restore(engine, 2, row, 2, column), 0);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* The same row twice in a column is a misuse on which GLPK aborts. */
static int misuse(eqp_engine *engine) {
    static const uint32_t twice[] = {0, 0};
    static const double ones[] = {1, 1};
    return eqp_engine_set_column(engine, 0, 2, twice, ones);
}

static void a_lost_host_fails_every_later_call_and_is_freed(void) {
    static const double zeros[] = {0, 0}, ones[] = {1, 1};
    static const size_t start[] = {0, 1};
    static const uint32_t first[] = {0};
    size_t before = eqp_memory_alive();
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine_outcome outcome;
    eqp_engine *engine, *neighbour;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    neighbour = small_programme(host);
    check(neighbour, EQP_ENGINE_OPTIMAL, 11);
    CU_ASSERT_EQUAL(misuse(engine), -1);
    CU_ASSERT_EQUAL(eqp_engine_add_rows(engine, 1, zeros, ones), -1);
    CU_ASSERT_EQUAL(eqp_engine_add_columns(engine, 1, zeros, ones, ones, start, first, ones), -1);
    CU_ASSERT_EQUAL(eqp_engine_set_costs(engine, 2, ones), -1);
    CU_ASSERT_EQUAL(eqp_engine_set_row_bounds(engine, 0, 0, 1), -1);
    CU_ASSERT_EQUAL(eqp_engine_set_column_bounds(engine, 0, 0, 1), -1);
    CU_ASSERT_EQUAL(eqp_engine_set_row(engine, 0, 1, first, ones), -1);
    CU_ASSERT_EQUAL(eqp_engine_set_column(engine, 0, 1, first, ones), -1);
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, no_limits, &outcome), -1);
    CU_ASSERT_EQUAL(eqp_engine_solve(neighbour, no_limits, &outcome), -1);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_FAILED);
    CU_ASSERT_PTR_NULL(eqp_engine_create(host));
    eqp_engine_free(engine);
    eqp_engine_free(neighbour);
    eqp_engine_host_free(host);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    host = eqp_engine_host_create(); /* the thread may begin anew */
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = small_programme(host);
    check(engine, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* A library does not print, not even when it gives up. */
static void losing_a_host_prints_nothing(void) {
    eqp_engine_host *host = eqp_engine_host_create();
    FILE *caught = tmpfile();
    int terminal = dup(STDOUT_FILENO);
    eqp_engine *engine;
    CU_ASSERT_FATAL(host && caught && terminal >= 0);
    engine = small_programme(host);
    fflush(stdout);
    dup2(fileno(caught), STDOUT_FILENO);
    CU_ASSERT_EQUAL(misuse(engine), -1);
    fflush(stdout);
    CU_ASSERT_EQUAL(lseek(STDOUT_FILENO, 0, SEEK_END), 0);
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    fclose(caught);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* Adds a row and two columns while the n-th allocation fails; 1 = nothing failed. */
static int survives(size_t n) {
    static const double lower[] = {0, 0}, upper[] = {1, 2}, cost[] = {5, 7};
    static const size_t start[] = {0, 1, 2};
    static const uint32_t row[] = {0, 0};
    static const double value[] = {1, 1};
    eqp_engine_host *host;
    eqp_engine *engine = NULL;
    int built;
    eqp_memory_fail_at(n);
    host = eqp_engine_host_create();
    engine = host ? eqp_engine_create(host) : NULL;
    built = engine && eqp_engine_add_rows(engine, 1, lower, upper) == 0 &&
            eqp_engine_add_columns(engine, 2, lower, upper, cost, start, row, value) == 0 &&
            eqp_engine_set_row(engine, 0, 2, (const uint32_t[]){0, 1}, value) == 0;
    eqp_memory_fail_at(0);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
    return built;
}

static void short_memory_leaves_nothing(void) {
    size_t before = eqp_memory_alive(), n = 1;
    for (; !survives(n); n++)
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    CU_ASSERT_EQUAL(n, 5); /* host, engine, and two arrays */
}

/* One thread's work: solves a programme again and again on a host of its own, and loses a host now
 * and then, which must not touch the other thread's. CUnit is not for several threads, so failures
 * are counted. */
#define REPETITIONS 40

typedef struct work {
    double cost[2];
    double objective;
    int failures;
} work;

static int solve_once(const work *mine, int lose) {
    static const double row_upper[] = {4}, row_lower[] = {-INFINITY};
    static const double lower[] = {0, 0}, upper[] = {3, 10}, value[] = {1, 1};
    static const size_t start[] = {0, 1, 2};
    static const uint32_t row[] = {0, 0};
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine = host ? eqp_engine_create(host) : NULL;
    int right =
        engine && eqp_engine_add_rows(engine, 1, row_lower, row_upper) == 0 &&
        eqp_engine_add_columns(engine, 2, lower, upper, mine->cost, start, row, value) == 0 &&
        eqp_engine_solve(engine, no_limits, &outcome) == 0 && outcome == EQP_ENGINE_OPTIMAL &&
        fabs(eqp_engine_objective(engine) - mine->objective) <= TOLERANCE &&
        (!lose || misuse(engine) == -1);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
    return right;
}

static void *repeat(void *context) {
    work *mine = context;
    for (int again = 0; again < REPETITIONS; again++)
        mine->failures += !solve_once(mine, again % 8 == 7);
    return NULL;
}

static void two_threads_solve_each_with_its_own_host(void) {
    work works[2] = {{{3, 2}, 11, 0}, {{1, 5}, 20, 0}};
    pthread_t other;
    CU_ASSERT_EQUAL_FATAL(pthread_create(&other, NULL, repeat, &works[1]), 0);
    repeat(&works[0]);
    CU_ASSERT_EQUAL(pthread_join(other, NULL), 0);
    CU_ASSERT_EQUAL(works[0].failures, 0);
    CU_ASSERT_EQUAL(works[1].failures, 0);
}

/* max Σ worth·x, Σ weight·x ≤ 10, x whole, 0 ≤ x ≤ 3. */
static eqp_engine *knapsack(eqp_engine_host *host) {
    static const double row_lower[] = {-INFINITY}, row_upper[] = {10};
    static const double lower[] = {0, 0, 0}, upper[] = {3, 3, 3}, worth[] = {5, 4, 3};
    static const size_t start[] = {0, 1, 2, 3};
    static const uint32_t row[] = {0, 0, 0};
    static const double weight[] = {4, 3.5, 3};
    eqp_engine *engine = eqp_engine_create(host);
    CU_ASSERT_PTR_NOT_NULL_FATAL(engine);
    CU_ASSERT_EQUAL(eqp_engine_add_rows(engine, 1, row_lower, row_upper), 0);
    CU_ASSERT_EQUAL(eqp_engine_add_columns(engine, 3, lower, upper, worth, start, row, weight), 0);
    for (uint32_t c = 0; c < 3; c++)
        CU_ASSERT_EQUAL(eqp_engine_make_whole(engine, c), 0);
    return engine;
}

static double value_of(const double x[3]) {
    return 5 * x[0] + 4 * x[1] + 3 * x[2];
}

/* Two of the first leave 2 unused, worth 10; the best is worth 11: (1, 0, 2) or (0, 2, 1). */
static void whole_numbers_are_found_by_branch_and_cut(void) {
    const eqp_engine_branching all = {.nodes = 1000};
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine;
    eqp_engine_outcome outcome;
    double x[3];
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = knapsack(host);
    CU_ASSERT_EQUAL(eqp_slices_branch(engine, &all, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    eqp_engine_whole_primal(engine, 3, x);
    CU_ASSERT_DOUBLE_EQUAL(value_of(x), 11, TOLERANCE);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

static void a_point_to_begin_with_is_kept_unless_there_is_a_better(void) {
    static const double start[] = {2, 0, 0};
    const eqp_engine_branching none = {.nodes = 0, .start = start};
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine;
    eqp_engine_outcome outcome;
    double x[3];
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = knapsack(host);
    CU_ASSERT_EQUAL(eqp_slices_branch(engine, &none, &outcome), 0);
    CU_ASSERT(outcome == EQP_ENGINE_FEASIBLE || outcome == EQP_ENGINE_OPTIMAL);
    eqp_engine_whole_primal(engine, 3, x);
    CU_ASSERT(value_of(x) >= 10 - TOLERANCE);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

static void no_whole_point_says_so(void) {
    const eqp_engine_branching all = {.nodes = 1000};
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine;
    eqp_engine_outcome outcome;
    CU_ASSERT_PTR_NOT_NULL_FATAL(host);
    engine = knapsack(host);
    CU_ASSERT_EQUAL(eqp_engine_set_row_bounds(engine, 0, 9.75, 9.9), 0);
    CU_ASSERT_EQUAL(eqp_slices_branch(engine, &all, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_INFEASIBLE);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
}

/* A host made while the thread has one shares what happens to it. */
static void a_thread_may_have_a_host_within_a_host(void) {
    eqp_engine_host *outer = eqp_engine_host_create(), *inner;
    eqp_engine *first, *second;
    CU_ASSERT_PTR_NOT_NULL_FATAL(outer);
    first = small_programme(outer);
    inner = eqp_engine_host_create();
    CU_ASSERT_PTR_NOT_NULL_FATAL(inner);
    second = small_programme(inner);
    check(second, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_free(second);
    eqp_engine_host_free(inner);
    check(first, EQP_ENGINE_OPTIMAL, 11);
    eqp_engine_free(first);
    eqp_engine_host_free(outer);
}

static const eqp_test tests[] = {
    {"whole numbers are found by branch and cut", whole_numbers_are_found_by_branch_and_cut},
    {"a point to begin with is kept unless there is a better",
     a_point_to_begin_with_is_kept_unless_there_is_a_better},
    {"no whole point says so", no_whole_point_says_so},
    {"a thread may have a host within a host", a_thread_may_have_a_host_within_a_host},
    {"a programme is solved with its dual values", a_programme_is_solved_with_its_dual_values},
    {"the dual value of a lower side is negative", the_dual_value_of_a_lower_side_is_negative},
    {"changes are solved from where the last solve ended",
     changes_are_solved_from_where_the_last_solve_ended},
    {"a programme without a feasible point says so", a_programme_without_a_feasible_point_says_so},
    {"a limit ends at a feasible point, or undecided",
     a_limit_ends_at_a_feasible_point_or_undecided},
    {"other costs have dual values at the last basis",
     other_costs_have_dual_values_at_the_last_basis},
    {"a saved basis is where another engine begins", a_saved_basis_is_where_another_engine_begins},
    {"a basis that does not fit is mended", a_basis_that_does_not_fit_is_mended},
    {"a lost host fails every later call, and is freed",
     a_lost_host_fails_every_later_call_and_is_freed},
    {"losing a host prints nothing", losing_a_host_prints_nothing},
    {"short memory leaves nothing", short_memory_leaves_nothing},
    {"two threads solve, each with its own host", two_threads_solve_each_with_its_own_host},
};

EQP_SUITE_MAIN("engine", tests)
