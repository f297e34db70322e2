#include "output/tables/plan_tables.h"

#include "output/tables/bought.h"
#include "output/tables/continuity.h"

#include <math.h>

static eqp_status plan_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
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
    return EQP_OK;
}

typedef struct writing {
    const eqp_study *study;
    eqp_csv_writer *writer;
} writing;

static void write_move(void *context, const eqp_move *move) {
    const writing *task = context;
    if (fabs(move->places - move->base) <= EQP_BOUGHT_LEAST)
        return;
    eqp_csv_id(task->writer, eqp_study_id(task->study, EQP_SPACE_offer, move->offer));
    eqp_csv_id(task->writer, eqp_study_id(task->study, EQP_SPACE_institution, move->institution));
    eqp_csv_number(task->writer, move->base);
    eqp_csv_number(task->writer, move->places);
    eqp_csv_number(task->writer, move->places - move->base);
    eqp_csv_end_row(task->writer);
}

static eqp_status changes_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    writing task = {plan->programme->study, writer};
    (void)error;
    eqp_continuity_visit(plan, write_move, &task);
    return EQP_OK;
}

static eqp_status handovers_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
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
    return EQP_OK;
}

static eqp_status attendance_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
    for (uint32_t i = 0; i < plan->use_count; i++) {
        const eqp_plan_use *use = &plan->uses[i];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_offer, use->offer));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, use->residence));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_occupation, use->occupation));
        eqp_csv_number(writer, use->places);
        eqp_csv_number(writer, use->covered);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status need_coverage_rows(const void *context, eqp_csv_writer *writer,
                                     eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
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
    return EQP_OK;
}

static eqp_status zone_coverage_rows(const void *context, eqp_csv_writer *writer,
                                     eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
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
    return EQP_OK;
}

static eqp_status budget_use_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
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
    return EQP_OK;
}

static eqp_status audience_use_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    (void)error;
    for (uint32_t i = 0; i < plan->audience_count; i++) {
        const eqp_plan_audience *use = &plan->audiences[i];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_audience, use->audience));
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_institution, use->institution));
        eqp_csv_number(writer, use->places);
        eqp_csv_number(writer, use->share);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static void write_word(eqp_csv_writer *writer, const char *words, uint32_t index) {
    char word[32];
    eqp_word_text(words, index, word, sizeof word);
    eqp_csv_id(writer, word);
}

static eqp_status rule_use_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan *plan = context;
    const eqp_study *study = plan->programme->study;
    const eqp_rules *rules = &study->rules;
    (void)error;
    for (uint32_t row = 0; row < rules->count; row++) {
        const eqp_plan_rule *rule = &plan->rules[row];
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_rule, row));
        write_word(writer, EQP_WORDS_measure, rules->measure[row]);
        write_word(writer, EQP_WORDS_sense, rules->sense[row]);
        write_word(writer, EQP_WORDS_unit, rules->unit[row]);
        eqp_csv_number(writer, rule->bound);
        eqp_csv_number(writer, rule->value);
        eqp_csv_number(writer, rule->slack);
        eqp_csv_number(writer, rule->marginal_value);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

eqp_results_writer eqp_plan_rows(eqp_result_table table) {
    static const eqp_results_writer rows[EQP_RESULT_COUNT] = {
        [EQP_RESULT_plan] = plan_rows,
        [EQP_RESULT_changes] = changes_rows,
        [EQP_RESULT_handovers] = handovers_rows,
        [EQP_RESULT_attendance] = attendance_rows,
        [EQP_RESULT_need_coverage] = need_coverage_rows,
        [EQP_RESULT_zone_coverage] = zone_coverage_rows,
        [EQP_RESULT_budget_use] = budget_use_rows,
        [EQP_RESULT_audience_use] = audience_use_rows,
        [EQP_RESULT_rule_use] = rule_use_rows,
    };
    return rows[table];
}

eqp_status eqp_plan_table_write(eqp_result_table table, const eqp_plan *plan, eqp_results *results,
                                eqp_error *error) {
    const eqp_result_scope scope = {.study = plan->programme->study};
    return eqp_results_table(table, &scope, results, eqp_plan_rows(table), plan, error);
}

int eqp_plan_has_table(eqp_result_table table, const eqp_plan *plan) {
    if (!eqp_plan_rows(table))
        return 0;
    if (table == EQP_RESULT_changes)
        return plan->programme->study->previous.count > 0;
    return table != EQP_RESULT_handovers || plan->coordinated;
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
