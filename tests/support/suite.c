#include "suite.h"

#include "models/base/memory.h"

#include <CUnit/Basic.h>
#include <stdio.h>

static void nothing_is_left_in_memory(void) {
    CU_ASSERT_EQUAL(eqp_memory_alive(), 0);
}

int eqp_suite_run(const char *name, const eqp_test *tests, size_t count) {
    CU_pSuite suite;
    unsigned failures, run;
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 2;
    suite = CU_add_suite(name, NULL, NULL);
    for (size_t i = 0; suite && i < count; i++)
        if (!CU_add_test(suite, tests[i].sentence, tests[i].run))
            suite = NULL;
    if (!suite || !CU_add_test(suite, "nothing is left in memory", nothing_is_left_in_memory)) {
        fprintf(stderr, "%s: could not register the tests: %s\n", name, CU_get_error_msg());
        CU_cleanup_registry();
        return 2;
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    /* CU_basic_run_tests returns 0 whatever the tests found: count here. */
    failures = CU_get_number_of_failures() + CU_get_number_of_tests_failed();
    run = CU_get_number_of_tests_run();
    CU_cleanup_registry();
    return failures || run != count + 1 ? 1 : 0;
}

int eqp_longest_line(const char *text) {
    int width = 0, longest = 0;
    for (const char *at = text; at && *at; at++) {
        width = *at == '\n' ? 0 : width + (((unsigned char)*at & 0xC0) != 0x80);
        longest = width > longest ? width : longest;
    }
    return longest;
}
