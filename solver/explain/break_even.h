/* At which price, success rate or budget a decision flips: would an institution buy places of an
 * offer or not, in some optimal plan of stage B with the floors held?
 *
 *     ε = a thousandth of a place (of the offer's room, where that is less than a place)
 *     g = what V changes by, per place, where x_ki is forced to be ε
 *     x_ki ≥ ε in some optimal plan  ⇔  g ≥ 0 up to the arithmetic's noise
 *
 * (MODEL.md, "What explanations compute"). The search takes the first flip of fixed steps away from
 * the present value and closes in on it; both sides of what it finds have been solved. */
#ifndef EQP_SOLVER_BREAK_EVEN_H
#define EQP_SOLVER_BREAK_EVEN_H

#include "models/answers/explanation.h"
#include "solver/explain/what_if_solver.h"

/* An offer and an institution that may buy it, with columns in the programme. */
typedef struct eqp_buying {
    uint32_t offer, institution; /* study's indexes */
    uint32_t pair, pairs;        /* of the programme */
    uint32_t price_row;          /* of the study's prices */
} eqp_buying;

/* 1 where the programme has such columns. */
int eqp_buying_find(const eqp_programme *programme, uint32_t offer, uint32_t institution,
                    eqp_buying *buying);

/* Places that count as bought, of one place or of all that there is room for where that is less. */
#define EQP_BUYING_LEAST 1e-3

/* Decides at the numbers that the explanation's copy holds (taken already). Dual values and plan of
 * the explanation are then those with a little of it forced in, unless `net` is infinite. */
eqp_status eqp_buying_decide(eqp_what_if_solver *explanation, const eqp_buying *buying,
                             eqp_buying_verdict *verdict, eqp_error *error);

/* Where the present decision flips: of what is not bought the price below which it would be, the
 * success rate and the budget from which it would be; of what is bought the price up to which it
 * still is, the rate and the budget down to which it still is. The explanation is as it stands
 * before and after. */
eqp_status eqp_flip_find(eqp_what_if_solver *explanation, const eqp_buying *buying, eqp_lever lever,
                         const eqp_buying_verdict *present, eqp_flip *flip, eqp_error *error);

#endif
