/* What compare writes and prints. */
#include "output/tables/comparison.h"
#include "output/delivery/delivery.h"

#include "family.h"
#include "models/base/memory.h"
#include "output/tables/plan_difference.h"
#include "scratch.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SCENARIOS 5

static char folder_path[EQP_SCRATCH_PATH];
static eqp_study *study;
static eqp_point_result *findings[SCENARIOS];
static const char *names[SCENARIOS] = {"base", "more, \"still\"", "=none", "same", "stopped"};
static eqp_comparison comparison;
static eqp_run run;

/* base, one that moves places, an infeasible one, base again, one stopped before any plan. */
static void begin(void) {
    static const uint64_t points[SCENARIOS] = {0, 1, 3, 0, 0};
    study = family_study();
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    for (int i = 0; i < SCENARIOS; i++)
        findings[i] = family_finding(study, points[i], 0);
    eqp_free(findings[4]);
    findings[4] = eqp_point_result_without_plan(0, EQP_OUTCOME_NO_PLAN, study->institutions.count,
                                                study->zones.count);
    comparison =
        (eqp_comparison){study, names, (const eqp_point_result *const *)findings, SCENARIOS};
    run = (eqp_run){.command = "compare",
                    .version = "0.0.0",
                    .study = "small",
                    .options = "",
                    .threads = 2,
                    .processes = 1,
                    .seconds_solve = 1.5};
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
}

static void end(void) {
    family_remove_folder(folder_path);
    for (int i = 0; i < SCENARIOS; i++)
        eqp_free(findings[i]);
    eqp_study_free(study);
}

static eqp_status write_files(eqp_csv_style style, eqp_error *error) {
    eqp_folder *folder;
    eqp_status status = eqp_folder_open(folder_path, &folder, error);
    if (status == EQP_OK)
        status = eqp_deliver_comparison(&comparison, &run, folder, style, error);
    eqp_folder_close(folder);
    return status;
}

static void every_file_is_as_it_should_be(void) {
    begin();
    CU_ASSERT_EQUAL(write_files(EQP_CSV_STANDARD, NULL), EQP_OK);
    CU_ASSERT(family_is_golden(folder_path, "comparison.csv", "comparison.csv"));
    CU_ASSERT(family_is_golden(folder_path, "changes.csv", "changes.csv"));
    CU_ASSERT_EQUAL(write_files(EQP_CSV_FR, NULL), EQP_OK);
    CU_ASSERT(family_is_golden(folder_path, "comparison.csv", "comparison_fr.csv"));
    end();
}

static double number_of(const json_t *object, const char *key) {
    return json_number_value(json_object_get(object, key));
}

static void the_summary_says_what_was_found_and_names_every_file(void) {
    char path[1024];
    json_t *summary, *list, *files, *scenario;
    begin();
    CU_ASSERT_EQUAL(write_files(EQP_CSV_STANDARD, NULL), EQP_OK);
    snprintf(path, sizeof path, "%s/summary.json", folder_path);
    summary = json_load_file(path, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    list = json_object_get(summary, "scenarios");
    CU_ASSERT_EQUAL(json_array_size(list), SCENARIOS);
    scenario = json_array_get(list, 1);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(scenario, "scenario")), names[1]);
    CU_ASSERT_DOUBLE_EQUAL(number_of(json_object_get(scenario, "difference"), "value_best"),
                           70. / 3, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(number_of(json_object_get(scenario, "difference"), "places_more"),
                           14 + 5, 1e-4);
    CU_ASSERT_PTR_NOT_NULL(json_object_get(json_object_get(scenario, "institutions"), "a,b"));
    scenario = json_array_get(list, 2);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(scenario, "status")), "infeasible");
    CU_ASSERT(json_is_null(json_object_get(scenario, "value_best")));
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(summary, "command")), "compare");
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(summary, "study_digest")),
                           study->digest);
    files = json_object_get(summary, "files");
    CU_ASSERT_EQUAL(json_object_size(files), 2);
    CU_ASSERT_EQUAL(json_string_length(json_object_get(files, "changes.csv")), 64);
    json_decref(summary);
    end();
}

static void the_printed_table_is_as_it_should_be(void) {
    char *text;
    begin();
    text = eqp_comparison_text(&comparison, &run);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(eqp_longest_line(text) <= 80);
    CU_ASSERT(family_text_is_golden(text, "comparison.txt"));
    eqp_free(text);
    end();
}

static void without_a_plan_of_the_study_there_is_nothing_to_compare_with(void) {
    char *text;
    eqp_point_result *base;
    begin();
    base = findings[0];
    findings[0] = findings[2];
    text = eqp_comparison_text(&comparison, &run);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "The study itself has no plan to compare with.\n"));
    CU_ASSERT_PTR_NULL(strstr(text, "pt"));
    eqp_free(text);
    CU_ASSERT_EQUAL(write_files(EQP_CSV_STANDARD, NULL), EQP_OK);
    findings[0] = base;
    end();
}

static void a_hair_of_a_place_is_no_change(void) {
    eqp_point_result_line base_lines[] = {{0, 0, 3}, {0, 1, 2}, {1, 0, 4}},
                          other_lines[] = {{0, 0, 3.00005}, {0, 2, 7}, {1, 0, 1}};
    eqp_point_result base = {.lines = base_lines, .line_count = 3},
                     other = {.lines = other_lines, .line_count = 3};
    eqp_plan_difference moves = eqp_plan_difference_sum(&base, &other);
    CU_ASSERT_DOUBLE_EQUAL(moves.more, 7, 0);
    CU_ASSERT_DOUBLE_EQUAL(moves.fewer, 5, 0);
    CU_ASSERT_EQUAL(moves.offers, 2);
    CU_ASSERT_EQUAL(moves.gain.institution, 2);
    CU_ASSERT_EQUAL(moves.loss.offer, 1);
}

static void short_memory_is_told_and_leaves_no_summary(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    char path[1024], *text = NULL;
    struct stat found;
    size_t alive, n;
    begin();
    snprintf(path, sizeof path, "%s/summary.json", folder_path);
    alive = eqp_memory_alive();
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        eqp_memory_fail_at(n);
        status = write_files(EQP_CSV_STANDARD, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(stat(path, &found) == 0, status == EQP_OK);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(n > 30);
    for (n = 1; !text; n++) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        text = eqp_comparison_text(&comparison, &run);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT(n > 5);
    eqp_free(text);
    end();
}

static const eqp_test tests[] = {
    {"every file is as it should be", every_file_is_as_it_should_be},
    {"the summary says what was found and names every file",
     the_summary_says_what_was_found_and_names_every_file},
    {"the printed table is as it should be", the_printed_table_is_as_it_should_be},
    {"without a plan of the study there is nothing to compare with",
     without_a_plan_of_the_study_there_is_nothing_to_compare_with},
    {"a hair of a place is no change", a_hair_of_a_place_is_no_change},
    {"short memory is told and leaves no summary", short_memory_is_told_and_leaves_no_summary},
};

EQP_SUITE_MAIN("comparison", tests)
