#include "output/tables/report.h"

#define LENGTH(array) (uint32_t)(sizeof(array) / sizeof *(array))

/* clang-format off */
#define EQP_REPORT(report, sentence) static const eqp_report_column report##_columns[] = {
#define EQP_REPORT_COLUMN(report, column, unit, sentence) {#column, unit, sentence},
#define EQP_REPORT_END(report) };
/* clang-format on */
#include "output/tables/reports.def"
#undef EQP_REPORT
#undef EQP_REPORT_COLUMN
#undef EQP_REPORT_END

static const eqp_report_view views[EQP_REPORT_COUNT] = {
#define EQP_REPORT(report, sentence)                                                               \
    {#report ".csv", sentence, report##_columns, LENGTH(report##_columns), eqp_report_##report},
#define EQP_REPORT_COLUMN(...)
#define EQP_REPORT_END(report)
#include "output/tables/reports.def"
#undef EQP_REPORT
#undef EQP_REPORT_COLUMN
#undef EQP_REPORT_END
};

const eqp_report_view *eqp_report_views(void) {
    return views;
}

int eqp_report_applies(eqp_report report, const eqp_plan *plan) {
    if (report == EQP_REPORT_changes)
        return plan->programme->study->previous.count > 0;
    return report != EQP_REPORT_handovers || plan->coordinated;
}

const char *eqp_cause_name(eqp_cause cause) {
    static const char *const names[] = {
        [EQP_CAUSE_NONE] = "",
        [EQP_CAUSE_NO_OFFER] = "no_offer",
        [EQP_CAUSE_CAPACITY] = "capacity",
        [EQP_CAUSE_MONEY] = "money",
    };
    return names[cause];
}
