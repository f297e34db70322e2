/* summary.json: the plan on one page, for programs. */
#ifndef EQP_OUTPUT_REPORT_SUMMARY_H
#define EQP_OUTPUT_REPORT_SUMMARY_H

#include "output/files/json.h"
#include "output/tables/run.h"

/* The text of summary.json, owned by the caller (eqp_free); NULL when memory is short. `files` is
 * left out while nothing is written. */
char *eqp_report_summary(const eqp_plan *plan, const eqp_run *run);

/* Adds a plan's coverage, rates, amounts and overlap to an open object. */
void eqp_report_add_totals(const eqp_plan *plan, eqp_json *json);

#endif
