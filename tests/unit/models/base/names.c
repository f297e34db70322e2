#include "suite.h"

#include "models/base/memory.h"
#include "models/base/names.h"

#include <stdio.h>
#include <string.h>

static uint32_t add(eqp_names *names, const char *text) {
    return eqp_names_add(names, text, strlen(text));
}

static void a_name_keeps_its_index(void) {
    eqp_names *names = eqp_names_create();
    CU_ASSERT_EQUAL(add(names, "04"), 0);
    CU_ASSERT_EQUAL(add(names, "4"), 1);
    CU_ASSERT_EQUAL(add(names, "04"), 0);
    CU_ASSERT_EQUAL(eqp_names_count(names), 2);
    CU_ASSERT_STRING_EQUAL(eqp_names_text(names, 0), "04");
    CU_ASSERT_EQUAL(eqp_names_find(names, "4", 1), 1);
    CU_ASSERT_EQUAL(eqp_names_find(names, "04x", 2), 0);
    CU_ASSERT_EQUAL(eqp_names_find(names, "0", 1), EQP_NONE);
    CU_ASSERT_EQUAL(eqp_names_find(names, "", 0), EQP_NONE);
    eqp_names_free(names);
    eqp_names_free(NULL);
}

static void thousands_of_names_are_found_again(void) {
    eqp_names *names = eqp_names_create();
    int found = 0;
    char text[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "name-%d", i);
        add(names, text);
    }
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "name-%d", i);
        found += eqp_names_find(names, text, strlen(text)) == (uint32_t)i;
    }
    CU_ASSERT_EQUAL(found, 5000);
    eqp_names_free(names);
}

static void sorting_is_by_bytes_and_says_where_each_went(void) {
    static const char *const given[] = {"b", "B", "é", "10", "9", "a"};
    static const char *const sorted[] = {"10", "9", "B", "a", "b", "é"};
    eqp_names *names = eqp_names_create();
    uint32_t new_index[6];
    for (size_t i = 0; i < 6; i++)
        add(names, given[i]);
    CU_ASSERT_EQUAL(eqp_names_sort(names, new_index), 0);
    for (uint32_t i = 0; i < 6; i++) {
        CU_ASSERT_STRING_EQUAL(eqp_names_text(names, i), sorted[i]);
        CU_ASSERT_STRING_EQUAL(eqp_names_text(names, new_index[i]), given[i]);
        CU_ASSERT_EQUAL(eqp_names_find(names, sorted[i], strlen(sorted[i])), i);
    }
    eqp_names_free(names);
}

static void the_nearest_name_is_a_likely_slip(void) {
    static const struct {
        const char *text, *nearest;
    } cases[] = {
        {"9360", "9306"},      {"Region", "region"}, {"regio", "region"}, {"regionn", "region"},
        {"plumbr", "plumber"}, {"elephant", NULL},   {"", NULL},
    };
    eqp_names *names = eqp_names_create();
    add(names, "9302");
    add(names, "9306");
    add(names, "region");
    add(names, "plumber");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = eqp_names_nearest(names, cases[i].text);
        if (cases[i].nearest)
            CU_ASSERT_TRUE(nearest && strcmp(nearest, cases[i].nearest) == 0)
        else
            CU_ASSERT_PTR_NULL(nearest);
    }
    eqp_names_free(names);
}

static void a_very_long_text_has_no_nearest_name(void) {
    char text[300];
    eqp_names *names = eqp_names_create();
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    add(names, text);
    CU_ASSERT_PTR_NULL(eqp_names_nearest(names, text));
    eqp_names_free(names);
}

static void short_memory_leaves_names_as_they_were(void) {
    for (size_t n = 1; n < 6; n++) {
        eqp_names *names = eqp_names_create();
        uint32_t new_index[40], count;
        char text[16];
        for (int i = 0; i < 32; i++) {
            snprintf(text, sizeof text, "n%d", i);
            add(names, text);
        }
        eqp_memory_fail_at(n);
        add(names, "one more, at which the table must widen");
        count = eqp_names_count(names);
        eqp_names_sort(names, new_index);
        eqp_memory_fail_at(0);
        CU_ASSERT_TRUE(count == 32 || count == 33);
        CU_ASSERT_NOT_EQUAL(eqp_names_find(names, "n0", 2), EQP_NONE);
        CU_ASSERT_NOT_EQUAL(eqp_names_find(names, "n31", 3), EQP_NONE);
        eqp_names_free(names);
    }
}

static const eqp_test tests[] = {
    {"a name keeps its index", a_name_keeps_its_index},
    {"thousands of names are found again", thousands_of_names_are_found_again},
    {"sorting is by bytes and says where each went", sorting_is_by_bytes_and_says_where_each_went},
    {"the nearest name is a likely slip", the_nearest_name_is_a_likely_slip},
    {"a very long text has no nearest name", a_very_long_text_has_no_nearest_name},
    {"short memory leaves names as they were", short_memory_leaves_names_as_they_were},
};

EQP_SUITE_MAIN("models/names", tests)
