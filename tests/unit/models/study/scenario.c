#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/study/scenario.h"

#include <string.h>

typedef struct {
    char text[512];
    uint32_t line;
    int count;
} heard;

static void hear(void *context, uint32_t line, const char *sentence) {
    heard *warnings = context;
    warnings->count++;
    warnings->line = line;
    snprintf(warnings->text, sizeof warnings->text, "%s", sentence);
}

static eqp_study *read_small_study(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

static uint32_t index_of(const eqp_study *study, eqp_space space, const char *id) {
    return eqp_names_find(study->spaces[space], id, strlen(id));
}

/* The study with one change of the command line. */
static eqp_study *change(const eqp_study *study, const char *parameter, const char *target,
                         eqp_change how, const char *value, heard *warnings) {
    eqp_change_request request = {parameter, target, value, how, 0, 0};
    eqp_study *changed = NULL;
    eqp_error error = {0};
    if (eqp_scenario_apply(study, NULL, &request, 1, hear, warnings, &changed, &error) != EQP_OK)
        fprintf(stderr, "%s\n", error.sentence);
    CU_ASSERT_PTR_NOT_NULL_FATAL(changed);
    return changed;
}

static double sum(const double *numbers, uint32_t count) {
    double total = 0;
    for (uint32_t row = 0; row < count; row++)
        total += numbers[row];
    return total;
}

static void base_is_the_study_itself(void) {
    eqp_study *study = read_small_study(), *base;
    CU_ASSERT_EQUAL_FATAL(eqp_scenario_apply(study, "base", NULL, 0, NULL, NULL, &base, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL(base->settings.balance, 0.7);
    CU_ASSERT_EQUAL(sum(base->budgets.budget, 3), 170000);
    eqp_study_free(base);
    eqp_study_free(study);
}

static void a_scenario_is_its_rows_alone(void) {
    eqp_study *study = read_small_study(), *more;
    uint32_t region = index_of(study, EQP_SPACE_institution, "region");
    CU_ASSERT_EQUAL_FATAL(eqp_scenario_apply(study, "more", NULL, 0, NULL, NULL, &more, NULL),
                          EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(more->budgets.budget[region], 110000, 1e-6);
    CU_ASSERT_EQUAL(more->settings.balance, 0.5);
    CU_ASSERT_EQUAL(more->settings.need_level, EQP_NEED_CENTRAL);
    CU_ASSERT_EQUAL(study->budgets.budget[region], 100000);
    CU_ASSERT_EQUAL(study->settings.balance, 0.7);
    eqp_study_free(more);
    eqp_study_free(study);
}

static void the_command_line_comes_after_the_scenario(void) {
    eqp_study *study = read_small_study(), *more;
    eqp_change_request requests[] = {{"balance", "", "0.9", EQP_CHANGE_SET, 0, 0},
                                     {"budget", NULL, "5", EQP_CHANGE_SET, 0, 0}};
    CU_ASSERT_EQUAL_FATAL(eqp_scenario_apply(study, "more", requests, 2, NULL, NULL, &more, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL(more->settings.balance, 0.9);
    CU_ASSERT_EQUAL(sum(more->budgets.budget, 3), 15);
    eqp_study_free(more);
    eqp_study_free(study);
}

/* One line for each parameter and each column of its target: what the sum of the column becomes. */
static void every_parameter_changes_the_rows_that_its_target_meets(void) {
    static const struct {
        const char *parameter, *target;
        eqp_change how;
        const char *value;
        double total;
    } cases[] = {
        {"budget", "", EQP_CHANGE_SCALE, "2", 340000},
        {"budget", "institution=ft", EQP_CHANGE_ADD, "-10000", 160000},
        {"need", "", EQP_CHANGE_ADD, "1", 73.5},
        {"need", "zone=9306", EQP_CHANGE_SCALE, "2", 119.5},
        {"need", "occupation=B2X36", EQP_CHANGE_SET, "0", 22},
        {"need", "family=B", EQP_CHANGE_SCALE, "0", 10},
        {"need", "department=04", EQP_CHANGE_SET, "10", 72},
        {"need", "zone=9306&family=B", EQP_CHANGE_SET, "50", 79.5},
        {"need", " zone = 9306 & zone=04", EQP_CHANGE_SET, "50", 69.5},
        {"priority", "occupation=A1", EQP_CHANGE_SET, "7", 10},
        {"priority", "zone=04", EQP_CHANGE_SCALE, "50%", 4.5},
        {"price", "", EQP_CHANGE_ADD, "1", 22305},
        {"price", "institution=ft", EQP_CHANGE_SCALE, "0", 14700},
        {"price", "offer=plumber", EQP_CHANGE_SET, "1", 6003},
        {"price", "provider=AFPA", EQP_CHANGE_SET, "0", 2000},
        {"price", "lot=green", EQP_CHANGE_SET, "0", 20300},
        {"places", "offer=roof", EQP_CHANGE_SET, "30", 64},
        {"places", "zone=04", EQP_CHANGE_SCALE, "2", 64},
        {"places", "provider=AFPA", EQP_CHANGE_ADD, "1", 56},
        {"places", "lot=building", EQP_CHANGE_SET, "0", 10},
        {"places", "family=A1", EQP_CHANGE_SET, "0", 44},
        {"success_rate", "family=B", EQP_CHANGE_SET, "0.25", 1},
        {"rule", "rule=lot", EQP_CHANGE_SET, "1", 50001.2},
        {"rule", "", EQP_CHANGE_SCALE, "0", 0},
    };
    eqp_study *study = read_small_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        heard warnings = {.count = 0};
        eqp_study *changed = change(study, cases[i].parameter, cases[i].target, cases[i].how,
                                    cases[i].value, &warnings);
        const struct {
            const char *name;
            const double *column;
            uint32_t count;
        } columns[] = {
            {"budget", changed->budgets.budget, changed->budgets.count},
            {"need", changed->needs.need, changed->needs.count},
            {"priority", changed->needs.priority, changed->needs.count},
            {"price", changed->prices.price, changed->prices.count},
            {"places", changed->offers.places, changed->offers.count},
            {"success_rate", changed->offers.success_rate, changed->offers.count},
            {"rule", changed->rules.value, changed->rules.count},
        };
        for (size_t j = 0; j < sizeof columns / sizeof *columns; j++)
            if (strcmp(columns[j].name, cases[i].parameter) == 0)
                CU_ASSERT_DOUBLE_EQUAL(sum(columns[j].column, columns[j].count), cases[i].total,
                                       1e-9);
        CU_ASSERT_EQUAL(warnings.count,
                        strcmp(cases[i].target, " zone = 9306 & zone=04") == 0 ? 1 : 0);
        eqp_study_free(changed);
    }
    eqp_study_free(study);
}

static void the_low_and_high_need_change_alike(void) {
    eqp_study *study = read_small_study(), *changed;
    heard warnings = {.count = 0};
    double low = sum(study->needs.need_low, 4), high = sum(study->needs.need_high, 4);
    changed = change(study, "need", "", EQP_CHANGE_SCALE, "2", &warnings);
    CU_ASSERT_DOUBLE_EQUAL(sum(changed->needs.need_low, 4), 2 * low, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(sum(changed->needs.need_high, 4), 2 * high, 1e-9);
    eqp_study_free(changed);
    changed = change(study, "need", "", EQP_CHANGE_ADD, "-35", &warnings);
    CU_ASSERT_EQUAL(sum(changed->needs.need_low, 4), 0);
    CU_ASSERT_DOUBLE_EQUAL(sum(changed->needs.need_high, 4), 20, 1e-9);
    CU_ASSERT_STRING_EQUAL(warnings.text, "need: results below 0 became 0 (3)");
    eqp_study_free(changed);
    eqp_study_free(study);
}

static void results_are_cut_to_what_is_possible_with_a_warning(void) {
    static const struct {
        const char *parameter;
        eqp_change how;
        const char *value, *warning;
    } cases[] = {
        {"success_rate", EQP_CHANGE_SCALE, "2.1", "success_rate: results above 1 became 1 (1)"},
        {"success_rate", EQP_CHANGE_SET, "-1", "success_rate: results below 0 became 0 (3)"},
        {"price", EQP_CHANGE_ADD, "-3000", "price: results below 0 became 0 (1)"},
        {"budget", EQP_CHANGE_ADD, "-30000", "budget: results below 0 became 0 (1)"},
        {"rule", EQP_CHANGE_ADD, "-1", "rule: results below 0 became 0 (1)"},
        {"balance", EQP_CHANGE_ADD, "0.7", "balance: results above 1 became 1 (1)"},
        {"balance", EQP_CHANGE_SCALE, "-1", "balance: results below 0 became 0 (1)"},
    };
    eqp_study *study = read_small_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        heard warnings = {.count = 0};
        eqp_study *changed =
            change(study, cases[i].parameter, "", cases[i].how, cases[i].value, &warnings);
        CU_ASSERT_EQUAL(warnings.count, 1);
        CU_ASSERT_STRING_EQUAL(warnings.text, cases[i].warning);
        for (uint32_t row = 0; row < changed->offers.count; row++)
            CU_ASSERT_TRUE(changed->offers.success_rate[row] >= 0 &&
                           changed->offers.success_rate[row] <= 1);
        CU_ASSERT_TRUE(changed->settings.balance >= 0 && changed->settings.balance <= 1);
        eqp_study_free(changed);
    }
    eqp_study_free(study);
}

static void a_target_that_meets_no_row_is_a_warning(void) {
    eqp_study *study = read_small_study(), *changed;
    heard warnings = {.count = 0};
    changed = change(study, "need", "zone=9302&occupation=A1", EQP_CHANGE_SET, "5", &warnings);
    CU_ASSERT_EQUAL(warnings.count, 1);
    CU_ASSERT_STRING_EQUAL(warnings.text,
                           "target \"zone=9302&occupation=A1\" of need meets no row");
    eqp_study_free(changed);
    eqp_study_free(study);
}

static void what_is_impossible_names_the_cell_and_the_nearest_known(void) {
    static const struct {
        const char *parameter, *target;
        eqp_change how;
        const char *value;
        uint32_t cell;
        const char *sentence;
    } cases[] = {
        {"budgets", "", EQP_CHANGE_SET, "1", 2,
         "parameter \"budgets\" is unknown; did you mean \"budget\"?"},
        {"balence", "", EQP_CHANGE_SET, "1", 2,
         "parameter \"balence\" is unknown; did you mean \"balance\"?"},
        {"", "", EQP_CHANGE_SET, "1", 2, "parameter \"\" is unknown"},
        {"need", "zone", EQP_CHANGE_SET, "1", 3,
         "target \"zone\" is not column=value (pairs are joined by &; a value that holds & or = "
         "stands in quotes)"},
        {"need", "zone=9306&", EQP_CHANGE_SET, "1", 3,
         "target \"\" is not column=value (pairs are joined by &; a value that holds & or = "
         "stands in quotes)"},
        {"need", "zon=9306", EQP_CHANGE_SET, "1", 3,
         "target column \"zon\" is not one of zone, occupation, family, department; did you mean "
         "\"zone\"?"},
        {"budget", "zone=9306", EQP_CHANGE_SET, "1", 3,
         "target column \"zone\" is not one of institution"},
        {"budget", "=9306", EQP_CHANGE_SET, "1", 3, "target column \"\" is not one of institution"},
        {"need", "zone=9360", EQP_CHANGE_SET, "1", 3,
         "zone \"9360\" is unknown; did you mean \"9306\"?"},
        {"need", "zone=", EQP_CHANGE_SET, "1", 3, "zone \"\" is unknown"},
        {"balance", "zone=9306", EQP_CHANGE_SET, "1", 3, "balance has no target; leave it blank"},
        {"need_level", "", EQP_CHANGE_SCALE, "2", 4,
         "need_level is not a number and can only be set"},
        {"currency", "", EQP_CHANGE_ADD, "2", 4, "currency is not a number and can only be set"},
        {"need", "", EQP_CHANGE_SET, "many", 5, "value \"many\" is not a number"},
        {"need", "", EQP_CHANGE_SET, "inf", 5, "value \"inf\" is not a finite number"},
        {"balance", "", EQP_CHANGE_SET, "2", 5, "balance \"2\" is not between 0 and 1"},
        {"balance", "", EQP_CHANGE_ADD, "x", 5, "value \"x\" is not a number"},
        {"need_level", "", EQP_CHANGE_SET, "top", 5, "need_level \"top\" is unknown"},
    };
    eqp_study *study = read_small_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_change_request request = {
            cases[i].parameter, cases[i].target, cases[i].value, cases[i].how, 7, 0};
        eqp_error error = {0};
        eqp_study *changed;
        uint32_t cell = 0;
        CU_ASSERT_EQUAL(eqp_scenario_check(study, &request, &cell, &error), EQP_ERROR_USAGE);
        CU_ASSERT_EQUAL(cell, cases[i].cell);
        CU_ASSERT_STRING_EQUAL(error.sentence, cases[i].sentence);
        CU_ASSERT_EQUAL(eqp_scenario_apply(study, NULL, &request, 1, NULL, NULL, &changed, &error),
                        EQP_ERROR_USAGE);
        CU_ASSERT_PTR_NULL(changed);
        CU_ASSERT_EQUAL(error.line, 7);
        CU_ASSERT_STRING_EQUAL(error.sentence, cases[i].sentence);
    }
    eqp_study_free(study);
}

static void a_target_of_too_many_pairs_is_refused(void) {
    eqp_study *study = read_small_study();
    char target[512] = "zone=04";
    eqp_change_request request = {"need", target, "1", EQP_CHANGE_SET, 0, 0};
    uint32_t cell;
    eqp_error error;
    for (int i = 0; i < 15; i++)
        strcat(target, "&zone=04");
    CU_ASSERT_EQUAL(eqp_scenario_check(study, &request, &cell, &error), EQP_OK);
    strcat(target, "&zone=04");
    CU_ASSERT_EQUAL(eqp_scenario_check(study, &request, &cell, &error), EQP_ERROR_USAGE);
    CU_ASSERT_STRING_EQUAL(error.sentence, "the target has more than 16 pairs");
    eqp_study_free(study);
}

static void a_result_too_large_for_a_number_is_refused(void) {
    eqp_study *study = read_small_study(), *changed;
    eqp_change_request request = {"budget", "", "1e308", EQP_CHANGE_SCALE, 0, 0};
    eqp_error error;
    CU_ASSERT_EQUAL(eqp_scenario_apply(study, NULL, &request, 1, NULL, NULL, &changed, &error),
                    EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NULL(changed);
    CU_ASSERT_STRING_EQUAL(error.sentence, "budget: the result is too large for a number");
    eqp_study_free(study);
}

static void an_unknown_scenario_suggests_a_known_one(void) {
    eqp_study *study = read_small_study(), *changed;
    eqp_error error;
    CU_ASSERT_EQUAL(eqp_scenario_apply(study, "mor", NULL, 0, NULL, NULL, &changed, &error),
                    EQP_ERROR_USAGE);
    CU_ASSERT_STRING_EQUAL(error.sentence, "scenario \"mor\" is unknown; did you mean \"more\"?");
    CU_ASSERT_PTR_NULL(changed);
    eqp_study_free(study);
}

static void short_memory_in_a_scenario_leaves_nothing(void) {
    eqp_study *study = read_small_study(), *changed = NULL;
    eqp_status status = EQP_ERROR_MEMORY;
    size_t before = eqp_memory_alive();
    for (size_t n = 1; status != EQP_OK; n++) {
        eqp_memory_fail_at(n);
        status = eqp_scenario_apply(study, "cheap", NULL, 0, NULL, NULL, &changed, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT_TRUE(status == EQP_OK || status == EQP_ERROR_MEMORY);
        CU_ASSERT_TRUE(status == EQP_OK || (!changed && eqp_memory_alive() == before));
    }
    eqp_study_free(changed);
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"base is the study itself", base_is_the_study_itself},
    {"a scenario is its rows alone", a_scenario_is_its_rows_alone},
    {"the command line comes after the scenario", the_command_line_comes_after_the_scenario},
    {"every parameter changes the rows that its target meets",
     every_parameter_changes_the_rows_that_its_target_meets},
    {"the low and high need change alike", the_low_and_high_need_change_alike},
    {"results are cut to what is possible, with a warning",
     results_are_cut_to_what_is_possible_with_a_warning},
    {"a target that meets no row is a warning", a_target_that_meets_no_row_is_a_warning},
    {"what is impossible names the cell and the nearest known",
     what_is_impossible_names_the_cell_and_the_nearest_known},
    {"a target of too many pairs is refused", a_target_of_too_many_pairs_is_refused},
    {"a result too large for a number is refused", a_result_too_large_for_a_number_is_refused},
    {"an unknown scenario suggests a known one", an_unknown_scenario_suggests_a_known_one},
    {"short memory in a scenario leaves nothing", short_memory_in_a_scenario_leaves_nothing},
};

EQP_SUITE_MAIN("models/scenario", tests)
