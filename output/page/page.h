/* The report of a run as one page: report.html, which opens by double-click and asks nothing of any
 * network. The results are in it as JSON; its own scripts draw them with the chart library.
 *
 * The page's policy lets the three texts that are within it run, known by their digests, and
 * nothing else load or leave. Ids and names stand in the data alone, where no character ends it. */
#ifndef EQP_OUTPUT_PAGE_H
#define EQP_OUTPUT_PAGE_H

#include "models/answers/assessment.h"
#include "models/answers/curve.h"
#include "models/answers/plan.h"
#include "output/tables/comparison.h"
#include "output/tables/page_options.h"
#include "output/tables/results.h"

/* Everything that one page shows. All borrowed. */
typedef struct eqp_page {
    const eqp_page_options *options;
    const char *version;              /* of the program */
    const char *folder;               /* of the study, as it was given */
    const char *scenario;             /* "base" for the study itself */
    const char *typed;                /* options as typed, "" for none */
    const eqp_study *study;           /* ids, names, currency, parameters */
    const eqp_plan *plan;             /* NULL: there is none */
    double worst_residual;            /* of the plan, as the judge found it */
    const eqp_comparison *comparison; /* NULL: nothing is compared */
    const eqp_curve *curve;           /* NULL: there is none */
    const eqp_assessment *assessment; /* NULL: the plan is our own */
} eqp_page;

/* Whether this program can write pages. */
int eqp_page_possible(void);

/* Writes report.html as one of the results; nothing where it is not wanted. The same bytes for the
 * same input. EQP_ERROR_SYSTEM, EQP_ERROR_MEMORY: the file is the old one, or none. */
eqp_status eqp_page_write(const eqp_page *page, eqp_results *results, eqp_error *error);

/* The data of a page: one JSON object that may stand within an element of HTML. Owned by the caller
 * (eqp_free); NULL when memory is short. */
char *eqp_page_data(const eqp_page *page);

/* Its title, from the name of the study's folder. Owned by the caller; NULL when memory is short.
 */
char *eqp_page_title(const eqp_page *page);

#endif
