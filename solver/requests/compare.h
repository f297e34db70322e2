/* A study and every scenario of its scenarios.csv, each solved, side by side. */
#ifndef EQP_REQUESTS_COMPARE_H
#define EQP_REQUESTS_COMPARE_H

#include "output/tables/comparison.h"
#include "solver/requests/command_run.h"

/* All owned. */
typedef struct eqp_compare_answer {
    eqp_outcome outcome; /* OPTIMAL; STOPPED: some scenarios had no time, their results say so;
                            NO_PLAN: stopped before any was solved */
    eqp_command_run run;
    const char **scenario;      /* [count] "base", then the names; borrowed from the study */
    eqp_point_result **results; /* [count] NULL where the request failed before */
    uint32_t count;
} eqp_compare_answer;

/* The request's scenario and settings are not looked at. Free the answer in every case. */
eqp_status eqp_request_compare(const eqp_request *request, eqp_compare_answer *answer,
                               eqp_error *error);
/* The object that the request is answered by, whatever its outcome. Owned by the caller; NULL when
 * memory is short. */
char *eqp_compare_answer_json(const eqp_compare_answer *answer);

void eqp_compare_answer_free(eqp_compare_answer *answer);

/* What the reports want of it; borrowed from the answer. */
eqp_comparison eqp_compare_answer_view(const eqp_compare_answer *answer);

#endif
