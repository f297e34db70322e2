#include "solver/requests/no_plan.h"

#include "models/base/language.h"
#include "output/files/json.h"
#include "output/tables/run.h"
#include "output/text/conflict_text.h"
#include "output/text/whole_obstacles_text.h"
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

char *eqp_no_plan_json(const eqp_no_plan *no_plan, eqp_outcome outcome) {
    eqp_json *json;
    if (no_plan && no_plan->obstacles)
        return eqp_whole_obstacles_json(no_plan->obstacles);
    if (no_plan && no_plan->conflicts)
        return eqp_conflict_json(no_plan->conflicts);
    json = eqp_json_create();
    eqp_json_text(json, "status", eqp_outcome_name(outcome));
    return eqp_json_finish(json);
}

void eqp_no_plan_free(eqp_no_plan *no_plan) {
    eqp_conflicts_free(no_plan->conflicts);
    eqp_whole_obstacles_free(no_plan->obstacles);
}
