/* A plan in whole sessions (MODEL.md, "Whole sessions"), from the best plan in places.
 *
 * Places are bought in sessions of group_min to group_max places; places and sessions are whole, a
 * session has one buyer, y stays real, and seats may stay empty:
 *
 *     maximise V   subject to   Σ_zo y_kzo ≤ Σ_i x_ki,   Σ_i x_ki ≤ C_k,   need, budget, rule, kept
 * and added rows,   l_ki ≤ x_ki ≤ u_ki,   group_min_k·s_ki ≤ x_ki ≤ group_max_k·s_ki,   x, s whole
 *
 * where a session also costs its session_price. Floors of stage B may be missed by one session's
 * worth. Among plans of the same value one with little overlap, then a cheap one, is preferred. */
#ifndef EQP_SOLVER_WHOLE_H
#define EQP_SOLVER_WHOLE_H

#include "models/solution.h"
#include "solver/watch.h"

/* Turns an optimal solution of a programme into one in whole sessions: primal and sessions are
 * replaced; value_best, its bound and the dual values stay those of the plan in places, so that the
 * gap is proven. Stopped by the watch: outcome STOPPED with the best whole plan so far, or NO_PLAN.
 * Where decisions and rules leave no whole plan that it can find: outcome INFEASIBLE when that is
 * proven, else NO_PLAN. The same numbers for any number of threads. Errors: memory and solver. */
eqp_status eqp_whole_solve(const eqp_programme *programme, eqp_watch *watch, eqp_solution *solution,
                           eqp_error *error);

#endif
