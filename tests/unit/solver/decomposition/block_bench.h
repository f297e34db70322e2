/* Random studies split into blocks, with random prices at which blocks answer, and what the answers
 * must be: the programme's own rows solved plainly. */
#ifndef EQP_TESTS_BLOCK_BENCH_H
#define EQP_TESTS_BLOCK_BENCH_H

#include "trial.h"

#include "input/generate/random.h"
#include "solver/decomposition/block.h"

/* What the plain solution and a block's may differ by, relative above 1. */
#define BENCH_TOLERANCE 1e-7

/* A study split into blocks, with prices to try. */
typedef struct bench {
    eqp_trial trial;
    eqp_blocks *blocks;
    double *tie_price;      /* [pairs] */
    double *overlap_weight; /* [pairs] */
    eqp_block_context context;
    eqp_dual_prices prices;
    eqp_engine_host *host;
    eqp_random random;
} bench;

/* The random study of a seed, split into blocks of at most so many rows; asserts that it works. */
void bench_set_up(bench *b, uint64_t seed, uint32_t limit);
void bench_take_down(bench *b);

/* A number of the bench's sequence. */
double bench_number(bench *b, double low, double high);

/* Other prices, of the signs that dual values have, small enough for places to be worth buying. */
void bench_draw_prices(bench *b);

/* Changes needs, places and success rates, but not which of them there are, and builds the
 * programme anew; 1, or 0 where the structure would not stay (nothing has changed then). */
int bench_change_numbers(bench *b);

/* Changes prices and priorities alone, and builds the programme anew. */
void bench_change_worth(bench *b);

/* 1: there is a base plan; random decisions may sign more than an offer has. */
int bench_has_base_plan(const bench *b);

/* What one unit of a programme's column is worth at the prices; level rows have none. */
double bench_column_worth(const bench *b, uint32_t column);

/* mine[columns]: 1 where the column belongs to the block: its uses, and every pair of their offers.
 */
void bench_mark_columns(const bench *b, uint32_t index, uint8_t *mine);

/* The block as its columns of the whole programme with all its link, capacity and need rows: the
 * best value beyond the base plan. */
double bench_plain_worth(const bench *b, uint32_t index);

/* What a column of the master is worth at the prices. */
double bench_plan_worth(const bench *b, const eqp_column *plan);

/* Asserts that the plan's activities are those of its amounts, level rows apart. */
void bench_check_activities(const bench *b, const eqp_column *plan);

/* Asserts that base plan and this block's plan together keep the block's own rows and all bounds.
 */
void bench_check_plan(const bench *b, uint32_t index, const eqp_column *plan);

#endif
