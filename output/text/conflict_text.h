/* Why there is no plan, in words and as JSON: what contradicts what, with files and lines, and what
 * would resolve it. */
#ifndef EQP_OUTPUT_CONFLICT_TEXT_H
#define EQP_OUTPUT_CONFLICT_TEXT_H

#include "models/answers/conflict.h"
#include "output/text/style.h"

/* At most 80 characters a line; {"status": "infeasible", "conflicts": […], …}. Owned by the caller
 * (eqp_free); NULL when memory is short. */
char *eqp_conflict_text(const eqp_conflicts *conflicts, const eqp_text_style *style);
char *eqp_conflict_json(const eqp_conflicts *conflicts);

#endif
