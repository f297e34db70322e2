/* A part of a whole plan made better by branch and cut, everything else held: offers, and some or
 * all of their uses, chosen together.
 *
 *     maximise Σ gain·y − Σ cost·x − Σ cost·s   subject to   Σ y ≤ seats,  Σ x ≤ capacity,  need,
 *     smallest·s ≤ x ≤ largest·s,  least ≤ x ≤ most,  x and s whole
 *
 * and, where rows hold, the rows that tie parts together, less what the rest takes of them. */
#ifndef EQP_SOLVER_WHOLE_PART_H
#define EQP_SOLVER_WHOLE_PART_H

#include "solver/lp/engine.h"
#include "solver/whole_sessions/whole_plan.h"

/* Uses in ascending order, so that those of an offer stand together. Borrowed. */
typedef struct eqp_whole_part {
    const uint32_t *use;
    uint32_t uses;
} eqp_whole_part;

typedef struct eqp_whole_search {
    const double *dual;   /* [rows of sessions] prices of what is taken of the rows */
    double share;         /* of those prices that counts, 0..1 */
    int rows_hold;        /* 0: only prices keep the part within the rows */
    double penalty;       /* what missing a row costs, in its prices, where the plan misses it */
    const uint8_t *fixed; /* [offers] 1: its places stay, and seats are those its uses here have;
                             NULL: none */
    uint32_t nodes;
    double gap, seconds; /* see eqp_engine_branching */
} eqp_whole_search;

/* A part's own piece of a plan. Owned as one piece of memory (eqp_free). */
typedef struct eqp_whole_piece {
    uint32_t purchases, uses;
    double *places; /* [purchases] of the part's offers, in order */
    double *used;   /* [uses] */
} eqp_whole_piece;

/* What a plan has in a part, and to put it there (without counting anew). NULL: memory is short. */
eqp_whole_piece *eqp_whole_piece_of(const eqp_whole_plan *plan, const eqp_whole_part *part);
void eqp_whole_piece_put(const eqp_whole_piece *piece, const eqp_whole_part *part,
                         eqp_whole_plan *plan);

/* The best piece for a part of the plan that the search finds; that of the plan where it finds no
 * other, or the library fails. NULL: memory is short. */
eqp_whole_piece *eqp_whole_part_solve(const eqp_whole_plan *plan, const eqp_whole_part *part,
                                      const eqp_whole_search *how);

#endif
