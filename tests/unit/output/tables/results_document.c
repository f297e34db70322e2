/* The tables of files in output/FORMAT.md are those that results.def declares.
 * `test_results_document --update` writes them anew. */
#include "document.h"
#include "output/tables/result_table.h"

static void write_heading(FILE *stream, const eqp_result_view *view) {
    fputs("### ", stream);
    if (*view->file)
        fputs(view->file, stream);
    if (*view->file && *view->sql)
        fputs(", ", stream);
    if (*view->sql)
        fprintf(stream, "table `%s` of results.sqlite", view->sql);
    fprintf(stream, "\n`%s`: %s.\n\n| column | unit | meaning |\n|---|---|---|\n", view->command,
            view->sentence);
}

static void write_table(FILE *stream, const eqp_result_view *view) {
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
    for (int i = 0; i < EQP_RESULT_COUNT; i++)
        write_table(stream, eqp_result_table_view((eqp_result_table)i));
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
