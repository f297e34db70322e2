#include "models/scenario.h"

#include "models/number.h"

#include <stdio.h>
#include <string.h>

enum { CELL_PARAMETER = 2, CELL_TARGET, CELL_CHANGE, CELL_VALUE };

/* ---- what can be changed, and by which columns rows are chosen ---- */

typedef enum {
    CHANGES_BUDGET,
    CHANGES_NEED,
    CHANGES_PRIORITY,
    CHANGES_PRICE,
    CHANGES_PLACES,
    CHANGES_SUCCESS_RATE,
    CHANGES_RULE
} row_parameter;

/* In the order of row_parameter. */
static const char row_parameters[] = "budget|need|priority|price|places|success_rate|rule";

static const struct {
    const char *targets;
    double high; /* results above become this */
} row_parameter_rows[] = {
    {"institution", INFINITY},
    {"zone|occupation|family|department", INFINITY},
    {"zone|occupation|family|department", INFINITY},
    {"institution|offer|provider|lot", INFINITY},
    {"offer|zone|provider|lot|family", INFINITY},
    {"offer|zone|provider|lot|family", 1},
    {"rule", INFINITY},
};

/* In the order of the spaces below. */
static const char target_columns[] =
    "institution|zone|occupation|family|department|offer|provider|lot|rule";
static const eqp_space target_spaces[] = {
    EQP_SPACE_institution, EQP_SPACE_zone,       EQP_SPACE_occupation,
    EQP_SPACE_family,      EQP_SPACE_department, EQP_SPACE_offer,
    EQP_SPACE_provider,    EQP_SPACE_lot,        EQP_SPACE_rule};

static uint32_t rows_of(const eqp_study *study, row_parameter parameter) {
    switch (parameter) {
    case CHANGES_BUDGET:
        return study->budgets.count;
    case CHANGES_NEED:
    case CHANGES_PRIORITY:
        return study->needs.count;
    case CHANGES_PRICE:
        return study->prices.count;
    case CHANGES_PLACES:
    case CHANGES_SUCCESS_RATE:
        return study->offers.count;
    case CHANGES_RULE:
        break;
    }
    return study->rules.count;
}

static uint32_t entry(const uint32_t *indexes, uint32_t row) {
    return row == EQP_NONE ? EQP_NONE : indexes[row];
}

static uint32_t label_of_need(const eqp_study *study, uint32_t row, eqp_space space) {
    uint32_t zone = study->needs.zone[row], occupation = study->needs.occupation[row];
    if (space == EQP_SPACE_zone)
        return zone;
    if (space == EQP_SPACE_occupation)
        return occupation;
    return space == EQP_SPACE_family ? entry(study->occupations.family, occupation)
                                     : entry(study->zones.department, zone);
}

static uint32_t label_of_offer(const eqp_study *study, uint32_t offer, eqp_space space) {
    switch (space) {
    case EQP_SPACE_offer:
        return offer;
    case EQP_SPACE_zone:
        return study->offers.zone[offer];
    case EQP_SPACE_provider:
        return study->offers.provider[offer];
    case EQP_SPACE_lot:
        return study->offers.lot[offer];
    default:
        return entry(study->occupations.family, study->main_occupation[offer]);
    }
}

/* What a row of the parameter's table holds in a target column. */
static uint32_t label_of(const eqp_study *study, row_parameter parameter, uint32_t row,
                         eqp_space space) {
    switch (parameter) {
    case CHANGES_BUDGET:
        return study->budgets.institution[row];
    case CHANGES_NEED:
    case CHANGES_PRIORITY:
        return label_of_need(study, row, space);
    case CHANGES_PRICE:
        return space == EQP_SPACE_institution
                   ? study->prices.institution[row]
                   : label_of_offer(study, study->prices.offer[row], space);
    case CHANGES_PLACES:
    case CHANGES_SUCCESS_RATE:
        return label_of_offer(study, row, space);
    case CHANGES_RULE:
        break;
    }
    return study->rules.rule[row];
}

/* ---- a request, understood ---- */

#define MOST_CONDITIONS 16

typedef struct {
    int changes_rows; /* 0: a setting */
    row_parameter parameter;
    eqp_change change;
    double value; /* NAN where the value is a word */
    uint32_t condition_count;
    struct {
        eqp_space space;
        uint32_t index;
    } conditions[MOST_CONDITIONS];
} understood;

static eqp_status unknown(eqp_error *error, const char *what, const char *text,
                          const char *nearest) {
    if (nearest && *nearest)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             "%s \"%.80s\" is unknown; did you mean \"%s\"?", what, text, nearest);
    return eqp_error_set(error, EQP_ERROR_USAGE, "%s \"%.80s\" is unknown", what, text);
}

static eqp_status understand_parameter(const eqp_change_request *request, understood *meaning,
                                       eqp_error *error) {
    char words[256], nearest[64];
    uint32_t index = eqp_word_find(row_parameters, request->parameter);
    if (index != EQP_NONE) {
        meaning->changes_rows = 1;
        meaning->parameter = (row_parameter)index;
        return EQP_OK;
    }
    if (eqp_word_find(eqp_settings_names, request->parameter) != EQP_NONE)
        return EQP_OK;
    snprintf(words, sizeof words, "%s%s", eqp_settings_names, row_parameters);
    eqp_word_nearest(words, request->parameter, nearest, sizeof nearest);
    return unknown(error, "parameter", request->parameter, nearest);
}

static eqp_status refuse_column(const char *allowed, const char *column, eqp_error *error) {
    char nearest[64], list[256] = "";
    size_t used = 0;
    for (uint32_t i = 0;; i++) {
        char word[64];
        eqp_word_text(allowed, i, word, sizeof word);
        if (!*word)
            break;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", word);
    }
    eqp_word_nearest(allowed, column, nearest, sizeof nearest);
    return eqp_error_set(error, EQP_ERROR_USAGE, "target column \"%s\" is not one of %s%s%s%s",
                         column, list, *nearest ? "; did you mean \"" : "", nearest,
                         *nearest ? "\"?" : "");
}

/* One pair column=value, text[length]. */
static eqp_status understand_pair(const eqp_study *study, const char *text, size_t length,
                                  understood *meaning, eqp_error *error) {
    const char *allowed = row_parameter_rows[meaning->parameter].targets;
    const char *equals = memchr(text, '=', length), *value;
    char column[64], id[512];
    size_t column_length = equals ? (size_t)(equals - text) : 0, value_length;
    eqp_space space;
    uint32_t index;
    if (!equals)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             "target \"%.*s\" is not column=value (pairs are joined by &)",
                             (int)(length < 80 ? length : 80), text);
    value = equals + 1;
    value_length = length - column_length - 1;
    eqp_blank_trim(&text, &column_length);
    eqp_blank_trim(&value, &value_length);
    snprintf(column, sizeof column, "%.*s", (int)column_length, text);
    if (eqp_word_find(allowed, column) == EQP_NONE)
        return refuse_column(row_parameter_rows[meaning->parameter].targets, column, error);
    space = target_spaces[eqp_word_find(target_columns, column)];
    index = eqp_names_find(study->spaces[space], value, value_length);
    if (index == EQP_NONE) {
        snprintf(id, sizeof id, "%.*s", (int)value_length, value);
        return unknown(error, column, id, eqp_names_nearest(study->spaces[space], id));
    }
    if (meaning->condition_count == MOST_CONDITIONS)
        return eqp_error_set(error, EQP_ERROR_USAGE, "the target has more than %d pairs",
                             MOST_CONDITIONS);
    meaning->conditions[meaning->condition_count].space = space;
    meaning->conditions[meaning->condition_count++].index = index;
    return EQP_OK;
}

static eqp_status understand_target(const eqp_study *study, const eqp_change_request *request,
                                    understood *meaning, eqp_error *error) {
    const char *text = request->target ? request->target : "";
    if (!*text)
        return EQP_OK;
    if (!meaning->changes_rows)
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s has no target; leave it blank",
                             request->parameter);
    for (;;) {
        size_t length = strcspn(text, "&");
        eqp_status status = understand_pair(study, text, length, meaning, error);
        if (status != EQP_OK || !text[length])
            return status;
        text += length + 1;
    }
}

static eqp_status understand_number(const eqp_change_request *request, understood *meaning,
                                    eqp_error *error) {
    switch (eqp_number_parse(request->value, strlen(request->value), '.', &meaning->value)) {
    case EQP_NUMBER_NONE:
        return eqp_error_set(error, EQP_ERROR_USAGE, "value \"%.80s\" is not a number",
                             request->value);
    case EQP_NUMBER_INFINITE:
        return eqp_error_set(error, EQP_ERROR_USAGE, "value \"%.80s\" is not a finite number",
                             request->value);
    case EQP_NUMBER_OK:
        break;
    }
    return EQP_OK;
}

/* A setting that is set must be possible as it is; one that is moved is cut to its range. */
static eqp_status understand_setting(const eqp_settings *settings,
                                     const eqp_change_request *request, understood *meaning,
                                     uint32_t *cell, eqp_error *error) {
    eqp_settings trial = *settings;
    double now;
    if (request->change == EQP_CHANGE_SET)
        return eqp_settings_set(&trial, request->parameter, request->value, error);
    if (!eqp_settings_number(settings, request->parameter, &now)) {
        *cell = CELL_CHANGE;
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s is not a number and can only be set",
                             request->parameter);
    }
    return understand_number(request, meaning, error);
}

static eqp_status understand(const eqp_study *study, const eqp_change_request *request,
                             understood *meaning, uint32_t *cell, eqp_error *error) {
    eqp_status status;
    memset(meaning, 0, sizeof *meaning);
    meaning->change = request->change;
    meaning->value = NAN;
    *cell = CELL_PARAMETER;
    status = understand_parameter(request, meaning, error);
    if (status != EQP_OK)
        return status;
    *cell = CELL_TARGET;
    status = understand_target(study, request, meaning, error);
    if (status != EQP_OK)
        return status;
    *cell = CELL_VALUE;
    return meaning->changes_rows
               ? understand_number(request, meaning, error)
               : understand_setting(&study->settings, request, meaning, cell, error);
}

eqp_status eqp_scenario_check(const eqp_study *study, const eqp_change_request *request,
                              uint32_t *cell, eqp_error *error) {
    understood meaning;
    return understand(study, request, &meaning, cell, error);
}

/* ---- application ---- */

typedef struct {
    eqp_study *study;
    eqp_scenario_warning warning;
    void *context;
    uint32_t below, above; /* results that were cut */
    int overflow;          /* a result is too large for a number */
} change_in_progress;

static double changed(change_in_progress *application, const understood *meaning, double old,
                      double high) {
    double result = meaning->change == EQP_CHANGE_SET   ? meaning->value
                    : meaning->change == EQP_CHANGE_ADD ? old + meaning->value
                                                        : old * meaning->value;
    application->overflow = application->overflow || !isfinite(result);
    application->below += result < 0;
    application->above += result > high;
    result = result < 0 ? 0 : result;
    return (result > high ? high : result) + 0.0;
}

static void change_row(change_in_progress *application, const understood *meaning, uint32_t row) {
    eqp_study *study = application->study;
    double high = row_parameter_rows[meaning->parameter].high, *cell = NULL;
    switch (meaning->parameter) {
    case CHANGES_BUDGET:
        cell = study->budgets.budget + row;
        break;
    case CHANGES_NEED:
        cell = study->needs.need + row;
        break;
    case CHANGES_PRIORITY:
        cell = study->needs.priority + row;
        break;
    case CHANGES_PRICE:
        cell = study->prices.price + row;
        break;
    case CHANGES_PLACES:
        cell = study->offers.places + row;
        break;
    case CHANGES_SUCCESS_RATE:
        cell = study->offers.success_rate + row;
        break;
    case CHANGES_RULE:
        cell = study->rules.value + row;
        break;
    }
    *cell = changed(application, meaning, *cell, high);
    if (meaning->parameter == CHANGES_NEED) {
        /* The low and the high estimate change alike, and are not counted again. */
        uint32_t below = application->below;
        study->needs.need_low[row] =
            changed(application, meaning, study->needs.need_low[row], high);
        study->needs.need_high[row] =
            changed(application, meaning, study->needs.need_high[row], high);
        application->below = below;
    }
}

static int meets(const eqp_study *study, const understood *meaning, uint32_t row) {
    for (uint32_t i = 0; i < meaning->condition_count; i++)
        if (label_of(study, meaning->parameter, row, meaning->conditions[i].space) !=
            meaning->conditions[i].index)
            return 0;
    return 1;
}

static void warn(change_in_progress *application, const eqp_change_request *request,
                 const char *format, uint32_t number) {
    char sentence[256];
    if (!application->warning)
        return;
    snprintf(sentence, sizeof sentence, format, request->parameter, number);
    application->warning(application->context, request->line, sentence);
}

static void warn_of_cuts(change_in_progress *application, const eqp_change_request *request) {
    if (application->below)
        warn(application, request, "%s: results below 0 became 0 (%u)", application->below);
    if (application->above)
        warn(application, request, "%s: results above 1 became 1 (%u)", application->above);
}

static void change_rows(change_in_progress *application, const eqp_change_request *request,
                        const understood *meaning) {
    uint32_t met = 0;
    for (uint32_t row = 0; row < rows_of(application->study, meaning->parameter); row++)
        if (meets(application->study, meaning, row)) {
            change_row(application, meaning, row);
            met++;
        }
    if (!met && application->warning) {
        char sentence[256];
        snprintf(sentence, sizeof sentence, "target \"%.120s\" of %s meets no row",
                 request->target ? request->target : "", request->parameter);
        application->warning(application->context, request->line, sentence);
    }
}

static eqp_status change_setting(change_in_progress *application, const eqp_change_request *request,
                                 const understood *meaning, eqp_error *error) {
    eqp_settings *settings = &application->study->settings;
    char text[32];
    double now;
    if (request->change == EQP_CHANGE_SET)
        return eqp_settings_set(settings, request->parameter, request->value, error);
    (void)eqp_settings_number(settings, request->parameter, &now);
    eqp_number_format(changed(application, meaning, now, 1), text);
    return eqp_settings_set(settings, request->parameter, text, error);
}

static eqp_status apply(change_in_progress *application, const eqp_change_request *request,
                        eqp_error *error) {
    understood meaning;
    uint32_t cell;
    eqp_status status = understand(application->study, request, &meaning, &cell, error);
    application->below = application->above = 0;
    if (status == EQP_OK && meaning.changes_rows)
        change_rows(application, request, &meaning);
    else if (status == EQP_OK)
        status = change_setting(application, request, &meaning, error);
    if (status == EQP_OK && application->overflow)
        status = eqp_error_set(error, EQP_ERROR_USAGE, "%s: the result is too large for a number",
                               request->parameter);
    if (status == EQP_OK)
        warn_of_cuts(application, request);
    else if (error)
        error->line = request->line;
    return status;
}

static eqp_change_request scenario_row(const eqp_study *study, uint32_t row) {
    const eqp_scenarios *scenarios = &study->scenarios;
    const char *target = scenarios->target[row];
    return (eqp_change_request){.parameter = scenarios->parameter[row],
                                .target = target ? target : "",
                                .value = scenarios->value[row],
                                .change = (eqp_change)scenarios->change[row],
                                .line = scenarios->line ? scenarios->line[row] : 0};
}

/* need_level is taken first: once for it alone, once for all the rest. */
static eqp_status apply_all(change_in_progress *application, const eqp_study *study,
                            uint32_t scenario, const eqp_change_request *extra, size_t extra_count,
                            int need_level, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t row = 0; status == EQP_OK && row < study->scenarios.count; row++) {
        eqp_change_request request = scenario_row(study, row);
        if (study->scenarios.scenario[row] == scenario &&
            (strcmp(request.parameter, "need_level") == 0) == need_level)
            status = apply(application, &request, error);
    }
    for (size_t i = 0; status == EQP_OK && i < extra_count; i++)
        if ((strcmp(extra[i].parameter, "need_level") == 0) == need_level)
            status = apply(application, extra + i, error);
    return status;
}

static eqp_status find_scenario(const eqp_study *study, const char *name, uint32_t *scenario,
                                eqp_error *error) {
    const eqp_names *names = study->spaces[EQP_SPACE_scenario];
    *scenario = EQP_NONE;
    if (!name || strcmp(name, "base") == 0)
        return EQP_OK;
    *scenario = eqp_names_find(names, name, strlen(name));
    return *scenario == EQP_NONE ? unknown(error, "scenario", name, eqp_names_nearest(names, name))
                                 : EQP_OK;
}

eqp_status eqp_scenario_apply(const eqp_study *study, const char *name,
                              const eqp_change_request *extra, size_t extra_count,
                              eqp_scenario_warning warning, void *context, eqp_study **out,
                              eqp_error *error) {
    change_in_progress application = {.warning = warning, .context = context};
    uint32_t scenario;
    eqp_status status = find_scenario(study, name, &scenario, error);
    *out = NULL;
    if (status == EQP_OK)
        status = eqp_study_copy(study, &application.study, error);
    if (status == EQP_OK)
        status = apply_all(&application, study, scenario, extra, extra_count, 1, error);
    if (status == EQP_OK)
        status = apply_all(&application, study, scenario, extra, extra_count, 0, error);
    if (status == EQP_OK)
        *out = application.study;
    else
        eqp_study_free(application.study);
    return status;
}
