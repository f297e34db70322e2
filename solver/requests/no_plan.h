/* Why a study has no plan: what contradicts what, or what keeps whole sessions from one. */
#ifndef EQP_REQUESTS_NO_PLAN_H
#define EQP_REQUESTS_NO_PLAN_H

#include "models/answers/conflict.h"
#include "models/answers/whole_obstacles.h"
#include "models/programme/solution.h"
#include "solver/requests/request_parts.h"

/* One of the two where it was looked for, owned; else none. */
typedef struct eqp_no_plan {
    eqp_conflicts *conflicts;
    eqp_whole_obstacles *obstacles; /* there is a plan in places */
} eqp_no_plan;

/* Looks for it in the first process of the request's crew, for a programme without a plan; solution
 * (NULL: nothing but that is known) says whether there is one in places. Free it in every case.
 * EQP_ERROR_MEMORY, EQP_ERROR_SOLVER. */
eqp_status eqp_no_plan_find(const eqp_request *request, const eqp_programme *programme,
                            const eqp_solution *solution, eqp_no_plan *out, eqp_error *error);
/* What it is as the JSON object that stands for an answer, or, where it was not looked for, the
 * outcome alone. Owned by the caller; NULL when memory is short. */
char *eqp_no_plan_json(const eqp_no_plan *no_plan, eqp_outcome outcome);

void eqp_no_plan_free(eqp_no_plan *no_plan);

#endif
