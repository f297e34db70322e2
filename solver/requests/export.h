/* A study's linear programme, floors included, as a file for any solver. */
#ifndef EQP_REQUESTS_EXPORT_H
#define EQP_REQUESTS_EXPORT_H

#include "solver/requests/ask.h"
#include "solver/requests/no_plan.h"

/* All owned. */
typedef struct eqp_export_answer {
    eqp_outcome outcome; /* OPTIMAL; NO_PLAN: stopped before the floors were known; INFEASIBLE; only
                            the first has written something */
    const char *scenario; /* borrowed from the request */
    eqp_study *study;
    eqp_programme *programme;
    eqp_no_plan no_plan; /* where it is INFEASIBLE */
} eqp_export_answer;

/* EQP_ERROR_USAGE: the file's name ends otherwise. Free the answer in every case. */
eqp_status eqp_request_export(const eqp_export_request *request, eqp_export_answer *answer,
                              eqp_error *error);
/* The object that the request is answered by, whatever its outcome. Owned by the caller; NULL when
 * memory is short. */
char *eqp_export_answer_json(const eqp_export_answer *answer);

void eqp_export_answer_free(eqp_export_answer *answer);

#endif
