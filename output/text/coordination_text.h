/* What each buyer should leave to the others, as lists for people (eqp_plan_coordinate). */
#ifndef EQP_OUTPUT_COORDINATION_TEXT_H
#define EQP_OUTPUT_COORDINATION_TEXT_H

#include "models/answers/plan.h"
#include "output/files/buffer.h"

/* One list for each two buyers, the largest first, and how much more there is. Nothing for a plan
 * without. */
void eqp_leader_search_text(eqp_buffer *buffer, const eqp_plan *plan);

#endif
