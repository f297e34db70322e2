#include "input/tables/check_parts.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/base/search.h"

#include <math.h>
#include <string.h>

/* Rows of prices by offer and institution, for halving. */
static int has_price(const eqp_prices *prices, const uint32_t *order, uint32_t offer,
                     uint32_t institution) {
    const eqp_sorted sorted = {prices->count, sizeof *prices->offer, prices->offer,
                               prices->institution, order};
    return eqp_search_pair(&sorted, offer, institution) != EQP_NONE;
}

static eqp_status warn_of_previous_without_price(eqp_checking *checking, eqp_error *error) {
    const eqp_study *study = checking->study;
    const eqp_previous *previous = &study->previous;
    uint32_t *order = eqp_allocate(study->prices.count, sizeof *order);
    size_t count;
    eqp_status status =
        order ? eqp_study_order(checking->study, &eqp_study_tables(&count)[EQP_TABLE_AT_prices],
                                order, error)
              : eqp_error_memory(error);
    for (uint32_t row = 0; !status && row < previous->count; row++)
        if (!has_price(&study->prices, order, previous->offer[row], previous->institution[row]))
            EQP_CHECK_REPORT(
                checking, EQP_PROBLEM_WARNING, previous, offer, row,
                _("offer \"%s\" has no price for institution \"%s\" in prices.csv any more; its "
                  "places cannot be bought again, and max_change does not count them"),
                eqp_checked_id(checking, EQP_SPACE_offer, previous->offer[row]),
                eqp_checked_id(checking, EQP_SPACE_institution, previous->institution[row]));
    eqp_free(order);
    return status;
}

static void warn_of_previous_above_places(eqp_checking *checking) {
    const eqp_study *study = checking->study;
    const eqp_previous *previous = &study->previous;
    for (uint32_t row = 0; row < previous->count; row++) {
        double places = previous->places[row], most = study->offers.places[previous->offer[row]];
        char places_text[32], most_text[32];
        if (!(places > most))
            continue;
        eqp_number_format(places, places_text);
        eqp_number_format(most, most_text);
        EQP_CHECK_REPORT(
            checking, EQP_PROBLEM_WARNING, previous, places, row,
            _("places %s is above the %s that offer \"%s\" has now; only so many count"),
            places_text, most_text,
            eqp_checked_id(checking, EQP_SPACE_offer, previous->offer[row]));
    }
}

/* A family has one lead in each department, and one in every other. */
static void check_lead(eqp_checking *checking, uint32_t row, uint32_t first) {
    const eqp_leads *leads = &checking->study->leads;
    const char *family = eqp_checked_id(checking, EQP_SPACE_family, leads->family[row]);
    if (leads->department[row] == EQP_NONE)
        EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, leads, family, row,
                         _("family \"%s\" without a department stands already in line %u"), family,
                         leads->line[first]);
    else
        EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, leads, family, row,
                         _("family \"%s\", department \"%s\" stands already in line %u"), family,
                         eqp_checked_id(checking, EQP_SPACE_department, leads->department[row]),
                         leads->line[first]);
}

static void check_leads(eqp_checking *checking) {
    const eqp_leads *leads = &checking->study->leads;
    for (uint32_t row = 0; row < leads->count; row++)
        for (uint32_t first = 0; first < row; first++)
            if (leads->family[first] == leads->family[row] &&
                leads->department[first] == leads->department[row]) {
                check_lead(checking, row, first);
                break;
            }
}

static void warn_of_max_change_alone(eqp_checking *checking) {
    const eqp_study *study = checking->study;
    const eqp_parameters *parameters = &study->parameters;
    if (isnan(study->settings.max_change) || study->previous.count > 0)
        return;
    for (uint32_t row = 0; row < parameters->count; row++)
        if (strcmp(eqp_checked_id(checking, EQP_SPACE_parameter, parameters->parameter[row]),
                   "max_change") == 0)
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_WARNING, parameters, value, row,
                             _("max_change is set, but previous.csv has no rows: nothing counts as "
                               "bought before, and no other place may be bought"));
}

eqp_status eqp_check_continuity(eqp_checking *checking, eqp_error *error) {
    eqp_status status = EQP_OK;
    if (!EQP_CHECK_LOST(checking, prices) && !EQP_CHECK_FLAWED(checking, previous))
        status = warn_of_previous_without_price(checking, error);
    if (!EQP_CHECK_LOST(checking, offers) && !EQP_CHECK_FLAWED(checking, previous) &&
        !EQP_CHECK_FLAWED(checking, offers))
        warn_of_previous_above_places(checking);
    if (!EQP_CHECK_LOST(checking, previous) && !EQP_CHECK_FLAWED(checking, previous))
        warn_of_max_change_alone(checking);
    if (!EQP_CHECK_FLAWED(checking, leads))
        check_leads(checking);
    return status;
}
