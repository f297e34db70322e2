#include "input/tables/check_parts.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/search.h"

/* The row of needs of a zone and an occupation, EQP_NONE when there is none. */
static uint32_t find_need(const eqp_checking *checking, uint32_t zone, uint32_t occupation) {
    const eqp_needs *needs = &checking->study->needs;
    const eqp_sorted sorted = {needs->count, sizeof *needs->zone, needs->zone, needs->occupation,
                               checking->needs};
    return eqp_search_pair(&sorted, zone, occupation);
}

static int is_needed(const eqp_needs *needs, uint32_t row) {
    /* A need that could not be read is NAN and counts as one. */
    return row != EQP_NONE && (!(needs->need[row] <= 0) || needs->need_high[row] > 0);
}

static void warn_of_commitments(eqp_checking *checking) {
    const eqp_commitments *commitments = &checking->study->commitments;
    if (EQP_CHECK_LOST(checking, needs))
        return;
    for (uint32_t row = 0; row < commitments->count; row++)
        if (find_need(checking, commitments->zone[row], commitments->occupation[row]) == EQP_NONE)
            EQP_CHECK_REPORT(
                checking, EQP_PROBLEM_WARNING, commitments, zone, row,
                _("zone \"%s\", occupation \"%s\" has no row in needs.csv; this commitment covers "
                  "nothing"),
                eqp_checked_id(checking, EQP_SPACE_zone, commitments->zone[row]),
                eqp_checked_id(checking, EQP_SPACE_occupation, commitments->occupation[row]));
}

/* Rows of mobility grouped by site: start[zones + 1] into row[]. at_home[zones]: the share of a
 * zone's residents who attend in it. */
typedef struct {
    uint32_t *start, *row;
    double *at_home;
    uint8_t *zone_reached, *offer_reached;
} study_reach;

static void reach_free(study_reach *reach) {
    eqp_free(reach->start);
    eqp_free(reach->row);
    eqp_free(reach->at_home);
    eqp_free(reach->zone_reached);
    eqp_free(reach->offer_reached);
}

static eqp_status reach_build(const eqp_study *study, study_reach *reach, eqp_error *error) {
    const eqp_mobility *mobility = &study->mobility;
    uint32_t zones = study->zones.count;
    reach->start = eqp_allocate((size_t)zones + 2, sizeof *reach->start);
    reach->row = eqp_allocate(mobility->count, sizeof *reach->row);
    reach->at_home = eqp_allocate(zones, sizeof *reach->at_home);
    reach->zone_reached = eqp_allocate(zones, 1);
    reach->offer_reached = eqp_allocate(study->offers.count, 1);
    if (!reach->start || !reach->row || !reach->at_home || !reach->zone_reached ||
        !reach->offer_reached)
        return eqp_error_memory(error);
    for (uint32_t zone = 0; zone < zones; zone++)
        reach->at_home[zone] = 1;
    for (uint32_t row = 0; row < mobility->count; row++) {
        reach->start[mobility->site[row] + 2]++;
        if (mobility->residence[row] == mobility->site[row])
            reach->at_home[mobility->site[row]] = mobility->share[row];
    }
    for (uint32_t zone = 0; zone < zones; zone++)
        reach->start[zone + 2] += reach->start[zone + 1];
    for (uint32_t row = 0; row < mobility->count; row++)
        reach->row[reach->start[mobility->site[row] + 1]++] = row;
    return EQP_OK;
}

static void note_reach(const eqp_checking *checking, study_reach *reach, uint32_t offer,
                       uint32_t occupation, uint32_t residence, double share) {
    const eqp_study *study = checking->study;
    if (share <= 0 || (reach->offer_reached[offer] && reach->zone_reached[residence]))
        return;
    if (is_needed(&study->needs, find_need(checking, residence, occupation)))
        reach->offer_reached[offer] = reach->zone_reached[residence] = 1;
}

static void follow(const eqp_checking *checking, study_reach *reach) {
    const eqp_study *study = checking->study;
    const eqp_offer_occupations *listed = &study->offer_occupations;
    for (uint32_t i = 0; i < listed->count; i++) {
        uint32_t offer = listed->offer[i], site = study->offers.zone[offer];
        if (study->offers.fill_rate[offer] * study->offers.success_rate[offer] * listed->fit[i] <=
            0)
            continue;
        note_reach(checking, reach, offer, listed->occupation[i], site, reach->at_home[site]);
        for (uint32_t j = reach->start[site]; j < reach->start[site + 1]; j++)
            note_reach(checking, reach, offer, listed->occupation[i],
                       study->mobility.residence[reach->row[j]],
                       study->mobility.residence[reach->row[j]] == site
                           ? 0
                           : study->mobility.share[reach->row[j]]);
    }
}

static void warn_of_offers_out_of_reach(eqp_checking *checking, const study_reach *reach) {
    const eqp_study *study = checking->study;
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        if (!reach->offer_reached[offer])
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_WARNING, offers, offer, offer,
                             study->main_occupation[offer] == EQP_NONE
                                 ? _("offer \"%s\" reaches no need: it has no row in "
                                     "offer_occupations.csv")
                                 : _("offer \"%s\" reaches no need"),
                             eqp_checked_id(checking, EQP_SPACE_offer, offer));
}

static void warn_of_zones_out_of_reach(eqp_checking *checking, study_reach *reach) {
    const eqp_needs *needs = &checking->study->needs;
    for (uint32_t row = 0; row < needs->count; row++) {
        uint32_t zone = needs->zone[row];
        if (reach->zone_reached[zone] || !is_needed(needs, row))
            continue;
        EQP_CHECK_REPORT(checking, EQP_PROBLEM_WARNING, zones, zone, zone,
                         _("zone \"%s\": no offer reaches it"),
                         eqp_checked_id(checking, EQP_SPACE_zone, zone));
        reach->zone_reached[zone] = 1; /* said once */
    }
}

static eqp_status warn_of_reach(eqp_checking *checking, eqp_error *error) {
    study_reach reach = {0};
    eqp_status status;
    if (EQP_CHECK_LOST(checking, zones) || EQP_CHECK_LOST(checking, needs) ||
        EQP_CHECK_FLAWED(checking, offers) || EQP_CHECK_LOST(checking, offer_occupations) ||
        EQP_CHECK_LOST(checking, mobility))
        return EQP_OK;
    status = reach_build(checking->study, &reach, error);
    if (!status) {
        follow(checking, &reach);
        warn_of_offers_out_of_reach(checking, &reach);
        warn_of_zones_out_of_reach(checking, &reach);
    }
    reach_free(&reach);
    return status;
}

static void warn_of_success_rate(eqp_checking *checking) {
    if (checking->layout->given[EQP_AT_offers_success_rate] || checking->study->offers.count == 0)
        return;
    eqp_problems_add(checking->problems, EQP_PROBLEM_WARNING, "offers.csv", 1,
                     checking->layout->cell[EQP_AT_offers_success_rate],
                     _("success_rate is given for no offer; everybody trained counts as hired"));
}

eqp_status eqp_check_reach(eqp_checking *checking, eqp_error *error) {
    warn_of_commitments(checking);
    warn_of_success_rate(checking);
    return warn_of_reach(checking, error);
}
