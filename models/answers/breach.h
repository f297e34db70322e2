/* Every limit of a study that a draft breaks, and by how much.
 *
 * A limit counts as broken as the judge has it (proof.h): by more than 10⁻⁶·max(1, |bound|,
 * Σ|a·x|). */
#ifndef EQP_MODELS_BREACH_H
#define EQP_MODELS_BREACH_H

#include "models/answers/draft.h"
#include "models/answers/plan.h"

typedef enum {
    EQP_BREACH_BUDGET,
    EQP_BREACH_RULE,
    EQP_BREACH_KEPT,         /* max_change: too few of the places bought before */
    EQP_BREACH_ADDED,        /* max_change: too many others */
    EQP_BREACH_CAPACITY,     /* more places than the offer has */
    EQP_BREACH_PRICE,        /* places of a pair that has no price: the institution may not buy */
    EQP_BREACH_DECISION_MIN, /* fewer than are signed */
    EQP_BREACH_DECISION_MAX, /* more than were allowed */
    EQP_BREACH_GROUP         /* of a study in whole sessions: places that make no whole sessions */
} eqp_breach_kind;

typedef struct eqp_breach {
    eqp_breach_kind kind;
    uint32_t offer, institution, rule; /* EQP_NONE where it has none */
    double bound, value; /* what is asked for, and what the draft does: places, money, or the
                            rule's unit */
    double excess;       /* how far value lies on the wrong side of bound; > 0 */
    double amount; /* the same in places, money or the rule's measure: of a share rule, what is
                      missing or too much of it */
} eqp_breach;

/* *out [*count], owned by the caller (eqp_free): in the order of the enum, then by id. `plan` is
 * the draft's (eqp_plan_build). EQP_ERROR_MEMORY only. */
eqp_status eqp_breaches_find(const eqp_draft_case *draft_case, const eqp_plan *plan,
                             eqp_breach **out, uint32_t *count, eqp_error *error);

/* The word in breaches.csv. */
const char *eqp_breach_name(eqp_breach_kind kind);

/* ---- rows, for changes of a draft ---- */

/* How far rules and max_change are broken by places[pairs], in units of each row, below 0 where
 * they hold: over[rules.count + 2], kept and added last; size[rules.count + 2] is max(1, |bound|,
 * Σ|a·x|). */
void eqp_breach_rows(const eqp_draft_case *draft_case, const double *places, double *over,
                     double *size);

/* What a pair's places count in a rule: a^q·x, session prices as they are paid. */
double eqp_breach_rule_amount(const eqp_draft_case *draft_case, uint32_t rule, uint32_t pair,
                              double places);

#endif
