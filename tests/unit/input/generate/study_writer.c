#include "folder.h"
#include "suite.h"

#include "input/generate/generate.h"
#include "input/generate/study_writer.h"
#include "input/tables/reader.h"
#include "input/tables/study_rows.h"
#include "models/base/memory.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const three[] = {"zones", "occupations", "needs", NULL};

static eqp_study *empty_study(void) {
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    return study;
}

static uint32_t add_zone(eqp_study *study, const char *id, const char *name) {
    uint32_t row = eqp_rows_add(study, "zones");
    CU_ASSERT_NOT_EQUAL_FATAL(row, EQP_NONE);
    study->zones.zone[row] = eqp_rows_name(study, EQP_SPACE_zone, id);
    study->zones.name[row] = eqp_rows_text("%s", name);
    return row;
}

static void cells_are_quoted_and_numbers_are_short(void) {
    char folder[EQP_TEST_PATH], *text;
    eqp_study *study = empty_study();
    uint32_t row = add_zone(study, "04", "A, \"B\"");
    study->zones.longitude[row] = 0.1;
    row = add_zone(study, "z;2", "two\nlines");
    study->zones.longitude[row] = 1.0 / 3;
    study->zones.latitude[row] = -44;
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL(eqp_study_write(study, three, folder, NULL), EQP_OK);
    text = eqp_test_file_read(folder, "zones.csv");
    CU_ASSERT_STRING_EQUAL(text, "zone,name,longitude,latitude\n04,\"A, \"\"B\"\"\",0.1,\n"
                                 "\"z;2\",\"two\nlines\",0.33333333333333331,-44\n");
    eqp_free(text);
    eqp_test_folder_remove(folder);
    eqp_study_free(study);
}

static void optional_columns_and_tables_that_say_nothing_are_left_out(void) {
    static const char *const tables[] = {"zones", "needs", "rules", NULL};
    char folder[EQP_TEST_PATH], *text;
    eqp_study *study = empty_study();
    add_zone(study, "1", "");
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL(eqp_study_write(study, tables, folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 2);
    text = eqp_test_file_read(folder, "zones.csv");
    CU_ASSERT_STRING_EQUAL(text, "zone,name\n1,\n");
    eqp_free(text);
    text = eqp_test_file_read(folder, "needs.csv");
    CU_ASSERT_STRING_EQUAL(text, "zone,occupation,need\n");
    eqp_free(text);
    eqp_test_folder_remove(folder);
    eqp_study_free(study);
}

/* The sum of a column, NAN where a cell is blank. */
static double sum_of(eqp_study *study, const eqp_table_view *table, const eqp_column_view *column) {
    uint32_t count = *(uint32_t *)(void *)((char *)study + table->count_offset);
    const double *numbers = *(double **)eqp_study_column(study, column);
    double sum = 0;
    for (uint32_t row = 0; row < count; row++)
        sum += numbers[row];
    return sum;
}

/* Every table has as many rows, and every column of numbers without blanks the same sum. */
static void expect_same(eqp_study *study, eqp_study *again) {
    size_t tables, compared = 0;
    const eqp_table_view *table = eqp_study_tables(&tables);
    for (size_t t = 0; t < tables; t++, table++) {
        CU_ASSERT_EQUAL(*(uint32_t *)(void *)((char *)study + table->count_offset),
                        *(uint32_t *)(void *)((char *)again + table->count_offset));
        for (uint32_t c = 0; c < table->column_count; c++) {
            double sum;
            if (table->columns[c].kind != EQP_KIND_NUMBER ||
                isnan(sum = sum_of(study, table, &table->columns[c])))
                continue;
            CU_ASSERT_DOUBLE_EQUAL(sum_of(again, table, &table->columns[c]), sum,
                                   1e-12 * fabs(sum));
            compared++;
        }
    }
    CU_ASSERT_TRUE(compared > 15);
}

static void a_study_reads_back_as_it_was_built(void) {
    static const char *const all[] = {"institutions",
                                      "budgets",
                                      "zones",
                                      "occupations",
                                      "needs",
                                      "offers",
                                      "offer_occupations",
                                      "prices",
                                      "audiences",
                                      "mobility",
                                      "commitments",
                                      "decisions",
                                      "rules",
                                      "parameters",
                                      "scenarios",
                                      NULL};
    char folder[EQP_TEST_PATH];
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study = empty_study(), *again;
    options.zones = 6;
    options.occupations = 30;
    options.offers = 400;
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL_FATAL(eqp_generate_study(study, &options, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_study_write(study, all, folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 15);
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &again, problems, NULL), EQP_OK);
    expect_same(study, again);
    eqp_study_free(study);
    eqp_study_free(again);
    eqp_problems_free(problems);
    eqp_test_folder_remove(folder);
}

static void a_folder_that_is_missing_is_made(void) {
    char folder[EQP_TEST_PATH], inner[EQP_TEST_PATH];
    eqp_study *study = empty_study();
    eqp_test_folder_create(folder);
    strcpy(inner, eqp_test_path(folder, "inner"));
    CU_ASSERT_EQUAL(eqp_study_write(study, three, inner, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_test_folder_count(inner), 3);
    eqp_test_folder_remove(inner);
    eqp_test_folder_remove(folder);
    eqp_study_free(study);
}

static void a_table_that_exists_is_never_written_over(void) {
    char folder[EQP_TEST_PATH], *text;
    eqp_error error;
    eqp_study *study = empty_study();
    eqp_test_folder_create(folder);
    eqp_test_file_write(folder, "needs.csv", "mine\n");
    CU_ASSERT_EQUAL(eqp_study_write(study, three, folder, &error), EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "/needs.csv exists already and is never written "
                                                  "over; remove it or name another folder"));
    CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 1);
    text = eqp_test_file_read(folder, "needs.csv");
    CU_ASSERT_STRING_EQUAL(text, "mine\n");
    eqp_free(text);
    eqp_test_folder_remove(folder);
    eqp_study_free(study);
}

/* The last of three tables cannot be written: a folder stands in its place. */
static void a_failure_leaves_nothing_half_written(void) {
    char folder[EQP_TEST_PATH];
    eqp_error error;
    eqp_study *study = empty_study();
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL_FATAL(mkdir(eqp_test_path(folder, "needs.csv.part"), 0777), 0);
    CU_ASSERT_EQUAL(eqp_study_write(study, three, folder, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "the table cannot be written"));
    CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 1);
    CU_ASSERT_EQUAL(rmdir(eqp_test_path(folder, "needs.csv.part")), 0);
    eqp_test_folder_remove(folder);
    eqp_study_free(study);
}

static void a_folder_that_cannot_be_made_is_told(void) {
    char folder[EQP_TEST_PATH], inner[EQP_TEST_PATH];
    eqp_error error;
    eqp_study *study = empty_study();
    eqp_test_folder_create(folder);
    strcpy(inner, eqp_test_path(folder, "missing/inner"));
    CU_ASSERT_EQUAL(eqp_study_write(study, three, inner, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "the folder cannot be made"));
    eqp_test_folder_remove(folder);
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"cells are quoted and numbers are short", cells_are_quoted_and_numbers_are_short},
    {"optional columns and tables that say nothing are left out",
     optional_columns_and_tables_that_say_nothing_are_left_out},
    {"a study reads back as it was built", a_study_reads_back_as_it_was_built},
    {"a folder that is missing is made", a_folder_that_is_missing_is_made},
    {"a table that exists is never written over", a_table_that_exists_is_never_written_over},
    {"a failure leaves nothing half-written", a_failure_leaves_nothing_half_written},
    {"a folder that cannot be made is told", a_folder_that_cannot_be_made_is_told},
};

EQP_SUITE_MAIN("study writer", tests)
