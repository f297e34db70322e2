#include "solver/decomposition/prices.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdlib.h>

static uint32_t rows_of(const eqp_programme *programme) {
    return eqp_programme_coupling_rows(programme).count;
}

double *eqp_prices_of(const eqp_programme *programme, const eqp_dual_prices *prices,
                      eqp_row_family family) {
    return prices->row + (eqp_programme_rows_of(programme, family).first -
                          eqp_programme_coupling_rows(programme).first);
}

int eqp_prices_make(const eqp_programme *programme, eqp_dual_prices *prices) {
    *prices = (eqp_dual_prices){0};
    prices->row = eqp_allocate(rows_of(programme), sizeof *prices->row);
    prices->cut = eqp_allocate(programme->offers, sizeof *prices->cut);
    return prices->row && prices->cut ? 0 : -1;
}

void eqp_prices_free(eqp_dual_prices *prices) {
    eqp_free(prices->row);
    eqp_free(prices->cut);
}

void eqp_prices_copy(const eqp_programme *programme, eqp_dual_prices *to,
                     const eqp_dual_prices *from, double factor) {
    uint32_t rows = rows_of(programme);
    to->value_weight = from->value_weight * factor;
    to->cost_weight = from->cost_weight * factor;
    to->overlap_weight = from->overlap_weight * factor;
    for (uint32_t r = 0; r < rows; r++)
        to->row[r] = from->row[r] * factor;
    for (uint32_t k = 0; k < programme->offers; k++)
        to->cut[k] = from->cut[k] * factor;
}

void eqp_prices_blend(const eqp_programme *programme, eqp_dual_prices *prices,
                      const eqp_dual_prices *others, double weight) {
    uint32_t rows = rows_of(programme);
    for (uint32_t r = 0; r < rows; r++)
        prices->row[r] += weight * (others->row[r] - prices->row[r]);
    for (uint32_t k = 0; k < programme->offers; k++)
        prices->cut[k] += weight * (others->cut[k] - prices->cut[k]);
}

/* An offer bought whole: what it costs, and what a unit of that money brings. */
typedef struct bargain {
    double cost, worth;
} bargain;

static int best_first(const void *left, const void *right) {
    double a = ((const bargain *)left)->worth, b = ((const bargain *)right)->worth;
    return a > b ? -1 : a < b;
}

static bargain offer_bargain(const eqp_programme *p, uint32_t k) {
    double price = INFINITY, worth = 0;
    for (uint32_t pair = p->pair_start[k]; pair < p->pair_start[k + 1]; pair++)
        price = fmin(price, p->pair_price[pair]);
    for (uint32_t u = p->use_start[k]; u < p->use_start[k + 1]; u++)
        worth = fmax(worth, p->lp->cost[p->first_use + u]);
    return (bargain){price * p->study->offers.places[p->offer[k]],
                     price > 0 ? worth / price : INFINITY};
}

int eqp_prices_guess_value(const eqp_programme *programme, eqp_dual_prices *guess) {
    const eqp_study *study = programme->study;
    bargain *offers = eqp_allocate(programme->offers, sizeof *offers);
    double money = 0, worth = 0;
    if (!offers)
        return -1;
    for (uint32_t k = 0; k < programme->offers; k++)
        offers[k] = offer_bargain(programme, k);
    if (programme->offers)
        qsort(offers, programme->offers, sizeof *offers, best_first);
    for (uint32_t i = 0; i < study->institutions.count; i++)
        money += study->budgets.budget[i];
    for (uint32_t k = 0; k < programme->offers && money >= 0; k++) {
        money -= offers[k].cost;
        worth = offers[k].worth;
    }
    eqp_free(offers);
    for (uint32_t r = 0; r < rows_of(programme); r++)
        guess->row[r] = 0;
    for (uint32_t i = 0; i < study->institutions.count && isfinite(worth) && money < 0; i++)
        eqp_prices_of(programme, guess, EQP_ROW_budget)[i] = worth;
    for (uint32_t k = 0; k < programme->offers; k++)
        guess->cut[k] = 0;
    return 0;
}

/* What all budgets together are worth at these prices. */
static double budgets_worth(const eqp_programme *p, const eqp_dual_prices *prices) {
    const eqp_study *study = p->study;
    const double *price = eqp_prices_of(p, prices, EQP_ROW_budget);
    double worth = 0;
    for (uint32_t i = 0; i < study->institutions.count; i++)
        worth += price[i] * study->budgets.budget[i];
    return worth;
}

static double mean_priority(const eqp_programme *p) {
    double weighted_need = 0, need = 0;
    for (uint32_t c = 0; c < p->cells; c++) {
        weighted_need +=
            p->residual[p->cell_need_row[c]] * p->study->needs.priority[p->cell_need_row[c]];
        need += p->residual[p->cell_need_row[c]];
    }
    return need > 0 ? weighted_need / need : 1;
}

int eqp_prices_guess_level(const eqp_programme *programme, const uint8_t *free_zone,
                           const eqp_dual_prices *anchor, const eqp_dual_prices *last,
                           eqp_dual_prices *guess) {
    const eqp_study *study = programme->study;
    double *zone = eqp_prices_of(programme, guess, EQP_ROW_balance);
    double money = budgets_worth(programme, anchor), person = mean_priority(programme), sum = 0;
    if (last && money > 0)
        person *= budgets_worth(programme, last) / money;
    eqp_prices_copy(programme, guess, last ? last : anchor, 1);
    for (uint32_t z = 0; z < study->zones.count; z++)
        if (free_zone[z]) {
            zone[z] = -person * programme->zone_need[z];
            sum -= zone[z];
        }
    if (!(sum > 0))
        return 0;
    eqp_prices_copy(programme, guess, guess, 1 / sum);
    return 1;
}
