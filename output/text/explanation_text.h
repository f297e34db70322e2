/* What explain found, in sentences and as JSON. */
#ifndef EQP_OUTPUT_EXPLANATION_TEXT_H
#define EQP_OUTPUT_EXPLANATION_TEXT_H

#include "models/answers/explanation.h"

/* At most 80 characters a line; and the same facts as one object. Owned by the caller (eqp_free);
 * NULL when memory is short. */
char *eqp_offer_explanation_text(const eqp_offer_explanation *found);
char *eqp_offer_explanation_json(const eqp_offer_explanation *found);
char *eqp_zone_explanation_text(const eqp_zone_explanation *found);
char *eqp_zone_explanation_json(const eqp_zone_explanation *found);
char *eqp_institution_explanation_text(const eqp_institution_explanation *found);
char *eqp_institution_explanation_json(const eqp_institution_explanation *found);
char *eqp_rule_explanation_text(const eqp_rule_explanation *found);
char *eqp_rule_explanation_json(const eqp_rule_explanation *found);

#endif
