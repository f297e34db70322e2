/* The stages of MODEL.md, each keeping what the one before won: B at β = 0, A (fair profile), B
 * (value), C (complementarity), D (cost). Same numbers for any number of threads. */
#ifndef EQP_SOLVER_STAGES_H
#define EQP_SOLVER_STAGES_H

#include "solver/control/options.h"
#include "solver/stages/stage_sequence.h"

/* Solves a programme. An infeasible or stopped solve is EQP_OK with its outcome in the solution;
 * errors are memory and solver. */
eqp_status eqp_stages_solve(const eqp_programme *programme, const eqp_solve_options *options,
                            eqp_solution **out, eqp_error *error);

/* The same for a part of the stages. With held_rate the solution's `unbalanced` is NAN and its
 * bound infinite. */
eqp_status eqp_stages_solve_task(const eqp_programme *programme, const eqp_solve_options *options,
                                 const eqp_stages_task *task, eqp_solution **out, eqp_error *error);

/* Makes a method, runs the stages, and where the decomposition gives up or is not confirmed solves
 * the whole programme instead. kept (may be NULL) receives what a decomposition that reached the
 * optimum leaves to others, else NULL. */
eqp_status eqp_stages_solve_keeping(const eqp_programme *programme,
                                    const eqp_solve_options *options, const eqp_stages_task *task,
                                    eqp_warm_start **kept, eqp_solution **out, eqp_error *error);

/* Stage A alone: fair_rate[zones]; for `export`, which writes stage B's LP with its floors.
 * *outcome tells whether there is a plan at all. */
eqp_status eqp_stages_fair_profile(const eqp_programme *programme, const eqp_solve_options *options,
                                   double *fair_rate, eqp_outcome *outcome, eqp_error *error);

#endif
