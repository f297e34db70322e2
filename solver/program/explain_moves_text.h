/* What an institution's next and last money buys, and what a rule costs, in sentences and as JSON.
 */
#ifndef EQP_PROGRAM_EXPLAIN_MOVES_TEXT_H
#define EQP_PROGRAM_EXPLAIN_MOVES_TEXT_H

#include "models/answers/plan.h"
#include "solver/explain/explanation_moves.h"

/* At most 80 characters a line; and the same facts as one object. Owned by the caller (eqp_free);
 * NULL when memory is short. */
char *eqp_explain_institution_text(const eqp_plan *plan, uint32_t institution,
                                   const eqp_institution_explanation *found);
char *eqp_explain_institution_json(const eqp_plan *plan, uint32_t institution,
                                   const eqp_institution_explanation *found);
char *eqp_explain_rule_text(const eqp_plan *plan, uint32_t rule, const eqp_rule_explanation *found);
char *eqp_explain_rule_json(const eqp_plan *plan, uint32_t rule, const eqp_rule_explanation *found);

#endif
