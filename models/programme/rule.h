/* What a rule counts: the one evaluator of rules.
 *
 *     absolute:  Σ counted·x ≤ or ≥ value        share:  Σ counted·x ≤ or ≥ value·Σ whole·x */
#ifndef EQP_MODELS_PROGRAMME_RULE_H
#define EQP_MODELS_PROGRAMME_RULE_H

#include "models/programme/programme.h"

/* Of one place of a pair; all 0 where the rule is not about its institution. */
typedef struct eqp_rule_part {
    double measure; /* 1, hours, price, fill, or fill·success */
    double counted; /* of that, what the filters and the audience let pass */
    double whole;   /* what a share is taken of: the measure; 0 of absolute rules */
} eqp_rule_part;

eqp_rule_part eqp_rule_part_of(const eqp_programme *programme, uint32_t rule, uint32_t pair);

/* a^q_ki, the coefficient in the rule's row: counted − value·whole. */
double eqp_rule_coefficient(const eqp_programme *programme, uint32_t rule, uint32_t pair);

/* The bounds of a rule's row: Σ a^q·x of an absolute rule, 0 where a share's value is in a^q. */
void eqp_rule_bounds(const eqp_study *study, uint32_t rule, double *lower, double *upper);

/* Whether an offer passes the rule's filters; whether an institution, with its buyer, does. */
int eqp_rule_passes_offer(const eqp_study *study, uint32_t rule, uint32_t offer);
int eqp_rule_passes_buying(const eqp_study *study, uint32_t rule, uint32_t institution);

#endif
