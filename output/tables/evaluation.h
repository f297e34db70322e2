/* What `evaluate` finds of a plan that somebody made elsewhere: its tables, the object of
 * summary.json, and one or two screens. */
#ifndef EQP_OUTPUT_EVALUATION_H
#define EQP_OUTPUT_EVALUATION_H

#include "models/answers/assessment.h"
#include "output/tables/run.h"

/* Writes evaluation, breaches, exchanges, attendance, need_coverage, zone_coverage, budget_use,
 * audience_use and rule_use, then summary.json; run receives digests and seconds. On failure there
 * is no summary.json and every other file is the old or the new one, whole. */
eqp_status eqp_evaluation_write(const eqp_assessment *assessment, eqp_run *run,
                                const eqp_folder *folder, eqp_csv_style style, eqp_error *error);

/* Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_evaluation_text(const eqp_assessment *assessment, const eqp_run *run);
char *eqp_evaluation_json(const eqp_assessment *assessment, const eqp_run *run);

/* V as a share of the best possible value; NAN where the study has no plan or nothing to gain. */
double eqp_evaluation_share(const eqp_assessment *assessment);

/* People whom a zone lacks to its floor; 0 where it lacks none. */
double eqp_evaluation_lacking(const eqp_plan_zone *zone);

#endif
