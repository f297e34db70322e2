#include "solver/program/explain_words.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <math.h>
#include <stdio.h>

const char *eqp_explain_zone(const eqp_study *study, uint32_t zone) {
    return eqp_figure_name(study->zones.name[zone], eqp_study_id(study, EQP_SPACE_zone, zone));
}

const char *eqp_explain_occupation(const eqp_study *study, uint32_t occupation) {
    return eqp_figure_name(study->occupations.name[occupation],
                           eqp_study_id(study, EQP_SPACE_occupation, occupation));
}

const char *eqp_explain_institution(const eqp_study *study, uint32_t institution) {
    return eqp_figure_name(study->institutions.name[institution],
                           eqp_study_id(study, EQP_SPACE_institution, institution));
}

char *eqp_explain_offer_label(const eqp_study *study, uint32_t offer) {
    const char *name = study->offers.name[offer];
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "%s", eqp_study_id(study, EQP_SPACE_offer, offer));
    if (name && *name)
        eqp_buffer_add(&words, " (%s)", name);
    return eqp_buffer_finish(&words);
}

void eqp_explain_put_offer(eqp_buffer *buffer, const eqp_study *study, uint32_t offer, int width) {
    char *label = eqp_explain_offer_label(study, offer);
    eqp_buffer_left(buffer, label ? label : "", width);
    buffer->failed |= !label;
    eqp_free(label);
}

/* Up to so many decimals, none where the number is whole. */
static int decimals_of(double number, int most) {
    double unit = pow(10, most);
    return fabs(round(number) - number) < 0.5 / unit ? 0 : most;
}

eqp_figure eqp_explain_number(double number) {
    return eqp_figure_of(number, decimals_of(number, eqp_figure_decimals(number)));
}

eqp_figure eqp_explain_money(const eqp_study *study, double amount) {
    eqp_figure number = eqp_figure_of(amount, decimals_of(amount, fabs(amount) >= 100000 ? 0 : 2));
    return eqp_figure_with_unit(number.text, study->settings.currency);
}

eqp_figure eqp_explain_share(double share) {
    return eqp_figure_share(share, decimals_of(100 * share, 2));
}

static int count_decimals(double number) {
    return decimals_of(number, number < 10 ? 2 : 1);
}

eqp_figure eqp_explain_count(double number) {
    return eqp_figure_of(number, count_decimals(number));
}

/* The number whose plural form goes with an amount as it is shown. */
static unsigned long shown_count(double number) {
    return eqp_language_count(count_decimals(number) == 0 ? round(number) : number);
}

eqp_figure eqp_explain_places(double places) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, P_("%s place", "%s places", shown_count(places)),
             eqp_explain_count(places).text);
    return figure;
}

eqp_figure eqp_explain_people(double people) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, P_("%s person", "%s people", shown_count(people)),
             eqp_explain_count(people).text);
    return figure;
}

void eqp_explain_paragraph(eqp_buffer *buffer, eqp_buffer *words) {
    eqp_figure_paragraph(buffer, words, EQP_TEXT_INDENT);
}

static void add_named(eqp_json *json, const char *key, const char *key_name, const char *id,
                      const char *name) {
    eqp_json_text(json, key, id);
    if (name && *name)
        eqp_json_text(json, key_name, name);
}

void eqp_explain_add_offer(eqp_json *json, const eqp_study *study, uint32_t offer) {
    add_named(json, "offer", "offer_name", eqp_study_id(study, EQP_SPACE_offer, offer),
              study->offers.name[offer]);
}

void eqp_explain_add_zone(eqp_json *json, const eqp_study *study, uint32_t zone) {
    add_named(json, "zone", "zone_name", eqp_study_id(study, EQP_SPACE_zone, zone),
              study->zones.name[zone]);
}

void eqp_explain_add_occupation(eqp_json *json, const eqp_study *study, uint32_t occupation) {
    add_named(json, "occupation", "occupation_name",
              eqp_study_id(study, EQP_SPACE_occupation, occupation),
              study->occupations.name[occupation]);
}

void eqp_explain_add_institution(eqp_json *json, const eqp_study *study, uint32_t institution) {
    add_named(json, "institution", "institution_name",
              eqp_study_id(study, EQP_SPACE_institution, institution),
              study->institutions.name[institution]);
}
