/* The table of constraint families in models/MODEL.md is the one that constraints.def declares.
 * `test_model_document --update` writes it anew. */
#include "document.h"
#include "models/programme/families.h"

static const char *const index_names[] = {
    [EQP_INDEX_one] = "(one row)",
    [EQP_INDEX_offer] = "offer",
    [EQP_INDEX_cell] = "zone, occupation",
    [EQP_INDEX_institution] = "institution",
    [EQP_INDEX_rule] = "rule",
    [EQP_INDEX_zone] = "zone",
};

static void write_table(FILE *file) {
    fputs("| family | a row for each | unit | unit of its dual value | ties blocks | what it says "
          "|\n|---|---|---|---|---|---|\n",
          file);
    for (int f = 0; f < EQP_ROW_FAMILIES; f++) {
        const eqp_row_traits *family = eqp_row_traits_of((eqp_row_family)f);
        fprintf(file, "| %s | %s | %s | %s | %s | %s |\n", family->name, index_names[family->index],
                family->unit, family->unit_of_dual, family->couples ? "yes" : "no",
                family->sentence);
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
