/* What a rule counts, in words. */
#ifndef EQP_PROGRAM_RULE_WORDS_H
#define EQP_PROGRAM_RULE_WORDS_H

#include "models/study/study.h"
#include "output/text/figures.h"

/* An amount of what a rule counts: "30 places", "12,000 EUR", "25 % of the hours". `number` is the
 * amount as it is to be shown, of a share the percentage without its sign. */
eqp_figure eqp_rule_words(const eqp_study *study, uint32_t rule, double amount, eqp_figure number);

/* The unit of an absolute rule, as JSON names it; the currency of one that counts money. Borrowed.
 */
const char *eqp_rule_unit(const eqp_study *study, uint32_t rule);

#endif
