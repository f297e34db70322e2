#include "measure.h"

#include "agreement.h"
#include "child.h"
#include "clock.h"
#include "clp_stages.h"
#include "models/base/memory.h"
#include "solver/stages/stages.h"

#include <stdio.h>
#include <string.h>

static eqp_status measure_ours(eqp_programme *programme, const bench_case *which,
                               bench_solver solver, double limit, bench_measurement *out,
                               eqp_error *error) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_solution *solution = NULL;
    eqp_status status;
    double begin = clock_seconds();
    options.engine = solver == BENCH_GLPK ? EQP_ENGINE_DIRECT : EQP_ENGINE_DECOMPOSED;
    options.threads = solver == BENCH_TWO_THREADS ? 2 : 1;
    options.time_limit = limit;
    options.without_overlap = 1; /* Clp knows no stage C */
    status = eqp_stages_solve(programme, &options, &solution, error);
    out->seconds = clock_seconds() - begin;
    if (status != EQP_OK)
        return status;
    if (which->job == BENCH_VALUE) /* stage D comes along and is taken off */
        out->seconds -= solution->seconds[EQP_PHASE_COST];
    memcpy(out->phase, solution->seconds, sizeof out->phase);
    memcpy(out->fair_rate, solution->fair_rate, out->zones * sizeof *out->fair_rate);
    out->finished = solution->outcome == EQP_OUTCOME_OPTIMAL;
    out->unbalanced = solution->unbalanced;
    out->value = solution->value_best;
    out->bound = solution->upper_bound;
    out->cost = bench_cost(programme, solution->primal);
    out->fair_levels = solution->fair_levels;
    out->blocks = solution->blocks;
    out->largest_rows = solution->largest_rows;
    out->largest_columns = solution->largest_columns;
    out->cut_offers = solution->cut_offers;
    eqp_solution_free(solution);
    return EQP_OK;
}

static eqp_status measure_clp(const eqp_programme *programme, const bench_case *which,
                              bench_solver solver, double limit, bench_measurement *out,
                              eqp_error *error) {
    clp_result result = {.fair_rate = out->fair_rate};
    clp_settings settings = {.start = (clp_start)solver, .limit = limit};
    eqp_status status;
    double begin = clock_seconds();
    status = which->job == BENCH_WHOLE ? clp_stages_solve(programme, &settings, &result, error)
                                       : clp_value_solve(programme, &settings, &result, error);
    out->seconds = clock_seconds() - begin;
    memcpy(out->phase, result.seconds, sizeof out->phase);
    out->finished = result.optimal;
    out->unbalanced = result.unbalanced;
    out->value = result.value;
    out->cost = result.cost;
    out->fair_levels = result.fair_levels;
    return status;
}

static eqp_status measure_here(const bench_case *which, bench_solver solver, double limit,
                               bench_measurement *out, eqp_error *error) {
    eqp_study *study = NULL;
    eqp_programme *programme = NULL;
    eqp_status status = bench_case_study(which, &study, error);
    if (status == EQP_OK)
        status = eqp_programme_build(study, &programme, error);
    if (status == EQP_OK && study->zones.count > BENCH_ZONES)
        status = eqp_error_set(error, EQP_ERROR_USAGE, "more than %d zones", BENCH_ZONES);
    if (status == EQP_OK) {
        out->rows = programme->lp->rows;
        out->columns = programme->lp->columns;
        out->entries = programme->lp->start[out->columns];
        out->zones = study->zones.count;
        status = solver < BENCH_GLPK ? measure_clp(programme, which, solver, limit, out, error)
                                     : measure_ours(programme, which, solver, limit, out, error);
    }
    out->memory = bench_child_memory();
    out->measured = status == EQP_OK;
    eqp_programme_free(programme);
    eqp_study_free(study);
    return status;
}

/* Seconds after which a measurement that does not heed its limit is killed. */
static unsigned patience(bench_solver solver, double limit) {
    return (unsigned)(solver < BENCH_GLPK ? 4 * limit : limit) + 60;
}

typedef struct task {
    const bench_case *which;
    bench_solver solver;
    double limit;
} task;

static void measure_task(const void *context, void *found) {
    const task *what = context;
    bench_measurement *out = found;
    eqp_error error = {0};
    if (measure_here(what->which, what->solver, what->limit, out, &error) != EQP_OK)
        snprintf(out->sentence, sizeof out->sentence, "%.150s", error.sentence);
}

void bench_measure(const bench_case *which, bench_solver solver, double limit,
                   bench_measurement *out) {
    task what = {which, solver, limit};
    memset(out, 0, sizeof *out);
    if (bench_child_run(measure_task, &what, patience(solver, limit), out, sizeof *out) == 0)
        return;
    memset(out, 0, sizeof *out);
    snprintf(out->sentence, sizeof out->sentence, "the process failed, or ran past its limit");
}
