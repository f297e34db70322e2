/* Stage B with the floors held, kept as one linear programme that is solved again and again from
 * its last basis while a copy of the study changes a little: what every "why" and "what if" of
 * explain is answered from. While one is there its thread may have no other engine host (engine.h).
 *
 * Stage B decides what is worth buying; MODEL.md, "What explanations compute". One thread; the same
 * numbers for any number of threads of the solve before. */
#ifndef EQP_SOLVER_WHAT_IF_SOLVER_H
#define EQP_SOLVER_WHAT_IF_SOLVER_H

#include "models/programme/solution.h"
#include "solver/control/watch.h"

typedef struct eqp_what_if_solver eqp_what_if_solver;

/* Prepares it for a solved study (outcome OPTIMAL, fair rates and floors in the solution) and
 * solves stage B once. Borrows programme, solution and watch. EQP_ERROR_MEMORY, EQP_ERROR_SOLVER;
 * where the watch has stopped it, here and below, EQP_ERROR_SOLVER with watch->stopped set. */
eqp_status eqp_what_if_solver_create(const eqp_programme *programme, const eqp_solution *solution,
                                     eqp_watch *watch, eqp_what_if_solver **out, eqp_error *error);
void eqp_what_if_solver_free(eqp_what_if_solver *explanation);

/* The study as it stands, and the copy that may be changed: prices, budgets, rules' values, success
 * rates (above 0). */
const eqp_study *eqp_what_if_solver_base(const eqp_what_if_solver *explanation);
eqp_study *eqp_what_if_solver_study(eqp_what_if_solver *explanation);

/* Takes the copy's numbers as they are now. */
eqp_status eqp_what_if_solver_take(eqp_what_if_solver *explanation, eqp_error *error);

/* Gives the copy the numbers of the study as it stands, and takes them; nothing is forced, every
 * rule counts. */
eqp_status eqp_what_if_solver_reset(eqp_what_if_solver *explanation, eqp_error *error);

/* The first and the last of the pairs of an offer and institution (two where some places were
 * bought before): *count of them, from the pair returned; 0 where there is none. */
uint32_t eqp_what_if_solver_pairs(const eqp_programme *programme, uint32_t offer,
                                  uint32_t institution, uint32_t *count);

/* From now on the places of these pairs are held between lower and upper together; the dual value
 * of that is eqp_what_if_solver_forced. One hold at a time; −INFINITY and INFINITY let go. */
eqp_status eqp_what_if_solver_hold(eqp_what_if_solver *explanation, uint32_t pair, uint32_t count,
                                   double lower, double upper, eqp_error *error);

/* From now on, until the next take, rule number `rule` does not count. */
eqp_status eqp_what_if_solver_drop_rule(eqp_what_if_solver *explanation, uint32_t rule,
                                        eqp_error *error);

/* Solves it: EQP_OUTCOME_OPTIMAL or EQP_OUTCOME_INFEASIBLE. */
eqp_status eqp_what_if_solver_solve(eqp_what_if_solver *explanation, eqp_outcome *outcome,
                                    eqp_error *error);

/* The same, and of all plans of that value the cheapest, as in stage D; dual values are then D's.
 */
eqp_status eqp_what_if_solver_solve_cheapest(eqp_what_if_solver *explanation, eqp_outcome *outcome,
                                             eqp_error *error);

/* Of the last solve: the programme that was solved; V of its plan; the plan, [columns]; dual
 * values, [rows], in V per unit; what one place more of what is held would add to V. */
const eqp_programme *eqp_what_if_solver_programme(const eqp_what_if_solver *explanation);
double eqp_what_if_solver_value(const eqp_what_if_solver *explanation);
const double *eqp_what_if_solver_primal(const eqp_what_if_solver *explanation);
const double *eqp_what_if_solver_dual(const eqp_what_if_solver *explanation);
double eqp_what_if_solver_forced(const eqp_what_if_solver *explanation);

#endif
