/* The tables of input/FORMAT.md are those that tables.def and options.def declare.
 * `test_input_format --update` writes them anew. */
#include "document.h"

#include "input/tables/format.h"

static const eqp_document document = {"input/FORMAT.md", EQP_FORMAT_BEGIN, EQP_FORMAT_END,
                                      eqp_format_write};

static void the_document_holds_what_is_declared(void) {
    eqp_document_check(&document);
}

static const eqp_test tests[] = {
    {"FORMAT.md holds the tables, columns and parameters as they are declared",
     the_document_holds_what_is_declared},
};

int main(int count, char **arguments) {
    return eqp_document_main(&document, "input/format", tests, sizeof tests / sizeof *tests, count,
                             arguments);
}
