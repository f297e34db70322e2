/* All files of a command in one folder, complete or marked as incomplete: summary.json is removed
 * first and written last, so that a folder with one holds the whole results of one run. What an
 * earlier run left under a name of the catalogue (results.def) and this one does not write goes.
 *
 * `run` receives digests and seconds; with its `workbook` and `page` workbook.xlsx and report.html
 * are written too. On failure (EQP_ERROR_SYSTEM, EQP_ERROR_MEMORY) there is no summary.json, and
 * every other file is the old or the new one, whole. */
#ifndef EQP_OUTPUT_DELIVERY_H
#define EQP_OUTPUT_DELIVERY_H

#include "output/files/file.h"
#include "output/store/store.h"
#include "output/tables/comparison.h"
#include "output/tables/curve.h"
#include "output/tables/evaluation.h"

/* Every table of a plan. */
eqp_status eqp_deliver_plan(const eqp_plan *plan, eqp_run *run, const eqp_folder *folder,
                            eqp_csv_style style, eqp_error *error);

/* comparison.csv and changes.csv. */
eqp_status eqp_deliver_comparison(const eqp_comparison *comparison, eqp_run *run,
                                  const eqp_folder *folder, eqp_csv_style style, eqp_error *error);

/* frontier.csv. */
eqp_status eqp_deliver_curve(const eqp_curve *curve, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error);

/* evaluation, breaches, exchanges, attendance, need_coverage, zone_coverage, budget_use,
 * audience_use and rule_use. */
eqp_status eqp_deliver_evaluation(const eqp_assessment *assessment, eqp_run *run,
                                  const eqp_folder *folder, eqp_csv_style style, eqp_error *error);

/* Once every group is in the store: results.sqlite, sweep.csv, zone_sweep.csv and, with draws,
 * distribution.csv and offer_draws.csv; afterwards the unfinished file is removed. On failure it is
 * still there to go on from. */
eqp_status eqp_deliver_sweep(eqp_store *store, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error);

#endif
