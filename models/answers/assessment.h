/* What a draft is worth: its places used as well as they can be, what lies idle and why, what it
 * breaks, and which exchanges would gain most, beside the best plan of the same study. Plain data,
 * filled by solver/evaluate/assess.h, read by reports. */
#ifndef EQP_MODELS_ASSESSMENT_H
#define EQP_MODELS_ASSESSMENT_H

#include "models/answers/breach.h"
#include "models/answers/draft.h"
#include "models/answers/plan.h"

/* Places of one offer of the draft: bought = used + beyond + unneeded + twice. */
typedef struct eqp_offer_use {
    double bought, used;
    double beyond;   /* the offer does not have them */
    double unneeded; /* more than its needs could take, were nothing else bought */
    double twice;    /* idle because others cover the needs that they reach */
} eqp_offer_use;

/* How an exchange pays for what it buys. */
typedef enum {
    EQP_EXCHANGE_SWAP,    /* the institution gives up places of another offer */
    EQP_EXCHANGE_BUY,     /* from money that the institution has left */
    EQP_EXCHANGE_HANDOVER /* another institution takes over places, from money that it has left */
} eqp_exchange_kind;

typedef struct eqp_exchange {
    eqp_exchange_kind kind;
    uint32_t from_offer, taker; /* study's; EQP_NONE where there is none */
    uint32_t to_offer, institution;
    double from_places, to_places;
    double freed, money; /* currency: what from_places cost the institution, what to_places cost */
    double taker_money;  /* what a taker pays */
    double gain;         /* V, solved again with the exchange made */
} eqp_exchange;

#define EQP_EXCHANGES_MOST 10

/* Owns what its pointers point to. */
typedef struct eqp_assessment {
    eqp_draft_case *draft_case;
    eqp_plan *plan;      /* the draft as a plan; value_best, bounds, fair rates and floors are those
                            of the study's best plan; only needs have marginal values */
    eqp_plan *best;      /* NULL where the study has no plan */
    eqp_outcome outcome; /* of the study's best plan, or STOPPED by what came after */
    double value, bound; /* V of the draft, floors held as far as they can be; its upper bound */
    double free_value;   /* V without any floor */
    double shortfall;    /* people whom zones lack to their floors, at the least */
    double value_best, upper_bound; /* of the study; NAN where it has no plan */
    eqp_offer_use *uses;            /* [programme->offers] */
    eqp_offer_use total;
    eqp_breach *breaches; /* [breach_count] */
    uint32_t breach_count;
    eqp_exchange exchanges[EQP_EXCHANGES_MOST]; /* [exchange_count] by gain, the largest first */
    uint32_t exchange_count;
} eqp_assessment;

void eqp_assessment_free(eqp_assessment *assessment);

/* Fills uses and total from the draft's use of places, use[programme->uses]. EQP_ERROR_MEMORY only.
 */
eqp_status eqp_assessment_note_uses(eqp_assessment *assessment, const double *use,
                                    eqp_error *error);

#endif
