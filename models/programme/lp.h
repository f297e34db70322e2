/* A solver-neutral sparse linear programme: room is made once, it is filled, then frozen.
 *
 *     maximise Σ_j cost_j·x_j   subject to   row_lower ≤ A·x ≤ row_upper,  lower ≤ x ≤ upper
 *
 * A is stored by columns. Frozen, it is shared by any number of threads. What a stage changes
 * (costs, bounds of rows and the coefficients of one row) is an eqp_goal beside it. */
#ifndef EQP_MODELS_LP_H
#define EQP_MODELS_LP_H

#include <stddef.h>
#include <stdint.h>

typedef struct eqp_lp {
    uint32_t rows, columns;
    double *lower, *upper;         /* [columns] may be ±INFINITY */
    double *cost;                  /* [columns] */
    double *row_lower, *row_upper; /* [rows] may be ±INFINITY */
    size_t *start;                 /* [columns + 1] */
    uint32_t *row;                 /* [start[columns]] */
    double *value;                 /* [start[columns]] */
    size_t room_rows, room_columns, room_entries;
} eqp_lp;

/* A stage's view of a frozen programme: borrowed arrays that replace its costs and row bounds. */
typedef struct eqp_goal {
    const double *cost;                  /* [columns] to maximise */
    const double *row_lower, *row_upper; /* [rows] */
    uint32_t own_row;        /* an empty row of A whose coefficients are the goal's own … */
    const double *own_value; /* … [columns], NULL: there is none */
} eqp_goal;

/* Room for at most this many rows, columns and entries; NULL when memory is short. */
eqp_lp *eqp_lp_create(size_t rows, size_t columns, size_t entries);
void eqp_lp_free(eqp_lp *lp);

/* Takes all rows and columns out again; the room stays. */
void eqp_lp_clear(eqp_lp *lp);

/* Adds an empty row; its index. */
uint32_t eqp_lp_add_row(eqp_lp *lp, double lower, double upper);

/* Adds a column; its entries follow by eqp_lp_add_entry before the next column. Its index. */
uint32_t eqp_lp_add_column(eqp_lp *lp, double lower, double upper, double cost);

/* Adds an entry to the last column; a zero is left out. */
void eqp_lp_add_entry(eqp_lp *lp, uint32_t row, double value);

/* The goal that is the programme's own costs and bounds. */
eqp_goal eqp_lp_goal(const eqp_lp *lp);

/* The reduced cost of one column: cost − Σ dual·a. */
double eqp_lp_reduced_cost(const eqp_lp *lp, uint32_t column, double cost, const double *dual);

#endif
