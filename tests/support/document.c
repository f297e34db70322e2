#include "document.h"

#include <string.h>

static char found[65536], expected[65536], path[4096];

/* Reads the document, and makes it as it should be. */
static int make_expected(const eqp_document *document) {
    FILE *file, *stream;
    const char *begin, *end;
    snprintf(path, sizeof path, "%s/%s", EQP_SOURCE_DIR, document->path);
    file = fopen(path, "rb");
    if (!file)
        return -1;
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    fclose(file);
    begin = strstr(found, document->begin);
    end = strstr(found, document->end);
    stream = begin && end ? fmemopen(expected, sizeof expected - 1, "w") : NULL;
    if (!stream)
        return -1;
    fwrite(found, 1, (size_t)(begin - found), stream);
    fprintf(stream, "%s\n", document->begin);
    document->write(stream);
    fputs(end, stream);
    return fclose(stream);
}

void eqp_document_check(const eqp_document *document) {
    CU_ASSERT_EQUAL_FATAL(make_expected(document), 0);
    CU_ASSERT_STRING_EQUAL(found, expected);
}

static int update(const eqp_document *document) {
    FILE *file = make_expected(document) == 0 ? fopen(path, "wb") : NULL;
    if (!file)
        return 1;
    fputs(expected, file);
    return fclose(file) == 0 ? 0 : 1;
}

int eqp_document_main(const eqp_document *document, const char *name, const eqp_test *tests,
                      size_t count, int argument_count, char **arguments) {
    if (argument_count == 2 && strcmp(arguments[1], "--update") == 0)
        return update(document);
    return eqp_suite_run(name, tests, count);
}
