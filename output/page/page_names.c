#include "models/base/memory.h"
#include "output/page/page_parts.h"
#include "output/tables/plan_tables.h"

#include <math.h>
#include <string.h>

const char *eqp_page_cause(eqp_cause cause) {
    return cause == EQP_CAUSE_NONE ? NULL : eqp_cause_name(cause);
}

uint32_t eqp_page_family_of_need(const eqp_study *study, uint32_t row) {
    return study->occupations.family[study->needs.occupation[row]];
}

/* A word, or null. */
static void add_word(eqp_json *json, const char *word) {
    if (word && word[0])
        eqp_json_text(json, NULL, word);
    else
        eqp_json_number(json, NULL, NAN);
}

static void add_institutions(const eqp_page *page, eqp_json *json) {
    const eqp_study *study = page->study;
    eqp_page_open_table(json, "institutions",
                        "institution|name|buyer|budget|spent|left|places|hours|entries|hires|"
                        "marginal_value");
    for (uint32_t i = 0; i < study->institutions.count; i++) {
        const eqp_plan_budget *budget = page->plan ? &page->plan->budgets[i] : NULL;
        eqp_page_open_row(json);
        eqp_json_text(json, NULL, eqp_study_id(study, EQP_SPACE_institution, i));
        add_word(json, study->institutions.name[i]);
        eqp_json_text(json, NULL,
                      eqp_study_id(study, EQP_SPACE_buyer, study->institutions.buyer[i]));
        eqp_json_number(json, NULL, budget ? budget->budget : NAN);
        eqp_json_number(json, NULL, budget ? budget->spent : NAN);
        eqp_json_number(json, NULL, budget ? budget->left : NAN);
        eqp_json_number(json, NULL, budget ? budget->bought.places : NAN);
        eqp_json_number(json, NULL, budget ? budget->bought.hours : NAN);
        eqp_json_number(json, NULL, budget ? budget->bought.entries : NAN);
        eqp_json_number(json, NULL, budget ? budget->bought.hires : NAN);
        eqp_json_number(json, NULL, budget ? budget->marginal_value : NAN);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
}

/* A family named like an occupation, as where the study has no families, gets its name. */
static void add_families(const eqp_study *study, eqp_json *json) {
    eqp_page_open_table(json, "families", "family|name");
    for (uint32_t f = 0; f < eqp_names_count(study->spaces[EQP_SPACE_family]); f++) {
        const char *id = eqp_study_id(study, EQP_SPACE_family, f);
        uint32_t occupation = eqp_names_find(study->spaces[EQP_SPACE_occupation], id, strlen(id));
        eqp_page_open_row(json);
        eqp_json_text(json, NULL, id);
        add_word(json, occupation == EQP_NONE ? NULL : study->occupations.name[occupation]);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
}

/* Unmet need of each zone by cause: unmet[zones][EQP_CAUSE_MONEY + 1], owned by the caller. */
typedef double by_cause[EQP_CAUSE_MONEY + 1];

static by_cause *unmet_of_zones(const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    by_cause *unmet = eqp_allocate(study->zones.count, sizeof *unmet);
    for (uint32_t row = 0; unmet && row < study->needs.count; row++)
        unmet[study->needs.zone[row]][plan->needs[row].cause] += plan->needs[row].unmet;
    return unmet;
}

static void add_coverage(const eqp_plan_zone *zone, const double *unmet, eqp_json *json) {
    eqp_json_number(json, NULL, zone->need);
    eqp_json_number(json, NULL, zone->committed);
    eqp_json_number(json, NULL, zone->bought);
    eqp_json_number(json, NULL,
                    unmet[EQP_CAUSE_NO_OFFER] + unmet[EQP_CAUSE_CAPACITY] + unmet[EQP_CAUSE_MONEY]);
    eqp_json_number(json, NULL, zone->rate);
    eqp_json_number(json, NULL, zone->fair_rate);
    eqp_json_number(json, NULL, zone->floor);
    eqp_json_number(json, NULL, zone->places_site);
    eqp_json_number(json, NULL, zone->cost_site);
    eqp_json_number(json, NULL, zone->places_residents);
    eqp_json_number(json, NULL, zone->marginal_value);
    eqp_json_number(json, NULL, unmet[EQP_CAUSE_NO_OFFER]);
    eqp_json_number(json, NULL, unmet[EQP_CAUSE_CAPACITY]);
    eqp_json_number(json, NULL, unmet[EQP_CAUSE_MONEY]);
}

static void add_zones(const eqp_page *page, eqp_json *json) {
    const eqp_study *study = page->study;
    by_cause *unmet = page->plan ? unmet_of_zones(page->plan) : NULL;
    if (page->plan && !unmet)
        eqp_json_fail(json);
    eqp_page_open_table(json, "zones",
                        "zone|name|department|longitude|latitude|need|committed|bought|unmet|rate|"
                        "fair_rate|floor|places_site|cost_site|places_residents|marginal_value|"
                        "unmet_no_offer|unmet_capacity|unmet_money");
    for (uint32_t z = 0; z < study->zones.count; z++) {
        eqp_page_open_row(json);
        eqp_json_text(json, NULL, eqp_study_id(study, EQP_SPACE_zone, z));
        add_word(json, study->zones.name[z]);
        add_word(json, eqp_study_id(study, EQP_SPACE_department, study->zones.department[z]));
        eqp_json_number(json, NULL, study->zones.longitude[z]);
        eqp_json_number(json, NULL, study->zones.latitude[z]);
        if (unmet)
            add_coverage(&page->plan->zones[z], unmet[z], json);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
    eqp_free(unmet);
}

void eqp_page_add_names(const eqp_page *page, eqp_json *json) {
    add_institutions(page, json);
    add_families(page->study, json);
    add_zones(page, json);
}
