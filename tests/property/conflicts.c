/* Where no plan exists, the conflicts named add up to the least that must be missed. */
#include "oracle.h"
#include "suite.h"
#include "trial.h"

#include "input/random.h"
#include "models/memory.h"
#include "solver/conflicts.h"

#include <math.h>
#include <stdio.h>

#define STUDIES 150

/* Signs more than there is: places, money or both, so that decisions, rules and budgets collide. */
static void tighten(eqp_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 2, 0);
    for (uint32_t b = 0; b < study->budgets.count; b++)
        if (eqp_random_happens(&random, 400000))
            study->budgets.budget[b] *= 0.02;
    for (uint32_t d = 0; d < study->decisions.count; d++) {
        uint32_t offer = study->decisions.offer[d];
        if (eqp_random_happens(&random, 500000))
            study->decisions.min_places[d] =
                fmin(study->decisions.max_places[d], study->offers.places[offer] * 0.8);
    }
    for (uint32_t q = 0; q < study->rules.count; q++)
        if (eqp_random_happens(&random, 500000))
            study->rules.value[q] *= study->rules.sense[q] == EQP_SENSE_MIN ? 20 : 0.05;
}

static double total(const eqp_conflict *conflicts, uint32_t count) {
    double sum = 0;
    for (uint32_t c = 0; c < count; c++) {
        CU_ASSERT(conflicts[c].shortfall > 0);
        sum += conflicts[c].shortfall / fmax(1, fabs(conflicts[c].bound));
    }
    return sum;
}

/* The bound of a conflict is the one in the study's table. */
static void check_bound(const eqp_study *study, const eqp_conflict *conflict) {
    double bound =
        conflict->kind == EQP_CONFLICT_DECISION_MIN   ? study->decisions.min_places[conflict->row]
        : conflict->kind == EQP_CONFLICT_DECISION_MAX ? study->decisions.max_places[conflict->row]
        : conflict->kind == EQP_CONFLICT_BUDGET       ? study->budgets.budget[conflict->row]
        : study->rules.unit[conflict->row] == EQP_UNIT_SHARE ? 0
                                                             : study->rules.value[conflict->row];
    CU_ASSERT_DOUBLE_EQUAL(conflict->bound, bound, 1e-9 * fmax(1, fabs(bound)));
}

/* 1 when the study has no plan. */
static int compare(uint64_t seed) {
    eqp_trial trial;
    eqp_conflict *conflicts;
    uint32_t count;
    double least = 0, found;
    eqp_oracle *oracle;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
    tighten(trial.study, seed);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
    oracle = eqp_oracle_create(trial.study, EQP_ORACLE_EXACT);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    CU_ASSERT_EQUAL(eqp_oracle_violation(oracle, &least), EQP_ORACLE_SOLVED);
    CU_ASSERT_EQUAL(eqp_conflicts_find(trial.programme, &conflicts, &count, NULL), EQP_OK);
    found = total(conflicts, count);
    if (fabs(found - least) > 1e-6 * fmax(1, least))
        fprintf(stderr, "seed %lu: conflicts sum to %.12g, the oracle's to %.12g\n",
                (unsigned long)seed, found, least);
    CU_ASSERT_DOUBLE_EQUAL(found, least, 1e-6 * fmax(1, least));
    for (uint32_t c = 0; c < count; c++)
        check_bound(trial.study, &conflicts[c]);
    for (uint32_t c = 1; c < count; c++)
        CU_ASSERT(conflicts[c].shortfall / fmax(1, fabs(conflicts[c].bound)) <=
                  conflicts[c - 1].shortfall / fmax(1, fabs(conflicts[c - 1].bound)) + 1e-12);
    if (fabs(least) > 1e-7) {
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DECOMPOSED, 1), 0);
        CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_INFEASIBLE);
    }
    eqp_free(conflicts);
    eqp_oracle_free(oracle);
    eqp_trial_free(&trial);
    return fabs(least) > 1e-7;
}

static void the_conflicts_add_up_to_the_least_violation(void) {
    int without_plan = 0;
    for (uint64_t seed = 1000; seed < 1000 + STUDIES; seed++)
        without_plan += compare(seed);
    CU_ASSERT(without_plan >= STUDIES / 4);
    CU_ASSERT(without_plan < STUDIES);
}

static const eqp_test tests[] = {
    {"the conflicts named add up to the oracle's least violation, largest first",
     the_conflicts_add_up_to_the_least_violation},
};

EQP_SUITE_MAIN("conflicts", tests)
