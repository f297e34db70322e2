#include "input/tables/check_parts.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/rule.h"

/* Rows of prices grouped by offer: start[offers + 1] into institution[]. */
typedef struct {
    uint32_t *start, *institution;
} price_list;

static void price_list_free(price_list *list) {
    eqp_free(list->start);
    eqp_free(list->institution);
}

static eqp_status price_list_build(const eqp_study *study, price_list *list, eqp_error *error) {
    const eqp_prices *prices = &study->prices;
    list->start = eqp_allocate((size_t)study->offers.count + 2, sizeof *list->start);
    list->institution = eqp_allocate(prices->count, sizeof *list->institution);
    if (!list->start || !list->institution)
        return eqp_error_memory(error);
    for (uint32_t row = 0; row < prices->count; row++)
        list->start[prices->offer[row] + 2]++;
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        list->start[offer + 2] += list->start[offer + 1];
    for (uint32_t row = 0; row < prices->count; row++)
        list->institution[list->start[prices->offer[row] + 1]++] = prices->institution[row];
    return EQP_OK;
}

static int has_price(const price_list *list, uint32_t offer, uint32_t institution) {
    for (uint32_t i = list->start[offer]; i < list->start[offer + 1]; i++)
        if (list->institution[i] == institution)
            return 1;
    return 0;
}

static void check_decision_prices(eqp_checking *checking, const price_list *prices) {
    const eqp_decisions *decisions = &checking->study->decisions;
    if (EQP_CHECK_LOST(checking, prices))
        return;
    for (uint32_t row = 0; row < decisions->count; row++)
        if (!has_price(prices, decisions->offer[row], decisions->institution[row]))
            EQP_CHECK_REPORT(
                checking, EQP_PROBLEM_ERROR, decisions, offer, row,
                _("offer \"%s\" has no price for institution \"%s\" in prices.csv; only what can "
                  "be bought can be decided"),
                eqp_checked_id(checking, EQP_SPACE_offer, decisions->offer[row]),
                eqp_checked_id(checking, EQP_SPACE_institution, decisions->institution[row]));
}

static void warn_of_offers_without_price(eqp_checking *checking, const price_list *prices) {
    const eqp_offers *offers = &checking->study->offers;
    if (EQP_CHECK_LOST(checking, prices))
        return;
    for (uint32_t row = 0; row < offers->count; row++)
        if (prices->start[row] == prices->start[row + 1])
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_WARNING, offers, offer, row,
                             _("offer \"%s\" has no row in prices.csv; nobody can buy it"),
                             eqp_checked_id(checking, EQP_SPACE_offer, row));
}

/* ---- hours that a rule sums ---- */

/* The whole that a share is taken of keeps only institution and buyer. */
static int rule_meets_offer(const eqp_study *study, uint32_t rule, uint32_t offer) {
    return study->rules.unit[rule] == EQP_UNIT_SHARE || eqp_rule_passes_offer(study, rule, offer);
}

static int rule_meets_price(const eqp_study *study, uint32_t rule, uint32_t offer,
                            const price_list *prices) {
    for (uint32_t i = prices->start[offer]; i < prices->start[offer + 1]; i++)
        if (eqp_rule_passes_buying(study, rule, prices->institution[i]))
            return 1;
    return 0;
}

static void check_hours(eqp_checking *checking, const price_list *prices) {
    const eqp_study *study = checking->study;
    if (EQP_CHECK_FLAWED(checking, rules) || EQP_CHECK_FLAWED(checking, offers) ||
        EQP_CHECK_LOST(checking, zones))
        return;
    for (uint32_t offer = 0; offer < study->offers.count; offer++) {
        if (!isnan(study->offers.hours[offer]))
            continue;
        for (uint32_t rule = 0; rule < study->rules.count; rule++)
            if (study->rules.measure[rule] == EQP_MEASURE_HOURS &&
                rule_meets_offer(study, rule, offer) &&
                rule_meets_price(study, rule, offer, prices)) {
                EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, offers, hours, offer,
                                 _("hours of offer \"%s\" is blank, but rule \"%s\" counts hours"),
                                 eqp_checked_id(checking, EQP_SPACE_offer, offer),
                                 eqp_checked_id(checking, EQP_SPACE_rule, study->rules.rule[rule]));
                break;
            }
    }
}

eqp_status eqp_check_prices(eqp_checking *checking, eqp_error *error) {
    price_list prices = {0};
    eqp_status status = price_list_build(checking->study, &prices, error);
    if (!status) {
        check_decision_prices(checking, &prices);
        warn_of_offers_without_price(checking, &prices);
        check_hours(checking, &prices);
    }
    price_list_free(&prices);
    return status;
}
