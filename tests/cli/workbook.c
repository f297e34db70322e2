/* workbook.xlsx as those who open it meet it: unpacked, and in LibreOffice, which computes every
 * formula anew. */
#include "output/workbook/workbook.h"
#include "../unit/output/tables/tiny.h"
#include "models/base/memory.h"
#include "output/delivery/delivery.h"
#include "output/files/file.h"
#include "output/workbook/book.h"
#include "quoted_csv.h"
#include "shell.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define HOSTILE "'" EQP_SOURCE_DIR "/tests/cases/spreadsheet'"
#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"
#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"

#define TITLE_ROWS 4 /* above the rows of a table: title, sentence, totals, headings */
#define CENT 0.005
#define CLOSE 1e-4 /* of one number: what is left of a budget is rounded so */

/* The languages that workbooks are read in: what each run is given beside. */
static const char *const languages[] = {"--lang en", "--lang fr"};
#define LANGUAGES (sizeof languages / sizeof *languages)

static void do_well(const char *command) {
    int status = shell_do(command);
    if (status != 0)
        fprintf(stderr, "%s: status %d\n", command, status);
    CU_ASSERT_EQUAL(status, 0);
}

/* ---- LibreOffice ---- */

/* Settings of a profile of its own: formulas of a workbook are computed when it is opened (0), or
 * never (1). */
static void make_profile(const char *name, int mode) {
    char path[64];
    FILE *file;
    snprintf(path, sizeof path, "mkdir -p %s/user", name);
    do_well(path);
    snprintf(path, sizeof path, "%s/user/registrymodifications.xcu", name);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fprintf(file,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n"
            "<item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\">"
            "<prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>%d</value></prop></item>\n"
            "</oor:items>\n",
            mode);
    fclose(file);
}

/* Every sheet of the workbooks here as FOLDER/BOOK-SHEET.csv, numbers with all their digits. */
static void convert(const char *folder, int mode) {
    char command[512];
    make_profile("profile", mode);
    snprintf(command, sizeof command,
             "LC_ALL=C.UTF-8 soffice \"-env:UserInstallation=file://$PWD/profile\" --headless "
             "--convert-to "
             "'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' "
             "--outdir %s *.xlsx >soffice.log 2>&1 && rm -r profile",
             folder);
    do_well(command);
}

/* ---- sheets ---- */

/* The name of a workbook's sheet (from 0), from the workbook itself. */
static void sheet_name(const char *book, int sheet, char name[64]) {
    char command[256];
    char *names, *at;
    snprintf(command, sizeof command, "unzip -p %s.xlsx xl/workbook.xml >names.xml", book);
    do_well(command);
    names = shell_read("names.xml");
    CU_ASSERT_PTR_NOT_NULL_FATAL(names);
    at = names;
    for (int i = 0; at && i <= sheet; i++) {
        at = strstr(at, "<sheet name=\"");
        at = at ? at + strlen("<sheet name=\"") : NULL;
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    snprintf(name, 64, "%.*s", (int)strcspn(at, "\""), at);
    eqp_free(names);
}

static int count_sheets(const char *book) {
    char command[256];
    char *text;
    int count = 0;
    snprintf(command, sizeof command, "unzip -p %s.xlsx xl/workbook.xml | grep -o '<sheet ' >count",
             book);
    do_well(command);
    text = shell_read("count");
    for (const char *at = text; at && (at = strchr(at, '\n')); at++)
        count++;
    eqp_free(text);
    return count;
}

static void read_sheet(const char *folder, const char *book, int sheet, quoted_csv *csv) {
    char path[256], name[64];
    sheet_name(book, sheet, name);
    snprintf(path, sizeof path, "%s/%s-%s.csv", folder, book, name);
    if (quoted_csv_read(csv, path)) {
        fprintf(stderr, "%s is not there\n", path);
        CU_FAIL_FATAL("no such sheet");
    }
}

static int is_error(const char *cell) {
    static const char *const errors[] = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!",
                                         "#N/A",  "#NUM!",  "#NULL!",  "Err:"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strncmp(cell, errors[i], strlen(errors[i])) == 0)
            return 1;
    return 0;
}

static int is_same(const char *one, const char *other, double tolerance) {
    double a, b;
    if (quoted_csv_number(one, &a) && quoted_csv_number(other, &b))
        return fabs(a - b) <= tolerance;
    return strcmp(one, other) == 0;
}

/* What a workbook stores is what its formulas give. */
static void compare_values(const char *book) {
    int sheets = count_sheets(book);
    for (int sheet = 0; sheet < sheets; sheet++) {
        quoted_csv stored, computed;
        read_sheet("stored", book, sheet, &stored);
        read_sheet("computed", book, sheet, &computed);
        CU_ASSERT_EQUAL(stored.row_count, computed.row_count);
        for (uint32_t row = 0; row < computed.row_count; row++)
            for (uint32_t c = 0; computed.rows[row][c]; c++) {
                const char *cell = computed.rows[row][c];
                int good =
                    !is_error(cell) && is_same(quoted_csv_cell(&stored, row, c), cell, CLOSE);
                if (!good)
                    fprintf(stderr, "%s sheet %d row %u column %u: stored %s, computed %s\n", book,
                            sheet, row + 1, c + 1, quoted_csv_cell(&stored, row, c), cell);
                CU_ASSERT(good);
            }
        quoted_csv_free(&stored);
        quoted_csv_free(&computed);
    }
}

/* The place of a column in a sheet, by its name in the CSV file: the sheet of columns says how it
 * is called there. */
static uint32_t place_of(const quoted_csv *columns, const char *title, const quoted_csv *sheet,
                         const char *name) {
    for (uint32_t row = TITLE_ROWS; row < columns->row_count; row++)
        if (strcmp(quoted_csv_cell(columns, row, 0), title) == 0 &&
            strcmp(quoted_csv_cell(columns, row, 2), name) == 0)
            return quoted_csv_find(sheet, TITLE_ROWS - 1, quoted_csv_cell(columns, row, 1));
    return UINT32_MAX;
}

/* The rows of a sheet are those of a CSV file; totals are its sums. Texts too: a name that a CSV
 * file writes with an apostrophe is written here as it is. */
static void compare_with_file(const char *book, int sheet, const char *file,
                              const char *const *sums) {
    quoted_csv columns, computed, csv;
    char title[64];
    sheet_name(book, sheet, title);
    read_sheet("computed", book, count_sheets(book) - 1, &columns);
    read_sheet("computed", book, sheet, &computed);
    CU_ASSERT_EQUAL_FATAL(quoted_csv_read(&csv, file), 0);
    CU_ASSERT_EQUAL(computed.row_count, csv.row_count - 1 + TITLE_ROWS);
    for (uint32_t c = 0; csv.rows[0][c]; c++) {
        const char *name = csv.rows[0][c];
        uint32_t place = place_of(&columns, title, &computed, name);
        int is_sum = 0;
        double sum = 0, number, total = NAN;
        if (place == UINT32_MAX) /* repeated for each institution: where it is in the file */
            place = c;
        for (uint32_t row = 1; row < csv.row_count; row++) {
            const char *expected = quoted_csv_cell(&csv, row, c);
            const char *found = quoted_csv_cell(&computed, row - 1 + TITLE_ROWS, place);
            if (expected[0] == '\'')
                expected++;
            if (quoted_csv_number(expected, &number)) {
                sum += number;
                CU_ASSERT(is_same(found, expected, CLOSE));
            }
        }
        for (const char *const *at = sums; *at; at++)
            is_sum |= strcmp(*at, name) == 0;
        if (!is_sum)
            continue;
        CU_ASSERT(quoted_csv_number(quoted_csv_cell(&computed, TITLE_ROWS - 2, place), &total));
        if (!(fabs(total - sum) <= CENT))
            fprintf(stderr, "%s %s: %.9g, not %.9g\n", file, name, total, sum);
        CU_ASSERT(fabs(total - sum) <= CENT);
    }
    quoted_csv_free(&csv);
    quoted_csv_free(&columns);
    quoted_csv_free(&computed);
}

/* The columns of ids and names are there letter by letter. */
static void compare_texts(const char *book, int sheet, const char *file, uint32_t count) {
    quoted_csv computed, csv;
    read_sheet("computed", book, sheet, &computed);
    CU_ASSERT_EQUAL_FATAL(quoted_csv_read(&csv, file), 0);
    for (uint32_t row = 1; row < csv.row_count; row++)
        for (uint32_t c = 0; c < count; c++) {
            const char *expected = quoted_csv_cell(&csv, row, c);
            CU_ASSERT_STRING_EQUAL(quoted_csv_cell(&computed, row - 1 + TITLE_ROWS, c),
                                   expected[0] == '\'' ? expected + 1 : expected);
        }
    quoted_csv_free(&csv);
    quoted_csv_free(&computed);
}

/* ---- tests ---- */

static const char *const plan_sums[] = {"places", "cost",  "hours", "entries",
                                        "hires",  "empty", NULL};
static const char *const zone_sums[] = {"need",      "committed",        "bought", "places_site",
                                        "cost_site", "places_residents", NULL};
static const char *const need_sums[] = {"need", "committed", "bought", "unmet", NULL};
static const char *const budget_sums[] = {"budget", "spent",   "left",  "places",
                                          "hours",  "entries", "hires", NULL};
static const char *const change_sums[] = {"places_previous", "places", "difference", NULL};
static const char *const no_sums[] = {NULL};

/* A plan's sheets behind summary and charts, in their order. */
enum { PLAN = 2, FAMILIES, ZONES, NEEDS, UNMET, BUDGETS, AUDIENCES, RULES, CHANGES };

static void check_plan(const char *book, const char *folder) {
    static const struct {
        int sheet;
        const char *file;
        const char *const *sums;
    } tables[] = {{PLAN, "plan.csv", plan_sums},
                  {ZONES, "zone_coverage.csv", zone_sums},
                  {NEEDS, "need_coverage.csv", need_sums},
                  {BUDGETS, "budget_use.csv", budget_sums},
                  {AUDIENCES, "audience_use.csv", no_sums},
                  {RULES, "rule_use.csv", no_sums}};
    char path[128];
    compare_values(book);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, tables[i].file);
        compare_with_file(book, tables[i].sheet, path, tables[i].sums);
    }
}

/* A formula whose stored value is wrong, so that a LibreOffice that computes nothing is found out.
 */
static void write_liar(void) {
    const eqp_book_options options = {
        .path = "liar.xlsx", .folder = ".", .title = "", .program = "", .currency = "EUR"};
    eqp_book *book;
    CU_ASSERT_EQUAL_FATAL(eqp_book_create(&options, &book, NULL), EQP_OK);
    eqp_book_add_sheet(book, "Sheet");
    eqp_book_put_formula(book, 0, 0, 0, EQP_FORM_GENERAL, EQP_LOOK_PLAIN, "1+1", 5);
    CU_ASSERT_EQUAL(eqp_book_close(book, NULL), EQP_OK);
}

static void check_liar(const char *folder, const char *value) {
    char path[64];
    quoted_csv csv;
    snprintf(path, sizeof path, "%s/liar-Sheet.csv", folder);
    CU_ASSERT_EQUAL_FATAL(quoted_csv_read(&csv, path), 0);
    CU_ASSERT_STRING_EQUAL(quoted_csv_cell(&csv, 0, 0), value);
    quoted_csv_free(&csv);
}

/* A plan of four lines and five needs whose tables go on in other sheets after two rows, in both
 * manners of writing; the third one may not sum by formulas. */
static void write_split(void) {
    static const struct {
        const char *name;
        eqp_workbook_limits limits;
    } cases[] = {{"split", {100, TITLE_ROWS + 2, 1000000}},
                 {"large", {1, TITLE_ROWS + 2, 1000000}},
                 {"values", {1, TITLE_ROWS + 2, 0}}};
    tiny made;
    eqp_plan *plan;
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_run facts = {
            .version = "0", .study = "tiny", .scenario = "base", .workbook = &cases[i].limits};
        char command[128];
        eqp_folder *folder;
        CU_ASSERT_EQUAL_FATAL(eqp_folder_open(cases[i].name, &folder, NULL), EQP_OK);
        CU_ASSERT_EQUAL(eqp_deliver_plan(plan, &facts, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
        eqp_folder_close(folder);
        snprintf(command, sizeof command, "cp %s/workbook.xlsx %s.xlsx", cases[i].name,
                 cases[i].name);
        do_well(command);
    }
    eqp_plan_free(plan);
    tiny_free(&made);
}

/* Totals are over all sheets of a table, in each of them, and subtotals too. */
static void check_split(const char *book, int formulas) {
    char command[256], name[64];
    quoted_csv first, second, budgets;
    sheet_name(book, PLAN, name);
    CU_ASSERT_STRING_EQUAL(name, "Plan");
    sheet_name(book, PLAN + 1, name);
    CU_ASSERT_STRING_EQUAL(name, "Plan 2");
    read_sheet("computed", book, PLAN, &first);
    read_sheet("computed", book, PLAN + 1, &second);
    CU_ASSERT_EQUAL(first.row_count, TITLE_ROWS + 2);
    CU_ASSERT_EQUAL(second.row_count, TITLE_ROWS + 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(quoted_csv_cell(&first, 1, 0), "this is sheet 1 of 2"));
    CU_ASSERT_STRING_EQUAL(quoted_csv_cell(&first, TITLE_ROWS - 2, 10), "38");
    CU_ASSERT_STRING_EQUAL(quoted_csv_cell(&second, TITLE_ROWS - 2, 10), "38");
    CU_ASSERT_STRING_EQUAL(quoted_csv_cell(&second, TITLE_ROWS - 2, 12), "61810");
    /* Before it: two sheets of the plan, one of families, two of zones, three of needs, two of the
     * heat map. */
    read_sheet("computed", book, PLAN + 10, &budgets);
    CU_ASSERT_STRING_EQUAL(quoted_csv_cell(&budgets, TITLE_ROWS - 2, 4), "61810");
    compare_values(book);
    snprintf(command, sizeof command,
             "unzip -p %s.xlsx xl/worksheets/sheet13.xml | grep -q "
             "'SUMIFS(plan_cost,plan_institution,$A5)+SUMIFS(plan_2_cost,plan_2_institution,$A5)'",
             book);
    CU_ASSERT_EQUAL(shell_do(command) == 0, formulas);
    quoted_csv_free(&first);
    quoted_csv_free(&second);
    quoted_csv_free(&budgets);
}

static void run(const char *command, const char *study, const char *options, const char *folder) {
    char arguments[1024];
    snprintf(arguments, sizeof arguments, "%s %s --out %s --xlsx --quiet %s", command, study,
             folder, options);
    shell_expect(arguments, 0, NULL, "");
    snprintf(arguments, sizeof arguments, "cp %s/workbook.xlsx %s.xlsx", folder, folder);
    do_well(arguments);
}

static void check_language(const char *language) {
    char options[256];
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    run("solve", HOSTILE, language, "hostile");
    run("solve", SUD, language, "sud");
    run("compare", HOSTILE, language, "compared");
    snprintf(options, sizeof options, "--vary balance=0:1:2 --vary 'budget[=x]=50000:60000:3' %s",
             language);
    run("sweep", HOSTILE, options, "swept");
    snprintf(options, sizeof options, "--vary balance=0:1:2 --draws 4 %s", language);
    run("sweep", HOSTILE, options, "drawn");
    run("evaluate", HOSTILE " hostile/plan.csv", language, "evaluated");
    snprintf(options, sizeof options, "--vary 'budget[=x]=0:90000' %s", language);
    run("frontier", HOSTILE, options, "curve");
    do_well("cp -r " TINY " study && chmod -R u+w study && cd study && rm rules.csv audiences.csv "
            "decisions.csv commitments.csv && sed -i '2,$s/,[0-9]*,/,0,/' needs.csv");
    run("solve", "study", language, "bare");
    do_well("printf 'zone,occupation,need\\n' >study/needs.csv");
    run("solve", "study", language, "needless");
    write_split();
    write_liar();
    convert("computed", 0);
    convert("stored", 1);
    check_liar("computed", "2");
    check_liar("stored", "5");
    check_split("split", 1);
    check_split("large", 1);
    check_split("values", 0);
    check_plan("hostile", "hostile");
    compare_with_file("hostile", CHANGES, "hostile/changes.csv", change_sums);
    compare_texts("hostile", PLAN, "hostile/plan.csv", 7);
    compare_texts("hostile", ZONES, "hostile/zone_coverage.csv", 2);
    compare_texts("hostile", BUDGETS, "hostile/budget_use.csv", 3);
    check_plan("sud", "sud");
    compare_values("bare");
    compare_values("needless");
    compare_values("compared");
    compare_texts("compared", 2, "compared/comparison.csv", 1);
    compare_texts("compared", 3, "compared/changes.csv", 3);
    compare_values("evaluated");
    compare_with_file("evaluated", CHANGES + 1, "evaluated/evaluation.csv", no_sums);
    compare_values("swept");
    compare_with_file("swept", 2, "swept/sweep.csv", no_sums);
    compare_values("drawn");
    compare_values("curve");
    compare_with_file("curve", 2, "curve/frontier.csv", no_sums);
    shell_end();
}

static void every_total_is_computed_anew_to_the_csv_files_cent(void) {
    for (size_t i = 0; i < LANGUAGES; i++)
        check_language(languages[i]);
}

static void the_same_results_are_the_same_bytes(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    run("solve", HOSTILE, "--threads 1", "one");
    do_well("sleep 1.1"); /* a time would be another one */
    run("solve", HOSTILE, "--threads 2", "two");
    do_well("cmp one/workbook.xlsx two/workbook.xlsx && unzip -tqq one/workbook.xlsx");
    do_well(
        "grep -q \"\\\"workbook.xlsx\\\": \\\"$(sha256sum < one/workbook.xlsx | cut -c1-64)\\\"\" "
        "one/summary.json");
    shell_end();
}

static void a_decimal_comma_of_the_locale_changes_nothing(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    run("solve", HOSTILE, "", "plain");
    do_well("LC_ALL=fr_FR.UTF-8 LC_NUMERIC=fr_FR.UTF-8 '" EQP_PROGRAM "' --lang en solve " HOSTILE
            " --out french --xlsx --quiet >.out && cmp plain/workbook.xlsx french/workbook.xlsx");
    shell_end();
}

/* What a spreadsheet would take for a formula, a number, a pattern or a tag is there as text, once
 * as a string and never as a formula. */
static void no_text_becomes_a_formula(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    run("solve", HOSTILE, "", "out");
    do_well("mkdir parts && cd parts && unzip -q ../out.xlsx");
    do_well("! grep -rqE '<f>=?(1\\+1|HYPERLINK)' parts");
    do_well("for text in '=1+1' '@home' '+33' '-Nord &amp; &lt;Sud&gt;' '_x005F_x0041_' '04' '007' "
            "'=HYPERLINK(\"x\")' '&lt;5'; do "
            "grep -qF \"<t>$text</t>\" parts/xl/sharedStrings.xml || exit 1; done");
    shell_end();
}

/* Habits that people expect of a sheet. */
static void sheets_have_filters_frozen_headings_and_print_areas(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    run("solve", TINY, "", "out");
    do_well("mkdir parts && cd parts && unzip -q ../out.xlsx");
    do_well("test $(ls parts/xl/tables | wc -l) = 9"); /* eight sheets and the explanations */
    do_well("test $(ls parts/xl/charts | wc -l) = 3");
    do_well(
        "test $(grep -l 'pane xSplit=\"1\" ySplit=\"4\"' parts/xl/worksheets/*.xml | wc -l) = 8");
    do_well("test $(grep -l 'orientation=\"landscape\"' parts/xl/worksheets/*.xml | wc -l) = 11");
    do_well("grep -q 'name=\"_xlnm.Print_Titles\"' parts/xl/workbook.xml && "
            "grep -q 'name=\"_xlnm.Print_Area\"' parts/xl/workbook.xml");
    do_well("for name in total_cost total_places total_need total_unmet coverage plan_cost; do "
            "grep -q \"definedName name=\\\"$name\\\"\" parts/xl/workbook.xml || exit 1; done");
    do_well("grep -lq dataBar parts/xl/worksheets/sheet5.xml && "
            "grep -lq colorScale parts/xl/worksheets/sheet7.xml");
    do_well("grep -q 'SUMIFS(plan_cost,plan_family,$A5,plan_institution,' "
            "parts/xl/worksheets/sheet4.xml");
    shell_end();
}

/* Each file may be so many kilobytes long, until all of it fits. */
static void a_full_disk_is_told_and_leaves_nothing_half_written(void) {
    int failed = 0, whole = 0;
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    for (int kilobytes = 4; kilobytes < 60 && whole < 3; kilobytes++) {
        char command[512];
        int status;
        snprintf(command, sizeof command,
                 "rm -rf out; bash -c \"trap '' XFSZ; ulimit -f %d; '" EQP_PROGRAM
                 "' solve " HOSTILE " --out out --xlsx --quiet >.out 2>.err\"",
                 kilobytes);
        status = shell_do(command);
        whole += status == 0;
        failed += status == 1;
        do_well(status == 0 ? "unzip -tqq out/workbook.xlsx && test -e out/summary.json"
                            : "grep -q 'the disk may be full' .err && "
                              "! ls -A out | grep -q -e part -e summary -e xlsx");
    }
    CU_ASSERT(failed > 5);
    CU_ASSERT_EQUAL(whole, 3);
    shell_end();
}

/* Parts pass through temporary files, longer than the workbook itself: the library does not notice
 * when these are cut short. */
static void a_part_that_was_cut_short_is_noticed(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    do_well("bash -c \"trap '' XFSZ; ulimit -f 600; '" EQP_PROGRAM "' solve " SUD
            " --out out --xlsx --quiet >.out 2>.err\"; test $? = 1");
    do_well("grep -q 'out/workbook.xlsx: error: the workbook is not whole; the disk may be full' "
            ".err && ! ls -A out | grep -q -e part -e summary -e xlsx");
    shell_end();
}

static void a_workbook_needs_a_folder(void) {
    static const char *const commands[] = {"solve", "compare", "sweep --vary balance=0:1:2",
                                           "frontier --vary balance=0:1"};
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char arguments[512];
        snprintf(arguments, sizeof arguments, "%s " HOSTILE " --xlsx", commands[i]);
        shell_expect(arguments, 2, "",
                     "option --xlsx writes workbook.xlsx beside the other results: "
                     "say where with --out DIR");
    }
    shell_end();
}

static const eqp_test tests[] = {
    {"a workbook needs a folder", a_workbook_needs_a_folder},
    {"the same results are the same bytes", the_same_results_are_the_same_bytes},
    {"a decimal comma of the locale changes nothing",
     a_decimal_comma_of_the_locale_changes_nothing},
    {"no text becomes a formula", no_text_becomes_a_formula},
    {"sheets have filters, frozen headings and print areas",
     sheets_have_filters_frozen_headings_and_print_areas},
    {"a full disk is told and leaves nothing half written",
     a_full_disk_is_told_and_leaves_nothing_half_written},
    {"a part that was cut short is noticed", a_part_that_was_cut_short_is_noticed},
    {"every total is computed anew to the CSV files' cent",
     every_total_is_computed_anew_to_the_csv_files_cent},
};

EQP_SUITE_MAIN("workbook in LibreOffice", tests)
