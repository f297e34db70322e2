/* evaluate on random studies: our own plan gives its V and breaks nothing; a plan that was tampered
 * with breaks what was planted, and nothing else of that kind; V is what the judge from outside
 * finds for the same places; every exchange gains what it says, alone, and breaks nothing; places
 * add up. EQP_STUDIES=N takes N studies. */
#include "oracle.h"
#include "suite.h"
#include "trial.h"

#include "models/answers/assessment.h"
#include "models/answers/plan.h"
#include "models/base/memory.h"
#include "solver/evaluate/assess.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STUDIES 100

static uint64_t studies(void) {
    const char *asked = getenv("EQP_STUDIES");
    return asked ? strtoull(asked, NULL, 10) : STUDIES;
}

/* A solved study and a draft of it. */
typedef struct bench {
    eqp_trial trial;
    eqp_draft draft;
    eqp_solve_options options;
    eqp_watch watch;
    eqp_assessment *found;
} bench;

static int begin(bench *b, uint64_t seed, double balance) {
    *b = (bench){.options = eqp_solve_options_default()};
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&b->trial, seed), 0);
    if (balance >= 0)
        b->trial.study->settings.balance = balance;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&b->trial, EQP_ENGINE_DIRECT, 1), 0);
    if (b->trial.solution->outcome == EQP_OUTCOME_OPTIMAL)
        return 1;
    eqp_trial_free(&b->trial);
    return 0;
}

static void end(bench *b) {
    eqp_assessment_free(b->found);
    eqp_free(b->draft.lines);
    eqp_trial_free(&b->trial);
}

/* The plan of the study as a draft, as plan.csv has it. */
static void take_own_plan(bench *b) {
    eqp_plan *plan;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(b->trial.programme, b->trial.solution, &plan, NULL),
                          EQP_OK);
    b->draft.lines = eqp_allocate(plan->line_count + 1, sizeof *b->draft.lines);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b->draft.lines);
    for (uint32_t i = 0; i < plan->line_count; i++)
        b->draft.lines[b->draft.count++] = (eqp_draft_line){
            plan->lines[i].offer, plan->lines[i].institution, plan->lines[i].bought.places};
    eqp_plan_free(plan);
}

/* A draft that somebody made without looking: whole places of some pairs that have a price, never
 * more than offers have. */
static void take_any_plan(bench *b, uint64_t seed) {
    const eqp_study *study = b->trial.study;
    const eqp_prices *prices = &study->prices;
    uint64_t state = seed * 2654435761u + 12345;
    b->draft.lines = eqp_allocate(prices->count + 1, sizeof *b->draft.lines);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b->draft.lines);
    for (uint32_t row = 0, last = EQP_NONE; row < prices->count; row++) {
        static double left;
        double places;
        if (prices->offer[row] != last)
            left = study->offers.places[prices->offer[row]];
        last = prices->offer[row];
        state = state * 6364136223846793005u + 1442695040888963407u;
        places = floor(left * (double)(state >> 40 & 7) / 7);
        if (places < 1)
            continue;
        left -= places;
        b->draft.lines[b->draft.count++] =
            (eqp_draft_line){prices->offer[row], prices->institution[row], places};
    }
}

static void assess(bench *b) {
    eqp_assessment_free(b->found);
    b->found = NULL;
    b->watch = eqp_watch_start(&b->options);
    CU_ASSERT_EQUAL_FATAL(
        eqp_assess(b->trial.programme, b->trial.solution, &b->draft, &b->watch, &b->found, NULL),
        EQP_OK);
}

static void show_breaches(const bench *b, uint64_t seed) {
    for (uint32_t i = 0; i < b->found->breach_count; i++)
        fprintf(stderr, "study %llu: %s %g against %g, %g\n", (unsigned long long)seed,
                eqp_breach_name(b->found->breaches[i].kind), b->found->breaches[i].value,
                b->found->breaches[i].bound, b->found->breaches[i].excess);
}

static void our_own_plan_has_its_value_and_breaks_nothing(void) {
    uint32_t compared = 0;
    for (uint64_t seed = 0; seed < studies(); seed++) {
        bench b;
        double best, tolerance;
        if (!begin(&b, seed, -1))
            continue;
        take_own_plan(&b);
        assess(&b);
        best = b.trial.solution->value_best;
        tolerance = 2e-6 * fmax(1, best);
        CU_ASSERT_EQUAL(b.found->breach_count, 0);
        show_breaches(&b, seed);
        CU_ASSERT_EQUAL(b.found->shortfall, 0);
        CU_ASSERT(b.found->value <= best + tolerance);
        if (!(b.found->value <= best + tolerance))
            fprintf(stderr, "study %llu: %.12g above %.12g\n", (unsigned long long)seed,
                    b.found->value, best);
        CU_ASSERT(b.found->value >= b.found->best->value - tolerance);
        CU_ASSERT_DOUBLE_EQUAL(b.found->plan->value, b.found->value, tolerance);
        CU_ASSERT_DOUBLE_EQUAL(b.found->bound, b.found->value, tolerance);
        CU_ASSERT(eqp_trial_close(b.found->plan->total.cost, b.found->best->total.cost, 1e-9));
        CU_ASSERT(eqp_trial_close(b.found->plan->overlap, b.found->best->overlap, 1e-6));
        compared += best > 0;
        end(&b);
    }
    CU_ASSERT(compared > studies() / 3);
}

/* Every pair that has a price may be bought exactly as the draft buys it. */
static void decide_all(eqp_study *study, const eqp_draft *draft) {
    const eqp_prices *prices = &study->prices;
    eqp_decisions *decisions = &study->decisions;
    decisions->line = eqp_reallocate(decisions->line, prices->count, sizeof(uint32_t));
    decisions->offer = eqp_reallocate(decisions->offer, prices->count, sizeof(uint32_t));
    decisions->institution =
        eqp_reallocate(decisions->institution, prices->count, sizeof(uint32_t));
    decisions->min_places = eqp_reallocate(decisions->min_places, prices->count, sizeof(double));
    decisions->max_places = eqp_reallocate(decisions->max_places, prices->count, sizeof(double));
    CU_ASSERT_FATAL(decisions->line && decisions->offer && decisions->institution &&
                    decisions->min_places && decisions->max_places);
    for (uint32_t row = 0; row < prices->count; row++) {
        decisions->line[row] = 0;
        decisions->offer[row] = prices->offer[row];
        decisions->institution[row] = prices->institution[row];
        decisions->min_places[row] = decisions->max_places[row] =
            eqp_draft_places(draft, prices->offer[row], prices->institution[row]);
    }
    decisions->count = prices->count;
}

/* The value of a draft by the judge from outside: a study in which its places are signed, no other
 * may be bought and nothing else limits them. */
static eqp_oracle_answer judged_value(const bench *b, const eqp_draft *draft, const double *floor,
                                      double *value) {
    eqp_draft_case *c;
    eqp_oracle *oracle;
    eqp_oracle_answer answer;
    CU_ASSERT_EQUAL_FATAL(eqp_draft_case_create(b->trial.programme, draft, &c, NULL), EQP_OK);
    decide_all(c->decided, draft);
    c->decided->rules.count = 0;
    for (uint32_t i = 0; i < c->decided->budgets.count; i++)
        c->decided->budgets.budget[i] = 1e15;
    oracle = eqp_oracle_create(c->decided, EQP_ORACLE_EXACT);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    answer = eqp_oracle_value(oracle, floor, value);
    eqp_oracle_free(oracle);
    eqp_draft_case_free(c);
    return answer;
}

static void the_value_is_what_the_judge_from_outside_finds(void) {
    uint32_t reached = 0, missed = 0;
    for (uint64_t seed = 0; seed < studies() / 2; seed++) {
        bench b;
        double value, floor[EQP_TRIAL_ZONES];
        const double none[EQP_TRIAL_ZONES] = {0};
        if (!begin(&b, seed, -1))
            continue;
        take_any_plan(&b, seed);
        assess(&b);
        CU_ASSERT_EQUAL(judged_value(&b, &b.draft, none, &value), EQP_ORACLE_SOLVED);
        CU_ASSERT(eqp_trial_close(b.found->free_value, value, 1e-6));
        for (uint32_t z = 0; z < b.trial.study->zones.count; z++)
            floor[z] = fmax(0, b.trial.solution->floor[z] - (b.found->shortfall > 0 ? 1e-6 : 1e-9));
        if (b.found->shortfall > 0) {
            CU_ASSERT_EQUAL(judged_value(&b, &b.draft, floor, &value), EQP_ORACLE_INFEASIBLE);
            CU_ASSERT(b.found->value <= b.found->free_value * (1 + 1e-9) + 1e-9);
            missed++;
        } else {
            CU_ASSERT_EQUAL(judged_value(&b, &b.draft, floor, &value), EQP_ORACLE_SOLVED);
            CU_ASSERT(eqp_trial_close(b.found->value, value, 1e-6));
            reached++;
        }
        CU_ASSERT(b.found->bound >= b.found->value - 1e-6 * fmax(1, b.found->value));
        CU_ASSERT(eqp_trial_close(b.found->bound, b.found->value, 2e-6));
        end(&b);
    }
    CU_ASSERT(reached > 5);
    CU_ASSERT(missed > 5);
}

/* Places of an offer and institution in a draft, to change; NULL where there are none. */
static eqp_draft_line *line_of(eqp_draft *draft, uint32_t offer, uint32_t institution) {
    for (uint32_t i = 0; i < draft->count; i++)
        if (draft->lines[i].offer == offer && draft->lines[i].institution == institution)
            return &draft->lines[i];
    return NULL;
}

/* Adds places to a line of the draft, which may be new; lines are kept in order. */
static void add_places(eqp_draft *draft, uint32_t offer, uint32_t institution, double places) {
    eqp_draft_line *line = line_of(draft, offer, institution);
    uint32_t at = draft->count;
    if (line) {
        line->places += places;
        return;
    }
    while (at > 0 && (draft->lines[at - 1].offer > offer ||
                      (draft->lines[at - 1].offer == offer &&
                       draft->lines[at - 1].institution > institution))) {
        draft->lines[at] = draft->lines[at - 1];
        at--;
    }
    draft->lines[at] = (eqp_draft_line){offer, institution, places};
    draft->count++;
}

/* A draft with room for a few lines more. */
static eqp_draft copy_of(const eqp_draft *draft) {
    eqp_draft copy = {eqp_allocate((size_t)draft->count + 4, sizeof *copy.lines), draft->count};
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy.lines);
    memcpy(copy.lines, draft->lines, draft->count * sizeof *copy.lines);
    return copy;
}

/* The draft once an exchange is made. */
static eqp_draft changed(const bench *b, const eqp_exchange *exchange) {
    eqp_draft copy = copy_of(&b->draft);
    add_places(&copy, exchange->to_offer, exchange->institution, exchange->to_places);
    if (exchange->kind != EQP_EXCHANGE_BUY)
        add_places(&copy, exchange->from_offer, exchange->institution, -exchange->from_places);
    if (exchange->kind == EQP_EXCHANGE_HANDOVER)
        add_places(&copy, exchange->from_offer, exchange->taker, exchange->from_places);
    for (uint32_t i = 0, kept = 0, count = copy.count; i < count; i++) {
        if (i == 0)
            copy.count = 0;
        CU_ASSERT(copy.lines[i].places > -1e-6);
        if (copy.lines[i].places > 1e-9) {
            copy.lines[kept++] = copy.lines[i];
            copy.count = kept;
        }
    }
    return copy;
}

static double excess_of(const eqp_assessment *found, const eqp_breach *breach) {
    for (uint32_t i = 0; i < found->breach_count; i++) {
        const eqp_breach *other = &found->breaches[i];
        if (other->kind == breach->kind && other->offer == breach->offer &&
            other->institution == breach->institution && other->rule == breach->rule)
            return other->amount;
    }
    return 0;
}

/* No breach that was not there, none that is worse. */
static void compare_breaches(const eqp_assessment *before, const eqp_assessment *after) {
    for (uint32_t i = 0; i < after->breach_count; i++) {
        const eqp_breach *breach = &after->breaches[i];
        CU_ASSERT(breach->amount <=
                  excess_of(before, breach) + 1e-6 * fmax(1, fabs(breach->bound)));
    }
}

static void check_exchange(bench *b, const eqp_exchange *exchange, const double *none) {
    bench after = *b;
    double value;
    after.draft = changed(b, exchange);
    after.found = NULL;
    assess(&after);
    CU_ASSERT(exchange->gain > 0);
    CU_ASSERT_DOUBLE_EQUAL(after.found->value - b->found->value, exchange->gain,
                           3e-6 * fmax(1, b->found->value));
    CU_ASSERT(after.found->shortfall <= b->found->shortfall + 1e-5);
    compare_breaches(b->found, after.found);
    if (none) {
        CU_ASSERT_EQUAL(judged_value(b, &after.draft, none, &value), EQP_ORACLE_SOLVED);
        CU_ASSERT_DOUBLE_EQUAL(value - b->found->value, exchange->gain,
                               3e-6 * fmax(1, b->found->value));
    }
    eqp_assessment_free(after.found);
    eqp_free(after.draft.lines);
}

static uint32_t check_exchanges(double balance, uint64_t first) {
    static const double none[EQP_TRIAL_ZONES] = {0};
    uint32_t checked = 0, kinds[3] = {0};
    for (uint64_t seed = first; seed < first + studies() / 2; seed++) {
        bench b;
        if (!begin(&b, seed, balance))
            continue;
        take_any_plan(&b, seed);
        assess(&b);
        for (uint32_t i = 0; i < b.found->exchange_count; i++, checked++) {
            const eqp_exchange *exchange = &b.found->exchanges[i];
            check_exchange(&b, exchange, balance == 0 && i < 2 ? none : NULL);
            CU_ASSERT(i == 0 || exchange->gain <= b.found->exchanges[i - 1].gain);
            for (uint32_t j = 0; j < i; j++)
                CU_ASSERT(exchange->to_offer != b.found->exchanges[j].to_offer ||
                          exchange->institution != b.found->exchanges[j].institution);
            kinds[exchange->kind]++;
        }
        end(&b);
    }
    CU_ASSERT(kinds[EQP_EXCHANGE_SWAP] > 0 && kinds[EQP_EXCHANGE_BUY] > 0);
    return checked;
}

static void every_exchange_gains_what_it_says_and_breaks_nothing(void) {
    CU_ASSERT(check_exchanges(0, 0) > studies() / 4);
    CU_ASSERT(check_exchanges(-1, 0) > studies() / 4);
    CU_ASSERT(check_exchanges(1, 500) > studies() / 4);
}

/* What no exchange may miss: on studies as small as these, the best purchase from money that is
 * left, found by trying every pair. */
static void no_simple_purchase_gains_more_than_the_first_exchange(void) {
    uint32_t compared = 0;
    for (uint64_t seed = 0; seed < studies() / 4; seed++) {
        bench b;
        double best = 0;
        if (!begin(&b, seed, 0))
            continue;
        take_any_plan(&b, seed);
        assess(&b);
        for (uint32_t row = 0; row < b.trial.study->prices.count; row++) {
            const eqp_prices *prices = &b.trial.study->prices;
            bench after = b;
            after.draft = copy_of(&b.draft);
            after.found = NULL;
            add_places(&after.draft, prices->offer[row], prices->institution[row], 1);
            assess(&after);
            for (uint32_t i = 0; i < after.found->breach_count; i++)
                if (after.found->breaches[i].amount >
                    excess_of(b.found, &after.found->breaches[i]) + 1e-9)
                    after.found->value = 0;
            best = fmax(best, after.found->value - b.found->value);
            eqp_assessment_free(after.found);
            eqp_free(after.draft.lines);
        }
        if (best > 1e-3) {
            CU_ASSERT(b.found->exchange_count > 0);
            CU_ASSERT(b.found->exchange_count == 0 ||
                      b.found->exchanges[0].gain >= best - 1e-5 * fmax(1, b.found->value));
            compared++;
        }
        end(&b);
    }
    CU_ASSERT(compared > 3);
}

static void places_add_up(void) {
    double twice = 0, unneeded = 0;
    for (uint64_t seed = 0; seed < studies(); seed++) {
        bench b;
        double bought = 0;
        if (!begin(&b, seed, 0))
            continue;
        take_any_plan(&b, seed);
        assess(&b);
        for (uint32_t k = 0; k < b.found->draft_case->programme->offers; k++) {
            const eqp_offer_use *use = &b.found->uses[k];
            CU_ASSERT_DOUBLE_EQUAL(use->used + use->twice + use->unneeded + use->beyond,
                                   use->bought, 1e-6);
            CU_ASSERT(use->used >= 0 && use->twice >= 0 && use->unneeded >= 0);
        }
        for (uint32_t i = 0; i < b.draft.count; i++)
            bought += b.draft.lines[i].places;
        CU_ASSERT_DOUBLE_EQUAL(b.found->total.bought, bought, 1e-6);
        CU_ASSERT_DOUBLE_EQUAL(b.found->plan->empty, b.found->total.twice + b.found->total.unneeded,
                               1e-4);
        twice += b.found->total.twice;
        unneeded += b.found->total.unneeded;
        end(&b);
    }
    CU_ASSERT(twice > 1 && unneeded > 1);
}

/* ---- tampering ---- */

static const eqp_breach *only_breach(const bench *b, eqp_breach_kind kind, uint64_t seed) {
    if (b->found->breach_count != 1)
        show_breaches(b, seed);
    CU_ASSERT_EQUAL(b->found->breach_count, 1);
    if (b->found->breach_count != 1 || b->found->breaches[0].kind != kind)
        return NULL;
    return &b->found->breaches[0];
}

/* What is tampered with is the study: the same draft, against a limit moved by a known step. */
static uint32_t tamper(eqp_breach_kind kind) {
    uint32_t planted = 0;
    for (uint64_t seed = 0; seed < studies(); seed++) {
        bench b;
        const eqp_breach *breach;
        eqp_study *study;
        const eqp_draft_line *line;
        double step = 0.25 + (double)(seed % 5), expected = step;
        if (!begin(&b, seed, -1))
            continue;
        take_own_plan(&b);
        study = b.trial.study;
        if (b.draft.count == 0 || study->decisions.count || study->rules.count) {
            end(&b);
            continue;
        }
        line = &b.draft.lines[seed % b.draft.count];
        assess(&b);
        if (kind == EQP_BREACH_CAPACITY) {
            double all = 0;
            for (uint32_t i = 0; i < b.draft.count; i++)
                all += b.draft.lines[i].offer == line->offer ? b.draft.lines[i].places : 0;
            expected = step = fmin(step, all / 2);
            study->offers.places[line->offer] = all - step;
        } else {
            double spent = b.found->plan->budgets[line->institution].spent;
            expected = step = fmin(step, spent / 2);
            for (uint32_t row = 0; row < study->budgets.count; row++)
                if (study->budgets.institution[row] == line->institution)
                    study->budgets.budget[row] = spent - step;
        }
        assess(&b);
        if (step > 1e-3) {
            breach = only_breach(&b, kind, seed);
            CU_ASSERT_PTR_NOT_NULL(breach);
            if (breach) {
                CU_ASSERT_DOUBLE_EQUAL(breach->excess, expected, 1e-6 * fmax(1, breach->value));
                CU_ASSERT_EQUAL(kind == EQP_BREACH_CAPACITY ? breach->offer : breach->institution,
                                kind == EQP_BREACH_CAPACITY ? line->offer : line->institution);
            }
            planted++;
        }
        end(&b);
    }
    return planted;
}

static void a_moved_limit_is_broken_by_as_much(void) {
    CU_ASSERT(tamper(EQP_BREACH_CAPACITY) > 2);
    CU_ASSERT(tamper(EQP_BREACH_BUDGET) > 2);
}

static const eqp_test tests[] = {
    {"our own plan has its value and breaks nothing",
     our_own_plan_has_its_value_and_breaks_nothing},
    {"the value is what the judge from outside finds",
     the_value_is_what_the_judge_from_outside_finds},
    {"every exchange gains what it says and breaks nothing",
     every_exchange_gains_what_it_says_and_breaks_nothing},
    {"no purchase of a place gains more than the first exchange",
     no_simple_purchase_gains_more_than_the_first_exchange},
    {"places add up", places_add_up},
    {"a limit that is moved is broken by as much", a_moved_limit_is_broken_by_as_much},
};

EQP_SUITE_MAIN("evaluate", tests)
