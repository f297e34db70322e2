#include "suite.h"

#include "models/base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static eqp_number_outcome parse(const char *text, char separator, double *value) {
    return eqp_number_parse(text, strlen(text), separator, value);
}

static void numbers_are_read_as_people_write_them(void) {
    static const struct {
        const char *text;
        char separator;
        double value;
    } cases[] = {
        {"0", '.', 0},
        {"04", '.', 4},
        {"12.5", '.', 12.5},
        {"12,5", ',', 12.5},
        {"12.5", ',', 12.5},
        {".5", '.', 0.5},
        {"5.", '.', 5},
        {"+7", '.', 7},
        {"-7.25", '.', -7.25},
        {" 7\t", '.', 7},
        {"1e3", '.', 1000},
        {"1.5E-3", '.', 0.0015},
        {"2e+2", '.', 200},
        {"25%", '.', 0.25},
        {"25 %", '.', 0.25},
        {"33,3\u202F%", ',', 0.333},
        {"0.1%", '.', 0.001},
        {"1 234", '.', 1234},
        {"12 345 678.5", '.', 12345678.5},
        {"1\u00A0234,5", ',', 1234.5},
        {"1\u202F000\u202F000", ',', 1000000},
        {"-1 000", '.', -1000},
        {"000000000000000000000.1", '.', 0.1},
        {"0.1", '.', 0.1},
        {"123456789012345678", '.', 123456789012345678.0},
        {"0.30000000000000004", '.', 0.30000000000000004},
        {"1e-320", '.', 1e-320},
        {"1e-99999", '.', 0},
        {"0e99999", '.', 0},
        {"1.7976931348623157e308", '.', 1.7976931348623157e308},
    };
    int misread = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -1;
        if (parse(cases[i].text, cases[i].separator, &value) != EQP_NUMBER_OK ||
            value != cases[i].value) {
            misread++;
            fprintf(stderr, "\"%s\" was read as %.17g\n", cases[i].text, value);
        }
    }
    CU_ASSERT_EQUAL(misread, 0);
}

static void what_is_not_a_number_is_refused(void) {
    static const struct {
        const char *text;
        eqp_number_outcome outcome;
    } cases[] = {
        {"", EQP_NUMBER_NONE},
        {" ", EQP_NUMBER_NONE},
        {"x", EQP_NUMBER_NONE},
        {"12.5.1", EQP_NUMBER_NONE},
        {"12,5", EQP_NUMBER_NONE},
        {"1.234,5", EQP_NUMBER_NONE},
        {"1 2", EQP_NUMBER_NONE},
        {"1 23", EQP_NUMBER_NONE},
        {"1234 567", EQP_NUMBER_NONE},
        {"1 2345", EQP_NUMBER_NONE},
        {"1  234", EQP_NUMBER_NONE},
        {"5 km", EQP_NUMBER_NONE},
        {"0x10", EQP_NUMBER_NONE},
        {"--1", EQP_NUMBER_NONE},
        {"1-", EQP_NUMBER_NONE},
        {"+", EQP_NUMBER_NONE},
        {".", EQP_NUMBER_NONE},
        {"e5", EQP_NUMBER_NONE},
        {"1e", EQP_NUMBER_NONE},
        {"1e+", EQP_NUMBER_NONE},
        {"%", EQP_NUMBER_NONE},
        {"5%%", EQP_NUMBER_NONE},
        {"1\t234", EQP_NUMBER_NONE},
        {"inf", EQP_NUMBER_INFINITE},
        {"-Inf", EQP_NUMBER_INFINITE},
        {"NaN", EQP_NUMBER_INFINITE},
        {"infinity", EQP_NUMBER_INFINITE},
        {"1e999", EQP_NUMBER_INFINITE},
        {"∞", EQP_NUMBER_INFINITE},
    };
    int misread = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 42;
        if (parse(cases[i].text, '.', &value) != cases[i].outcome || value != 42) {
            misread++;
            fprintf(stderr, "\"%s\"\n", cases[i].text);
        }
    }
    CU_ASSERT_EQUAL(misread, 0);
}

static void every_number_is_the_nearest_double(void) {
    unsigned long state = 12345;
    int misread = 0;
    for (int i = 0; i < 20000; i++) {
        char text[64];
        double value = 0;
        state = (state * 1103515245u + 12345u) & 0x7FFFFFFFu;
        snprintf(text, sizeof text, "%lu.%0*lu", state % 100000, (int)(state % 17) + 1,
                 state % 99991);
        misread += parse(text, '.', &value) != EQP_NUMBER_OK || value != strtod(text, NULL);
        snprintf(text, sizeof text, "%lue%d", state, (int)(state % 60) - 30);
        misread += parse(text, '.', &value) != EQP_NUMBER_OK || value != strtod(text, NULL);
    }
    CU_ASSERT_EQUAL(misread, 0);
}

static void a_number_longer_than_any_is_refused(void) {
    char text[1000];
    double value = 42;
    memset(text, '7', sizeof text);
    CU_ASSERT_EQUAL(eqp_number_parse(text, sizeof text, '.', &value), EQP_NUMBER_NONE);
    memset(text, '0', sizeof text);
    CU_ASSERT_EQUAL(eqp_number_parse(text, sizeof text, '.', &value), EQP_NUMBER_OK);
    CU_ASSERT_EQUAL(value, 0);
}

static void a_number_is_written_as_the_shortest_that_reads_back(void) {
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0.8, "0.8"}, {1e6, "1000000"}, {0.1 + 0.2, "0.30000000000000004"}, {-2.5, "-2.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        eqp_number_format(cases[i].value, text);
        CU_ASSERT_STRING_EQUAL(text, cases[i].text);
    }
}

static void blanks_are_cut_at_both_ends_only(void) {
    const char *text = "\u00A0 \u202Fa b\u00A0c\u202F\n \u00A0";
    size_t length = strlen(text);
    eqp_blank_trim(&text, &length);
    CU_ASSERT_EQUAL(length, strlen("a b\u00A0c"));
    CU_ASSERT_NSTRING_EQUAL(text, "a b\u00A0c", length);
    text = " \u00A0";
    length = strlen(text);
    eqp_blank_trim(&text, &length);
    CU_ASSERT_EQUAL(length, 0);
}

static const eqp_test tests[] = {
    {"numbers are read as people write them", numbers_are_read_as_people_write_them},
    {"what is not a number is refused", what_is_not_a_number_is_refused},
    {"every number is the nearest double", every_number_is_the_nearest_double},
    {"a number longer than any is refused", a_number_longer_than_any_is_refused},
    {"a number is written as the shortest that reads back",
     a_number_is_written_as_the_shortest_that_reads_back},
    {"blanks are cut at both ends only", blanks_are_cut_at_both_ends_only},
};

EQP_SUITE_MAIN("models/number", tests)
