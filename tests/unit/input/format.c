/* The tables of input/FORMAT.md are those that tables.def and options.def declare.
 * `test_input_format --update` writes them anew. */
#include "suite.h"

#include "input/format.h"

#include <stdlib.h>
#include <string.h>

#define DOCUMENT EQP_SOURCE_DIR "/input/FORMAT.md"

static char document[65536], expected[65536];

/* The document with its generated part as it should be. */
static int make_expected(void) {
    FILE *file = fopen(DOCUMENT, "rb"), *stream;
    const char *begin, *end;
    if (!file)
        return -1;
    document[fread(document, 1, sizeof document - 1, file)] = '\0';
    fclose(file);
    begin = strstr(document, EQP_FORMAT_BEGIN);
    end = strstr(document, EQP_FORMAT_END);
    stream = fmemopen(expected, sizeof expected - 1, "w");
    if (!begin || !end || !stream) {
        if (stream)
            fclose(stream);
        return -1;
    }
    fwrite(document, 1, (size_t)(begin - document), stream);
    fputs(EQP_FORMAT_BEGIN "\n", stream);
    eqp_format_write(stream);
    fputs(end, stream);
    fclose(stream);
    return 0;
}

static void the_document_holds_what_is_declared(void) {
    CU_ASSERT_EQUAL_FATAL(make_expected(), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(expected, "### mobility.csv (the file may be missing)"));
    CU_ASSERT_PTR_NOT_NULL(strstr(expected, "| balance | 0 to 1 | 0.8 |"));
    CU_ASSERT_STRING_EQUAL(document, expected);
}

static int update(void) {
    FILE *file = make_expected() == 0 ? fopen(DOCUMENT, "wb") : NULL;
    if (!file)
        return 1;
    fputs(expected, file);
    return fclose(file) == 0 ? 0 : 1;
}

static const eqp_test tests[] = {
    {"FORMAT.md holds the tables, columns and parameters as they are declared",
     the_document_holds_what_is_declared},
};

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--update") == 0)
        return update();
    return eqp_suite_run("input/format", tests, sizeof tests / sizeof *tests);
}
