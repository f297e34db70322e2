#include "output/tables/report_summary.h"

#include "output/tables/parameters.h"

static void add_whole(eqp_json *json, const eqp_plan *plan) {
    eqp_json_whole(json, "sessions", plan->sessions);
    eqp_json_number(json, "whole_gap", plan->whole_gap);
    eqp_json_number(json, "floor_given", plan->floor_given);
}

/* As lists of one pair of buyers, which stand together. */
static void add_handovers(eqp_json *json, const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    eqp_json_open_list(json, "handovers");
    for (size_t i = 0; i < plan->handover_count; i++) {
        const eqp_handover *handover = &plan->handovers[i];
        eqp_json_open(json, NULL);
        eqp_json_text(json, "from", eqp_study_id(study, EQP_SPACE_buyer, handover->from));
        eqp_json_text(json, "to", eqp_study_id(study, EQP_SPACE_buyer, handover->to));
        eqp_json_text(json, "offer", eqp_study_id(study, EQP_SPACE_offer, handover->offer));
        eqp_json_number(json, "places", handover->places);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

void eqp_report_add_totals(const eqp_plan *plan, eqp_json *json) {
    eqp_json_number(json, "coverage", plan->coverage);
    eqp_json_number(json, "rate_min", plan->rate_min);
    eqp_json_number(json, "rate_max", plan->rate_max);
    eqp_json_number(json, "gini", plan->gini);
    eqp_json_number(json, "cost", plan->total.cost);
    eqp_json_number(json, "places", plan->total.places);
    eqp_json_number(json, "hours", plan->total.hours);
    eqp_json_number(json, "entries", plan->total.entries);
    eqp_json_number(json, "hires", plan->total.hires);
    eqp_json_number(json, "overlap", plan->overlap);
    eqp_json_number(json, "overlap_rate", plan->overlap_rate);
}

static void add_values(eqp_json *json, const eqp_plan *plan) {
    eqp_json_text(json, "status", eqp_outcome_name(plan->outcome));
    eqp_json_number(json, "value_best", plan->value_best);
    eqp_json_number(json, "upper_bound", plan->upper_bound);
    eqp_json_number(json, "gap", plan->gap);
    eqp_json_number(json, "fair_gap", plan->fair_gap);
    eqp_json_number(json, "value", plan->value);
    eqp_json_number(json, "given_up", plan->given_up);
    eqp_json_number(json, "price_of_balance", plan->price_of_balance);
    eqp_json_number(json, "price_of_balance_share", plan->price_of_balance_share);
    eqp_report_add_totals(plan, json);
    eqp_json_number(json, "overlap_before", plan->overlap_before);
    eqp_json_number(json, "overlap_rate_before", plan->overlap_rate_before);
    eqp_json_number(json, "empty", plan->empty);
    if (plan->whole)
        add_whole(json, plan);
    if (plan->coordinated)
        add_handovers(json, plan);
}

static void add_run(eqp_json *json, const eqp_run *run) {
    eqp_json_whole(json, "rounds", run->rounds);
    eqp_json_whole(json, "blocks", run->blocks);
    eqp_json_open(json, "seconds");
    for (int phase = 0; phase < EQP_PHASE_COUNT; phase++)
        eqp_json_number(json, eqp_phase_name((eqp_phase)phase), run->seconds[phase]);
    eqp_json_close(json);
    eqp_results_add_files(&run->files, json);
}

char *eqp_report_summary(const eqp_plan *plan, const eqp_run *run) {
    const eqp_study *study = plan->programme->study;
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", run->version);
    eqp_json_text(json, "study_digest", study->digest);
    eqp_json_text(json, "scenario", run->scenario);
    eqp_parameters_add(&study->settings, json);
    add_values(json, plan);
    add_run(json, run);
    return eqp_json_finish(json);
}
