/* The search for leaders, with a minimiser that knows all plans: of those within the tolerance it
 * names the one of least weight. */
#include "hand.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/leaders.h"
#include "models/programme/overlap.h"
#include "solver/stages/leader_search.h"

#include <math.h>
#include <string.h>

#define PAIRS 4
#define MOST_PLANS 6

/* Two courses of one cell, each of which both buyers can buy. Pairs: bread by first and second,
 * then toast by first and second. */
static const hand_table two_buyers[] = {
    {"institutions", "institution,name\nfirst,First\nsecond,Second\n"},
    {"budgets", "institution,budget\nfirst,5000\nsecond,5000\n"},
    {"offers", "offer,name,zone,places,success_rate\n"
               "bread,Bread,north,10,1\ntoast,Toast,north,10,1\n"},
    {"offer_occupations", "offer,occupation\nbread,baker\ntoast,baker\n"},
    {"prices", "offer,institution,price\nbread,first,100\nbread,second,100\n"
               "toast,first,100\ntoast,second,100\n"},
};

#define TWO_BUYERS (sizeof two_buyers / sizeof *two_buyers)

typedef struct known_plan {
    double tolerance; /* what it loses of V */
    double places[PAIRS];
} known_plan;

typedef struct table {
    known_plan plans[MOST_PLANS];
    uint32_t count, asked, last; /* the last question that is answered; 0: all are */
    int end;                     /* what is answered after that */
} table;

static int minimise(void *context, double tolerance, const double *weight, double *places) {
    table *t = context;
    double least = INFINITY;
    if (t->last && t->asked >= t->last)
        return t->end;
    t->asked++;
    for (uint32_t i = 0; i < t->count; i++) {
        double sum = 0;
        for (int pair = 0; pair < PAIRS; pair++)
            sum += weight[pair] * t->plans[i].places[pair];
        if (t->plans[i].tolerance <= tolerance && sum < least) {
            least = sum;
            memcpy(places, t->plans[i].places, sizeof t->plans[i].places);
        }
    }
    return 1;
}

typedef struct quest {
    hand hand;
    eqp_spots *spots;
    table table;
    uint32_t leader[PAIRS]; /* spots: two courses and a cell */
    int improved;
} quest;

static void open_quest(quest *q, const hand_table *more, const table *known) {
    hand_table tables[TWO_BUYERS + 1];
    memcpy(tables, two_buyers, sizeof two_buyers);
    if (more)
        tables[TWO_BUYERS] = *more;
    hand_make(&q->hand, tables, TWO_BUYERS + (more != NULL));
    CU_ASSERT_EQUAL_FATAL(q->hand.programme->pairs, PAIRS);
    CU_ASSERT_EQUAL_FATAL(eqp_spots_create(q->hand.programme, &q->spots, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(q->spots->count, 3);
    CU_ASSERT_EQUAL_FATAL(q->spots->courses, 2);
    q->table = *known;
}

static eqp_status look(quest *q, double tolerance, const double *led_as, eqp_error *error) {
    const eqp_leader_search with = {q->hand.programme, &q->table, minimise};
    return eqp_leader_search_run(&with, q->spots, tolerance, q->table.plans[0].places, led_as,
                                 q->leader, &q->improved, error);
}

static void close_quest(quest *q) {
    eqp_spots_free(q->spots);
    hand_drop(&q->hand);
}

/* The overlap of the plan that the leaders found ask for. */
static double overlap_found(quest *q, double tolerance) {
    double weight[PAIRS], places[PAIRS];
    eqp_overlap overlap;
    q->table.last = 0;
    eqp_spots_weigh(q->spots, q->leader, PAIRS, weight);
    CU_ASSERT_EQUAL(minimise(&q->table, tolerance, weight, places), 1);
    CU_ASSERT_EQUAL(eqp_overlap_measure(q->hand.programme, places, &overlap, NULL), EQP_OK);
    return overlap.courses + overlap.cells;
}

/* The cheapest plan splits both courses, with 4 + 4 places of overlap in courses and 10 in the
 * cell; plans that lose more of V leave less. */
static const table losses = {.plans = {{0, {6, 4, 4, 6}},
                                       {0, {7, 3, 4, 6}},
                                       {0.005, {10, 0, 0, 10}},
                                       {0.05, {10, 0, 9, 1}},
                                       {0.5, {0, 10, 0, 10}}},
                             .count = 5};

static void the_more_of_v_may_be_lost_the_less_overlap_is_left(void) {
    static const struct {
        double tolerance, overlap;
        int improved;
    } cases[] = {{0, 3 + 4 + 9, 1}, {0.01, 10, 1}, {0.1, 1 + 1, 1}, {1, 0, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quest q;
        open_quest(&q, NULL, &losses);
        CU_ASSERT_EQUAL(look(&q, cases[i].tolerance, NULL, NULL), EQP_OK);
        CU_ASSERT_EQUAL(q.improved, cases[i].improved);
        CU_ASSERT_DOUBLE_EQUAL(overlap_found(&q, cases[i].tolerance), cases[i].overlap, 1e-9);
        close_quest(&q);
    }
}

static void leaders_are_those_of_the_plan_found(void) {
    quest q;
    open_quest(&q, NULL, &losses);
    CU_ASSERT_EQUAL(look(&q, 1, NULL, NULL), EQP_OK);
    for (uint32_t spot = 0; spot < q.spots->count; spot++)
        CU_ASSERT_EQUAL(q.leader[spot], 1);
    close_quest(&q);
}

static void where_nothing_overlaps_nothing_is_asked(void) {
    static const table alone = {.plans = {{0, {10, 0, 10, 0}}}, .count = 1};
    quest q;
    open_quest(&q, NULL, &alone);
    CU_ASSERT_EQUAL(look(&q, 0.1, NULL, NULL), EQP_OK);
    CU_ASSERT_FALSE(q.improved);
    CU_ASSERT_EQUAL(q.table.asked, 0);
    for (uint32_t spot = 0; spot < q.spots->count; spot++)
        CU_ASSERT_EQUAL(q.leader[spot], 0);
    close_quest(&q);
}

static void where_there_is_no_better_plan_none_is_found(void) {
    static const table single = {.plans = {{0, {6, 4, 4, 6}}}, .count = 1};
    quest q;
    open_quest(&q, NULL, &single);
    CU_ASSERT_EQUAL(look(&q, 0.1, NULL, NULL), EQP_OK);
    CU_ASSERT_FALSE(q.improved);
    CU_ASSERT(q.table.asked > 0);
    close_quest(&q);
}

/* A named buyer leads the cell, and the courses there, whatever it buys. */
static void table_leads_names_the_leader(void) {
    static const hand_table leads = {"leads", "institution,family\nfirst,A\n"};
    quest q;
    open_quest(&q, &leads, &losses);
    CU_ASSERT_EQUAL(look(&q, 1, NULL, NULL), EQP_OK);
    for (uint32_t spot = 0; spot < q.spots->count; spot++)
        CU_ASSERT_EQUAL(q.leader[spot], 0);
    CU_ASSERT_DOUBLE_EQUAL(overlap_found(&q, 1), 2, 1e-9);
    close_quest(&q);
}

static void a_given_plan_is_the_only_start(void) {
    static const double second[] = {0, 10, 0, 10}, mixed[] = {10, 0, 0, 10};
    quest q;
    open_quest(&q, NULL, &losses);
    CU_ASSERT_EQUAL(look(&q, 1, second, NULL), EQP_OK);
    CU_ASSERT(q.improved);
    CU_ASSERT_DOUBLE_EQUAL(overlap_found(&q, 1), 0, 1e-9);
    CU_ASSERT(q.table.asked <= 3);
    /* Its leaders settle where they are: fewer places overlap elsewhere. */
    q.table.asked = 0;
    CU_ASSERT_EQUAL(look(&q, 0.01, mixed, NULL), EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(overlap_found(&q, 0.01), 10, 1e-9);
    close_quest(&q);
}

/* A minimiser that fails, or has no more, ends the search with the best leaders so far. */
static void an_end_of_answers_ends_the_search(void) {
    for (int end = -1; end <= 0; end++)
        for (uint32_t last = 1; last < 30; last++) {
            table few = losses;
            quest q;
            few.last = last;
            few.end = end;
            open_quest(&q, NULL, &few);
            CU_ASSERT_EQUAL(look(&q, 1, NULL, NULL), EQP_OK);
            CU_ASSERT(q.table.asked <= last);
            CU_ASSERT(overlap_found(&q, 1) <= 18);
            close_quest(&q);
        }
}

static void short_memory_is_told_and_nothing_is_left(void) {
    quest q;
    size_t before;
    uint32_t failures = 0;
    eqp_status status = EQP_ERROR_MEMORY;
    open_quest(&q, NULL, &losses);
    before = eqp_memory_alive();
    for (size_t n = 1; status && n < 100; n++) {
        eqp_memory_fail_at(n);
        status = look(&q, 1, NULL, NULL);
        eqp_memory_fail_at(0);
        failures += status == EQP_ERROR_MEMORY;
        CU_ASSERT(status == EQP_OK || status == EQP_ERROR_MEMORY);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(failures >= 4);
    close_quest(&q);
}

static const eqp_test tests[] = {
    {"the more of V may be lost, the less overlap is left",
     the_more_of_v_may_be_lost_the_less_overlap_is_left},
    {"leaders are those of the plan found", leaders_are_those_of_the_plan_found},
    {"where nothing overlaps nothing is asked", where_nothing_overlaps_nothing_is_asked},
    {"where there is no better plan none is found", where_there_is_no_better_plan_none_is_found},
    {"table leads names the leader", table_leads_names_the_leader},
    {"a given plan is the only start", a_given_plan_is_the_only_start},
    {"an end of answers ends the search", an_end_of_answers_ends_the_search},
    {"short memory is told and nothing is left", short_memory_is_told_and_nothing_is_left},
};

EQP_SUITE_MAIN("leader search", tests)
