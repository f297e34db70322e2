/* A plan for each of many studies: a grid of what varies, draws of the needs, or both. */
#ifndef EQP_REQUESTS_SWEEP_H
#define EQP_REQUESTS_SWEEP_H

#include "models/study/variation.h"
#include "output/store/store.h"
#include "solver/requests/axis_text.h"
#include "solver/requests/command_run.h"

/* Plain data, all borrowed. */
typedef struct eqp_sweep_request {
    eqp_request common;        /* with a folder, results are written as they come */
    const eqp_axis_text *axes; /* [axis_count] what varies: several multiply */
    size_t axis_count;
    uint64_t draws, seed; /* up to 2⁵³; draws of the needs at each point, 0: none */
    int hold_floors;      /* 1: fair rates stay those of the study as it stands */
    int resume;           /* 1: goes on with what the folder holds */
} eqp_sweep_request;

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
void eqp_sweep_answer_free(eqp_sweep_answer *answer);

#endif
