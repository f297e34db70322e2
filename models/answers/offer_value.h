/* What a place of every offer would bring and cost each institution, at the dual values of one
 * solution of stage B (solution->dual): a first-order view of all at once.
 *
 *     worth of a use    v_u = e_kzo·(w_zo + floor price of z − need price of (z, o)), V per place
 *     brings            max over the offer's uses of v_u
 *     net               brings − p_ki·(budget's price) − rules − kept and added − capacity
 *     break-even price  the p_ki at which net is 0
 *
 * In the break-even price of a pair with places the price of its own capacity does not count, as it
 * is what the offer earns.
 *
 * Prices are dual values, ≥ 0 where something is scarce. */
#ifndef EQP_MODELS_OFFER_VALUE_H
#define EQP_MODELS_OFFER_VALUE_H

#include "models/programme/solution.h"

/* A use of an offer at given dual values: the need that it serves. */
typedef struct eqp_use_value {
    uint32_t need;      /* row of the study's needs; EQP_NONE where the offer has no uses */
    double effect;      /* e, persons per place */
    double priority;    /* w, V per person */
    double floor_price; /* V per person that the zone's floor adds, ≥ 0 */
    double need_price;  /* V per person that covering this need takes from others, ≥ 0 */
    double worth;       /* v_u, V per place */
} eqp_use_value;

typedef struct eqp_pair_value {
    eqp_use_value best; /* what a place brings */
    double money;       /* V per place: price × what the institution's money is worth */
    double rules;    /* V per place that rules and limits of change take; below 0: that they add */
    double capacity; /* V per place that the offer's scarce places are worth */
    double money_price; /* V per unit of currency: what the institution's money is worth */
} eqp_pair_value;

/* One use of it. */
eqp_use_value eqp_offer_value_use(const eqp_programme *programme, uint32_t use, const double *dual);

/* All of a pair. */
eqp_pair_value eqp_pair_value_of(const eqp_programme *programme, uint32_t pair, const double *dual);

/* The price at which the pair's net is 0, without what a session costs; ≥ 0; NAN where money is
 * worth nothing to the institution, so that price does not matter. */
double eqp_pair_break_even(const eqp_programme *programme, uint32_t pair, const double *dual,
                           int bought);

#endif
