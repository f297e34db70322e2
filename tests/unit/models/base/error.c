#include "suite.h"

#include "models/base/error.h"

#include <string.h>

static void a_sentence_is_formatted_and_has_no_place(void) {
    eqp_error error;
    memset(&error, 0x7F, sizeof error);
    CU_ASSERT_EQUAL(eqp_error_set(&error, EQP_ERROR_USAGE, "no %s number %d", "scenario", 3),
                    EQP_ERROR_USAGE);
    CU_ASSERT_EQUAL(error.status, EQP_ERROR_USAGE);
    CU_ASSERT_STRING_EQUAL(error.sentence, "no scenario number 3");
    CU_ASSERT_STRING_EQUAL(error.file, "");
    CU_ASSERT_EQUAL(error.line, 0);
    CU_ASSERT_EQUAL(error.column, 0);
}

static void nobody_needs_to_ask_for_the_sentence(void) {
    CU_ASSERT_EQUAL(eqp_error_set(NULL, EQP_ERROR_DATA, "%d", 1), EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_error_memory(NULL), EQP_ERROR_MEMORY);
}

static void a_long_sentence_is_cut_and_still_ends(void) {
    char longer[2000];
    eqp_error error;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    eqp_error_set(&error, EQP_ERROR_DATA, "%s", longer);
    CU_ASSERT_EQUAL(strlen(error.sentence), sizeof error.sentence - 1);
}

static void a_failed_allocation_says_what_to_do(void) {
    eqp_error error;
    CU_ASSERT_EQUAL(eqp_error_memory(&error), EQP_ERROR_MEMORY);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "out of memory"));
}

static const eqp_test tests[] = {
    {"a sentence is formatted and has no place", a_sentence_is_formatted_and_has_no_place},
    {"nobody needs to ask for the sentence", nobody_needs_to_ask_for_the_sentence},
    {"a long sentence is cut and still ends", a_long_sentence_is_cut_and_still_ends},
    {"a failed allocation says what to do", a_failed_allocation_says_what_to_do},
};

EQP_SUITE_MAIN("models/error", tests)
