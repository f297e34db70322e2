/* Prices of the coupling rows, at which blocks answer: dual values of the master, mixed and
 * guessed. */
#ifndef EQP_SOLVER_PRICES_H
#define EQP_SOLVER_PRICES_H

#include "models/programme/rows.h"

/* Dual values and the weights of the objective, in one unit. Read by all blocks. */
typedef struct eqp_dual_prices {
    double value_weight;   /* of V in the objective */
    double cost_weight;    /* of the tie-broken cost in the objective */
    double overlap_weight; /* of the overlap row's sum in the objective */
    double *row; /* [coupling rows] in the order of the programme; a zone's one value stands in
                    its balance row */
    double *cut; /* [offers] of a place of a cut offer, ≥ 0; 0 elsewhere */
} eqp_dual_prices;

/* The prices of a family's rows, one of those that couple, in the order of its index set. */
double *eqp_prices_of(const eqp_programme *programme, const eqp_dual_prices *prices,
                      eqp_row_family family);

/* All 0. 0 = done, -1 = memory is short (eqp_prices_free is then still right). */
int eqp_prices_make(const eqp_programme *programme, eqp_dual_prices *prices);
void eqp_prices_free(eqp_dual_prices *prices);

/* to = factor × from; the two may be the same. */
void eqp_prices_copy(const eqp_programme *programme, eqp_dual_prices *to,
                     const eqp_dual_prices *from, double factor);

/* Moves rows and cuts towards those of others by a weight of 0 to 1. */
void eqp_prices_blend(const eqp_programme *programme, eqp_dual_prices *prices,
                      const eqp_dual_prices *others, double weight);

/* A first guess for maximising V, per unit of V: a euro is worth what the last place brings when
 * places are bought in the order of people per euro until all budgets are spent. -1: memory is
 * short. */
int eqp_prices_guess_value(const eqp_programme *programme, eqp_dual_prices *guess);

/* A first guess for a round of stage A, per unit of t: money as dear as `anchor` has it (prices of
 * a stage that maximised V), every person of a free zone worth the same, zones already fixed as in
 * `last` (prices of the round before, NULL in the first). Its bound is the mean rate that the money
 * could reach, near the level itself where access is not the limit. 0 where there is nothing to
 * guess from. */
int eqp_prices_guess_level(const eqp_programme *programme, const uint8_t *free_zone,
                           const eqp_dual_prices *anchor, const eqp_dual_prices *last,
                           eqp_dual_prices *guess);

#endif
