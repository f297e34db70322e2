#include "solver/explain/break_even.h"

#include "models/programme/rows.h"
#include "solver/decomposition/stage.h"

#include <math.h>

/* A price at which an offer begins to be bought counts as nothing below this share of its price. */
#define NEXT_TO_NOTHING 1e-4

/* g counts as 0 up to this share of what a place brings or costs. */
#define NOISE 1e-7

/* What a place brings or costs counts as no less than this share of what places bring on average.
 */
#define LEAST_SIZE 0.1

/* How closely a flip is known, relative to its size, and the steps that closing in may take. */
#define CLOSE 1e-7
#define MOST_STEPS 80

int eqp_buying_find(const eqp_programme *programme, uint32_t offer, uint32_t institution,
                    eqp_buying *buying) {
    uint32_t count, pair = eqp_what_if_solver_pairs(programme, offer, institution, &count);
    if (pair == EQP_NONE)
        return 0;
    *buying = (eqp_buying){offer, institution, pair, count, programme->pair_row[pair]};
    return 1;
}

/* Places of the pairs together. */
static double sum_of(const eqp_buying *buying, const double *of_column) {
    double sum = 0;
    for (uint32_t i = 0; i < buying->pairs; i++)
        sum += of_column[buying->pair + i];
    return sum;
}

/* The size of what a place brings or costs, to tell noise from it. */
static double size_of(const eqp_what_if_solver *e, const eqp_buying *buying) {
    const eqp_programme *p = eqp_what_if_solver_programme(e);
    const double *dual = eqp_what_if_solver_dual(e);
    const eqp_lp *lp = p->lp;
    uint32_t offer = p->pair_offer[buying->pair];
    double largest = LEAST_SIZE / eqp_stage_scale(p, EQP_OBJECTIVE_VALUE);
    for (size_t entry = lp->start[buying->pair]; entry < lp->start[buying->pair + 1]; entry++)
        largest = fmax(largest, fabs(lp->value[entry] * dual[lp->row[entry]]));
    for (uint32_t use = p->use_start[offer]; use < p->use_start[offer + 1]; use++)
        largest = fmax(largest, lp->cost[p->first_use + use]);
    return largest;
}

static int has_idle_money(const eqp_what_if_solver *e, uint32_t institution) {
    uint32_t row = eqp_programme_row(eqp_what_if_solver_programme(e), EQP_ROW_budget, institution);
    return !(eqp_what_if_solver_dual(e)[row] > 0);
}

/* Where exactly a little cannot be bought: either more has to be, or none can, or nothing can. */
static eqp_status decide_extremes(eqp_what_if_solver *e, const eqp_buying *buying, double little,
                                  eqp_buying_verdict *verdict, eqp_error *error) {
    eqp_outcome outcome;
    eqp_status status =
        eqp_what_if_solver_hold(e, buying->pair, buying->pairs, little, INFINITY, error);
    if (!status)
        status = eqp_what_if_solver_solve(e, &outcome, error);
    if (!status && outcome == EQP_OUTCOME_OPTIMAL) {
        *verdict = (eqp_buying_verdict){EQP_DECISION_BOUGHT, INFINITY,
                                        has_idle_money(e, buying->institution)};
        return EQP_OK;
    }
    if (!status)
        status =
            eqp_what_if_solver_hold(e, buying->pair, buying->pairs, -INFINITY, INFINITY, error);
    if (!status)
        status = eqp_what_if_solver_solve(e, &outcome, error);
    if (!status)
        *verdict = (eqp_buying_verdict){
            outcome == EQP_OUTCOME_OPTIMAL ? EQP_DECISION_NOT : EQP_DECISION_NO_PLAN, -INFINITY,
            outcome == EQP_OUTCOME_OPTIMAL && has_idle_money(e, buying->institution)};
    return status;
}

eqp_status eqp_buying_decide(eqp_what_if_solver *e, const eqp_buying *buying,
                             eqp_buying_verdict *verdict, eqp_error *error) {
    const eqp_lp *lp = eqp_what_if_solver_programme(e)->lp;
    double least = sum_of(buying, lp->lower), room = sum_of(buying, lp->upper) - least;
    double little = least + EQP_BUYING_LEAST * fmin(1, room);
    eqp_outcome outcome;
    eqp_status status =
        eqp_what_if_solver_hold(e, buying->pair, buying->pairs, little, little, error);
    if (!status)
        status = eqp_what_if_solver_solve(e, &outcome, error);
    if (status)
        return status;
    if (outcome != EQP_OUTCOME_OPTIMAL)
        return decide_extremes(e, buying, little, verdict, error);
    verdict->net = eqp_what_if_solver_forced(e);
    verdict->decision =
        verdict->net >= -NOISE * size_of(e, buying) ? EQP_DECISION_BOUGHT : EQP_DECISION_NOT;
    verdict->idle_money = has_idle_money(e, buying->institution);
    return EQP_OK;
}

/* ---- the search ---- */

/* The number that a lever moves, in the copy of the study. */
static double *lever_number(eqp_study *study, const eqp_buying *buying, eqp_lever lever) {
    switch (lever) {
    case EQP_LEVER_PRICE:
        return &study->prices.price[buying->price_row];
    case EQP_LEVER_SUCCESS:
        return &study->offers.success_rate[buying->offer];
    default:
        for (uint32_t row = 0; row < study->budgets.count; row++)
            if (study->budgets.institution[row] == buying->institution)
                return &study->budgets.budget[row];
        return NULL;
    }
}

typedef struct search {
    eqp_what_if_solver *explanation;
    const eqp_buying *buying;
    double *number; /* what the lever moves */
    eqp_error *error;
} search;

/* One value of the lever, and what is decided there. */
typedef struct side {
    double at;
    eqp_buying_verdict verdict;
} side;

static eqp_status probe(const search *s, double at, side *found) {
    eqp_status status;
    *s->number = found->at = at;
    status = eqp_what_if_solver_take(s->explanation, s->error);
    return status ? status
                  : eqp_buying_decide(s->explanation, s->buying, &found->verdict, s->error);
}

/* Where a line through both sides crosses 0, kept off the ends; their middle where there is no such
 * line. `leaning` weighs the side that has not moved for long less (the Illinois rule). */
static double next_place(const side *near, const side *far, double leaning_near,
                         double leaning_far) {
    double a = near->verdict.net * leaning_near, b = far->verdict.net * leaning_far;
    double width = far->at - near->at, off;
    double margin = 0.5 * CLOSE * fmax(fabs(near->at), fabs(far->at));
    if (!isfinite(a) || !isfinite(b) || far->verdict.decision == EQP_DECISION_NO_PLAN ||
        near->verdict.decision == EQP_DECISION_NO_PLAN || !(a * b < 0))
        off = 0.5 * fabs(width);
    else
        off = fabs(width * (a / (a - b)));
    off = fmin(fmax(off, margin), fabs(width) - margin);
    return near->at + copysign(off, width);
}

/* Closes in on a flip between two sides. */
static eqp_status close_in(const search *s, side *near, side *far) {
    double lean_near = 1, lean_far = 1;
    int last = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
        side middle;
        eqp_status status;
        if (fabs(far->at - near->at) <= CLOSE * fmax(fabs(near->at), fabs(far->at)))
            return EQP_OK;
        status = probe(s,
                       step % 4 == 3 ? 0.5 * (near->at + far->at)
                                     : next_place(near, far, lean_near, lean_far),
                       &middle);
        if (status)
            return status;
        if (middle.verdict.decision == near->verdict.decision) {
            *near = middle;
            lean_near = 1;
            lean_far = last == 1 ? 0.5 * lean_far : 1;
            last = 1;
        } else {
            *far = middle;
            lean_far = 1;
            lean_near = last == -1 ? 0.5 * lean_near : 1;
            last = -1;
        }
    }
    return EQP_OK;
}

/* The values at which the search looks, away from the present one: the number of steps, and each.
 */
#define PRICE_STEPS 4
#define RATE_STEPS 8
#define BUDGET_STEPS 8

static double step_down(eqp_lever lever, double present, int step) {
    static const double budget[BUDGET_STEPS] = {0.95, 0.85, 0.7, 0.5, 0.3, 0.1, 0.01, 0};
    if (lever == EQP_LEVER_BUDGET)
        return present * budget[step];
    return present * (step + 1 < RATE_STEPS ? 1 - (step + 1) / (double)RATE_STEPS : 0.01);
}

static double step_up(const search *s, eqp_lever lever, double present, int step) {
    static const double budget[BUDGET_STEPS] = {1.05, 1.15, 1.4, 2, 4, 10, 100, 1000};
    const eqp_prices *prices = &eqp_what_if_solver_base(s->explanation)->prices;
    double start = present;
    if (lever == EQP_LEVER_SUCCESS)
        return present + (1 - present) * ((step + 1) / (double)RATE_STEPS);
    for (uint32_t row = 0; !(start > 0) && row < prices->count; row++)
        start = prices->price[row]; /* of nothing at all: a price as there are others */
    if (!(start > 0))
        start = 1;
    return lever == EQP_LEVER_BUDGET ? start * (present > 0 ? budget[step] : budget[step] - 1)
                                     : start * pow(4, step + 1);
}

static int steps_of(eqp_lever lever) {
    return lever == EQP_LEVER_PRICE     ? PRICE_STEPS
           : lever == EQP_LEVER_SUCCESS ? RATE_STEPS
                                        : BUDGET_STEPS;
}

/* The next value to look at; NAN where the range has ended. */
static double step_of(const search *s, eqp_lever lever, const side *present, const side *last,
                      int step) {
    int bought = present->verdict.decision == EQP_DECISION_BOUGHT;
    if (step >= steps_of(lever))
        return NAN;
    if (lever == EQP_LEVER_PRICE)
        return bought                         ? step_up(s, lever, present->at, step)
               : step == 0 && present->at > 0 ? 0
                                              : NAN;
    if (bought)
        return present->at > 0 ? step_down(lever, present->at, step) : NAN;
    if (lever == EQP_LEVER_SUCCESS && !(present->at < 1))
        return NAN;
    if (lever == EQP_LEVER_BUDGET && last->verdict.idle_money)
        return NAN; /* more money changes nothing any more */
    return step_up(s, lever, present->at, step);
}

static eqp_flip flip_between(eqp_lever lever, const side *near, const side *far, double present) {
    int bought = near->verdict.decision == EQP_DECISION_BOUGHT;
    if (lever == EQP_LEVER_PRICE && !bought && far->at < NEXT_TO_NOTHING * present)
        return (eqp_flip){EQP_FLIP_AT, 0, near->at};
    return (eqp_flip){far->verdict.decision == EQP_DECISION_NO_PLAN ? EQP_FLIP_NO_PLAN
                                                                    : EQP_FLIP_AT,
                      bought ? near->at : far->at, bought ? far->at : near->at};
}

eqp_status eqp_flip_find(eqp_what_if_solver *explanation, const eqp_buying *buying, eqp_lever lever,
                         const eqp_buying_verdict *present, eqp_flip *flip, eqp_error *error) {
    search s = {explanation, buying,
                lever_number(eqp_what_if_solver_study(explanation), buying, lever), error};
    const side start = {*s.number, *present};
    side near = start, far = start;
    int bought = present->decision == EQP_DECISION_BOUGHT;
    eqp_status status = EQP_OK, restored;
    for (int step = 0; !status; step++) {
        double at = step_of(&s, lever, &start, &near, step);
        if (isnan(at)) {
            *flip = (eqp_flip){EQP_FLIP_NEVER, near.at, NAN};
            break;
        }
        status = probe(&s, at, &far);
        if (!status && !bought && far.verdict.decision == EQP_DECISION_NO_PLAN) {
            *flip = (eqp_flip){EQP_FLIP_NEVER, near.at, NAN};
            break;
        }
        if (!status && far.verdict.decision != start.verdict.decision) {
            status = close_in(&s, &near, &far);
            *flip = flip_between(lever, &near, &far, start.at);
            break;
        }
        near = far;
    }
    restored = status ? EQP_OK : eqp_what_if_solver_reset(explanation, error);
    return status ? status : restored;
}
