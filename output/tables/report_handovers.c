#include "output/tables/report.h"

void eqp_report_handovers(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (size_t i = 0; i < plan->handover_count; i++) {
        const eqp_handover *handover = &plan->handovers[i];
        uint32_t zone = study->offers.zone[handover->offer];
        uint32_t occupation = study->main_occupation[handover->offer];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_buyer, handover->from));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_buyer, handover->to));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_offer, handover->offer));
        eqp_csv_text(writer, study->offers.name[handover->offer]);
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, zone));
        eqp_csv_text(writer, study->zones.name[zone]);
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_occupation, occupation));
        eqp_csv_text(writer, occupation == EQP_NONE ? NULL : study->occupations.name[occupation]);
        eqp_csv_number(writer, handover->places);
        eqp_csv_end_row(writer);
    }
}
