/* max_change on random studies: 0 reproduces the previous plan, the limits hold, more freedom never
 * lowers V, a blank is as if there were no previous plan; alone and in families, by both engines.
 */
#include "suite.h"
#include "trial.h"
#include "variants.h"

#include "models/base/memory.h"
#include "solver/stages/family.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STUDIES EQP_TRIALS(120)

/* The places of a pair of previous in a solved trial, both columns together. */
static double places_of(const eqp_trial *trial, uint32_t offer, uint32_t institution) {
    const eqp_programme *p = trial->programme;
    double places = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        if (p->offer[p->pair_offer[pair]] == offer && p->pair_institution[pair] == institution)
            places += trial->solution->primal[pair];
    return places;
}

/* Makes the plan of a solved trial the previous one of its study; each offer's and institution's
 * places once, in their order. */
static void make_previous(eqp_trial *trial) {
    eqp_study *study = trial->study;
    eqp_previous *previous = &study->previous;
    uint32_t rows = study->prices.count;
    eqp_free(previous->line);
    eqp_free(previous->offer);
    eqp_free(previous->institution);
    eqp_free(previous->places);
    previous->line = eqp_allocate(rows, sizeof *previous->line);
    previous->offer = eqp_allocate(rows, sizeof *previous->offer);
    previous->institution = eqp_allocate(rows, sizeof *previous->institution);
    previous->places = eqp_allocate(rows, sizeof *previous->places);
    CU_ASSERT_FATAL(previous->line && previous->offer && previous->institution && previous->places);
    previous->count = 0;
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t at = previous->count;
        double places = places_of(trial, study->prices.offer[row], study->prices.institution[row]);
        if (places < 1e-6)
            continue;
        previous->offer[at] = study->prices.offer[row];
        previous->institution[at] = study->prices.institution[row];
        previous->places[at] = places;
        previous->count++;
    }
}

/* A solved study whose plan has become the previous one; 0 where it has none. */
static int begin(eqp_trial *trial, uint64_t seed) {
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(trial, seed), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, EQP_ENGINE_DIRECT, 1), 0);
    if (trial->solution->outcome != EQP_OUTCOME_OPTIMAL) {
        eqp_trial_free(trial);
        return 0;
    }
    make_previous(trial);
    return 1;
}

static void solve_again(eqp_trial *trial, double max_change, eqp_engine_choice engine) {
    trial->study->settings.max_change = max_change;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, engine, 1), 0);
}

static void no_change_is_the_previous_plan(void) {
    uint32_t compared = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial trial;
        const eqp_previous *previous;
        double total = 0;
        if (!begin(&trial, seed))
            continue;
        previous = &trial.study->previous;
        variant_make(trial.study, VARIANT_PRIORITIES, seed, 1);
        solve_again(&trial, 0, seed % 2 ? EQP_ENGINE_DIRECT : EQP_ENGINE_DECOMPOSED);
        CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_OPTIMAL);
        for (uint32_t row = 0; row < previous->count; row++)
            CU_ASSERT_DOUBLE_EQUAL(
                places_of(&trial, previous->offer[row], previous->institution[row]),
                previous->places[row], 1e-5 * fmax(1, previous->places[row]));
        for (uint32_t pair = 0; pair < trial.programme->pairs; pair++)
            total += trial.solution->primal[pair];
        for (uint32_t row = 0; row < previous->count; row++)
            total -= previous->places[row];
        CU_ASSERT_DOUBLE_EQUAL(total, 0, 1e-4);
        compared += previous->count > 0;
        eqp_trial_free(&trial);
    }
    CU_ASSERT(compared > STUDIES / 3);
}

/* What is kept and what is new, against all that was bought before. */
static void check_limits(const eqp_trial *trial, double max_change) {
    const eqp_previous *previous = &trial->study->previous;
    double before = 0, kept = 0, all = 0, slack;
    for (uint32_t row = 0; row < previous->count; row++) {
        double places = places_of(trial, previous->offer[row], previous->institution[row]);
        before += previous->places[row];
        kept += fmin(previous->places[row], places);
    }
    for (uint32_t pair = 0; pair < trial->programme->pairs; pair++)
        all += trial->solution->primal[pair];
    slack = 1e-5 * fmax(1, before);
    CU_ASSERT(kept >= (1 - max_change) * before - slack);
    CU_ASSERT(all - kept <= max_change * before + slack);
}

/* Without a balance, for floors move with the fair rates. */
static void more_change_never_lowers_the_value(void) {
    static const double changes[] = {0, 0.03, 0.1, 0.35, 0.8, 1};
    uint32_t gained = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial trial;
        double value = -INFINITY, first = 0;
        if (!begin(&trial, seed))
            continue;
        variant_make(trial.study, VARIANT_PRIORITIES, seed, 2);
        trial.study->settings.balance = 0;
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
            solve_again(&trial, changes[i], i % 2 ? EQP_ENGINE_DIRECT : EQP_ENGINE_DECOMPOSED);
            CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_OPTIMAL);
            check_limits(&trial, changes[i]);
            CU_ASSERT(trial.solution->value_best >= value - 2e-6 * fmax(1, fabs(value)));
            value = trial.solution->value_best;
            first = i ? first : value;
        }
        gained += value > first + 1e-3;
        eqp_trial_free(&trial);
    }
    CU_ASSERT(gained > STUDIES / 10);
}

static void both_engines_find_the_same_value(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial trial;
        double value, change = (double)(seed % 7) / 10;
        if (!begin(&trial, seed))
            continue;
        variant_make(trial.study, VARIANT_PRIORITIES, seed, 3);
        solve_again(&trial, change, EQP_ENGINE_DECOMPOSED);
        check_limits(&trial, change);
        value = trial.solution->value_best;
        solve_again(&trial, change, EQP_ENGINE_DIRECT);
        check_limits(&trial, change);
        CU_ASSERT(eqp_trial_close(value, trial.solution->value_best, 2e-5));
        eqp_trial_free(&trial);
    }
}

/* The table alone changes nothing, to the last bit. */
static void a_blank_is_as_without_the_table(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial plain, trial;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&plain, seed), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&plain, EQP_ENGINE_DECOMPOSED, 1), 0);
        if (begin(&trial, seed)) {
            solve_again(&trial, NAN, EQP_ENGINE_DECOMPOSED);
            CU_ASSERT_EQUAL_FATAL(trial.programme->lp->columns, plain.programme->lp->columns);
            CU_ASSERT_EQUAL(memcmp(trial.solution->primal, plain.solution->primal,
                                   plain.programme->lp->columns * sizeof(double)),
                            0);
            eqp_trial_free(&trial);
        }
        eqp_trial_free(&plain);
    }
}

/* Members of a family that differ in max_change, and the same studies alone. */
static const double swept[] = {0, 0.1, 0.2, 0.5, NAN, 1};
#define SWEPT (sizeof swept / sizeof *swept)

typedef struct sweeping {
    uint32_t taken;
    eqp_outcome outcome[SWEPT];
    double value[SWEPT];
} sweeping;

static eqp_status change(void *context, uint64_t number, eqp_study *copy, eqp_error *error) {
    (void)context;
    (void)error;
    copy->settings.max_change = swept[number];
    return EQP_OK;
}

static eqp_status take(void *context, uint64_t number, const eqp_programme *programme,
                       const eqp_solution *solution, eqp_error *error) {
    sweeping *task = context;
    (void)programme;
    (void)error;
    task->outcome[number] = solution->outcome;
    task->value[number] = solution->value_best;
    task->taken++;
    return EQP_OK;
}

static void a_sweep_of_it_finds_what_its_points_find_alone(void) {
    static const uint64_t numbers[SWEPT] = {0, 1, 2, 3, 4, 5};
    for (uint64_t seed = 0; seed < STUDIES / 2; seed++) {
        eqp_trial trial;
        eqp_solve_options options = eqp_solve_options_default();
        eqp_base *base;
        sweeping task = {0};
        options.threads = 1;
        if (!begin(&trial, seed))
            continue;
        variant_make(trial.study, VARIANT_PRIORITIES, seed, 4);
        trial.study->settings.max_change = seed % 2 ? 0.3 : NAN;
        CU_ASSERT_EQUAL_FATAL(eqp_base_solve(trial.study, &options, &base, NULL), EQP_OK);
        const eqp_family family = {base, 0, 0, 0, &task, change, take};
        CU_ASSERT_EQUAL(eqp_family_solve(&family, numbers, SWEPT, &options, NULL), EQP_OK);
        CU_ASSERT_EQUAL(task.taken, SWEPT);
        eqp_base_free(base);
        for (size_t i = 0; i < SWEPT; i++) {
            solve_again(&trial, swept[i], EQP_ENGINE_DIRECT);
            CU_ASSERT_EQUAL(task.outcome[i], trial.solution->outcome);
            CU_ASSERT(eqp_trial_close(task.value[i], trial.solution->value_best, 2e-5));
        }
        eqp_trial_free(&trial);
    }
}

static const eqp_test tests[] = {
    {"max_change 0 reproduces the previous plan", no_change_is_the_previous_plan},
    {"the limits hold, and more change never lowers V", more_change_never_lowers_the_value},
    {"both engines find the same value", both_engines_find_the_same_value},
    {"a blank max_change is as without the table", a_blank_is_as_without_the_table},
    {"a sweep of max_change finds what its points find alone",
     a_sweep_of_it_finds_what_its_points_find_alone},
};

EQP_SUITE_MAIN("continuity", tests)
