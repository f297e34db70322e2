#include "models/answers/open_offers.h"

#include "models/base/memory.h"
#include "models/base/search.h"
#include "models/programme/rule.h"

#include <math.h>
#include <stdlib.h>

/* Room below this is none. */
#define NO_ROOM 1e-6

/* Lines are sorted by offer. */
double eqp_plan_bought(const eqp_plan *plan, uint32_t offer, uint32_t institution) {
    const eqp_plan_line *lines = plan->lines;
    uint32_t line = eqp_search_first(plan->line_count, &lines->offer, sizeof *lines, offer);
    double places = 0;
    for (; line < plan->line_count && lines[line].offer == offer; line++)
        if (institution == EQP_NONE || lines[line].institution == institution)
            places += lines[line].bought.places;
    return places;
}

double eqp_open_offer_left(const eqp_plan *plan, uint32_t pair) {
    const eqp_programme *programme = plan->programme;
    uint32_t offer = programme->offer[programme->pair_offer[pair]];
    double most = programme->lp->upper[pair];
    if (pair > 0 && programme->pair_kept[pair - 1])
        most += programme->lp->upper[pair - 1]; /* of the same offer and institution */
    most -= eqp_plan_bought(plan, offer, programme->pair_institution[pair]);
    most =
        fmin(most, programme->study->offers.places[offer] - eqp_plan_bought(plan, offer, EQP_NONE));
    return most > NO_ROOM ? most : 0;
}

/* Whether a need is one of those asked about, and not covered. */
static int is_asked(const eqp_plan *plan, uint32_t need, uint32_t zone, uint32_t occupation) {
    const eqp_needs *needs = &plan->programme->study->needs;
    return needs->zone[need] == zone &&
           (occupation == EQP_NONE || needs->occupation[need] == occupation) &&
           plan->needs[need].unmet > 0;
}

/* The offer's use among those asked about that covers most people per place; need EQP_NONE where it
 * has none. */
static eqp_use_value best_asked(const eqp_plan *plan, const double *dual, uint32_t offer,
                                uint32_t zone, uint32_t occupation) {
    const eqp_programme *programme = plan->programme;
    eqp_use_value best = {.need = EQP_NONE};
    for (uint32_t use = programme->use_start[offer]; use < programme->use_start[offer + 1]; use++) {
        uint32_t need = programme->cell_need_row[programme->use_cell[use]];
        if (is_asked(plan, need, zone, occupation) && programme->use_effect[use] > best.effect)
            best = eqp_offer_value_use(programme, use, dual);
    }
    return best;
}

static int cheapest_first(const void *left, const void *right) {
    const eqp_open_offer *a = left, *b = right;
    if (a->cost_per_person != b->cost_per_person)
        return a->cost_per_person < b->cost_per_person ? -1 : 1;
    return (a->pair > b->pair) - (a->pair < b->pair);
}

eqp_status eqp_open_offers_find(const eqp_plan *plan, const double *dual, uint32_t zone,
                                uint32_t occupation, eqp_open_offer **out, uint32_t *count,
                                eqp_error *error) {
    const eqp_programme *programme = plan->programme;
    *count = 0;
    *out = eqp_allocate(programme->pairs, sizeof **out);
    if (!*out)
        return eqp_error_memory(error);
    for (uint32_t offer = 0; offer < programme->offers; offer++) {
        eqp_use_value use = best_asked(plan, dual, offer, zone, occupation);
        for (uint32_t pair = programme->pair_start[offer];
             use.need != EQP_NONE && pair < programme->pair_start[offer + 1]; pair++) {
            double left = programme->pair_kept[pair] ? 0 : eqp_open_offer_left(plan, pair);
            if (left > 0)
                (*out)[(*count)++] =
                    (eqp_open_offer){.pair = pair,
                                     .offer = programme->offer[offer],
                                     .institution = programme->pair_institution[pair],
                                     .use = use,
                                     .cost_per_person = programme->pair_price[pair] / use.effect,
                                     .left = left,
                                     .break_even = eqp_pair_break_even(
                                         programme, pair, dual,
                                         eqp_plan_bought(plan, programme->offer[offer],
                                                         programme->pair_institution[pair]) > 0)};
        }
    }
    if (*count)
        qsort(*out, *count, sizeof **out, cheapest_first);
    return EQP_OK;
}

void eqp_rule_count_pairs(const eqp_plan *plan, uint32_t rule, uint32_t *pairs, uint32_t *bought) {
    const eqp_programme *p = plan->programme;
    *pairs = *bought = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        uint32_t offer = p->offer[p->pair_offer[pair]];
        if (p->pair_kept[pair] || eqp_rule_coefficient(p, rule, pair) == 0)
            continue;
        ++*pairs;
        *bought += eqp_plan_bought(plan, offer, p->pair_institution[pair]) > 0;
    }
}
