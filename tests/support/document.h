/* A document of which a part, between two marks, is generated from what the code declares. The test
 * compares it; the test's executable called with --update writes it anew. */
#ifndef EQP_TESTS_DOCUMENT_H
#define EQP_TESTS_DOCUMENT_H

#include "suite.h"

#include <stdio.h>

typedef struct eqp_document {
    const char *path;            /* within the repository */
    const char *begin, *end;     /* the marks; a line end follows the first */
    void (*write)(FILE *stream); /* the lines between them */
} eqp_document;

/* Asserts that the document is as it should be. */
void eqp_document_check(const eqp_document *document);

/* What main returns: runs the suite, or with --update writes the document. */
int eqp_document_main(const eqp_document *document, const char *name, const eqp_test *tests,
                      size_t count, int argument_count, char **arguments);

#endif
