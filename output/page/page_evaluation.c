#include "output/page/page_parts.h"
#include "output/tables/evaluation.h"

#include <math.h>

/* What the page holds at most; breaches.csv holds all. */
#define MOST_BREACHES 1000

/* An id, or null. */
static void add_id(const eqp_study *study, eqp_space space, uint32_t index, eqp_json *json) {
    if (index == EQP_NONE)
        eqp_json_number(json, NULL, NAN);
    else
        eqp_json_text(json, NULL, eqp_study_id(study, space, index));
}

/* Whether a breach is counted in money: `cost` of a rule, or a budget; or in a share. */
static const char *unit_of(const eqp_study *study, const eqp_breach *breach) {
    if (breach->kind == EQP_BREACH_BUDGET)
        return "money";
    if (breach->kind != EQP_BREACH_RULE)
        return "places";
    if (study->rules.unit[breach->rule] == EQP_UNIT_SHARE)
        return "share";
    return study->rules.measure[breach->rule] == EQP_MEASURE_COST ? "money" : "places";
}

static void add_breaches(const eqp_assessment *a, const eqp_study *study, eqp_json *json) {
    eqp_page_open_table(json, "breaches", "what|offer|institution|rule|unit|bound|value|excess");
    for (uint32_t i = 0; i < a->breach_count && i < MOST_BREACHES; i++) {
        const eqp_breach *breach = &a->breaches[i];
        eqp_page_open_row(json);
        eqp_json_text(json, NULL, eqp_breach_name(breach->kind));
        add_id(study, EQP_SPACE_offer, breach->offer, json);
        add_id(study, EQP_SPACE_institution, breach->institution, json);
        add_id(study, EQP_SPACE_rule, breach->rule, json);
        eqp_json_text(json, NULL, unit_of(study, breach));
        eqp_json_number(json, NULL, breach->bound);
        eqp_json_number(json, NULL, breach->value);
        eqp_json_number(json, NULL, breach->excess);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
    eqp_json_whole(json, "breaches_left",
                   a->breach_count > MOST_BREACHES ? a->breach_count - MOST_BREACHES : 0);
}

static void add_exchanges(const eqp_assessment *a, const eqp_study *study, eqp_json *json) {
    eqp_page_open_table(json, "exchanges",
                        "institution|offer|places|cost|from_offer|from_places|freed|taken_by|gain");
    for (uint32_t i = 0; i < a->exchange_count; i++) {
        const eqp_exchange *exchange = &a->exchanges[i];
        int gives = exchange->kind != EQP_EXCHANGE_BUY;
        eqp_page_open_row(json);
        add_id(study, EQP_SPACE_institution, exchange->institution, json);
        add_id(study, EQP_SPACE_offer, exchange->to_offer, json);
        eqp_json_number(json, NULL, exchange->to_places);
        eqp_json_number(json, NULL, exchange->money);
        add_id(study, EQP_SPACE_offer, exchange->from_offer, json);
        eqp_json_number(json, NULL, gives ? exchange->from_places : NAN);
        eqp_json_number(json, NULL, gives ? exchange->freed : NAN);
        add_id(study, EQP_SPACE_institution, exchange->taker, json);
        eqp_json_number(json, NULL, exchange->gain);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
}

void eqp_page_add_evaluation(const eqp_assessment *a, eqp_json *json) {
    const eqp_study *study = a->draft_case->study;
    eqp_json_open(json, "evaluation");
    eqp_json_number(json, "value", a->value);
    eqp_json_number(json, "value_best", a->value_best);
    eqp_json_number(json, "upper_bound", a->upper_bound);
    eqp_json_number(json, "share", eqp_evaluation_share(a));
    eqp_json_number(json, "shortfall", a->shortfall);
    eqp_json_number(json, "used", a->total.used);
    eqp_json_number(json, "twice", a->total.twice);
    eqp_json_number(json, "unneeded", a->total.unneeded);
    eqp_json_number(json, "beyond", a->total.beyond);
    add_breaches(a, study, json);
    add_exchanges(a, study, json);
    eqp_json_close(json);
}
