/* Why the best plan of a study is what it is: one offer, zone, institution or rule, or tables of
 * what everything is worth to first order. What is explained is the plan in places. */
#ifndef EQP_REQUESTS_EXPLAIN_H
#define EQP_REQUESTS_EXPLAIN_H

#include "models/answers/explanation.h"
#include "output/tables/values.h"
#include "solver/requests/ask.h"
#include "solver/requests/command_run.h"

/* All owned. */
typedef struct eqp_explain_answer {
    eqp_outcome outcome; /* OPTIMAL; STOPPED: nothing is explained; INFEASIBLE: there is no plan */
    eqp_command_run run;
    eqp_explain_kind about;
    uint32_t subject; /* index in its space */
    eqp_plan *plan;
    union { /* by `about`, where the outcome is OPTIMAL */
        eqp_offer_explanation offer;
        eqp_zone_explanation zone;
        eqp_institution_explanation institution;
        eqp_rule_explanation rule;
    } found;
    char *line; /* what decided about the tables of ALL */
} eqp_explain_answer;

/* The dual values of stage B, which ALL reads: [rows], borrowed. */
const double *eqp_explain_answer_dual(const eqp_explain_answer *answer);

/* EQP_ERROR_USAGE: nothing is called so. Free the answer in every case. */
eqp_status eqp_request_explain(const eqp_explain_request *request, eqp_explain_answer *answer,
                               eqp_error *error);
/* The object that the request is answered by, whatever its outcome. Owned by the caller; NULL when
 * memory is short. */
char *eqp_explain_answer_json(const eqp_explain_answer *answer);

void eqp_explain_answer_free(eqp_explain_answer *answer);

#endif
