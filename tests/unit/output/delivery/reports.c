/* Every file of results, byte for byte, in both styles, and the printed summary.
 *
 * EQP_UPDATE_GOLDEN=1 writes tests/golden/reports anew (target update_golden_reports). */
#include "output/delivery/delivery.h"

#include "../tables/tiny.h"
#include "models/base/memory.h"
#include "output/tables/report_summary.h"
#include "output/text/summary_text.h"
#include "scratch.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOLDEN EQP_SOURCE_DIR "/tests/golden/reports"

static char folder_path[EQP_SCRATCH_PATH];
static tiny made;
static eqp_plan *plan;
static eqp_run run;

/* A plan before stage C in which the buyers of two courses were others. */
static void coordinate(void) {
    const char *const swapped[][3] = {{"k1", "region", "ft"}, {"k4", "ft", "fund"}};
    size_t size = made.programme->lp->columns * sizeof(double);
    double *before = eqp_allocate(1, size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(before);
    memcpy(before, made.solution->primal, size);
    for (size_t i = 0; i < 2; i++) {
        double *one = tiny_places(&made, swapped[i][0], swapped[i][1]);
        double *other = tiny_places(&made, swapped[i][0], swapped[i][2]);
        CU_ASSERT_FATAL(one != NULL && other != NULL);
        before[one - made.solution->primal] = *other;
        before[other - made.solution->primal] = *one;
    }
    made.solution->before = before;
    CU_ASSERT_EQUAL(eqp_plan_coordinate(plan, made.solution, NULL), EQP_OK);
}

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    coordinate();
    memset(&run, 0, sizeof run);
    run.version = "0.0.0";
    run.study = "tiny";
    run.scenario = "base";
    run.rounds = made.solution->rounds;
    run.blocks = made.solution->blocks;
    run.threads = made.solution->threads;
    memcpy(run.seconds, made.solution->seconds, sizeof run.seconds);
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
}

static const char *within(const char *folder, const char *name) {
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void end(void) {
    eqp_folder *folder;
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_results_clear(folder, NULL), EQP_OK);
    eqp_folder_close(folder);
    CU_ASSERT_EQUAL(rmdir(folder_path), 0);
    eqp_plan_free(plan);
    tiny_free(&made);
}

static eqp_status write_reports(const char *path, eqp_csv_style style, eqp_error *error) {
    eqp_folder *folder;
    eqp_status status = eqp_folder_open(path, &folder, error);
    if (status == EQP_OK)
        status = eqp_deliver_plan(plan, &run, folder, style, error);
    eqp_folder_close(folder);
    return status;
}

/* A whole small file, owned by the caller; NULL when it is not there. */
static char *read_text(const char *path) {
    FILE *file = fopen(path, "r");
    char *text = file ? eqp_allocate(1 << 16, 1) : NULL;
    if (text)
        text[fread(text, 1, (1 << 16) - 1, file)] = '\0';
    if (file)
        fclose(file);
    return text;
}

static void compare_with_golden(const char *style, const char *file) {
    char golden[512];
    char *expected, *found;
    snprintf(golden, sizeof golden, "%s/%s/%s", GOLDEN, style, file);
    expected = read_text(golden);
    found = read_text(within(folder_path, file));
    CU_ASSERT_PTR_NOT_NULL_FATAL(expected);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    if (strcmp(found, expected) != 0)
        fprintf(stderr, "%s differs; found:\n%s", golden, found);
    CU_ASSERT_STRING_EQUAL(found, expected);
    eqp_free(expected);
    eqp_free(found);
}

static void check_style(eqp_csv_style style, const char *name) {
    begin();
    if (getenv("EQP_UPDATE_GOLDEN")) {
        char golden[512];
        snprintf(golden, sizeof golden, "%s/%s", GOLDEN, name);
        CU_ASSERT_EQUAL(write_reports(golden, style, NULL), EQP_OK);
        remove(within(golden, EQP_SUMMARY_FILE)); /* its seconds and version change */
    }
    CU_ASSERT_EQUAL(write_reports(folder_path, style, NULL), EQP_OK);
    for (int i = 0; i < EQP_RESULT_COUNT; i++)
        if (eqp_plan_has_table((eqp_result_table)i, plan))
            compare_with_golden(name, eqp_result_table_view((eqp_result_table)i)->file);
    end();
}

static void every_report_is_as_it_should_be(void) {
    check_style(EQP_CSV_STANDARD, "standard");
}

static void every_report_has_a_french_style(void) {
    check_style(EQP_CSV_FR, "fr");
}

static double number_of(const json_t *summary, const char *key) {
    const json_t *item = json_object_get(summary, key);
    CU_ASSERT_PTR_NOT_NULL(item);
    return json_is_number(item) ? json_number_value(item) : NAN;
}

static const char *text_of(const json_t *summary, const char *key) {
    const char *text = json_string_value(json_object_get(summary, key));
    return text ? text : "(none)";
}

static void the_summary_says_what_the_plan_says(void) {
    const struct {
        const char *key;
        double value;
    } numbers[] = {
        {"value_best", 19.5},
        {"upper_bound", 19.50000195},
        {"gap", 1e-7},
        {"fair_gap", 1e-9},
        {"value", 17.95},
        {"given_up", 1 - 17.95 / 19.5},
        {"price_of_balance", 0.5},
        {"price_of_balance_share", 0.025},
        {"coverage", 17.5 / 47},
        {"rate_min", 0},
        {"rate_max", 8.05 / 18},
        {"gini", 202.3 / 1645},
        {"cost", 61810},
        {"places", 38},
        {"hours", 8200},
        {"entries", 36.8},
        {"hires", 16.4},
        {"overlap", 4},
        {"overlap_rate", 4. / 38},
        {"rounds", 7},
        {"blocks", 2},
    };
    json_t *summary, *files;
    begin();
    CU_ASSERT_EQUAL(write_reports(folder_path, EQP_CSV_STANDARD, NULL), EQP_OK);
    summary = json_load_file(within(folder_path, EQP_SUMMARY_FILE), 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        CU_ASSERT_DOUBLE_EQUAL(number_of(summary, numbers[i].key), numbers[i].value, 1e-12);
    CU_ASSERT_STRING_EQUAL(text_of(summary, "version"), "0.0.0");
    CU_ASSERT_STRING_EQUAL(text_of(summary, "scenario"), "base");
    CU_ASSERT_STRING_EQUAL(text_of(summary, "status"), "optimal");
    CU_ASSERT_STRING_EQUAL(text_of(summary, "study_digest"), made.study->digest);
    CU_ASSERT_DOUBLE_EQUAL(number_of(json_object_get(summary, "parameters"), "balance"), 0.5, 0);
    CU_ASSERT_STRING_EQUAL(text_of(json_object_get(summary, "parameters"), "need_level"),
                           "central");
    CU_ASSERT_DOUBLE_EQUAL(number_of(json_object_get(summary, "seconds"), "value"), 0.25, 0);
    files = json_object_get(summary, "files");
    CU_ASSERT_EQUAL(json_object_size(files), 8); /* no previous plan */
    CU_ASSERT_PTR_NULL(json_object_get(files, "changes.csv"));
    for (int i = 0; i < 8; i++)
        CU_ASSERT_STRING_EQUAL(text_of(files, run.files.files[i].name), run.files.files[i].digest);
    json_decref(summary);
    end();
}

static void without_files_the_summary_names_none(void) {
    char *text;
    json_t *summary;
    begin();
    text = eqp_report_summary(plan, &run);
    summary = json_loads(text, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    CU_ASSERT_PTR_NULL(json_object_get(summary, "files"));
    json_decref(summary);
    eqp_free(text);
    end();
}

static void a_failure_leaves_no_summary_and_nothing_half_written(void) {
    eqp_error error = {0};
    struct stat found;
    begin();
    CU_ASSERT_EQUAL(write_reports(folder_path, EQP_CSV_STANDARD, NULL), EQP_OK);
    /* A folder where a file's temporary name must go: it cannot be written. */
    CU_ASSERT_EQUAL(mkdir(within(folder_path, "rule_use.csv.part"), 0777), 0);
    CU_ASSERT_EQUAL(write_reports(folder_path, EQP_CSV_FR, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_STRING_EQUAL(error.file, within(folder_path, "rule_use.csv"));
    CU_ASSERT_NOT_EQUAL(stat(within(folder_path, EQP_SUMMARY_FILE), &found), 0);
    compare_with_golden("fr", "plan.csv");
    compare_with_golden("standard", "rule_use.csv");
    rmdir(within(folder_path, "rule_use.csv.part"));
    end();
}

static void *take(size_t size) {
    return eqp_allocate(size, 1);
}

static void short_memory_is_told_and_leaves_no_summary(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    struct stat found;
    size_t alive, n;
    begin();
    json_set_alloc_funcs(take, eqp_free); /* so that the JSON library's fail too */
    alive = eqp_memory_alive();
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        eqp_folder *folder;
        CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
        eqp_memory_fail_at(n);
        status = eqp_deliver_plan(plan, &run, folder, EQP_CSV_STANDARD, NULL);
        eqp_memory_fail_at(0);
        eqp_folder_close(folder);
        CU_ASSERT_EQUAL(stat(within(folder_path, EQP_SUMMARY_FILE), &found) == 0, status == EQP_OK);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(n > 100); /* the JSON library's allocations were among them */
    json_set_alloc_funcs(malloc, free);
    end();
}

static void the_printed_summary_fits_a_terminal_and_says_what_matters(void) {
    static const char *const parts[] = {
        "The best plan of tiny, scenario base, balance 0.5\n",
        "38 places in 4 offers for 61,810 EUR: 8,200 hours",
        "  Région Sud                  60,000          56,010          32      0.150 more\n",
        "  unmet: every place that reaches them is bought                   4       8.5 %\n",
        "  Isolée                               0.0 %      50.0 %           4           4\n",
        "which costs 0.500 people\n  covered (2.50 %): the price of balance.",
        "4 places (10.5 %) are bought beside a larger buyer",
        "gives up 7.9487 %",
        "(gap 1.0e-07)",
        "It is proven best to one part in a million.",
        "0.25 seconds on 1 thread: read 0.00",
        "Nothing was written",
    };
    char *text;
    begin();
    text = eqp_summary_text(plan, &run);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(eqp_longest_line(text) <= 80);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!strstr(text, parts[i]))
            fprintf(stderr, "missing: %s\n", parts[i]);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, parts[i]));
    }
    eqp_free(text);
    end();
}

static void doubts_are_said_in_words(void) {
    char *text;
    begin();
    plan->outcome = EQP_OUTCOME_STOPPED;
    plan->gap = 0.0123;
    run.verdict.worst_residual = 3e-5;
    run.folder = "results";
    text = eqp_summary_text(plan, &run);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "STOPPED EARLY: the best plan so far of tiny"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "NOT PROVEN to one part in a million"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "1.2300 %"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "WARNING: recomputed"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "was known."));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Results are in results."));
    eqp_free(text);
    plan->outcome = EQP_OUTCOME_OPTIMAL;
    plan->price_of_balance = 0;
    text = eqp_summary_text(plan, &run);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "which costs no"));
    eqp_free(text);
    end();
}

static void numbers_too_long_for_their_column_are_not_cut(void) {
    char *text;
    begin();
    plan->budgets[0].budget = 123456789012345;
    text = eqp_summary_text(plan, &run);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(eqp_longest_line(text) <= 80);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "  France Travail            1.23e+14           5,800"));
    eqp_free(text);
    end();
}

static void a_summary_without_memory_is_no_summary(void) {
    size_t alive, n = 1;
    char *text = NULL;
    begin();
    alive = eqp_memory_alive();
    for (; !text; n++) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        text = eqp_summary_text(plan, &run);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT(n > 5);
    eqp_free(text);
    end();
}

static const eqp_test tests[] = {
    {"every report is as it should be", every_report_is_as_it_should_be},
    {"every report has a French style", every_report_has_a_french_style},
    {"the summary says what the plan says", the_summary_says_what_the_plan_says},
    {"without files the summary names none", without_files_the_summary_names_none},
    {"a failure leaves no summary and nothing half-written",
     a_failure_leaves_no_summary_and_nothing_half_written},
    {"short memory is told and leaves no summary", short_memory_is_told_and_leaves_no_summary},
    {"the printed summary fits a terminal and says what matters",
     the_printed_summary_fits_a_terminal_and_says_what_matters},
    {"doubts are said in words", doubts_are_said_in_words},
    {"numbers too long for their column are not cut",
     numbers_too_long_for_their_column_are_not_cut},
    {"a summary without memory is no summary", a_summary_without_memory_is_no_summary},
};

EQP_SUITE_MAIN("reports", tests)
