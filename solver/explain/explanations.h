/* Fills the records of models/answers/explanation.h by solving again: why an offer is bought or
 * not, what limits a zone, what an institution's next and last money moves, what a rule costs.
 *
 * The solver of each is as it stands before and after; `plan` is that of the study as it stands,
 * dual[rows] are stage B's. What is found may be freed in every case. */
#ifndef EQP_SOLVER_EXPLANATIONS_H
#define EQP_SOLVER_EXPLANATIONS_H

#include "models/answers/explanation.h"
#include "solver/explain/what_if_solver.h"

eqp_status eqp_offer_explain(eqp_what_if_solver *solver, const eqp_plan *plan, const double *dual,
                             uint32_t offer, eqp_offer_explanation *found, eqp_error *error);

/* Of one need the cheapest candidates' break-evens are found by solving again; of a whole zone
 * (occupation EQP_NONE) nothing is, and solver may be NULL. */
eqp_status eqp_zone_explain(eqp_what_if_solver *solver, const eqp_plan *plan, const double *dual,
                            uint32_t zone, uint32_t occupation, eqp_zone_explanation *found,
                            eqp_error *error);

/* `amount`: the money that there is more or less, in currency. */
eqp_status eqp_institution_explain(eqp_what_if_solver *solver, const eqp_plan *plan,
                                   uint32_t institution, double amount,
                                   eqp_institution_explanation *found, eqp_error *error);
eqp_status eqp_rule_explain(eqp_what_if_solver *solver, const eqp_plan *plan, uint32_t rule,
                            eqp_rule_explanation *found, eqp_error *error);

#endif
