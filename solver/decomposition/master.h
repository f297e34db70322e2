/* The master: coupling rows, one convexity row per block, and the columns found so far.
 *
 *     maximise Σ_j worth_j·λ_j [+ t]
 *     subject to   coupling rows,   Σ_{j of block b} λ_j ≤ 1,   λ ≥ 0
 *
 * The base plan (signed places, nobody in them) is the slack of the convexity rows; right-hand
 * sides are net of it. The capacity of a cut offer enters once it is violated. While no mix of
 * columns satisfies the rows, phase 1 maximises −Σ (scaled violation) instead. */
#ifndef EQP_SOLVER_MASTER_H
#define EQP_SOLVER_MASTER_H

#include "solver/decomposition/block.h"
#include "solver/decomposition/stage.h"

typedef struct eqp_master eqp_master;

/* NULL when memory is short. Borrows the context. */
eqp_master *eqp_master_create(const eqp_block_context *context);
void eqp_master_free(eqp_master *master);

/* A copy with its columns and basis, for another context of the same programme; NULL when memory is
 * short. */
eqp_master *eqp_master_copy(const eqp_master *master, const eqp_block_context *context);

/* Takes the numbers of the context's programme, which has the same structure as the one before: row
 * bounds, and where `draft` is given every column is fitted to them. 0 = done, -1 = memory is
 * short.
 */
int eqp_master_move(eqp_master *master, eqp_column_draft *draft);

/* The coefficients of the overlap row have changed; before the next eqp_master_set_stage. */
void eqp_master_weigh(eqp_master *master);

/* Rows and costs of a stage; columns stay. 0 = done, -1 = memory or numbers failed. */
int eqp_master_set_stage(eqp_master *master, const eqp_stage *stage);

/* Keeps the last basis for when this stage comes again, and begins at it then (where it was kept);
 * slot: one of EQP_GUB_SLOTS. 0 = done, -1 = memory is short. */
int eqp_master_save_basis(eqp_master *master, uint32_t slot);
void eqp_master_restore_basis(eqp_master *master, uint32_t slot);

/* Takes over columns; on failure (-1) those not taken are freed all the same. */
int eqp_master_add(eqp_master *master, eqp_column **columns, uint32_t count);

/* Drops columns that have long been idle, when there are many. 0 = done, -1 = failed. */
int eqp_master_trim(eqp_master *master);

/* Solves from the last basis, adding violated capacities of cut offers, entering or leaving phase 1
 * as needed. 0 = done, -1 = memory or numbers failed. */
int eqp_master_solve(eqp_master *master);

/* Of the last solve. Phase 1: the value is −Σ violation, in scaled rows. */
int eqp_master_in_phase_one(const eqp_master *master);
double
eqp_master_value(const eqp_master *master); /* objective in scaled units (eqp_master_scale) */
void eqp_master_prices(const eqp_master *master, eqp_dual_prices *prices);

/* Capacities of cut offers that have a price at the last solve. */
uint32_t eqp_master_cuts(const eqp_master *master);

/* What a column would add at the last solve's prices: its reduced cost in scaled units. */
double eqp_master_reduced_cost(const eqp_master *master, const eqp_column *column);

/* Σ over rows of price × right-hand side, with t's part: what remains of the Lagrangian bound when
 * the blocks' worth is taken out. Scaled units. */
double eqp_master_constant(const eqp_master *master, const eqp_dual_prices *prices);

/* Scaled units per unit of the stage's objective, and the objective's worth of the base plan. */
double eqp_master_scale(const eqp_master *master);
double eqp_master_base(const eqp_master *master);

/* Accepts the violation that phase 1 ended with as part of the rows, when it is within the
 * arithmetic's noise. */
void eqp_master_accept_violation(eqp_master *master);

/* primal[columns of the programme] of the last solve, t included. */
void eqp_master_primal(const eqp_master *master, double *primal);

#endif
