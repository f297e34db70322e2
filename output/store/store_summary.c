#include "output/store/store_parts.h"

#include "output/tables/run.h"

#include <string.h>

static const char count_outcomes_text[] = "SELECT status, COUNT(*) FROM points GROUP BY status";
static const char select_ranges_text[] =
    "SELECT MIN(value_best), MAX(value_best), MIN(gap), MAX(gap), MIN(coverage), "
    "MAX(coverage), MIN(rate_min), MAX(rate_min), MIN(gini), MAX(gini), "
    "MIN(cost), MAX(cost) FROM points";
static const char select_best_text[] = "SELECT point FROM points WHERE value_best IS NOT NULL "
                                       "ORDER BY value_best DESC, point LIMIT 1";

static eqp_status count_outcomes(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    eqp_row query;
    int found = 1;
    eqp_status status = eqp_database_begin(store->database, count_outcomes_text, &query, error);
    while (!status && found) {
        status = eqp_row_fetch(&query, &found, error);
        for (int outcome = 0; found && outcome <= EQP_OUTCOME_INFEASIBLE; outcome++) {
            const char *name = eqp_row_text(&query, 0);
            if (name && strcmp(name, eqp_outcome_name((eqp_outcome)outcome)) == 0)
                summary->outcome[outcome] = eqp_row_whole(&query, 1);
        }
    }
    eqp_row_end(&query);
    return status;
}

static eqp_status read_ranges(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    eqp_store_range *const ranges[] = {&summary->value_best, &summary->gap,  &summary->coverage,
                                       &summary->rate_min,   &summary->gini, &summary->cost};
    eqp_row query;
    int found = 0;
    eqp_status status = eqp_database_begin(store->database, select_ranges_text, &query, error);
    if (!status)
        status = eqp_row_fetch(&query, &found, error);
    for (int i = 0; found && i < 6; i++)
        *ranges[i] =
            (eqp_store_range){eqp_row_number(&query, 2 * i), eqp_row_number(&query, 2 * i + 1)};
    eqp_row_end(&query);
    return status;
}

static eqp_status find_best(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    eqp_row query;
    eqp_status status = eqp_database_begin(store->database, select_best_text, &query, error);
    if (!status)
        status = eqp_row_fetch(&query, &summary->has_best, error);
    if (summary->has_best)
        summary->best = eqp_row_whole(&query, 0) - 1;
    eqp_row_end(&query);
    return status;
}

static eqp_status read_settings(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    const eqp_store_plan *plan = &store->plan;
    uint64_t settings = plan->draws ? plan->points / plan->draws : 0;
    eqp_status status = EQP_OK;
    for (uint32_t i = 0; !status && i < settings && i < EQP_STORE_SETTINGS; i++) {
        eqp_store_setting *setting = &summary->settings[summary->setting_count++];
        setting->point = i * plan->draws;
        status = eqp_store_spread_values(store, i, &setting->value_best, error);
        if (!status)
            status = eqp_store_spread_coverages(store, i, &setting->coverage, error);
    }
    return status;
}

eqp_status eqp_store_summarise(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    eqp_status status;
    memset(summary, 0, sizeof *summary);
    status = count_outcomes(store, summary, error);
    if (!status)
        status = read_ranges(store, summary, error);
    if (!status)
        status = find_best(store, summary, error);
    if (!status)
        status = read_settings(store, summary, error);
    return status;
}
