/* A plan in planners' words: who buys what, what that covers, zone by zone, euro by euro. Every
 * total is recomputed from the study and the plan's places, never taken from what a solver claims.
 *
 * Borrows the programme and its study; owns its arrays. */
#ifndef EQP_MODELS_PLAN_H
#define EQP_MODELS_PLAN_H

#include "models/programme/overlap.h"
#include "models/programme/programme.h"
#include "models/programme/solution.h"

/* Why a need is not covered. */
typedef enum {
    EQP_CAUSE_NONE,     /* it is covered */
    EQP_CAUSE_NO_OFFER, /* no offer reaches it */
    EQP_CAUSE_CAPACITY, /* all offers that reach it are bought full */
    EQP_CAUSE_MONEY     /* budgets, rules or balance stand in the way */
} eqp_cause;

/* Amounts bought: places, their cost (currency), hours, people who start, people who end in the
 * job. */
typedef struct eqp_totals {
    double places, cost, hours, entries, hires;
} eqp_totals;

typedef struct eqp_plan_line {
    uint32_t offer, institution; /* study's indexes */
    double price;
    uint32_t sessions; /* 0 where the plan is not in whole sessions */
    double empty;      /* places that nobody takes, of those bought */
    eqp_totals bought;
} eqp_plan_line;

typedef struct eqp_plan_use {
    uint32_t offer, residence, occupation;
    double places, covered;
} eqp_plan_use;

typedef struct eqp_plan_need { /* one for each row of the study's needs */
    double need, committed, bought, unmet, marginal_value;
    eqp_cause cause;
} eqp_plan_need;

typedef struct eqp_plan_zone { /* one for each zone */
    double need, committed, bought, rate, fair_rate, floor;
    double floor_given; /* by which whole sessions miss the floor, 0 where they do not */
    double places_site, cost_site, places_residents;
    double marginal_value; /* V gained by a floor one percentage point lower */
} eqp_plan_zone;

typedef struct eqp_plan_budget { /* one for each institution */
    double budget, spent, left;
    double marginal_value; /* V gained by 1,000 units of currency more */
    eqp_totals bought;
} eqp_plan_budget;

typedef struct eqp_plan_audience {
    uint32_t audience, institution;
    double places, share; /* share of the institution's places */
} eqp_plan_audience;

typedef struct eqp_plan_rule { /* one for each rule */
    double bound, value, slack;
    double marginal_value; /* V gained by one unit less of strictness; of a share: per point */
} eqp_plan_rule;

typedef struct eqp_plan {
    const eqp_programme *programme;
    eqp_outcome outcome;
    eqp_plan_line *lines; /* [line_count] by offer, institution; places > 0 */
    uint32_t line_count;
    eqp_plan_use *uses; /* [use_count] by offer, residence, occupation; places > 0 */
    uint32_t use_count;
    eqp_plan_need *needs;         /* [needs.count] */
    eqp_plan_zone *zones;         /* [zones.count] */
    eqp_plan_budget *budgets;     /* [institutions.count] */
    eqp_plan_audience *audiences; /* [audience_count] */
    uint32_t audience_count;
    eqp_plan_rule *rules; /* [rules.count] */

    double value_best, upper_bound, gap,
        fair_gap;           /* V*, its bound, (bound − V*)/V*, of the last t */
    double value, given_up; /* V of this plan; 1 − V/V* */
    double unbalanced, price_of_balance, price_of_balance_share;
    double need, covered, coverage; /* Σ n, Σ (committed + bought), their ratio */
    double rate_min, rate_max, gini;
    eqp_totals total;
    double overlap, overlap_rate; /* stage C's sum; its cells' part ÷ places */
    double overlap_before,
        overlap_rate_before; /* before stage C, NAN where it was not carried out */
    int whole;               /* 1: in whole sessions */
    double whole_gap;        /* (bound − V)/V of a plan in whole sessions */
    uint32_t sessions;       /* of such a plan */
    double floor_given;      /* the most by which it misses a zone's floor */
    double empty;            /* places that nobody takes */
    int coordinated;         /* 1: eqp_plan_coordinate has listed … */
    eqp_handover *handovers; /* [handover_count] … what passes from buyer to buyer */
    size_t handover_count;
} eqp_plan;

/* Turns a solution into a plan. EQP_ERROR_MEMORY only. */
eqp_status eqp_plan_build(const eqp_programme *programme, const eqp_solution *solution,
                          eqp_plan **out, eqp_error *error);
void eqp_plan_free(eqp_plan *plan);

/* Lists what each buyer should leave to another: from the cheapest plan of value V* to this one, in
 * places of 0.0001 and more; none where there was no stage C. EQP_ERROR_MEMORY only. */
eqp_status eqp_plan_coordinate(eqp_plan *plan, const eqp_solution *solution, eqp_error *error);

/* Places below this are noise of the arithmetic and are not reported. */
#define EQP_PLACES_NOISE 1e-7

#endif
