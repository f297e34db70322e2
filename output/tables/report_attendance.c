#include "output/tables/report.h"

void eqp_report_attendance(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t i = 0; i < plan->use_count; i++) {
        const eqp_plan_use *use = &plan->uses[i];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_offer, use->offer));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, use->residence));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_occupation, use->occupation));
        eqp_csv_number(writer, use->places);
        eqp_csv_number(writer, use->covered);
        eqp_csv_end_row(writer);
    }
}
