/* What the workbooks of compare, sweep and frontier have in common; of no use to others. */
#ifndef EQP_OUTPUT_WORKBOOK_FAMILY_PARTS_H
#define EQP_OUTPUT_WORKBOOK_FAMILY_PARTS_H

#include "output/tables/run.h"
#include "output/workbook/workbook_parts.h"

/* Adds a table of results.def; NULL when memory is short. */
eqp_grid *eqp_workbook_add_family(eqp_workbook *workbook, eqp_result_table table,
                                  const eqp_result_scope *scope, const char *key, const char *title,
                                  eqp_results_writer rows, const void *context);

/* What was run: command, study, options, parameters, digest, version. */
void eqp_lines_run(eqp_lines *lines, const eqp_run *run);

#endif
