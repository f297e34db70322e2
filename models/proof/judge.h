/* The judge of a solve: recomputes a solution's plan, of places or of whole sessions, with the
 * floors that were held, whatever found it. Every request has every plan judged before it hands it
 * out. */
#ifndef EQP_MODELS_PROOF_JUDGE_H
#define EQP_MODELS_PROOF_JUDGE_H

#include "models/programme/solution.h"
#include "models/proof/proof.h"

/* Judges a solution that has a plan (outcome optimal or stopped). EQP_ERROR_MEMORY only: what the
 * verdict says is for the caller to tell. */
eqp_status eqp_judge_solution(const eqp_programme *programme, const eqp_solution *solution,
                              eqp_verdict *verdict, eqp_error *error);

/* EQP_ERROR_SOLVER where the verdict is that the plan breaks a limit by more than
 * EQP_ROW_TOLERANCE. */
eqp_status eqp_judge_accept(const eqp_verdict *verdict, eqp_error *error);

/* Both, where nobody reads the verdict. EQP_OK for a solution without a plan. */
eqp_status eqp_judge_confirm(const eqp_programme *programme, const eqp_solution *solution,
                             eqp_error *error);

#endif
