/* Finds what keeps a study that has a plan in places from one in whole sessions. */
#ifndef EQP_SOLVER_WHOLE_OBSTACLES_H
#define EQP_SOLVER_WHOLE_OBSTACLES_H

#include "models/answers/whole_obstacles.h"
#include "models/programme/solution.h"

/* Of a solution whose outcome is INFEASIBLE and which has an excess (eqp_whole_solve). Owned by the
 * caller: eqp_whole_obstacles_free. EQP_ERROR_MEMORY only. */
eqp_status eqp_whole_obstacles_find(const eqp_programme *programme, const eqp_solution *solution,
                                    eqp_whole_obstacles **out, eqp_error *error);

#endif
