#include "solver/requests/no_plan.h"

#include "models/base/language.h"
#include "solver/conflicts/conflicts.h"
#include "solver/whole_sessions/whole_obstacles.h"

eqp_status eqp_no_plan_find(const eqp_request *request, const eqp_programme *programme,
                            const eqp_solution *solution, eqp_no_plan *out, eqp_error *error) {
    eqp_status status;
    *out = (eqp_no_plan){NULL, NULL};
    if (!eqp_request_crew(request)->first)
        return EQP_OK;
    if (solution && solution->excess)
        return eqp_whole_obstacles_find(programme, solution, &out->obstacles, error);
    eqp_listener_working(&request->listener, _("looking for what conflicts"));
    status = eqp_conflicts_find(programme, &out->conflicts, error);
    eqp_listener_working(&request->listener, NULL);
    return status;
}

void eqp_no_plan_free(eqp_no_plan *no_plan) {
    eqp_conflicts_free(no_plan->conflicts);
    eqp_whole_obstacles_free(no_plan->obstacles);
}
