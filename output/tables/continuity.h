/* What a plan keeps of the previous one (table previous), and what it does otherwise. */
#ifndef EQP_OUTPUT_CONTINUITY_H
#define EQP_OUTPUT_CONTINUITY_H

#include "models/answers/plan.h"
#include "output/tables/plan_difference.h"

/* Tells of every offer and institution that has places in the previous plan (`base`) or in this
 * one, by offer and institution. */
void eqp_continuity_visit(const eqp_plan *plan, void (*visit)(void *context, const eqp_move *move),
                          void *context);

/* Places of all of them: in both plans, in this one alone, in the previous one alone. */
typedef struct eqp_continuity {
    double kept, added, dropped;
} eqp_continuity;

eqp_continuity eqp_continuity_sum(const eqp_plan *plan);

#endif
