/* Plans of blocks carried over to a programme whose numbers have changed. */
#include "block_bench.h"
#include "suite.h"

#include "models/base/memory.h"

#include <math.h>
#include <string.h>

#define STUDIES 60

static const uint32_t limits[] = {1, 6, UINT32_MAX};

/* The best plan of a block at some prices, as a column of its own. */
static eqp_column *make_plan(bench *b, uint32_t index, eqp_column_draft *draft) {
    eqp_block *block = eqp_block_create(&b->context, index, b->host, 0);
    eqp_column *copy;
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    bench_draw_prices(b);
    CU_ASSERT_EQUAL_FATAL(eqp_block_price(block, &b->prices, 0, 0), 0);
    copy = eqp_column_copy(eqp_block_column(block, draft));
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    eqp_block_free(block);
    return copy;
}

static int same_numbers(const double *one, const double *other, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!eqp_trial_close(one[i], other[i], 1e-9))
            return 0;
    return 1;
}

static int same_plan(const eqp_column *one, const eqp_column *other) {
    return one->block == other->block && one->entries == other->entries &&
           one->couplings == other->couplings && one->cuts == other->cuts &&
           eqp_trial_close(one->value, other->value, 1e-9) &&
           eqp_trial_close(one->tie_cost, other->tie_cost, 1e-9) &&
           memcmp(one->column, other->column, one->entries * sizeof *one->column) == 0 &&
           memcmp(one->coupling, other->coupling, one->couplings * sizeof *one->coupling) == 0 &&
           memcmp(one->cut_offer, other->cut_offer, one->cuts * sizeof *one->cut_offer) == 0 &&
           same_numbers(one->amount, other->amount, one->entries) &&
           same_numbers(one->activity, other->activity, one->couplings) &&
           same_numbers(one->cut_places, other->cut_places, one->cuts);
}

static void a_plan_that_fits_stays_as_it_is(void) {
    uint32_t entries = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        bench b;
        eqp_column_draft draft;
        bench_set_up(&b, seed, limits[seed % 3]);
        CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&b.context, &draft), 0);
        for (uint32_t index = 0; bench_has_base_plan(&b) && index < b.blocks->count; index++) {
            eqp_column *plan = make_plan(&b, index, &draft), *again;
            plan->idle = 3;
            again = eqp_column_refit(&b.context, &draft, plan);
            CU_ASSERT_PTR_NOT_NULL_FATAL(again);
            CU_ASSERT(same_plan(plan, again));
            CU_ASSERT_EQUAL(again->idle, 3);
            entries += again->entries;
            eqp_free(plan);
            eqp_free(again);
        }
        eqp_column_draft_free(&draft);
        bench_take_down(&b);
    }
    CU_ASSERT(entries > STUDIES);
}

/* Needs and places grow and shrink: a plan stays one, with values and takes of the new numbers. */
static void a_plan_that_no_longer_fits_is_made_smaller(void) {
    uint32_t plans = 0, smaller = 0, left = 0;
    for (uint64_t seed = 1; seed <= 2 * STUDIES; seed++) {
        bench b;
        eqp_column_draft draft;
        bench_set_up(&b, seed, limits[seed % 3]);
        CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&b.context, &draft), 0);
        for (uint32_t index = 0; bench_has_base_plan(&b) && index < b.blocks->count; index++) {
            eqp_column *plan = make_plan(&b, index, &draft), *refitted;
            if (bench_change_numbers(&b) && bench_has_base_plan(&b)) {
                refitted = eqp_column_refit(&b.context, &draft, plan);
                CU_ASSERT_PTR_NOT_NULL_FATAL(refitted);
                CU_ASSERT_EQUAL(refitted->block, index);
                bench_check_activities(&b, refitted);
                bench_check_plan(&b, index, refitted);
                plans += plan->entries > 0;
                left += refitted->entries > 0;
                for (uint32_t e = 0; e < refitted->entries && refitted->entries == plan->entries;
                     e++)
                    smaller += refitted->amount[e] < plan->amount[e] * (1 - 1e-6);
                eqp_free(refitted);
            }
            eqp_free(plan);
        }
        eqp_column_draft_free(&draft);
        bench_take_down(&b);
    }
    /* Most plans are still worth something, and some had to give way. */
    CU_ASSERT(plans > STUDIES && left > plans * 3 / 4 && smaller > STUDIES);
}

static void short_memory_makes_no_plan(void) {
    bench b;
    eqp_column_draft draft;
    eqp_column *plan;
    size_t before;
    bench_set_up(&b, 5, 1);
    CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&b.context, &draft), 0);
    plan = make_plan(&b, 0, &draft);
    before = eqp_memory_alive();
    eqp_memory_fail_at(1);
    CU_ASSERT_PTR_NULL(eqp_column_refit(&b.context, &draft, plan));
    CU_ASSERT_PTR_NULL(eqp_column_copy(plan));
    eqp_memory_fail_at(0);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    eqp_free(plan);
    eqp_column_draft_free(&draft);
    bench_take_down(&b);
}

static const eqp_test tests[] = {
    {"a plan that fits stays as it is", a_plan_that_fits_stays_as_it_is},
    {"a plan that no longer fits is made smaller", a_plan_that_no_longer_fits_is_made_smaller},
    {"short memory makes no plan", short_memory_makes_no_plan},
};

EQP_SUITE_MAIN("column", tests)
