/* The table of constraint families in models/MODEL.md is the one that constraints.def declares.
 * `test_model_document --print` prints it, to be put between the two marks. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEGINS "<!-- constraints.def begins -->\n"
#define ENDS "<!-- constraints.def ends -->\n"

typedef struct family {
    const char *name, *indexed_by, *unit, *unit_of_dual;
    int couples;
    const char *sentence;
} family;

static const family families[] = {
#define EQP_CONSTRAINT(name, indexed_by, unit, unit_of_dual, couples, sentence)                    \
    {#name, indexed_by, unit, unit_of_dual, couples, sentence},
#include "models/constraints.def"
#undef EQP_CONSTRAINT
};

static void write_table(FILE *file) {
    fputs("| family | a row for each | unit | unit of its dual value | ties blocks | what it says "
          "|\n|---|---|---|---|---|---|\n",
          file);
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        const family *row = &families[f];
        fprintf(file, "| %s | %s | %s | %s | %s | %s |\n", row->name,
                *row->indexed_by ? row->indexed_by : "(one row)", row->unit, row->unit_of_dual,
                row->couples ? "yes" : "no", row->sentence);
    }
}

static void the_document_holds_the_declared_families(void) {
    char expected[8192] = "", found[65536] = "";
    FILE *table = fmemopen(expected, sizeof expected - 1, "w");
    FILE *document = fopen(EQP_SOURCE_DIR "/models/MODEL.md", "r");
    char *begin, *end;
    CU_ASSERT_PTR_NOT_NULL_FATAL(table);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    write_table(table);
    fclose(table);
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
    {"MODEL.md holds the constraint families as constraints.def declares them",
     the_document_holds_the_declared_families},
};

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--print") == 0) {
        write_table(stdout);
        return 0;
    }
    return eqp_suite_run("model document", tests, sizeof tests / sizeof *tests);
}
