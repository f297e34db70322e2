/* Families of studies, each member solved from what its neighbours found: it must be as good as the
 * same study solved alone. */
#include "suite.h"
#include "trial.h"
#include "variants.h"

#include "input/tables/reader.h"
#include "models/base/memory.h"
#include "models/programme/overlap.h"
#include "models/proof/proof.h"
#include "solver/stages/family.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STUDIES EQP_TRIALS(150)
#define SOME_STUDIES EQP_TRIALS(40)
#define MOST_MEMBERS 12

/* What two proven optima may differ by: both are known to a relative 10⁻⁶. */
#define PROVEN 2e-6

/* One family, and copies of what it found. */
typedef struct family_trial {
    uint64_t seed;
    const eqp_study *study; /* as it stands */
    uint32_t count, taken;
    uint64_t number[MOST_MEMBERS];        /* in the order in which they are solved */
    eqp_solution *solution[MOST_MEMBERS]; /* [taken] */
    int hold_floors, only_value, led_by_base;
    uint32_t stop_after; /* members taken, EQP_NONE: never */
    uint32_t stop_at;    /* questions asked, EQP_NONE: never */
    uint32_t asked;
    variant_change only; /* VARIANT_CHANGES: any */
    uint32_t block_rows; /* 0: as always; few cut many offers */
    uint64_t refused;    /* EQP_NONE, or the member whose change fails */
} family_trial;

static void expect(int true_or_not, const family_trial *k, uint64_t number, const char *sentence,
                   double first, double second) {
    if (!true_or_not)
        fprintf(stderr, "seed %lu, member %lu: %s: %.12g then %.12g\n", (unsigned long)k->seed,
                (unsigned long)number, sentence, first, second);
    CU_ASSERT_TRUE(true_or_not);
}

static void make_member(const family_trial *k, uint64_t number, eqp_study *copy) {
    if (k->only == VARIANT_CHANGES)
        variant_draw(copy, k->seed, number);
    else
        variant_make(copy, k->only, k->seed, number);
}

static eqp_status change(void *context, uint64_t number, eqp_study *copy, eqp_error *error) {
    const family_trial *k = context;
    if (number == k->refused)
        return eqp_error_set(error, EQP_ERROR_DATA, "member %lu is refused", (unsigned long)number);
    make_member(k, number, copy);
    return EQP_OK;
}

static void copy_numbers(double *to, const double *from, uint32_t count) {
    memcpy(to, from, count * sizeof *to);
}

static eqp_solution *copy_of(const eqp_programme *programme, const eqp_solution *solution) {
    eqp_solution *copy, arrays;
    double *before = NULL;
    if (eqp_solution_create(programme, &copy, NULL))
        return NULL;
    if (solution->before) {
        before = eqp_allocate(programme->lp->columns, sizeof *before);
        if (!before) {
            eqp_solution_free(copy);
            return NULL;
        }
        copy_numbers(before, solution->before, programme->lp->columns);
    }
    arrays = *copy;
    *copy = *solution;
    copy->primal = arrays.primal;
    copy->dual = arrays.dual;
    copy->fair_rate = arrays.fair_rate;
    copy->floor = arrays.floor;
    copy->before = before;
    copy->overlap_weight = NULL;
    copy->sessions = NULL;
    copy->excess = NULL;
    copy_numbers(copy->primal, solution->primal, programme->lp->columns);
    copy_numbers(copy->dual, solution->dual, programme->lp->rows);
    copy_numbers(copy->fair_rate, solution->fair_rate, programme->study->zones.count);
    copy_numbers(copy->floor, solution->floor, programme->study->zones.count);
    return copy;
}

static eqp_status take(void *context, uint64_t number, const eqp_programme *programme,
                       const eqp_solution *solution, eqp_error *error) {
    family_trial *k = context;
    eqp_solution *copy = copy_of(programme, solution);
    if (!copy)
        return eqp_error_memory(error);
    CU_ASSERT_EQUAL(number, k->number[k->taken]);
    k->solution[k->taken++] = copy;
    return EQP_OK;
}

static int stop(void *context) {
    family_trial *k = context;
    return k->taken >= k->stop_after || ++k->asked >= k->stop_at;
}

/* Drops all members but so many, which are then the family's. */
static void keep_first(family_trial *k, uint32_t count) {
    for (uint32_t m = count; m < k->taken; m++)
        eqp_solution_free(k->solution[m]);
    k->taken = count;
}

static void drop(family_trial *k) {
    keep_first(k, 0);
}

static eqp_solve_options options_of(const family_trial *k, int threads) {
    eqp_solve_options options = eqp_solve_options_default();
    options.threads = threads;
    options.block_rows = k->block_rows;
    return options;
}

/* Solves the members in groups of so many. */
static eqp_status solve_groups(family_trial *k, const eqp_base *base, uint32_t size, int threads) {
    const eqp_family family = {base, k->hold_floors, k->only_value, k->led_by_base,
                               k,    change,         take};
    eqp_solve_options options = options_of(k, threads);
    eqp_status status = EQP_OK;
    if (k->stop_after != EQP_NONE || k->stop_at != EQP_NONE) {
        options.stop = stop;
        options.context = k;
    }
    for (uint32_t first = 0; !status && first < k->count; first += size)
        status =
            eqp_family_solve(&family, k->number + first,
                             k->count - first < size ? k->count - first : size, &options, NULL);
    return status;
}

static eqp_status solve_base(const family_trial *k, int threads, eqp_base **base) {
    eqp_solve_options options = options_of(k, threads);
    return eqp_base_solve(k->study, &options, base, NULL);
}

/* Base and members from the start; the caller drops them. */
static void solve_family(family_trial *k, uint32_t size, int threads) {
    eqp_base *base;
    CU_ASSERT_EQUAL_FATAL(solve_base(k, threads, &base), EQP_OK);
    CU_ASSERT_EQUAL(solve_groups(k, base, size, threads), EQP_OK);
    eqp_base_free(base);
}

/* The member's study made and its programme built without a family. */
static void make_alone(const family_trial *k, uint64_t number, eqp_trial *alone) {
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

/* What the judge finds of a member: its plan against stage B's rows, what that costs, and the bound
 * that its dual values prove. */
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
    CU_ASSERT_EQUAL(eqp_proof_check(lp, goal, eqp_trial_cheapest(&trial), &found.verdict), 0);
    found.bound = eqp_proof_bound(lp, goal, solution->dual);
    found.cost = eqp_trial_cost(&trial);
    eqp_free(lower);
    eqp_free(upper);
    return found;
}

/* A plan stands on its own: the judge finds nothing violated, and the dual values prove its value.
 */
static void check_proof(const family_trial *k, uint64_t number, const eqp_trial *alone,
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

static double overlap_of(const eqp_trial *alone, const double *places) {
    eqp_overlap overlap;
    CU_ASSERT_EQUAL_FATAL(eqp_overlap_measure(alone->programme, places, &overlap, NULL), EQP_OK);
    return overlap.courses + overlap.cells;
}

/* What stage C leaves is a plan, with no more overlap than there was before. */
static void check_coordinated(const family_trial *k, uint64_t number, const eqp_trial *alone,
                              const eqp_solution *solution) {
    eqp_solution after = *solution;
    double overlap, before, residual;
    if (!solution->before)
        return;
    after.before = NULL;
    overlap = overlap_of(alone, solution->primal);
    before = overlap_of(alone, solution->before);
    residual = judge(alone, &after).verdict.worst_residual;
    expect(residual <= EQP_ROW_TOLERANCE, k, number, "residual after stage C", 0, residual);
    expect(overlap <= before * (1 + 1e-5) + 1e-5, k, number, "overlap", before, overlap);
}

/* Whether a member and the same study alone overlap alike: searches that come upon different
 * plans among equals may end apart. */
static int is_alike(const eqp_trial *alone, const eqp_solution *solution) {
    double expected = overlap_of(alone, alone->solution->primal);
    double found = overlap_of(alone, solution->primal);
    return fabs(found - expected) <= 0.05 * expected + 0.01;
}

/* A member is what the same study is that was solved alone. */
static void check_member(const family_trial *k, uint64_t number, eqp_trial *alone,
                         eqp_solution *solution) {
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
    check_coordinated(k, number, alone, solution);
}

static void solve_alone(const family_trial *k, eqp_trial *alone, const double *held) {
    eqp_solve_options options = eqp_solve_options_default();
    const eqp_stages_task task = {.held_rate = held, .only_value = k->only_value};
    options.threads = 1;
    CU_ASSERT_EQUAL_FATAL(
        eqp_stages_solve_task(alone->programme, &options, &task, &alone->solution, NULL), EQP_OK);
}

/* Outcomes met, so that a test can tell whether it tested anything. */
typedef struct outcomes {
    uint32_t optimal, infeasible, alike;
} outcomes;

static void check_family(const family_trial *k, const double *held, outcomes *met) {
    CU_ASSERT_EQUAL(k->taken, k->count);
    for (uint32_t m = 0; m < k->taken; m++) {
        eqp_trial alone;
        make_alone(k, k->number[m], &alone);
        solve_alone(k, &alone, held);
        check_member(k, k->number[m], &alone, k->solution[m]);
        met->optimal += k->solution[m]->outcome == EQP_OUTCOME_OPTIMAL;
        met->infeasible += k->solution[m]->outcome == EQP_OUTCOME_INFEASIBLE;
        met->alike +=
            k->solution[m]->outcome == EQP_OUTCOME_OPTIMAL && is_alike(&alone, k->solution[m]);
        eqp_trial_free(&alone);
    }
}

static family_trial family_of(uint64_t seed, const eqp_study *study, uint32_t count) {
    family_trial k = {.seed = seed,
                      .study = study,
                      .count = count,
                      .stop_after = EQP_NONE,
                      .stop_at = EQP_NONE,
                      .only = VARIANT_CHANGES,
                      .refused = EQP_NONE};
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
    outcomes met = {0};
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        family_trial k = family_of(seed, study, 5 + seed % 6);
        k.block_rows = seed % 4 ? 0 : 1 + seed % 7;
        solve_family(&k, sizes[seed % 3], 1);
        check_family(&k, NULL, &met);
        drop(&k);
        eqp_study_free(study);
    }
    CU_ASSERT(met.optimal > 3 * STUDIES && met.infeasible > STUDIES / 10);
    CU_ASSERT(met.alike >= met.optimal - met.optimal / 20);
}

/* Members that change one thing take the short way that the change allows. */
static void members_that_change_one_thing_are_as_good(void) {
    for (variant_change only = VARIANT_NOTHING; only < VARIANT_CHANGES; only++) {
        outcomes met = {0};
        for (uint64_t seed = 0; seed < SOME_STUDIES; seed++) {
            eqp_study *study = study_of(seed);
            family_trial k = family_of(seed, study, 5);
            k.only = only;
            k.block_rows = seed % 5 ? 0 : 2;
            solve_family(&k, MOST_MEMBERS, 1);
            check_family(&k, NULL, &met);
            drop(&k);
            eqp_study_free(study);
        }
        CU_ASSERT(met.optimal > SOME_STUDIES);
    }
}

/* A family whose base has floors to hold: 1, with *rate a copy of the rates that they come from. */
static int has_floors(const family_trial *k, double *rate) {
    eqp_base *base;
    const eqp_solution *solution;
    int found;
    CU_ASSERT_EQUAL_FATAL(solve_base(k, 1, &base), EQP_OK);
    solution = eqp_base_solution(base);
    found = solution->outcome == EQP_OUTCOME_OPTIMAL && k->study->settings.balance > 0;
    memcpy(rate, solution->fair_rate, k->study->zones.count * sizeof *rate);
    eqp_base_free(base);
    return found;
}

static void refuses_to_hold(family_trial *k) {
    eqp_base *base;
    CU_ASSERT_EQUAL_FATAL(solve_base(k, 1, &base), EQP_OK);
    CU_ASSERT_EQUAL(solve_groups(k, base, MOST_MEMBERS, 1), EQP_ERROR_USAGE);
    CU_ASSERT_EQUAL(k->taken, 0);
    eqp_base_free(base);
}

/* V* and its bound where the base's fair rates are held, with and without stage D. */
static void held_floors_and_values_alone_are_as_good(void) {
    outcomes met = {0};
    uint32_t refused = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        double rate[EQP_TRIAL_ZONES];
        family_trial k = family_of(seed, study, 6);
        k.hold_floors = seed % 4 < 3;
        k.only_value = seed % 2;
        if (k.hold_floors && !has_floors(&k, rate)) {
            refused++;
            refuses_to_hold(&k);
        } else {
            solve_family(&k, 3, 1);
            check_family(&k, k.hold_floors ? rate : NULL, &met);
        }
        drop(&k);
        eqp_study_free(study);
    }
    CU_ASSERT(met.optimal > STUDIES && met.infeasible > 0 && refused > 0);
}

static int same_numbers(const double *one, const double *other, uint32_t count) {
    return memcmp(one, other, count * sizeof *one) == 0;
}

static int same_bits(const eqp_trial *shape, const eqp_solution *a, const eqp_solution *b) {
    uint32_t zones = shape->study->zones.count;
    return a->outcome == b->outcome && same_numbers(&a->value_best, &b->value_best, 1) &&
           same_numbers(&a->upper_bound, &b->upper_bound, 1) &&
           same_numbers(&a->unbalanced, &b->unbalanced, 1) &&
           same_numbers(a->primal, b->primal, shape->programme->lp->columns) &&
           same_numbers(a->dual, b->dual, shape->programme->lp->rows) &&
           same_numbers(a->fair_rate, b->fair_rate, zones) &&
           same_numbers(a->floor, b->floor, zones);
}

static void expect_same_bits(const family_trial *k, const family_trial *again,
                             const char *sentence) {
    CU_ASSERT_EQUAL_FATAL(k->taken, again->taken);
    for (uint32_t m = 0; m < k->taken; m++) {
        eqp_trial shape;
        make_alone(k, k->number[m], &shape);
        expect(same_bits(&shape, k->solution[m], again->solution[m]), k, k->number[m], sentence,
               k->solution[m]->value_best, again->solution[m]->value_best);
        eqp_trial_free(&shape);
    }
}

/* Nor does it matter what other groups have been solved in the same thread before. */
static void equal_groups_give_equal_bits(void) {
    for (uint64_t seed = 0; seed < SOME_STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        family_trial once = family_of(seed, study, 9), again = once, other = once;
        eqp_base *base;
        CU_ASSERT_EQUAL_FATAL(solve_base(&once, 1, &base), EQP_OK);
        CU_ASSERT_EQUAL(solve_groups(&once, base, 3, 1), EQP_OK);
        CU_ASSERT_EQUAL(solve_groups(&other, base, 9, 1), EQP_OK);
        CU_ASSERT_EQUAL(solve_groups(&again, base, 3, 1), EQP_OK);
        expect_same_bits(&once, &again, "solved again");
        drop(&again);
        eqp_base_free(base);
        solve_family(&again, 3, 2);
        expect_same_bits(&once, &again, "by two threads");
        drop(&once);
        drop(&again);
        drop(&other);
        eqp_study_free(study);
    }
}

/* Takes nothing, but compares the programme at hand with one that is built anew. */
static eqp_status compare_programme(void *context, uint64_t number, const eqp_programme *programme,
                                    const eqp_solution *solution, eqp_error *error) {
    family_trial *k = context;
    eqp_trial alone;
    const eqp_lp *lp = programme->lp, *expected;
    (void)solution, (void)error;
    make_alone(k, number, &alone);
    expected = alone.programme->lp;
    expect(lp->rows == expected->rows && lp->columns == expected->columns &&
               same_numbers(lp->lower, expected->lower, lp->columns) &&
               same_numbers(lp->upper, expected->upper, lp->columns) &&
               same_numbers(lp->cost, expected->cost, lp->columns) &&
               same_numbers(lp->row_lower, expected->row_lower, lp->rows) &&
               same_numbers(lp->row_upper, expected->row_upper, lp->rows) &&
               lp->start[lp->columns] == expected->start[lp->columns] &&
               same_numbers(lp->value, expected->value, (uint32_t)lp->start[lp->columns]) &&
               same_numbers(programme->residual, alone.programme->residual,
                            alone.study->needs.count) &&
               same_numbers(programme->pair_price, alone.programme->pair_price, programme->pairs),
           k, number, "programme", 0, 0);
    eqp_trial_free(&alone);
    return EQP_OK;
}

static void a_member_has_the_programme_of_its_own_study(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        family_trial k = family_of(seed, study, 8);
        eqp_solve_options options = options_of(&k, 1);
        eqp_base *base;
        CU_ASSERT_EQUAL_FATAL(solve_base(&k, 1, &base), EQP_OK);
        if (seed % 2)
            k.only = seed % 4 == 1 ? VARIANT_BUDGETS : VARIANT_ABSOLUTE_RULES;
        const eqp_family family = {base, 0, 1, 0, &k, change, compare_programme};
        CU_ASSERT_EQUAL(eqp_family_solve(&family, k.number, k.count, &options, NULL), EQP_OK);
        eqp_base_free(base);
        eqp_study_free(study);
    }
}

/* The engine is a matter of how, not of what. */
static void the_direct_engine_finds_the_same(void) {
    for (uint64_t seed = 0; seed < SOME_STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        family_trial k = family_of(seed, study, 4);
        eqp_solve_options options = options_of(&k, 1);
        outcomes met = {0};
        eqp_base *base;
        options.engine = EQP_ENGINE_DIRECT;
        CU_ASSERT_EQUAL_FATAL(eqp_base_solve(study, &options, &base, NULL), EQP_OK);
        const eqp_family family = {base, 0, 0, 0, &k, change, take};
        CU_ASSERT_EQUAL(eqp_family_solve(&family, k.number, k.count, &options, NULL), EQP_OK);
        check_family(&k, NULL, &met);
        drop(&k);
        eqp_base_free(base);
        eqp_study_free(study);
    }
}

/* Stopped between members and amid them. The members before the stop are whole, the one at hand may
 * be cut short, later ones are not there. */
static void a_stop_leaves_the_members_before_it_whole(void) {
    uint32_t stopped = 0;
    for (uint64_t seed = 0; seed < 2 * SOME_STUDIES; seed++) {
        eqp_study *study = study_of(seed);
        family_trial k = family_of(seed, study, 8), whole = k;
        uint32_t taken;
        eqp_base *base;
        if (seed % 2)
            k.stop_after = seed % 5;
        else
            k.stop_at = 1 + seed * 7 % 80;
        CU_ASSERT_EQUAL_FATAL(solve_base(&k, 1, &base), EQP_OK);
        CU_ASSERT_EQUAL(solve_groups(&whole, base, 4, 1), EQP_OK);
        CU_ASSERT_EQUAL(solve_groups(&k, base, 4, 1), EQP_OK);
        taken = k.taken;
        if (seed % 2)
            CU_ASSERT_EQUAL(taken, k.stop_after);
        if (taken > 0 && k.solution[taken - 1]->outcome != whole.solution[taken - 1]->outcome) {
            eqp_outcome outcome = k.solution[--taken]->outcome;
            CU_ASSERT(outcome == EQP_OUTCOME_STOPPED || outcome == EQP_OUTCOME_NO_PLAN);
            stopped++;
        }
        keep_first(&k, taken);
        keep_first(&whole, taken);
        expect_same_bits(&k, &whole, "before a stop");
        drop(&k);
        drop(&whole);
        eqp_base_free(base);
        eqp_study_free(study);
    }
    CU_ASSERT(stopped > 5);
}

static void a_change_that_fails_ends_the_group_with_its_error(void) {
    for (uint64_t refused = 0; refused < 4; refused++) {
        eqp_study *study = study_of(1);
        family_trial k = family_of(1, study, 4);
        eqp_solve_options options = options_of(&k, 1);
        eqp_error error = {0};
        eqp_base *base;
        k.refused = refused;
        CU_ASSERT_EQUAL_FATAL(solve_base(&k, 1, &base), EQP_OK);
        const eqp_family family = {base, 0, 0, 0, &k, change, take};
        CU_ASSERT_EQUAL(eqp_family_solve(&family, k.number, k.count, &options, &error),
                        EQP_ERROR_DATA);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "is refused"));
        CU_ASSERT_EQUAL(k.taken, refused);
        drop(&k);
        eqp_base_free(base);
        eqp_study_free(study);
    }
}

/* Base and group while the n-th allocation and all after it fail: 1 where nothing failed. */
static int survives(family_trial *k, size_t n) {
    eqp_base *base;
    eqp_status status;
    eqp_memory_fail_at(n);
    status = solve_base(k, 1, &base);
    if (!status)
        status = solve_groups(k, base, 3, 1);
    eqp_memory_fail_at(0);
    CU_ASSERT(status == EQP_OK || status == EQP_ERROR_MEMORY || status == EQP_ERROR_SOLVER);
    CU_ASSERT(status != EQP_OK || k->taken == k->count);
    eqp_base_free(base);
    drop(k);
    return !status;
}

static void short_memory_ends_a_family_cleanly(void) {
    for (uint64_t seed = 3; seed < 6; seed++) {
        eqp_study *study = study_of(seed);
        family_trial k = family_of(seed, study, 6);
        size_t before = eqp_memory_alive(), n = 1;
        while (!survives(&k, n)) {
            CU_ASSERT_EQUAL(eqp_memory_alive(), before);
            n += 1 + n / 40;
        }
        CU_ASSERT(n > 100);
        eqp_study_free(study);
    }
}

static eqp_study *read_example(void) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    CU_ASSERT_EQUAL_FATAL(
        eqp_study_read(EQP_SOURCE_DIR "/input/examples/sud-2024", &study, problems, NULL), EQP_OK);
    eqp_problems_free(problems);
    return study;
}

static void members_of_the_example_are_as_good(void) {
    eqp_study *study = read_example();
    const uint32_t members = EQP_TRIALS(MOST_MEMBERS);
    family_trial k = family_of(2024, study, members);
    outcomes met = {0};
    solve_family(&k, members, 2);
    check_family(&k, NULL, &met);
    CU_ASSERT(met.optimal > members / 2);
    drop(&k);
    eqp_study_free(study);
}

static void groups_follow_from_the_number_of_members(void) {
    CU_ASSERT_EQUAL(eqp_family_group(0), 1);
    for (uint64_t members = 1; members < 3000; members = members * 3 / 2 + 1) {
        uint32_t size = eqp_family_group(members);
        CU_ASSERT(size >= 1 && size <= members);
        CU_ASSERT(size >= eqp_family_group(members - 1));
    }
    CU_ASSERT_EQUAL(eqp_family_group(UINT64_C(1) << 53), eqp_family_group(UINT64_C(1) << 40));
}

static const eqp_test tests[] = {
    {"members are as good as the same studies alone",
     members_are_as_good_as_the_same_studies_alone},
    {"members that change one thing are as good", members_that_change_one_thing_are_as_good},
    {"held floors and values alone are as good", held_floors_and_values_alone_are_as_good},
    {"equal groups give equal bits", equal_groups_give_equal_bits},
    {"a member has the programme of its own study", a_member_has_the_programme_of_its_own_study},
    {"the direct engine finds the same", the_direct_engine_finds_the_same},
    {"a stop leaves the members before it whole", a_stop_leaves_the_members_before_it_whole},
    {"a change that fails ends the group with its error",
     a_change_that_fails_ends_the_group_with_its_error},
    {"short memory ends a family cleanly", short_memory_ends_a_family_cleanly},
    {"members of the example study are as good", members_of_the_example_are_as_good},
    {"groups follow from the number of members", groups_follow_from_the_number_of_members},
};

EQP_SUITE_MAIN("families", tests)
