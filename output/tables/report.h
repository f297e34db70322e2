/* The files of results: one report = one file = one function that writes its rows. */
#ifndef EQP_OUTPUT_REPORT_H
#define EQP_OUTPUT_REPORT_H

#include "models/answers/plan.h"
#include "output/files/csv_writer.h"

typedef enum {
#define EQP_REPORT(report, sentence) EQP_REPORT_##report,
#define EQP_REPORT_COLUMN(...)
#define EQP_REPORT_END(report)
#include "output/tables/reports.def"
#undef EQP_REPORT
#undef EQP_REPORT_COLUMN
#undef EQP_REPORT_END
    EQP_REPORT_COUNT
} eqp_report;

/* A column and a report as reports.def declares them. */
typedef struct eqp_report_column {
    const char *name, *unit, *sentence;
} eqp_report_column;

typedef struct eqp_report_view {
    const char *file; /* "plan.csv" */
    const char *sentence;
    const eqp_report_column *columns; /* [column_count] */
    uint32_t column_count;
    void (*write)(const eqp_plan *plan, eqp_csv_writer *writer); /* the rows, after the heading */
} eqp_report_view;

/* Whether the study of a plan has such a report: `changes` only where there is a previous plan,
 * `handovers` only where they were listed (eqp_plan_coordinate). */
int eqp_report_applies(eqp_report report, const eqp_plan *plan);

/* The reports, [EQP_REPORT_COUNT], in the order of the enum. */
const eqp_report_view *eqp_report_views(void);

/* eqp_report_plan, eqp_report_attendance …: the rows of one report. */
#define EQP_REPORT(report, sentence)                                                               \
    void eqp_report_##report(const eqp_plan *plan, eqp_csv_writer *writer);
#define EQP_REPORT_COLUMN(...)
#define EQP_REPORT_END(report)
#include "output/tables/reports.def"
#undef EQP_REPORT
#undef EQP_REPORT_COLUMN
#undef EQP_REPORT_END

/* The word in need_coverage.csv; "" for none. */
const char *eqp_cause_name(eqp_cause cause);

#endif
