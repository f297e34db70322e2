/* What must hold between the solutions of two studies that differ in a known way. */
#include "suite.h"
#include "trial.h"

#include "solver/decomposition/decomposed.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STUDIES EQP_TRIALS(80)

/* What two proven optima may differ by: both are known to a relative 10⁻⁶. */
#define PROVEN 2e-6

static void expect(int true_or_not, uint64_t seed, const char *sentence, double first,
                   double second) {
    if (!true_or_not)
        fprintf(stderr, "seed %lu: %s: %.12g then %.12g\n", (unsigned long)seed, sentence, first,
                second);
    CU_ASSERT_TRUE(true_or_not);
}

static int has_plan(const eqp_trial *trial) {
    return trial->solution->outcome == EQP_OUTCOME_OPTIMAL;
}

static void draw(eqp_trial *trial, uint64_t seed) {
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(trial, seed), 0);
}

static void solve(eqp_trial *trial) {
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, EQP_ENGINE_DECOMPOSED, 1), 0);
}

static void scale_budgets(eqp_trial *trial, double factor) {
    for (uint32_t b = 0; b < trial->study->budgets.count; b++)
        trial->study->budgets.budget[b] *= factor;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
}

static double worst_rate(const eqp_trial *trial) {
    double worst = INFINITY;
    for (uint32_t z = 0; z < trial->study->zones.count; z++)
        worst = fmin(worst, trial->solution->fair_rate[z]); /* fmin ignores NAN */
    return worst;
}

static void more_budget_without_balance_never_lowers_the_value(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        static const double steps[] = {1, 1.3, 2};
        double before = 0;
        eqp_trial trial;
        draw(&trial, seed);
        trial.study->settings.balance = 0;
        for (size_t s = 0; s < 3; s++) {
            scale_budgets(&trial, steps[s]);
            solve(&trial);
            if (has_plan(&trial)) {
                double value = trial.solution->value_best;
                expect(value >= before - PROVEN * fmax(1, before), seed,
                       "V at beta 0 with more budget", before, value);
                before = value;
            } else {
                CU_ASSERT_EQUAL(before, 0);
            }
        }
        eqp_trial_free(&trial);
    }
}

static void the_worst_fair_rate_never_falls_with_the_budget(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        double before = -INFINITY;
        eqp_trial trial;
        draw(&trial, seed);
        trial.study->settings.balance = 1;
        for (int step = 0; step < 3; step++) {
            scale_budgets(&trial, step ? 1.25 : 1);
            solve(&trial);
            if (has_plan(&trial)) {
                expect(worst_rate(&trial) >= before - 1e-6, seed,
                       "worst fair rate with more budget", before, worst_rate(&trial));
                before = worst_rate(&trial);
            }
        }
        eqp_trial_free(&trial);
    }
}

/* Stage B alone, with floors given. */
typedef struct held_floors {
    const double *floor;
    eqp_stage_result result;
} held_floors;

static void solve_held(eqp_method *method, void *context) {
    held_floors *held = context;
    const eqp_stage stage = {.objective = EQP_OBJECTIVE_VALUE,
                             .phase = EQP_PHASE_VALUE,
                             .floor = held->floor,
                             .value_floor = -INFINITY,
                             .tolerance = 2e-7};
    CU_ASSERT_EQUAL(method->maximise(method->self, &stage, &held->result, NULL), EQP_OK);
}

static double value_at(const eqp_trial *trial, const double *floor) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_watch watch = eqp_watch_start(&options);
    held_floors held = {.floor = floor};
    options.threads = 1;
    CU_ASSERT_EQUAL(eqp_decomposed_run(trial->programme, &watch, NULL, solve_held, &held, NULL),
                    EQP_OK);
    CU_ASSERT_EQUAL(held.result.outcome, EQP_OUTCOME_OPTIMAL);
    return held.result.value;
}

static void more_budget_with_held_floors_never_lowers_the_value(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        double floor[EQP_TRIAL_ZONES], before, value;
        eqp_trial trial;
        draw(&trial, seed);
        solve(&trial);
        if (has_plan(&trial)) {
            memcpy(floor, trial.solution->floor, trial.study->zones.count * sizeof *floor);
            before = trial.solution->value_best;
            for (int step = 0; step < 2; step++) {
                scale_budgets(&trial, 1.4);
                value = value_at(&trial, floor);
                expect(value >= before - PROVEN * fmax(1, before), seed,
                       "V at held floors with more budget", before, value);
                before = value;
            }
        }
        eqp_trial_free(&trial);
    }
}

static void more_balance_never_raises_the_value(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        static const double balances[] = {0, 0.3, 0.7, 1};
        double before = INFINITY;
        eqp_trial trial;
        draw(&trial, seed);
        for (size_t b = 0; b < 4; b++) {
            trial.study->settings.balance = balances[b];
            solve(&trial);
            if (has_plan(&trial)) {
                double value = trial.solution->value_best;
                expect(value <= before + PROVEN * fmax(1, value), seed, "V with more balance",
                       before, value);
                before = value;
            }
        }
        eqp_trial_free(&trial);
    }
}

/* Whether two solved trials hold the same bits. */
static int same_bits(const eqp_trial *one, const eqp_trial *other) {
    const eqp_lp *lp = one->programme->lp;
    const eqp_solution *a = one->solution, *b = other->solution;
    size_t zones = one->study->zones.count;
    return lp->columns == other->programme->lp->columns && lp->rows == other->programme->lp->rows &&
           a->outcome == b->outcome && a->value_best == b->value_best &&
           a->upper_bound == b->upper_bound &&
           memcmp(a->primal, b->primal, lp->columns * sizeof(double)) == 0 &&
           memcmp(a->dual, b->dual, lp->rows * sizeof(double)) == 0 &&
           memcmp(a->floor, b->floor, zones * sizeof(double)) == 0;
}

static void shuffled_rows_change_no_bit(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_random_study *cells = eqp_random_study_create(seed);
        eqp_trial trial, shuffled;
        CU_ASSERT_PTR_NOT_NULL_FATAL(cells);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&trial, cells), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_random_study_shuffle(cells, seed), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&shuffled, cells), 0);
        solve(&trial);
        solve(&shuffled);
        expect(same_bits(&trial, &shuffled), seed, "shuffled rows", trial.solution->value_best,
               shuffled.solution->value_best);
        eqp_trial_free(&trial);
        eqp_trial_free(&shuffled);
        eqp_random_study_free(cells);
    }
}

static int by_size(const void *a, const void *b) {
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

/* The fair rates in order of size, -1 where there is none. */
static void sorted_rates(const eqp_trial *trial, double *rate) {
    for (uint32_t z = 0; z < trial->study->zones.count; z++)
        rate[z] = isnan(trial->solution->fair_rate[z]) ? -1 : trial->solution->fair_rate[z];
    qsort(rate, trial->study->zones.count, sizeof *rate, by_size);
}

/* `other` is the same study in another guise; its money counts `factor` times as much. */
static void expect_same_plan(uint64_t seed, const eqp_trial *trial, const eqp_trial *other,
                             double factor) {
    double rate[EQP_TRIAL_ZONES], other_rate[EQP_TRIAL_ZONES], cost, other_cost;
    expect(trial->solution->outcome == other->solution->outcome, seed, "outcome",
           trial->solution->outcome, other->solution->outcome);
    if (!has_plan(trial) || !has_plan(other))
        return;
    expect(eqp_trial_close(trial->solution->value_best, other->solution->value_best, PROVEN), seed,
           "V", trial->solution->value_best, other->solution->value_best);
    sorted_rates(trial, rate);
    sorted_rates(other, other_rate);
    for (uint32_t z = 0; z < trial->study->zones.count; z++)
        expect(eqp_trial_close(rate[z], other_rate[z], 1e-6), seed, "fair rate", rate[z],
               other_rate[z]);
    cost = eqp_trial_cost(trial);
    other_cost = eqp_trial_cost(other) / factor;
    expect(fabs(cost - other_cost) <= 2e-5 * cost + 1e-3, seed, "cost", cost, other_cost);
}

static void renamed_ids_change_neither_value_nor_rates_nor_cost(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_random_study *cells = eqp_random_study_create(seed);
        eqp_trial trial, renamed;
        CU_ASSERT_PTR_NOT_NULL_FATAL(cells);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&trial, cells), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_random_study_rename(cells), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&renamed, cells), 0);
        solve(&trial);
        solve(&renamed);
        expect_same_plan(seed, &trial, &renamed, 1);
        eqp_trial_free(&trial);
        eqp_trial_free(&renamed);
        eqp_random_study_free(cells);
    }
}

static void another_currency_changes_neither_value_nor_rates_nor_cost(void) {
    const double francs = 6.55957;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_random_study *cells = eqp_random_study_create(seed);
        eqp_trial trial, converted;
        CU_ASSERT_PTR_NOT_NULL_FATAL(cells);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&trial, cells), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_random_study_convert(cells, francs), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&converted, cells), 0);
        solve(&trial);
        solve(&converted);
        expect_same_plan(seed, &trial, &converted, francs);
        eqp_trial_free(&trial);
        eqp_trial_free(&converted);
        eqp_random_study_free(cells);
    }
}

/* One and two threads, and two threads again and again. */
static void threads_change_no_bit(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial alone, together;
        draw(&alone, seed);
        draw(&together, seed);
        solve(&alone);
        for (int again = 0; again < 4; again++) {
            CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&together, EQP_ENGINE_DECOMPOSED, 2 + again % 2),
                                  0);
            expect(same_bits(&alone, &together), seed, "more threads", alone.solution->value_best,
                   together.solution->value_best);
        }
        eqp_trial_free(&alone);
        eqp_trial_free(&together);
    }
}

static const eqp_test tests[] = {
    {"more budget without balance never lowers the value",
     more_budget_without_balance_never_lowers_the_value},
    {"more budget with held floors never lowers the value",
     more_budget_with_held_floors_never_lowers_the_value},
    {"the worst fair rate never falls with the budget",
     the_worst_fair_rate_never_falls_with_the_budget},
    {"more balance never raises the value", more_balance_never_raises_the_value},
    {"shuffled rows change no bit of the solution", shuffled_rows_change_no_bit},
    {"renamed ids change neither value nor rates nor cost",
     renamed_ids_change_neither_value_nor_rates_nor_cost},
    {"another currency changes neither value nor rates nor cost",
     another_currency_changes_neither_value_nor_rates_nor_cost},
    {"one, two and three threads find the same solution to the last bit", threads_change_no_bit},
};

EQP_SUITE_MAIN("laws", tests)
