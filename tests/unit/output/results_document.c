/* The tables of files in output/FORMAT.md are those that reports.def declares.
 * `test_results_document --update` writes them anew. */
#include "document.h"
#include "output/report.h"

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

static const eqp_document document = {"output/FORMAT.md", "<!-- reports.def begins -->",
                                      "<!-- reports.def ends -->", write_tables};

static void the_document_holds_the_declared_reports(void) {
    eqp_document_check(&document);
}

static const eqp_test tests[] = {
    {"FORMAT.md holds files and columns as reports.def declares them",
     the_document_holds_the_declared_reports},
};

int main(int count, char **arguments) {
    return eqp_document_main(&document, "results document", tests, sizeof tests / sizeof *tests,
                             count, arguments);
}
