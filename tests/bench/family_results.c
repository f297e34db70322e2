#include "family_results.h"

#include "agreement.h"
#include "median.h"
#include "models/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WARM_TRIAL 25   /* splits on which the ways of warm Clp are compared */
#define SCRATCH_TRIAL 2 /* the same of Clp from nothing */
#define SCRATCH_SAMPLE 10
#define GLPK_SAMPLE 5

static const char *const names[FAMILY_SOLVERS] = {"one thread", "two threads", "Clp, warm",
                                                  "Clp, scratch", "GLPK"};

void family_result_free(family_result *result) {
    for (int solver = 0; solver < FAMILY_SOLVERS; solver++)
        for (int i = 0; i < result->runs[solver]; i++)
            eqp_free(result->run[solver][i]);
}

static void tell(const family_task *task, const family_run *run) {
    if (!run->measured)
        fprintf(stderr, "%-10s %-15s failed: %s\n", task->which->name, names[task->solver],
                run->sentence);
    else
        fprintf(stderr, "%-10s %-15s %8.2f ms a split of %u%s\n", task->which->name,
                names[task->solver], 1e3 * run->seconds / run->splits, run->splits,
                run->finished ? "" : "  (not finished)");
}

static family_task make_task(const family_result *result, family_solver solver, uint32_t splits,
                             double limit) {
    family_task task = {result->which, solver, splits, result->way[solver], limit};
    task.clp.settings.limit = limit;
    return task;
}

static eqp_status run_once(family_result *result, family_solver solver, uint32_t splits,
                           double limit) {
    family_task task = make_task(result, solver, splits, limit);
    family_run *run = eqp_allocate(1, sizeof *run);
    if (!run)
        return EQP_ERROR_MEMORY;
    bench_family_run(&task, run);
    tell(&task, run);
    result->run[solver][result->runs[solver]++] = run;
    return EQP_OK;
}

/* Runs one way on a few splits; makes it the way where it is faster than *least. */
static void try_way(family_result *result, family_solver solver, const clp_family_options *way,
                    uint32_t splits, double limit, family_run *run, double *least) {
    family_task task = make_task(result, solver, splits, limit);
    task.clp.from = way->from;
    task.clp.settings.start = way->settings.start;
    task.clp.settings.unscaled = way->settings.unscaled;
    bench_family_run(&task, run);
    tell(&task, run);
    if (run->finished && run->seconds < *least) {
        *least = run->seconds;
        result->way[solver] = *way;
    }
}

/* Where Clp starts, and with and without scaling. Held floors have no B at β = 0 to resume, stage B
 * alone has no stage before it. */
static eqp_status choose_ways(family_result *result, double limit) {
    double warm = INFINITY, scratch = INFINITY;
    int starts = result->which->hold_floors ? CLP_START_RESUMED : CLP_STARTS;
    int origins = result->which->only_value ? 1 : CLP_FROM_COUNT;
    family_run *run = eqp_allocate(1, sizeof *run);
    if (!run)
        return EQP_ERROR_MEMORY;
    for (int unscaled = 0; unscaled < 2; unscaled++) {
        clp_family_options way = {.settings = {.start = CLP_START_PRESOLVED, .unscaled = unscaled}};
        for (int from = 0; from < origins; from++) {
            way.from = (clp_from)from;
            try_way(result, FAMILY_CLP_WARM, &way, WARM_TRIAL, limit, run, &warm);
        }
        for (int start = 0; start < starts; start++) {
            way.settings.start = (clp_start)start;
            try_way(result, FAMILY_CLP_SCRATCH, &way, SCRATCH_TRIAL, limit, run, &scratch);
        }
    }
    eqp_free(run);
    return EQP_OK;
}

eqp_status family_result_measure(const bench_family *which, int repetitions, double limit,
                                 family_result *out) {
    static const family_solver turn[] = {FAMILY_ONE_THREAD, FAMILY_CLP_WARM, FAMILY_TWO_THREADS};
    eqp_status status;
    memset(out, 0, sizeof *out);
    out->which = which;
    status = choose_ways(out, limit);
    for (int i = 0; i < repetitions && i < FAMILY_RUNS_MOST; i++)
        for (size_t t = 0; t < sizeof turn / sizeof *turn && status == EQP_OK; t++)
            status = run_once(out, turn[t], BENCH_SPLITS, limit);
    if (status == EQP_OK)
        status = run_once(out, FAMILY_CLP_SCRATCH, SCRATCH_SAMPLE, limit);
    if (status == EQP_OK)
        status = run_once(out, FAMILY_GLPK, GLPK_SAMPLE, limit);
    return status;
}

const family_run *family_result_typical(const family_result *result, family_solver solver) {
    double seconds[FAMILY_RUNS_MOST];
    int runs = result->runs[solver];
    for (int i = 0; i < runs; i++) {
        if (!result->run[solver][i]->finished)
            return NULL;
        seconds[i] = result->run[solver][i]->seconds;
    }
    return runs ? result->run[solver][bench_median_place(seconds, runs)] : NULL;
}

double family_result_split(const family_result *result, family_solver solver) {
    const family_run *run = family_result_typical(result, solver);
    return run ? run->seconds / run->splits : 0;
}

double family_result_ratio(const family_result *result, family_solver solver) {
    double ours = family_result_split(result, FAMILY_TWO_THREADS);
    return ours > 0 ? family_result_split(result, solver) / ours : 0;
}

/* The larger of the two; NAN gives way. */
static void widen(double *most, double apart) {
    *most = isnan(*most) ? apart : fmax(*most, apart);
}

family_apart family_result_apart(const family_result *result, family_solver solver) {
    const bench_family *which = result->which;
    const family_run *one = family_result_typical(result, FAMILY_TWO_THREADS);
    const family_run *other = family_result_typical(result, solver);
    int costs = !which->only_value && !(which->hold_floors && solver == FAMILY_GLPK);
    family_apart apart = {NAN, NAN, NAN};
    for (uint32_t split = 0; one && other && split < BENCH_SPLITS; split++) {
        const family_point *ours = &one->point[split], *theirs = &other->point[split];
        if (!ours->solved || !theirs->solved)
            continue;
        widen(&apart.value, bench_relative(ours->value, theirs->value));
        if (costs)
            widen(&apart.cost, bench_relative(ours->cost, theirs->cost));
        for (uint32_t z = 0; z < one->zones && !which->hold_floors; z++)
            if (!isnan(ours->fair_rate[z]) || !isnan(theirs->fair_rate[z]))
                widen(&apart.fair_rate, fabs(ours->fair_rate[z] - theirs->fair_rate[z]));
    }
    return apart;
}
