/* The stages of MODEL.md, each keeping what the one before won: B at β = 0, A (fair profile), B
 * (value), C (complementarity), D (cost). Same numbers for any number of threads. */
#ifndef EQP_SOLVER_STAGES_H
#define EQP_SOLVER_STAGES_H

#include "models/programme/programme.h"
#include "models/programme/solution.h"
#include "solver/control/options.h"

/* What of the stages is asked for; all 0: everything. */
typedef struct eqp_stages_task {
    const double *held_rate; /* [zones] fair rates to hold instead of computing them; NULL: none */
    int only_fair;           /* end with stage A */
    int only_value;          /* end with stage B */
    int without_overlap;     /* leave stage C out */
    const double *led_as;    /* [pairs] a plan whose leaders stage C begins with, instead of
                                searching for them; NULL: it searches */
} eqp_stages_task;

/* Solves a programme. An infeasible or stopped solve is EQP_OK with its outcome in the solution;
 * errors are memory and solver. Meanwhile stage C changes the coefficients of the programme's
 * overlap row, which afterwards are as they were built: nothing else may use the programme until
 * then. */
eqp_status eqp_stages_solve(const eqp_programme *programme, const eqp_solve_options *options,
                            eqp_solution **out, eqp_error *error);

/* The same for a part of the stages. With held_rate the solution's `unbalanced` is NAN and its
 * bound infinite. */
eqp_status eqp_stages_solve_task(const eqp_programme *programme, const eqp_solve_options *options,
                                 const eqp_stages_task *task, eqp_solution **out, eqp_error *error);

/* The floors of stage B for known fair rates, as the solve itself would hold them: τ = 10⁻⁴.
 * floor[zones]; NAN rates give 0. */
void eqp_stages_floors(const eqp_programme *programme, const double *fair_rate, double *floor);

/* Stage A alone: fair_rate[zones]; for `export`, which writes stage B's LP with its floors.
 * *outcome tells whether there is a plan at all. */
eqp_status eqp_stages_fair_profile(const eqp_programme *programme, const eqp_solve_options *options,
                                   double *fair_rate, eqp_outcome *outcome, eqp_error *error);

#endif
