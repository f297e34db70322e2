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

#include "models/blocks.h"
#include "models/programme.h"
#include "solver/engine.h"
#include "solver/prices.h"

/* A plan of one block, relative to its base plan: a column of the master. Owned as one piece of
 * memory (eqp_free). */
typedef struct eqp_column {
    uint32_t block;
    uint32_t entries;    /* of the plan */
    uint32_t couplings;  /* of its coupling activity */
    uint32_t cuts;       /* of its places in cut offers */
    uint32_t idle;       /* rounds since it was last basic in the master */
    double value;        /* V */
    double tie_cost;     /* Σ p·(1 + 10⁻⁵·u)·x */
    uint32_t *column;    /* [entries] of the programme */
    double *amount;      /* [entries] */
    uint32_t *coupling;  /* [couplings] row, counted from the first budget row */
    double *activity;    /* [couplings] */
    uint32_t *cut_offer; /* [cuts] */
    double *cut_places;  /* [cuts] */
} eqp_column;

typedef struct eqp_block eqp_block;

/* What pricing shares between blocks: frozen after creation. */
typedef struct eqp_block_context {
    const eqp_programme *programme;
    const eqp_blocks *blocks;
    const double *tie_price; /* [pairs] */
    uint32_t coupling_rows;  /* budget, rule, balance, level and value rows */
} eqp_block_context;

/* What a place of a pair costs at these prices. */
double eqp_block_pair_cost(const eqp_block_context *context, const eqp_dual_prices *prices,
                           uint32_t pair);

/* Builds block `index`; NULL when memory is short or the host is lost. */
eqp_block *eqp_block_create(const eqp_block_context *context, uint32_t index,
                            eqp_engine_host *host);
void eqp_block_free(eqp_block *block);

/* Solves the block at these prices, from its last basis. Where the last plan is still within
 * `slack` of the bound that the last dual values prove at the new prices, both are kept and nothing
 * is solved. 0 = done, -1 = the engine failed. */
int eqp_block_price(eqp_block *block, const eqp_dual_prices *prices, double slack);

/* Of the last pricing: an upper bound, within its slack, on what a plan of the block is worth
 * beyond the base plan. */
double eqp_block_worth(const eqp_block *block);

/* Where a thread puts a column together; its arrays are as long as any plan of the programme. */
typedef struct eqp_column_draft {
    eqp_column *wide;
    double *activity; /* [coupling_rows] all 0 between calls */
} eqp_column_draft;

int eqp_column_draft_create(const eqp_block_context *context, eqp_column_draft *draft);
void eqp_column_draft_free(eqp_column_draft *draft);

/* The last pricing's plan as a column; NULL when memory is short. */
eqp_column *eqp_block_column(const eqp_block *block, eqp_column_draft *draft);

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
