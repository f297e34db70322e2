/* The master of whole plans: of the pieces that have been found for each part it chooses one.
 *
 *     maximise Σ worth_j·λ_j   subject to   the rows that tie parts together,
 *     Σ_{j of part b} λ_j = 1,   λ ≥ 0, and whole where a choice is to be made
 *
 * A row may be missed at a price far above any worth. */
#ifndef EQP_SOLVER_WHOLE_CHOICE_H
#define EQP_SOLVER_WHOLE_CHOICE_H

#include "solver/whole_sessions/whole_part.h"

typedef struct eqp_whole_choice eqp_whole_choice;

/* Borrows plan and parts; fixed[offers] as in eqp_whole_search, their purchases belong to no part.
 * Begins with the plan's own piece of each part. NULL: memory is short. */
eqp_whole_choice *eqp_whole_choice_create(const eqp_whole_plan *plan, const eqp_whole_part *parts,
                                          uint32_t count, const uint8_t *fixed);
void eqp_whole_choice_free(eqp_whole_choice *choice);

/* Takes over a piece of a part. 0 = done, -1 = memory is short (the piece is then freed). */
int eqp_whole_choice_add(eqp_whole_choice *choice, uint32_t part, eqp_whole_piece *piece);

/* The best mix of pieces: dual[rows of sessions] receives its prices, *worth its value. 0 = done,
 * -1 = memory is short or the library failed. */
int eqp_whole_choice_mix(eqp_whole_choice *choice, double *dual, double *worth);

/* The best choice that branch and cut finds, put into `plan` and counted. The same returns. */
int eqp_whole_choice_make(eqp_whole_choice *choice, uint32_t nodes, double gap, double seconds,
                          eqp_whole_plan *plan);

#endif
