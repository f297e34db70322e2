/* What --html asks for. */
#ifndef EQP_OUTPUT_PAGE_OPTIONS_H
#define EQP_OUTPUT_PAGE_OPTIONS_H

#include "models/study/outlines.h"

/* Plain data; pointers are borrowed. All zero: no page. */
typedef struct eqp_page_options {
    int wanted;
    const char *language; /* of the page's numbers and its lang attribute, as BCP 47: "en" */
    const eqp_outlines *outlines; /* NULL: the study has none */
} eqp_page_options;

#endif
