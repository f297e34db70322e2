#include "output/tables/report.h"

void eqp_report_budget_use(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t i = 0; i < study->institutions.count; i++) {
        const eqp_plan_budget *budget = &plan->budgets[i];
        uint32_t buyer = study->institutions.buyer[i];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_institution, i));
        eqp_csv_text(writer, study->institutions.name[i]);
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_buyer, buyer));
        eqp_csv_number(writer, budget->budget);
        eqp_csv_number(writer, budget->spent);
        eqp_csv_number(writer, budget->left);
        eqp_csv_number(writer, budget->bought.places);
        eqp_csv_number(writer, budget->bought.hours);
        eqp_csv_number(writer, budget->bought.entries);
        eqp_csv_number(writer, budget->bought.hires);
        eqp_csv_number(writer, budget->marginal_value);
        eqp_csv_end_row(writer);
    }
}
