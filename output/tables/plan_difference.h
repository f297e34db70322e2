/* What one plan buys otherwise than another. */
#ifndef EQP_OUTPUT_PLAN_DIFFERENCE_H
#define EQP_OUTPUT_PLAN_DIFFERENCE_H

#include "models/answers/point_result.h"

typedef struct eqp_move {
    uint32_t offer, institution;
    double base, places; /* in the base, and in the other */
} eqp_move;

/* Tells of every offer and institution whose places differ by more than EQP_BOUGHT_LEAST, by offer
 * and institution. Nothing differs where one of the two has no plan. */
void eqp_plan_difference_visit(const eqp_point_result *base, const eqp_point_result *other,
                               void (*visit)(void *context, const eqp_move *move), void *context);

/* All moves in short. */
typedef struct eqp_plan_difference {
    double more, fewer;  /* places bought in the other alone, and in the base alone; ≥ 0 */
    uint32_t offers;     /* that differ */
    eqp_move gain, loss; /* the first of the largest; without places where there is none */
    uint32_t last;       /* offer told of last */
} eqp_plan_difference;

eqp_plan_difference eqp_plan_difference_sum(const eqp_point_result *base,
                                            const eqp_point_result *other);

#endif
