#include "solver/requests/planner.h"

#include "models/base/memory.h"
#include "models/proof/judge.h"
#include "models/study/scenario.h"
#include "solver/requests/solve.h"

#include <math.h>

struct eqp_planner {
    char *folder;
    eqp_study *study; /* as it was read */
    char **settings;  /* [request.setting_count] owned */
    size_t capacity;
    eqp_request request;
    int is_answered;
    eqp_solve_answer answer; /* of the last solve */
};

void eqp_text_free(char *text) {
    eqp_free(text);
}

/* ---- the study ---- */

static eqp_status read(eqp_planner *planner, const char *folder, const eqp_listener *listener,
                       eqp_error *error) {
    planner->folder = eqp_text_copy(folder);
    if (!planner->folder)
        return eqp_error_memory(error);
    planner->request.study = planner->folder;
    if (listener)
        planner->request.listener = *listener;
    return eqp_request_read(&planner->request, 0, NULL, &planner->study, error);
}

eqp_status eqp_planner_open(const char *folder, const eqp_listener *listener, eqp_planner **out,
                            eqp_error *error) {
    eqp_planner *planner = eqp_allocate(1, sizeof *planner);
    eqp_status status = planner ? read(planner, folder, listener, error) : eqp_error_memory(error);
    if (status) {
        eqp_planner_close(planner);
        planner = NULL;
    } else {
        planner->request.read = planner->study;
    }
    *out = planner;
    return status;
}

static void forget_answer(eqp_planner *planner) {
    if (planner->is_answered)
        eqp_solve_answer_free(&planner->answer);
    planner->is_answered = 0;
}

void eqp_planner_close(eqp_planner *planner) {
    if (!planner)
        return;
    forget_answer(planner);
    eqp_planner_reset(planner);
    eqp_free(planner->settings);
    eqp_study_free(planner->study);
    eqp_free(planner->folder);
    eqp_free(planner);
}

eqp_request *eqp_planner_request(eqp_planner *planner) {
    return &planner->request;
}

eqp_status eqp_planner_set(eqp_planner *planner, const char *setting, eqp_error *error) {
    eqp_request *request = &planner->request;
    eqp_status status = eqp_request_check_setting(planner->study, setting, error);
    char *copy;
    if (status)
        return status;
    copy = eqp_text_copy(setting);
    if (!copy || eqp_grow(&planner->settings, &planner->capacity, request->setting_count + 1,
                          sizeof *planner->settings) != 0) {
        eqp_free(copy);
        return eqp_error_memory(error);
    }
    planner->settings[request->setting_count++] = copy;
    request->settings = (const char *const *)planner->settings;
    return EQP_OK;
}

void eqp_planner_reset(eqp_planner *planner) {
    for (size_t i = 0; i < planner->request.setting_count; i++)
        eqp_free(planner->settings[i]);
    planner->request.setting_count = 0;
}

/* ---- the plan ---- */

eqp_status eqp_planner_solve(eqp_planner *planner, eqp_outcome *outcome, eqp_error *error) {
    const eqp_solve_request request = {planner->request, 0};
    eqp_status status;
    forget_answer(planner);
    status = eqp_request_solve(&request, &planner->answer, error);
    planner->is_answered = 1;
    if (!status && planner->answer.plan)
        status = eqp_judge_accept(&planner->answer.run.verdict, error);
    if (status)
        forget_answer(planner);
    else if (outcome)
        *outcome = planner->answer.outcome;
    return status;
}

char *eqp_planner_json(const eqp_planner *planner) {
    return planner->is_answered ? eqp_solve_answer_json(&planner->answer) : NULL;
}

/* NULL where there is none. */
static const eqp_plan *plan_of(const eqp_planner *planner) {
    return planner->is_answered ? planner->answer.plan : NULL;
}

double eqp_planner_value(const eqp_planner *planner) {
    return plan_of(planner) ? plan_of(planner)->value : NAN;
}

double eqp_planner_best(const eqp_planner *planner) {
    return plan_of(planner) ? plan_of(planner)->value_best : NAN;
}

double eqp_planner_bound(const eqp_planner *planner) {
    return plan_of(planner) ? plan_of(planner)->upper_bound : NAN;
}

double eqp_planner_coverage(const eqp_planner *planner) {
    return plan_of(planner) ? plan_of(planner)->coverage : NAN;
}

double eqp_planner_cost(const eqp_planner *planner) {
    return plan_of(planner) ? plan_of(planner)->total.cost : NAN;
}

uint32_t eqp_planner_zones(const eqp_planner *planner) {
    return plan_of(planner) ? planner->answer.study->zones.count : 0;
}

eqp_zone_result eqp_planner_zone(const eqp_planner *planner, uint32_t i) {
    const eqp_plan_zone *zone = &planner->answer.plan->zones[i];
    return (eqp_zone_result){eqp_study_id(planner->answer.study, EQP_SPACE_zone, i), zone->need,
                             zone->committed + zone->bought, zone->rate, zone->fair_rate};
}

uint32_t eqp_planner_lines(const eqp_planner *planner) {
    return plan_of(planner) ? planner->answer.plan->line_count : 0;
}

eqp_line_result eqp_planner_line(const eqp_planner *planner, uint32_t i) {
    const eqp_study *study = planner->answer.study;
    const eqp_plan_line *line = &planner->answer.plan->lines[i];
    return (eqp_line_result){eqp_study_id(study, EQP_SPACE_offer, line->offer),
                             eqp_study_id(study, EQP_SPACE_institution, line->institution),
                             line->bought.places,
                             line->bought.cost,
                             line->bought.hires,
                             line->sessions};
}

uint32_t eqp_planner_budgets(const eqp_planner *planner) {
    return plan_of(planner) ? planner->answer.study->institutions.count : 0;
}

eqp_budget_result eqp_planner_budget(const eqp_planner *planner, uint32_t i) {
    const eqp_plan_budget *budget = &planner->answer.plan->budgets[i];
    return (eqp_budget_result){eqp_study_id(planner->answer.study, EQP_SPACE_institution, i),
                               budget->budget, budget->spent, budget->marginal_value};
}
