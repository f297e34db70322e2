/* Sorted lists searched by halving, and items joined into sets. */
#include "suite.h"

#include "models/base/search.h"

static void the_first_that_is_not_less_is_found(void) {
    static const uint32_t list[] = {2, 3, 3, 3, 8};
    static const uint32_t first[] = {0, 0, 0, 1, 4, 4, 4, 4, 4, 5};
    for (uint32_t wanted = 0; wanted < sizeof first / sizeof *first; wanted++)
        CU_ASSERT_EQUAL(eqp_search_first(5, list, sizeof *list, wanted), first[wanted]);
    CU_ASSERT_EQUAL(eqp_search_first(0, NULL, sizeof *list, 1), 0);
}

static void keys_may_stand_in_records(void) {
    static const struct {
        double places;
        uint32_t offer, institution;
    } lines[] = {{1, 4, 0}, {2, 4, 2}, {3, 7, 1}};
    const eqp_sorted sorted = {3, sizeof *lines, &lines->offer, &lines->institution, NULL};
    CU_ASSERT_EQUAL(eqp_search_first(3, &lines->offer, sizeof *lines, 5), 2);
    CU_ASSERT_EQUAL(eqp_search_pair(&sorted, 4, 2), 1);
    CU_ASSERT_EQUAL(eqp_search_pair(&sorted, 4, 1), EQP_NONE);
    CU_ASSERT_EQUAL(eqp_search_pair(&sorted, 9, 0), EQP_NONE);
}

static void rows_may_stand_in_another_order_than_their_own(void) {
    static const uint32_t zone[] = {5, 1, 5, 0}, occupation[] = {2, 9, 1, 9};
    static const uint32_t order[] = {3, 1, 2, 0};
    const eqp_sorted sorted = {4, sizeof *zone, zone, occupation, order};
    for (uint32_t row = 0; row < 4; row++)
        CU_ASSERT_EQUAL(eqp_search_pair(&sorted, zone[row], occupation[row]), row);
    CU_ASSERT_EQUAL(eqp_search_pair(&sorted, 1, 2), EQP_NONE);
    CU_ASSERT_EQUAL(eqp_search_pair(&(eqp_sorted){0}, 1, 2), EQP_NONE);
}

static void the_root_of_joined_items_is_the_smallest(void) {
    uint32_t parent[] = {0, 1, 2, 3, 4};
    CU_ASSERT_EQUAL(eqp_forest_join(parent, 4, 3), 4);
    CU_ASSERT_EQUAL(eqp_forest_join(parent, 1, 4), 3);
    CU_ASSERT_EQUAL(eqp_forest_join(parent, 3, 4), EQP_NONE);
    CU_ASSERT_EQUAL(eqp_forest_root(parent, 4), 1);
    CU_ASSERT_EQUAL(eqp_forest_root(parent, 2), 2);
    CU_ASSERT_EQUAL(eqp_forest_root(parent, 0), 0);
}

static const eqp_test tests[] = {
    {"the first that is not less is found", the_first_that_is_not_less_is_found},
    {"keys may stand in records", keys_may_stand_in_records},
    {"rows may stand in another order than their own",
     rows_may_stand_in_another_order_than_their_own},
    {"the root of joined items is the smallest", the_root_of_joined_items_is_the_smallest},
};

EQP_SUITE_MAIN("search", tests)
