#include "solver/requests/compare.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/study/scenario.h"
#include "solver/requests/compare_work.h"

static int is_known(const eqp_compare_answer *answer, const char *name) {
    for (uint32_t i = 1; i < answer->count; i++)
        if (answer->scenario[i] == name)
            return 1;
    return 0;
}

/* Base, then every scenario in the order of scenarios.csv. */
static eqp_status list_scenarios(eqp_compare_answer *answer, eqp_error *error) {
    const eqp_study *study = answer->run.study;
    uint32_t most = eqp_names_count(study->spaces[EQP_SPACE_scenario]) + 1;
    answer->scenario = eqp_allocate(most, sizeof *answer->scenario);
    answer->results = eqp_allocate(most, sizeof *answer->results);
    if (!answer->scenario || !answer->results)
        return eqp_error_memory(error);
    answer->scenario[0] = "base";
    answer->count = 1;
    for (uint32_t row = 0; row < study->scenarios.count; row++) {
        const char *name = eqp_study_id(study, EQP_SPACE_scenario, study->scenarios.scenario[row]);
        if (!is_known(answer, name))
            answer->scenario[answer->count++] = name;
    }
    return EQP_OK;
}

/* Applies each scenario once before any is solved: what is wrong with one, or has to be said of it,
 * is said once and at once. */
static eqp_status check_scenarios(const eqp_compare_answer *answer, eqp_error *error) {
    const eqp_listener *listener = &answer->run.request->listener;
    eqp_status status = EQP_OK;
    for (uint32_t i = 1; !status && i < answer->count; i++) {
        eqp_study *changed;
        status = eqp_scenario_apply(answer->run.study, answer->scenario[i], NULL, 0,
                                    listener->warning, listener->context, &changed, error);
        eqp_study_free(changed);
    }
    return status;
}

static eqp_status prepare(eqp_compare_answer *answer, eqp_error *error) {
    const eqp_listener *listener = &answer->run.request->listener;
    eqp_status status = list_scenarios(answer, error);
    if (!status)
        status = check_scenarios(answer, error);
    if (!status)
        status = eqp_command_run_open(&answer->run, error);
    if (status)
        return status;
    if (answer->count > 1)
        eqp_listener_note(listener,
                          P_("base and %u scenario", "base and %u scenarios", answer->count - 1),
                          answer->count - 1);
    else
        eqp_listener_note(listener, "%s",
                          _("the study has no scenarios: there is nothing to compare it with"));
    return EQP_OK;
}

static eqp_status solve_scenarios(eqp_compare_answer *answer, eqp_error *error) {
    eqp_command_run *run = &answer->run;
    eqp_compare_work work = {.study = run->study,
                             .base = run->base,
                             .scenario = answer->scenario,
                             .count = answer->count,
                             .results = answer->results,
                             .options = eqp_command_run_group_options(run, answer->count - 1),
                             .listener = &run->request->listener};
    eqp_status status;
    eqp_command_run_count(run, 0, answer->count);
    status = eqp_compare_work_run(&work, run->threads, error);
    eqp_command_run_solved(run);
    return status;
}

eqp_comparison eqp_compare_answer_view(const eqp_compare_answer *answer) {
    return (eqp_comparison){.study = answer->run.study,
                            .scenario = answer->scenario,
                            .finding = (const eqp_point_result *const *)answer->results,
                            .count = answer->count};
}

static eqp_status write(eqp_compare_answer *answer, eqp_error *error) {
    eqp_command_run *run = &answer->run;
    const eqp_comparison comparison = eqp_compare_answer_view(answer);
    eqp_status status = eqp_command_run_plan(run, error);
    if (!status)
        status =
            eqp_comparison_write(&comparison, &run->facts, run->folder, run->request->style, error);
    return status;
}

eqp_status eqp_request_compare(const eqp_request *request, eqp_compare_answer *answer,
                               eqp_error *error) {
    eqp_command_run *run = &answer->run;
    eqp_status status;
    *answer = (eqp_compare_answer){.outcome = EQP_OUTCOME_NO_PLAN};
    status = eqp_command_run_begin(run, request, "compare", EQP_READ_ALONE, error);
    if (!status)
        status = prepare(answer, error);
    if (!status)
        status = eqp_command_run_solve_base(run, run->study, 0, &answer->outcome, error);
    if (status || answer->outcome != EQP_OUTCOME_OPTIMAL)
        return status;
    status = solve_scenarios(answer, error);
    if (!status && run->folder)
        status = write(answer, error);
    if (eqp_listener_stopped(&request->listener))
        answer->outcome = EQP_OUTCOME_STOPPED;
    return status;
}

char *eqp_compare_answer_json(const eqp_compare_answer *answer) {
    const eqp_comparison comparison = eqp_compare_answer_view(answer);
    return answer->outcome == EQP_OUTCOME_NO_PLAN
               ? eqp_no_plan_json(NULL, answer->outcome)
               : eqp_comparison_json(&comparison, &answer->run.facts);
}

void eqp_compare_answer_free(eqp_compare_answer *answer) {
    for (uint32_t i = 0; i < answer->count; i++)
        eqp_free(answer->results[i]);
    eqp_free(answer->results);
    eqp_free(answer->scenario);
    eqp_command_run_end(&answer->run);
}
