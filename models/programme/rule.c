#include "models/programme/rule.h"

#include "models/base/search.h"

#include <math.h>

void eqp_rule_bounds(const eqp_study *study, uint32_t rule, double *lower, double *upper) {
    const eqp_rules *rules = &study->rules;
    double bound = rules->unit[rule] == EQP_UNIT_SHARE ? 0 : rules->value[rule];
    int at_least = rules->sense[rule] == EQP_SENSE_MIN;
    *lower = at_least ? bound : -INFINITY;
    *upper = at_least ? INFINITY : bound;
}

static double measure_of(const eqp_programme *programme, eqp_measure measure, uint32_t pair) {
    const eqp_offers *offers = &programme->study->offers;
    uint32_t offer = programme->offer[programme->pair_offer[pair]];
    switch (measure) {
    case EQP_MEASURE_HOURS:
        return isnan(offers->hours[offer]) ? 0 : offers->hours[offer];
    case EQP_MEASURE_COST:
        return programme->pair_price[pair];
    case EQP_MEASURE_ENTRIES:
        return offers->fill_rate[offer];
    case EQP_MEASURE_HIRES:
        return offers->fill_rate[offer] * offers->success_rate[offer];
    case EQP_MEASURE_PLACES:
    case EQP_MEASURE_COUNT:
        break;
    }
    return 1;
}

/* A blank filter lets everything pass. */
static int passes(uint32_t filter, uint32_t value) {
    return filter == EQP_NONE || filter == value;
}

int eqp_rule_passes_buying(const eqp_study *study, uint32_t rule, uint32_t institution) {
    return passes(study->rules.institution[rule], institution) &&
           passes(study->rules.buyer[rule], study->institutions.buyer[institution]);
}

int eqp_rule_passes_offer(const eqp_study *study, uint32_t rule, uint32_t offer) {
    const eqp_rules *rules = &study->rules;
    const eqp_offers *offers = &study->offers;
    uint32_t main = study->main_occupation[offer], zone = offers->zone[offer];
    uint32_t family = main == EQP_NONE ? EQP_NONE : study->occupations.family[main];
    return passes(rules->offer[rule], offer) && passes(rules->kind[rule], offers->kind[offer]) &&
           passes(rules->lot[rule], offers->lot[offer]) &&
           passes(rules->provider[rule], offers->provider[offer]) &&
           passes(rules->zone[rule], zone) &&
           passes(rules->department[rule], study->zones.department[zone]) &&
           passes(rules->occupation[rule], main) && passes(rules->family[rule], family);
}

static double audience_share(const eqp_study *study, uint32_t offer, uint32_t audience) {
    uint32_t at = eqp_search_pair(EQP_SORTED(study->audiences, offer, audience), offer, audience);
    return at == EQP_NONE ? 0 : study->audiences.share[at];
}

eqp_rule_part eqp_rule_part_of(const eqp_programme *programme, uint32_t rule, uint32_t pair) {
    const eqp_study *study = programme->study;
    const eqp_rules *rules = &study->rules;
    uint32_t offer = programme->offer[programme->pair_offer[pair]],
             audience = rules->audience[rule];
    eqp_rule_part part = {0, 0, 0};
    if (!eqp_rule_passes_buying(study, rule, programme->pair_institution[pair]))
        return part;
    part.measure = measure_of(programme, (eqp_measure)rules->measure[rule], pair);
    if (rules->unit[rule] == EQP_UNIT_SHARE)
        part.whole = part.measure;
    if (eqp_rule_passes_offer(study, rule, offer))
        part.counted =
            part.measure * (audience == EQP_NONE ? 1 : audience_share(study, offer, audience));
    return part;
}

double eqp_rule_coefficient(const eqp_programme *programme, uint32_t rule, uint32_t pair) {
    eqp_rule_part part = eqp_rule_part_of(programme, rule, pair);
    return part.counted - programme->study->rules.value[rule] * part.whole;
}
