/* The tables of a plan: those that solve writes, of which evaluate writes some. */
#ifndef EQP_OUTPUT_PLAN_TABLES_H
#define EQP_OUTPUT_PLAN_TABLES_H

#include "models/answers/plan.h"
#include "output/tables/results.h"

/* What writes a table's rows of an eqp_plan; NULL: the table is not a plan's. */
eqp_results_writer eqp_plan_rows(eqp_result_table table);

/* Whether a plan has the table: one of a plan, `changes` only where there is a previous plan,
 * `handovers` only where they were listed (eqp_plan_coordinate). */
int eqp_plan_has_table(eqp_result_table table, const eqp_plan *plan);

/* Writes one table of a plan among a run's results. */
eqp_status eqp_plan_table_write(eqp_result_table table, const eqp_plan *plan, eqp_results *results,
                                eqp_error *error);

/* The word in need_coverage.csv; "" for none. */
const char *eqp_cause_name(eqp_cause cause);

#endif
