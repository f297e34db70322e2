/* The stages on one method, without a way out: what stages.h offers for a programme alone, and
 * family.h for one after the other on a method that goes on. */
#ifndef EQP_SOLVER_STAGE_SEQUENCE_H
#define EQP_SOLVER_STAGE_SEQUENCE_H

#include "solver/decomposition/stage.h"
#include "solver/stages/stages.h"

/* Solves the stages that the task asks for. EQP_ERROR_SOLVER, or *confirmed = 0: the judge did not
 * confirm a stage that the method called optimal, or the method gave up; the programme has to be
 * solved in another way. *finished receives the number of stages that ended with an optimum. */
eqp_status eqp_stage_sequence_run(const eqp_programme *programme, const eqp_stages_task *task,
                                  eqp_method *method, eqp_solution **out, int *confirmed,
                                  int *finished, eqp_error *error);

/* Makes a method, runs the course, and where the decomposition gives up or is not confirmed solves
 * the whole programme instead. kept (may be NULL) receives what a decomposition that reached the
 * optimum leaves to others, else NULL. */
eqp_status eqp_stage_sequence_solve(const eqp_programme *programme,
                                    const eqp_solve_options *options, const eqp_stages_task *task,
                                    eqp_warm_start **kept, eqp_solution **out, eqp_error *error);

#endif
