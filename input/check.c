#include "input/check.h"

#include "models/memory.h"
#include "models/number.h"
#include "models/scenario.h"

#include <string.h>

typedef struct {
    eqp_study *study;
    const eqp_layout *layout;
    eqp_problems *problems;
    uint32_t *needs; /* [needs.count] rows by zone, occupation */
} study_checking;

/* Where a column of a row stands: the row's line, the column's cell (the row's first where the
 * column is absent). */
#define REPORT(checking, severity, table, column, row, ...)                                        \
    eqp_problems_add((checking)->problems, severity, #table ".csv",                                \
                     (checking)->study->table.line[row],                                           \
                     (checking)->layout->cell[EQP_AT_##table##_##column], __VA_ARGS__)

#define FLAWED(checking, table) ((checking)->layout->flawed[EQP_TABLE_AT_##table])

/* What is missing may have stood in a row that could not be read: nothing is said about it then. */
#define LOST(checking, table) ((checking)->layout->lost[EQP_TABLE_AT_##table])

static const char *id(const study_checking *checking, eqp_space space, uint32_t index) {
    return eqp_study_id(checking->study, space, index);
}

/* ---- keys ---- */

static const uint32_t *indexes(eqp_study *study, const eqp_column_view *column) {
    return *(uint32_t **)eqp_study_column(study, column);
}

#define MOST_KEYS 4

/* The key columns of a table. */
typedef struct {
    const uint32_t *columns[MOST_KEYS];
    uint32_t count;
} table_key;

static table_key key_of(eqp_study *study, const eqp_table_view *table) {
    table_key key = {.count = 0};
    for (uint32_t i = 0; i < table->column_count && key.count < MOST_KEYS; i++)
        if (table->columns[i].role == EQP_ROLE_KEY)
            key.columns[key.count++] = indexes(study, table->columns + i);
    return key;
}

static int same_key(const table_key *key, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < key->count; i++)
        if (key->columns[i][a] != key->columns[i][b])
            return 0;
    return 1;
}

static void report_duplicate(study_checking *checking, const eqp_table_view *table, size_t first_at,
                             uint32_t first, uint32_t again) {
    eqp_study *study = checking->study;
    uint32_t *line;
    char file[64], key[512] = "";
    size_t used = 0;
    memcpy(&line, (char *)study + table->line_offset, sizeof line);
    for (uint32_t i = 0; i < table->column_count && used < sizeof key; i++) {
        const eqp_column_view *column = table->columns + i;
        if (column->role == EQP_ROLE_KEY)
            used += (size_t)snprintf(
                key + used, sizeof key - used, "%s%s \"%s\"", used ? ", " : "", column->name,
                eqp_study_id(study, column->space, indexes(study, column)[again]));
    }
    snprintf(file, sizeof file, "%s.csv", table->name);
    eqp_problems_add(checking->problems, EQP_PROBLEM_ERROR, file, line[again],
                     checking->layout->cell[first_at], "%s stands already in line %u", key,
                     line[first]);
}

/* Tables of one ID are checked while they are read. */
static int has_key_of_references(const eqp_table_view *table) {
    return table->columns[0].role == EQP_ROLE_KEY && table->columns[0].kind != EQP_KIND_ID;
}

/* *order receives the table's rows by key, owned by the caller whatever the status. */
static eqp_status check_keys_of(study_checking *checking, const eqp_table_view *table,
                                size_t first_at, uint32_t **order, eqp_error *error) {
    eqp_study *study = checking->study;
    table_key key = key_of(study, table);
    uint32_t count, first = 0;
    eqp_status status;
    memcpy(&count, (char *)study + table->count_offset, sizeof count);
    *order = eqp_allocate(count, sizeof **order);
    status = *order ? eqp_study_order(study, table, *order, error) : eqp_error_memory(error);
    for (uint32_t i = 1; status == EQP_OK && i < count; i++) {
        if (same_key(&key, (*order)[first], (*order)[i]))
            report_duplicate(checking, table, first_at, (*order)[first], (*order)[i]);
        else
            first = i;
    }
    return status;
}

static eqp_status check_keys(study_checking *checking, eqp_error *error) {
    size_t count, first_at = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    eqp_status status = EQP_OK;
    for (size_t i = 0; status == EQP_OK && i < count; i++) {
        uint32_t *order = NULL;
        if (has_key_of_references(tables + i))
            status = check_keys_of(checking, tables + i, first_at, &order, error);
        if (i == EQP_TABLE_AT_needs)
            checking->needs = order;
        else
            eqp_free(order);
        first_at += tables[i].column_count;
    }
    return status;
}

/* ---- amounts of one row that contradict each other ---- */

static void report_above(study_checking *checking, const char *file, uint32_t line, uint32_t cell,
                         const char *lesser, double low, const char *greater, double high) {
    char low_text[32], high_text[32];
    eqp_number_format(low, low_text);
    eqp_number_format(high, high_text);
    eqp_problems_add(checking->problems, EQP_PROBLEM_ERROR, file, line, cell,
                     "%s %s is above %s %s", lesser, low_text, greater, high_text);
}

/* Blank cells are still NAN and contradict nothing. */
static void check_needs(study_checking *checking) {
    const eqp_needs *needs = &checking->study->needs;
    const uint32_t *cell = checking->layout->cell;
    for (uint32_t row = 0; row < needs->count; row++) {
        if (needs->need_low[row] > needs->need[row])
            report_above(checking, "needs.csv", needs->line[row], cell[EQP_AT_needs_need_low],
                         "need_low", needs->need_low[row], "need", needs->need[row]);
        if (needs->need[row] > needs->need_high[row])
            report_above(checking, "needs.csv", needs->line[row], cell[EQP_AT_needs_need_high],
                         "need", needs->need[row], "need_high", needs->need_high[row]);
    }
}

static void check_groups(study_checking *checking) {
    const eqp_offers *offers = &checking->study->offers;
    const uint32_t *cell = checking->layout->cell;
    uint32_t at = cell[EQP_AT_offers_group_min] ? cell[EQP_AT_offers_group_min]
                                                : cell[EQP_AT_offers_group_max];
    for (uint32_t row = 0; row < offers->count; row++) {
        if (offers->group_min[row] <= 0)
            REPORT(checking, EQP_PROBLEM_ERROR, offers, group_min, row,
                   "group_min is 0; a session has at least one place");
        else if (offers->group_min[row] > offers->group_max[row])
            report_above(checking, "offers.csv", offers->line[row], at, "group_min",
                         offers->group_min[row], "group_max", offers->group_max[row]);
    }
}

static void check_decision_bounds(study_checking *checking) {
    const eqp_decisions *decisions = &checking->study->decisions;
    for (uint32_t row = 0; row < decisions->count; row++)
        if (decisions->min_places[row] > decisions->max_places[row])
            report_above(checking, "decisions.csv", decisions->line[row],
                         checking->layout->cell[EQP_AT_decisions_min_places], "min_places",
                         decisions->min_places[row], "max_places", decisions->max_places[row]);
}

/* ---- budgets and prices ---- */

static eqp_status check_budgets(study_checking *checking, eqp_error *error) {
    const eqp_study *study = checking->study;
    uint8_t *has_budget = eqp_allocate(study->institutions.count, 1);
    if (!has_budget)
        return eqp_error_memory(error);
    for (uint32_t row = 0; row < study->budgets.count; row++)
        has_budget[study->budgets.institution[row]] = 1;
    for (uint32_t row = 0; row < study->institutions.count; row++)
        if (!has_budget[row])
            REPORT(checking, EQP_PROBLEM_ERROR, institutions, institution, row,
                   "institution \"%s\" has no row in budgets.csv",
                   id(checking, EQP_SPACE_institution, study->institutions.institution[row]));
    eqp_free(has_budget);
    return EQP_OK;
}

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

static void check_decision_prices(study_checking *checking, const price_list *prices) {
    const eqp_decisions *decisions = &checking->study->decisions;
    if (LOST(checking, prices))
        return;
    for (uint32_t row = 0; row < decisions->count; row++)
        if (!has_price(prices, decisions->offer[row], decisions->institution[row]))
            REPORT(checking, EQP_PROBLEM_ERROR, decisions, offer, row,
                   "offer \"%s\" has no price for institution \"%s\" in prices.csv; only what can "
                   "be bought can be decided",
                   id(checking, EQP_SPACE_offer, decisions->offer[row]),
                   id(checking, EQP_SPACE_institution, decisions->institution[row]));
}

static void warn_of_offers_without_price(study_checking *checking, const price_list *prices) {
    const eqp_offers *offers = &checking->study->offers;
    if (LOST(checking, prices))
        return;
    for (uint32_t row = 0; row < offers->count; row++)
        if (prices->start[row] == prices->start[row + 1])
            REPORT(checking, EQP_PROBLEM_WARNING, offers, offer, row,
                   "offer \"%s\" has no row in prices.csv; nobody can buy it",
                   id(checking, EQP_SPACE_offer, row));
}

/* ---- hours that a rule sums ---- */

static int passes(uint32_t filter, uint32_t label) {
    return filter == EQP_NONE || filter == label;
}

static int rule_meets_offer(const eqp_study *study, uint32_t rule, uint32_t offer) {
    const eqp_rules *rules = &study->rules;
    const eqp_offers *offers = &study->offers;
    uint32_t main = study->main_occupation[offer], zone = offers->zone[offer];
    if (rules->unit[rule] == EQP_UNIT_SHARE)
        return 1; /* the whole that the share is taken of keeps only institution and buyer */
    return passes(rules->occupation[rule], main) &&
           passes(rules->family[rule],
                  main == EQP_NONE ? EQP_NONE : study->occupations.family[main]) &&
           passes(rules->zone[rule], zone) &&
           passes(rules->department[rule], study->zones.department[zone]) &&
           passes(rules->provider[rule], offers->provider[offer]) &&
           passes(rules->lot[rule], offers->lot[offer]) &&
           passes(rules->kind[rule], offers->kind[offer]) && passes(rules->offer[rule], offer);
}

static int rule_meets_price(const eqp_study *study, uint32_t rule, uint32_t offer,
                            const price_list *prices) {
    for (uint32_t i = prices->start[offer]; i < prices->start[offer + 1]; i++) {
        uint32_t institution = prices->institution[i];
        if (passes(study->rules.institution[rule], institution) &&
            passes(study->rules.buyer[rule], study->institutions.buyer[institution]))
            return 1;
    }
    return 0;
}

static void check_hours(study_checking *checking, const price_list *prices) {
    const eqp_study *study = checking->study;
    if (FLAWED(checking, rules) || FLAWED(checking, offers) || LOST(checking, zones))
        return;
    for (uint32_t offer = 0; offer < study->offers.count; offer++) {
        if (!isnan(study->offers.hours[offer]))
            continue;
        for (uint32_t rule = 0; rule < study->rules.count; rule++)
            if (study->rules.measure[rule] == EQP_MEASURE_HOURS &&
                rule_meets_offer(study, rule, offer) &&
                rule_meets_price(study, rule, offer, prices)) {
                REPORT(checking, EQP_PROBLEM_ERROR, offers, hours, offer,
                       "hours of offer \"%s\" is blank, but rule \"%s\" counts hours",
                       id(checking, EQP_SPACE_offer, offer),
                       id(checking, EQP_SPACE_rule, study->rules.rule[rule]));
                break;
            }
    }
}

/* ---- what reaches what ---- */

/* The row of needs of a zone and an occupation, EQP_NONE when there is none. */
static uint32_t find_need(const study_checking *checking, uint32_t zone, uint32_t occupation) {
    const eqp_needs *needs = &checking->study->needs;
    uint32_t low = 0, high = needs->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, row = checking->needs[middle];
        if (needs->zone[row] == zone && needs->occupation[row] == occupation)
            return row;
        if (needs->zone[row] < zone ||
            (needs->zone[row] == zone && needs->occupation[row] < occupation))
            low = middle + 1;
        else
            high = middle;
    }
    return EQP_NONE;
}

static int is_needed(const eqp_needs *needs, uint32_t row) {
    /* A need that could not be read is NAN and counts as one. */
    return row != EQP_NONE && (!(needs->need[row] <= 0) || needs->need_high[row] > 0);
}

static void warn_of_commitments(study_checking *checking) {
    const eqp_commitments *commitments = &checking->study->commitments;
    if (LOST(checking, needs))
        return;
    for (uint32_t row = 0; row < commitments->count; row++)
        if (find_need(checking, commitments->zone[row], commitments->occupation[row]) == EQP_NONE)
            REPORT(checking, EQP_PROBLEM_WARNING, commitments, zone, row,
                   "zone \"%s\", occupation \"%s\" has no row in needs.csv; this commitment covers "
                   "nothing",
                   id(checking, EQP_SPACE_zone, commitments->zone[row]),
                   id(checking, EQP_SPACE_occupation, commitments->occupation[row]));
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

static void note_reach(const study_checking *checking, study_reach *reach, uint32_t offer,
                       uint32_t occupation, uint32_t residence, double share) {
    const eqp_study *study = checking->study;
    if (share <= 0 || (reach->offer_reached[offer] && reach->zone_reached[residence]))
        return;
    if (is_needed(&study->needs, find_need(checking, residence, occupation)))
        reach->offer_reached[offer] = reach->zone_reached[residence] = 1;
}

static void follow(const study_checking *checking, study_reach *reach) {
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

static void warn_of_offers_out_of_reach(study_checking *checking, const study_reach *reach) {
    const eqp_study *study = checking->study;
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        if (!reach->offer_reached[offer])
            REPORT(checking, EQP_PROBLEM_WARNING, offers, offer, offer,
                   "offer \"%s\" reaches no need%s", id(checking, EQP_SPACE_offer, offer),
                   study->main_occupation[offer] == EQP_NONE
                       ? ": it has no row in offer_occupations.csv"
                       : "");
}

static void warn_of_zones_out_of_reach(study_checking *checking, study_reach *reach) {
    const eqp_needs *needs = &checking->study->needs;
    for (uint32_t row = 0; row < needs->count; row++) {
        uint32_t zone = needs->zone[row];
        if (reach->zone_reached[zone] || !is_needed(needs, row))
            continue;
        REPORT(checking, EQP_PROBLEM_WARNING, zones, zone, zone, "zone \"%s\": no offer reaches it",
               id(checking, EQP_SPACE_zone, zone));
        reach->zone_reached[zone] = 1; /* said once */
    }
}

static eqp_status warn_of_reach(study_checking *checking, eqp_error *error) {
    study_reach reach = {0};
    eqp_status status;
    if (LOST(checking, zones) || LOST(checking, needs) || FLAWED(checking, offers) ||
        LOST(checking, offer_occupations) || LOST(checking, mobility))
        return EQP_OK;
    status = reach_build(checking->study, &reach, error);
    if (status == EQP_OK) {
        follow(checking, &reach);
        warn_of_offers_out_of_reach(checking, &reach);
        warn_of_zones_out_of_reach(checking, &reach);
    }
    reach_free(&reach);
    return status;
}

static void warn_of_success_rate(study_checking *checking) {
    if (checking->layout->given[EQP_AT_offers_success_rate] || checking->study->offers.count == 0)
        return;
    eqp_problems_add(checking->problems, EQP_PROBLEM_WARNING, "offers.csv", 1,
                     checking->layout->cell[EQP_AT_offers_success_rate],
                     "success_rate is given for no offer; everybody trained counts as hired");
}

/* ---- parameters and scenarios ---- */

static void check_parameters(study_checking *checking) {
    eqp_study *study = checking->study;
    for (uint32_t row = 0; row < study->parameters.count; row++) {
        const char *name = id(checking, EQP_SPACE_parameter, study->parameters.parameter[row]);
        const char *value = study->parameters.value[row];
        eqp_error error;
        if (!value || eqp_settings_set(&study->settings, name, value, &error) == EQP_OK)
            continue;
        if (eqp_word_find(eqp_settings_names, name) == EQP_NONE)
            REPORT(checking, EQP_PROBLEM_ERROR, parameters, parameter, row, "%s", error.sentence);
        else
            REPORT(checking, EQP_PROBLEM_ERROR, parameters, value, row, "%s", error.sentence);
    }
}

static void check_scenario(study_checking *checking, uint32_t row) {
    const eqp_scenarios *scenarios = &checking->study->scenarios;
    const char *target = scenarios->target[row];
    eqp_change_request request = {.parameter = scenarios->parameter[row],
                                  .target = target ? target : "",
                                  .value = scenarios->value[row],
                                  .change = (eqp_change)scenarios->change[row]};
    eqp_error error;
    uint32_t cell;
    if (strcmp(id(checking, EQP_SPACE_scenario, scenarios->scenario[row]), "base") == 0)
        REPORT(checking, EQP_PROBLEM_ERROR, scenarios, scenario, row,
               "scenario \"base\" is the study itself; choose another name");
    if (eqp_scenario_check(checking->study, &request, &cell, &error) != EQP_OK)
        eqp_problems_add(
            checking->problems, EQP_PROBLEM_ERROR, "scenarios.csv", scenarios->line[row],
            checking->layout->cell[EQP_AT_scenarios_scenario + cell - 1], "%s", error.sentence);
}

/* Targets can be judged only where the ids that they name are known. */
static void check_scenarios(study_checking *checking) {
    for (size_t table = 0; table < EQP_TABLE_AT_COUNT; table++)
        if (checking->layout->unreadable[table])
            return;
    for (uint32_t row = 0; row < checking->study->scenarios.count; row++)
        check_scenario(checking, row);
}

/* ---- all ---- */

static eqp_status check_prices(study_checking *checking, eqp_error *error) {
    price_list prices = {0};
    eqp_status status = price_list_build(checking->study, &prices, error);
    if (status == EQP_OK) {
        check_decision_prices(checking, &prices);
        warn_of_offers_without_price(checking, &prices);
        check_hours(checking, &prices);
    }
    price_list_free(&prices);
    return status;
}

eqp_status eqp_study_check(eqp_study *study, const eqp_layout *layout, eqp_problems *problems,
                           eqp_error *error) {
    study_checking checking = {study, layout, problems, NULL};
    eqp_status status = check_keys(&checking, error);
    check_needs(&checking);
    check_groups(&checking);
    check_decision_bounds(&checking);
    check_parameters(&checking);
    check_scenarios(&checking);
    if (status == EQP_OK)
        status = check_budgets(&checking, error);
    if (status == EQP_OK)
        status = check_prices(&checking, error);
    if (status == EQP_OK) {
        warn_of_commitments(&checking);
        warn_of_success_rate(&checking);
        status = warn_of_reach(&checking, error);
    }
    eqp_free(checking.needs);
    return status;
}
