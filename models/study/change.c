#include "models/study/change.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

/* ---- what can be changed, and by which columns rows are chosen ---- */

/* In the order of eqp_change_subject; settings come last and have no rows. */
static const char row_parameters[] = "budget|need|priority|price|places|success_rate|rule";

static const struct {
    const char *targets, *key;
    double high; /* results above become this */
    size_t count_offset;
    uint32_t columns;
    size_t offset[3];
} subjects[] = {
    {"institution",
     "institution",
     DBL_MAX,
     offsetof(eqp_study, budgets.count),
     1,
     {offsetof(eqp_study, budgets.budget)}},
    {"zone|occupation|family|department",
     "zone|occupation",
     DBL_MAX,
     offsetof(eqp_study, needs.count),
     3,
     {offsetof(eqp_study, needs.need), offsetof(eqp_study, needs.need_low),
      offsetof(eqp_study, needs.need_high)}},
    {"zone|occupation|family|department",
     "zone|occupation",
     DBL_MAX,
     offsetof(eqp_study, needs.count),
     1,
     {offsetof(eqp_study, needs.priority)}},
    {"institution|offer|provider|lot",
     "offer|institution",
     DBL_MAX,
     offsetof(eqp_study, prices.count),
     1,
     {offsetof(eqp_study, prices.price)}},
    {"offer|zone|provider|lot|family",
     "offer",
     DBL_MAX,
     offsetof(eqp_study, offers.count),
     1,
     {offsetof(eqp_study, offers.places)}},
    {"offer|zone|provider|lot|family",
     "offer",
     1,
     offsetof(eqp_study, offers.count),
     1,
     {offsetof(eqp_study, offers.success_rate)}},
    {"rule",
     "rule",
     DBL_MAX,
     offsetof(eqp_study, rules.count),
     1,
     {offsetof(eqp_study, rules.value)}},
};

/* In the order of eqp_settings_names. */
static const struct {
    eqp_kind kind;
    double high;
    size_t offset;
} settings[] = {
#define EQP_OPTION(name, kind, blank, low, high, words, sentence)                                  \
    {EQP_KIND_##kind, high, offsetof(eqp_study, settings.name)},
#include "models/study/options.def"
#undef EQP_OPTION
};

/* In the order of the spaces below. */
static const char target_columns[] =
    "institution|zone|occupation|family|department|offer|provider|lot|rule";
static const eqp_space target_spaces[] = {
    EQP_SPACE_institution, EQP_SPACE_zone,       EQP_SPACE_occupation,
    EQP_SPACE_family,      EQP_SPACE_department, EQP_SPACE_offer,
    EQP_SPACE_provider,    EQP_SPACE_lot,        EQP_SPACE_rule};

static eqp_space space_of(const char *column) {
    return target_spaces[eqp_word_find(target_columns, column)];
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

/* What a row of the subject's table holds in a target column. */
static uint32_t label_of(const eqp_study *study, eqp_change_subject subject, uint32_t row,
                         eqp_space space) {
    switch (subject) {
    case EQP_CHANGES_BUDGET:
        return study->budgets.institution[row];
    case EQP_CHANGES_NEED:
    case EQP_CHANGES_PRIORITY:
        return label_of_need(study, row, space);
    case EQP_CHANGES_PRICE:
        return space == EQP_SPACE_institution
                   ? study->prices.institution[row]
                   : label_of_offer(study, study->prices.offer[row], space);
    case EQP_CHANGES_PLACES:
    case EQP_CHANGES_SUCCESS_RATE:
        return label_of_offer(study, row, space);
    case EQP_CHANGES_RULE:
    case EQP_CHANGES_SETTING:
        break;
    }
    return study->rules.rule[row];
}

/* ---- texts ---- */

eqp_status eqp_change_number(const char *name, const char *text, size_t length, double *value,
                             eqp_error *error) {
    eqp_number_outcome outcome = eqp_number_parse(text, length, '.', value);
    if (outcome == EQP_NUMBER_OK)
        return EQP_OK;
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         outcome == EQP_NUMBER_INFINITE ? _("%s \"%.*s\" is not a finite number")
                                                        : _("%s \"%.*s\" is not a number"),
                         name, (int)(length < 80 ? length : 80), text);
}

/* A share is what a per cent can be set for. */
static int is_share(const char *parameter) {
    return eqp_word_find("success_rate|rule", parameter) != EQP_NONE ||
           eqp_word_find(eqp_settings_names, parameter) != EQP_NONE;
}

static eqp_status refuse_form(eqp_change how, const char *name, const char *text, size_t length,
                              double value, const eqp_number_form *form, eqp_error *error) {
    char right[40];
    int shown = (int)(length < 80 ? length : 80);
    eqp_number_format(round((1 + value) * 1e10) / 1e8, right);
    strcat(right, "%");
    if (how == EQP_CHANGE_ADD)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("%s \"%.*s\" is a per cent and cannot be added; to make it so much "
                               "more or less, scale by %s"),
                             name, shown, text, right);
    if (how == EQP_CHANGE_SET)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("%s \"%.*s\" is a per cent of nothing; write the number itself, or "
                               "scale"),
                             name, shown, text);
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         _("%s \"%.*s\" has a sign, but a factor has none; to make it so much more "
                           "or less, scale by %s"),
                         name, shown, text, form->percent ? right : "110%, 0.9 …");
}

eqp_status eqp_change_check_number(const char *parameter, eqp_change how, const char *name,
                                   const char *text, size_t length, eqp_error *error) {
    eqp_number_form form;
    double value;
    int wrong = 0;
    if (eqp_number_read(text, length, &form, &value) != EQP_NUMBER_OK)
        return EQP_OK;
    switch (how) {
    case EQP_CHANGE_ADD:
        wrong = form.percent;
        break;
    case EQP_CHANGE_SCALE:
        wrong = form.sign == '+' || (form.sign && form.percent);
        break;
    case EQP_CHANGE_SET:
        wrong = form.percent && !is_share(parameter);
        break;
    }
    return wrong ? refuse_form(how, name, text, length, value, &form, error) : EQP_OK;
}

int eqp_change_is_small_share(eqp_change how, const char *text, size_t length) {
    eqp_number_form form;
    double value;
    return how == EQP_CHANGE_SCALE &&
           eqp_number_read(text, length, &form, &value) == EQP_NUMBER_OK && form.percent &&
           value < 0.5;
}

static eqp_status understand_parameter(const char *parameter, eqp_change_place *place,
                                       eqp_error *error) {
    char words[256], nearest[64];
    uint32_t index = eqp_word_find(row_parameters, parameter);
    memset(place, 0, sizeof *place);
    if (index != EQP_NONE) {
        place->subject = (eqp_change_subject)index;
        return EQP_OK;
    }
    place->subject = EQP_CHANGES_SETTING;
    place->setting = eqp_word_find(eqp_settings_names, parameter);
    if (place->setting != EQP_NONE)
        return EQP_OK;
    snprintf(words, sizeof words, "%s%s", eqp_settings_names, row_parameters);
    eqp_word_nearest(words, parameter, nearest, sizeof nearest);
    return eqp_error_unknown(error, N_("parameter"), parameter, nearest);
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
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         *nearest ? _("target column \"%s\" is not one of %s; did you mean \"%s\"?")
                                  : _("target column \"%s\" is not one of %s"),
                         column, list, nearest);
}

static void add_condition(eqp_change_place *place, eqp_space space, uint32_t index) {
    place->conditions[place->condition_count].space = space;
    place->conditions[place->condition_count++].index = index;
}

#define LONGEST_VALUE 512

/* Copies a value, without the quotes around it and with one quote for two; its length. */
static size_t unquote(const char *value, size_t length, char plain[LONGEST_VALUE]) {
    int quoted = length > 1 && *value == '"' && value[length - 1] == '"';
    size_t used = 0;
    for (size_t i = quoted; i < length - quoted && used + 1 < LONGEST_VALUE; i++) {
        plain[used++] = value[i];
        i += quoted && value[i] == '"' && i + 1 < length - 1 && value[i + 1] == '"';
    }
    plain[used] = '\0';
    return used;
}

/* One pair column=value, text[length]. */
static eqp_status understand_pair(const eqp_study *study, const char *text, size_t length,
                                  eqp_change_place *place, eqp_error *error) {
    const char *allowed = subjects[place->subject].targets;
    const char *equals = memchr(text, '=', length), *value;
    char column[64], id[LONGEST_VALUE];
    size_t column_length = equals ? (size_t)(equals - text) : 0, value_length;
    eqp_space space;
    uint32_t index;
    if (!equals)
        return eqp_error_set(
            error, EQP_ERROR_USAGE,
            _("target \"%.*s\" is not column=value (pairs are joined by &; a value "
              "that holds & or = stands in quotes)"),
            (int)(length < 80 ? length : 80), text);
    value = equals + 1;
    value_length = length - column_length - 1;
    eqp_blank_trim(&text, &column_length);
    eqp_blank_trim(&value, &value_length);
    snprintf(column, sizeof column, "%.*s", (int)column_length, text);
    if (eqp_word_find(allowed, column) == EQP_NONE)
        return refuse_column(allowed, column, error);
    space = space_of(column);
    value_length = unquote(value, value_length, id);
    index = eqp_names_find(study->spaces[space], id, value_length);
    if (index == EQP_NONE)
        return eqp_error_unknown(error, column, id, eqp_names_nearest(study->spaces[space], id));
    if (place->condition_count == EQP_MOST_CONDITIONS)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("the target has more than %d pairs"),
                             EQP_MOST_CONDITIONS);
    add_condition(place, space, index);
    return EQP_OK;
}

/* Bytes of the first pair of a target: up to an & outside quotes. */
static size_t pair_length(const char *text) {
    const char *value = text + strcspn(text, "=&");
    size_t length;
    if (*value != '=' || value[1 + strspn(value + 1, " ")] != '"')
        return strcspn(text, "&");
    value += 1 + strspn(value + 1, " ");
    for (length = 1; value[length] && (value[length] != '"' || value[length + 1] == '"');)
        length += value[length] == '"' ? 2 : 1;
    return value[length] ? (size_t)(value - text) + length + strcspn(value + length, "&")
                         : strcspn(text, "&");
}

static eqp_status understand_pairs(const eqp_study *study, const char *text,
                                   eqp_change_place *place, eqp_error *error) {
    for (;;) {
        size_t length = pair_length(text);
        eqp_status status = understand_pair(study, text, length, place, error);
        if (status || !text[length])
            return status;
        text += length + 1;
    }
}

static eqp_status refuse_target(const char *parameter, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_USAGE, _("%s has no target; leave it blank"), parameter);
}

eqp_status eqp_change_understand(const eqp_study *study, const char *parameter, const char *target,
                                 eqp_change_place *place, uint32_t *cell, eqp_error *error) {
    eqp_status status;
    *cell = EQP_CELL_PARAMETER;
    status = understand_parameter(parameter, place, error);
    if (status)
        return status;
    *cell = EQP_CELL_TARGET;
    if (!target || !*target)
        return EQP_OK;
    if (place->subject == EQP_CHANGES_SETTING)
        return refuse_target(parameter, error);
    return understand_pairs(study, target, place, error);
}

static eqp_status refuse_word(const eqp_study *study, const char *key, const char *word,
                              eqp_error *error) {
    char first[64], second[64], what[160];
    const char *nearest;
    eqp_word_text(key, 0, first, sizeof first);
    eqp_word_text(key, 1, second, sizeof second);
    nearest = eqp_names_nearest(study->spaces[space_of(first)], word);
    if (!nearest && *second)
        nearest = eqp_names_nearest(study->spaces[space_of(second)], word);
    snprintf(what, sizeof what, *second ? _("%s or %s") : "%s%s", first, second);
    return eqp_error_unknown(error, what, word, nearest);
}

static eqp_status refuse_both(const char *key, const char *word, eqp_error *error) {
    char first[64], second[64];
    eqp_word_text(key, 0, first, sizeof first);
    eqp_word_text(key, 1, second, sizeof second);
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         _("\"%.80s\" is both %s and %s; write %s=%.80s or %s=%.80s"), word, first,
                         second, first, word, second, word);
}

eqp_status eqp_change_understand_word(const eqp_study *study, const char *parameter,
                                      const char *target, eqp_change_place *place,
                                      eqp_error *error) {
    eqp_status status = understand_parameter(parameter, place, error);
    const char *key;
    if (status || !*target)
        return status;
    if (place->subject == EQP_CHANGES_SETTING)
        return refuse_target(parameter, error);
    key = subjects[place->subject].key;
    for (uint32_t i = 0;; i++) {
        char column[64];
        uint32_t index;
        eqp_word_text(key, i, column, sizeof column);
        if (!*column)
            break;
        index = eqp_names_find(study->spaces[space_of(column)], target, strlen(target));
        if (index != EQP_NONE)
            add_condition(place, space_of(column), index);
    }
    if (place->condition_count == 1)
        return EQP_OK;
    if (place->condition_count > 1)
        return refuse_both(key, target, error);
    return strchr(target, '=') ? understand_pairs(study, target, place, error)
                               : refuse_word(study, key, target, error);
}

int eqp_change_is_number(const eqp_change_place *place) {
    return place->subject != EQP_CHANGES_SETTING ||
           settings[place->setting].kind == EQP_KIND_NUMBER;
}

/* ---- rows ---- */

static int meets(const eqp_study *study, const eqp_change_place *place, uint32_t row) {
    for (uint32_t i = 0; i < place->condition_count; i++)
        if (label_of(study, place->subject, row, place->conditions[i].space) !=
            place->conditions[i].index)
            return 0;
    return 1;
}

static uint32_t rows_of(const eqp_study *study, eqp_change_subject subject) {
    uint32_t count;
    memcpy(&count, (const char *)study + subjects[subject].count_offset, sizeof count);
    return count;
}

static void find_rows(const eqp_study *study, const eqp_change_place *place,
                      eqp_change_numbers *numbers) {
    uint32_t count = rows_of(study, place->subject);
    for (uint32_t row = 0; row < count; row++)
        if (meets(study, place, row))
            numbers->rows[numbers->count++] = row;
}

eqp_status eqp_change_find(const eqp_study *study, const eqp_change_place *place,
                           eqp_change_numbers *numbers, eqp_error *error) {
    int is_setting = place->subject == EQP_CHANGES_SETTING;
    *numbers = (eqp_change_numbers){.subject = place->subject, .columns = 1};
    numbers->rows =
        eqp_allocate(is_setting ? 1 : rows_of(study, place->subject), sizeof *numbers->rows);
    if (!numbers->rows)
        return eqp_error_memory(error);
    if (is_setting) {
        numbers->offset[0] = settings[place->setting].offset;
        numbers->high = settings[place->setting].high;
        numbers->count = 1;
        return EQP_OK;
    }
    memcpy(numbers->offset, subjects[place->subject].offset, sizeof numbers->offset);
    numbers->columns = subjects[place->subject].columns;
    numbers->high = subjects[place->subject].high;
    find_rows(study, place, numbers);
    return EQP_OK;
}

void eqp_change_release(eqp_change_numbers *numbers) {
    eqp_free(numbers->rows);
    numbers->rows = NULL;
}

/* ---- numbers ---- */

static double *column_of(const eqp_change_numbers *numbers, uint32_t column, eqp_study *study) {
    void *field = (char *)study + numbers->offset[column];
    return numbers->subject == EQP_CHANGES_SETTING ? field : *(double **)field;
}

const double *eqp_change_read(const eqp_change_numbers *numbers, uint32_t column,
                              const eqp_study *study) {
    return column_of(numbers, column, (eqp_study *)(uintptr_t)study);
}

double eqp_change_result(eqp_change how, double value, double old) {
    return how == EQP_CHANGE_SET ? value : how == EQP_CHANGE_ADD ? old + value : old * value;
}

static void note(eqp_change_cuts *cuts, uint32_t column, double result, double high) {
    cuts->overflow = cuts->overflow || !isfinite(result);
    cuts->below += column == 0 && result < 0;
    cuts->above += column == 0 && result > high;
}

void eqp_change_apply(const eqp_change_numbers *numbers, eqp_change how, double value,
                      eqp_study *study, eqp_change_cuts *cuts) {
    for (uint32_t column = 0; column < numbers->columns; column++) {
        double *cells = column_of(numbers, column, study);
        for (uint32_t i = 0; i < numbers->count; i++) {
            double *cell = cells + numbers->rows[i];
            double result = eqp_change_result(how, value, *cell);
            if (cuts)
                note(cuts, column, result, numbers->high);
            result = result < 0 ? 0 : result;
            *cell = (result > numbers->high ? numbers->high : result) + 0.0; /* -0 becomes 0 */
        }
    }
}

void eqp_change_row_text(const eqp_change_numbers *numbers, const eqp_study *study, uint32_t row,
                         char *text, size_t size) {
    size_t used = 0;
    *text = '\0';
    if (numbers->subject == EQP_CHANGES_SETTING)
        return;
    for (uint32_t i = 0; used < size; i++) {
        char column[64];
        eqp_word_text(subjects[numbers->subject].key, i, column, sizeof column);
        if (!*column)
            return;
        used += (size_t)snprintf(
            text + used, size - used, "%s%.60s", i ? ", " : "",
            eqp_study_id(study, space_of(column),
                         label_of(study, numbers->subject, row, space_of(column))));
    }
}

/* ---- as it is typed ---- */

/* The operator that begins at text; its length, 0 where there is none. */
static size_t sign_length(const char *text, eqp_change *how) {
    if (*text == '=') {
        *how = EQP_CHANGE_SET;
        return 1;
    }
    *how = *text == '*' ? EQP_CHANGE_SCALE : EQP_CHANGE_ADD;
    return (*text == '*' || *text == '+') && text[1] == '=' ? 2 : 0;
}

int eqp_change_cut(char *text, eqp_change_parts *parts) {
    char *open = strchr(text, '['), *close = strrchr(text, ']');
    char *sign = close ? close + 1 : text + strcspn(text, "=*+");
    size_t length = sign_length(sign, &parts->how);
    if (!length || !open != !close || open > close)
        return -1;
    parts->title_length = (size_t)(sign - text) + length - 1;
    parts->parameter = text;
    parts->target = open ? open + 1 : "";
    parts->value = sign + length;
    *(open ? open : sign) = '\0';
    if (close)
        *close = '\0';
    return 0;
}
