/* One linear programme in one thread: the thin interface behind which a library solves it.
 *
 *     maximise cost·x   subject to   row_lower ≤ A·x ≤ row_upper,   lower ≤ x ≤ upper
 *
 * Rows and columns are numbered from 0; bounds may be ±INFINITY. The last basis is kept from solve
 * to solve. A host is what a thread owns: engines belong to one host, hosts to one thread, for
 * life. When the library gives up (short of memory, misuse), the host and all its engines are lost:
 * every later call fails, and freeing them is still right.
 *
 * Functions that return int: 0 = done, -1 = the host is lost. */
#ifndef EQP_SOLVER_ENGINE_H
#define EQP_SOLVER_ENGINE_H

#include <stddef.h>
#include <stdint.h>

typedef struct eqp_engine_host eqp_engine_host;
typedef struct eqp_engine eqp_engine;

typedef enum {
    EQP_ENGINE_OPTIMAL,
    EQP_ENGINE_FEASIBLE,   /* stopped by a limit at a feasible point */
    EQP_ENGINE_INFEASIBLE, /* there is no feasible point */
    EQP_ENGINE_UNDECIDED,  /* stopped by a limit before a feasible point was found */
    EQP_ENGINE_FAILED      /* numerical trouble: a basis that went singular or ill-conditioned */
} eqp_engine_outcome;

typedef struct eqp_engine_limits {
    int dual;       /* 1: begin with the dual simplex method */
    int fresh;      /* 1: begin with the slack basis, not the last one */
    int coarse;     /* tolerance of reduced costs: times 10 to this power */
    int pivots;     /* 0: no limit */
    double seconds; /* 0: no limit */
} eqp_engine_limits;

eqp_engine_host *eqp_engine_host_create(void);
void eqp_engine_host_free(eqp_engine_host *host);

/* An empty programme; NULL when memory is short. */
eqp_engine *eqp_engine_create(eqp_engine_host *host);
void eqp_engine_free(eqp_engine *engine);

int eqp_engine_add_rows(eqp_engine *engine, uint32_t count, const double *lower,
                        const double *upper);

/* Entries of column c: row[start[c]] … row[start[c + 1] - 1], with start[0] = 0. */
int eqp_engine_add_columns(eqp_engine *engine, uint32_t count, const double *lower,
                           const double *upper, const double *cost, const size_t *start,
                           const uint32_t *row, const double *value);

/* Costs of the columns 0 … count - 1. */
int eqp_engine_set_costs(eqp_engine *engine, uint32_t count, const double *cost);
int eqp_engine_set_row_bounds(eqp_engine *engine, uint32_t row, double lower, double upper);
int eqp_engine_set_column_bounds(eqp_engine *engine, uint32_t column, double lower, double upper);

/* Replaces all entries of one row. */
int eqp_engine_set_row(eqp_engine *engine, uint32_t row, uint32_t count, const uint32_t *column,
                       const double *value);
/* Replaces all entries of one column. */
int eqp_engine_set_column(eqp_engine *engine, uint32_t column, uint32_t count, const uint32_t *row,
                          const double *value);

/* One call of the simplex method, which may run in circles where it is given no limit: see
 * slices.h for a solve that ends. */
int eqp_engine_solve(eqp_engine *engine, eqp_engine_limits limits, eqp_engine_outcome *outcome);

/* Of the last solve: x of columns 0 … count - 1; dual values of rows 0 … count - 1 (≥ 0 where the
 * upper side binds). Valid whenever the host is not lost. */
void eqp_engine_primal(const eqp_engine *engine, uint32_t count, double *x);
void eqp_engine_duals(const eqp_engine *engine, uint32_t count, double *dual);
double eqp_engine_objective(const eqp_engine *engine);

/* Rows and columns together. */
uint32_t eqp_engine_size(const eqp_engine *engine);

/* From now on the column takes whole numbers in eqp_engine_branch. */
int eqp_engine_make_whole(eqp_engine *engine, uint32_t column);

/* How far branch and cut goes, and a feasible point to begin with. */
typedef struct eqp_engine_branching {
    uint32_t nodes; /* of the tree at most */
    double gap;     /* ends at this relative gap between plan and bound */
    double seconds; /* 0: no limit */
    const double
        *start; /* [columns] a feasible point, whole where it has to be; NULL: none known */
} eqp_engine_branching;

/* Solves with whole columns by branch and cut, after a solve that ended OPTIMAL: what is INFEASIBLE
 * there is so here. OPTIMAL: up to the gap;
 * FEASIBLE: a limit ended it, a point is known; UNDECIDED: none is. The point is then that of
 * eqp_engine_whole_primal; the last solve's basis is lost. The same for the same programme and
 * history unless seconds ends it. */
int eqp_engine_branch(eqp_engine *engine, const eqp_engine_branching *how,
                      eqp_engine_outcome *outcome);
void eqp_engine_whole_primal(const eqp_engine *engine, uint32_t count, double *x);

/* The dual values of rows 0 … count - 1 that other costs have at the last solve's basis, without
 * solving: 1 = there they are, 0 = there is no basis, -1 = the host is lost. */
int eqp_engine_duals_of(eqp_engine *engine, const double *cost, uint32_t count, double *dual);

/* The column takes the place of the row's own slack in the basis; the row then stands at its lower
 * side. */
int eqp_engine_swap(eqp_engine *engine, uint32_t row, uint32_t column);

/* Where each row and column stands, for another engine of the same shape to begin there: a code per
 * row and column, the library's own. */
void eqp_engine_save(const eqp_engine *engine, uint32_t rows, uint8_t *row, uint32_t columns,
                     uint8_t *column);
int eqp_engine_restore(eqp_engine *engine, uint32_t rows, const uint8_t *row, uint32_t columns,
                       const uint8_t *column);

#endif
