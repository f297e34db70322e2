/* All files of a run, complete or marked as incomplete: summary.json is removed first and written
 * last, so that a folder with one holds the whole results of one run. */
#ifndef EQP_OUTPUT_REPORTS_H
#define EQP_OUTPUT_REPORTS_H

#include "output/files/file.h"
#include "output/tables/run.h"

/* Writes every report of plan to folder. run receives the files' digests and the seconds that
 * writing took. On failure (EQP_ERROR_SYSTEM, EQP_ERROR_MEMORY) there is no summary.json, and every
 * other file is the old or the new one, whole. */
eqp_status eqp_reports_write(const eqp_plan *plan, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error);

#endif
