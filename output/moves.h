/* What one plan buys otherwise than another. */
#ifndef EQP_OUTPUT_MOVES_H
#define EQP_OUTPUT_MOVES_H

#include "models/finding.h"

typedef struct eqp_move {
    uint32_t offer, institution;
    double base, places; /* in the base, and in the other */
} eqp_move;

/* Tells of every offer and institution whose places differ by more than EQP_BOUGHT_LEAST, by offer
 * and institution. Nothing differs where one of the two has no plan. */
void eqp_moves_visit(const eqp_finding *base, const eqp_finding *other,
                     void (*visit)(void *context, const eqp_move *move), void *context);

/* All moves in short. */
typedef struct eqp_moves {
    double more, fewer;  /* places bought in the other alone, and in the base alone; ≥ 0 */
    uint32_t offers;     /* that differ */
    eqp_move gain, loss; /* the first of the largest; without places where there is none */
    uint32_t last;       /* offer told of last */
} eqp_moves;

eqp_moves eqp_moves_sum(const eqp_finding *base, const eqp_finding *other);

#endif
