#include "output/tables/report.h"

void eqp_report_audience_use(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t i = 0; i < plan->audience_count; i++) {
        const eqp_plan_audience *use = &plan->audiences[i];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_audience, use->audience));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_institution, use->institution));
        eqp_csv_number(writer, use->places);
        eqp_csv_number(writer, use->share);
        eqp_csv_end_row(writer);
    }
}
