/* Where no plan exists: each set of conflicts is irreducible, each change that is said to give a
 * plan gives one and a smaller one does not, and the least joint change is the least. */
#include "oracle.h"
#include "suite.h"
#include "trial.h"

#include "input/generate/random.h"
#include "models/base/memory.h"
#include "solver/conflicts/conflicts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define STUDIES EQP_TRIALS(150)  /* for the oracle */
#define REDUCED EQP_TRIALS(1500) /* for sets and changes */

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

/* 1 when the study has no plan. */
static int compare(uint64_t seed) {
    eqp_trial trial;
    eqp_conflicts *conflicts;
    double least = 0, found;
    eqp_oracle *oracle;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
    tighten(trial.study, seed);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
    oracle = eqp_oracle_create(trial.study, EQP_ORACLE_EXACT);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    CU_ASSERT_EQUAL(eqp_oracle_violation(oracle, &least), EQP_ORACLE_SOLVED);
    CU_ASSERT_EQUAL_FATAL(eqp_conflicts_find(trial.programme, &conflicts, NULL), EQP_OK);
    found = conflicts->missed;
    if (fabs(found - least) > 1e-6 * fmax(1, least))
        fprintf(stderr, "seed %lu: conflicts sum to %.12g, the oracle's to %.12g\n",
                (unsigned long)seed, found, least);
    CU_ASSERT_DOUBLE_EQUAL(found, least, 1e-6 * fmax(1, least));
    if (fabs(least) > 1e-7) {
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DECOMPOSED, 1), 0);
        CU_ASSERT_EQUAL(trial.solution->outcome, EQP_OUTCOME_INFEASIBLE);
    }
    eqp_conflicts_free(conflicts);
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

/* The most places that the pair of a row of previous may have. */
static double most_of(const eqp_study *study, const eqp_previous *previous, uint32_t row) {
    for (uint32_t d = 0; d < study->decisions.count; d++)
        if (study->decisions.offer[d] == previous->offer[row] &&
            study->decisions.institution[d] == previous->institution[row])
            return study->decisions.max_places[d];
    return INFINITY;
}

/* Rules that ask for much, where little is allowed. */
static void limit(eqp_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 4, 0);
    for (uint32_t d = 0; d < study->decisions.count; d++)
        if (eqp_random_happens(&random, 400000)) {
            study->decisions.min_places[d] = 0;
            study->decisions.max_places[d] = 1;
        }
    for (uint32_t q = 0; q < study->rules.count; q++)
        if (study->rules.sense[q] == EQP_SENSE_MIN)
            study->rules.value[q] *= 2;
}

/* Whether an offer can be used: without a decision the programme has no others. */
static int is_used(const eqp_programme *programme, uint32_t offer) {
    for (uint32_t k = 0; k < programme->offers; k++)
        if (programme->offer[k] == offer)
            return programme->use_start[k + 1] > programme->use_start[k];
    return 0;
}

/* A previous plan of about half of the prices, and how much of it may change. What could be bought
 * again only because of a decision stays out: the places of before are to be the same without. */
static int add_previous(const eqp_programme *programme, eqp_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 3, 0);
    eqp_previous *previous = &study->previous;
    uint32_t rows = study->prices.count;
    eqp_free(previous->line);
    eqp_free(previous->offer);
    eqp_free(previous->institution);
    eqp_free(previous->places);
    previous->count = 0;
    previous->line = eqp_allocate(rows, sizeof *previous->line);
    previous->offer = eqp_allocate(rows, sizeof *previous->offer);
    previous->institution = eqp_allocate(rows, sizeof *previous->institution);
    previous->places = eqp_allocate(rows, sizeof *previous->places);
    if (!previous->line || !previous->offer || !previous->institution || !previous->places)
        return -1;
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t at = previous->count;
        if (!eqp_random_happens(&random, 500000) || !is_used(programme, study->prices.offer[row]))
            continue;
        previous->offer[at] = study->prices.offer[row];
        previous->institution[at] = study->prices.institution[row];
        previous->places[at] =
            fmin(eqp_random_between(&random, 1, 20), most_of(study, previous, at));
        previous->count++;
    }
    study->settings.max_change = eqp_random_between(&random, 0, 4) / 10.0;
    return 0;
}

static double ample(const eqp_study *study) {
    double all = 1;
    for (uint32_t row = 0; row < study->prices.count; row++)
        all += fmax(1, study->prices.price[row] + study->prices.session_price[row]) *
               study->offers.places[study->prices.offer[row]];
    return all * 1000;
}

static int has(const eqp_conflict_set *set, uint32_t without, eqp_conflict_kind kind,
               uint32_t row) {
    for (uint32_t m = 0; m < set->count; m++)
        if (m != without && set->members[m].kind == kind && set->members[m].row == row)
            return 1;
    return 0;
}

/* Everything that is not in the set, or is its member `without`, asks for nothing. */
static void leave_only(eqp_study *study, const eqp_conflict_set *set, uint32_t without) {
    double much = ample(study);
    for (uint32_t d = 0; d < study->decisions.count; d++) {
        if (!has(set, without, EQP_CONFLICT_DECISION_MIN, d))
            study->decisions.min_places[d] = 0;
        if (!has(set, without, EQP_CONFLICT_DECISION_MAX, d))
            study->decisions.max_places[d] = INFINITY;
    }
    for (uint32_t q = 0; q < study->rules.count; q++)
        if (!has(set, without, EQP_CONFLICT_RULE, q)) {
            int share = study->rules.unit[q] == EQP_UNIT_SHARE;
            study->rules.value[q] =
                study->rules.sense[q] == EQP_SENSE_MIN ? (share ? -2 : -much) : (share ? 2 : much);
        }
    for (uint32_t b = 0; b < study->budgets.count; b++)
        if (!has(set, without, EQP_CONFLICT_BUDGET, b))
            study->budgets.budget[b] = much;
    if (!has(set, without, EQP_CONFLICT_MAX_CHANGE, EQP_NONE))
        study->settings.max_change = NAN;
}

/* Solved by GLPK on the whole programme, without the fair profile. */
static int has_plan(eqp_study *study) {
    eqp_trial trial = {.study = study};
    int found;
    study->settings.balance = 0;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DIRECT, 1), 0);
    found = trial.solution->outcome == EQP_OUTCOME_OPTIMAL;
    eqp_trial_free(&trial);
    return found;
}

static eqp_study *copy_of(const eqp_study *study) {
    eqp_study *copy;
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    return copy;
}

static int plan_with_only(const eqp_study *study, const eqp_conflict_set *set, uint32_t without) {
    eqp_study *copy = copy_of(study);
    leave_only(copy, set, without);
    return has_plan(copy);
}

/* Moves what a conflict asks for by a share of its change. */
static void change(eqp_study *study, const eqp_conflict *conflict, double share) {
    double value = conflict->value + share * (conflict->change_to - conflict->value);
    switch (conflict->kind) {
    case EQP_CONFLICT_DECISION_MIN:
        study->decisions.min_places[conflict->row] = value;
        break;
    case EQP_CONFLICT_DECISION_MAX:
        study->decisions.max_places[conflict->row] = value;
        break;
    case EQP_CONFLICT_RULE:
        study->rules.value[conflict->row] = value;
        break;
    case EQP_CONFLICT_BUDGET:
        study->budgets.budget[conflict->row] = value;
        break;
    case EQP_CONFLICT_MAX_CHANGE:
        study->settings.max_change = conflict->remedy == EQP_REMEDY_BLANK ? NAN : value;
    }
}

static void expect(int right, uint64_t seed, const char *what, const eqp_conflict *conflict) {
    if (!right)
        fprintf(stderr, "seed %lu: kind %d row %u, %g to %g: %s\n", (unsigned long)seed,
                (int)conflict->kind, conflict->row, conflict->value, conflict->change_to, what);
    CU_ASSERT(right);
}

static uint32_t remedies_seen, alone_seen[EQP_CONFLICT_BUDGET + 1];

static void check_remedy(const eqp_study *study, const eqp_conflict *member, uint64_t seed) {
    eqp_study *changed = copy_of(study);
    change(changed, member, 1);
    expect(has_plan(changed), seed, "the change does not give a plan", member);
    remedies_seen++;
    alone_seen[member->kind]++;
    if (member->remedy == EQP_REMEDY_VALUE &&
        fabs(member->change_to - member->value) > 1e-3 * fmax(1, fabs(member->value))) {
        changed = copy_of(study);
        change(changed, member, 0.99);
        expect(!has_plan(changed), seed, "less than the change gives a plan too", member);
    }
}

static void check_set(const eqp_study *study, const eqp_conflict_set *set, uint64_t seed) {
    expect(!plan_with_only(study, set, EQP_NONE), seed, "the set is no contradiction",
           &set->members[0]);
    for (uint32_t m = 0; m < set->count; m++) {
        expect(plan_with_only(study, set, m), seed, "it is not needed", &set->members[m]);
        if (set->members[m].remedy != EQP_REMEDY_NONE)
            check_remedy(study, &set->members[m], seed);
    }
}

static void check_joint(const eqp_study *study, const eqp_conflicts *conflicts, uint64_t seed) {
    eqp_study *changed = copy_of(study);
    for (uint32_t c = 0; c < conflicts->joint_count; c++)
        change(changed, &conflicts->joint[c], 1);
    expect(has_plan(changed), seed, "the joint change does not give a plan", &conflicts->joint[0]);
}

/* The number of sets. */
static uint32_t check_study(uint64_t seed, int with_previous) {
    eqp_trial trial;
    eqp_conflicts *conflicts;
    uint32_t sets;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
    if (seed % 3 == 0)
        limit(trial.study, seed);
    else
        tighten(trial.study, seed);
    if (with_previous)
        CU_ASSERT_EQUAL_FATAL(add_previous(trial.programme, trial.study, seed), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_conflicts_find(trial.programme, &conflicts, NULL), EQP_OK);
    sets = conflicts->set_count;
    for (uint32_t n = 0; n < sets; n++)
        check_set(trial.study, &conflicts->sets[n], seed);
    if (sets)
        check_joint(trial.study, conflicts, seed);
    eqp_conflicts_free(conflicts);
    eqp_trial_free(&trial);
    return sets;
}

static void every_set_is_irreducible_and_every_change_resolves(void) {
    const char *first = getenv("EQP_FIRST_SEED"), *many = getenv("EQP_STUDIES");
    uint64_t seed = first ? strtoul(first, NULL, 10) : 2000;
    uint64_t last = seed + (many ? strtoul(many, NULL, 10) : REDUCED);
    uint32_t sets = 0;
    for (; seed < last; seed++)
        sets += check_study(seed, seed % 2 == 1);
    CU_ASSERT(sets >= 50);
    CU_ASSERT(remedies_seen >= 50);
    for (int kind = 0; kind <= EQP_CONFLICT_BUDGET; kind++) /* maxima: tests/cli */
        CU_ASSERT(alone_seen[kind] > 0 || kind == EQP_CONFLICT_DECISION_MAX);
    if (many)
        fprintf(stderr, "%u sets, %u changes\n", sets, remedies_seen);
}

/* Every allocation in turn; nothing may be left over (the suite sees to that). */
static void short_memory_ends_the_search_cleanly(void) {
    eqp_trial trial;
    eqp_conflicts *conflicts = NULL;
    eqp_status status = EQP_ERROR_MEMORY;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, 2001), 0);
    tighten(trial.study, 2001);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&trial), 0);
    for (size_t n = 1; status != EQP_OK && n < 1000; n++) {
        eqp_memory_fail_at(n);
        status = eqp_conflicts_find(trial.programme, &conflicts, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT(status == EQP_OK || (status == EQP_ERROR_MEMORY && !conflicts));
    }
    CU_ASSERT_EQUAL_FATAL(status, EQP_OK);
    CU_ASSERT(conflicts->set_count > 0);
    eqp_conflicts_free(conflicts);
    eqp_trial_free(&trial);
}

static const eqp_test tests[] = {
    {"the least joint change adds up to the oracle's least violation",
     the_conflicts_add_up_to_the_least_violation},
    {"every set is a contradiction, needs each of its members, and the changes resolve it",
     every_set_is_irreducible_and_every_change_resolves},
    {"short memory ends the search cleanly", short_memory_ends_the_search_cleanly},
};

EQP_SUITE_MAIN("conflicts", tests)
