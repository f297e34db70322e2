/* Why a plan is as it is: what can be said of an offer, of a zone or one of its needs, of an
 * institution's money, of a rule. Each record is filled by a function of
 * solver/explain/explanations.h, keeps the study's indexes and borrows the plan. */
#ifndef EQP_MODELS_EXPLANATION_H
#define EQP_MODELS_EXPLANATION_H

#include "models/answers/offer_value.h"
#include "models/answers/open_offers.h"
#include "models/answers/plan.h"

/* ---- would an institution buy places of an offer, and where does that flip? ---- */

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

/* ---- an offer: who buys it, or why not, and what covers the same needs ---- */

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
    const eqp_plan *plan;    /* borrowed */
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

void eqp_offer_explanation_free(eqp_offer_explanation *found);

/* ---- a zone, or one of its needs: what limits it, and what could still be bought for it ---- */

/* Candidates whose break-even price is found by solving again. */
#define EQP_ZONE_VERIFIED 5

typedef struct eqp_zone_explanation {
    const eqp_plan *plan;       /* borrowed */
    uint32_t zone, occupation;  /* EQP_NONE: the whole zone */
    eqp_open_offer *candidates; /* [candidate_count] owned; the cheapest per person first */
    uint32_t candidate_count;
    eqp_flip price[EQP_ZONE_VERIFIED]; /* break-even prices of the first `verified` candidates */
    uint32_t verified;
} eqp_zone_explanation;

void eqp_zone_explanation_free(eqp_zone_explanation *found);

/* ---- an institution's money, a rule: what a change moves ---- */

typedef struct eqp_place_move {
    uint32_t price_row; /* of the study's prices: which offer and institution */
    double before, after;
    double cost; /* of the difference, at the price as it stands; ≥ 0 */
} eqp_place_move;

typedef struct eqp_zone_move {
    uint32_t zone;
    double people; /* covered more; below 0: less */
} eqp_zone_move;

/* What a change moves: two of the cheapest of the best plans, before and after it, compared. Owns
 * its arrays. */
typedef struct eqp_what_if {
    double amount; /* what was changed: currency, or the rule's unit; 0 where it was dropped */
    eqp_outcome outcome;   /* INFEASIBLE where one of the two plans does not exist */
    double value;          /* V gained; below 0: lost */
    double people;         /* the same without priorities */
    eqp_place_move *moves; /* [move_count] the dearest first */
    uint32_t move_count;
    eqp_zone_move *zones; /* [zone_count] those that gain or lose most first */
    uint32_t zone_count;
} eqp_what_if;

/* An institution: what so much more money would buy, and what the last so much of it (or all that
 * it has) has bought, against a plan without it. */
typedef struct eqp_institution_explanation {
    const eqp_plan *plan; /* borrowed */
    uint32_t institution;
    eqp_what_if more, last;
} eqp_institution_explanation;

void eqp_institution_explanation_free(eqp_institution_explanation *found);

/* A rule: what changes where it asks for a step less: one point of a share, 1,000
 * of currency, one of everything else, and without it. */
typedef struct eqp_rule_explanation {
    const eqp_plan *plan; /* borrowed */
    uint32_t rule;
    uint32_t pairs, bought; /* of offer and institution that it counts, and those bought */
    eqp_what_if loosened, without;
} eqp_rule_explanation;

void eqp_rule_explanation_free(eqp_rule_explanation *found);

#endif
