/* What `explain --all` finds, to first order from the dual values of one solution: tables of
 * offers, needs, zones, institutions and rules. */
#ifndef EQP_OUTPUT_VALUES_H
#define EQP_OUTPUT_VALUES_H

#include "models/answers/plan.h"
#include "output/tables/run.h"

/* Writes the five tables and summary.json; dual[rows] are stage B's; run receives digests and
 * seconds. On failure there is no summary.json and every other file is the old or the new one,
 * whole. */
eqp_status eqp_values_write(const eqp_plan *plan, const double *dual, eqp_run *run,
                            const eqp_folder *folder, eqp_csv_style style, eqp_error *error);

/* The price up to which a place of a pair would pay, to first order; NAN where nothing can be
 * said. */
double eqp_values_break_even(const eqp_plan *plan, const double *dual, uint32_t pair);

/* The object of summary.json. Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_values_json(const eqp_plan *plan, const eqp_run *run);

#endif
