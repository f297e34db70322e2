/* The best plan of a study, written where asked. */
#ifndef EQP_REQUESTS_SOLVE_H
#define EQP_REQUESTS_SOLVE_H

#include "models/answers/plan.h"
#include "output/tables/run.h"
#include "solver/requests/ask.h"
#include "solver/requests/no_plan.h"

/* All owned but what `run` says is borrowed. */
typedef struct eqp_solve_answer {
    eqp_outcome outcome; /* the solution's */
    eqp_study *study;    /* with scenario and settings */
    eqp_outlines *outlines;
    eqp_folder *folder;
    eqp_programme *programme;
    eqp_solution *solution;
    eqp_plan *plan;      /* NULL where there is none */
    eqp_no_plan no_plan; /* why, where the outcome is INFEASIBLE */
    eqp_run run;         /* with the judge's verdict on the plan, and the files written */
} eqp_solve_answer;

/* Free the answer in every case. A plan that the judge does not confirm is handed out with the
 * verdict that says so. */
eqp_status eqp_request_solve(const eqp_solve_request *request, eqp_solve_answer *answer,
                             eqp_error *error);
/* The object that the request is answered by, whatever its outcome. Owned by the caller; NULL when
 * memory is short. */
char *eqp_solve_answer_json(const eqp_solve_answer *answer);

void eqp_solve_answer_free(eqp_solve_answer *answer);

#endif
