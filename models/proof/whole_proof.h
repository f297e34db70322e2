/* The judge of plans in whole sessions: knows nothing of how a plan was found.
 *
 * Recomputes everything from the study: places and sessions are whole, a session has group_min to
 * group_max places, no offer sells more than it has, decisions hold, every budget and rule holds
 * with sessions paid at their own price, nobody sits on a place that is not bought, no need is
 * covered twice. Seats may stay empty, and zones may miss their floors (plan.h tells by how much).
 */
#ifndef EQP_MODELS_WHOLE_PROOF_H
#define EQP_MODELS_WHOLE_PROOF_H

#include "models/programme/solution.h"
#include "models/proof/proof.h"

/* Judges primal and sessions of a solution. worst_residual: of seats, needs and columns as in
 * proof.h; a session of a wrong size, a part of a place or of an offer too many count whole, and
 * sums of whole places may differ by EQP_WHOLE_NOISE of their parts. worst_row is UINT32_MAX where
 * it is an offer. 0 = done, -1 = memory is short. */
int eqp_whole_proof_check(const eqp_programme *programme, const eqp_solution *solution,
                          eqp_verdict *verdict);

/* Rows of whole places hold up to this share of the amounts added up in them: the noise of doubles.
 */
#define EQP_WHOLE_NOISE 1e-11

#endif
