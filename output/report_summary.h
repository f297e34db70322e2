/* summary.json: the plan on one page, for programs. */
#ifndef EQP_OUTPUT_REPORT_SUMMARY_H
#define EQP_OUTPUT_REPORT_SUMMARY_H

#include "output/run.h"

#define EQP_SUMMARY_FILE "summary.json"

/* The text of summary.json, owned by the caller (eqp_free); NULL when memory is short. `files` is
 * left out while nothing is written. */
char *eqp_report_summary(const eqp_plan *plan, const eqp_run *run);

#endif
