/* What a workbook is called and how it fails; tests/cli/workbook.c opens it. */
#include "output/workbook/workbook.h"

#include "../tables/tiny.h"
#include "models/base/memory.h"
#include "output/delivery/delivery.h"
#include "output/tables/plan_tables.h"
#include "output/workbook/book.h"
#include "output/workbook/workbook_parts.h"
#include "output/workbook/workbook_words.h"
#include "scratch.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char folder_path[EQP_SCRATCH_PATH];

static void every_column_of_the_results_has_a_heading_in_words(void) {
    for (int t = 0; t < EQP_RESULT_COUNT; t++) {
        const eqp_result_view *view = eqp_result_table_view((eqp_result_table)t);
        for (uint32_t c = 0; *view->file && c < view->column_count; c++)
            CU_ASSERT_EQUAL(*view->columns[c].name != '\0', *view->columns[c].heading != '\0');
    }
    CU_ASSERT_STRING_EQUAL(eqp_workbook_word("no_offer"), "no offer reaches them");
    CU_ASSERT_STRING_EQUAL(eqp_workbook_word("Z1"), "Z1");
}

static void a_columns_heading_is_that_of_its_own_table(void) {
    static const struct {
        eqp_result_table table;
        const char *from, *to;
    } cases[] = {{EQP_RESULT_handovers, "Left by", "Taken over by"},
                 {EQP_RESULT_frontier, "From", "To"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const eqp_result_column *columns = eqp_result_table_view(cases[i].table)->columns;
        CU_ASSERT_STRING_EQUAL(columns[0].name, "from");
        CU_ASSERT_STRING_EQUAL(columns[0].heading, cases[i].from);
        CU_ASSERT_STRING_EQUAL(columns[1].heading, cases[i].to);
    }
}

static void sentences_stand_alone(void) {
    static const struct {
        const char *declared, *shown;
    } cases[] = {{"each zone", "Each zone."},
                 {"`base`, or the scenario's name", "Base, or the scenario's name."},
                 {"V*", "V*."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_buffer buffer = {0};
        char *text;
        eqp_workbook_add_sentence(&buffer, cases[i].declared);
        text = eqp_buffer_finish(&buffer);
        CU_ASSERT_STRING_EQUAL(text, cases[i].shown);
        eqp_free(text);
    }
}

/* Adds up by SUMIFS where ids allow it. */
static void ids_that_sumifs_mistakes_are_compared_letter_by_letter(void) {
    static const struct {
        const char *ids[3];
        int exact;
    } cases[] = {
        {{"region", "ft", "France-Travail"}, 0},
        {{"9306", "9307", "93061"}, 0},
        {{"L5X92", "S", "zone_1"}, 0},
        {{"04", "4"}, 1},
        {{"04", "05"}, 0},
        {{"a", "A"}, 1},
        {{"a*"}, 1},
        {{"what?"}, 1},
        {{"~"}, 1},
        {{"<5"}, 1},
        {{"=x"}, 1},
        {{"1E2"}, 1},
        {{"1/2"}, 1},
        {{"mar-5"}, 1},
        {{"true"}, 1},
        {{"\xC3\xA9t\xC3\xA9"}, 1},
        {{"1234567890123456"}, 1},
        {{" x"}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_study *study;
        int exact = -1;
        CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
        for (int j = 0; j < 3 && cases[i].ids[j]; j++)
            eqp_names_add(study->spaces[EQP_SPACE_zone], cases[i].ids[j], strlen(cases[i].ids[j]));
        CU_ASSERT_EQUAL(eqp_workbook_find_exact(study, EQP_SPACE_zone, &exact, NULL), EQP_OK);
        if (exact != cases[i].exact)
            fprintf(stderr, "%s: %d\n", cases[i].ids[0], exact);
        CU_ASSERT_EQUAL(exact, cases[i].exact);
        eqp_study_free(study);
    }
}

static int exists(const char *name) {
    char path[1024];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", folder_path, name);
    return stat(path, &found) == 0;
}

static void remove_folder(void) {
    char command[1200];
    snprintf(command, sizeof command, "rm -rf '%s'", folder_path);
    CU_ASSERT_EQUAL(system(command), 0);
}

static eqp_status no_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    (void)context, (void)writer, (void)error;
    return EQP_OK;
}

/* A table whose headings are one to a spreadsheet is one that it wants to repair. */
static void headings_differ_as_spreadsheets_compare_them(void) {
    static const struct {
        const char *heading, *shown;
    } cases[] = {{"Cost", "Cost"},
                 {"cost", "cost (2)"},
                 {"COST", "COST (2) (3)"},
                 {"cost (2)", "cost (2) (2)"},
                 {"\xC3\x89t\xC3\xA9", "\xC3\x89t\xC3\xA9"},
                 {"\xC3\xA9T\xC3\x89", "\xC3\xA9T\xC3\x89 (2)"},
                 {"a\nb", "a\nb"},
                 {"a b", "a b (2)"},
                 {"", ""}};
    const size_t count = sizeof cases / sizeof *cases;
    eqp_workbook workbook;
    eqp_results files;
    eqp_folder *folder;
    eqp_study *study;
    eqp_grid *grid;
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_results_begin(&files, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
    eqp_workbook_begin(&workbook, study, &eqp_workbook_excel, &files);
    grid = eqp_workbook_add_grid(&workbook, "grid", "Grid");
    grid->rows = no_rows;
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL(eqp_grid_add_column(grid, NULL, cases[i].heading, "", ""), 0);
    grid->own = grid->count;
    CU_ASSERT_EQUAL_FATAL(eqp_workbook_open(&workbook, "t", "0", NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_grid_write(&workbook, grid, NULL), EQP_OK);
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_STRING_EQUAL(grid->columns[i].heading, cases[i].shown);
    CU_ASSERT_EQUAL(eqp_workbook_end(&workbook, EQP_ERROR_SYSTEM, NULL), EQP_ERROR_SYSTEM);
    CU_ASSERT_FALSE(exists(EQP_WORKBOOK_FILE));
    eqp_folder_close(folder);
    remove_folder();
    eqp_study_free(study);
}

/* Every allocation of ours in turn; those of the library are its own. */
static void short_memory_is_told_and_leaves_no_workbook(void) {
    static const eqp_workbook_limits limits[] = {{100, 100, 1000000}, {2, 6, 1000000}};
    tiny made;
    eqp_plan *plan;
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    for (int i = 0; i < 2; i++) {
        eqp_run run = {.version = "0", .study = "tiny", .scenario = "base", .workbook = &limits[i]};
        eqp_status status = EQP_ERROR_MEMORY;
        size_t alive, n;
        CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
        alive = eqp_memory_alive();
        for (n = 1; status == EQP_ERROR_MEMORY; n++) {
            eqp_folder *folder;
            eqp_error error = {0};
            CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
            CU_ASSERT_EQUAL(eqp_results_begin(&run.files, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
            eqp_memory_fail_at(n);
            status = eqp_workbook_write_plan(plan, &run, "Plan", NULL, 0, &run.files, &error);
            eqp_memory_fail_at(0);
            eqp_folder_close(folder);
            CU_ASSERT_EQUAL(error.status, status);
            CU_ASSERT_EQUAL(exists(EQP_WORKBOOK_FILE), status == EQP_OK);
            CU_ASSERT_FALSE(exists(EQP_WORKBOOK_FILE ".part"));
            CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        }
        CU_ASSERT_EQUAL(status, EQP_OK);
        CU_ASSERT(n > 200);
        remove_folder();
    }
    eqp_plan_free(plan);
    tiny_free(&made);
}

static void a_workbook_that_cannot_be_written_is_told_with_its_path(void) {
    eqp_run run = {
        .version = "0", .study = "tiny", .scenario = "base", .workbook = &eqp_workbook_excel};
    char path[1024];
    eqp_error error = {0};
    eqp_folder *folder;
    eqp_plan *plan;
    tiny made;
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
    snprintf(path, sizeof path, "%s/%s.part", folder_path, EQP_WORKBOOK_FILE);
    CU_ASSERT_EQUAL(mkdir(path, 0777), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_deliver_plan(plan, &run, folder, EQP_CSV_STANDARD, &error),
                    EQP_ERROR_SYSTEM);
    path[strlen(path) - strlen(".part")] = '\0';
    CU_ASSERT_STRING_EQUAL(error.file, path);
    CU_ASSERT_FALSE(exists(EQP_SUMMARY_FILE));
    eqp_folder_close(folder);
    remove_folder();
    eqp_plan_free(plan);
    tiny_free(&made);
}

static const eqp_test tests[] = {
    {"every column of the results has a heading in words",
     every_column_of_the_results_has_a_heading_in_words},
    {"a column\'s heading is that of its own table", a_columns_heading_is_that_of_its_own_table},
    {"sentences stand alone", sentences_stand_alone},
    {"ids that SUMIFS mistakes are compared letter by letter",
     ids_that_sumifs_mistakes_are_compared_letter_by_letter},
    {"headings differ as spreadsheets compare them", headings_differ_as_spreadsheets_compare_them},
    {"short memory is told and leaves no workbook", short_memory_is_told_and_leaves_no_workbook},
    {"a workbook that cannot be written is told with its path",
     a_workbook_that_cannot_be_written_is_told_with_its_path},
};

EQP_SUITE_MAIN("workbook", tests)
