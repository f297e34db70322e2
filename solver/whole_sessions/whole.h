/* A plan in whole sessions (MODEL.md, "Whole sessions"), from the best plan in places.
 *
 * Places are bought in sessions of group_min to group_max places; places and sessions are whole, a
 * session has one buyer, y stays real, and seats may stay empty:
 *
 *     maximise V
 *     subject to   Σ_zo y_kzo ≤ Σ_i x_ki,   Σ_i x_ki ≤ C_k,   l_ki ≤ x_ki ≤ u_ki
 *                  group_min_k·s_ki ≤ x_ki ≤ group_max_k·s_ki,   x, s whole
 *                  need, budget, rule, kept and added rows
 *
 * where a session also costs its session_price. Floors of stage B may be missed by one session's
 * worth. Among plans of the same value one with little overlap, then a cheap one, is preferred. */
#ifndef EQP_SOLVER_WHOLE_H
#define EQP_SOLVER_WHOLE_H

#include "models/programme/solution.h"
#include "solver/control/watch.h"

/* Turns the solution of a programme into one in whole sessions, where the study asks for them and
 * there is a plan in places to begin with; elsewhere does nothing. primal and sessions are
 * replaced; value_best and the dual values stay those of the plan in places, upper_bound grows
 * where plans with empty seats may cover more. Stopped by the watch: outcome STOPPED with the best
 * whole plan so far, or NO_PLAN. Where no whole plan is found that keeps all decisions, rules and
 * budgets: outcome INFEASIBLE, with solution->excess. The same numbers for any number of threads.
 * Errors: memory and solver. */
eqp_status eqp_whole_solve(const eqp_programme *programme, eqp_watch *watch, eqp_solution *solution,
                           eqp_error *error);

#endif
