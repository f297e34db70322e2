/* The local problem of one block, against the programme's own rows solved plainly. */
#include "block_bench.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/proof/proof.h"

#include <math.h>

#define STUDIES 60
#define PRICINGS 6

/* An answer within its slack of the best, as a plan that the rows allow. */
static void check_answer(const bench *b, eqp_block *block, uint32_t index, double slack,
                         eqp_column_draft *draft) {
    double best = bench_plain_worth(b, index), told = eqp_block_worth(block);
    const eqp_column *plan = eqp_block_column(block, draft);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    CU_ASSERT(told >= best - BENCH_TOLERANCE * fmax(1, fabs(best)));
    CU_ASSERT(told <= best + slack + BENCH_TOLERANCE * fmax(1, fabs(best)));
    CU_ASSERT(bench_plan_worth(b, plan) >= told - slack - BENCH_TOLERANCE * fmax(1, fabs(told)));
    CU_ASSERT_EQUAL(plan->block, index);
    bench_check_activities(b, plan);
    bench_check_plan(b, index, plan);
}

/* Prices a block a few times at other prices of all kinds, every other time with leave to keep its
 * answer. */
static void check_answers(bench *b, eqp_block *block, uint32_t index, uint32_t kinds) {
    eqp_column_draft draft;
    CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&b->context, &draft), 0);
    for (uint32_t pricing = 0; pricing < PRICINGS; pricing++) {
        double slack = pricing % 2 ? 0 : bench_number(b, 0, 2);
        bench_draw_prices(b);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b->prices, pricing / 2 % kinds, slack), 0);
        check_answer(b, block, index, slack, &draft);
    }
    eqp_column_draft_free(&draft);
}

static eqp_block *make_block(bench *b, uint32_t index, int apart) {
    eqp_block *block = eqp_block_create(&b->context, index, b->host, apart);
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    return block;
}

static void check_block(bench *b, uint32_t index) {
    eqp_block *block = make_block(b, index, 0);
    check_answers(b, block, index, 1);
    eqp_block_free(block);
    block = make_block(b, index, 1);
    check_answers(b, block, index, EQP_BLOCK_KINDS);
    eqp_block_free(block);
}

static void a_block_is_worth_what_its_rows_solved_plainly_say(void) {
    static const uint32_t limits[] = {1, 6, UINT32_MAX};
    uint32_t blocks = 0, cut = 0, decided = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        bench_set_up(&b, seed, limits[seed % 3]);
        cut += b.blocks->cut_count;
        for (uint32_t k = 0; k < b.trial.programme->offers; k++)
            decided += b.trial.programme->decided[k];
        for (uint32_t index = 0; bench_has_base_plan(&b) && index < b.blocks->count;
             index++, blocks++)
            check_block(&b, index);
        bench_take_down(&b);
    }
    CU_ASSERT(blocks > STUDIES && cut > 0 && decided > 0); /* or too little was tested */
}

static void the_same_prices_again_give_the_same_answer(void) {
    bench b;
    bench_set_up(&b, 5, 1);
    bench_draw_prices(&b);
    CU_ASSERT_FATAL(b.blocks->count > 0);
    for (uint32_t index = 0; index < b.blocks->count; index++) {
        eqp_block *block = eqp_block_create(&b.context, index, b.host, 0);
        double worth;
        CU_ASSERT_PTR_NOT_NULL_FATAL(block);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b.prices, 0, 0), 0);
        worth = eqp_block_worth(block);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b.prices, 0, 1e-6), 0);
        CU_ASSERT(eqp_trial_close(eqp_block_worth(block), worth, BENCH_TOLERANCE));
        eqp_block_free(block);
    }
    bench_take_down(&b);
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
    bench_draw_prices(b);
    for (uint32_t r = 0; r < lp->rows; r++) {
        lower[r] = r < b->context.coupling.first ? lp->row_lower[r] : -INFINITY;
        upper[r] = r < b->context.coupling.first ? lp->row_upper[r] : INFINITY;
    }
    for (uint32_t index = 0; index < b->blocks->count; index++) {
        eqp_block *block = eqp_block_create(&b->context, index, b->host, 0);
        CU_ASSERT_PTR_NOT_NULL_FATAL(block);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b->prices, 0, 0), 0);
        eqp_block_duals(block, dual);
        worth += eqp_block_worth(block);
        bench_mark_columns(b, index, mine);
        for (uint32_t j = 0; j < lp->columns; j++)
            if (mine[j]) {
                cost[j] = bench_column_worth(b, j);
                worth += cost[j] * lp->lower[j];
            }
        eqp_block_free(block);
    }
    bound =
        eqp_proof_bound(lp, (eqp_goal){.cost = cost, .row_lower = lower, .row_upper = upper}, dual);
    CU_ASSERT(eqp_trial_close(bound, worth, BENCH_TOLERANCE));
    eqp_free(cost);
    eqp_free(lower);
    eqp_free(upper);
    eqp_free(dual);
    eqp_free(mine);
}

static void dual_values_prove_the_worth(void) {
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        bench_set_up(&b, seed, UINT32_MAX);
        CU_ASSERT_EQUAL(b.blocks->cut_count, 0);
        if (bench_has_base_plan(&b))
            check_proof(&b);
        bench_take_down(&b);
    }
}

/* Each part of a cut offer is listed, at the cheapest pair's cost and the price of the cut. */
static void parts_of_cut_offers_tell_cost_and_worth(void) {
    uint32_t parts = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        bench_set_up(&b, seed, 1);
        bench_draw_prices(&b);
        for (uint32_t index = 0; bench_has_base_plan(&b) && index < b.blocks->count; index++) {
            eqp_block *block = eqp_block_create(&b.context, index, b.host, 0);
            CU_ASSERT_PTR_NOT_NULL_FATAL(block);
            CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b.prices, 0, 0), 0);
            for (uint32_t at = 0; at < eqp_block_cut_parts(block); at++, parts++) {
                const eqp_programme *p = b.trial.programme;
                eqp_cut_part part = eqp_block_cut_part(block, at);
                double cheapest = INFINITY;
                for (uint32_t pair = p->pair_start[part.offer];
                     pair < p->pair_start[part.offer + 1]; pair++)
                    cheapest = fmin(cheapest, -bench_column_worth(&b, pair));
                CU_ASSERT(b.blocks->cut[part.offer]);
                CU_ASSERT(eqp_trial_close(part.cost, cheapest, BENCH_TOLERANCE));
                CU_ASSERT(part.worth >= -BENCH_TOLERANCE);
            }
            eqp_block_free(block);
        }
        bench_take_down(&b);
    }
    CU_ASSERT(parts > 0);
}

/* Plans stay plans: the answers that are kept are told at the new values and prices. */
static void check_revalued(bench *b, uint32_t index) {
    eqp_block *block = make_block(b, index, 1);
    check_answers(b, block, index, EQP_BLOCK_KINDS);
    for (int times = 0; times < 2; times++) {
        bench_change_worth(b);
        eqp_block_revalue(block);
        check_answers(b, block, index, EQP_BLOCK_KINDS);
    }
    eqp_block_free(block);
}

/* Calls `check` for each block of random studies, split in several ways. */
static uint32_t for_each_block(void (*check)(bench *b, uint32_t index)) {
    static const uint32_t limits[] = {1, 6, UINT32_MAX};
    uint32_t blocks = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        bench_set_up(&b, seed, limits[seed % 3]);
        for (uint32_t index = 0; bench_has_base_plan(&b) && index < b.blocks->count;
             index++, blocks++)
            check(&b, index);
        bench_take_down(&b);
    }
    return blocks;
}

/* Its last answers come along, or its basis alone. */
static void check_restored(bench *b, uint32_t index) {
    eqp_block *learnt = make_block(b, index, 1);
    eqp_column_draft draft;
    CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&b->context, &draft), 0);
    check_answers(b, learnt, index, EQP_BLOCK_KINDS);
    CU_ASSERT_EQUAL_FATAL(eqp_block_price(learnt, &b->prices, 1, 0), 0);
    eqp_block_state *state = eqp_block_save(learnt);
    CU_ASSERT_PTR_NOT_NULL_FATAL(state);
    for (int answers = 0; answers < 2; answers++) {
        eqp_block *block = make_block(b, index, 1);
        CU_ASSERT_EQUAL_FATAL(eqp_block_restore(block, state, answers), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b->prices, 1, 1e-6), 0);
        check_answer(b, block, index, 1e-6, &draft);
        eqp_block_free(block);
    }
    eqp_free(state);
    eqp_column_draft_free(&draft);
    eqp_block_free(learnt);
}

static void a_restored_block_answers_as_well(void) {
    CU_ASSERT(for_each_block(check_restored) > STUDIES);
}

static void answers_that_stay_are_valued_anew(void) {
    CU_ASSERT(for_each_block(check_revalued) > STUDIES);
}

/* Twice over, as a family goes from study to study. */
static void blocks_take_new_numbers(void) {
    static const uint32_t limits[] = {1, 6, UINT32_MAX};
    uint32_t renewed = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        bench_set_up(&b, seed, limits[seed % 3]);
        for (uint32_t index = 0; bench_has_base_plan(&b) && index < b.blocks->count; index++) {
            eqp_block *block = make_block(&b, index, 1);
            check_answers(&b, block, index, EQP_BLOCK_KINDS);
            for (int times = 0; times < 2 && bench_change_numbers(&b); times++) {
                CU_ASSERT_EQUAL_FATAL(eqp_block_renew(block), 0);
                if (bench_has_base_plan(&b)) {
                    check_answers(&b, block, index, EQP_BLOCK_KINDS);
                    renewed++;
                }
            }
            eqp_block_free(block);
        }
        bench_take_down(&b);
    }
    CU_ASSERT(renewed > STUDIES);
}

static void short_memory_leaves_nothing(void) {
    bench b;
    size_t before, n = 1;
    eqp_block *block = NULL;
    bench_set_up(&b, 5, 1);
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
    bench_take_down(&b);
}

static const eqp_test tests[] = {
    {"a block is worth what its rows, solved plainly, say",
     a_block_is_worth_what_its_rows_solved_plainly_say},
    {"the same prices again give the same answer", the_same_prices_again_give_the_same_answer},
    {"dual values prove the worth", dual_values_prove_the_worth},
    {"parts of cut offers tell cost and worth", parts_of_cut_offers_tell_cost_and_worth},
    {"a restored block answers as well", a_restored_block_answers_as_well},
    {"answers that stay are valued anew", answers_that_stay_are_valued_anew},
    {"blocks take new numbers", blocks_take_new_numbers},
    {"short memory leaves nothing", short_memory_leaves_nothing},
};

EQP_SUITE_MAIN("block", tests)
