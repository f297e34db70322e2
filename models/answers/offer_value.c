#include "models/answers/offer_value.h"
#include "models/programme/rows.h"

#include <math.h>

eqp_use_value eqp_offer_value_use(const eqp_programme *programme, uint32_t use,
                                  const double *dual) {
    uint32_t cell = programme->use_cell[use], need = programme->cell_need_row[cell];
    uint32_t zone = programme->study->needs.zone[need];
    eqp_use_value value = {.need = need,
                           .effect = programme->use_effect[use],
                           .priority = programme->study->needs.priority[need]};
    value.floor_price = fmax(0, -dual[eqp_programme_row(programme, EQP_ROW_balance, zone)]) /
                        programme->zone_need[zone];
    value.need_price = fmax(0, dual[eqp_programme_row(programme, EQP_ROW_need, cell)]);
    value.worth = value.effect * (value.priority + value.floor_price - value.need_price);
    return value;
}

static eqp_use_value best_use(const eqp_programme *programme, uint32_t offer, const double *dual) {
    eqp_use_value best = {.need = EQP_NONE};
    for (uint32_t use = programme->use_start[offer]; use < programme->use_start[offer + 1]; use++) {
        eqp_use_value value = eqp_offer_value_use(programme, use, dual);
        if (best.need == EQP_NONE || value.worth > best.worth)
            best = value;
    }
    return best;
}

/* What limits but budgets take of a place, V: entries of its column, each times its dual value. Of
 * those that count money alone, the part that moves with the price. */
static double limits(const eqp_programme *programme, uint32_t pair, const double *dual,
                     int money_alone) {
    const eqp_lp *lp = programme->lp;
    double sum = 0;
    for (size_t entry = lp->start[pair]; entry < lp->start[pair + 1]; entry++) {
        uint32_t row = lp->row[entry];
        eqp_row_family family = eqp_programme_family_of(programme, row);
        if (eqp_row_traits_of(family)->limit && family != EQP_ROW_budget &&
            (!money_alone || eqp_programme_counts_money(programme, row)))
            sum += lp->value[entry] * dual[row];
    }
    return sum;
}

eqp_pair_value eqp_pair_value_of(const eqp_programme *programme, uint32_t pair,
                                 const double *dual) {
    uint32_t offer = programme->pair_offer[pair];
    uint32_t institution = programme->pair_institution[pair];
    eqp_pair_value value = {.best = best_use(programme, offer, dual)};
    value.money_price = fmax(0, dual[eqp_programme_row(programme, EQP_ROW_budget, institution)]);
    value.money = programme->pair_price[pair] * value.money_price;
    value.rules = limits(programme, pair, dual, 0);
    value.capacity = fmax(0, dual[eqp_programme_row(programme, EQP_ROW_capacity, offer)]);
    return value;
}

double eqp_pair_break_even(const eqp_programme *programme, uint32_t pair, const double *dual,
                           int bought) {
    eqp_pair_value value = eqp_pair_value_of(programme, pair, dual);
    const eqp_prices *prices = &programme->study->prices;
    double price = programme->pair_price[pair];
    double spread = price - prices->price[programme->pair_row[pair]];
    double moving = price > 0 ? limits(programme, pair, dual, 1) : 0, slope, rest;
    slope = value.money_price + (price > 0 ? moving / price : 0);
    rest = value.best.worth - (value.rules - moving) - (bought ? 0 : value.capacity);
    return slope > 0 ? fmax(0, rest / slope - spread) : NAN;
}
