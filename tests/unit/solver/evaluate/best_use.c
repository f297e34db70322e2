/* The best use of places that are bought, in a programme that can be solved by hand. */
#include "hand.h"
#include "suite.h"

#include "models/base/memory.h"
#include "solver/evaluate/best_use.h"

#include <math.h>

#define NEAR 1e-6

/* North and south share the places of `bread`, at its site; a person of the north counts twice. */
static const hand_table shared[] = {
    {"needs", "zone,occupation,need,priority\nnorth,baker,10,2\nsouth,baker,10,1\n"
              "south,cook,10,1\n"},
    {"mobility", "residence,site,share\nnorth,north,1\nsouth,north,1\nsouth,south,1\n"},
};

static const double no_floor[] = {0, 0};

typedef struct use_case {
    hand hand;
    eqp_draft_line lines[2];
    eqp_draft draft;
    eqp_draft_case *draft_case;
    eqp_solve_options options;
    eqp_watch watch;
    eqp_best_use *use;
    eqp_best_use_result found;
} use_case;

static void open_case(use_case *c, const hand_table *tables, size_t count, double bread,
                      double soup) {
    hand_make(&c->hand, tables, count);
    c->lines[0] = (eqp_draft_line){HAND_BREAD, 0, bread};
    c->lines[1] = (eqp_draft_line){HAND_SOUP, 0, soup};
    c->draft = (eqp_draft){c->lines, soup > 0 ? 2 : 1};
    CU_ASSERT_EQUAL_FATAL(eqp_draft_case_create(c->hand.programme, &c->draft, &c->draft_case, NULL),
                          EQP_OK);
    c->options = eqp_solve_options_default();
    c->watch = eqp_watch_start(&c->options);
    c->use = NULL;
}

static void solve_case(use_case *c, const double *floor) {
    CU_ASSERT_EQUAL_FATAL(eqp_best_use_create(c->draft_case, floor, &c->watch, &c->use, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_best_use_solve(c->use, &c->found, NULL), EQP_OK);
}

static void close_case(use_case *c) {
    eqp_best_use_free(c->use);
    eqp_draft_case_free(c->draft_case);
    hand_drop(&c->hand);
}

static void check_found(const use_case *c, double free_value, double shortfall, double value) {
    CU_ASSERT_DOUBLE_EQUAL(c->found.free_value, free_value, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(c->found.shortfall, shortfall, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(c->found.value, value, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(c->found.bound, value, NEAR);
}

static double people_of(const use_case *c, uint32_t zone) {
    const eqp_programme *p = c->draft_case->programme;
    double sum = 0;
    for (uint32_t use = 0; use < p->uses; use++)
        if (c->hand.study->needs.zone[p->cell_need_row[p->use_cell[use]]] == zone)
            sum += p->use_effect[use] * eqp_best_use_use(c->use)[use];
    return sum;
}

static void places_go_where_a_person_counts_most(void) {
    use_case c;
    open_case(&c, shared, 2, 8, 5);
    solve_case(&c, no_floor);
    check_found(&c, 2 * 8 + 5, 0, 2 * 8 + 5);
    CU_ASSERT_DOUBLE_EQUAL(people_of(&c, HAND_NORTH), 8, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(people_of(&c, HAND_SOUTH), 5, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(eqp_best_use_place_value(c.use)[HAND_BREAD], 2, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(eqp_best_use_place_value(c.use)[HAND_SOUP], 1, NEAR);
    for (uint32_t cell = 0; cell < c.draft_case->programme->cells; cell++)
        CU_ASSERT_DOUBLE_EQUAL(eqp_best_use_need_value(c.use)[cell], 0, NEAR);
    close_case(&c);
}

static void places_beyond_the_offer_and_the_need_are_of_no_use(void) {
    static const hand_table few[] = {{"needs", "zone,occupation,need\nnorth,baker,6\n"
                                               "south,cook,10\n"}};
    use_case c;
    open_case(&c, few, 1, 8, 14); /* soup has 10 places alone, bread 6 people to come */
    solve_case(&c, no_floor);
    check_found(&c, 16, 0, 16);
    CU_ASSERT_DOUBLE_EQUAL(people_of(&c, HAND_NORTH), 6, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(people_of(&c, HAND_SOUTH), 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(eqp_best_use_place_value(c.use)[HAND_BREAD], 0, NEAR);
    close_case(&c);
}

/* 8 places of bread alone; the south has 20 people to be reached, the north 10. */
static void floors_are_held_and_what_lacks_to_them_is_the_least(void) {
    static const struct {
        double floor[2], shortfall, value, north;
    } cases[] = {
        {{0, 0.15}, 0, 2 * 5 + 3, 5},  /* 3 of the south's 20 */
        {{0.5, 0}, 0, 2 * 8, 8},       /* kept without being asked */
        {{0.6, 0.3}, 4, 2 * 6 + 2, 6}, /* 12 are asked for */
        {{0.9, NAN}, 1, 2 * 8, 8},     /* not a number: no floor */
        {{1, 1}, 30 - 8, 2 * 8, 8},    /* nobody lacks more than needed */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        use_case c;
        open_case(&c, shared, 2, 8, 0);
        solve_case(&c, cases[i].floor);
        check_found(&c, 16, cases[i].shortfall, cases[i].value);
        CU_ASSERT_DOUBLE_EQUAL(people_of(&c, HAND_NORTH), cases[i].north, NEAR);
        close_case(&c);
    }
}

/* Other places are tried from the draft's basis, and leave no trace. */
static void other_places_are_tried_and_forgotten(void) {
    static const struct {
        double usable, value;
        int worse;
    } cases[] = {{10, 2 * 7 + 3, 0}, {5, 2 * 2 + 3, 0}, {3, 3, 0}, {2, 0, 1}, {8, 13, 0}};
    static const double floor[] = {0, 0.15};
    const uint32_t bread = HAND_BREAD;
    use_case c;
    double value;
    int worse;
    open_case(&c, shared, 2, 8, 0);
    solve_case(&c, floor);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_EQUAL(eqp_best_use_try(c.use, 1, &bread, &cases[i].usable, &value, &worse, NULL),
                        EQP_OK);
        CU_ASSERT_EQUAL(worse, cases[i].worse);
        if (!worse)
            CU_ASSERT_DOUBLE_EQUAL(value, cases[i].value, NEAR);
        CU_ASSERT_EQUAL(
            eqp_best_use_again(c.use, 1, &bread, &cases[i].usable, &value, &worse, NULL), EQP_OK);
        CU_ASSERT_EQUAL(worse, cases[i].worse);
        if (!worse)
            CU_ASSERT_DOUBLE_EQUAL(value, cases[i].value, NEAR);
    }
    CU_ASSERT_DOUBLE_EQUAL(people_of(&c, HAND_NORTH), 5, NEAR);
    close_case(&c);
}

/* Each place of soup that goes brings two of bread, of which there are ten at most; and people of
 * the north are there for ten. */
static void an_exchange_goes_as_far_as_it_gains(void) {
    use_case c;
    double places, value, place[2];
    open_case(&c, NULL, 0, 2, 5);
    solve_case(&c, no_floor);
    check_found(&c, 7, 0, 7);
    CU_ASSERT_EQUAL(
        eqp_best_use_exchange(c.use, HAND_SOUP, 0.5, HAND_BREAD, 20, &places, &value, place, NULL),
        EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(places, 8, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(value, 10 + 1, NEAR);
    CU_ASSERT_EQUAL(
        eqp_best_use_exchange(c.use, EQP_NONE, 0, HAND_BREAD, 3, &places, &value, place, NULL),
        EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(places, 3, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(value, 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(place[HAND_SOUP], 1, NEAR);
    /* Two places of soup for one of bread gain nothing. */
    CU_ASSERT_EQUAL(
        eqp_best_use_exchange(c.use, HAND_SOUP, 2, HAND_BREAD, 20, &places, &value, place, NULL),
        EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(places, 0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(value, 7, NEAR);
    close_case(&c);
}

static int stop_now(void *context) {
    (void)context;
    return 1;
}

static void a_stop_ends_it(void) {
    use_case c;
    open_case(&c, shared, 2, 8, 5);
    c.options.stop = stop_now;
    CU_ASSERT_EQUAL_FATAL(eqp_best_use_create(c.draft_case, no_floor, &c.watch, &c.use, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL(eqp_best_use_solve(c.use, &c.found, NULL), EQP_ERROR_SOLVER);
    CU_ASSERT(c.watch.stopped);
    close_case(&c);
}

static void short_memory_is_told_and_nothing_is_left(void) {
    static const double floor[] = {0.6, 0.3};
    use_case c;
    size_t before;
    uint32_t failures = 0;
    eqp_status status = EQP_ERROR_MEMORY;
    open_case(&c, shared, 2, 8, 0);
    before = eqp_memory_alive();
    for (size_t n = 1; status && n < 1000; n++) {
        eqp_error error = {0};
        eqp_memory_fail_at(n);
        status = eqp_best_use_create(c.draft_case, floor, &c.watch, &c.use, &error);
        CU_ASSERT_EQUAL(status != EQP_OK, c.use == NULL);
        if (!status)
            status = eqp_best_use_solve(c.use, &c.found, &error);
        eqp_memory_fail_at(0);
        failures += status == EQP_ERROR_MEMORY;
        CU_ASSERT_EQUAL(status == EQP_OK, error.sentence[0] == '\0');
        eqp_best_use_free(c.use);
        c.use = NULL;
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(failures > 10);
    close_case(&c);
}

static const eqp_test tests[] = {
    {"places go where a person counts most", places_go_where_a_person_counts_most},
    {"places beyond the offer and the need are of no use",
     places_beyond_the_offer_and_the_need_are_of_no_use},
    {"floors are held, and what lacks to them is the least",
     floors_are_held_and_what_lacks_to_them_is_the_least},
    {"other places are tried and forgotten", other_places_are_tried_and_forgotten},
    {"an exchange goes as far as it gains", an_exchange_goes_as_far_as_it_gains},
    {"a stop ends it", a_stop_ends_it},
    {"short memory is told and nothing is left", short_memory_is_told_and_nothing_is_left},
};

EQP_SUITE_MAIN("best use", tests)
