/* A plan for each of many studies: a grid of what varies, draws of the needs, or both. */
#ifndef EQP_REQUESTS_SWEEP_H
#define EQP_REQUESTS_SWEEP_H

#include "models/study/variation.h"
#include "output/store/store.h"
#include "solver/requests/ask.h"
#include "solver/requests/axis_text.h"
#include "solver/requests/command_run.h"

/* All owned. */
typedef struct eqp_sweep_answer {
    /* OPTIMAL: every point is solved. STOPPED: `done` of them, which a folder keeps for a later
     * run. NO_PLAN: none. INFEASIBLE: floors were to be held, but the study as it stands has no
     * plan. */
    eqp_outcome outcome;
    eqp_command_run run;
    eqp_variation *variation;
    char *line;            /* all that was asked for, on one line */
    const char **titles;   /* [columns of the variation] */
    eqp_store *store;      /* what was found; NULL in a process that is not the first of its crew */
    uint64_t points, done; /* done: also where the work failed, of what a folder keeps */
} eqp_sweep_answer;

/* Free the answer in every case. */
eqp_status eqp_request_sweep(const eqp_sweep_request *request, eqp_sweep_answer *answer,
                             eqp_error *error);
/* The object that the request is answered by, in the first process of its crew; *json is owned by
 * the caller, NULL unless EQP_OK. */
eqp_status eqp_sweep_answer_json(const eqp_sweep_answer *answer, char **json, eqp_error *error);

void eqp_sweep_answer_free(eqp_sweep_answer *answer);

#endif
