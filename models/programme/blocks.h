/* The split of a programme into blocks: what remains when its coupling rows (budget, rule, balance,
 * level, value) are taken out. A block is a set of cells, the needs that share offers, with the
 * uses that serve them.
 *
 * One offer that leads to two occupations is enough to join two blocks. Where joining would make a
 * block larger than a limit the offer is cut: its uses lie in several blocks, and its capacity
 * becomes a coupling row too. Offers with decisions are never cut. */
#ifndef EQP_MODELS_BLOCKS_H
#define EQP_MODELS_BLOCKS_H

#include "models/programme/programme.h"

typedef struct eqp_blocks {
    uint32_t count;
    uint32_t *use_start;      /* [count + 1] uses of block b: use[use_start[b]] … */
    uint32_t *use;            /* [programme->uses] in ascending order within a block */
    uint8_t *cut;             /* [programme->offers] 1: the offer's uses lie in several blocks */
    uint32_t cut_count;       /* how many are */
    uint32_t several;         /* undecided offers whose uses are of several occupations */
    uint32_t largest_rows;    /* needs and offers of the largest block */
    uint32_t largest_columns; /* its uses */
} eqp_blocks;

/* Splits a programme so that no block has more than `limit` rows (needs and offers) unless one
 * occupation, or an offer with decisions, makes it so. Pieces are joined greedily, those first that
 * share the most offers for their size. EQP_ERROR_MEMORY only. */
eqp_status eqp_blocks_split(const eqp_programme *programme, uint32_t limit, eqp_blocks **out,
                            eqp_error *error);
void eqp_blocks_free(eqp_blocks *blocks);

#endif
