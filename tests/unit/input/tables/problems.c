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
                            "study/zones.csv:2:1: error: second\n"
                            "study/zones.csv:2:1: error: found later in two lines\n"
                            "study/needs.csv:1:1: note: the file as a whole\n"
                            "study/needs.csv:10:1: error: before it\n"
                            "study/needs.csv:10:2: warning: need \"x\"\n"
                            "there/zones.csv:2:1: erro",
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

static void problems_of_one_place_are_kept_in_order_of_finding(void) {
    eqp_problems *problems = eqp_problems_create();
    int in_order = 1;
    for (int i = 0; i < 3000; i++)
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "a.csv", 5, 5, "%d %c%c%c", i, 'a' + i % 26,
                         'a' + i / 26 % 26, 'a' + i / 676);
    for (int i = 0; i < 3000; i++)
        in_order = in_order && atoi(eqp_problems_get(problems, (size_t)i)->sentence) == i;
    CU_ASSERT_TRUE(in_order);
    eqp_problems_free(problems);
}

static void of_one_kind_fifty_are_told_and_the_rest_is_counted(void) {
    eqp_problems *problems = eqp_problems_create();
    for (uint32_t i = 1; i <= 200; i++) {
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "a.csv", i, 1, "zone \"%u\" is unknown%s", i,
                         i % 2 ? "; did you mean \"x\"?" : "");
        eqp_problems_add(problems, EQP_PROBLEM_WARNING, "a.csv", i, 2, "zone « %u » is odd", i);
    }
    for (uint32_t i = 1; i <= 51; i++)
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "b.csv", i, 1, "need %u is below 0", i);
    for (uint32_t i = 1; i <= 50; i++)
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "c.csv", i, 1, "need %u is below 0", i);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 51 + 51 + 51 + 50);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), 301);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_WARNING), 200);
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 98)->sentence, "zone \"50\" is unknown");
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 100)->sentence,
                           "150 more like the one before");
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 101)->sentence,
                           "150 more like the one before");
    CU_ASSERT_EQUAL(eqp_problems_get(problems, 101)->severity, EQP_PROBLEM_WARNING);
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 152)->sentence, "1 more like the one before");
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 202)->sentence, "need 50 is below 0");
    eqp_problems_free(problems);
}

static void the_file_of_the_cause_comes_first(void) {
    eqp_problems *problems = eqp_problems_create();
    char printed[512] = "";
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    eqp_problems_add(problems, EQP_PROBLEM_WARNING, "needs.csv", 1, 1, "odd");
    eqp_problems_add(problems, EQP_PROBLEM_WARNING, "a.csv", 1, 1, "odd");
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, "zones.csv", 9, 1, "the cause");
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, "needs.csv", 2, 1, "what follows");
    eqp_problems_print(problems, NULL, stream);
    fclose(stream);
    CU_ASSERT_STRING_EQUAL(printed, "zones.csv:9:1: error: the cause\n"
                                    "needs.csv:1:1: warning: odd\n"
                                    "needs.csv:2:1: error: what follows\n"
                                    "a.csv:1:1: warning: odd\n");
    eqp_problems_free(problems);
}

static void what_cannot_be_seen_is_written_out(void) {
    static const struct {
        const char *text, *shown;
    } texts[] = {
        {"z1\u200B", "z1<U+200B>"},
        {"so\u00ADrt", "so<U+00AD>rt"},
        {"\uFEFFzone", "<U+FEFF>zone"},
        {"a\u202Eb\u2066", "a<U+202E>b<U+2066>"},
        {"tab\tand\nline", "tab and line"},
        {"\x1B[2J", "<U+001B>[2J"},
        {"a\xC2\x85"
         "b",
         "a<U+0085>b"},
        {"é œ €", "é œ €"},
        {"un\u2003cadratin", "un<U+2003>cadratin"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        eqp_problems *problems = eqp_problems_create();
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, "a.csv", 1, 1, "%s", texts[i].text);
        CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 0)->sentence, texts[i].shown);
        eqp_problems_free(problems);
    }
}

static void a_problem_that_finds_no_memory_is_still_counted(void) {
    for (size_t n = 1; n <= 5; n++) {
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
    {"problems of one place are kept in order of finding",
     problems_of_one_place_are_kept_in_order_of_finding},
    {"of one kind fifty are told and the rest is counted",
     of_one_kind_fifty_are_told_and_the_rest_is_counted},
    {"the file of the cause comes first", the_file_of_the_cause_comes_first},
    {"what cannot be seen is written out", what_cannot_be_seen_is_written_out},
    {"a problem that finds no memory is still counted",
     a_problem_that_finds_no_memory_is_still_counted},
};

EQP_SUITE_MAIN("input/problems", tests)
