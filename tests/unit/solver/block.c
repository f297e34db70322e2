/* The local problem of one block, against the programme's own rows solved plainly. */
#include "suite.h"
#include "trial.h"

#include "input/random.h"
#include "models/blocks.h"
#include "models/memory.h"
#include "models/proof.h"
#include "solver/block.h"

#include <math.h>
#include <string.h>

#define STUDIES 60
#define PRICINGS 6
#define TOLERANCE 1e-7

/* A study split into blocks, with prices to try. */
typedef struct bench {
    eqp_trial trial;
    eqp_blocks *blocks;
    double *tie_price; /* [pairs] */
    eqp_block_context context;
    eqp_dual_prices prices;
    eqp_engine_host *host;
    eqp_random random;
} bench;

static void set_up(bench *b, uint64_t seed, uint32_t limit) {
    const eqp_programme *p;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&b->trial, seed), 0);
    p = b->trial.programme;
    CU_ASSERT_EQUAL_FATAL(eqp_blocks_split(p, limit, &b->blocks, NULL), EQP_OK);
    b->tie_price = eqp_allocate(p->pairs, sizeof *b->tie_price);
    b->context =
        (eqp_block_context){p, b->blocks, b->tie_price, p->lp->rows - p->first_row[EQP_ROW_budget]};
    b->prices.row = eqp_allocate(b->context.coupling_rows, sizeof *b->prices.row);
    b->prices.cut = eqp_allocate(p->offers, sizeof *b->prices.cut);
    b->host = eqp_engine_host_create();
    CU_ASSERT_FATAL(b->tie_price && b->prices.row && b->prices.cut && b->host);
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        b->tie_price[pair] = eqp_programme_tie_price(p, pair);
    b->random = eqp_random_start(seed, 3, limit);
}

static void take_down(bench *b) {
    eqp_engine_host_free(b->host);
    eqp_free(b->prices.row);
    eqp_free(b->prices.cut);
    eqp_free(b->tie_price);
    eqp_blocks_free(b->blocks);
    eqp_trial_free(&b->trial);
}

static double number(bench *b, double low, double high) {
    return low + (high - low) * eqp_random_between(&b->random, 0, 1000) / 1000;
}

/* Prices of the signs that dual values have, small enough for places to be worth buying. */
static void draw_prices(bench *b) {
    const eqp_programme *p = b->trial.programme;
    uint32_t first = p->first_row[EQP_ROW_budget];
    b->prices.value_weight = number(b, 0, 2);
    b->prices.cost_weight = number(b, 0, 1e-4);
    for (uint32_t row = first; row < p->first_row[EQP_ROW_rule]; row++)
        b->prices.row[row - first] = number(b, 0, 2e-4);
    for (uint32_t row = p->first_row[EQP_ROW_rule]; row < p->first_row[EQP_ROW_balance]; row++)
        b->prices.row[row - first] =
            isinf(p->lp->row_upper[row]) ? number(b, -1e-3, 0) : number(b, 0, 1e-3);
    for (uint32_t row = p->first_row[EQP_ROW_balance]; row < p->first_row[EQP_ROW_level]; row++)
        b->prices.row[row - first] = number(b, -5, 0);
    b->prices.row[p->first_row[EQP_ROW_value] - first] = number(b, -1, 0);
    for (uint32_t k = 0; k < p->offers; k++)
        b->prices.cut[k] = b->blocks->cut[k] ? number(b, 0, 0.3) : 0;
}

/* What one unit of a programme's column is worth at the prices; level rows have none. */
static double worth_of_column(const bench *b, uint32_t column) {
    const eqp_programme *p = b->trial.programme;
    uint32_t first = p->first_row[EQP_ROW_budget];
    double worth = b->prices.value_weight * p->lp->cost[column];
    if (column < p->pairs)
        worth -=
            b->prices.cost_weight * b->tie_price[column] + b->prices.cut[p->pair_offer[column]];
    for (size_t e = p->lp->start[column]; e < p->lp->start[column + 1]; e++)
        if (p->lp->row[e] >= first)
            worth -= b->prices.row[p->lp->row[e] - first] * p->lp->value[e];
    return worth;
}

/* 1: the column belongs to the block: its uses, and every pair of their offers. */
static void mark_columns(const bench *b, uint32_t index, uint8_t *mine) {
    const eqp_programme *p = b->trial.programme;
    memset(mine, 0, p->lp->columns);
    for (uint32_t at = b->blocks->use_start[index]; at < b->blocks->use_start[index + 1]; at++) {
        uint32_t use = b->blocks->use[at], offer = p->use_offer[use];
        mine[p->first_use + use] = 1;
        memset(mine + p->pair_start[offer], 1, p->pair_start[offer + 1] - p->pair_start[offer]);
    }
}

/* The block as its columns of the whole programme with all its link, capacity and need rows: the
 * best value beyond the base plan. */
static double plain_worth(const bench *b, uint32_t index) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    uint32_t local = p->first_row[EQP_ROW_budget];
    uint8_t *mine = eqp_allocate(lp->columns, sizeof *mine);
    eqp_engine *engine = eqp_engine_create(b->host);
    eqp_engine_outcome outcome;
    double base = 0, worth;
    CU_ASSERT_FATAL(mine && engine);
    mark_columns(b, index, mine);
    CU_ASSERT_EQUAL_FATAL(eqp_engine_add_rows(engine, local, lp->row_lower, lp->row_upper), 0);
    for (uint32_t r = 0; r < local; r++) /* rows of other blocks hold nothing here */
        CU_ASSERT_EQUAL_FATAL(eqp_engine_set_row_bounds(engine, r, fmin(0, lp->row_lower[r]),
                                                        fmax(0, lp->row_upper[r])),
                              0);
    for (uint32_t j = 0; j < lp->columns; j++) {
        uint32_t row[3];
        double value[3], cost = worth_of_column(b, j);
        size_t start[2] = {0, 0};
        if (!mine[j])
            continue;
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++)
            if (lp->row[e] < local) {
                row[start[1]] = lp->row[e];
                value[start[1]++] = lp->value[e];
            }
        base += cost * lp->lower[j];
        CU_ASSERT_EQUAL_FATAL(eqp_engine_add_columns(engine, 1, &lp->lower[j], &lp->upper[j], &cost,
                                                     start, row, value),
                              0);
    }
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, (eqp_engine_limits){0}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    worth = eqp_engine_objective(engine) - base;
    eqp_engine_free(engine);
    eqp_free(mine);
    return worth;
}

/* 1: the study can be split so: random decisions may sign more than an offer has. */
static int has_base_plan(const eqp_programme *p) {
    for (uint32_t k = 0; k < p->offers; k++) {
        double room = p->lp->row_upper[p->first_row[EQP_ROW_capacity] + k];
        for (uint32_t pair = p->pair_start[k]; pair < p->pair_start[k + 1]; pair++)
            room -= p->lp->lower[pair];
        if (room < 0)
            return 0;
    }
    return 1;
}

/* What a column of the master is worth at the prices. */
static double worth_of_plan(const bench *b, const eqp_column *plan) {
    double worth = b->prices.value_weight * plan->value - b->prices.cost_weight * plan->tie_cost;
    for (uint32_t i = 0; i < plan->couplings; i++)
        worth -= b->prices.row[plan->coupling[i]] * plan->activity[i];
    for (uint32_t i = 0; i < plan->cuts; i++)
        worth -= b->prices.cut[plan->cut_offer[i]] * plan->cut_places[i];
    return worth;
}

/* The plan's activities are those of its amounts, level rows apart. */
static void check_activities(const bench *b, const eqp_column *plan) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    uint32_t first = p->first_row[EQP_ROW_budget];
    double *x = eqp_allocate(lp->columns, sizeof *x);
    double *expected = eqp_allocate(lp->rows, sizeof *expected);
    double *told = eqp_allocate(lp->rows, sizeof *told);
    double value = 0, tie_cost = 0;
    CU_ASSERT_FATAL(x && expected && told);
    for (uint32_t i = 0; i < plan->entries; i++) {
        CU_ASSERT_EQUAL(x[plan->column[i]], 0); /* each column once */
        x[plan->column[i]] = plan->amount[i];
        value += lp->cost[plan->column[i]] * plan->amount[i];
        if (plan->column[i] < p->pairs)
            tie_cost += b->tie_price[plan->column[i]] * plan->amount[i];
    }
    CU_ASSERT(eqp_trial_close(plan->value, value, TOLERANCE));
    CU_ASSERT(eqp_trial_close(plan->tie_cost, tie_cost, TOLERANCE));
    eqp_lp_activity(lp, x, expected);
    for (uint32_t i = 0; i < plan->couplings; i++)
        told[first + plan->coupling[i]] += plan->activity[i];
    for (uint32_t r = first; r < lp->rows; r++)
        if (r < p->first_row[EQP_ROW_level] || r >= p->first_row[EQP_ROW_level + 1])
            CU_ASSERT(eqp_trial_close(told[r], expected[r], TOLERANCE));
    for (uint32_t i = 0; i < plan->cuts; i++) {
        double places = 0;
        for (uint32_t u = p->use_start[plan->cut_offer[i]];
             u < p->use_start[plan->cut_offer[i] + 1]; u++)
            places += x[p->first_use + u];
        CU_ASSERT(b->blocks->cut[plan->cut_offer[i]]);
        CU_ASSERT(eqp_trial_close(plan->cut_places[i], places, TOLERANCE));
    }
    eqp_free(x);
    eqp_free(expected);
    eqp_free(told);
}

/* Base plan and this block's plan together keep the block's own rows and all bounds. */
static void check_plan(const bench *b, uint32_t index, const eqp_column *plan) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    double *x = eqp_allocate(lp->columns, sizeof *x);
    double *lower = eqp_allocate(lp->rows, sizeof *lower);
    double *upper = eqp_allocate(lp->rows, sizeof *upper);
    uint8_t *mine = eqp_allocate(lp->columns, sizeof *mine);
    eqp_verdict verdict;
    CU_ASSERT_FATAL(x && lower && upper && mine);
    mark_columns(b, index, mine);
    memcpy(x, lp->lower, lp->columns * sizeof *x);
    for (uint32_t i = 0; i < plan->entries; i++) {
        CU_ASSERT(mine[plan->column[i]]);
        x[plan->column[i]] += plan->amount[i];
    }
    for (uint32_t r = 0; r < lp->rows; r++) {
        lower[r] = r < p->first_row[EQP_ROW_budget] ? lp->row_lower[r] : -INFINITY;
        upper[r] = r < p->first_row[EQP_ROW_budget] ? lp->row_upper[r] : INFINITY;
    }
    CU_ASSERT_EQUAL(eqp_proof_check(lp, (eqp_goal){lp->cost, lower, upper}, x, &verdict), 0);
    CU_ASSERT(verdict.worst_residual <= 1e-8);
    eqp_free(x);
    eqp_free(lower);
    eqp_free(upper);
    eqp_free(mine);
}

/* Prices one block a few times, the last of them with leave to keep its answer. */
static void check_block(bench *b, uint32_t index) {
    eqp_block *block = eqp_block_create(&b->context, index, b->host, 0);
    eqp_column_draft draft;
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&b->context, &draft), 0);
    for (int pricing = 0; pricing < PRICINGS; pricing++) {
        double slack = pricing % 2 ? number(b, 0, 2) : 0, best, told;
        const eqp_column *plan;
        draw_prices(b);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b->prices, 0, slack), 0);
        best = plain_worth(b, index);
        told = eqp_block_worth(block);
        plan = eqp_block_column(block, &draft);
        CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
        CU_ASSERT(told >= best - TOLERANCE * fmax(1, fabs(best)));
        CU_ASSERT(told <= best + slack + TOLERANCE * fmax(1, fabs(best)));
        CU_ASSERT(worth_of_plan(b, plan) >= told - slack - TOLERANCE * fmax(1, fabs(told)));
        CU_ASSERT_EQUAL(plan->block, index);
        check_activities(b, plan);
        check_plan(b, index, plan);
    }
    eqp_column_draft_free(&draft);
    eqp_block_free(block);
}

static void a_block_is_worth_what_its_rows_solved_plainly_say(void) {
    static const uint32_t limits[] = {1, 6, UINT32_MAX};
    uint32_t blocks = 0, cut = 0, decided = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        set_up(&b, seed, limits[seed % 3]);
        cut += b.blocks->cut_count;
        for (uint32_t k = 0; k < b.trial.programme->offers; k++)
            decided += b.trial.programme->decided[k];
        for (uint32_t index = 0; has_base_plan(b.trial.programme) && index < b.blocks->count;
             index++, blocks++)
            check_block(&b, index);
        take_down(&b);
    }
    CU_ASSERT(blocks > STUDIES && cut > 0 && decided > 0); /* or too little was tested */
}

static void the_same_prices_again_give_the_same_answer(void) {
    bench b;
    set_up(&b, 5, 1);
    draw_prices(&b);
    CU_ASSERT_FATAL(b.blocks->count > 0);
    for (uint32_t index = 0; index < b.blocks->count; index++) {
        eqp_block *block = eqp_block_create(&b.context, index, b.host, 0);
        double worth;
        CU_ASSERT_PTR_NOT_NULL_FATAL(block);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b.prices, 0, 0), 0);
        worth = eqp_block_worth(block);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b.prices, 0, 1e-6), 0);
        CU_ASSERT(eqp_trial_close(eqp_block_worth(block), worth, TOLERANCE));
        eqp_block_free(block);
    }
    take_down(&b);
}

/* Where nothing is cut, the blocks' dual values prove the sum of their worths to the judge. */
static void check_proof(bench *b) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    double *cost = eqp_allocate(lp->columns, sizeof *cost);
    double *lower = eqp_allocate(lp->rows, sizeof *lower);
    double *upper = eqp_allocate(lp->rows, sizeof *upper);
    double *dual = eqp_allocate(lp->rows, sizeof *dual);
    uint8_t *mine = eqp_allocate(lp->columns, sizeof *mine);
    double worth = 0, bound;
    CU_ASSERT_FATAL(cost && lower && upper && dual && mine);
    draw_prices(b);
    for (uint32_t r = 0; r < lp->rows; r++) {
        lower[r] = r < p->first_row[EQP_ROW_budget] ? lp->row_lower[r] : -INFINITY;
        upper[r] = r < p->first_row[EQP_ROW_budget] ? lp->row_upper[r] : INFINITY;
    }
    for (uint32_t index = 0; index < b->blocks->count; index++) {
        eqp_block *block = eqp_block_create(&b->context, index, b->host, 0);
        CU_ASSERT_PTR_NOT_NULL_FATAL(block);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b->prices, 0, 0), 0);
        eqp_block_duals(block, dual);
        worth += eqp_block_worth(block);
        mark_columns(b, index, mine);
        for (uint32_t j = 0; j < lp->columns; j++)
            if (mine[j]) {
                cost[j] = worth_of_column(b, j);
                worth += cost[j] * lp->lower[j];
            }
        eqp_block_free(block);
    }
    bound = eqp_proof_bound(lp, (eqp_goal){cost, lower, upper}, dual);
    CU_ASSERT(eqp_trial_close(bound, worth, TOLERANCE));
    eqp_free(cost);
    eqp_free(lower);
    eqp_free(upper);
    eqp_free(dual);
    eqp_free(mine);
}

static void dual_values_prove_the_worth(void) {
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        set_up(&b, seed, UINT32_MAX);
        CU_ASSERT_EQUAL(b.blocks->cut_count, 0);
        if (has_base_plan(b.trial.programme))
            check_proof(&b);
        take_down(&b);
    }
}

/* Each part of a cut offer is listed, at the cheapest pair's cost and the price of the cut. */
static void parts_of_cut_offers_tell_cost_and_worth(void) {
    uint32_t parts = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        set_up(&b, seed, 1);
        draw_prices(&b);
        for (uint32_t index = 0; has_base_plan(b.trial.programme) && index < b.blocks->count;
             index++) {
            eqp_block *block = eqp_block_create(&b.context, index, b.host, 0);
            CU_ASSERT_PTR_NOT_NULL_FATAL(block);
            CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b.prices, 0, 0), 0);
            for (uint32_t at = 0; at < eqp_block_cut_parts(block); at++, parts++) {
                const eqp_programme *p = b.trial.programme;
                eqp_cut_part part = eqp_block_cut_part(block, at);
                double cheapest = INFINITY;
                for (uint32_t pair = p->pair_start[part.offer];
                     pair < p->pair_start[part.offer + 1]; pair++)
                    cheapest = fmin(cheapest, -worth_of_column(&b, pair));
                CU_ASSERT(b.blocks->cut[part.offer]);
                CU_ASSERT(eqp_trial_close(part.cost, cheapest, TOLERANCE));
                CU_ASSERT(part.worth >= -TOLERANCE);
            }
            eqp_block_free(block);
        }
        take_down(&b);
    }
    CU_ASSERT(parts > 0);
}

static void short_memory_leaves_nothing(void) {
    bench b;
    size_t before, n = 1;
    eqp_block *block = NULL;
    set_up(&b, 5, 1);
    CU_ASSERT_FATAL(b.blocks->count > 0);
    before = eqp_memory_alive();
    while (!block) {
        eqp_memory_fail_at(n++);
        block = eqp_block_create(&b.context, 0, b.host, 0);
        eqp_memory_fail_at(0);
        if (!block)
            CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT(n > 10);
    eqp_block_free(block);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    take_down(&b);
}

static const eqp_test tests[] = {
    {"a block is worth what its rows, solved plainly, say",
     a_block_is_worth_what_its_rows_solved_plainly_say},
    {"the same prices again give the same answer", the_same_prices_again_give_the_same_answer},
    {"dual values prove the worth", dual_values_prove_the_worth},
    {"parts of cut offers tell cost and worth", parts_of_cut_offers_tell_cost_and_worth},
    {"short memory leaves nothing", short_memory_leaves_nothing},
};

EQP_SUITE_MAIN("block", tests)
