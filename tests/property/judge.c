/* The judge believes nobody: it rejects a plan with one tampered number, a value or a fair rate
 * that is too low, and no dual values whatever bring its bound below the truth. */
#include "suite.h"
#include "trial.h"

#include "input/generate/random.h"
#include "models/base/memory.h"
#include "solver/decomposition/direct.h"

#include <math.h>
#include <stdio.h>

#define STUDIES 60

/* A solved trial with the goal of stage B. */
typedef struct solved_trial {
    eqp_trial trial;
    double *row_lower, *row_upper;
    eqp_goal goal;
} solved_trial;

/* 0 when the study has no plan; judged_free either way. */
static int judged_draw(solved_trial *judged, uint64_t seed) {
    const eqp_lp *lp;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&judged->trial, seed), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&judged->trial, EQP_ENGINE_DECOMPOSED, 1), 0);
    lp = judged->trial.programme->lp;
    judged->row_lower = eqp_allocate(lp->rows, sizeof *judged->row_lower);
    judged->row_upper = eqp_allocate(lp->rows, sizeof *judged->row_upper);
    CU_ASSERT_FATAL(judged->row_lower && judged->row_upper);
    if (judged->trial.solution->outcome != EQP_OUTCOME_OPTIMAL)
        return 0;
    judged->goal = eqp_trial_goal(&judged->trial, judged->row_lower, judged->row_upper);
    return 1;
}

static void judged_free(solved_trial *judged) {
    eqp_free(judged->row_lower);
    eqp_free(judged->row_upper);
    eqp_trial_free(&judged->trial);
}

static double worst_residual(const solved_trial *judged) {
    eqp_verdict verdict;
    CU_ASSERT_EQUAL(eqp_proof_check(judged->trial.programme->lp, judged->goal,
                                    judged->trial.solution->primal, &verdict),
                    0);
    return verdict.worst_residual;
}

/* Whether places of the offer may stay empty: then one more or less of them need not break a row.
 */
static int is_signed(const eqp_programme *programme, uint32_t offer) {
    const eqp_decisions *decisions = &programme->study->decisions;
    for (uint32_t d = 0; d < decisions->count; d++)
        if (decisions->offer[d] == programme->offer[offer] && decisions->min_places[d] > 0)
            return 1;
    return 0;
}

/* Every column of the plan in turn is changed by a little, and told apart from the true plan. */
static uint32_t tamper(solved_trial *judged) {
    const eqp_programme *programme = judged->trial.programme;
    double *primal = judged->trial.solution->primal;
    uint32_t rejected = 0;
    for (uint32_t j = 0; j < programme->first_use + programme->uses; j++) {
        double kept = primal[j];
        uint32_t offer = j < programme->pairs ? programme->pair_offer[j]
                                              : programme->use_offer[j - programme->first_use];
        if (is_signed(programme, offer))
            continue;
        primal[j] = kept + 0.01;
        CU_ASSERT(worst_residual(judged) > EQP_ROW_TOLERANCE);
        primal[j] = -0.01;
        CU_ASSERT(worst_residual(judged) > EQP_ROW_TOLERANCE);
        primal[j] = NAN;
        CU_ASSERT(worst_residual(judged) > EQP_ROW_TOLERANCE);
        primal[j] = kept;
        rejected++;
    }
    return rejected;
}

static void one_tampered_number_is_found(void) {
    uint32_t rejected = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        solved_trial judged;
        if (judged_draw(&judged, seed)) {
            CU_ASSERT(worst_residual(&judged) <= EQP_ROW_TOLERANCE);
            rejected += tamper(&judged);
            CU_ASSERT(worst_residual(&judged) <= EQP_ROW_TOLERANCE);
        }
        judged_free(&judged);
    }
    CU_ASSERT(rejected > 1000);
}

static void a_value_below_the_best_leaves_a_gap(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        solved_trial judged;
        if (judged_draw(&judged, seed)) {
            double value = judged.trial.solution->value_best;
            double bound = eqp_proof_bound(judged.trial.programme->lp, judged.goal,
                                           judged.trial.solution->dual);
            CU_ASSERT(value < 1e-6 || eqp_proof_gap(value, bound) <= EQP_GAP_TOLERANCE);
            CU_ASSERT(value < 1e-6 || eqp_proof_gap(value * (1 - 3e-6), bound) > EQP_GAP_TOLERANCE);
        }
        judged_free(&judged);
    }
}

static void no_dual_values_bring_the_bound_below_the_truth(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        solved_trial judged;
        if (judged_draw(&judged, seed)) {
            const eqp_lp *lp = judged.trial.programme->lp;
            double *dual = judged.trial.solution->dual;
            eqp_random random = eqp_random_start(seed, 3, 0);
            for (int trial = 0; trial < 20; trial++) {
                uint32_t row = eqp_random_between(&random, 0, lp->rows - 1);
                double kept = dual[row], bound;
                dual[row] += ((double)eqp_random_between(&random, 0, 2000) - 1000) / 500;
                bound = eqp_proof_bound(lp, judged.goal, dual);
                CU_ASSERT(bound >= judged.trial.solution->value_best * (1 - 1e-9) - 1e-9);
                dual[row] = kept;
            }
        }
        judged_free(&judged);
    }
}

/* The first round of stage A, carried out by hand. */
typedef struct level_round {
    const eqp_programme *programme;
    uint8_t free_zone[EQP_TRIAL_ZONES];
    double floor[EQP_TRIAL_ZONES];
    double bound; /* the judge's own, from the round's dual values */
    eqp_stage_result result;
} level_round;

static void solve_level(eqp_method *method, void *context) {
    level_round *round = context;
    eqp_stage stage = {.objective = EQP_OBJECTIVE_LEVEL,
                       .phase = EQP_PHASE_FAIR,
                       .floor = round->floor,
                       .free_zone = round->free_zone,
                       .value_floor = -INFINITY,
                       .tolerance = 1e-9};
    eqp_stage_goal *goal;
    CU_ASSERT_EQUAL(method->maximise(method->self, &stage, &round->result, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_stage_goal_create(round->programme, &goal, NULL), EQP_OK);
    eqp_stage_goal_set(goal, round->programme, &stage);
    round->bound = eqp_proof_bound(round->programme->lp, eqp_stage_goal_view(goal),
                                   method->dual(method->self));
    eqp_stage_goal_free(goal);
}

static double lowest_reached_rate(const eqp_trial *trial) {
    double lowest = INFINITY;
    for (uint32_t z = 0; z < trial->study->zones.count; z++)
        if (trial->programme->zone_reached[z])
            lowest = fmin(lowest, trial->solution->fair_rate[z]);
    return lowest;
}

static void run_level(const eqp_trial *trial, level_round *round) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_watch watch = eqp_watch_start(&options);
    *round = (level_round){.programme = trial->programme};
    for (uint32_t z = 0; z < trial->study->zones.count; z++) {
        round->free_zone[z] = trial->programme->zone_reached[z];
        round->floor[z] = -INFINITY;
    }
    CU_ASSERT_EQUAL(eqp_direct_run(trial->programme, &watch, solve_level, round, NULL), EQP_OK);
}

static void a_fair_rate_that_is_too_low_lies_below_its_bound(void) {
    uint32_t rounds = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial trial;
        level_round round;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        trial.study->settings.balance = 1;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DECOMPOSED, 1), 0);
        if (trial.solution->outcome == EQP_OUTCOME_OPTIMAL && lowest_reached_rate(&trial) < 2) {
            double lowest = lowest_reached_rate(&trial);
            run_level(&trial, &round);
            CU_ASSERT_DOUBLE_EQUAL(round.bound, lowest, 1e-7);
            CU_ASSERT(round.bound >= lowest - 1e-12);
            /* A claim that is too low by a little is told from the truth. */
            CU_ASSERT(round.bound - (lowest - 1e-5) > 1e-6);
            rounds++;
        }
        eqp_trial_free(&trial);
    }
    CU_ASSERT(rounds > STUDIES / 2);
}

static const eqp_test tests[] = {
    {"a plan with one tampered number is rejected", one_tampered_number_is_found},
    {"a value below the best leaves a gap", a_value_below_the_best_leaves_a_gap},
    {"no dual values bring the bound below the truth",
     no_dual_values_bring_the_bound_below_the_truth},
    {"a fair rate that is too low lies below its bound",
     a_fair_rate_that_is_too_low_lies_below_its_bound},
};

EQP_SUITE_MAIN("judge", tests)
