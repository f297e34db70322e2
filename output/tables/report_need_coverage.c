#include "output/tables/report.h"

void eqp_report_need_coverage(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t row = 0; row < study->needs.count; row++) {
        const eqp_plan_need *need = &plan->needs[row];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[row]));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[row]));
        eqp_csv_number(writer, need->need);
        eqp_csv_number(writer, need->committed);
        eqp_csv_number(writer, need->bought);
        eqp_csv_number(writer, need->unmet);
        eqp_csv_id(writer, eqp_cause_name(need->cause));
        eqp_csv_number(writer, need->marginal_value);
        eqp_csv_end_row(writer);
    }
}
