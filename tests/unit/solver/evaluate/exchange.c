/* The exchanges that gain a draft most, in a study where they can be named by hand. */
#include "hand.h"
#include "suite.h"

#include "models/base/memory.h"
#include "solver/evaluate/exchange.h"

#include <math.h>

#define NEAR 1e-6
#define MOST_LINES 4

typedef struct bargain {
    hand hand;
    eqp_draft_line lines[MOST_LINES];
    eqp_draft draft;
    eqp_draft_case *draft_case;
    eqp_solve_options options;
    eqp_watch watch;
    eqp_best_use *use;
    eqp_best_use_result value;
    eqp_exchange found[EQP_EXCHANGES_MOST];
    uint32_t count;
} bargain;

static void open_bargain(bargain *b, const hand_table *tables, size_t tables_count,
                         const eqp_draft_line *lines, uint32_t count, const double *floor) {
    hand_make(&b->hand, tables, tables_count);
    for (uint32_t i = 0; i < count; i++)
        b->lines[i] = lines[i];
    b->draft = (eqp_draft){b->lines, count};
    CU_ASSERT_EQUAL_FATAL(eqp_draft_case_create(b->hand.programme, &b->draft, &b->draft_case, NULL),
                          EQP_OK);
    b->options = eqp_solve_options_default();
    b->watch = eqp_watch_start(&b->options);
    CU_ASSERT_EQUAL_FATAL(eqp_best_use_create(b->draft_case, floor, &b->watch, &b->use, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_best_use_solve(b->use, &b->value, NULL), EQP_OK);
}

static eqp_status find(bargain *b, double most_gain, eqp_error *error) {
    return eqp_exchanges_find(b->draft_case, b->use, &b->value, most_gain, &b->watch, b->found,
                              &b->count, error);
}

static void close_bargain(bargain *b) {
    eqp_best_use_free(b->use);
    eqp_draft_case_free(b->draft_case);
    hand_drop(&b->hand);
}

static const double no_floor[] = {0, 0};

static void check(const eqp_exchange *found, const eqp_exchange *expected) {
    CU_ASSERT_EQUAL(found->kind, expected->kind);
    CU_ASSERT_EQUAL(found->from_offer, expected->from_offer);
    CU_ASSERT_EQUAL(found->taker, expected->taker);
    CU_ASSERT_EQUAL(found->to_offer, expected->to_offer);
    CU_ASSERT_EQUAL(found->institution, expected->institution);
    CU_ASSERT_DOUBLE_EQUAL(found->from_places, expected->from_places, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(found->to_places, expected->to_places, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(found->freed, expected->freed, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(found->money, expected->money, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(found->taker_money, expected->taker_money, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(found->gain, expected->gain, NEAR);
}

/* All of it buys 7 places of soup; the north has people for ten places of bread, no more. */
static void dear_places_are_given_up_for_cheap_ones(void) {
    static const hand_table spent[] = {{"budgets", "institution,budget\none,1400\n"}};
    static const eqp_draft_line soup[] = {{HAND_SOUP, 0, 7}};
    static const eqp_exchange expected = {.kind = EQP_EXCHANGE_SWAP,
                                          .from_offer = HAND_SOUP,
                                          .taker = EQP_NONE,
                                          .to_offer = HAND_BREAD,
                                          .from_places = 5,
                                          .to_places = 10,
                                          .freed = 1000,
                                          .money = 1000,
                                          .gain = 5};
    bargain b;
    open_bargain(&b, spent, 1, soup, 1, no_floor);
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(b.count, 1);
    check(&b.found[0], &expected);
    close_bargain(&b);
}

static void money_that_is_left_buys_places(void) {
    static const hand_table left[] = {{"budgets", "institution,budget\none,1700\n"}};
    static const eqp_draft_line bread[] = {{HAND_BREAD, 0, 10}};
    static const eqp_exchange expected = {.kind = EQP_EXCHANGE_BUY,
                                          .from_offer = EQP_NONE,
                                          .taker = EQP_NONE,
                                          .to_offer = HAND_SOUP,
                                          .to_places = 3,
                                          .money = 600,
                                          .gain = 3};
    bargain b;
    open_bargain(&b, left, 1, bread, 1, no_floor);
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(b.count, 1);
    check(&b.found[0], &expected);
    close_bargain(&b);
}

/* `one` has spent all on soup, which `two` could pay as well; bread `one` alone can buy. */
static const hand_table two_buyers[] = {
    {"institutions", "institution,name\none,One\ntwo,Two\n"},
    {"budgets", "institution,budget\none,1000\ntwo,1000\n"},
    {"prices", "offer,institution,price\nbread,one,100\nsoup,one,200\nsoup,two,200\n"},
};

static const eqp_draft_line soup_of_one[] = {{HAND_SOUP, 0, 5}};

static void others_take_over_what_they_can_pay(void) {
    static const eqp_exchange expected[] = {{.kind = EQP_EXCHANGE_HANDOVER,
                                             .from_offer = HAND_SOUP,
                                             .taker = 1,
                                             .to_offer = HAND_BREAD,
                                             .institution = 0,
                                             .from_places = 5,
                                             .to_places = 10,
                                             .freed = 1000,
                                             .money = 1000,
                                             .taker_money = 1000,
                                             .gain = 10},
                                            {.kind = EQP_EXCHANGE_BUY,
                                             .from_offer = EQP_NONE,
                                             .taker = EQP_NONE,
                                             .to_offer = HAND_SOUP,
                                             .institution = 1,
                                             .to_places = 5,
                                             .money = 1000,
                                             .gain = 5}};
    bargain b;
    open_bargain(&b, two_buyers, 3, soup_of_one, 1, no_floor);
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(b.count, 2);
    for (size_t i = 0; i < 2; i++)
        check(&b.found[i], &expected[i]);
    close_bargain(&b);
}

/* What must stay is not given up: four people by the south's floor, three signed places, two places
 * that a rule wants. And no more is bought than a decision, or a rule, allows; in whole places, as
 * the draft's are. */
static void limits_are_kept(void) {
    static const struct {
        hand_table table;
        double floor[2], from_places, to_places, gain;
    } cases[] = {
        {{"mobility", "residence,site,share\n"}, {0, 0.4}, 1, 2, 1},
        {{"decisions", "offer,institution,min_places,max_places\nsoup,one,3,\n"}, {0, 0}, 2, 4, 2},
        {{"decisions", "offer,institution,min_places,max_places\nbread,one,,4\n"}, {0, 0}, 2, 4, 2},
        {{"rules", "rule,measure,sense,value,unit,zone\ntwo,places,min,2,absolute,south\n"},
         {0, 0},
         3,
         6,
         3},
        {{"rules", "rule,measure,sense,value,unit,zone\nfew,cost,max,499,absolute,north\n"},
         {0, 0},
         2,
         4,
         2},
    };
    static const hand_table budget = {"budgets", "institution,budget\none,1000\n"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const hand_table tables[] = {budget, cases[i].table};
        bargain b;
        open_bargain(&b, tables, 2, soup_of_one, 1, cases[i].floor);
        CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
        CU_ASSERT_EQUAL_FATAL(b.count, 1);
        CU_ASSERT_EQUAL(b.found[0].kind, EQP_EXCHANGE_SWAP);
        CU_ASSERT_DOUBLE_EQUAL(b.found[0].from_places, cases[i].from_places, NEAR);
        CU_ASSERT_DOUBLE_EQUAL(b.found[0].to_places, cases[i].to_places, NEAR);
        CU_ASSERT_DOUBLE_EQUAL(b.found[0].gain, cases[i].gain, NEAR);
        close_bargain(&b);
    }
}

/* In groups of 4 to 6: a session of soup is worth two of bread. */
static void whole_sessions_are_exchanged_whole(void) {
    static const hand_table whole[] = {
        {"budgets", "institution,budget\none,1000\n"},
        {"offers", "offer,name,zone,places,success_rate,group_min,group_max\n"
                   "bread,Bread,north,10,1,4,6\nsoup,Soup,south,10,1,4,6\n"},
        {"parameters", "parameter,value\nbalance,0\nwhole,yes\n"},
    };
    bargain b;
    open_bargain(&b, whole, 3, soup_of_one, 1, no_floor);
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(b.count, 1);
    CU_ASSERT_EQUAL(b.found[0].kind, EQP_EXCHANGE_SWAP);
    CU_ASSERT_DOUBLE_EQUAL(b.found[0].from_places, 5, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(b.found[0].to_places, 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(b.found[0].gain, 5, NEAR);
    close_bargain(&b);
}

static void where_nothing_can_be_gained_nothing_is_found(void) {
    static const eqp_draft_line best[] = {{HAND_BREAD, 0, 10}, {HAND_SOUP, 0, 2.5}};
    bargain b;
    open_bargain(&b, NULL, 0, best, 2, no_floor);
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL(b.count, 0);
    close_bargain(&b);
    /* It may be known beforehand. */
    open_bargain(&b, two_buyers, 3, soup_of_one, 1, no_floor);
    CU_ASSERT_EQUAL(find(&b, 0, NULL), EQP_OK);
    CU_ASSERT_EQUAL(b.count, 0);
    close_bargain(&b);
}

/* The same exchanges, found again from where the first search ended. */
static void a_search_leaves_no_trace(void) {
    bargain b;
    double gain;
    open_bargain(&b, two_buyers, 3, soup_of_one, 1, no_floor);
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    gain = b.found[0].gain;
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL(b.count, 2);
    CU_ASSERT_EQUAL(b.found[0].gain, gain);
    close_bargain(&b);
}

static int stop_now(void *context) {
    (void)context;
    return 1;
}

static void a_stop_keeps_what_was_found(void) {
    bargain b;
    open_bargain(&b, two_buyers, 3, soup_of_one, 1, no_floor);
    b.options.stop = stop_now;
    CU_ASSERT_EQUAL(find(&b, INFINITY, NULL), EQP_OK);
    CU_ASSERT_EQUAL(b.count, 0);
    CU_ASSERT(b.watch.stopped);
    close_bargain(&b);
}

static void short_memory_is_told_and_nothing_is_left(void) {
    bargain b;
    size_t before;
    uint32_t failures = 0;
    eqp_status status = EQP_ERROR_MEMORY;
    open_bargain(&b, two_buyers, 3, soup_of_one, 1, no_floor);
    before = eqp_memory_alive();
    for (size_t n = 1; status && n < 1000; n++) {
        eqp_error error = {0};
        eqp_memory_fail_at(n);
        status = find(&b, INFINITY, &error);
        eqp_memory_fail_at(0);
        failures += status == EQP_ERROR_MEMORY;
        CU_ASSERT_EQUAL(status == EQP_OK, error.sentence[0] == '\0');
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT_EQUAL(b.count, 2);
    CU_ASSERT(failures >= 5);
    close_bargain(&b);
}

static const eqp_test tests[] = {
    {"dear places are given up for cheap ones", dear_places_are_given_up_for_cheap_ones},
    {"money that is left buys places", money_that_is_left_buys_places},
    {"others take over what they can pay", others_take_over_what_they_can_pay},
    {"limits are kept", limits_are_kept},
    {"whole sessions are exchanged whole", whole_sessions_are_exchanged_whole},
    {"where nothing can be gained nothing is found", where_nothing_can_be_gained_nothing_is_found},
    {"a search leaves no trace", a_search_leaves_no_trace},
    {"a stop keeps what was found", a_stop_keeps_what_was_found},
    {"short memory is told and nothing is left", short_memory_is_told_and_nothing_is_left},
};

EQP_SUITE_MAIN("exchange", tests)
