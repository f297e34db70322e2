/* A linear programme most of whose rows say "at most one of this set", as the master's do:
 *
 *     maximise c·x
 *     subject to   lower ≤ A·x ≤ upper,   Σ_{j in set b} x_j ≤ 1 for every set,   bounds on x
 *
 * solved by the primal simplex method with generalised upper bounding (Dantzig and Van Slyke 1967):
 * of every set one variable, its key, is 1 minus the others and needs no row, so that the working
 * basis has the few rows of A alone. A general code that keeps a row for each of some 300 blocks
 * spends five to ten times as long on a pivot.
 *
 * Where bounds have moved since the last solve, so that its basis is no longer feasible but still
 * optimal in its prices, the dual simplex method makes it feasible again; elsewhere phase 1 does.
 *
 * A column outside any set has its own bounds; one in a set is ≥ 0. The last basis is kept from
 * solve to solve. Functions that return int: 0 = done, -1 = memory is short. One thread at a time.
 */
#ifndef EQP_SOLVER_GUB_H
#define EQP_SOLVER_GUB_H

#include <stdint.h>

typedef struct eqp_gub eqp_gub;

typedef enum {
    EQP_GUB_OPTIMAL,
    EQP_GUB_INFEASIBLE,
    EQP_GUB_FAILED /* numerical trouble that a fresh start did not mend */
} eqp_gub_outcome;

/* NULL when memory is short. */
eqp_gub *eqp_gub_create(uint32_t sets);
void eqp_gub_free(eqp_gub *gub);

/* A copy with its basis; NULL when memory is short. */
eqp_gub *eqp_gub_copy(const eqp_gub *gub);

/* Adds a row that the columns so far enter as given; its bounds may be ±INFINITY. */
int eqp_gub_add_row(eqp_gub *gub, double lower, double upper, uint32_t count,
                    const uint32_t *column, const double *value);

/* Adds a column at its lower bound; set EQP_NONE: outside any, with finite bounds or an infinite
 * upper one. */
int eqp_gub_add_column(eqp_gub *gub, uint32_t set, double lower, double upper, double cost,
                       uint32_t count, const uint32_t *row, const double *value);

/* Takes out columns, given in ascending order, that are in no basis; those behind move up. */
void eqp_gub_delete_columns(eqp_gub *gub, uint32_t count, const uint32_t *columns);

void eqp_gub_set_cost(eqp_gub *gub, uint32_t column, double cost);
void eqp_gub_set_row_bounds(eqp_gub *gub, uint32_t row, double lower, double upper);
void eqp_gub_set_column_bounds(eqp_gub *gub, uint32_t column, double lower, double upper);
int eqp_gub_set_column(eqp_gub *gub, uint32_t column, uint32_t count, const uint32_t *row,
                       const double *value);

eqp_gub_outcome eqp_gub_solve(eqp_gub *gub);

/* Keeps the last solve's basis in one of EQP_GUB_SLOTS places; its columns are not deleted until
 * another takes its place. 0 = done, -1 = memory is short. */
#define EQP_GUB_SLOTS 16
int eqp_gub_save(eqp_gub *gub, uint32_t slot);

/* Begins the next solve at a basis that was kept; nothing where there is none. */
void eqp_gub_restore(eqp_gub *gub, uint32_t slot);

/* Of the last solve. Dual values of rows are ≥ 0 where the upper side binds; of sets ≥ 0. */
double eqp_gub_objective(const eqp_gub *gub);
double eqp_gub_value(const eqp_gub *gub, uint32_t column);
double eqp_gub_row_dual(const eqp_gub *gub, uint32_t row);
double eqp_gub_set_dual(const eqp_gub *gub, uint32_t set);

/* Whether a basis that is kept, or the last one, has the column. */
int eqp_gub_is_kept(const eqp_gub *gub, uint32_t column);

#endif
