/* The tables of files in output/FORMAT.md are those that reports.def and family_tables.def declare.
 * `test_results_document --update` writes them anew. */
#include "document.h"
#include "output/tables/family_table.h"
#include "output/tables/report.h"

static void write_heading(FILE *stream, const eqp_family_view *view) {
    fputs("### ", stream);
    if (*view->file)
        fputs(view->file, stream);
    if (*view->file && *view->sql)
        fputs(", ", stream);
    if (*view->sql)
        fprintf(stream, "table `%s` of results.sqlite", view->sql);
    fprintf(stream, "\n%s.\n\n| column | unit | meaning |\n|---|---|---|\n", view->sentence);
}

static void write_family_table(FILE *stream, const eqp_family_view *view) {
    static const char *const repeats[] = {
        [EQP_REPEAT_ONCE] = "",
        [EQP_REPEAT_INSTITUTION] = "ID, for each institution",
        [EQP_REPEAT_VARIED] = "*each thing that varies*",
        [EQP_REPEAT_SETTING] = "*each thing that varies but the draw*",
    };
    write_heading(stream, view);
    for (uint32_t c = 0; c < view->column_count; c++)
        fprintf(stream, "| %s%s | %s | %s |\n", view->columns[c].name,
                repeats[view->columns[c].repeat], view->columns[c].unit, view->columns[c].sentence);
    fputs("\n", stream);
}

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
    for (int i = 0; i < EQP_FAMILY_COUNT; i++)
        write_family_table(stream, eqp_family_table_view((eqp_family_table)i));
}

static const eqp_document document = {"output/FORMAT.md", "<!-- generated tables begin -->",
                                      "<!-- generated tables end -->", write_tables};

static void the_document_holds_the_declared_reports(void) {
    eqp_document_check(&document);
}

static const eqp_test tests[] = {
    {"FORMAT.md holds files and columns as they are declared",
     the_document_holds_the_declared_reports},
};

int main(int count, char **arguments) {
    return eqp_document_main(&document, "results document", tests, sizeof tests / sizeof *tests,
                             count, arguments);
}
