/* A plan made elsewhere, measured against a study's best plan. */
#ifndef EQP_REQUESTS_EVALUATE_H
#define EQP_REQUESTS_EVALUATE_H

#include "models/answers/assessment.h"
#include "output/tables/evaluation.h"
#include "solver/requests/ask.h"
#include "solver/requests/command_run.h"

/* All owned. */
typedef struct eqp_evaluate_answer {
    eqp_outcome
        outcome; /* OPTIMAL, also where the study has no plan; STOPPED: with what was known by
                            then; NO_PLAN: nothing was */
    eqp_command_run run;
    eqp_draft *draft;
    eqp_assessment *assessment; /* NULL where the outcome is NO_PLAN */
    char *line;                 /* all that was asked for */
} eqp_evaluate_answer;

/* Free the answer in every case; it borrows itself and stays where it is. */
eqp_status eqp_request_evaluate(const eqp_evaluate_request *request, eqp_evaluate_answer *answer,
                                eqp_error *error);
/* The object that the request is answered by, whatever its outcome. Owned by the caller; NULL when
 * memory is short. */
char *eqp_evaluate_answer_json(const eqp_evaluate_answer *answer);

void eqp_evaluate_answer_free(eqp_evaluate_answer *answer);

#endif
