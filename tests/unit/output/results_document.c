/* The tables of files in output/FORMAT.md are those that reports.def declares.
 * `test_results_document --print` prints them, to be put between the two marks. */
#include "output/report.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define BEGINS "<!-- reports.def begins -->\n"
#define ENDS "<!-- reports.def ends -->\n"

static void write_tables(FILE *stream) {
    for (int i = 0; i < EQP_REPORT_COUNT; i++) {
        const eqp_report_view *report = &eqp_report_views()[i];
        fprintf(stream, "### %s\n%c%s.\n\n| column | unit | meaning |\n|---|---|---|\n",
                report->file, report->sentence[0] - 'a' + 'A', report->sentence + 1);
        for (uint32_t c = 0; c < report->column_count; c++)
            fprintf(stream, "| %s | %s | %s |\n", report->columns[c].name, report->columns[c].unit,
                    report->columns[c].sentence);
        fputs("\n", stream);
    }
}

static void the_document_holds_the_declared_reports(void) {
    char expected[16384] = "", found[65536] = "";
    FILE *tables = fmemopen(expected, sizeof expected - 1, "w");
    FILE *document = fopen(EQP_SOURCE_DIR "/output/FORMAT.md", "r");
    char *begin, *end;
    CU_ASSERT_PTR_NOT_NULL_FATAL(tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    write_tables(tables);
    fclose(tables);
    CU_ASSERT(fread(found, 1, sizeof found - 1, document) > 0);
    fclose(document);
    begin = strstr(found, BEGINS);
    end = strstr(found, ENDS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(begin);
    CU_ASSERT_PTR_NOT_NULL_FATAL(end);
    *end = '\0';
    CU_ASSERT_STRING_EQUAL(begin + strlen(BEGINS), expected);
}

static const eqp_test tests[] = {
    {"FORMAT.md holds files and columns as reports.def declares them",
     the_document_holds_the_declared_reports},
};

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--print") == 0) {
        write_tables(stdout);
        return 0;
    }
    return eqp_suite_run("results document", tests, sizeof tests / sizeof *tests);
}
