#include "output/tables/report.h"

#include <math.h>

void eqp_report_plan(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const eqp_plan_line *line = &plan->lines[i];
        uint32_t zone = study->offers.zone[line->offer];
        uint32_t occupation = study->main_occupation[line->offer];
        uint32_t buyer = study->institutions.buyer[line->institution];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_offer, line->offer));
        eqp_csv_text(writer, study->offers.name[line->offer]);
        eqp_csv_text(writer,
                     eqp_study_id(study, EQP_SPACE_provider, study->offers.provider[line->offer]));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, zone));
        eqp_csv_text(writer, study->zones.name[zone]);
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_occupation, occupation));
        eqp_csv_text(writer, occupation == EQP_NONE ? NULL : study->occupations.name[occupation]);
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_institution, line->institution));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_buyer, buyer));
        eqp_csv_number(writer, line->bought.places);
        eqp_csv_number(writer, line->price);
        eqp_csv_number(writer, line->bought.cost);
        eqp_csv_number(writer, line->bought.hours);
        eqp_csv_number(writer, line->bought.entries);
        eqp_csv_number(writer, line->bought.hires);
        eqp_csv_number(writer, plan->whole ? line->sessions : NAN);
        eqp_csv_number(writer, line->empty);
        eqp_csv_end_row(writer);
    }
}
