/* The only user of GLPK.
 *
 * GLPK keeps an environment per thread and aborts the process on misuse or when memory is short,
 * unless its error hook leaves by longjmp; after glp_free_env nothing of that thread's GLPK is
 * left. So each change and solve runs inside guarded(), the one function with a setjmp, and a host
 * that has been left this way is lost. */
#include "solver/lp/engine.h"

#include "models/base/memory.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

/* GLPK's own 1e-7 stalls the gap of the decomposition near 1e-5. */
#define REDUCED_COST_TOLERANCE 1e-9
#define FEASIBILITY_TOLERANCE 1e-9

struct eqp_engine_host {
    int lost;
    jmp_buf way_out;
    eqp_engine_host *outer; /* the thread's host before this one */
};

/* The thread's last host. */
static _Thread_local eqp_engine_host *innermost;

struct eqp_engine {
    eqp_engine_host *host;
    glp_prob *problem;
    int *index;    /* scratch for GLPK's 1-based entries, index[0] unused */
    double *value; /* the same */
    size_t index_room, value_room;
};

static void leave(void *info) {
    eqp_engine_host *host = info;
    longjmp(host->way_out, 1);
}

/* GLPK turns its output on to say why it gives up; a library does not print. */
static int print_nothing(void *info, const char *text) {
    (void)info;
    (void)text;
    return 1;
}

typedef void (*operation)(eqp_engine *engine, void *arguments);

static int guarded(eqp_engine *engine, operation run, void *arguments) {
    eqp_engine_host *host = engine->host;
    if (host->lost)
        return -1;
    glp_error_hook(leave, host);
    if (setjmp(host->way_out)) {
        for (eqp_engine_host *each = innermost; each; each = each->outer)
            each->lost = 1;
        glp_free_env();
        return -1;
    }
    run(engine, arguments);
    return 0;
}

eqp_engine_host *eqp_engine_host_create(void) {
    eqp_engine_host *host = eqp_allocate(1, sizeof *host);
    if (!host)
        return NULL;
    if ((innermost && innermost->lost) || glp_init_env() == 2) {
        eqp_free(host);
        return NULL;
    }
    host->outer = innermost;
    innermost = host;
    glp_term_out(GLP_OFF);
    glp_term_hook(print_nothing, NULL);
    return host;
}

void eqp_engine_host_free(eqp_engine_host *host) {
    if (!host)
        return;
    if (!host->lost && !host->outer)
        glp_free_env();
    innermost = host->outer;
    eqp_free(host);
}

static void create_problem(eqp_engine *engine, void *arguments) {
    (void)arguments;
    engine->problem = glp_create_prob();
    glp_set_obj_dir(engine->problem, GLP_MAX);
}

eqp_engine *eqp_engine_create(eqp_engine_host *host) {
    eqp_engine *engine = eqp_allocate(1, sizeof *engine);
    if (!engine)
        return NULL;
    engine->host = host;
    if (guarded(engine, create_problem, NULL)) {
        eqp_free(engine);
        return NULL;
    }
    return engine;
}

void eqp_engine_free(eqp_engine *engine) {
    if (!engine)
        return;
    if (!engine->host->lost)
        glp_delete_prob(engine->problem);
    eqp_free(engine->index);
    eqp_free(engine->value);
    eqp_free(engine);
}

static int bound_type(double lower, double upper) {
    if (isinf(lower))
        return isinf(upper) ? GLP_FR : GLP_UP;
    if (isinf(upper))
        return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

static int make_room(eqp_engine *engine, size_t count) {
    return eqp_grow(&engine->index, &engine->index_room, count + 1, sizeof *engine->index) ||
           eqp_grow(&engine->value, &engine->value_room, count + 1, sizeof *engine->value);
}

static void copy_entries(eqp_engine *engine, size_t count, const uint32_t *index,
                         const double *value) {
    for (size_t i = 0; i < count; i++) {
        engine->index[i + 1] = (int)index[i] + 1;
        engine->value[i + 1] = value[i];
    }
}

typedef struct row_arguments {
    uint32_t count;
    const double *lower, *upper;
} row_arguments;

static void add_rows(eqp_engine *engine, void *arguments) {
    const row_arguments *rows = arguments;
    int first = glp_add_rows(engine->problem, (int)rows->count);
    for (uint32_t i = 0; i < rows->count; i++)
        glp_set_row_bnds(engine->problem, first + (int)i,
                         bound_type(rows->lower[i], rows->upper[i]), rows->lower[i],
                         rows->upper[i]);
}

int eqp_engine_add_rows(eqp_engine *engine, uint32_t count, const double *lower,
                        const double *upper) {
    row_arguments arguments = {count, lower, upper};
    return count ? guarded(engine, add_rows, &arguments) : 0;
}

typedef struct column_arguments {
    uint32_t count;
    const double *lower, *upper, *cost;
    const size_t *start;
    const uint32_t *row;
    const double *value;
} column_arguments;

static void add_columns(eqp_engine *engine, void *arguments) {
    const column_arguments *columns = arguments;
    int first = glp_add_cols(engine->problem, (int)columns->count);
    for (uint32_t i = 0; i < columns->count; i++) {
        int column = first + (int)i;
        size_t begin = columns->start[i], length = columns->start[i + 1] - begin;
        copy_entries(engine, length, columns->row + begin, columns->value + begin);
        glp_set_mat_col(engine->problem, column, (int)length, engine->index, engine->value);
        glp_set_col_bnds(engine->problem, column, bound_type(columns->lower[i], columns->upper[i]),
                         columns->lower[i], columns->upper[i]);
        glp_set_obj_coef(engine->problem, column, columns->cost[i]);
    }
}

int eqp_engine_add_columns(eqp_engine *engine, uint32_t count, const double *lower,
                           const double *upper, const double *cost, const size_t *start,
                           const uint32_t *row, const double *value) {
    column_arguments arguments = {count, lower, upper, cost, start, row, value};
    size_t longest = 0;
    for (uint32_t i = 0; i < count; i++)
        if (start[i + 1] - start[i] > longest)
            longest = start[i + 1] - start[i];
    if (make_room(engine, longest))
        return -1;
    return count ? guarded(engine, add_columns, &arguments) : 0;
}

typedef struct cost_arguments {
    uint32_t count;
    const double *cost;
} cost_arguments;

static void set_costs(eqp_engine *engine, void *arguments) {
    const cost_arguments *costs = arguments;
    for (uint32_t i = 0; i < costs->count; i++)
        glp_set_obj_coef(engine->problem, (int)i + 1, costs->cost[i]);
}

int eqp_engine_set_costs(eqp_engine *engine, uint32_t count, const double *cost) {
    cost_arguments arguments = {count, cost};
    return guarded(engine, set_costs, &arguments);
}

typedef struct bound_arguments {
    uint32_t index;
    double lower, upper;
} bound_arguments;

static void set_row_bounds(eqp_engine *engine, void *arguments) {
    const bound_arguments *bounds = arguments;
    glp_set_row_bnds(engine->problem, (int)bounds->index + 1,
                     bound_type(bounds->lower, bounds->upper), bounds->lower, bounds->upper);
}

int eqp_engine_set_row_bounds(eqp_engine *engine, uint32_t row, double lower, double upper) {
    bound_arguments arguments = {row, lower, upper};
    return guarded(engine, set_row_bounds, &arguments);
}

static void set_column_bounds(eqp_engine *engine, void *arguments) {
    const bound_arguments *bounds = arguments;
    glp_set_col_bnds(engine->problem, (int)bounds->index + 1,
                     bound_type(bounds->lower, bounds->upper), bounds->lower, bounds->upper);
}

int eqp_engine_set_column_bounds(eqp_engine *engine, uint32_t column, double lower, double upper) {
    bound_arguments arguments = {column, lower, upper};
    return guarded(engine, set_column_bounds, &arguments);
}

typedef struct vector_arguments {
    uint32_t at, count;
    const uint32_t *index;
    const double *value;
} vector_arguments;

static void set_row(eqp_engine *engine, void *arguments) {
    const vector_arguments *row = arguments;
    copy_entries(engine, row->count, row->index, row->value);
    glp_set_mat_row(engine->problem, (int)row->at + 1, (int)row->count, engine->index,
                    engine->value);
}

int eqp_engine_set_row(eqp_engine *engine, uint32_t row, uint32_t count, const uint32_t *column,
                       const double *value) {
    vector_arguments arguments = {row, count, column, value};
    if (make_room(engine, count))
        return -1;
    return guarded(engine, set_row, &arguments);
}

static void set_column(eqp_engine *engine, void *arguments) {
    const vector_arguments *column = arguments;
    copy_entries(engine, column->count, column->index, column->value);
    glp_set_mat_col(engine->problem, (int)column->at + 1, (int)column->count, engine->index,
                    engine->value);
    /* GLPK aborts on a basis with an empty column. */
    if (column->count == 0 && glp_get_col_stat(engine->problem, (int)column->at + 1) == GLP_BS)
        glp_std_basis(engine->problem);
}

int eqp_engine_set_column(eqp_engine *engine, uint32_t column, uint32_t count, const uint32_t *row,
                          const double *value) {
    vector_arguments arguments = {column, count, row, value};
    if (make_room(engine, count))
        return -1;
    return guarded(engine, set_column, &arguments);
}

typedef struct solve_arguments {
    eqp_engine_limits limits;
    eqp_engine_outcome outcome;
} solve_arguments;

/* Of GLPK's status of a solution. */
static eqp_engine_outcome outcome_of(int status) {
    switch (status) {
    case GLP_OPT:
        return EQP_ENGINE_OPTIMAL;
    case GLP_FEAS:
        return EQP_ENGINE_FEASIBLE;
    case GLP_NOFEAS:
        return EQP_ENGINE_INFEASIBLE;
    default:
        return EQP_ENGINE_UNDECIDED;
    }
}

static void solve(eqp_engine *engine, void *arguments) {
    solve_arguments *call = arguments;
    glp_prob *problem = engine->problem;
    glp_smcp parameters;
    int status;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = call->limits.dual ? GLP_DUALP : GLP_PRIMAL;
    parameters.tol_dj = REDUCED_COST_TOLERANCE * pow(10, call->limits.coarse);
    parameters.tol_bnd = FEASIBILITY_TOLERANCE;
    if (call->limits.pivots > 0)
        parameters.it_lim = call->limits.pivots;
    if (call->limits.seconds > 0)
        parameters.tm_lim = (int)fmin(1e9, ceil(call->limits.seconds * 1000));
    if (call->limits.fresh)
        glp_std_basis(problem);
    call->outcome = EQP_ENGINE_FAILED;
    status = glp_simplex(problem, &parameters);
    if (status == 0 || status == GLP_EITLIM || status == GLP_ETMLIM)
        call->outcome = outcome_of(glp_get_status(problem));
}

int eqp_engine_solve(eqp_engine *engine, eqp_engine_limits limits, eqp_engine_outcome *outcome) {
    solve_arguments arguments = {limits, EQP_ENGINE_FAILED};
    int status = guarded(engine, solve, &arguments);
    *outcome = arguments.outcome;
    return status;
}

void eqp_engine_primal(const eqp_engine *engine, uint32_t count, double *x) {
    for (uint32_t i = 0; i < count; i++)
        x[i] = glp_get_col_prim(engine->problem, (int)i + 1);
}

void eqp_engine_duals(const eqp_engine *engine, uint32_t count, double *dual) {
    for (uint32_t i = 0; i < count; i++)
        dual[i] = glp_get_row_dual(engine->problem, (int)i + 1);
}

uint32_t eqp_engine_size(const eqp_engine *engine) {
    return (uint32_t)(glp_get_num_rows(engine->problem) + glp_get_num_cols(engine->problem));
}

double eqp_engine_objective(const eqp_engine *engine) {
    return glp_get_obj_val(engine->problem);
}

typedef struct whole_arguments {
    uint32_t column;
} whole_arguments;

static void make_whole(eqp_engine *engine, void *arguments) {
    const whole_arguments *call = arguments;
    glp_set_col_kind(engine->problem, (int)call->column + 1, GLP_IV);
}

int eqp_engine_make_whole(eqp_engine *engine, uint32_t column) {
    whole_arguments arguments = {column};
    return guarded(engine, make_whole, &arguments);
}

typedef struct branch_arguments {
    const eqp_engine_branching *how;
    eqp_engine *engine;
    int started; /* the point to begin with has been handed over */
    eqp_engine_outcome outcome;
} branch_arguments;

static void steer_branching(glp_tree *tree, void *info) {
    branch_arguments *call = info;
    int nodes;
    if (glp_ios_reason(tree) == GLP_IHEUR && call->how->start && !call->started) {
        call->started = 1;
        for (int column = 1; column <= glp_get_num_cols(call->engine->problem); column++)
            call->engine->value[column] = call->how->start[column - 1];
        glp_ios_heur_sol(tree, call->engine->value);
    }
    glp_ios_tree_size(tree, NULL, NULL, &nodes);
    if (nodes > (int)call->how->nodes && (call->started || !call->how->start))
        glp_ios_terminate(tree);
}

static void branch(eqp_engine *engine, void *arguments) {
    branch_arguments *call = arguments;
    glp_iocp parameters;
    int status;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.bt_tech = GLP_BT_DFS; /* finds plans soon, which is what limits of nodes ask for */
    parameters.br_tech = GLP_BR_PCH;
    parameters.mir_cuts = GLP_ON;
    parameters.mip_gap = call->how->gap;
    parameters.cb_func = steer_branching;
    parameters.cb_info = call;
    if (call->how->seconds > 0)
        parameters.tm_lim = (int)fmin(1e9, ceil(call->how->seconds * 1000));
    call->outcome = EQP_ENGINE_FAILED;
    status = glp_intopt(engine->problem, &parameters);
    if (status != 0 && status != GLP_EMIPGAP && status != GLP_ETMLIM && status != GLP_ESTOP)
        return;
    call->outcome = outcome_of(glp_mip_status(engine->problem));
    if (status == GLP_EMIPGAP && call->outcome == EQP_ENGINE_FEASIBLE)
        call->outcome = EQP_ENGINE_OPTIMAL;
}

int eqp_engine_branch(eqp_engine *engine, const eqp_engine_branching *how,
                      eqp_engine_outcome *outcome) {
    branch_arguments arguments = {how, engine, 0, EQP_ENGINE_FAILED};
    *outcome = EQP_ENGINE_FAILED;
    if (make_room(engine, (size_t)glp_get_num_cols(engine->problem)) ||
        guarded(engine, branch, &arguments))
        return -1;
    *outcome = arguments.outcome;
    return 0;
}

void eqp_engine_whole_primal(const eqp_engine *engine, uint32_t count, double *x) {
    for (uint32_t i = 0; i < count; i++)
        x[i] = glp_mip_col_val(engine->problem, (int)i + 1);
}

typedef struct dual_arguments {
    const double *cost;
    uint32_t count;
    double *dual;
    int found;
} dual_arguments;

/* GLPK's basis is one of (I, -A): π = B⁻ᵀ·c_B, and a row's dual value is −π. */
static void duals_of(eqp_engine *engine, void *arguments) {
    dual_arguments *call = arguments;
    int rows = glp_get_num_rows(engine->problem);
    call->found = glp_bf_exists(engine->problem);
    for (int k = 1; call->found && k <= rows; k++) {
        int variable = glp_get_bhead(engine->problem, k);
        engine->value[k] = variable <= rows ? 0 : call->cost[variable - rows - 1];
    }
    if (call->found && rows > 0)
        glp_btran(engine->problem, engine->value);
    for (uint32_t i = 0; call->found && i < call->count; i++)
        call->dual[i] = -engine->value[i + 1];
}

int eqp_engine_duals_of(eqp_engine *engine, const double *cost, uint32_t count, double *dual) {
    dual_arguments arguments = {cost, count, dual, 0};
    if (make_room(engine, count) || guarded(engine, duals_of, &arguments))
        return -1;
    return arguments.found;
}

typedef struct swap_arguments {
    uint32_t row, column;
} swap_arguments;

static void swap(eqp_engine *engine, void *arguments) {
    const swap_arguments *call = arguments;
    glp_set_row_stat(engine->problem, (int)call->row + 1, GLP_NL);
    glp_set_col_stat(engine->problem, (int)call->column + 1, GLP_BS);
}

int eqp_engine_swap(eqp_engine *engine, uint32_t row, uint32_t column) {
    swap_arguments arguments = {row, column};
    return guarded(engine, swap, &arguments);
}

void eqp_engine_save(const eqp_engine *engine, uint32_t rows, uint8_t *row, uint32_t columns,
                     uint8_t *column) {
    for (uint32_t i = 0; i < rows; i++)
        row[i] = (uint8_t)glp_get_row_stat(engine->problem, (int)i + 1);
    for (uint32_t i = 0; i < columns; i++)
        column[i] = (uint8_t)glp_get_col_stat(engine->problem, (int)i + 1);
}

typedef struct basis_arguments {
    uint32_t rows, columns;
    const uint8_t *row, *column;
} basis_arguments;

static void restore(eqp_engine *engine, void *arguments) {
    const basis_arguments *basis = arguments;
    for (uint32_t i = 0; i < basis->rows; i++)
        glp_set_row_stat(engine->problem, (int)i + 1, basis->row[i]);
    for (uint32_t i = 0; i < basis->columns; i++)
        glp_set_col_stat(engine->problem, (int)i + 1, basis->column[i]);
}

int eqp_engine_restore(eqp_engine *engine, uint32_t rows, const uint8_t *row, uint32_t columns,
                       const uint8_t *column) {
    basis_arguments arguments = {rows, columns, row, column};
    return guarded(engine, restore, &arguments);
}
