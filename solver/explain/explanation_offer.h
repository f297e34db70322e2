/* Why an offer is bought, by whom, or why not: what a place brings and costs each institution,
 * where the decision flips, and what covers the same needs in the plan. */
#ifndef EQP_SOLVER_EXPLANATION_OFFER_H
#define EQP_SOLVER_EXPLANATION_OFFER_H

#include "models/answers/offer_value.h"
#include "models/answers/plan.h"
#include "solver/explain/break_even.h"

/* What decides about one institution that has a price for the offer. */
typedef enum {
    EQP_OPEN,     /* it may buy or not */
    EQP_SIGNED,   /* a decision says at least so many places */
    EQP_RULED_OUT /* a decision says none */
} eqp_openness;

typedef struct eqp_offer_buyer {
    uint32_t institution;
    double price;       /* of a place, as the study has it */
    double places;      /* in the plan */
    double least, most; /* places that decisions and the offer leave */
    eqp_openness openness;
    eqp_buying_verdict verdict; /* the rest: of what is open */
    /* Of what is bought at the plan's dual values; else with a little of it forced into the plan.
     */
    eqp_pair_value value;
    double
        cost_per_person; /* spread price ÷ people of a place's best use; NAN where there is none */
    eqp_flip flips[EQP_LEVER_COUNT];
} eqp_offer_buyer;

/* Another offer that covers needs which the offer could cover. */
typedef struct eqp_rival {
    uint32_t offer;
    double places, covered; /* in these needs: places used, people */
    double cost_per_person; /* currency */
} eqp_rival;

typedef struct eqp_offer_explanation {
    uint32_t offer;          /* study's index */
    uint32_t uses;           /* needs that it reaches; 0: no columns, and nothing below */
    double places;           /* it has */
    double bought;           /* in the plan, by all */
    double needed;           /* people that these needs lack */
    double unmet;            /* of them in the plan */
    eqp_offer_buyer *buyers; /* [buyer_count] owned */
    uint32_t buyer_count;
    eqp_rival *rivals; /* [rival_count] owned; those that cover most first */
    uint32_t rival_count;
} eqp_offer_explanation;

/* Explains an offer; dual[rows] are stage B's of the plan. The explanation is as it stands before
 * and after. */
eqp_status eqp_offer_explain(eqp_what_if_solver *explanation, const eqp_plan *plan,
                             const double *dual, uint32_t offer, eqp_offer_explanation *found,
                             eqp_error *error);
void eqp_offer_explanation_free(eqp_offer_explanation *found);

#endif
