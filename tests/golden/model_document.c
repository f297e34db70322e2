/* The table of constraint families in models/MODEL.md is the one that constraints.def declares.
 * `test_model_document --update` writes it anew. */
#include "document.h"

typedef struct family {
    const char *name, *indexed_by, *unit, *unit_of_dual;
    int couples;
    const char *sentence;
} family;

static const family families[] = {
#define EQP_CONSTRAINT(name, indexed_by, unit, unit_of_dual, couples, sentence)                    \
    {#name, indexed_by, unit, unit_of_dual, couples, sentence},
#include "models/programme/constraints.def"
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

static const eqp_document document = {"models/MODEL.md", "<!-- constraints.def begins -->",
                                      "<!-- constraints.def ends -->", write_table};

static void the_document_holds_the_declared_families(void) {
    eqp_document_check(&document);
}

static const eqp_test tests[] = {
    {"MODEL.md holds the constraint families as constraints.def declares them",
     the_document_holds_the_declared_families},
};

int main(int count, char **arguments) {
    return eqp_document_main(&document, "model document", tests, sizeof tests / sizeof *tests,
                             count, arguments);
}
