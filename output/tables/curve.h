/* What frontier found: frontier.csv, one screen with a plot, one object. */
#ifndef EQP_OUTPUT_CURVE_H
#define EQP_OUTPUT_CURVE_H

#include "models/answers/curve.h"
#include "output/tables/run.h"

/* Writes frontier.csv and summary.json; run receives digests and seconds. On failure there is no
 * summary.json and frontier.csv is the old or the new one, whole. */
eqp_status eqp_curve_write(const eqp_curve *curve, eqp_run *run, const eqp_folder *folder,
                           eqp_csv_style style, eqp_error *error);

/* The rows of frontier.csv, of a curve (eqp_results_writer). */
eqp_status eqp_curve_rows(const void *curve, eqp_csv_writer *writer, eqp_error *error);

/* V* at a place of the curve; NAN where there is no plan, and out of its range. */
double eqp_curve_value(const eqp_curve *curve, double at);

/* One screen of at most 80 characters a line, its plot drawn in braille dots where `utf8`, else in
 * ASCII; and the object of summary.json (`files` is left out while nothing is written). Owned by
 * the caller (eqp_free); NULL when memory is short. */
char *eqp_curve_text(const eqp_curve *curve, const eqp_run *run, int utf8);
char *eqp_curve_json(const eqp_curve *curve, const eqp_run *run);

#endif
