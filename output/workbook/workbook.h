/* workbook.xlsx: the results of a run for people who look and recalculate: tables with filters,
 * totals and subtotals as formulas with their value beside them, charts.
 *
 * Every row comes from the function that writes the CSV table, so that the two cannot differ. Each
 * function below adds the file to those of a run: whole or not at all (EQP_ERROR_SYSTEM,
 * EQP_ERROR_MEMORY), the same bytes for the same results. */
#ifndef EQP_OUTPUT_WORKBOOK_H
#define EQP_OUTPUT_WORKBOOK_H

#include "models/answers/plan.h"
#include "output/tables/result_table.h"
#include "output/tables/results.h"

/* What a spreadsheet bears. */
typedef struct eqp_workbook_limits {
    uint64_t table_rows; /* of a table; beyond: filters only, and memory that does not grow */
    uint64_t sheet_rows; /* of a sheet, the heading's among them; beyond: on another sheet */
    uint64_t visits;     /* cells that a block of subtotals looks at; beyond: values, no formulas */
} eqp_workbook_limits;

/* Those of Excel. */
extern const eqp_workbook_limits eqp_workbook_excel;

/* One more table of results.def in the workbook of a plan. */
typedef struct eqp_workbook_table {
    eqp_result_table table;
    const char *key;   /* what the names of its cells begin with: "breaches" */
    const char *title; /* of its sheet, in the reader's language */
    eqp_results_writer rows;
    const void *context;
} eqp_workbook_table;

struct eqp_run;
struct eqp_comparison;
struct eqp_curve;
struct eqp_store;

/* The workbook of a plan, under this title, with `count` more tables. */
eqp_status eqp_workbook_write_plan(const eqp_plan *plan, const struct eqp_run *run,
                                   const char *title, const eqp_workbook_table *more,
                                   uint32_t count, eqp_results *files, eqp_error *error);

eqp_status eqp_workbook_write_comparison(const struct eqp_comparison *comparison,
                                         const struct eqp_run *run, eqp_results *files,
                                         eqp_error *error);

eqp_status eqp_workbook_write_curve(const struct eqp_curve *curve, const struct eqp_run *run,
                                    eqp_results *files, eqp_error *error);

eqp_status eqp_workbook_write_sweep(struct eqp_store *store, const struct eqp_run *run,
                                    eqp_results *files, eqp_error *error);

#endif
