/* The stages on one method, without a way out: what stages.h offers for a programme alone, and
 * family.h for one after the other on a method that goes on. */
#ifndef EQP_SOLVER_STAGE_SEQUENCE_H
#define EQP_SOLVER_STAGE_SEQUENCE_H

#include "solver/decomposition/stage.h"

/* What of the stages is asked for; all 0: everything. */
typedef struct eqp_stages_task {
    const double *held_rate; /* [zones] fair rates to hold instead of computing them; NULL: none */
    int only_fair;           /* end with stage A */
    int only_value;          /* end with stage B */
    int without_overlap;     /* leave stage C out */
    const double *led_as;    /* [pairs] a plan whose leaders stage C begins with, instead of
                                searching for them; NULL: it searches */
} eqp_stages_task;

/* The floors of stage B for known fair rates, as the solve itself would hold them: τ = 10⁻⁴.
 * floor[zones]; NAN rates give 0. */
void eqp_stages_floors(const eqp_programme *programme, const double *fair_rate, double *floor);

/* Solves the stages that the task asks for. EQP_ERROR_SOLVER, or *confirmed = 0: the judge did not
 * confirm a stage that the method called optimal, or the method gave up; the programme has to be
 * solved in another way. *finished receives the number of stages that ended with an optimum. */
eqp_status eqp_stage_sequence_run(const eqp_programme *programme, const eqp_stages_task *task,
                                  eqp_method *method, eqp_solution **out, int *confirmed,
                                  int *finished, eqp_error *error);

#endif
