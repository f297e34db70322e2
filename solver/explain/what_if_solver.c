#include "solver/explain/what_if_solver.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "solver/decomposition/stage.h"
#include "solver/lp/load.h"
#include "solver/lp/slices.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The first solve begins with the columns whose reduced cost at the dual values known already is no
 * further below 0 than this share of their worth: nearly all that the optimum needs. */
#define NEAR 1e-9

/* What the cheapest plan may give of V, as stage D does. */
#define VALUE_SLACK 1e-7

struct eqp_what_if_solver {
    const eqp_programme *base;
    const eqp_solution *solution;
    eqp_watch *watch;
    eqp_study *study;         /* the copy that changes */
    eqp_programme *programme; /* of the copy, as it was taken last */
    eqp_stage_goal *goal;     /* of that programme: what the engine holds now */
    eqp_engine_host *host;
    eqp_engine *engine;        /* the programme's rows, and one more for what is held */
    double *row_scale;         /* [rows] times the row: its largest entry was 1 at first */
    double *cost;              /* [columns] scratch */
    double *primal;            /* [columns] */
    double *dual;              /* [rows + 1] */
    uint8_t *row_place;        /* [rows + 1] basis of the first solve, to which a reset goes back */
    uint8_t *column_place;     /* [columns] */
    uint32_t held, held_count; /* pairs whose places are held: one by its bounds, two by the row */
    size_t refusals;           /* of memory, before it began */
};

static eqp_status gave_up(eqp_what_if_solver *e, eqp_error *error) {
    if (!e->watch->stopped && eqp_memory_refusals() != e->refusals)
        return eqp_error_memory(error);
    return eqp_error_set(error, EQP_ERROR_SOLVER,
                         e->watch->stopped
                             ? _("stopped before everything was known")
                             : _("the linear-programming library gave up (numerical trouble)"));
}

/* Bounds of the row as the goal has them. */
static int set_row_bounds(eqp_what_if_solver *e, uint32_t row) {
    return eqp_load_bounds(e->engine, eqp_stage_goal_view(e->goal), e->row_scale, row, row + 1);
}

/* The programme, the goal's bounds, and the row for what is held. */
static int load(eqp_what_if_solver *e) {
    const eqp_lp *lp = e->programme->lp;
    const double lower = -INFINITY, upper = INFINITY;
    return eqp_load(e->engine, lp, e->row_scale) ||
           eqp_load_bounds(e->engine, eqp_stage_goal_view(e->goal), e->row_scale, 0, lp->rows) ||
           eqp_engine_add_rows(e->engine, 1, &lower, &upper);
}

static void set_goal(eqp_what_if_solver *e, eqp_objective objective, double value_floor) {
    const eqp_stage stage = {
        .objective = objective, .floor = e->solution->floor, .value_floor = value_floor};
    eqp_stage_goal_set(e->goal, e->programme, &stage);
}

static eqp_status run(eqp_what_if_solver *e, double scale, eqp_engine_outcome *outcome,
                      eqp_error *error) {
    const eqp_slices how = {.watch = e->watch};
    uint32_t columns = e->programme->lp->columns;
    for (uint32_t c = 0; c < columns; c++)
        e->cost[c] = e->goal->cost[c] * scale;
    if (eqp_watch_stop(e->watch) || eqp_engine_set_costs(e->engine, columns, e->cost) ||
        eqp_slices_solve(e->engine, &how, outcome) ||
        (*outcome != EQP_ENGINE_OPTIMAL && *outcome != EQP_ENGINE_INFEASIBLE))
        return gave_up(e, error);
    return EQP_OK;
}

static void read_results(eqp_what_if_solver *e, double scale) {
    uint32_t rows = e->programme->lp->rows;
    eqp_engine_primal(e->engine, e->programme->lp->columns, e->primal);
    eqp_engine_duals(e->engine, rows + 1, e->dual);
    for (uint32_t r = 0; r < rows; r++)
        e->dual[r] *= e->row_scale[r] / scale;
    e->dual[rows] /= scale;
}

eqp_status eqp_what_if_solver_solve(eqp_what_if_solver *e, eqp_outcome *outcome, eqp_error *error) {
    double scale = eqp_stage_scale(e->programme, EQP_OBJECTIVE_VALUE);
    eqp_engine_outcome found;
    eqp_status status = run(e, scale, &found, error);
    if (status)
        return status;
    *outcome = found == EQP_ENGINE_OPTIMAL ? EQP_OUTCOME_OPTIMAL : EQP_OUTCOME_INFEASIBLE;
    if (found == EQP_ENGINE_OPTIMAL)
        read_results(e, scale);
    return EQP_OK;
}

eqp_status eqp_what_if_solver_solve_cheapest(eqp_what_if_solver *e, eqp_outcome *outcome,
                                             eqp_error *error) {
    uint32_t row = eqp_programme_row(e->programme, EQP_ROW_value, 0);
    double scale = eqp_stage_scale(e->programme, EQP_OBJECTIVE_COST);
    eqp_engine_outcome found;
    eqp_status status = eqp_what_if_solver_solve(e, outcome, error);
    if (status || *outcome != EQP_OUTCOME_OPTIMAL)
        return status;
    set_goal(e, EQP_OBJECTIVE_COST, eqp_what_if_solver_value(e) * (1 - VALUE_SLACK));
    if (set_row_bounds(e, row))
        return gave_up(e, error);
    status = run(e, scale, &found, error);
    if (!status && found == EQP_ENGINE_OPTIMAL)
        read_results(e, scale);
    set_goal(e, EQP_OBJECTIVE_VALUE, -INFINITY);
    if (!status && (found != EQP_ENGINE_OPTIMAL || set_row_bounds(e, row)))
        status = gave_up(e, error);
    return status;
}

/* Opens the columns that the first solve leaves aside, or closes them at their lower bound. */
static int set_aside(eqp_what_if_solver *e, int closed) {
    const eqp_lp *lp = e->base->lp;
    for (uint32_t c = 0; c < lp->columns; c++) {
        double reduced = eqp_lp_reduced_cost(lp, c, lp->cost[c], e->solution->dual);
        double worth = fmax(fabs(lp->cost[c]), e->solution->value_best / fmax(1, lp->columns));
        if (reduced < -NEAR * worth && !(e->solution->primal[c] > lp->lower[c]) &&
            eqp_engine_set_column_bounds(e->engine, c, lp->lower[c],
                                         closed ? lp->lower[c] : lp->upper[c]))
            return -1;
    }
    return 0;
}

/* The first solve: among the columns that stage B's dual values favour, then among all. */
static eqp_status solve_first(eqp_what_if_solver *e, eqp_error *error) {
    eqp_outcome outcome;
    eqp_status status;
    if (set_aside(e, 1))
        return gave_up(e, error);
    status = eqp_what_if_solver_solve(e, &outcome, error);
    if (!status && set_aside(e, 0))
        status = gave_up(e, error);
    if (!status)
        status = eqp_what_if_solver_solve(e, &outcome, error);
    if (!status && outcome != EQP_OUTCOME_OPTIMAL)
        status = gave_up(e, error);
    if (!status)
        eqp_engine_save(e->engine, e->base->lp->rows + 1, e->row_place, e->base->lp->columns,
                        e->column_place);
    return status;
}

static eqp_status make(eqp_what_if_solver *e, eqp_error *error) {
    const eqp_lp *lp = e->base->lp;
    eqp_status status = eqp_study_copy(e->base->study, &e->study, error);
    if (!status)
        status = eqp_programme_build(e->study, &e->programme, error);
    if (!status)
        status = eqp_stage_goal_create(e->programme, &e->goal, error);
    if (status)
        return status;
    e->row_scale = eqp_load_scales(lp);
    e->cost = eqp_allocate(lp->columns, sizeof *e->cost);
    e->primal = eqp_allocate(lp->columns, sizeof *e->primal);
    e->dual = eqp_allocate((size_t)lp->rows + 1, sizeof *e->dual);
    e->row_place = eqp_allocate((size_t)lp->rows + 1, 1);
    e->column_place = eqp_allocate(lp->columns, 1);
    e->host = eqp_engine_host_create();
    e->engine = e->host ? eqp_engine_create(e->host) : NULL;
    if (!e->row_scale || !e->cost || !e->primal || !e->dual || !e->row_place || !e->column_place ||
        !e->engine)
        return eqp_error_memory(error);
    set_goal(e, EQP_OBJECTIVE_VALUE, -INFINITY);
    return load(e) ? eqp_error_memory(error) : solve_first(e, error);
}

eqp_status eqp_what_if_solver_create(const eqp_programme *programme, const eqp_solution *solution,
                                     eqp_watch *watch, eqp_what_if_solver **out, eqp_error *error) {
    eqp_what_if_solver *e = eqp_allocate(1, sizeof *e);
    eqp_status status;
    *out = NULL;
    if (!e)
        return eqp_error_memory(error);
    e->base = programme;
    e->solution = solution;
    e->watch = watch;
    e->refusals = eqp_memory_refusals();
    status = make(e, error);
    if (status)
        eqp_what_if_solver_free(e);
    else
        *out = e;
    return status;
}

void eqp_what_if_solver_free(eqp_what_if_solver *e) {
    if (!e)
        return;
    eqp_engine_free(e->engine);
    eqp_engine_host_free(e->host);
    eqp_stage_goal_free(e->goal);
    eqp_programme_free(e->programme);
    eqp_study_free(e->study);
    eqp_free(e->row_scale);
    eqp_free(e->cost);
    eqp_free(e->primal);
    eqp_free(e->dual);
    eqp_free(e->row_place);
    eqp_free(e->column_place);
    eqp_free(e);
}

const eqp_study *eqp_what_if_solver_base(const eqp_what_if_solver *e) {
    return e->base->study;
}

eqp_study *eqp_what_if_solver_study(eqp_what_if_solver *e) {
    return e->study;
}

/* ---- changes ---- */

static int same_column(const eqp_lp *one, const eqp_lp *other, uint32_t column) {
    size_t first = one->start[column], length = one->start[column + 1] - first;
    size_t second = other->start[column];
    return other->start[column + 1] - second == length &&
           memcmp(one->row + first, other->row + second, length * sizeof *one->row) == 0 &&
           memcmp(one->value + first, other->value + second, length * sizeof *one->value) == 0;
}

static int set_column(eqp_what_if_solver *e, const eqp_lp *lp, uint32_t column, double *value) {
    size_t first = lp->start[column], length = lp->start[column + 1] - first;
    for (size_t i = 0; i < length; i++)
        value[i] = lp->value[first + i] * e->row_scale[lp->row[first + i]];
    return eqp_engine_set_column(e->engine, column, (uint32_t)length, lp->row + first, value);
}

/* Columns that differ between two programmes of one structure, entries and bounds. */
static int change_columns(eqp_what_if_solver *e, const eqp_lp *before, const eqp_lp *after) {
    double *value = eqp_allocate(after->rows, sizeof *value);
    int failed = !value;
    for (uint32_t c = 0; !failed && c < after->columns; c++) {
        if (!same_column(before, after, c))
            failed = set_column(e, after, c, value);
        if (!failed && (before->lower[c] != after->lower[c] || before->upper[c] != after->upper[c]))
            failed = eqp_engine_set_column_bounds(e->engine, c, after->lower[c], after->upper[c]);
    }
    eqp_free(value);
    return failed;
}

/* Lets go of what is held. The row keeps its entries, which a basis may need. */
static int let_go(eqp_what_if_solver *e) {
    const eqp_lp *lp = e->programme->lp;
    int failed = 0;
    if (e->held_count == 1)
        failed = eqp_engine_set_column_bounds(e->engine, e->held, lp->lower[e->held],
                                              lp->upper[e->held]);
    else if (e->held_count == 2)
        failed = eqp_engine_set_row_bounds(e->engine, lp->rows, -INFINITY, INFINITY);
    return failed;
}

/* Two pairs are held by a row of their own; a column that was set anew has lost its entry in it. */
static int write_held_row(eqp_what_if_solver *e) {
    static const double one[2] = {1, 1};
    const uint32_t columns[2] = {e->held, e->held + 1};
    return eqp_engine_set_row(e->engine, e->programme->lp->rows, 2, columns, one);
}

static int change_rows(eqp_what_if_solver *e) {
    for (uint32_t r = 0; r < e->programme->lp->rows; r++)
        if (set_row_bounds(e, r))
            return -1;
    return e->held_count == 2 ? write_held_row(e) : 0;
}

eqp_status eqp_what_if_solver_take(eqp_what_if_solver *e, eqp_error *error) {
    eqp_programme *next;
    eqp_status status = eqp_programme_build(e->study, &next, error);
    int failed;
    if (status)
        return status;
    assert(next->lp->rows == e->base->lp->rows && next->lp->columns == e->base->lp->columns);
    failed = change_columns(e, e->programme->lp, next->lp);
    eqp_programme_free(e->programme);
    e->programme = next;
    memcpy(e->goal->row_lower, next->lp->row_lower, next->lp->rows * sizeof *e->goal->row_lower);
    memcpy(e->goal->row_upper, next->lp->row_upper, next->lp->rows * sizeof *e->goal->row_upper);
    set_goal(e, EQP_OBJECTIVE_VALUE, -INFINITY);
    return failed || change_rows(e) ? gave_up(e, error) : EQP_OK;
}

eqp_status eqp_what_if_solver_reset(eqp_what_if_solver *e, eqp_error *error) {
    const eqp_lp *lp = e->base->lp;
    eqp_status status;
    eqp_study_restore(e->study, e->base->study);
    if (let_go(e))
        return gave_up(e, error);
    status = eqp_what_if_solver_take(e, error);
    if (!status &&
        eqp_engine_restore(e->engine, lp->rows + 1, e->row_place, lp->columns, e->column_place))
        status = gave_up(e, error);
    return status;
}

uint32_t eqp_what_if_solver_pairs(const eqp_programme *programme, uint32_t offer,
                                  uint32_t institution, uint32_t *count) {
    uint32_t first = EQP_NONE;
    *count = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        if (programme->offer[programme->pair_offer[pair]] == offer &&
            programme->pair_institution[pair] == institution && (*count)++ == 0)
            first = pair;
    return first;
}

eqp_status eqp_what_if_solver_hold(eqp_what_if_solver *e, uint32_t pair, uint32_t count,
                                   double lower, double upper, eqp_error *error) {
    const eqp_lp *lp = e->programme->lp;
    int failed = let_go(e);
    assert(count == 1 || count == 2);
    e->held = pair;
    e->held_count = count;
    if (!failed && count == 1)
        failed = eqp_engine_set_column_bounds(e->engine, pair, fmax(lower, lp->lower[pair]),
                                              fmin(upper, lp->upper[pair]));
    else if (!failed)
        failed = write_held_row(e) || eqp_engine_set_row_bounds(e->engine, lp->rows, lower, upper);
    return failed ? gave_up(e, error) : EQP_OK;
}

eqp_status eqp_what_if_solver_drop_rule(eqp_what_if_solver *e, uint32_t rule, eqp_error *error) {
    uint32_t row = eqp_programme_row(e->programme, EQP_ROW_rule, rule);
    e->goal->row_lower[row] = -INFINITY;
    e->goal->row_upper[row] = INFINITY;
    return set_row_bounds(e, row) ? gave_up(e, error) : EQP_OK;
}

/* ---- what was found ---- */

const eqp_programme *eqp_what_if_solver_programme(const eqp_what_if_solver *e) {
    return e->programme;
}

double eqp_what_if_solver_value(const eqp_what_if_solver *e) {
    double value = 0;
    for (uint32_t c = 0; c < e->programme->lp->columns; c++)
        value += e->programme->lp->cost[c] * e->primal[c];
    return value;
}

const double *eqp_what_if_solver_primal(const eqp_what_if_solver *e) {
    return e->primal;
}

const double *eqp_what_if_solver_dual(const eqp_what_if_solver *e) {
    return e->dual;
}

double eqp_what_if_solver_forced(const eqp_what_if_solver *e) {
    return e->held_count == 1 ? eqp_lp_reduced_cost(e->programme->lp, e->held, 0, e->dual)
                              : e->dual[e->programme->lp->rows];
}
