#include "solver/program/rule_words.h"

#include "models/base/language.h"

#include <stdio.h>

static const char *share_format(uint32_t measure) {
    switch (measure) {
    case EQP_MEASURE_PLACES:
        return _("%s %% of the places");
    case EQP_MEASURE_HOURS:
        return _("%s %% of the hours");
    case EQP_MEASURE_ENTRIES:
        return _("%s %% of the people who start");
    case EQP_MEASURE_HIRES:
        return _("%s %% of the people who end in the job");
    default:
        return _("%s %% of the cost");
    }
}

/* Of what is counted: places, hours, people. */
static const char *count_format(uint32_t measure, unsigned long count) {
    switch (measure) {
    case EQP_MEASURE_PLACES:
        return P_("%s place", "%s places", count);
    case EQP_MEASURE_HOURS:
        return P_("%s hour", "%s hours", count);
    case EQP_MEASURE_ENTRIES:
        return P_("%s person who starts", "%s people who start", count);
    default:
        return P_("%s person who ends in the job", "%s people who end in the job", count);
    }
}

eqp_figure eqp_rule_words(const eqp_study *study, uint32_t rule, double amount, eqp_figure number) {
    uint32_t measure = study->rules.measure[rule];
    int is_share = study->rules.unit[rule] == EQP_UNIT_SHARE;
    eqp_figure words;
    if (!is_share && measure == EQP_MEASURE_COST)
        return eqp_figure_with_unit(number.text, study->settings.currency);
    snprintf(words.text, sizeof words.text,
             is_share ? share_format(measure) : count_format(measure, eqp_language_count(amount)),
             number.text);
    return words;
}

const char *eqp_rule_unit(const eqp_study *study, uint32_t rule) {
    static const char *const units[EQP_MEASURE_COUNT] = {
        [EQP_MEASURE_PLACES] = "places",
        [EQP_MEASURE_HOURS] = "hours",
        [EQP_MEASURE_ENTRIES] = "people who start",
        [EQP_MEASURE_HIRES] = "people who end in the job",
    };
    uint32_t measure = study->rules.measure[rule];
    return measure == EQP_MEASURE_COST ? study->settings.currency : units[measure];
}
