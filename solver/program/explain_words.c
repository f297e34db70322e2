#include "solver/program/explain_words.h"

#include "output/figures.h"

#include <math.h>

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

void eqp_explain_say_offer(eqp_buffer *words, const eqp_study *study, uint32_t offer) {
    const char *name = study->offers.name[offer];
    eqp_buffer_add(words, "%s", eqp_study_id(study, EQP_SPACE_offer, offer));
    if (name && *name)
        eqp_buffer_add(words, " (%s)", name);
}

/* Up to so many decimals, none where the number is whole. */
static int decimals_of(double number, int most) {
    double unit = pow(10, most);
    return fabs(round(number) - number) < 0.5 / unit ? 0 : most;
}

void eqp_explain_say(eqp_buffer *words, double number) {
    eqp_figure_say(words, number, decimals_of(number, eqp_figure_decimals(number)));
}

void eqp_explain_say_money(eqp_buffer *words, const eqp_study *study, double amount) {
    eqp_figure_say(words, amount, decimals_of(amount, fabs(amount) >= 100000 ? 0 : 2));
    eqp_buffer_add(words, " %s", study->settings.currency);
}

void eqp_explain_say_share(eqp_buffer *words, double share) {
    eqp_figure_say(words, 100 * share, decimals_of(100 * share, 2));
    eqp_buffer_add(words, " %%");
}

static int count_decimals(double number) {
    return decimals_of(number, number < 10 ? 2 : 1);
}

void eqp_explain_say_count(eqp_buffer *words, double number) {
    eqp_figure_say(words, number, count_decimals(number));
}

/* A number of things, as "1 place" or "2.5 places". */
static void say_things(eqp_buffer *words, double number, const char *one, const char *many) {
    int is_one = count_decimals(number) == 0 && fabs(number - 1) < 0.5;
    eqp_explain_say_count(words, number);
    eqp_buffer_add(words, " %s", is_one ? one : many);
}

void eqp_explain_say_places(eqp_buffer *words, double places) {
    say_things(words, places, "place", "places");
}

void eqp_explain_say_people(eqp_buffer *words, double people) {
    say_things(words, people, "person", "people");
}

void eqp_explain_say_need(eqp_buffer *words, const eqp_study *study, uint32_t need) {
    eqp_buffer_add(words, "into %s in %s",
                   eqp_explain_occupation(study, study->needs.occupation[need]),
                   eqp_explain_zone(study, study->needs.zone[need]));
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
