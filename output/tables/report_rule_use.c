#include "output/tables/report.h"

static void write_word(eqp_csv_writer *writer, const char *words, uint32_t index) {
    char word[32];
    eqp_word_text(words, index, word, sizeof word);
    eqp_csv_id(writer, word);
}

void eqp_report_rule_use(const eqp_plan *plan, eqp_csv_writer *writer) {
    const eqp_study *study = plan->programme->study;
    const eqp_rules *rules = &study->rules;
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
}
