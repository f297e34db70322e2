/* What limits a zone or one of its needs, in sentences and as JSON. */
#ifndef EQP_PROGRAM_EXPLAIN_ZONE_TEXT_H
#define EQP_PROGRAM_EXPLAIN_ZONE_TEXT_H

#include "solver/explain/explanation_zone.h"

/* At most 80 characters a line; and the same facts as one object. Owned by the caller (eqp_free);
 * NULL when memory is short. */
char *eqp_explain_zone_text(const eqp_plan *plan, const eqp_zone_explanation *found);
char *eqp_explain_zone_json(const eqp_plan *plan, const eqp_zone_explanation *found);

#endif
