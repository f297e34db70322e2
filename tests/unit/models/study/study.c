#include "same_study.h"
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"

#include <string.h>

static uint32_t index_of(const eqp_study *study, eqp_space space, const char *id) {
    return eqp_names_find(study->spaces[space], id, strlen(id));
}

static void views_walk_over_every_column_of_the_study(void) {
    size_t count, columns = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    CU_ASSERT_EQUAL(count, 17);
    CU_ASSERT_STRING_EQUAL(tables[0].name, "institutions");
    CU_ASSERT_STRING_EQUAL(tables[16].name, "scenarios");
    CU_ASSERT_TRUE(tables[4].required);
    CU_ASSERT_FALSE(tables[9].required);
    for (size_t i = 0; i < count; i++)
        columns += tables[i].column_count;
    CU_ASSERT_EQUAL(columns, 3 + 2 + 6 + 3 + 6 + 12 + 3 + 4 + 5 + 3 + 3 + 4 + 3 + 3 + 16 + 2 + 5);
    CU_ASSERT_EQUAL(tables[4].columns[2].offset, offsetof(eqp_study, needs.need));
    CU_ASSERT_EQUAL(tables[4].columns[2].kind, EQP_KIND_NUMBER);
    CU_ASSERT_EQUAL(tables[4].columns[0].space, EQP_SPACE_zone);
    CU_ASSERT_EQUAL(tables[4].columns[2].space, EQP_SPACE_COUNT);
    CU_ASSERT_STRING_EQUAL(tables[14].columns[2].words, "min|max");
}

static void a_new_study_is_empty_with_the_default_settings(void) {
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    CU_ASSERT_EQUAL(study->zones.count, 0);
    CU_ASSERT_EQUAL(study->settings.balance, 0.8);
    CU_ASSERT_EQUAL(study->settings.complementarity_tolerance, 0.001);
    CU_ASSERT_EQUAL(study->settings.whole, EQP_WHOLE_NO);
    CU_ASSERT(isnan(study->settings.max_change));
    CU_ASSERT_EQUAL(study->settings.need_level, EQP_NEED_CENTRAL);
    CU_ASSERT_STRING_EQUAL(study->settings.currency, "EUR");
    CU_ASSERT_EQUAL(eqp_study_finish(study, NULL), EQP_OK);
    eqp_study_free(study);
    eqp_study_free(NULL);
}

static void a_finished_study_is_in_canonical_order(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, 0), "04");
    CU_ASSERT_STRING_EQUAL(study->zones.name[0], "Digne");
    CU_ASSERT_EQUAL(study->zones.line[0], 3);
    for (uint32_t row = 0; row < study->offers.count; row++)
        CU_ASSERT_EQUAL(study->offers.offer[row], row);
    for (uint32_t row = 1; row < study->needs.count; row++)
        CU_ASSERT_TRUE(study->needs.zone[row - 1] < study->needs.zone[row] ||
                       (study->needs.zone[row - 1] == study->needs.zone[row] &&
                        study->needs.occupation[row - 1] < study->needs.occupation[row]));
    CU_ASSERT_EQUAL(study->commitments.places[0], 4);
    CU_ASSERT_EQUAL(study->scenarios.line[0], 2);
    CU_ASSERT_EQUAL(study->scenarios.line[3], 5);
    eqp_study_free(study);
}

static void blank_cells_take_their_defaults(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts);
    uint32_t garden, ft, state;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    garden = index_of(study, EQP_SPACE_offer, "garden");
    ft = index_of(study, EQP_SPACE_institution, "ft");
    state = index_of(study, EQP_SPACE_institution, "state");
    CU_ASSERT_EQUAL(study->offers.fill_rate[garden], 1);
    CU_ASSERT_EQUAL(study->offers.group_min[garden], 1);
    CU_ASSERT_EQUAL(study->offers.group_max[garden], 10);
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_buyer, study->institutions.buyer[ft]),
                           "ft");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_buyer, study->institutions.buyer[state]),
                           "region");
    CU_ASSERT_STRING_EQUAL(
        eqp_study_id(study, EQP_SPACE_family,
                     study->occupations.family[index_of(study, EQP_SPACE_occupation, "A1")]),
        "A1");
    CU_ASSERT_TRUE(isinf(study->decisions.max_places[2]));
    CU_ASSERT_EQUAL(study->decisions.min_places[0], 0);
    CU_ASSERT_EQUAL(study->rules.unit[index_of(study, EQP_SPACE_rule, "lot")], EQP_UNIT_ABSOLUTE);
    CU_ASSERT_EQUAL(study->rules.zone[index_of(study, EQP_SPACE_rule, "lot")], EQP_NONE);
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, EQP_NONE), "");
    eqp_study_free(study);
}

static void the_first_listed_occupation_is_the_main_one(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts);
    uint32_t roof;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    roof = index_of(study, EQP_SPACE_offer, "roof");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_occupation, study->main_occupation[roof]),
                           "B2X37");
    eqp_study_free(study);
}

static void the_need_level_chooses_the_estimate(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts);
    uint32_t row = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    while (study->needs.need[row] != 40)
        row++;
    CU_ASSERT_EQUAL(eqp_study_need(study, row), 40);
    CU_ASSERT_EQUAL(eqp_settings_set(&study->settings, "need_level", "low", NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_study_need(study, row), 30);
    CU_ASSERT_EQUAL(eqp_settings_set(&study->settings, "need_level", "high", NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_study_need(study, row), 55);
    eqp_study_free(study);
}

static void settings_are_set_from_text_or_left_alone(void) {
    static const struct {
        const char *parameter, *value, *sentence; /* NULL: it is possible */
    } cases[] = {
        {"balance", "0.25", NULL},
        {"balance", "25%", NULL},
        {"complementarity_tolerance", "0", NULL},
        {"need_level", "high", NULL},
        {"currency", "EUR", NULL},
        {"whole", "yes", NULL},
        {"max_change", "10%", NULL},
        {"max_change", "", NULL}, /* free again */
        {"balence", "1", "parameter \"balence\" is unknown; did you mean \"balance\"?"},
        {"x", "1", "parameter \"x\" is unknown"},
        {"", "1", "parameter \"\" is unknown"},
        {"balance", "much", "balance \"much\" is not a number"},
        {"balance", "1.5", "balance \"1.5\" is not between 0 and 1"},
        {"balance", "-1%", "balance \"-1%\" is not between 0 and 1"},
        {"need_level", "hihg", "need_level \"hihg\" is unknown; did you mean \"high\"?"},
        {"currency", "", "currency is blank"},
        {"currency", "sixteen letters!", "currency \"sixteen letters!\" is longer than 15 bytes"},
    };
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_settings before = study->settings;
        eqp_error error = {0};
        eqp_status status =
            eqp_settings_set(&study->settings, cases[i].parameter, cases[i].value, &error);
        if (!cases[i].sentence) {
            CU_ASSERT_EQUAL(status, EQP_OK);
            continue;
        }
        CU_ASSERT_EQUAL(status, EQP_ERROR_USAGE);
        CU_ASSERT_STRING_EQUAL(error.sentence, cases[i].sentence);
        CU_ASSERT_EQUAL(memcmp(&before, &study->settings, sizeof before), 0);
    }
    CU_ASSERT_EQUAL(study->settings.balance, 0.25);
    eqp_study_free(study);
}

static void a_copy_is_equal_and_its_own(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts), *copy;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    CU_ASSERT_STRING_EQUAL(copy->digest, study->digest);
    CU_ASSERT_EQUAL(copy->needs.count, study->needs.count);
    CU_ASSERT_EQUAL(
        memcmp(copy->needs.need, study->needs.need, study->needs.count * sizeof *study->needs.need),
        0);
    CU_ASSERT_STRING_EQUAL(copy->offers.name[2], study->offers.name[2]);
    CU_ASSERT_PTR_NOT_EQUAL(copy->offers.name[2], study->offers.name[2]);
    CU_ASSERT_EQUAL(copy->main_occupation[2], study->main_occupation[2]);
    CU_ASSERT_EQUAL(index_of(copy, EQP_SPACE_funder, "apprenticeship"), 0);
    copy->needs.need[0] = -1;
    CU_ASSERT_NOT_EQUAL(study->needs.need[0], -1);
    eqp_study_free(study);
    CU_ASSERT_STRING_EQUAL(copy->zones.name[0], "Digne");
    eqp_study_free(copy);
}

static void short_memory_anywhere_in_a_copy_leaves_nothing(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts), *copy = NULL;
    eqp_status status = EQP_ERROR_MEMORY;
    size_t before = eqp_memory_alive(), n;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    for (n = 1; status != EQP_OK; n++) {
        eqp_memory_fail_at(n);
        status = eqp_study_copy(study, &copy, NULL);
        eqp_memory_fail_at(0);
        if (status != EQP_OK) {
            CU_ASSERT_EQUAL(status, EQP_ERROR_MEMORY);
            CU_ASSERT_PTR_NULL(copy);
            CU_ASSERT_EQUAL(eqp_memory_alive(), before);
        }
    }
    CU_ASSERT_TRUE(n > 100);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void words_are_found_written_and_guessed(void) {
    char text[16];
    CU_ASSERT_EQUAL(eqp_word_find("min|max", "max"), 1);
    CU_ASSERT_EQUAL(eqp_word_find("min|max", "ma"), EQP_NONE);
    CU_ASSERT_EQUAL(eqp_word_find("min|max", ""), EQP_NONE);
    eqp_word_text("set|add|scale", 2, text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "scale");
    eqp_word_text("set|add|scale", 3, text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "");
    eqp_word_nearest("set|add|scale", "scael", text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "scale");
    eqp_word_nearest("set|add|scale", "multiply", text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "");
}

static void a_copy_gets_its_numbers_and_settings_back(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts), *copy;
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    for (size_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < tables[i].column_count; j++) {
            double *numbers;
            uint32_t rows;
            memcpy(&rows, (char *)study + tables[i].count_offset, sizeof rows);
            if (tables[i].columns[j].kind != EQP_KIND_NUMBER || rows == 0)
                continue;
            memcpy(&numbers, eqp_study_column(copy, tables[i].columns + j), sizeof numbers);
            numbers[0] = -12345;
            CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), 1);
            eqp_memory_fail_at(1);
            eqp_study_restore(copy, study);
            eqp_memory_fail_at(0);
            CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), 0);
        }
    copy->settings = (eqp_settings){.balance = 0.1, .need_level = EQP_NEED_HIGH};
    CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), 5);
    eqp_study_restore(copy, study);
    CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), 0);
    eqp_study_free(copy);
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&copy, NULL), EQP_OK);
    eqp_study_free(study);
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    copy->settings.balance = 0;
    eqp_study_restore(copy, study); /* of studies without a row */
    CU_ASSERT_EQUAL(copy->settings.balance, study->settings.balance);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"views walk over every column of the study", views_walk_over_every_column_of_the_study},
    {"a new study is empty with the default settings",
     a_new_study_is_empty_with_the_default_settings},
    {"a finished study is in canonical order", a_finished_study_is_in_canonical_order},
    {"blank cells take their defaults", blank_cells_take_their_defaults},
    {"the first listed occupation is the main one", the_first_listed_occupation_is_the_main_one},
    {"the need level chooses the estimate", the_need_level_chooses_the_estimate},
    {"settings are set from text or left alone", settings_are_set_from_text_or_left_alone},
    {"a copy is equal and its own", a_copy_is_equal_and_its_own},
    {"a copy gets its numbers and settings back", a_copy_gets_its_numbers_and_settings_back},
    {"short memory anywhere in a copy leaves nothing",
     short_memory_anywhere_in_a_copy_leaves_nothing},
    {"words are found, written and guessed", words_are_found_written_and_guessed},
};

EQP_SUITE_MAIN("models/study", tests)
