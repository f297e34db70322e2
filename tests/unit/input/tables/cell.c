#include "suite.h"

#include "input/tables/cell.h"

#include <string.h>

static const eqp_column_view *column(const char *table, const char *name) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t j = 0; strcmp(tables[i].name, table) == 0 && j < tables[i].column_count; j++)
            if (strcmp(tables[i].columns[j].name, name) == 0)
                return tables[i].columns + j;
    return NULL;
}

static void a_number_within_its_range_is_read(void) {
    double value = -1;
    eqp_number_form form;
    char sentence[EQP_SENTENCE_SIZE];
    CU_ASSERT_EQUAL(
        eqp_cell_number(column("offers", "fill_rate"), "90 %", 4, &form, &value, sentence), 0);
    CU_ASSERT_EQUAL(value, 0.9);
    CU_ASSERT_EQUAL(eqp_cell_number(column("rules", "value"), "-5", 2, &form, &value, sentence), 0);
    CU_ASSERT_EQUAL(value, -5);
    CU_ASSERT_EQUAL(eqp_cell_number(column("needs", "need"), "-0", 2, &form, &value, sentence), 0);
    CU_ASSERT_FALSE(signbit(value));
}

static void a_number_out_of_its_range_says_so(void) {
    static const struct {
        const char *table, *column, *text, *sentence;
    } cases[] = {
        {"needs", "need", "12.5.1", "need \"12.5.1\" is not a number"},
        {"needs", "need", "inf", "need \"inf\" is not a finite number"},
        {"needs", "need", "NaN", "need \"NaN\" is not a finite number"},
        {"needs", "need", "-1", "need \"-1\" is below 0"},
        {"offers", "fill_rate", "1.2", "fill_rate \"1.2\" is above 1"},
        {"zones", "longitude", "-200", "longitude \"-200\" is below -180"},
        {"needs", "need", "20%", "need \"20%\" is a per cent; write the number itself"},
        {"budgets", "budget", "60 %", "budget \"60 %\" is a per cent; write the number itself"},
        {"needs", "priority", "150%", "priority \"150%\" is a per cent; write the number itself"},
        {"offers", "hours", "5%", "hours \"5%\" is a per cent; write the number itself"},
        {"offers", "fill_rate", "250%", "fill_rate \"250%\" is above 1"},
        {"needs", "need", "20 €", "need \"20 €\" is not a number"},
        {"prices", "price", "3 k€", "price \"3 k€\" is not a number"},
        {"prices", "price", "€", "price \"€\" is not a number"},
        {"prices", "price", "01.02.2025", "price \"01.02.2025\" is not a number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value;
        eqp_number_form form;
        char sentence[EQP_SENTENCE_SIZE];
        CU_ASSERT_EQUAL(eqp_cell_number(column(cases[i].table, cases[i].column), cases[i].text,
                                        strlen(cases[i].text), &form, &value, sentence),
                        -1);
        CU_ASSERT_STRING_EQUAL(sentence, cases[i].sentence);
    }
}

static void money_may_have_its_sign(void) {
    static const char *const texts[] = {"3 000 €",         "€3 000",     "3000 EUR",  "3000€",
                                        "3\u00A0000,00 €", "3.000,00 €", "CHF 3'000", "$3,000.00",
                                        "3000 euros",      "£ 3000"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double value = -1;
        eqp_number_form form;
        char sentence[EQP_SENTENCE_SIZE];
        CU_ASSERT_EQUAL(eqp_cell_number(column("prices", "price"), texts[i], strlen(texts[i]),
                                        &form, &value, sentence),
                        0);
        CU_ASSERT_EQUAL(value, 3000);
    }
}

static void a_word_is_one_of_its_list(void) {
    uint32_t index;
    char sentence[EQP_SENTENCE_SIZE];
    CU_ASSERT_EQUAL(eqp_cell_word(column("rules", "measure"), "hires", &index, sentence), 0);
    CU_ASSERT_EQUAL(index, EQP_MEASURE_HIRES);
    CU_ASSERT_EQUAL(eqp_cell_word(column("rules", "measure"), "place", &index, sentence), -1);
    CU_ASSERT_STRING_EQUAL(sentence,
                           "measure \"place\" is not one of places, hours, cost, entries, hires; "
                           "did you mean \"places\"?");
    CU_ASSERT_EQUAL(eqp_cell_word(column("rules", "sense"), "least", &index, sentence), -1);
    CU_ASSERT_STRING_EQUAL(sentence, "sense \"least\" is not one of min, max");
}

static void a_blank_number_means_what_its_column_says(void) {
    CU_ASSERT_EQUAL(eqp_cell_blank_number(column("offers", "fill_rate")), 1);
    CU_ASSERT_EQUAL(eqp_cell_blank_number(column("decisions", "min_places")), 0);
    CU_ASSERT_TRUE(isinf(eqp_cell_blank_number(column("decisions", "max_places"))));
    CU_ASSERT_TRUE(isnan(eqp_cell_blank_number(column("offers", "hours"))));
    CU_ASSERT_TRUE(isnan(eqp_cell_blank_number(column("offers", "group_max"))));
}

static void a_long_text_is_shown_up_to_a_whole_character(void) {
    char text[200];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    CU_ASSERT_EQUAL(eqp_cell_shown(text), 80);
    memcpy(text + 79, "é", 2);
    CU_ASSERT_EQUAL(eqp_cell_shown(text), 79);
    CU_ASSERT_EQUAL(eqp_cell_shown("short"), 5);
}

static const eqp_test tests[] = {
    {"a number within its range is read", a_number_within_its_range_is_read},
    {"a number out of its range says so", a_number_out_of_its_range_says_so},
    {"money may have its sign", money_may_have_its_sign},
    {"a word is one of its list", a_word_is_one_of_its_list},
    {"a blank number means what its column says", a_blank_number_means_what_its_column_says},
    {"a long text is shown up to a whole character", a_long_text_is_shown_up_to_a_whole_character},
};

EQP_SUITE_MAIN("input/cell", tests)
