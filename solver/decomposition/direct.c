#include "solver/decomposition/direct.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "models/proof/proof.h"
#include "solver/lp/load.h"
#include "solver/lp/slices.h"

#include <math.h>
#include <string.h>

typedef struct direct {
    const eqp_programme *programme;
    eqp_watch *watch;
    eqp_engine_host *host;
    eqp_engine *engine;
    eqp_stage_goal *goal;
    double *row_scale; /* [rows] times the row: its largest entry is 1 */
    double *cost;      /* [columns] scaled */
    double *x;         /* [columns] */
    double *dual;      /* [rows] */
    uint32_t rounds;
    int has_plan; /* some stage had one: the later ones have it, too */
} direct;

/* The overlap row's coefficients, where a stage has others than the one before. */
static int weigh_overlap(direct *d, const double *weight) {
    uint32_t pairs = d->programme->pairs, row = d->goal->overlap_row, *column;
    double *value;
    int failed;
    if (!weight || memcmp(d->goal->overlap_weight, weight, pairs * sizeof *weight) == 0)
        return 0;
    column = eqp_allocate(pairs, sizeof *column);
    value = eqp_allocate(pairs, sizeof *value);
    failed = !column || !value;
    for (uint32_t pair = 0; !failed && pair < pairs; pair++) {
        column[pair] = pair;
        value[pair] = weight[pair] * d->row_scale[row];
    }
    failed = failed || eqp_engine_set_row(d->engine, row, pairs, column, value);
    eqp_free(column);
    eqp_free(value);
    return failed ? -1 : 0;
}

/* Only the stages' own rows and the costs differ between stages. */
static int set_stage(direct *d, const eqp_stage *stage, double scale) {
    const eqp_programme *p = d->programme;
    eqp_row_range rows = eqp_programme_stage_rows(p);
    eqp_stage_goal_set(d->goal, p, stage);
    if (eqp_load_bounds(d->engine, eqp_stage_goal_view(d->goal), d->row_scale, rows.first,
                        rows.first + rows.count))
        return -1;
    for (uint32_t c = 0; c < p->lp->columns; c++)
        d->cost[c] = d->goal->cost[c] * scale;
    return eqp_engine_set_costs(d->engine, p->lp->columns, d->cost);
}

typedef struct telling {
    direct *d;
    const eqp_stage *stage;
    double scale;
} telling;

static void tell(void *context, double objective) {
    const telling *t = context;
    t->d->rounds++;
    eqp_watch_tell(t->d->watch, t->stage->phase, t->d->rounds, objective / t->scale, INFINITY);
}

static int solve(direct *d, const eqp_stage *stage, double scale, eqp_engine_outcome *outcome) {
    telling context = {d, stage, scale};
    const eqp_slices how = {
        .watch = d->watch, .feasible = d->has_plan, .tell = tell, .context = &context};
    if (eqp_slices_solve(d->engine, &how, outcome))
        return -1;
    d->has_plan |= *outcome == EQP_ENGINE_OPTIMAL || *outcome == EQP_ENGINE_FEASIBLE;
    return *outcome == EQP_ENGINE_FAILED ? -1 : 0;
}

static eqp_status maximise(void *self, const eqp_stage *stage, eqp_stage_result *result,
                           eqp_error *error) {
    direct *d = self;
    const eqp_lp *lp = d->programme->lp;
    double scale = eqp_stage_scale(d->programme, stage->objective);
    eqp_engine_outcome outcome;
    if (weigh_overlap(d, stage->overlap_weight))
        return eqp_error_memory(error);
    if (set_stage(d, stage, scale) || solve(d, stage, scale, &outcome))
        return eqp_error_set(error, EQP_ERROR_SOLVER,
                             _("the linear-programming library gave up (numerical trouble); try "
                               "--engine decomposed"));
    eqp_engine_primal(d->engine, lp->columns, d->x);
    eqp_engine_duals(d->engine, lp->rows, d->dual);
    for (uint32_t r = 0; r < lp->rows; r++)
        d->dual[r] = outcome == EQP_ENGINE_OPTIMAL ? d->dual[r] * d->row_scale[r] / scale : 0;
    result->value = eqp_engine_objective(d->engine) / scale;
    result->bound = eqp_proof_bound(lp, eqp_stage_goal_view(d->goal), d->dual);
    result->outcome = outcome == EQP_ENGINE_OPTIMAL      ? EQP_OUTCOME_OPTIMAL
                      : outcome == EQP_ENGINE_FEASIBLE   ? EQP_OUTCOME_STOPPED
                      : outcome == EQP_ENGINE_INFEASIBLE ? EQP_OUTCOME_INFEASIBLE
                                                         : EQP_OUTCOME_NO_PLAN;
    return EQP_OK;
}

static void primal(void *self, double *values) {
    direct *d = self;
    memcpy(values, d->x, d->programme->lp->columns * sizeof *values);
}

static const double *dual(void *self) {
    return ((direct *)self)->dual;
}

static int move(void *self, const eqp_programme *programme, eqp_revision revision) {
    (void)self;
    (void)programme;
    (void)revision;
    return 1;
}

static void tell_facts(void *self, eqp_solution *facts) {
    const direct *d = self;
    facts->rounds = d->rounds;
    facts->blocks = 1;
    facts->largest_rows = d->programme->lp->rows;
    facts->largest_columns = d->programme->lp->columns;
    facts->threads = 1;
}

static eqp_warm_start *keep(void *self) {
    (void)self;
    return NULL;
}

static eqp_status make(direct *d, eqp_error *error) {
    const eqp_lp *lp = d->programme->lp;
    eqp_status status = eqp_stage_goal_create(d->programme, &d->goal, error);
    d->row_scale = eqp_load_scales(lp);
    d->cost = eqp_allocate(lp->columns, sizeof *d->cost);
    d->x = eqp_allocate(lp->columns, sizeof *d->x);
    d->dual = eqp_allocate(lp->rows, sizeof *d->dual);
    d->host = eqp_engine_host_create();
    d->engine = d->host ? eqp_engine_create(d->host) : NULL;
    if (status)
        return status;
    if (!d->row_scale || !d->cost || !d->x || !d->dual || !d->engine ||
        eqp_load(d->engine, lp, d->row_scale))
        return eqp_error_memory(error);
    return EQP_OK;
}

eqp_status eqp_direct_run(const eqp_programme *programme, eqp_watch *watch, eqp_method_body body,
                          void *context, eqp_error *error) {
    direct d = {.programme = programme, .watch = watch};
    eqp_method method = {&d, maximise, primal, dual, move, tell_facts, keep};
    eqp_status status = make(&d, error);
    if (!status)
        body(&method, context);
    eqp_engine_free(d.engine);
    eqp_engine_host_free(d.host);
    eqp_stage_goal_free(d.goal);
    eqp_free(d.row_scale);
    eqp_free(d.cost);
    eqp_free(d.x);
    eqp_free(d.dual);
    return status;
}
