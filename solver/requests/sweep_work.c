#include "solver/requests/sweep_work.h"

#include "models/base/memory.h"
#include "solver/requests/batch.h"

/* A group at work. */
typedef struct group {
    const eqp_sweep_work *work;
    eqp_batch *batch;
} group;

static eqp_status change(void *context, uint64_t point, eqp_study *copy, eqp_error *error) {
    const group *g = context;
    (void)error;
    eqp_variation_change(g->work->variation, point, copy);
    return EQP_OK;
}

static eqp_status take(void *context, uint64_t point, const eqp_programme *programme,
                       const eqp_solution *solution, eqp_error *error) {
    group *g = context;
    eqp_status status = eqp_batch_add(g->batch, point, programme, solution,
                                      eqp_variation_draws(g->work->variation) > 0, error);
    if (!status)
        eqp_listener_counted(g->work->listener, 1);
    g->batch->counted = 1;
    return status;
}

/* Whether an interruption came before the group's last plan was what it would have been. */
static int is_cut_short(const eqp_sweep_work *work, const eqp_batch *batch, uint32_t count) {
    eqp_outcome last;
    if (!eqp_listener_stopped(work->listener))
        return 0;
    if (batch->count < count)
        return 1;
    last = batch->findings[count - 1]->outcome;
    return last == EQP_OUTCOME_STOPPED || last == EQP_OUTCOME_NO_PLAN;
}

static eqp_status solve_group(group *g, uint64_t first, uint64_t *points, uint32_t count,
                              eqp_error *error) {
    const eqp_sweep_work *work = g->work;
    const eqp_family family = {.base = work->base,
                               .hold_floors = work->hold_floors,
                               .led_by_base = 1,
                               .context = g,
                               .change = change,
                               .take = take};
    for (uint32_t i = 0; i < count; i++)
        points[i] = eqp_variation_at(work->variation, first + i);
    return eqp_family_solve(&family, points, count, &work->options, error);
}

static eqp_status work_on(void *context, uint64_t number, void **result, eqp_error *error) {
    const eqp_sweep_work *work = context;
    uint64_t first;
    uint32_t count = eqp_sweep_cut_group(&work->cut, number, &first);
    uint64_t *points = eqp_allocate(count, sizeof *points);
    group g = {.work = work, .batch = eqp_batch_create(count)};
    eqp_status status =
        points && g.batch ? solve_group(&g, first, points, count, error) : eqp_error_memory(error);
    if (status || is_cut_short(work, g.batch, count)) {
        eqp_batch_free(g.batch);
        g.batch = NULL;
    }
    *result = g.batch;
    eqp_free(points);
    return status;
}

/* With draws groups come in order, or the store would keep many that wait for those before them. */
static uint64_t group_at(const eqp_sweep_work *work, uint64_t turn) {
    return eqp_variation_draws(work->variation) ? turn : eqp_family_turn(work->cut.groups, turn);
}

/* The next group that the store does not have. */
static int next(void *context, uint64_t *number) {
    eqp_sweep_work *work = context;
    while (work->next < work->cut.groups && eqp_store_has(work->store, group_at(work, work->next)))
        work->next++;
    if (work->next == work->cut.groups || eqp_listener_stopped(work->listener))
        return 0;
    *number = group_at(work, work->next++);
    return 1;
}

static eqp_status deliver(void *context, uint64_t number, void *result, eqp_error *error) {
    eqp_sweep_work *work = context;
    eqp_batch *batch = result;
    eqp_status status = EQP_OK;
    if (batch && !batch->counted)
        eqp_listener_counted(work->listener, batch->count);
    if (batch)
        status =
            eqp_store_add(work->store, number, (const eqp_point_result *const *)batch->findings,
                          batch->count, error);
    eqp_batch_free(batch);
    return status;
}

eqp_status eqp_sweep_work_run(eqp_sweep_work *work, int threads, eqp_error *error) {
    const eqp_shared_workload shared = {
        .load = {.context = work, .next = next, .work = work_on, .deliver = deliver},
        .size = eqp_batch_size,
        .pack = eqp_batch_pack,
        .unpack = eqp_batch_unpack,
        .drop = eqp_batch_drop};
    return work->crew->run(&shared, threads, error);
}
