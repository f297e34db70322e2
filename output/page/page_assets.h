/* What a page is made of beside its data: our template, style and scripts (output/page) and the
 * chart library, embedded when the program is built. */
#ifndef EQP_OUTPUT_PAGE_ASSETS_H
#define EQP_OUTPUT_PAGE_ASSETS_H

typedef struct eqp_page_assets {
    const char *template; /* a page with {{names}} where the others and the data go */
    const char *style, *script, *charts;
} eqp_page_assets;

/* NULL in a program that was built without Node.js, and so without the report. */
const eqp_page_assets *eqp_page_assets_get(void);

#endif
