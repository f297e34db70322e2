/* Prices kept by the stage that they ended. */
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "solver/decomposition/price_memory.h"

#include <string.h>

static eqp_study *study;
static eqp_programme *programme;
static eqp_price_memory *memory;
static eqp_dual_prices prices;
static uint8_t *free_zone;

static void begin(void) {
    small_study texts = small_study_make();
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &programme, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_prices_make(programme, &prices), 0);
    free_zone = eqp_allocate(study->zones.count, sizeof *free_zone);
    memory = eqp_price_memory_create(programme);
    CU_ASSERT_FATAL(free_zone && memory);
}

static void end(void) {
    eqp_price_memory_free(memory);
    eqp_free(free_zone);
    eqp_prices_free(&prices);
    eqp_programme_free(programme);
    eqp_study_free(study);
}

static eqp_stage stage_of(eqp_objective objective) {
    return (eqp_stage){.objective = objective, .free_zone = free_zone};
}

static uint32_t rows(void) {
    return eqp_programme_coupling_rows(programme).count;
}

/* Every price is `value`. */
static void set_prices(double value) {
    prices.value_weight = prices.cost_weight = value;
    for (uint32_t r = 0; r < rows(); r++)
        prices.row[r] = value;
    for (uint32_t k = 0; k < programme->offers; k++)
        prices.cut[k] = value;
}

static int all_are(const eqp_dual_prices *found, double value) {
    int same = found != NULL && found->value_weight == value && found->cost_weight == value;
    for (uint32_t r = 0; same && r < rows(); r++)
        same = found->row[r] == value;
    for (uint32_t k = 0; same && k < programme->offers; k++)
        same = found->cut[k] == value;
    return same;
}

static void prices_are_recalled_by_their_slot(void) {
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE), cost = stage_of(EQP_OBJECTIVE_COST);
    begin();
    CU_ASSERT_PTR_NULL(eqp_price_memory_recall(memory, 0, &value));
    set_prices(3);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 0, &value, &prices, 2), 0);
    set_prices(5);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 3, &cost, &prices, 1), 0);
    CU_ASSERT(all_are(eqp_price_memory_recall(memory, 0, &value), 6));
    CU_ASSERT(all_are(eqp_price_memory_recall(memory, 3, &cost), 5));
    CU_ASSERT_PTR_NULL(eqp_price_memory_recall(memory, 1, &value));
    set_prices(7);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 0, &value, &prices, 1), 0);
    CU_ASSERT(all_are(eqp_price_memory_recall(memory, 0, &value), 7));
    end();
}

static void a_round_of_levels_wants_the_same_free_zones(void) {
    begin();
    const eqp_stage level = stage_of(EQP_OBJECTIVE_LEVEL);
    free_zone[1] = 1;
    set_prices(3);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 4, &level, &prices, 1), 0);
    CU_ASSERT(all_are(eqp_price_memory_recall(memory, 4, &level), 3));
    free_zone[0] = 1;
    CU_ASSERT_PTR_NULL(eqp_price_memory_recall(memory, 4, &level));
    set_prices(4);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 4, &level, &prices, 1), 0);
    CU_ASSERT(all_are(eqp_price_memory_recall(memory, 4, &level), 4));
    free_zone[0] = 0;
    CU_ASSERT_PTR_NULL(eqp_price_memory_recall(memory, 4, &level));
    end();
}

static void a_copy_keeps_what_it_has(void) {
    eqp_price_memory *copy;
    begin();
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE), level = stage_of(EQP_OBJECTIVE_LEVEL);
    set_prices(3);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 0, &value, &prices, 1), 0);
    free_zone[2] = 1;
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 4, &level, &prices, 1), 0);
    copy = eqp_price_memory_copy(memory, programme);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    set_prices(9);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 0, &value, &prices, 1), 0);
    CU_ASSERT(all_are(eqp_price_memory_recall(copy, 0, &value), 3));
    CU_ASSERT(all_are(eqp_price_memory_recall(copy, 4, &level), 3));
    eqp_price_memory_move(copy, programme);
    CU_ASSERT(all_are(eqp_price_memory_recall(copy, 0, &value), 3));
    eqp_price_memory_free(copy);
    end();
}

static void short_memory_leaves_nothing(void) {
    eqp_price_memory *copy = NULL;
    size_t before, n = 1;
    begin();
    const eqp_stage level = stage_of(EQP_OBJECTIVE_LEVEL);
    set_prices(3);
    CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 4, &level, &prices, 1), 0);
    before = eqp_memory_alive();
    while (!copy) {
        eqp_memory_fail_at(n++);
        copy = eqp_price_memory_copy(memory, programme);
        eqp_memory_fail_at(0);
        if (!copy)
            CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT(n > 4);
    eqp_price_memory_free(copy);
    for (n = 1; n < 4; n++) {
        eqp_memory_fail_at(n);
        CU_ASSERT_EQUAL(eqp_price_memory_note(memory, 4 + (uint32_t)n, &level, &prices, 1), -1);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT(all_are(eqp_price_memory_recall(memory, 4, &level), 3));
    end();
}

static const eqp_test tests[] = {
    {"prices are recalled by their slot", prices_are_recalled_by_their_slot},
    {"a round of levels wants the same free zones", a_round_of_levels_wants_the_same_free_zones},
    {"a copy keeps what it has", a_copy_keeps_what_it_has},
    {"short memory leaves nothing", short_memory_leaves_nothing},
};

EQP_SUITE_MAIN("price_memory", tests)
