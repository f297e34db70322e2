#include "solver/explain/explanations.h"

#include "models/base/memory.h"
#include "models/base/search.h"
#include "solver/explain/break_even.h"

#include <math.h>
#include <stdlib.h>

/* The programme's index of an offer, EQP_NONE where it has no columns. */
static uint32_t programme_offer(const eqp_programme *programme, uint32_t offer) {
    for (uint32_t k = 0; k < programme->offers; k++)
        if (programme->offer[k] == offer)
            return k;
    return EQP_NONE;
}

static void bound_buyer(const eqp_programme *programme, const eqp_buying *buying,
                        eqp_offer_buyer *buyer) {
    for (uint32_t i = 0; i < buying->pairs; i++) {
        buyer->least += programme->lp->lower[buying->pair + i];
        buyer->most += programme->lp->upper[buying->pair + i];
    }
    buyer->openness = buyer->least > 0 ? EQP_SIGNED : buyer->most > 0 ? EQP_OPEN : EQP_RULED_OUT;
}

/* What can be said of an open pair: by solving with a little of it forced in, then at other prices,
 * rates and budgets. */
static eqp_status explain_buyer(eqp_what_if_solver *explanation, const double *dual,
                                const eqp_buying *buying, eqp_offer_buyer *buyer,
                                eqp_error *error) {
    const eqp_programme *programme;
    eqp_status status = eqp_what_if_solver_reset(explanation, error);
    if (!status)
        status = eqp_buying_decide(explanation, buying, &buyer->verdict, error);
    if (status)
        return status;
    programme = eqp_what_if_solver_programme(explanation);
    buyer->value = eqp_pair_value_of(programme, buying->pair,
                                     buyer->verdict.decision == EQP_DECISION_BOUGHT
                                         ? dual
                                         : eqp_what_if_solver_dual(explanation));
    buyer->cost_per_person = buyer->value.best.need == EQP_NONE
                                 ? NAN
                                 : programme->pair_price[buying->pair] / buyer->value.best.effect;
    for (int lever = 0; !status && lever < EQP_LEVER_COUNT; lever++)
        status = eqp_flip_find(explanation, buying, (eqp_lever)lever, &buyer->verdict,
                               &buyer->flips[lever], error);
    return status;
}

static eqp_status explain_buyers(eqp_what_if_solver *explanation, const eqp_plan *plan,
                                 const double *dual, eqp_offer_explanation *found,
                                 eqp_error *error) {
    const eqp_programme *programme = plan->programme;
    const eqp_prices *prices = &programme->study->prices;
    for (uint32_t row = 0; row < prices->count; row++) {
        eqp_buying buying;
        eqp_offer_buyer *buyer = &found->buyers[found->buyer_count];
        eqp_status status = EQP_OK;
        if (prices->offer[row] != found->offer ||
            !eqp_buying_find(programme, found->offer, prices->institution[row], &buying))
            continue;
        *buyer = (eqp_offer_buyer){
            .institution = prices->institution[row],
            .price = prices->price[row],
            .places = eqp_plan_bought(plan, found->offer, prices->institution[row])};
        bound_buyer(programme, &buying, buyer);
        if (buyer->openness == EQP_OPEN && found->uses)
            status = explain_buyer(explanation, dual, &buying, buyer, error);
        if (status)
            return status;
        found->bought += buyer->places;
        found->buyer_count++;
    }
    return EQP_OK;
}

/* ---- what covers the same needs ---- */

static int covers_more(const void *left, const void *right) {
    const eqp_rival *a = left, *b = right;
    if (a->covered != b->covered)
        return a->covered > b->covered ? -1 : 1;
    return (a->offer > b->offer) - (a->offer < b->offer);
}

/* Price of a place on average over who buys it. */
static double mean_price(const eqp_plan *plan, uint32_t offer) {
    double cost = 0, places = 0;
    for (uint32_t i = 0; i < plan->line_count; i++)
        if (plan->lines[i].offer == offer) {
            cost += plan->lines[i].bought.cost;
            places += plan->lines[i].bought.places;
        }
    return places > 0 ? cost / places : NAN;
}

static uint32_t find_need(const eqp_study *study, uint32_t zone, uint32_t occupation) {
    return eqp_search_pair(EQP_SORTED(study->needs, zone, occupation), zone, occupation);
}

/* Uses of a plan are sorted by offer: those of one stand together. */
static void collect_rivals(const eqp_plan *plan, const uint8_t *served,
                           eqp_offer_explanation *found) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t i = 0; i < plan->use_count; i++) {
        const eqp_plan_use *use = &plan->uses[i];
        eqp_rival *last = found->rival_count ? &found->rivals[found->rival_count - 1] : NULL;
        if (use->offer == found->offer ||
            !served[find_need(study, use->residence, use->occupation)])
            continue;
        if (!last || last->offer != use->offer) {
            last = &found->rivals[found->rival_count++];
            *last = (eqp_rival){.offer = use->offer};
        }
        last->places += use->places;
        last->covered += use->covered;
    }
    for (uint32_t i = 0; i < found->rival_count; i++)
        found->rivals[i].cost_per_person = mean_price(plan, found->rivals[i].offer) *
                                           found->rivals[i].places / found->rivals[i].covered;
    if (found->rival_count)
        qsort(found->rivals, found->rival_count, sizeof *found->rivals, covers_more);
}

static eqp_status find_rivals(const eqp_plan *plan, uint32_t offer, eqp_offer_explanation *found,
                              eqp_error *error) {
    const eqp_programme *programme = plan->programme;
    uint8_t *served = eqp_allocate(programme->study->needs.count, 1);
    if (!served)
        return eqp_error_memory(error);
    for (uint32_t use = programme->use_start[offer]; use < programme->use_start[offer + 1]; use++) {
        uint32_t need = programme->cell_need_row[programme->use_cell[use]];
        served[need] = 1;
        found->needed += plan->needs[need].need;
        found->unmet += plan->needs[need].unmet;
    }
    collect_rivals(plan, served, found);
    eqp_free(served);
    return EQP_OK;
}

eqp_status eqp_offer_explain(eqp_what_if_solver *explanation, const eqp_plan *plan,
                             const double *dual, uint32_t offer, eqp_offer_explanation *found,
                             eqp_error *error) {
    const eqp_programme *programme = plan->programme;
    uint32_t index = programme_offer(programme, offer);
    eqp_status status = EQP_OK;
    *found = (eqp_offer_explanation){
        .plan = plan, .offer = offer, .places = programme->study->offers.places[offer]};
    if (index == EQP_NONE)
        return EQP_OK;
    found->uses = programme->use_start[index + 1] - programme->use_start[index];
    found->buyers = eqp_allocate(programme->study->institutions.count, sizeof *found->buyers);
    found->rivals = eqp_allocate(plan->use_count, sizeof *found->rivals);
    if (!found->buyers || !found->rivals)
        status = eqp_error_memory(error);
    if (!status)
        status = find_rivals(plan, index, found, error);
    if (!status)
        status = explain_buyers(explanation, plan, dual, found, error);
    if (status)
        eqp_offer_explanation_free(found);
    return status;
}
