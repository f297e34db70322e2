/* What compare found: base and every scenario beside it, as two tables, one screen, one object. */
#ifndef EQP_OUTPUT_COMPARISON_H
#define EQP_OUTPUT_COMPARISON_H

#include "models/answers/point_result.h"
#include "output/tables/run.h"

/* Plain data, all borrowed. The base is first; a finding without a plan is a row that says so. */
typedef struct eqp_comparison {
    const eqp_study *study;                 /* as it stands: ids, names, currency */
    const char *const *scenario;            /* [count] "base", then the names */
    const eqp_point_result *const *finding; /* [count] with lines */
    uint32_t count;                         /* at least 1 */
} eqp_comparison;

/* Writes comparison.csv, changes.csv and summary.json; run receives digests and seconds. On failure
 * there is no summary.json and every other file is the old or the new one, whole. */
eqp_status eqp_comparison_write(const eqp_comparison *comparison, eqp_run *run,
                                const eqp_folder *folder, eqp_csv_style style, eqp_error *error);

/* The rows of comparison.csv and changes.csv, of a comparison (eqp_results_writer). */
eqp_status eqp_comparison_rows(const void *comparison, eqp_csv_writer *writer, eqp_error *error);
eqp_status eqp_comparison_change_rows(const void *comparison, eqp_csv_writer *writer,
                                      eqp_error *error);

/* One screen of at most 80 characters a line; and the object of summary.json (`files` is left out
 * while nothing is written). Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_comparison_text(const eqp_comparison *comparison, const eqp_run *run);
char *eqp_comparison_json(const eqp_comparison *comparison, const eqp_run *run);

#endif
