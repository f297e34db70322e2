/* The master alone: of columns made by hand it chooses the mix that can be counted by hand. */
#include "hand.h"
#include "suite.h"

#include "models/base/memory.h"
#include "solver/decomposition/master.h"

#include <math.h>
#include <string.h>

#define NEAR 1e-7
#define COLUMNS_OF_TRIMMING 1700

typedef struct post {
    hand hand;
    eqp_blocks *blocks;
    double tie_price[4], overlap_weight[4];
    eqp_block_context context;
    eqp_column_draft draft;
    eqp_dual_prices prices;
    eqp_master *master;
} post;

static void split(post *m, uint32_t limit) {
    const eqp_programme *p = m->hand.programme;
    CU_ASSERT_EQUAL_FATAL(eqp_blocks_split(p, limit, &m->blocks, NULL), EQP_OK);
    CU_ASSERT_FATAL(p->pairs <= 4);
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        m->tie_price[pair] = p->pair_price[pair];
    memset(m->overlap_weight, 0, sizeof m->overlap_weight);
    m->context = eqp_block_context_of(p, m->blocks, m->tie_price, m->overlap_weight);
}

static void open_post(post *m, const hand_table *tables, size_t count, uint32_t limit) {
    hand_make(&m->hand, tables, count);
    split(m, limit);
    CU_ASSERT_EQUAL_FATAL(eqp_column_draft_create(&m->context, &m->draft), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_prices_make(m->hand.programme, &m->prices), 0);
    m->master = eqp_master_create(&m->context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(m->master);
}

static void close_post(post *m) {
    eqp_master_free(m->master);
    eqp_prices_free(&m->prices);
    eqp_column_draft_free(&m->draft);
    eqp_blocks_free(m->blocks);
    hand_drop(&m->hand);
}

static uint32_t block_of(const post *m, uint32_t use) {
    uint32_t block = 0;
    for (uint32_t i = 0; i < m->hand.programme->uses; i++)
        if (m->blocks->use[i] == use)
            while (i >= m->blocks->use_start[block + 1])
                block++;
    return block;
}

/* So many places of an offer, all used by its n-th use and bought by its only pair. */
static eqp_column *make_column(post *m, uint32_t offer, uint32_t nth, double places) {
    const eqp_programme *p = m->hand.programme;
    uint32_t use = p->use_start[offer] + nth;
    eqp_column *column;
    eqp_column_begin(&m->draft);
    eqp_column_collect(&m->context, &m->draft, p->first_use + use, places);
    eqp_column_collect_cut(&m->context, &m->draft, offer, places);
    eqp_column_collect(&m->context, &m->draft, p->pair_start[offer], places);
    column = eqp_column_finish(&m->context, &m->draft, block_of(m, use));
    CU_ASSERT_PTR_NOT_NULL_FATAL(column);
    return column;
}

static void add(post *m, uint32_t offer, uint32_t nth, double places) {
    eqp_column *column = make_column(m, offer, nth, places);
    CU_ASSERT_EQUAL(eqp_master_add(m->master, &column, 1), 0);
}

static void add_both(post *m) {
    add(m, HAND_BREAD, 0, 10);
    add(m, HAND_SOUP, 0, 10);
}

static eqp_stage stage_of(eqp_objective objective) {
    return (eqp_stage){.objective = objective, .value_floor = -INFINITY};
}

static double solve(eqp_master *master, const eqp_stage *stage) {
    CU_ASSERT_EQUAL(eqp_master_set_stage(master, stage), 0);
    CU_ASSERT_EQUAL(eqp_master_solve(master), 0);
    return eqp_master_value(master) / eqp_master_scale(master) + eqp_master_base(master);
}

/* 1,500 buy all of the bread, and a quarter of the soup. */
static void the_best_mix_spends_the_budget(void) {
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    double primal[8], *price;
    open_post(&m, NULL, 0, 100);
    CU_ASSERT_EQUAL(m.blocks->count, 2);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 0, NEAR); /* no column yet */
    add_both(&m);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 12.5, NEAR);
    CU_ASSERT_FALSE(eqp_master_in_phase_one(m.master));
    CU_ASSERT_FATAL(m.hand.programme->lp->columns <= 8);
    eqp_master_primal(m.master, primal);
    CU_ASSERT_DOUBLE_EQUAL(primal[m.hand.programme->pair_start[HAND_BREAD]], 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(primal[m.hand.programme->pair_start[HAND_SOUP]], 2.5, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(primal[m.hand.programme->first_use + 1], 2.5, NEAR);
    /* A euro is worth what it brings in the south: a person for 200. */
    eqp_master_prices(m.master, &m.prices);
    price = &m.prices.row[0];
    CU_ASSERT_DOUBLE_EQUAL(*price / eqp_master_scale(m.master), 1 / 200.0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(eqp_master_constant(m.master, &m.prices) / eqp_master_scale(m.master),
                           1500 / 200.0, 1e-5);
    close_post(&m);
}

static void a_column_that_would_add_something_says_how_much(void) {
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    eqp_column *half;
    open_post(&m, NULL, 0, 100);
    add(&m, HAND_SOUP, 0, 10);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 7.5, NEAR);
    /* Five places of bread cost 500, which bring 2.5 people now. */
    half = make_column(&m, HAND_BREAD, 0, 5);
    CU_ASSERT_DOUBLE_EQUAL(eqp_master_reduced_cost(m.master, half) / eqp_master_scale(m.master),
                           5 - 2.5, NEAR);
    CU_ASSERT_EQUAL(eqp_master_add(m.master, &half, 1), 0);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 5 + 5, NEAR);
    close_post(&m);
}

/* The same rate for both towns: t·10 places of each cost t·3,000. */
static void the_level_is_the_rate_that_all_free_zones_reach(void) {
    static const uint8_t both[] = {1, 1}, south[] = {0, 1};
    static const double floor[] = {0.9, -INFINITY};
    eqp_stage level = stage_of(EQP_OBJECTIVE_LEVEL);
    post m;
    double primal[8];
    open_post(&m, NULL, 0, 100);
    add_both(&m);
    level.free_zone = both;
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &level), 0.5, NEAR);
    eqp_master_primal(m.master, primal);
    CU_ASSERT_DOUBLE_EQUAL(primal[m.hand.programme->level_column], 0.5, NEAR);
    /* Nine tenths of the north are held: 600 are left for the south. */
    level.free_zone = south;
    level.floor = floor;
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &level), 0.3, NEAR);
    close_post(&m);
}

static void the_cheapest_mix_of_a_value_is_found(void) {
    eqp_stage cost = stage_of(EQP_OBJECTIVE_COST);
    post m;
    open_post(&m, NULL, 0, 100);
    add_both(&m);
    cost.value_floor = 11;
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &cost), -(1000 + 200), 1e-5);
    cost.value_floor = 4;
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &cost), -400, 1e-5);
    close_post(&m);
}

/* A rule wants five places of soup, and there is no column with any. */
static void rows_that_no_mix_satisfies_are_phase_one(void) {
    static const hand_table rule[] = {
        {"rules", "rule,measure,sense,value,unit,zone\nfive,places,min,5,absolute,south\n"}};
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    open_post(&m, rule, 1, 100);
    add(&m, HAND_BREAD, 0, 10);
    CU_ASSERT_EQUAL(eqp_master_set_stage(m.master, &value), 0);
    CU_ASSERT_EQUAL(eqp_master_solve(m.master), 0);
    CU_ASSERT(eqp_master_in_phase_one(m.master));
    CU_ASSERT_DOUBLE_EQUAL(eqp_master_value(m.master), -1, NEAR); /* all of the scaled row */
    add(&m, HAND_SOUP, 0, 10);
    CU_ASSERT_EQUAL(eqp_master_solve(m.master), 0);
    CU_ASSERT_FALSE(eqp_master_in_phase_one(m.master));
    CU_ASSERT_DOUBLE_EQUAL(eqp_master_value(m.master) / eqp_master_scale(m.master), 5 + 5, NEAR);
    close_post(&m);
}

/* What decisions sign is bought before any column: the budget of the rest is smaller. */
static void signed_places_are_the_base_plan(void) {
    static const hand_table decided[] = {
        {"decisions", "offer,institution,min_places,max_places\nsoup,one,2,\n"}};
    eqp_stage cost = stage_of(EQP_OBJECTIVE_COST);
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    double primal[8];
    open_post(&m, decided, 1, 100);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &cost), -400, 1e-6);
    add(&m, HAND_BREAD, 0, 10);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 10, NEAR);
    eqp_master_primal(m.master, primal);
    CU_ASSERT_DOUBLE_EQUAL(primal[m.hand.programme->pair_start[HAND_SOUP]], 2, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(primal[m.hand.programme->pair_start[HAND_BREAD]], 10, NEAR);
    close_post(&m);
}

/* `bread` leads to both occupations of the north, in blocks of their own, and has ten places for
 * the two. */
static void a_cut_offer_keeps_its_places(void) {
    static const hand_table cut[] = {
        {"needs", "zone,occupation,need\nnorth,baker,10\nnorth,cook,10\n"},
        {"offer_occupations", "offer,occupation\nbread,baker\nbread,cook\nsoup,cook\n"},
        {"budgets", "institution,budget\none,5000\n"},
    };
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    open_post(&m, cut, 3, 1);
    CU_ASSERT_EQUAL_FATAL(m.blocks->cut_count, 1);
    add(&m, HAND_BREAD, 0, 8);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 8, NEAR);
    CU_ASSERT_EQUAL(eqp_master_cuts(m.master), 0);
    add(&m, HAND_BREAD, 1, 8);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 10, NEAR);
    CU_ASSERT_EQUAL(eqp_master_cuts(m.master), 1);
    eqp_master_prices(m.master, &m.prices);
    CU_ASSERT_DOUBLE_EQUAL(m.prices.cut[HAND_BREAD] / eqp_master_scale(m.master), 1, NEAR);
    close_post(&m);
}

static void a_copy_goes_its_own_way(void) {
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    eqp_master *copy;
    open_post(&m, NULL, 0, 100);
    add(&m, HAND_BREAD, 0, 10);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 10, NEAR);
    copy = eqp_master_copy(m.master, &m.context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    add(&m, HAND_SOUP, 0, 10);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 12.5, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(solve(copy, &value), 10, NEAR);
    eqp_master_free(copy);
    close_post(&m);
}

/* Another budget: the columns stay. One that is a thousand times as large is refused, as the row is
 * scaled for what it was. */
static void other_bounds_are_taken_where_scales_fit(void) {
    static const hand_table more[] = {{"budgets", "institution,budget\none,2000\n"}},
                            huge[] = {{"budgets", "institution,budget\none,2000000\n"}};
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m, other;
    eqp_block_context *context;
    open_post(&m, NULL, 0, 100);
    context = &m.context;
    add_both(&m);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 12.5, NEAR);
    open_post(&other, more, 1, 100);
    context->programme = other.hand.programme;
    CU_ASSERT_EQUAL(eqp_master_move(m.master, &m.draft), 0);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 15, NEAR);
    context->programme = m.hand.programme;
    close_post(&other);
    open_post(&other, huge, 1, 100);
    context->programme = other.hand.programme;
    CU_ASSERT_EQUAL(eqp_master_move(m.master, &m.draft), 1);
    context->programme = m.hand.programme;
    close_post(&other);
    close_post(&m);
}

/* Many columns that no mix needs are dropped; those of the mix stay. */
static void idle_columns_are_dropped(void) {
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    post m;
    size_t full, left;
    open_post(&m, NULL, 0, 100);
    add_both(&m);
    for (int i = 1; i < COLUMNS_OF_TRIMMING; i++)
        add(&m, HAND_SOUP, 0, 10.0 * i / (COLUMNS_OF_TRIMMING + 1));
    for (int round = 0; round < 3; round++)
        CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 12.5, NEAR);
    full = eqp_memory_alive();
    CU_ASSERT_EQUAL(eqp_master_trim(m.master), 0);
    left = eqp_memory_alive();
    CU_ASSERT(left + COLUMNS_OF_TRIMMING / 4 < full);
    CU_ASSERT_DOUBLE_EQUAL(solve(m.master, &value), 12.5, NEAR);
    CU_ASSERT_EQUAL(eqp_master_trim(m.master), 0); /* few: all stay */
    CU_ASSERT_EQUAL(eqp_memory_alive(), left);
    close_post(&m);
}

/* Everything that allocates, once each allocation fails: a refusal, and nothing is left. */
static int work(post *m, eqp_master **master, eqp_column **columns) {
    const eqp_stage value = stage_of(EQP_OBJECTIVE_VALUE);
    eqp_master *copy;
    *master = eqp_master_create(&m->context);
    if (!*master) {
        eqp_free(columns[0]);
        eqp_free(columns[1]);
        return -1;
    }
    if (eqp_master_add(*master, columns, 2) || eqp_master_set_stage(*master, &value) ||
        eqp_master_solve(*master) || eqp_master_save_basis(*master, 0))
        return -1;
    copy = eqp_master_copy(*master, &m->context);
    eqp_master_free(copy);
    return copy ? 0 : -1;
}

static void short_memory_is_told_and_nothing_is_left(void) {
    post m;
    int status = -1;
    uint32_t failures = 0;
    open_post(&m, NULL, 0, 100);
    for (size_t n = 1; status && n < 1000; n++) {
        size_t before = eqp_memory_alive();
        eqp_column *columns[2] = {make_column(&m, HAND_BREAD, 0, 10),
                                  make_column(&m, HAND_SOUP, 0, 10)};
        eqp_master *master;
        eqp_memory_fail_at(n);
        status = work(&m, &master, columns);
        eqp_memory_fail_at(0);
        failures += status != 0;
        eqp_master_free(master);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, 0);
    CU_ASSERT(failures > 20);
    close_post(&m);
}

static const eqp_test tests[] = {
    {"the best mix spends the budget", the_best_mix_spends_the_budget},
    {"a column that would add something says how much",
     a_column_that_would_add_something_says_how_much},
    {"the level is the rate that all free zones reach",
     the_level_is_the_rate_that_all_free_zones_reach},
    {"the cheapest mix of a value is found", the_cheapest_mix_of_a_value_is_found},
    {"rows that no mix satisfies are phase one", rows_that_no_mix_satisfies_are_phase_one},
    {"signed places are the base plan", signed_places_are_the_base_plan},
    {"a cut offer keeps its places", a_cut_offer_keeps_its_places},
    {"a copy goes its own way", a_copy_goes_its_own_way},
    {"other bounds are taken where scales fit", other_bounds_are_taken_where_scales_fit},
    {"idle columns are dropped", idle_columns_are_dropped},
    {"short memory is told and nothing is left", short_memory_is_told_and_nothing_is_left},
};

EQP_SUITE_MAIN("master", tests)
