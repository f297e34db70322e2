/* A random study carried from its cells to a solution, as the property suites need it again and
 * again; and stage B's goal as the judge needs it. */
#ifndef EQP_TESTS_TRIAL_H
#define EQP_TESTS_TRIAL_H

#include "random_study.h"

#include "models/proof/proof.h"
#include "solver/stages/stages.h"

#define EQP_TRIAL_ZONES 32 /* more zones than any random study has */

typedef struct eqp_trial {
    eqp_study *study;
    eqp_programme *programme;
    eqp_solution *solution; /* NULL until solved */
} eqp_trial;

/* Builds study and programme; 0, or -1 with nothing owned. */
int eqp_trial_build(eqp_trial *trial, const eqp_random_study *cells);

/* The same from a seed. */
int eqp_trial_draw(eqp_trial *trial, uint64_t seed);

/* Builds the programme anew after a change to the study's numbers; the solution is dropped. */
int eqp_trial_rebuild(eqp_trial *trial);

/* Solves it, dropping the solution of an earlier solve. */
int eqp_trial_solve(eqp_trial *trial, eqp_engine_choice engine, int threads);

/* The same with any options. */
int eqp_trial_solve_with(eqp_trial *trial, const eqp_solve_options *options);

void eqp_trial_free(eqp_trial *trial);

/* Of a solved trial, the cheapest plan of value V*: the one before stage C, where there is a stage
 * C. primal[columns], borrowed. */
const double *eqp_trial_cheapest(const eqp_trial *trial);

/* Σ p_ki·x_ki of that plan. */
double eqp_trial_cost(const eqp_trial *trial);

/* Row bounds of stage B with the solution's floors: the programme's own, and those of the zones.
 * row_lower[rows] and row_upper[rows] are the caller's; the goal borrows them. */
eqp_goal eqp_trial_goal(const eqp_trial *trial, double *row_lower, double *row_upper);

/* |a − b| ≤ tolerance·max(1, |a|, |b|), two NANs being equal. */
int eqp_trial_close(double a, double b, double tolerance);

#endif
