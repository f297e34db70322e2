#include "output/store/store_parts.h"

#include <string.h>

#define DRAWN "WHERE point BETWEEN ?1 AND ?2 "

static const char count_values_text[] = "SELECT COUNT(value_best) FROM points " DRAWN;
static const char sort_values_text[] =
    "SELECT value_best FROM points " DRAWN "AND value_best IS NOT NULL ORDER BY value_best";
static const char count_coverages_text[] = "SELECT COUNT(coverage) FROM points " DRAWN;
static const char sort_coverages_text[] =
    "SELECT coverage FROM points " DRAWN "AND coverage IS NOT NULL ORDER BY coverage";
static const char count_rates_text[] =
    "SELECT zone, COUNT(rate) FROM zone_points " DRAWN "GROUP BY zone";
static const char sort_rates_text[] =
    "SELECT rate FROM zone_points " DRAWN "AND rate IS NOT NULL ORDER BY zone, rate";
static const char select_sums_text[] =
    "SELECT offer, institution, draws, places FROM offer_sums WHERE setting = ?1 "
    "AND draws > 0 ORDER BY offer, institution";

/* The points of a setting as the tables number them. */
static uint64_t first_of(const eqp_store *store, uint64_t setting) {
    return setting * store->plan.draws + 1;
}

static uint64_t last_of(const eqp_store *store, uint64_t setting) {
    return first_of(store, setting) + store->plan.draws - 1;
}

/* Begins a query about a setting's points. */
static eqp_status begin_for_setting(eqp_store *store, const char *text, uint64_t setting,
                                    eqp_row *query, eqp_error *error) {
    eqp_status status = eqp_database_begin(store->database, text, query, error);
    if (!status) {
        eqp_row_put_whole(query, first_of(store, setting));
        eqp_row_put_whole(query, last_of(store, setting));
    }
    return status;
}

/* Reads the next so many numbers of a query. */
static eqp_status read_spread(eqp_row *query, uint64_t numbers, eqp_spread *spread,
                              eqp_error *error) {
    eqp_status status = EQP_OK;
    eqp_spread_begin(spread, numbers);
    for (uint64_t i = 0; !status && i < numbers; i++) {
        int found;
        status = eqp_row_fetch(query, &found, error);
        if (!status)
            eqp_spread_take(spread, i, eqp_row_number(query, 0));
    }
    return status;
}

/* The spread of a number of a setting's points. */
static eqp_status spread_of(eqp_store *store, const char *counting, const char *sorting,
                            uint64_t setting, eqp_spread *spread, eqp_error *error) {
    uint64_t numbers;
    eqp_row query;
    eqp_status status = eqp_database_number(store->database, counting, first_of(store, setting),
                                            last_of(store, setting), &numbers, error);
    if (!status)
        status = begin_for_setting(store, sorting, setting, &query, error);
    if (status)
        return status;
    status = read_spread(&query, numbers, spread, error);
    eqp_row_end(&query);
    return status;
}

eqp_status eqp_store_spread_values(eqp_store *store, uint64_t setting, eqp_spread *spread,
                                   eqp_error *error) {
    return spread_of(store, count_values_text, sort_values_text, setting, spread, error);
}

eqp_status eqp_store_spread_coverages(eqp_store *store, uint64_t setting, eqp_spread *spread,
                                      eqp_error *error) {
    return spread_of(store, count_coverages_text, sort_coverages_text, setting, spread, error);
}

/* The values that all draws of a setting have in common. */
static void put_setting(const eqp_store *store, uint64_t setting, eqp_row *into) {
    eqp_store_put_values(store, setting * store->plan.draws, store->plan.columns - 1, into);
}

static eqp_status add_spread(eqp_store *store, uint64_t setting, const char *measure,
                             const char *zone, const eqp_spread *spread, eqp_error *error) {
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_distribution, &into, error);
    if (status)
        return status;
    put_setting(store, setting, &into);
    eqp_row_put_text(&into, measure);
    eqp_row_put_text(&into, zone);
    eqp_row_put_whole(&into, spread->count);
    eqp_row_put_number(&into, spread->mean);
    eqp_row_put_number(&into, spread->p5);
    eqp_row_put_number(&into, spread->p50);
    eqp_row_put_number(&into, spread->p95);
    return eqp_row_run(&into, error);
}

/* How many draws of a setting give each zone a rate: numbers[zones]. */
static eqp_status count_rates(eqp_store *store, uint64_t setting, uint64_t *numbers,
                              eqp_error *error) {
    const eqp_names *zones = store->plan.study->spaces[EQP_SPACE_zone];
    eqp_row query;
    int found = 1;
    eqp_status status = begin_for_setting(store, count_rates_text, setting, &query, error);
    memset(numbers, 0, eqp_names_count(zones) * sizeof *numbers);
    while (!status && found) {
        status = eqp_row_fetch(&query, &found, error);
        if (found) {
            const char *id = eqp_row_text(&query, 0);
            uint32_t zone = id ? eqp_names_find(zones, id, strlen(id)) : EQP_NONE;
            if (zone != EQP_NONE)
                numbers[zone] = eqp_row_whole(&query, 1);
        }
    }
    eqp_row_end(&query);
    return status;
}

static eqp_status add_rates(eqp_store *store, uint64_t setting, uint64_t *numbers,
                            eqp_error *error) {
    const eqp_study *study = store->plan.study;
    eqp_row query = {0};
    eqp_status status = count_rates(store, setting, numbers, error);
    if (!status)
        status = begin_for_setting(store, sort_rates_text, setting, &query, error);
    for (uint32_t z = 0; !status && z < study->zones.count; z++) {
        eqp_spread spread;
        status = read_spread(&query, numbers[z], &spread, error);
        if (!status)
            status = add_spread(store, setting, "rate", eqp_study_id(study, EQP_SPACE_zone, z),
                                &spread, error);
    }
    eqp_row_end(&query);
    return status;
}

static eqp_status add_offer(eqp_store *store, uint64_t setting, const eqp_row *sum, double draws,
                            eqp_error *error) {
    const eqp_study *study = store->plan.study;
    uint32_t offer = (uint32_t)eqp_row_whole(sum, 0);
    uint32_t institution = (uint32_t)eqp_row_whole(sum, 1);
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_offer_draws, &into, error);
    if (status)
        return status;
    put_setting(store, setting, &into);
    eqp_row_put_text(&into, eqp_study_id(study, EQP_SPACE_offer, offer));
    eqp_row_put_text(&into, eqp_study_id(study, EQP_SPACE_institution, institution));
    eqp_row_put_number(&into, eqp_row_number(sum, 2) / draws);
    eqp_row_put_number(&into, eqp_row_number(sum, 3) / draws);
    return eqp_row_run(&into, error);
}

static eqp_status add_offers(eqp_store *store, uint64_t setting, uint64_t draws, eqp_error *error) {
    eqp_row query;
    int found = 1;
    eqp_status status = eqp_database_begin(store->database, select_sums_text, &query, error);
    if (status)
        return status;
    eqp_row_put_whole(&query, setting);
    while (!status && found) {
        status = eqp_row_fetch(&query, &found, error);
        if (found)
            status = add_offer(store, setting, &query, (double)draws, error);
    }
    eqp_row_end(&query);
    return status;
}

eqp_status eqp_store_add_setting(eqp_store *store, uint64_t setting, uint64_t *numbers,
                                 eqp_error *error) {
    eqp_spread values, coverages;
    eqp_status status = eqp_store_spread_values(store, setting, &values, error);
    if (!status)
        status = eqp_store_spread_coverages(store, setting, &coverages, error);
    if (!status)
        status = add_spread(store, setting, "value_best", NULL, &values, error);
    if (!status)
        status = add_spread(store, setting, "coverage", NULL, &coverages, error);
    if (!status)
        status = add_rates(store, setting, numbers, error);
    if (!status)
        status = add_offers(store, setting, values.count, error);
    return status;
}
