#include "suite.h"

#include "models/base/memory.h"

#include <stdint.h>
#include <string.h>

static void what_is_allocated_is_zero_and_counted(void) {
    size_t before = eqp_memory_alive();
    unsigned char *bytes = eqp_allocate(100, 3);
    int all_zero = 1;
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    for (size_t i = 0; i < 300; i++)
        all_zero = all_zero && bytes[i] == 0;
    CU_ASSERT_TRUE(all_zero);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before + 1);
    eqp_free(bytes);
    eqp_free(NULL);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
}

static void nothing_is_something_to_free(void) {
    void *none = eqp_allocate(0, 8);
    CU_ASSERT_PTR_NOT_NULL(none);
    eqp_free(none);
}

static void a_product_that_overflows_is_refused(void) {
    double *numbers = eqp_allocate(4, sizeof *numbers);
    size_t capacity = 4;
    CU_ASSERT_PTR_NULL(eqp_allocate(SIZE_MAX / 2, 4));
    CU_ASSERT_PTR_NULL(eqp_reallocate(numbers, SIZE_MAX / 2, 4));
    CU_ASSERT_EQUAL(eqp_grow(&numbers, &capacity, SIZE_MAX, sizeof *numbers), -1);
    CU_ASSERT_EQUAL(capacity, 4);
    eqp_free(numbers);
}

static void growing_keeps_the_items(void) {
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        CU_ASSERT_EQUAL_FATAL(eqp_grow(&items, &capacity, (size_t)i + 1, sizeof *items), 0);
        items[i] = i;
    }
    CU_ASSERT_TRUE(capacity >= 1000);
    CU_ASSERT_EQUAL(items[0], 0);
    CU_ASSERT_EQUAL(items[999], 999);
    eqp_free(items);
}

static void the_nth_allocation_and_all_later_ones_can_fail(void) {
    void *first, *second, *third;
    eqp_memory_fail_at(2);
    first = eqp_allocate(1, 1);
    second = eqp_allocate(1, 1);
    third = eqp_allocate(1, 1);
    eqp_memory_fail_at(0);
    CU_ASSERT_PTR_NOT_NULL(first);
    CU_ASSERT_PTR_NULL(second);
    CU_ASSERT_PTR_NULL(third);
    eqp_free(first);
}

static void a_failed_growth_changes_nothing(void) {
    char *text = eqp_text_copy("kept");
    char *before = text;
    size_t capacity = 5;
    eqp_memory_fail_at(1);
    CU_ASSERT_EQUAL(eqp_grow(&text, &capacity, 100, 1), -1);
    CU_ASSERT_PTR_NULL(eqp_text_copy("refused"));
    eqp_memory_fail_at(0);
    CU_ASSERT_PTR_EQUAL(text, before);
    CU_ASSERT_EQUAL(capacity, 5);
    CU_ASSERT_STRING_EQUAL(text, "kept");
    eqp_free(text);
}

static const eqp_test tests[] = {
    {"what is allocated is zero and counted", what_is_allocated_is_zero_and_counted},
    {"nothing is something to free", nothing_is_something_to_free},
    {"a product that overflows is refused", a_product_that_overflows_is_refused},
    {"growing keeps the items", growing_keeps_the_items},
    {"the nth allocation and all later ones can fail",
     the_nth_allocation_and_all_later_ones_can_fail},
    {"a failed growth changes nothing", a_failed_growth_changes_nothing},
};

EQP_SUITE_MAIN("models/memory", tests)
