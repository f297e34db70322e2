/* What `evaluate` finds of a plan that somebody made elsewhere: its tables, the object of
 * summary.json, and one or two screens. */
#ifndef EQP_OUTPUT_EVALUATION_H
#define EQP_OUTPUT_EVALUATION_H

#include "models/answers/assessment.h"
#include "output/tables/run.h"

/* The rows of evaluation.csv, breaches.csv and exchanges.csv, of an assessment
 * (eqp_results_writer). */
eqp_status eqp_evaluation_line_rows(const void *assessment, eqp_csv_writer *writer,
                                    eqp_error *error);
eqp_status eqp_evaluation_breach_rows(const void *assessment, eqp_csv_writer *writer,
                                      eqp_error *error);
eqp_status eqp_evaluation_exchange_rows(const void *assessment, eqp_csv_writer *writer,
                                        eqp_error *error);

/* Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_evaluation_text(const eqp_assessment *assessment, const eqp_run *run);
char *eqp_evaluation_json(const eqp_assessment *assessment, const eqp_run *run);

/* V as a share of the best possible value; NAN where the study has no plan or nothing to gain. */
double eqp_evaluation_share(const eqp_assessment *assessment);

/* People whom a zone lacks to its floor; 0 where it lacks none. */
double eqp_evaluation_lacking(const eqp_plan_zone *zone);

#endif
