/* Families of studies, each member solved from what its neighbours found: it must be as good as the
 * same study solved alone. */
#include "kin.h"
#include "suite.h"
#include "trial.h"

#include "input/reader.h"
#include "models/memory.h"
#include "models/proof.h"
#include "solver/family.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STUDIES 150
#define MOST_MEMBERS 12

/* What two proven optima may differ by: both are known to a relative 10⁻⁶. */
#define PROVEN 2e-6

/* One family, and copies of what it found. */
typedef struct kin {
    uint64_t seed;
    const eqp_study *study; /* as it stands */
    uint32_t count, taken;
    uint64_t number[MOST_MEMBERS];        /* in the order in which they are solved */
    eqp_solution *solution[MOST_MEMBERS]; /* [taken] */
    int hold_floors, only_value;
    uint32_t stop_after; /* EQP_NONE: never; else so many members are taken before it stops */
    kin_change only;     /* KIN_CHANGES: any */
} kin;

static void expect(int true_or_not, const kin *k, uint64_t number, const char *sentence,
                   double first, double second) {
    if (!true_or_not)
        fprintf(stderr, "seed %lu, member %lu: %s: %.12g then %.12g\n", (unsigned long)k->seed,
                (unsigned long)number, sentence, first, second);
    CU_ASSERT_TRUE(true_or_not);
}

static void make_member(const kin *k, uint64_t number, eqp_study *copy) {
    if (k->only == KIN_CHANGES)
        kin_draw(copy, k->seed, number);
    else
        kin_make(copy, k->only, k->seed, number);
}

static eqp_status change(void *context, uint64_t number, eqp_study *copy, eqp_error *error) {
    (void)error;
    make_member(context, number, copy);
    return EQP_OK;
}

static void copy_numbers(double *to, const double *from, uint32_t count) {
    memcpy(to, from, count * sizeof *to);
}

static eqp_solution *copy_of(const eqp_programme *programme, const eqp_solution *solution) {
    eqp_solution *copy, arrays;
    if (eqp_solution_create(programme, &copy, NULL))
        return NULL;
    arrays = *copy;
    *copy = *solution;
    copy->primal = arrays.primal;
    copy->dual = arrays.dual;
    copy->fair_rate = arrays.fair_rate;
    copy->floor = arrays.floor;
    copy_numbers(copy->primal, solution->primal, programme->lp->columns);
    copy_numbers(copy->dual, solution->dual, programme->lp->rows);
    copy_numbers(copy->fair_rate, solution->fair_rate, programme->study->zones.count);
    copy_numbers(copy->floor, solution->floor, programme->study->zones.count);
    return copy;
}

static eqp_status take(void *context, uint64_t number, const eqp_programme *programme,
                       const eqp_solution *solution, eqp_error *error) {
    kin *k = context;
    eqp_solution *copy = copy_of(programme, solution);
    if (!copy)
        return eqp_error_memory(error);
    CU_ASSERT_EQUAL(number, k->number[k->taken]);
    k->solution[k->taken++] = copy;
    return EQP_OK;
}

static int stop(void *context) {
    const kin *k = context;
    return k->taken >= k->stop_after;
}

static void drop(kin *k) {
    for (uint32_t m = 0; m < k->taken; m++)
        eqp_solution_free(k->solution[m]);
    k->taken = 0;
}

/* Solves the members in groups of so many. */
static eqp_status solve_groups(kin *k, const eqp_base *base, uint32_t size, int threads) {
    const eqp_family family = {base, k->hold_floors, k->only_value, k, change, take};
    eqp_solve_options options = eqp_solve_options_default();
    eqp_status status = EQP_OK;
    options.threads = threads;
    if (k->stop_after != EQP_NONE) {
        options.stop = stop;
        options.context = k;
    }
    for (uint32_t first = 0; !status && first < k->count; first += size)
        status =
            eqp_family_solve(&family, k->number + first,
                             k->count - first < size ? k->count - first : size, &options, NULL);
    return status;
}

static eqp_status solve_base(const eqp_study *study, int threads, eqp_base **base) {
    eqp_solve_options options = eqp_solve_options_default();
    options.threads = threads;
    return eqp_base_solve(study, &options, base, NULL);
}

/* Base and members from the start; the caller drops them. */
static void solve_family(kin *k, uint32_t size, int threads) {
    eqp_base *base;
    CU_ASSERT_EQUAL_FATAL(solve_base(k->study, threads, &base), EQP_OK);
    if (k->hold_floors && (eqp_base_solution(base)->outcome != EQP_OUTCOME_OPTIMAL ||
                           !(k->study->settings.balance > 0)))
        CU_ASSERT_EQUAL(solve_groups(k, base, size, threads), EQP_ERROR_USAGE)
    else
        CU_ASSERT_EQUAL(solve_groups(k, base, size, threads), EQP_OK);
    eqp_base_free(base);
}

/* The member's study made and its programme built without a family. */
static void make_alone(const kin *k, uint64_t number, eqp_trial *alone) {
    *alone = (eqp_trial){NULL, NULL, NULL};
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(k->study, &alone->study, NULL), EQP_OK);
    make_member(k, number, alone->study);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(alone), 0);
}

static double worst_difference(const double *one, const double *other, uint32_t count) {
    double worst = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (isnan(one[i]) != isnan(other[i]))
            return INFINITY;
        if (!isnan(one[i]))
            worst = fmax(worst, fabs(one[i] - other[i]));
    }
    return worst;
}

/* The trial with a solution of the family in the place of its own. */
typedef struct judged {
    eqp_verdict verdict;
    double cost, bound;
} judged;

static judged judge(const eqp_trial *alone, eqp_solution *solution) {
    eqp_trial trial = *alone;
    const eqp_lp *lp = trial.programme->lp;
    double *lower = eqp_allocate(lp->rows, sizeof *lower);
    double *upper = eqp_allocate(lp->rows, sizeof *upper);
    judged found = {{0}, 0, 0};
    eqp_goal goal;
    CU_ASSERT_FATAL(lower && upper);
    trial.solution = solution;
    goal = eqp_trial_goal(&trial, lower, upper);
    CU_ASSERT_EQUAL(eqp_proof_check(lp, goal, solution->primal, &found.verdict), 0);
    found.bound = eqp_proof_bound(lp, goal, solution->dual);
    found.cost = eqp_trial_cost(&trial);
    eqp_free(lower);
    eqp_free(upper);
    return found;
}

/* A plan stands on its own: the judge finds nothing violated, and the dual values prove its value.
 */
static void check_proof(const kin *k, uint64_t number, const eqp_trial *alone,
                        eqp_solution *solution) {
    judged found = judge(alone, solution);
    double best = solution->value_best;
    expect(found.verdict.worst_residual <= EQP_ROW_TOLERANCE, k, number, "residual", 0,
           found.verdict.worst_residual);
    expect(found.verdict.value >= best - PROVEN * fmax(1e-3, best), k, number, "value of the plan",
           best, found.verdict.value);
    if (!(solution->upper_bound < found.bound)) /* V*(0)'s may be less */
        expect(eqp_proof_gap(best, found.bound) <= EQP_GAP_TOLERANCE, k, number, "dual bound", best,
               found.bound);
    expect(eqp_proof_gap(best, solution->upper_bound) <= EQP_GAP_TOLERANCE, k, number,
           "upper bound", best, solution->upper_bound);
}

/* A member is what the same study is that was solved alone. */
static void check_member(const kin *k, uint64_t number, eqp_trial *alone, eqp_solution *solution) {
    uint32_t zones = alone->study->zones.count;
    const eqp_solution *expected = alone->solution;
    expect(solution->outcome == expected->outcome, k, number, "outcome", expected->outcome,
           solution->outcome);
    if (solution->outcome != EQP_OUTCOME_OPTIMAL || expected->outcome != EQP_OUTCOME_OPTIMAL)
        return;
    expect(eqp_trial_close(expected->value_best, solution->value_best, PROVEN), k, number, "V",
           expected->value_best, solution->value_best);
    expect(eqp_trial_close(expected->unbalanced, solution->unbalanced, PROVEN), k, number, "V(0)",
           expected->unbalanced, solution->unbalanced);
    expect(worst_difference(expected->fair_rate, solution->fair_rate, zones) <= 1e-6, k, number,
           "fair rates", 0, worst_difference(expected->fair_rate, solution->fair_rate, zones));
    if (!k->only_value) {
        double cost = eqp_trial_cost(alone), found = judge(alone, solution).cost;
        expect(eqp_trial_close(cost, found, 1e-6), k, number, "cost", cost, found);
    }
    check_proof(k, number, alone, solution);
}

static void solve_alone(const kin *k, eqp_trial *alone, const double *held) {
    eqp_solve_options options = eqp_solve_options_default();
    const eqp_stages_task task = {.held_rate = held, .only_value = k->only_value};
    options.threads = 1;
    CU_ASSERT_EQUAL_FATAL(
        eqp_stages_solve_task(alone->programme, &options, &task, &alone->solution, NULL), EQP_OK);
}

/* Outcomes met, so that a test can tell whether it tested anything. */
typedef struct outcomes {
    uint32_t optimal, infeasible;
} outcomes;

static void check_family(const kin *k, const double *held, outcomes *met) {
    CU_ASSERT_EQUAL(k->taken, k->count);
    for (uint32_t m = 0; m < k->taken; m++) {
        eqp_trial alone;
        make_alone(k, k->number[m], &alone);
        solve_alone(k, &alone, held);
        check_member(k, k->number[m], &alone, k->solution[m]);
        met->optimal += k->solution[m]->outcome == EQP_OUTCOME_OPTIMAL;
        met->infeasible += k->solution[m]->outcome == EQP_OUTCOME_INFEASIBLE;
        eqp_trial_free(&alone);
    }
}

static kin family_of(uint64_t seed, const eqp_study *study, uint32_t count) {
    kin k = {
        .seed = seed, .study = study, .count = count, .stop_after = EQP_NONE, .only = KIN_CHANGES};
    for (uint32_t m = 0; m < count; m++)
        k.number[m] = m;
    return k;
}

static eqp_study *study_of(uint64_t seed) {
    eqp_trial trial;
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
    study = trial.study;
    trial.study = NULL;
    eqp_trial_free(&trial);
    return study;
}

static void members_are_as_good_as_the_same_studies_alone(void) {
    static const uint32_t sizes[] = {1, 3, MOST_MEMBERS};
    outcomes met = {0, 0};
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        kin k = family_of(seed, study, 5 + seed % 6);
        solve_family(&k, sizes[seed % 3], 1);
        check_family(&k, NULL, &met);
        drop(&k);
        eqp_study_free(study);
    }
    CU_ASSERT(met.optimal > 3 * STUDIES && met.infeasible > STUDIES / 10);
}

static const eqp_test tests[] = {
    {"members are as good as the same studies alone",
     members_are_as_good_as_the_same_studies_alone},
};

EQP_SUITE_MAIN("families", tests)
