/* What could still be bought for needs that a plan leaves unmet: every offer and institution that
 * has room left and reaches one of them, the cheapest per person first. */
#ifndef EQP_MODELS_OPEN_OFFERS_H
#define EQP_MODELS_OPEN_OFFERS_H

#include "models/answers/offer_value.h"
#include "models/answers/plan.h"

typedef struct eqp_open_offer {
    uint32_t pair; /* of the programme */
    uint32_t offer, institution;
    eqp_use_value use;      /* of the needs asked about, the one that it covers most cheaply */
    double cost_per_person; /* price of a place, what sessions cost in it, ÷ people per place */
    double left;            /* places that could be bought beyond the plan */
    double break_even;      /* eqp_pair_break_even */
} eqp_open_offer;

/* *out [*count], owned by the caller (eqp_free): those for the unmet needs of a zone, of one
 * occupation alone where that is not EQP_NONE; dual[rows] are stage B's. EQP_ERROR_MEMORY only. */
eqp_status eqp_open_offers_find(const eqp_plan *plan, const double *dual, uint32_t zone,
                                uint32_t occupation, eqp_open_offer **out, uint32_t *count,
                                eqp_error *error);

/* Places of a pair that could be bought beyond those of the plan: what the offer has left, and what
 * a decision allows. */
double eqp_open_offer_left(const eqp_plan *plan, uint32_t pair);

/* Places of an offer in the plan: what one institution buys, or all of them (EQP_NONE). */
double eqp_plan_bought(const eqp_plan *plan, uint32_t offer, uint32_t institution);

/* Pairs of offer and institution that a rule counts, and those of them that are bought. */
void eqp_rule_count_pairs(const eqp_plan *plan, uint32_t rule, uint32_t *pairs, uint32_t *bought);

#endif
