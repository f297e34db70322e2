/* The stages of a solve from outside: floors, stops and limits, threads, short memory, and studies
 * in which there is nothing to buy. */
#include "small_study.h"
#include "suite.h"
#include "trial.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "models/proof/proof.h"
#include "solver/stages/stages.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-6

static const eqp_engine_choice engines[] = {EQP_ENGINE_DECOMPOSED, EQP_ENGINE_DIRECT};

#define ENGINES (sizeof engines / sizeof *engines)

/* ---- floors ---- */

static void a_floor_is_the_balance_times_the_fair_rate_less_a_little(void) {
    static const struct {
        double balance, fair_rate, floor;
    } cases[] = {
        {0, 0.5, 0},      {1, 0.5, 0.5 - 1e-4}, {0.5, 0.5, 0.25 - 1e-4},
        {1, 0, 0},        {1, 5e-5, 0}, /* never below 0 */
        {1, 1, 1 - 1e-4}, {0.7, NAN, 0},
    };
    eqp_trial trial;
    double rate[EQP_TRIAL_ZONES], floor[EQP_TRIAL_ZONES];
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, 1), 0);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        trial.study->settings.balance = cases[c].balance;
        for (uint32_t z = 0; z < trial.study->zones.count; z++)
            rate[z] = cases[c].fair_rate;
        eqp_stages_floors(trial.programme, rate, floor);
        for (uint32_t z = 0; z < trial.study->zones.count; z++)
            CU_ASSERT_DOUBLE_EQUAL(floor[z], cases[c].floor, 1e-15);
    }
    eqp_trial_free(&trial);
}

/* ---- stops ---- */

/* Says stop from the n-th time that it is asked. */
typedef struct stopper {
    uint32_t asked, patience;
    eqp_phase phase;               /* the first that was told after the stop */
    int told;                      /* it was */
    uint8_t seen[EQP_PHASE_COUNT]; /* phases in which a stop came */
} stopper;

static int stop_at(void *context) {
    stopper *s = context;
    return ++s->asked > s->patience;
}

static void note_phase(void *context, const eqp_progress *progress) {
    stopper *s = context;
    if (s->asked > s->patience && !s->told) {
        s->phase = progress->phase;
        s->told = 1;
    }
}

/* The plan keeps every row of the programme; with floors, those of the zones too. */
static void check_rows(const eqp_trial *trial, const eqp_solution *solution, int floors) {
    const eqp_programme *p = trial->programme;
    double *lower = eqp_allocate(p->lp->rows, sizeof *lower);
    eqp_verdict verdict;
    CU_ASSERT_FATAL(lower != NULL);
    memcpy(lower, p->lp->row_lower, p->lp->rows * sizeof *lower);
    if (floors)
        eqp_programme_hold_floors(p, solution->floor,
                                  &lower[eqp_programme_rows_of(p, EQP_ROW_balance).first]);
    CU_ASSERT_EQUAL(
        eqp_proof_check(
            p->lp,
            (eqp_goal){.cost = p->lp->cost, .row_lower = lower, .row_upper = p->lp->row_upper},
            solution->primal, &verdict),
        0);
    CU_ASSERT(verdict.worst_residual <= EQP_ROW_TOLERANCE);
    CU_ASSERT(verdict.value <=
              solution->value_best + TOLERANCE * fmax(1, fabs(solution->value_best)));
    CU_ASSERT(verdict.value >=
              solution->value_best * (1 - trial->study->settings.complementarity_tolerance) -
                  TOLERANCE * fmax(1, fabs(solution->value_best)));
    eqp_free(lower);
}

/* What a stopped solve must keep: a plan within the rows, and a bound that the best plan of the
 * whole solve respects. */
static void check_stopped(const eqp_trial *trial, const eqp_solution *whole,
                          const eqp_solution *stopped) {
    CU_ASSERT(stopped->outcome == EQP_OUTCOME_STOPPED || stopped->outcome == EQP_OUTCOME_NO_PLAN ||
              stopped->outcome == whole->outcome);
    if (stopped->outcome != EQP_OUTCOME_STOPPED)
        return;
    check_rows(trial, stopped, 0);
    CU_ASSERT(stopped->upper_bound >=
              whole->value_best - TOLERANCE * fmax(1, fabs(whole->value_best)));
    CU_ASSERT(stopped->upper_bound >=
              stopped->value_best - TOLERANCE * fmax(1, fabs(stopped->value_best)));
}

/* Solves with a stop at the n-th question; 1 = it came too late to stop anything. */
static int stop_once(eqp_trial *trial, const eqp_solution *whole, eqp_engine_choice engine,
                     stopper *s) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_solution *solution;
    int late;
    options.engine = engine;
    options.threads = 1;
    options.block_rows = 1;
    options.stop = stop_at;
    options.progress = note_phase;
    options.context = s;
    s->asked = 0;
    s->phase = EQP_PHASE_READ;
    s->told = 0;
    CU_ASSERT_EQUAL_FATAL(eqp_stages_solve(trial->programme, &options, &solution, NULL), EQP_OK);
    check_stopped(trial, whole, solution);
    late = s->asked <= s->patience;
    CU_ASSERT(!late || solution->outcome == whole->outcome);
    s->seen[s->phase] |= !late;
    eqp_solution_free(solution);
    return late;
}

static void a_stop_at_any_time_leaves_a_true_plan_and_bound(void) {
    stopper s = {0};
    for (uint64_t seed = 1; seed <= 25; seed++) {
        eqp_trial trial;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        for (size_t e = 0; e < ENGINES; e++) {
            CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, engines[e], 1), 0);
            for (s.patience = 0; !stop_once(&trial, trial.solution, engines[e], &s);
                 s.patience += 1 + s.patience / 6)
                ;
        }
        eqp_trial_free(&trial);
    }
    CU_ASSERT(s.seen[EQP_PHASE_UNBALANCED]);
    CU_ASSERT(s.seen[EQP_PHASE_FAIR]);
    CU_ASSERT(s.seen[EQP_PHASE_VALUE]);
    CU_ASSERT(s.seen[EQP_PHASE_COST]);
}

static void a_time_limit_stops_and_a_long_one_does_not(void) {
    for (uint64_t seed = 1; seed <= 10; seed++) {
        eqp_trial trial;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        for (size_t e = 0; e < ENGINES; e++) {
            eqp_solve_options options = eqp_solve_options_default();
            eqp_solution *limited;
            CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, engines[e], 1), 0);
            options.engine = engines[e];
            options.threads = 1;
            options.time_limit = 1e-9;
            CU_ASSERT_EQUAL_FATAL(eqp_stages_solve(trial.programme, &options, &limited, NULL),
                                  EQP_OK);
            check_stopped(&trial, trial.solution, limited);
            eqp_solution_free(limited);
            options.time_limit = 1e6;
            CU_ASSERT_EQUAL_FATAL(eqp_stages_solve(trial.programme, &options, &limited, NULL),
                                  EQP_OK);
            CU_ASSERT_EQUAL(limited->outcome, trial.solution->outcome);
            CU_ASSERT(eqp_trial_close(limited->value_best, trial.solution->value_best, TOLERANCE));
            eqp_solution_free(limited);
        }
        eqp_trial_free(&trial);
    }
}

static void a_whole_solve_keeps_its_floors(void) {
    for (uint64_t seed = 1; seed <= 25; seed++) {
        eqp_trial trial;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        for (size_t e = 0; e < ENGINES; e++) {
            CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, engines[e], 1), 0);
            if (trial.solution->outcome == EQP_OUTCOME_OPTIMAL)
                check_rows(&trial, trial.solution, 1);
        }
        eqp_trial_free(&trial);
    }
}

static void the_fair_profile_alone_is_that_of_the_whole_solve(void) {
    double rate[EQP_TRIAL_ZONES];
    for (uint64_t seed = 1; seed <= 25; seed++) {
        eqp_solve_options options = eqp_solve_options_default();
        eqp_outcome outcome;
        eqp_trial trial;
        options.threads = 1;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve_with(&trial, &options), 0);
        CU_ASSERT_EQUAL_FATAL(
            eqp_stages_fair_profile(trial.programme, &options, rate, &outcome, NULL), EQP_OK);
        CU_ASSERT_EQUAL(outcome, trial.solution->outcome);
        CU_ASSERT_EQUAL(
            memcmp(rate, trial.solution->fair_rate, trial.study->zones.count * sizeof *rate), 0);
        eqp_trial_free(&trial);
    }
}

/* ---- threads ---- */

static void one_two_and_three_threads_give_the_same_bits(void) {
    uint32_t studies = 0;
    for (uint64_t seed = 1; studies < 4; seed++) {
        eqp_solve_options options = eqp_solve_options_default();
        eqp_trial alone, together;
        const eqp_lp *lp;
        options.threads = 1;
        options.block_rows = 1;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&alone, seed), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&together, seed), 0);
        lp = alone.programme->lp;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve_with(&alone, &options), 0);
        if (alone.solution->blocks >= 4 && alone.solution->cut_offers > 0 &&
            alone.solution->outcome == EQP_OUTCOME_OPTIMAL) {
            studies++;
            for (int again = 0; again < 30; again++) {
                options.threads = 1 + again % 3;
                CU_ASSERT_EQUAL_FATAL(eqp_trial_solve_with(&together, &options), 0);
                CU_ASSERT_EQUAL(memcmp(alone.solution->primal, together.solution->primal,
                                       lp->columns * sizeof(double)),
                                0);
                CU_ASSERT_EQUAL(memcmp(alone.solution->dual, together.solution->dual,
                                       lp->rows * sizeof(double)),
                                0);
            }
        }
        eqp_trial_free(&alone);
        eqp_trial_free(&together);
    }
}

/* ---- short memory ---- */

/* Builds and solves while the n-th allocation fails; the status. */
static eqp_status solve_short(const eqp_study *study, const eqp_solve_options *options, size_t n) {
    eqp_programme *programme = NULL;
    eqp_solution *solution = NULL;
    eqp_error error = {EQP_OK, "", 0, 0, ""};
    eqp_status status;
    eqp_memory_fail_at(n);
    status = eqp_programme_build(study, &programme, &error);
    if (!status)
        status = eqp_stages_solve(programme, options, &solution, &error);
    eqp_memory_fail_at(0);
    if (status) {
        CU_ASSERT_EQUAL(error.status, status);
        CU_ASSERT(error.sentence[0] != '\0');
    }
    eqp_solution_free(solution);
    eqp_programme_free(programme);
    return status;
}

static void short_memory_is_an_error_that_leaves_nothing(void) {
    static const int threads[] = {1, 2};
    eqp_trial trial;
    size_t before;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, 8), 0);
    before = eqp_memory_alive();
    for (size_t e = 0; e < ENGINES; e++)
        for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
            eqp_solve_options options = eqp_solve_options_default();
            eqp_status status = EQP_ERROR_MEMORY;
            size_t n = 1;
            options.engine = engines[e];
            options.threads = threads[t];
            options.block_rows = 1;
            for (; status; n += 1 + n / 60) {
                status = solve_short(trial.study, &options, n);
                CU_ASSERT(status == EQP_OK || status == EQP_ERROR_MEMORY);
                CU_ASSERT_EQUAL(eqp_memory_alive(), before);
            }
            CU_ASSERT(n > 40); /* or nothing failed that matters */
        }
    eqp_trial_free(&trial);
}

/* Asked whether to stop: memory that was short is there again. */
static int heal_memory(void *context) {
    const size_t *refusals = context;
    if (eqp_memory_refusals() != *refusals)
        eqp_memory_fail_at(0);
    return 0;
}

/* A second try would find enough and hide it, after a larger solve. */
static void short_memory_is_no_numerical_trouble(void) {
    eqp_trial trial;
    int seen = 0;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, 8), 0);
    for (size_t n = 1; n < 4000; n += 1 + n / 60) {
        size_t refusals = eqp_memory_refusals();
        eqp_solve_options options = eqp_solve_options_default();
        eqp_status status;
        options.block_rows = 1;
        options.threads = 1;
        options.stop = heal_memory;
        options.context = &refusals;
        status = solve_short(trial.study, &options, n);
        if (eqp_memory_refusals() == refusals)
            break;
        CU_ASSERT_EQUAL(status, EQP_ERROR_MEMORY);
        seen++;
    }
    CU_ASSERT(seen > 40);
    eqp_trial_free(&trial);
}

/* ---- nothing to buy ---- */

/* The small study solved by one engine, after a change to its tables or numbers. */
static void solve_small(eqp_trial *trial, const small_study *tables, eqp_engine_choice engine,
                        double budget) {
    *trial = (eqp_trial){NULL, NULL, NULL};
    trial->study = small_study_read(tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(trial->study);
    for (uint32_t i = 0; i < trial->study->institutions.count; i++)
        trial->study->budgets.budget[i] *= budget;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, engine, 1), 0);
}

/* Without decisions and rules, which would ask for places. */
static small_study free_study(void) {
    small_study tables = small_study_make();
    small_study_set(&tables, "decisions", NULL);
    small_study_set(&tables, "rules", NULL);
    return tables;
}

static void check_nothing_bought(const eqp_trial *trial) {
    const eqp_programme *p = trial->programme;
    CU_ASSERT_EQUAL(trial->solution->outcome, EQP_OUTCOME_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(trial->solution->value_best, 0, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(trial->solution->upper_bound, 0, 1e-9);
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        CU_ASSERT_DOUBLE_EQUAL(trial->solution->primal[pair], 0, 1e-9);
}

static void budgets_of_nothing_buy_nothing(void) {
    small_study tables = free_study();
    for (size_t e = 0; e < ENGINES; e++) {
        eqp_trial trial;
        solve_small(&trial, &tables, engines[e], 0);
        CU_ASSERT(trial.programme->pairs > 0);
        check_nothing_bought(&trial);
        eqp_trial_free(&trial);
    }
}

static void needs_of_nobody_buy_nothing(void) {
    small_study tables = free_study();
    small_study_set(&tables, "needs", "zone,occupation,need\n9306,B2X36,0\n04,A1,0\n");
    for (size_t e = 0; e < ENGINES; e++) {
        eqp_trial trial;
        solve_small(&trial, &tables, engines[e], 1);
        CU_ASSERT_EQUAL(trial.programme->uses, 0);
        check_nothing_bought(&trial);
        for (uint32_t z = 0; z < trial.study->zones.count; z++)
            CU_ASSERT(isnan(trial.solution->fair_rate[z]));
        eqp_trial_free(&trial);
    }
}

/* Rates are then those of the commitments. */
static void without_prices_there_is_nothing_to_buy(void) {
    small_study tables = free_study();
    small_study_set(&tables, "prices", "offer,institution,price\n");
    for (size_t e = 0; e < ENGINES; e++) {
        eqp_trial trial;
        solve_small(&trial, &tables, engines[e], 1);
        CU_ASSERT_EQUAL(trial.programme->offers, 0);
        check_nothing_bought(&trial);
        for (uint32_t z = 0; z < trial.study->zones.count; z++)
            CU_ASSERT_DOUBLE_EQUAL(
                trial.solution->fair_rate[z],
                trial.programme->zone_committed[z] / trial.programme->zone_need[z], 1e-12);
        eqp_trial_free(&trial);
    }
}

static void more_signed_than_the_money_pays_is_no_plan(void) {
    small_study tables = small_study_make();
    for (size_t e = 0; e < ENGINES; e++) {
        eqp_trial trial;
        solve_small(&trial, &tables, engines[e], 0);
        CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_INFEASIBLE);
        eqp_trial_free(&trial);
    }
}

static const eqp_test tests[] = {
    {"a floor is the balance times the fair rate, less a little",
     a_floor_is_the_balance_times_the_fair_rate_less_a_little},
    {"a stop at any time leaves a true plan and bound",
     a_stop_at_any_time_leaves_a_true_plan_and_bound},
    {"a time limit stops, and a long one does not", a_time_limit_stops_and_a_long_one_does_not},
    {"a whole solve keeps its floors", a_whole_solve_keeps_its_floors},
    {"the fair profile alone is that of the whole solve",
     the_fair_profile_alone_is_that_of_the_whole_solve},
    {"one, two and three threads give the same bits", one_two_and_three_threads_give_the_same_bits},
    {"short memory is an error that leaves nothing", short_memory_is_an_error_that_leaves_nothing},
    {"short memory is no numerical trouble", short_memory_is_no_numerical_trouble},
    {"budgets of nothing buy nothing", budgets_of_nothing_buy_nothing},
    {"needs of nobody buy nothing", needs_of_nobody_buy_nothing},
    {"without prices there is nothing to buy", without_prices_there_is_nothing_to_buy},
    {"more signed than the money pays is no plan", more_signed_than_the_money_pays_is_no_plan},
};

EQP_SUITE_MAIN("stages", tests)
