#include "output/text/words.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <math.h>
#include <stdio.h>

static const char *given_name(const eqp_study *study, eqp_space space, uint32_t index) {
    switch (space) {
    case EQP_SPACE_offer:
        return study->offers.name[index];
    case EQP_SPACE_zone:
        return study->zones.name[index];
    case EQP_SPACE_occupation:
        return study->occupations.name[index];
    case EQP_SPACE_institution:
        return study->institutions.name[index];
    default:
        return NULL;
    }
}

const char *eqp_words_name(const eqp_study *study, eqp_space space, uint32_t index) {
    return eqp_figure_name(given_name(study, space, index), eqp_study_id(study, space, index));
}

char *eqp_words_label(const eqp_study *study, eqp_space space, uint32_t index) {
    const char *name = given_name(study, space, index);
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "%s", eqp_study_id(study, space, index));
    if (name && *name)
        eqp_buffer_add(&words, " (%s)", name);
    return eqp_buffer_finish(&words);
}

void eqp_words_put_label(eqp_buffer *buffer, const eqp_study *study, eqp_space space,
                         uint32_t index, int width) {
    char *label = eqp_words_label(study, space, index);
    eqp_buffer_left(buffer, label ? label : "", width);
    buffer->failed |= !label;
    eqp_free(label);
}

void eqp_words_add_named(eqp_json *json, const eqp_study *study, eqp_space space, uint32_t index) {
    static const char *const keys[EQP_SPACE_COUNT][2] = {
        [EQP_SPACE_offer] = {"offer", "offer_name"},
        [EQP_SPACE_zone] = {"zone", "zone_name"},
        [EQP_SPACE_occupation] = {"occupation", "occupation_name"},
        [EQP_SPACE_institution] = {"institution", "institution_name"},
    };
    const char *name = given_name(study, space, index);
    eqp_json_text(json, keys[space][0], eqp_study_id(study, space, index));
    if (name && *name)
        eqp_json_text(json, keys[space][1], name);
}

/* Up to so many decimals, none where the number is whole. */
static int decimals_of(double number, int most) {
    double unit = pow(10, most);
    return fabs(round(number) - number) < 0.5 / unit ? 0 : most;
}

eqp_figure eqp_words_number(double number) {
    return eqp_figure_of(number, decimals_of(number, eqp_figure_decimals(number)));
}

eqp_figure eqp_words_money(const eqp_study *study, double amount) {
    eqp_figure number = eqp_figure_of(amount, decimals_of(amount, fabs(amount) >= 100000 ? 0 : 2));
    return eqp_figure_with_unit(number.text, study->settings.currency);
}

eqp_figure eqp_words_share(double share) {
    return eqp_figure_share(share, decimals_of(100 * share, 2));
}

static int count_decimals(double number) {
    return decimals_of(number, number < 10 ? 2 : 1);
}

eqp_figure eqp_words_count(double number) {
    return eqp_figure_of(number, count_decimals(number));
}

/* The number whose plural form goes with an amount as it is shown. */
static unsigned long shown_count(double number) {
    return eqp_language_count(count_decimals(number) == 0 ? round(number) : number);
}

eqp_figure eqp_words_places(double places) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, P_("%s place", "%s places", shown_count(places)),
             eqp_words_count(places).text);
    return figure;
}

eqp_figure eqp_words_people(double people) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, P_("%s person", "%s people", shown_count(people)),
             eqp_words_count(people).text);
    return figure;
}

void eqp_words_add_more(eqp_buffer *buffer, uint32_t count, uint32_t shown) {
    if (count > shown)
        eqp_buffer_add(buffer, _("  and %u more\n"), count - shown);
}

/* ---- rules ---- */

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

eqp_figure eqp_words_of_rule(const eqp_study *study, uint32_t rule, double amount,
                             eqp_figure number) {
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

const char *eqp_words_rule_unit(const eqp_study *study, uint32_t rule) {
    static const char *const units[EQP_MEASURE_COUNT] = {
        [EQP_MEASURE_PLACES] = "places",
        [EQP_MEASURE_HOURS] = "hours",
        [EQP_MEASURE_ENTRIES] = "people who start",
        [EQP_MEASURE_HIRES] = "people who end in the job",
    };
    uint32_t measure = study->rules.measure[rule];
    return measure == EQP_MEASURE_COST ? study->settings.currency : units[measure];
}

double eqp_words_rule_shown(const eqp_study *study, uint32_t rule, double amount) {
    return study->rules.unit[rule] == EQP_UNIT_SHARE ? 100 * amount : amount;
}
