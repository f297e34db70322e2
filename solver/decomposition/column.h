/* A plan of one block as a column of the master: what it buys, who attends, and what that takes of
 * the coupling rows. Relative to the block's base plan: signed places bought, nobody in them. */
#ifndef EQP_SOLVER_COLUMN_H
#define EQP_SOLVER_COLUMN_H

#include "models/programme/blocks.h"
#include "models/programme/rows.h"

/* What blocks and their columns share: changed by one thread, between pricings. */
typedef struct eqp_block_context {
    const eqp_programme *programme;
    const eqp_blocks *blocks;
    const double *tie_price;      /* [pairs] */
    const double *overlap_weight; /* [pairs] coefficients of the overlap row */
    eqp_row_range coupling;       /* rows of the programme that the master holds */
    uint32_t
        overlap; /* the overlap row, counted from the first of these; EQP_NONE: there is none */
} eqp_block_context;

/* The context of a programme and its split; weights and prices are borrowed. */
eqp_block_context eqp_block_context_of(const eqp_programme *programme, const eqp_blocks *blocks,
                                       const double *tie_price, const double *overlap_weight);

/* Owned as one piece of memory (eqp_free). */
typedef struct eqp_column {
    uint32_t block;
    uint32_t entries;    /* of the plan */
    uint32_t couplings;  /* of its coupling activity */
    uint32_t cuts;       /* of its places in cut offers */
    uint32_t idle;       /* rounds since it was last basic in the master */
    double value;        /* V */
    double tie_cost;     /* Σ p·(1 + 10⁻⁵·u)·x */
    double overlap;      /* Σ g·x by the overlap row's coefficients */
    uint32_t *column;    /* [entries] of the programme */
    double *amount;      /* [entries] */
    uint32_t *coupling;  /* [couplings] row, counted from the first that couples */
    double *activity;    /* [couplings] */
    uint32_t *cut_offer; /* [cuts] */
    double *cut_places;  /* [cuts] */
} eqp_column;

/* Where a thread puts a column together; its arrays are as long as any plan of the programme. */
typedef struct eqp_column_draft {
    eqp_column *wide;
    double *activity; /* [coupling.count] all 0 between calls */
    double *covered;  /* [cells] the same */
} eqp_column_draft;

int eqp_column_draft_create(const eqp_block_context *context, eqp_column_draft *draft);
void eqp_column_draft_free(eqp_column_draft *draft);

/* Empties the draft; adds an amount of a column of the programme, giving what was added (0 where it
 * is noise of the simplex method); adds places of an offer where that is cut; makes the column,
 * NULL when memory is short. Entries of an offer stand together, its uses before its pairs. */
void eqp_column_begin(eqp_column_draft *draft);
double eqp_column_collect(const eqp_block_context *context, eqp_column_draft *draft,
                          uint32_t column, double amount);
void eqp_column_collect_cut(const eqp_block_context *context, eqp_column_draft *draft,
                            uint32_t offer, double places);
eqp_column *eqp_column_finish(const eqp_block_context *context, eqp_column_draft *draft,
                              uint32_t block);

/* Σ g·x of a column by the coefficients that the overlap row has now. */
double eqp_column_overlap(const eqp_block_context *context, const eqp_column *column);

/* A copy; NULL when memory is short. */
eqp_column *eqp_column_copy(const eqp_column *column);

/* The same plan in a programme whose numbers have changed: valued anew, and where it no longer fits
 * needs and places made smaller until it does (the base plan where decisions are in the way). NULL
 * when memory is short. */
eqp_column *eqp_column_refit(const eqp_block_context *context, eqp_column_draft *draft,
                             const eqp_column *column);

#endif
