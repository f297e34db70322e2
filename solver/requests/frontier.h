/* The exact curve of the best value along one budget, transfer, absolute rule or the balance. */
#ifndef EQP_REQUESTS_FRONTIER_H
#define EQP_REQUESTS_FRONTIER_H

#include "output/tables/curve.h"
#include "solver/requests/ask.h"
#include "solver/requests/command_run.h"
#include "solver/requests/frontier_work.h"

#define EQP_FRONTIER_MOVING 5

/* All owned. */
typedef struct eqp_frontier_answer {
    /* OPTIMAL. STOPPED: a part of the curve. NO_PLAN: stopped before there was any. INFEASIBLE: the
     * study as it stands has no plan. */
    eqp_outcome outcome;
    eqp_command_run run;
    eqp_curve curve; /* borrows what follows */
    eqp_frontier_axis axis;
    char *line;             /* all that was asked for */
    eqp_study *floor_study; /* NULL, or the study whose fair profile is held instead of today's */
    eqp_frontier_work work;
    eqp_frontier *frontier;
    eqp_curve_piece *pieces; /* [frontier->count] */
    eqp_curve_point moving[EQP_FRONTIER_MOVING];
    uint32_t moving_count;
} eqp_frontier_answer;

/* Free the answer in every case. */
eqp_status eqp_request_frontier(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                                eqp_error *error);
/* The object that the request is answered by, whatever its outcome. Owned by the caller; NULL when
 * memory is short. */
char *eqp_frontier_answer_json(const eqp_frontier_answer *answer);

void eqp_frontier_answer_free(eqp_frontier_answer *answer);

#endif
