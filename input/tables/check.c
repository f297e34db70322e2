#include "input/tables/check_parts.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/study/scenario.h"

#include <string.h>

const char *eqp_checked_id(const eqp_checking *checking, eqp_space space, uint32_t index) {
    return eqp_study_id(checking->study, space, index);
}

/* ---- keys ---- */

static const uint32_t *indexes(const eqp_study *study, const eqp_column_view *column) {
    return *(uint32_t **)eqp_study_column(study, column);
}

#define MOST_KEYS 4

/* The key columns of a table. */
typedef struct {
    const uint32_t *columns[MOST_KEYS];
    uint32_t count;
} table_key;

static table_key key_of(const eqp_study *study, const eqp_table_view *table) {
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

static void report_duplicate(eqp_checking *checking, const eqp_table_view *table, size_t first_at,
                             uint32_t first, uint32_t again) {
    const eqp_study *study = checking->study;
    uint32_t *line;
    char file[64], key[512] = "";
    size_t used = 0;
    memcpy(&line, (const char *)study + table->line_offset, sizeof line);
    for (uint32_t i = 0; i < table->column_count && used < sizeof key; i++) {
        const eqp_column_view *column = table->columns + i;
        if (column->role == EQP_ROLE_KEY)
            used += (size_t)snprintf(
                key + used, sizeof key - used, "%s%s \"%s\"", used ? ", " : "", column->name,
                eqp_study_id(study, column->space, indexes(study, column)[again]));
    }
    snprintf(file, sizeof file, "%s.csv", table->name);
    eqp_problems_add(checking->problems, EQP_PROBLEM_ERROR, file, line[again],
                     checking->layout->cell[first_at], _("%s stands already in line %u"), key,
                     line[first]);
}

/* Tables of one ID are checked while they are read. */
static int has_key_of_references(const eqp_table_view *table) {
    return table->columns[0].role == EQP_ROLE_KEY && table->columns[0].kind != EQP_KIND_ID;
}

/* *order receives the table's rows by key, owned by the caller whatever the status. */
static eqp_status check_keys_of(eqp_checking *checking, const eqp_table_view *table,
                                size_t first_at, uint32_t **order, eqp_error *error) {
    const eqp_study *study = checking->study;
    table_key key = key_of(study, table);
    uint32_t count, first = 0;
    eqp_status status;
    memcpy(&count, (const char *)study + table->count_offset, sizeof count);
    *order = eqp_allocate(count, sizeof **order);
    status = *order ? eqp_study_order(study, table, *order, error) : eqp_error_memory(error);
    for (uint32_t i = 1; !status && i < count; i++) {
        if (same_key(&key, (*order)[first], (*order)[i]))
            report_duplicate(checking, table, first_at, (*order)[first], (*order)[i]);
        else
            first = i;
    }
    return status;
}

static eqp_status check_keys(eqp_checking *checking, eqp_error *error) {
    size_t count, first_at = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < count; i++) {
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

static void report_above(eqp_checking *checking, const char *file, uint32_t line, uint32_t cell,
                         const char *lesser, double low, const char *greater, double high) {
    char low_text[32], high_text[32];
    eqp_number_format(low, low_text);
    eqp_number_format(high, high_text);
    eqp_problems_add(checking->problems, EQP_PROBLEM_ERROR, file, line, cell,
                     _("%s %s is above %s %s"), lesser, low_text, greater, high_text);
}

/* Blank cells are still NAN and contradict nothing. */
static void check_needs(eqp_checking *checking) {
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

static void check_groups(eqp_checking *checking) {
    const eqp_offers *offers = &checking->study->offers;
    const uint32_t *cell = checking->layout->cell;
    uint32_t at = cell[EQP_AT_offers_group_min] ? cell[EQP_AT_offers_group_min]
                                                : cell[EQP_AT_offers_group_max];
    for (uint32_t row = 0; row < offers->count; row++) {
        if (offers->group_min[row] <= 0)
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, offers, group_min, row,
                             _("group_min is 0; a session has at least one place"));
        else if (offers->group_min[row] > offers->group_max[row])
            report_above(checking, "offers.csv", offers->line[row], at, "group_min",
                         offers->group_min[row], "group_max", offers->group_max[row]);
    }
}

static void check_decision_bounds(eqp_checking *checking) {
    const eqp_decisions *decisions = &checking->study->decisions;
    for (uint32_t row = 0; row < decisions->count; row++)
        if (decisions->min_places[row] > decisions->max_places[row])
            report_above(checking, "decisions.csv", decisions->line[row],
                         checking->layout->cell[EQP_AT_decisions_min_places], "min_places",
                         decisions->min_places[row], "max_places", decisions->max_places[row]);
}

static void check_shares(eqp_checking *checking) {
    const eqp_rules *rules = &checking->study->rules;
    char value[32], hundredth[32];
    for (uint32_t row = 0; row < rules->count; row++) {
        if (rules->unit[row] != EQP_UNIT_SHARE || !(rules->value[row] < 0 || rules->value[row] > 1))
            continue;
        eqp_number_format(rules->value[row], value);
        eqp_number_format(rules->value[row] / 100, hundredth);
        if (rules->value[row] < 0 && rules->sense[row] == EQP_SENSE_MIN) {
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_WARNING, rules, value, row,
                             _("value %s is below 0; a least share of that asks for nothing"),
                             value);
            continue;
        }
        EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, rules, value, row,
                         _("value %s is no share from 0 to 1; %s%% is %s"), value, value,
                         hundredth);
    }
}

/* ---- budgets ---- */

static eqp_status check_budgets(eqp_checking *checking, eqp_error *error) {
    const eqp_study *study = checking->study;
    uint8_t *has_budget;
    if (EQP_CHECK_LOST(checking, budgets))
        return EQP_OK;
    has_budget = eqp_allocate(study->institutions.count, 1);
    if (!has_budget)
        return eqp_error_memory(error);
    for (uint32_t row = 0; row < study->budgets.count; row++)
        has_budget[study->budgets.institution[row]] = 1;
    for (uint32_t row = 0; row < study->institutions.count; row++)
        if (!has_budget[row])
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, institutions, institution, row,
                             _("institution \"%s\" has no row in budgets.csv"),
                             eqp_checked_id(checking, EQP_SPACE_institution,
                                            study->institutions.institution[row]));
    eqp_free(has_budget);
    return EQP_OK;
}

/* ---- parameters and scenarios ---- */

static void check_parameters(eqp_checking *checking) {
    const eqp_study *study = checking->study;
    eqp_settings settings = study->settings;
    for (uint32_t row = 0; row < study->parameters.count; row++) {
        const char *name =
            eqp_checked_id(checking, EQP_SPACE_parameter, study->parameters.parameter[row]);
        const char *value = study->parameters.value[row];
        eqp_error error;
        if (!value || !*value || !eqp_settings_set(&settings, name, value, &error))
            continue;
        if (eqp_word_find(eqp_settings_names, name) == EQP_NONE)
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, parameters, parameter, row, "%s",
                             error.sentence);
        else
            EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, parameters, value, row, "%s",
                             error.sentence);
    }
}

/* A target of good names that no row has: the scenario would change nothing. */
static void warn_of_target(eqp_checking *checking, uint32_t row,
                           const eqp_change_request *request) {
    eqp_change_place place;
    eqp_change_numbers numbers;
    uint32_t cell;
    for (size_t table = 0; table < EQP_TABLE_AT_COUNT; table++)
        if (checking->layout->lost[table])
            return;
    if (eqp_change_understand(checking->study, request->parameter, request->target, &place, &cell,
                              NULL) ||
        !eqp_change_is_number(&place) || eqp_change_find(checking->study, &place, &numbers, NULL))
        return;
    if (!numbers.count)
        EQP_CHECK_REPORT(checking, EQP_PROBLEM_WARNING, scenarios, target, row,
                         _("target \"%s\" of %s meets no row"), request->target,
                         request->parameter);
    eqp_change_release(&numbers);
}

static void check_scenario(eqp_checking *checking, uint32_t row) {
    const eqp_scenarios *scenarios = &checking->study->scenarios;
    const char *target = scenarios->target[row];
    eqp_change_request request = {.parameter = scenarios->parameter[row],
                                  .target = target ? target : "",
                                  .value = scenarios->value[row],
                                  .change = (eqp_change)scenarios->change[row]};
    eqp_error error;
    uint32_t cell;
    if (strcmp(eqp_checked_id(checking, EQP_SPACE_scenario, scenarios->scenario[row]), "base") == 0)
        EQP_CHECK_REPORT(checking, EQP_PROBLEM_ERROR, scenarios, scenario, row,
                         _("scenario \"base\" is the study itself; choose another name"));
    if (eqp_scenario_check(checking->study, &request, &cell, &error))
        eqp_problems_add(
            checking->problems, EQP_PROBLEM_ERROR, "scenarios.csv", scenarios->line[row],
            checking->layout->cell[EQP_AT_scenarios_scenario + cell - 1], "%s", error.sentence);
    else
        warn_of_target(checking, row, &request);
}

/* Targets can be judged only where the ids that they name are known. */
static void check_scenarios(eqp_checking *checking) {
    for (size_t table = 0; table < EQP_TABLE_AT_COUNT; table++)
        if (checking->layout->unreadable[table])
            return;
    for (uint32_t row = 0; row < checking->study->scenarios.count; row++)
        check_scenario(checking, row);
}

/* ---- all ---- */

eqp_status eqp_study_check(const eqp_study *study, const eqp_layout *layout, eqp_problems *problems,
                           eqp_error *error) {
    eqp_checking checking = {study, layout, problems, NULL};
    eqp_status status = check_keys(&checking, error);
    check_needs(&checking);
    check_groups(&checking);
    check_decision_bounds(&checking);
    check_shares(&checking);
    check_parameters(&checking);
    check_scenarios(&checking);
    if (!status)
        status = check_budgets(&checking, error);
    if (!status)
        status = eqp_check_names(&checking, error);
    if (!status)
        status = eqp_check_prices(&checking, error);
    if (!status)
        status = eqp_check_continuity(&checking, error);
    if (!status)
        status = eqp_check_reach(&checking, error);
    eqp_free(checking.needs);
    return status;
}
