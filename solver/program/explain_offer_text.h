/* Why an offer is bought or not, in sentences and as JSON. */
#ifndef EQP_PROGRAM_EXPLAIN_OFFER_TEXT_H
#define EQP_PROGRAM_EXPLAIN_OFFER_TEXT_H

#include "solver/explain/explanation_offer.h"

/* At most 80 characters a line; and the same facts as one object. Owned by the caller (eqp_free);
 * NULL when memory is short. */
char *eqp_explain_offer_text(const eqp_study *study, const eqp_offer_explanation *found);
char *eqp_explain_offer_json(const eqp_study *study, const eqp_offer_explanation *found);

#endif
