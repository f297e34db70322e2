#include "output/tables/report.h"

void eqp_report_zone_coverage(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    for (uint32_t z = 0; z < study->zones.count; z++) {
        const eqp_plan_zone *zone = &plan->zones[z];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, z));
        eqp_csv_text(writer, study->zones.name[z]);
        eqp_csv_number(writer, zone->need);
        eqp_csv_number(writer, zone->committed);
        eqp_csv_number(writer, zone->bought);
        eqp_csv_number(writer, zone->rate);
        eqp_csv_number(writer, zone->fair_rate);
        eqp_csv_number(writer, zone->floor);
        eqp_csv_number(writer, zone->places_site);
        eqp_csv_number(writer, zone->cost_site);
        eqp_csv_number(writer, zone->places_residents);
        eqp_csv_number(writer, zone->marginal_value);
        eqp_csv_end_row(writer);
    }
}
