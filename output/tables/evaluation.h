/* What `evaluate` finds of a plan that somebody made elsewhere: its tables, the object of
 * summary.json, and one or two screens. */
#ifndef EQP_OUTPUT_EVALUATION_H
#define EQP_OUTPUT_EVALUATION_H

#include "models/answers/assessment.h"
#include "output/tables/family_run.h"

/* What is known of the run beside the assessment; borrowed. */
typedef struct eqp_evaluation_run {
    eqp_family_run *run; /* receives digests and seconds of what is written */
    const char *plan;    /* the file, as it was given */
    const char *scenario;
} eqp_evaluation_run;

/* Writes evaluation, breaches, exchanges, attendance, need_coverage, zone_coverage, budget_use,
 * audience_use and rule_use, then summary.json. On failure there is no summary.json and every other
 * file is the old or the new one, whole. */
eqp_status eqp_evaluation_write(const eqp_assessment *assessment, const eqp_evaluation_run *run,
                                const eqp_folder *folder, eqp_csv_style style, eqp_error *error);

/* Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_evaluation_text(const eqp_assessment *assessment, const eqp_evaluation_run *run);
char *eqp_evaluation_json(const eqp_assessment *assessment, const eqp_evaluation_run *run);

/* V as a share of the best possible value; NAN where the study has no plan or nothing to gain. */
double eqp_evaluation_share(const eqp_assessment *assessment);

/* People whom a zone lacks to its floor; 0 where it lacks none. */
double eqp_evaluation_lacking(const eqp_plan_zone *zone);

#endif
