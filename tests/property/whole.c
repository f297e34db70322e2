/* Plans in whole sessions on random studies: every limit, recomputed from the tables; the true
 * optimum, by branch and cut on the whole problem from outside; the stated gap; threads, stops and
 * short memory. */
#include "oracle.h"
#include "suite.h"
#include "trial.h"

#include "input/generate/random.h"
#include "models/answers/plan.h"
#include "models/base/memory.h"
#include "models/proof/whole_proof.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* With the oracle, and without; EQP_STUDIES sets both for a long run. */
#define COMPARED EQP_TRIALS(60)
#define MANY EQP_TRIALS(200)

/* A plan may be below the true optimum by so much of it, in so many of a hundred studies. */
#define NEAR_SHARE 0.02
#define NEAR_STUDIES 90

static uint64_t studies(uint64_t usual) {
    const char *asked = getenv("EQP_STUDIES");
    return asked ? strtoull(asked, NULL, 10) : usual;
}

static int counts_money(const eqp_study *study) {
    for (uint32_t q = 0; q < study->rules.count; q++)
        if (study->rules.measure[q] == EQP_MEASURE_COST)
            return 1;
    return 0;
}

/* EQP_FIRST_SEED: where a long run begins. */
static uint64_t first_seed(void) {
    const char *asked = getenv("EQP_FIRST_SEED");
    return asked ? strtoull(asked, NULL, 10) : 0;
}

/* Groups of all sizes, some too large for their offer; sessions with a price. */
static void draw_sessions(eqp_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 77, 0);
    int priced = !counts_money(study) && seed % 3 == 0;
    for (uint32_t k = 0; k < study->offers.count; k++) {
        study->offers.group_min[k] = eqp_random_between(&random, 1, 4);
        study->offers.group_max[k] = study->offers.group_min[k] + eqp_random_between(&random, 0, 5);
    }
    for (uint32_t row = 0; priced && row < study->prices.count; row++)
        study->prices.session_price[row] =
            eqp_random_between(&random, 0, 2) * study->prices.price[row];
    study->settings.whole = EQP_WHOLE_YES;
    study->settings.complementarity_tolerance = seed % 4 == 3 ? 0.01 : 0;
}

/* 1: solved with an optimum; 0: no plan, and nothing is owned. */
static int solve(eqp_trial *trial, uint64_t seed, int threads) {
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(trial, seed), 0);
    draw_sessions(trial->study, seed);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, EQP_ENGINE_DECOMPOSED, threads), 0);
    if (trial->solution->outcome == EQP_OUTCOME_OPTIMAL)
        return 1;
    CU_ASSERT_EQUAL(trial->solution->outcome, EQP_OUTCOME_INFEASIBLE);
    eqp_trial_free(trial);
    return 0;
}

/* ---- limits, from the tables ---- */

static double price_of(const eqp_study *study, const eqp_plan_line *line, double *session_price) {
    for (uint32_t row = 0; row < study->prices.count; row++)
        if (study->prices.offer[row] == line->offer &&
            study->prices.institution[row] == line->institution) {
            *session_price = study->prices.session_price[row];
            return study->prices.price[row];
        }
    CU_FAIL("bought without a price");
    return 0;
}

static void check_lines(const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    double *sold = eqp_allocate(study->offers.count, sizeof *sold);
    double *spent = eqp_allocate(study->institutions.count, sizeof *spent);
    CU_ASSERT_FATAL(sold && spent);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const eqp_plan_line *line = &plan->lines[i];
        double session_price = 0, price = price_of(study, line, &session_price);
        double places = line->bought.places;
        CU_ASSERT_EQUAL(places, round(places));
        CU_ASSERT(line->sessions * study->offers.group_min[line->offer] <= places);
        CU_ASSERT(line->sessions * study->offers.group_max[line->offer] >= places);
        sold[line->offer] += places;
        spent[line->institution] += price * places + session_price * line->sessions;
    }
    for (uint32_t k = 0; k < study->offers.count; k++)
        CU_ASSERT(sold[k] <= study->offers.places[k]);
    for (uint32_t row = 0; row < study->budgets.count; row++)
        CU_ASSERT(spent[study->budgets.institution[row]] <=
                  study->budgets.budget[row] * (1 + 1e-12));
    eqp_free(sold);
    eqp_free(spent);
}

static void check_decisions(const eqp_plan *plan) {
    const eqp_decisions *decisions = &plan->programme->study->decisions;
    for (uint32_t row = 0; row < decisions->count; row++) {
        double places = 0;
        for (uint32_t i = 0; i < plan->line_count; i++)
            if (plan->lines[i].offer == decisions->offer[row] &&
                plan->lines[i].institution == decisions->institution[row])
                places = plan->lines[i].bought.places;
        CU_ASSERT(places >= decisions->min_places[row]);
        CU_ASSERT(places <= decisions->max_places[row]);
    }
}

static void check_seats_and_needs(const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    double *seats = eqp_allocate(study->offers.count, sizeof *seats);
    CU_ASSERT_FATAL(seats != NULL);
    for (uint32_t i = 0; i < plan->line_count; i++)
        seats[plan->lines[i].offer] += plan->lines[i].bought.places;
    for (uint32_t u = 0; u < plan->use_count; u++)
        seats[plan->uses[u].offer] -= plan->uses[u].places;
    for (uint32_t k = 0; k < study->offers.count; k++)
        CU_ASSERT(seats[k] >= -1e-6);
    for (uint32_t n = 0; n < study->needs.count; n++)
        CU_ASSERT(plan->needs[n].committed + plan->needs[n].bought <=
                  plan->needs[n].need + 1e-6 * fmax(1, plan->needs[n].need));
    eqp_free(seats);
}

/* What one session can cover of a zone's need at most. */
static double one_session(const eqp_study *study, const eqp_programme *p, uint32_t zone) {
    double most = 0;
    for (uint32_t u = 0; u < p->uses; u++) {
        uint32_t need = p->cell_need_row[p->use_cell[u]], offer = p->offer[p->use_offer[u]];
        if (study->needs.zone[need] == zone)
            most = fmax(most, p->use_effect[u] * study->offers.group_max[offer]);
    }
    return most / p->zone_need[zone];
}

static void check_rules_and_floors(const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t q = 0; q < study->rules.count; q++)
        CU_ASSERT(isnan(plan->rules[q].value) ||
                  plan->rules[q].slack >= -1e-9 * fmax(1, fabs(plan->rules[q].bound)));
    for (uint32_t z = 0; z < study->zones.count; z++)
        if (plan->zones[z].need > 0)
            CU_ASSERT(plan->zones[z].floor - plan->zones[z].rate <=
                      one_session(study, plan->programme, z) + 1e-6);
}

static void every_limit_is_kept(void) {
    uint32_t solved = 0;
    for (uint64_t seed = first_seed(); seed < first_seed() + studies(MANY); seed++) {
        eqp_trial trial;
        eqp_plan *plan;
        eqp_verdict verdict;
        if (!solve(&trial, seed, 1))
            continue;
        solved++;
        CU_ASSERT_EQUAL(eqp_whole_proof_check(trial.programme, trial.solution, &verdict), 0);
        CU_ASSERT(verdict.worst_residual <= EQP_ROW_TOLERANCE);
        CU_ASSERT_EQUAL_FATAL(eqp_plan_build(trial.programme, trial.solution, &plan, NULL), EQP_OK);
        check_lines(plan);
        check_decisions(plan);
        check_seats_and_needs(plan);
        check_rules_and_floors(plan);
        eqp_plan_free(plan);
        eqp_trial_free(&trial);
    }
    CU_ASSERT(solved > studies(MANY) / 3);
}

/* ---- the true optimum ---- */

typedef struct distances {
    uint32_t met, near, missed; /* missed: the oracle has a plan where we found none */
    double sum, worst;
} distances;

/* Our plan against the best there is with the same floors. */
static void compare(uint64_t seed, distances *d) {
    eqp_trial trial;
    eqp_plan *plan;
    eqp_oracle *oracle;
    double best, loss;
    if (!solve(&trial, seed, 1))
        return;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(trial.programme, trial.solution, &plan, NULL), EQP_OK);
    oracle = eqp_oracle_create(trial.study, EQP_ORACLE_FLOATING);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    if (plan->floor_given == 0 && trial.study->settings.complementarity_tolerance == 0 &&
        eqp_oracle_whole(oracle, trial.solution->floor, &best) == EQP_ORACLE_SOLVED) {
        loss = best > 1e-9 ? 1 - plan->value / best : 0;
        d->met++;
        d->near += loss <= NEAR_SHARE;
        d->sum += fmax(0, loss);
        d->worst = fmax(d->worst, loss);
        if (loss > NEAR_SHARE || best > trial.solution->upper_bound * (1 + 1e-5))
            fprintf(stderr, "seed %lu: V %.9g, best %.9g, bound %.9g\n", (unsigned long)seed,
                    plan->value, best, trial.solution->upper_bound);
        CU_ASSERT(plan->value <= best + 1e-5 * fmax(1, best));
        CU_ASSERT(best <= trial.solution->upper_bound + 1e-5 * fmax(1, best));
        CU_ASSERT(best <= fmax(plan->value, 0.001) * (1 + plan->whole_gap) + 1e-5 * fmax(1, best));
    }
    eqp_oracle_free(oracle);
    eqp_plan_free(plan);
    eqp_trial_free(&trial);
}

static void the_stated_gap_holds_and_plans_are_near_the_best(void) {
    distances d = {0};
    for (uint64_t seed = first_seed(); seed < first_seed() + studies(COMPARED); seed++)
        compare(seed, &d);
    fprintf(stderr,
            "%u compared: %u within %.0f %%, on average %.3f %% below the best, worst %.2f %%\n",
            d.met, d.near, 100 * NEAR_SHARE, 100 * d.sum / fmax(1, d.met), 100 * d.worst);
    CU_ASSERT(d.met > studies(COMPARED) / 5);
    CU_ASSERT(d.near * 100 >= d.met * NEAR_STUDIES);
}

/* Where we find no whole plan there is none, or next to never. */
static void plans_that_exist_are_found(void) {
    uint32_t none = 0, missed = 0;
    for (uint64_t seed = first_seed(); seed < first_seed() + studies(COMPARED); seed++) {
        eqp_trial trial;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        draw_sessions(trial.study, seed);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DECOMPOSED, 1), 0);
        if (trial.solution->outcome == EQP_OUTCOME_INFEASIBLE && trial.solution->excess) {
            eqp_oracle *oracle = eqp_oracle_create(trial.study, EQP_ORACLE_FLOATING);
            double best;
            none++;
            if (eqp_oracle_whole(oracle, trial.solution->floor, &best) == EQP_ORACLE_SOLVED) {
                fprintf(stderr, "seed %lu: there is a plan worth %g\n", (unsigned long)seed, best);
                missed++;
            }
            eqp_oracle_free(oracle);
        }
        eqp_trial_free(&trial);
    }
    CU_ASSERT(missed * 20 <= none || missed <= 1);
}

/* ---- threads, stops, memory ---- */

static int same_plan(const eqp_trial *one, const eqp_trial *other) {
    return one->solution->outcome == other->solution->outcome &&
           memcmp(one->solution->primal, other->solution->primal,
                  one->programme->lp->columns * sizeof(double)) == 0 &&
           memcmp(one->solution->sessions, other->solution->sessions,
                  one->programme->pairs * sizeof(uint32_t)) == 0;
}

static void threads_change_nothing(void) {
    for (uint64_t seed = 0; seed < 20; seed++) {
        eqp_trial one, other;
        if (!solve(&one, seed, 1))
            continue;
        CU_ASSERT_FATAL(solve(&other, seed, 3));
        CU_ASSERT(same_plan(&one, &other));
        eqp_trial_free(&one);
        eqp_trial_free(&other);
    }
}

static int count_down(void *context) {
    int *left = context;
    return *left <= 0 || (*left)-- == 0;
}

/* Whenever it is stopped there is a whole plan that keeps every limit, or none. */
static void a_stop_leaves_a_whole_plan_or_none(void) {
    uint32_t plans = 0, none = 0;
    for (int calls = 1; calls < 60; calls++) {
        eqp_trial trial;
        eqp_verdict verdict;
        eqp_solve_options options = eqp_solve_options_default();
        int left = calls;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, (uint64_t)calls), 0);
        draw_sessions(trial.study, (uint64_t)calls);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
        options.threads = 1;
        options.stop = count_down;
        options.context = &left;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve_with(&trial, &options), 0);
        if (trial.solution->sessions) {
            plans++;
            CU_ASSERT_EQUAL(eqp_whole_proof_check(trial.programme, trial.solution, &verdict), 0);
            CU_ASSERT(verdict.worst_residual <= EQP_ROW_TOLERANCE);
        } else {
            none++;
            CU_ASSERT(trial.solution->outcome == EQP_OUTCOME_NO_PLAN ||
                      trial.solution->outcome == EQP_OUTCOME_INFEASIBLE);
        }
        eqp_trial_free(&trial);
    }
    CU_ASSERT(plans > 0 && none > 0);
}

static void short_memory_is_told_and_nothing_leaks(void) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_trial trial;
    size_t alive;
    int failures = 0;
    uint64_t seed = 0;
    while (!solve(&trial, seed, 1))
        seed++;
    eqp_solution_free(trial.solution);
    trial.solution = NULL;
    alive = eqp_memory_alive();
    options.threads = 1;
    for (size_t n = 1;; n += 1 + n / 40) {
        eqp_solution *solution = NULL;
        eqp_error error = {0};
        eqp_status status;
        eqp_memory_fail_at(n);
        status = eqp_stages_solve(trial.programme, &options, &solution, &error);
        eqp_memory_fail_at(0);
        if (status == EQP_OK && solution->sessions) {
            eqp_solution_free(solution);
            break;
        }
        failures++;
        eqp_solution_free(solution);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    }
    CU_ASSERT(failures > 50);
    eqp_trial_free(&trial);
}

static const eqp_test tests[] = {
    {"every limit is kept", every_limit_is_kept},
    {"the stated gap holds, and plans are near the best",
     the_stated_gap_holds_and_plans_are_near_the_best},
    {"plans that exist are found", plans_that_exist_are_found},
    {"threads change nothing", threads_change_nothing},
    {"a stop leaves a whole plan, or none", a_stop_leaves_a_whole_plan_or_none},
    {"short memory is told, and nothing leaks", short_memory_is_told_and_nothing_leaks},
};

EQP_SUITE_MAIN("whole", tests)
