#include "suite.h"

#include "input/tables/problems.h"
#include "models/base/memory.h"

#include <stdlib.h>
#include <string.h>

static void problems_are_printed_by_file_line_and_column(void) {
    eqp_problems *problems = eqp_problems_create();
    char printed[1024] = "";
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, "zones.csv", 2, 1, "second");
    eqp_problems_add(problems, EQP_PROBLEM_WARNING, "needs.csv", 10, 2, "need \"%s\"", "x");
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, "needs.csv", 10, 1, "before it");
    eqp_problems_add(problems, EQP_PROBLEM_NOTE, "needs.csv", 0, 0, "the file as a whole");
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, "zones.csv", 2, 1, "found later\nin two lines");
    eqp_problems_print(problems, "study", stream);
    eqp_problems_print(problems, "there/", stream);
    fclose(stream);
    CU_ASSERT_NSTRING_EQUAL(printed,
                            "study/needs.csv:1:1: note: the file as a whole\n"
                            "study/needs.csv:10:1: error: before it\n"
                            "study/needs.csv:10:2: warning: need \"x\"\n"
                            "study/zones.csv:2:1: error: second\n"
                            "study/zones.csv:2:1: error: found later in two lines\n"
                            "there/needs.csv:1:1: note",
                            230);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), 3);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_WARNING), 1);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_NOTE), 1);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 5);
    eqp_problems_free(problems);
    eqp_problems_free(NULL);
}

static void without_a_folder_the_file_stands_alone(void) {
    eqp_problems *problems = eqp_problems_create();
    char printed[256] = "";
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, "needs.csv", 3, 4, "wrong");
    eqp_problems_print(problems, NULL, stream);
    fclose(stream);
    CU_ASSERT_STRING_EQUAL(printed, "needs.csv:3:4: error: wrong\n");
    eqp_problems_free(problems);
}

static void thousands_are_kept_in_order_of_finding(void) {
    eqp_problems *problems = eqp_problems_create();
    int in_order = 1;
    for (int i = 0; i < 3000; i++)
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "a.csv", 5, 5, "%d", i);
    for (int i = 0; i < 3000; i++)
        in_order = in_order && atoi(eqp_problems_get(problems, (size_t)i)->sentence) == i;
    CU_ASSERT_TRUE(in_order);
    eqp_problems_free(problems);
}

static void a_problem_that_finds_no_memory_is_still_counted(void) {
    for (size_t n = 1; n <= 3; n++) {
        eqp_problems *problems = eqp_problems_create();
        eqp_memory_fail_at(n);
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "needs.csv", 1, 1, "wrong");
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), 1);
        CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
        eqp_problems_free(problems);
    }
}

static const eqp_test tests[] = {
    {"problems are printed by file, line and column", problems_are_printed_by_file_line_and_column},
    {"without a folder the file stands alone", without_a_folder_the_file_stands_alone},
    {"thousands are kept in order of finding", thousands_are_kept_in_order_of_finding},
    {"a problem that finds no memory is still counted",
     a_problem_that_finds_no_memory_is_still_counted},
};

EQP_SUITE_MAIN("input/problems", tests)
