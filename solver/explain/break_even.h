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

typedef enum {
    EQP_DECISION_NOT,    /* bought in no optimal plan */
    EQP_DECISION_BOUGHT, /* in some */
    EQP_DECISION_NO_PLAN /* there is no plan at all */
} eqp_decision;

typedef struct eqp_buying_verdict {
    eqp_decision decision;
    double net; /* g, V per place; INFINITY where no plan can do without it, −INFINITY where none
                   has room for it */
    int idle_money; /* 1: the institution has money left, so that more of it changes nothing */
} eqp_buying_verdict;

/* Decides at the numbers that the explanation's copy holds (taken already). Dual values and plan of
 * the explanation are then those with a little of it forced in, unless `net` is infinite. */
eqp_status eqp_buying_decide(eqp_what_if_solver *explanation, const eqp_buying *buying,
                             eqp_buying_verdict *verdict, eqp_error *error);

typedef enum { EQP_LEVER_PRICE, EQP_LEVER_SUCCESS, EQP_LEVER_BUDGET, EQP_LEVER_COUNT } eqp_lever;

typedef enum {
    EQP_FLIP_AT,      /* the decision flips at `at`, where it is still, or already, bought */
    EQP_FLIP_NO_PLAN, /* bought up to `at`, and beyond it there is no plan */
    EQP_FLIP_NEVER    /* nowhere in the range that was searched, which ends at `at` */
} eqp_flip_kind;

typedef struct eqp_flip {
    eqp_flip_kind kind;
    double at;    /* price of a place (without what its session costs), rate, or budget */
    double other; /* the other side: solved too, and the decision there is the other one */
} eqp_flip;

/* Where the present decision flips: of what is not bought the price below which it would be, the
 * success rate and the budget from which it would be; of what is bought the price up to which it
 * still is, the rate and the budget down to which it still is. The explanation is as it stands
 * before and after. */
eqp_status eqp_flip_find(eqp_what_if_solver *explanation, const eqp_buying *buying, eqp_lever lever,
                         const eqp_buying_verdict *present, eqp_flip *flip, eqp_error *error);

#endif
