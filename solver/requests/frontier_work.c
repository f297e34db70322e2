#include "solver/requests/frontier_work.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "models/proof/judge.h"
#include "output/text/figures.h"
#include "solver/stages/workers.h"

#include <math.h>

/* The share of itself by which a value may pass its bound; some 10⁻¹⁵ where there is a plan. */
#define LARGEST_EXCESS 1e-9

/* One round: samples to find, or (samples NULL) points with moving floors. */
typedef struct asking {
    eqp_frontier_work *work;
    eqp_frontier_sample *samples;
    eqp_curve_point *points;
    uint32_t count, group, turn; /* places; places of a group; groups given out */
    size_t first_mark;
    eqp_solve_options options; /* of one group */
} asking;

static eqp_status change(void *context, uint64_t number, eqp_study *copy, eqp_error *error) {
    const asking *r = context;
    (void)error;
    /* The base may be another study than the one that the axis was made for. */
    eqp_study_restore(copy, r->work->study);
    eqp_axis_change(r->work->axis->axis, r->samples ? r->samples[number].at : r->points[number].at,
                    copy);
    return EQP_OK;
}

/* Next to the largest, noise is 0. */
static void note_marginals(const eqp_frontier_work *work, uint64_t mark,
                           const eqp_programme *programme, const eqp_solution *solution) {
    const double *dual = solution->dual + eqp_programme_rows_of(programme, EQP_ROW_budget).first;
    uint32_t institutions = programme->study->institutions.count;
    double *marginal = work->marginal + mark * institutions, largest = 0;
    for (uint32_t i = 0; i < institutions; i++)
        largest = fmax(largest, dual[i]);
    for (uint32_t i = 0; i < institutions; i++)
        marginal[i] = dual[i] > 1e-9 * largest ? 1000 * dual[i] : 0;
}

static eqp_status refuse_gap(double at, eqp_error *error) {
    return eqp_error_set(
        error, EQP_ERROR_SOLVER,
        _("the plan at %s could not be found: the solver gave up; try a shorter range"),
        eqp_figure_rounded(at, 15).text);
}

/* A little beyond the edge of what is feasible there still seem to be plans, which pass rows by
 * their tolerance: their value passes what is proven, the more the farther beyond. */
static int is_plan(const eqp_solution *solution) {
    double excess = solution->value_best - solution->upper_bound;
    return solution->outcome == EQP_OUTCOME_OPTIMAL &&
           excess <= LARGEST_EXCESS * fmax(1e-3, fabs(solution->value_best));
}

static eqp_status take_sample(void *context, uint64_t number, const eqp_programme *programme,
                              const eqp_solution *solution, eqp_error *error) {
    asking *r = context;
    eqp_frontier_sample *sample = &r->samples[number];
    eqp_status status;
    eqp_listener_counted(r->work->listener, 1);
    sample->mark = r->first_mark + number;
    sample->feasible = is_plan(solution);
    status = sample->feasible ? eqp_judge_confirm(programme, solution, error) : EQP_OK;
    if (status)
        return status;
    if (solution->outcome == EQP_OUTCOME_INFEASIBLE)
        return EQP_OK;
    if (solution->outcome != EQP_OUTCOME_OPTIMAL)
        return refuse_gap(sample->at, error);
    sample->value = fmin(solution->value_best, solution->upper_bound);
    sample->slope = eqp_frontier_axis_slope(r->work->axis, programme, solution,
                                            eqp_base_solution(r->work->base)->fair_rate);
    note_marginals(r->work, sample->mark, programme, solution);
    return EQP_OK;
}

static eqp_status take_point(void *context, uint64_t number, const eqp_programme *programme,
                             const eqp_solution *solution, eqp_error *error) {
    asking *r = context;
    eqp_listener_counted(r->work->listener, 1);
    if (solution->outcome == EQP_OUTCOME_OPTIMAL)
        r->points[number].value = solution->value_best;
    return eqp_judge_confirm(programme, solution, error);
}

static int next(void *context, uint64_t *group) {
    asking *r = context;
    uint32_t groups = (r->count + r->group - 1) / r->group;
    if (r->turn == groups)
        return 0;
    *group = eqp_family_turn(groups, r->turn++);
    return 1;
}

static eqp_status work_on(void *context, uint64_t group, void **result, eqp_error *error) {
    asking *r = context;
    const eqp_base *base = r->work->base;
    const eqp_family family = {.base = base,
                               .hold_floors = r->samples &&
                                              eqp_base_programme(base)->study->settings.balance > 0,
                               .only_value = 1,
                               .context = r,
                               .change = change,
                               .take = r->samples ? take_sample : take_point};
    uint64_t numbers[EQP_FAMILY_MOST];
    uint32_t first = (uint32_t)group * r->group, count = 0;
    while (count < r->group && first + count < r->count) {
        numbers[count] = first + count;
        count++;
    }
    *result = NULL;
    return eqp_family_solve(&family, numbers, count, &r->options, error);
}

/* What was found lies where it belongs already. */
static eqp_status deliver(void *context, uint64_t group, void *result, eqp_error *error) {
    (void)context, (void)group, (void)result, (void)error;
    return EQP_OK;
}

static eqp_status run(asking *r, eqp_error *error) {
    const eqp_workload load = {.context = r, .next = next, .work = work_on, .deliver = deliver};
    r->group = eqp_family_group(r->count);
    return eqp_workers_run(&load, r->work->threads, error);
}

eqp_status eqp_frontier_work_evaluate(void *context, eqp_frontier_sample *samples, uint32_t count,
                                      eqp_error *error) {
    eqp_frontier_work *work = context;
    asking r = {.work = work,
                .samples = samples,
                .count = count,
                .first_mark = work->sample_count,
                .options = work->options};
    size_t institutions = work->study->institutions.count;
    if (eqp_grow(&work->marginal, &work->marginal_capacity,
                 (work->sample_count + count) * institutions, sizeof *work->marginal) != 0)
        return eqp_error_memory(error);
    work->sample_count += count;
    r.options.stop = NULL;
    return run(&r, error);
}

eqp_status eqp_frontier_work_moving(eqp_frontier_work *work, eqp_curve_point *points,
                                    uint32_t count, eqp_error *error) {
    asking r = {.work = work, .points = points, .count = count, .options = work->options};
    for (uint32_t i = 0; i < count; i++)
        points[i].value = NAN;
    return run(&r, error);
}
