#include "solver/evaluate/assess.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "solver/evaluate/best_use.h"
#include "solver/evaluate/exchange.h"

#include <math.h>
#include <string.h>

static int has_plan(const eqp_solution *best) {
    return best->outcome == EQP_OUTCOME_OPTIMAL || best->outcome == EQP_OUTCOME_STOPPED;
}

/* What the draft is measured against: NAN where the study has no plan. */
static void take_best(eqp_solution *draft, const eqp_solution *best, uint32_t zones) {
    int found = has_plan(best);
    draft->outcome = EQP_OUTCOME_OPTIMAL;
    draft->value_best = found ? best->value_best : NAN;
    draft->upper_bound = found ? best->upper_bound : NAN;
    draft->fair_gap = best->fair_gap;
    draft->unbalanced = best->unbalanced;
    for (uint32_t z = 0; z < zones; z++) {
        draft->fair_rate[z] = found ? best->fair_rate[z] : NAN;
        draft->floor[z] = found ? best->floor[z] : NAN;
    }
}

/* The draft's places, their use and what more of a need would be worth. */
static int take_draft(eqp_solution *draft, const eqp_draft_case *c, const eqp_best_use *e) {
    const eqp_programme *p = c->programme;
    memcpy(draft->primal, c->places, p->pairs * sizeof *draft->primal);
    memcpy(draft->primal + p->first_use, eqp_best_use_use(e), p->uses * sizeof *draft->primal);
    memcpy(draft->dual + eqp_programme_rows_of(p, EQP_ROW_need).first, eqp_best_use_need_value(e),
           p->cells * sizeof *draft->dual);
    if (c->study->settings.whole != EQP_WHOLE_YES)
        return 0;
    draft->sessions = eqp_allocate(p->pairs, sizeof *draft->sessions);
    for (uint32_t pair = 0; draft->sessions && pair < p->pairs; pair++)
        draft->sessions[pair] = (uint32_t)fmin(
            1e9, eqp_draft_sessions(c->study, p->offer[p->pair_offer[pair]], c->places[pair]));
    return draft->sessions ? 0 : -1;
}

/* Nothing can be said of what is held as it is, nor of a price that there is not. */
static void blank_unknown(eqp_plan *plan, const eqp_draft_case *c) {
    const eqp_programme *p = c->programme;
    for (uint32_t i = 0; i < c->study->institutions.count; i++)
        plan->budgets[i].marginal_value = NAN;
    for (uint32_t z = 0; z < c->study->zones.count; z++)
        plan->zones[z].marginal_value = NAN;
    for (uint32_t rule = 0; rule < c->study->rules.count; rule++)
        plan->rules[rule].marginal_value = NAN;
    for (uint32_t i = 0, pair = 0; i < plan->line_count; i++, pair++) {
        while (p->offer[p->pair_offer[pair]] != plan->lines[i].offer ||
               p->pair_institution[pair] != plan->lines[i].institution)
            pair++;
        if (!c->priced[pair])
            plan->lines[i].price = plan->lines[i].bought.cost = NAN;
    }
}

static eqp_status build_plan(eqp_assessment *a, const eqp_solution *best, const eqp_best_use *e,
                             eqp_error *error) {
    const eqp_draft_case *c = a->draft_case;
    eqp_solution *draft;
    eqp_status status = eqp_solution_create(c->programme, &draft, error);
    if (status)
        return status;
    take_best(draft, best, c->study->zones.count);
    if (take_draft(draft, c, e))
        status = eqp_error_memory(error);
    if (!status)
        status = eqp_plan_build(c->programme, draft, &a->plan, error);
    if (!status)
        blank_unknown(a->plan, c);
    eqp_solution_free(draft);
    return status;
}

/* A draft that keeps every limit and floor cannot gain more than the best plan has. */
static double most_gain(const eqp_assessment *a) {
    return a->breach_count == 0 && !(a->shortfall > 0) && !isnan(a->upper_bound)
               ? fmax(0, a->upper_bound - a->value)
               : INFINITY;
}

static eqp_status fill(eqp_assessment *a, const eqp_solution *best, eqp_best_use *e,
                       eqp_watch *watch, eqp_error *error) {
    eqp_best_use_result found;
    eqp_status status = eqp_best_use_solve(e, &found, error);
    if (status)
        return status;
    a->value = found.value;
    a->bound = found.bound;
    a->free_value = found.free_value;
    a->shortfall = found.shortfall;
    status = eqp_assessment_note_uses(a, eqp_best_use_use(e), error);
    if (!status)
        status = build_plan(a, best, e, error);
    if (!status)
        status = eqp_breaches_find(a->draft_case, a->plan, &a->breaches, &a->breach_count, error);
    if (!status)
        status = eqp_exchanges_find(a->draft_case, e, &found, most_gain(a), watch, a->exchanges,
                                    &a->exchange_count, error);
    if (!status && watch->stopped)
        a->outcome = EQP_OUTCOME_STOPPED;
    return status;
}

eqp_status eqp_assess(const eqp_programme *standing, const eqp_solution *best,
                      const eqp_draft *draft, eqp_watch *watch, eqp_assessment **out,
                      eqp_error *error) {
    eqp_assessment *a = eqp_allocate(1, sizeof *a);
    eqp_best_use *e = NULL;
    eqp_status status = a ? EQP_OK : eqp_error_memory(error);
    *out = NULL;
    if (!status) {
        a->outcome = best->outcome;
        a->value_best = has_plan(best) ? best->value_best : NAN;
        a->upper_bound = has_plan(best) ? best->upper_bound : NAN;
        status = eqp_draft_case_create(standing, draft, &a->draft_case, error);
    }
    if (!status && has_plan(best))
        status = eqp_plan_build(standing, best, &a->best, error);
    if (!status)
        status = eqp_best_use_create(a->draft_case, best->floor, watch, &e, error);
    if (!status)
        status = fill(a, best, e, watch, error);
    eqp_best_use_free(e);
    if (status)
        eqp_assessment_free(a);
    else
        *out = a;
    return status;
}
