/* The local problem of one block: at given prices of the coupling rows, its best plan.
 *
 *     maximise Σ (gain_zo·e_kzo)·y_kzo − Σ cost_ki·x_ki   over the block's link, capacity and need
 * rows
 *
 * x is not a variable of it: at given prices an undecided offer is bought by its cheapest pair, so
 * that link and capacity become one row over y. Offers with decisions keep their x. Rows that
 * bounds of single variables imply are left out.
 *
 * Everything is relative to the base plan: signed places bought, nobody in them. */
#ifndef EQP_SOLVER_BLOCK_H
#define EQP_SOLVER_BLOCK_H

#include "solver/decomposition/column.h"
#include "solver/decomposition/prices.h"
#include "solver/lp/engine.h"

typedef struct eqp_block eqp_block;

/* What a place of a pair costs at these prices. */
double eqp_block_pair_cost(const eqp_block_context *context, const eqp_dual_prices *prices,
                           uint32_t pair);

/* Builds block `index`; apart: 1 where prices of each kind (below) come again, so that it keeps a
 * basis for each. NULL when memory is short or the host is lost. */
eqp_block *eqp_block_create(const eqp_block_context *context, uint32_t index, eqp_engine_host *host,
                            int apart);
void eqp_block_free(eqp_block *block);

/* A block keeps its last answer for each of so many kinds of prices: those of one stage resemble
 * one another, those of different stages do not. */
#define EQP_BLOCK_KINDS 5

/* Solves the block at these prices, from its last basis. Where the last plan of their kind (0 …
 * EQP_BLOCK_KINDS - 1) is still within `slack` of the bound that its dual values, or its basis,
 * prove at the new prices, it is kept and nothing is solved. 0 = done, -1 = the engine failed. */
int eqp_block_price(eqp_block *block, const eqp_dual_prices *prices, uint32_t kind, double slack);

/* Takes the numbers of the context's programme, which has the same structure as the one before: the
 * basis stays where it still has its rows, answers go. 0 = done, -1 = memory is short or the host
 * is lost (the block can then only be freed). */
int eqp_block_renew(eqp_block *block);

/* The same where its own rows and bounds are as before, and only what a plan is worth has changed:
 * basis and answers stay. */
void eqp_block_revalue(eqp_block *block);

/* What a block has learnt, for another one of the same structure: answers and basis. Owned as one
 * piece of memory (eqp_free). */
typedef struct eqp_block_state eqp_block_state;
eqp_block_state *eqp_block_save(const eqp_block *block); /* NULL: memory is short */
/* Takes the basis, and the answers where they are still plans (`answers`); -1: the host is lost. */
int eqp_block_restore(eqp_block *block, const eqp_block_state *state, int answers);

/* Of the last pricing: an upper bound, within its slack, on what a plan of the block is worth
 * beyond the base plan. */
double eqp_block_worth(const eqp_block *block);

/* The last pricing's plan as a column, borrowed until the next pricing of its kind; NULL when
 * memory is short. */
const eqp_column *eqp_block_column(eqp_block *block, eqp_column_draft *draft);

/* Writes the dual values of the block's own rows into dual[rows] of the programme, but for those of
 * cut offers. */
void eqp_block_duals(const eqp_block *block, double *dual);

/* A cut offer in this block at the last prices: what one of its places costs, the price of the cut
 * included, and what one more would be worth here. */
typedef struct eqp_cut_part {
    uint32_t offer;
    double cost, worth;
} eqp_cut_part;

uint32_t eqp_block_cut_parts(const eqp_block *block);
eqp_cut_part eqp_block_cut_part(const eqp_block *block, uint32_t part);

#endif
