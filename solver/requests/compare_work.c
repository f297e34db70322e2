#include "solver/requests/compare_work.h"

#include "models/study/scenario.h"
#include "solver/requests/batch.h"
#include "solver/stages/workers.h"

/* The copy becomes the study of scenario `number`. */
static eqp_status change(void *context, uint64_t number, eqp_study *copy, eqp_error *error) {
    const eqp_compare_work *work = context;
    eqp_study *changed;
    eqp_status status = eqp_scenario_apply(work->study, work->scenario[number], NULL, 0, NULL, NULL,
                                           &changed, error);
    if (!status)
        eqp_study_restore(copy, changed);
    eqp_study_free(changed);
    return status;
}

/* No two threads have the same number. */
static eqp_status take(void *context, uint64_t number, const eqp_programme *programme,
                       const eqp_solution *solution, eqp_error *error) {
    eqp_compare_work *work = context;
    eqp_listener_counted(work->listener, 1);
    return eqp_batch_finding(number, programme, solution, 1, &work->results[number], error);
}

static int next(void *context, uint64_t *number) {
    eqp_compare_work *work = context;
    if (work->next + 1 >= work->count || eqp_listener_stopped(work->listener))
        return 0;
    *number = ++work->next;
    return 1;
}

static eqp_status work_on(void *context, uint64_t number, void **result, eqp_error *error) {
    eqp_compare_work *work = context;
    const eqp_family family = {.base = work->base, .context = work, .change = change, .take = take};
    *result = NULL;
    return eqp_family_solve(&family, &number, 1, &work->options, error);
}

/* Findings lie where they belong already. */
static eqp_status deliver(void *context, uint64_t number, void *result, eqp_error *error) {
    (void)context, (void)number, (void)result, (void)error;
    return EQP_OK;
}

static eqp_status fill_gaps(eqp_compare_work *work, eqp_error *error) {
    for (uint32_t i = 0; i < work->count; i++) {
        if (!work->results[i])
            work->results[i] = eqp_point_result_without_plan(
                i, EQP_OUTCOME_NO_PLAN, work->study->institutions.count, work->study->zones.count);
        if (!work->results[i])
            return eqp_error_memory(error);
    }
    return EQP_OK;
}

eqp_status eqp_compare_work_run(eqp_compare_work *work, int threads, eqp_error *error) {
    const eqp_workload load = {.context = work, .next = next, .work = work_on, .deliver = deliver};
    int scenarios = (int)work->count - 1;
    eqp_status status =
        take(work, 0, eqp_base_programme(work->base), eqp_base_solution(work->base), error);
    if (!status && scenarios > 0)
        status = eqp_workers_run(&load, threads < scenarios ? threads : scenarios, error);
    return status ? status : fill_gaps(work, error);
}
