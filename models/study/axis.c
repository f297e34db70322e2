#include "models/study/axis.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/base/search.h"
#include "models/study/change.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct eqp_axis {
    char *title;
    eqp_change how;             /* of a transfer: ADD, to the receiver */
    eqp_change_numbers numbers; /* what changes; of a transfer: the giver's budget */
    eqp_change_numbers receiver;
    int is_transfer;
    double from, to, today;
    uint32_t count; /* 0 of a RANGE */
};

/* ---- what both texts share ---- */

/* Puts the option and what was typed before the reason that error holds. */
static eqp_status refuse(const char *option, const char *typed, eqp_error *error) {
    eqp_error reason = *error;
    if (error->status != EQP_ERROR_USAGE)
        return error->status;
    return eqp_error_set(error, EQP_ERROR_USAGE, "%s %.120s: %.370s", option, typed,
                         reason.sentence);
}

static eqp_status read_count(const char *text, uint32_t *count, eqp_error *error) {
    double value = 0;
    if (eqp_number_parse(text, strlen(text), '.', &value) != EQP_NUMBER_OK || value < 1 ||
        value != floor(value))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("COUNT \"%.80s\" is not a whole number of at least 1"), text);
    if (value > UINT32_MAX)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("COUNT \"%.80s\" is above %u"), text,
                             UINT32_MAX);
    *count = (uint32_t)value;
    return EQP_OK;
}

static eqp_status check_values(const eqp_axis *axis, eqp_error *error) {
    char from[32], to[32];
    if (!isfinite((axis->to - axis->from) * fmax(1, axis->count)))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("the distance of FROM and TO is too large for a number"));
    if (axis->count || axis->from < axis->to)
        return EQP_OK;
    eqp_number_format(axis->from, from);
    eqp_number_format(axis->to, to);
    return eqp_error_set(error, EQP_ERROR_USAGE, _("FROM %s is not below TO %s"), from, to);
}

static eqp_status read_value(const eqp_axis *axis, const char *parameter, const char *name,
                             const char *text, size_t length, double *value, eqp_error *error) {
    eqp_status status = eqp_change_check_number(parameter, axis->how, name, text, length, error);
    return !status ? eqp_change_number(name, text, length, value, error) : status;
}

/* FROM:TO:COUNT, or FROM:TO. */
static eqp_status read_values(eqp_axis *axis, const char *parameter, const char *text,
                              eqp_axis_form form, eqp_error *error) {
    const char *to = strchr(text, ':'), *count = to ? strchr(to + 1, ':') : NULL;
    eqp_status status;
    if (!to || !count == (form == EQP_AXIS_VALUES) || (count && strchr(count + 1, ':')))
        return eqp_error_set(error, EQP_ERROR_USAGE, _("\"%.80s\" is not %s"), text,
                             form == EQP_AXIS_VALUES ? "FROM:TO:COUNT" : "FROM:TO");
    status = read_value(axis, parameter, "FROM", text, (size_t)(to - text), &axis->from, error);
    to++;
    if (!status)
        status = read_value(axis, parameter, "TO", to, count ? (size_t)(count - to) : strlen(to),
                            &axis->to, error);
    if (!status && count)
        status = read_count(count + 1, &axis->count, error);
    return status ? status : check_values(axis, error);
}

/* The value that is reached at the end: an axis of one value stays at FROM. */
static double last_value(const eqp_axis *axis) {
    return axis->count == 1 ? axis->from : axis->to;
}

typedef eqp_status (*understand_text)(const eqp_study *study, char *text, eqp_axis_form form,
                                      eqp_axis *axis, eqp_error *error);

static eqp_status create(const eqp_study *study, const char *text, eqp_axis_form form,
                         understand_text understand, eqp_axis **out, eqp_error *error) {
    eqp_error reason = {0}; /* written even where the caller wants none: it is built in steps */
    eqp_axis *axis = eqp_allocate(1, sizeof *axis);
    char *copy = eqp_text_copy(text);
    eqp_status status =
        axis && copy ? understand(study, copy, form, axis, &reason) : eqp_error_memory(&reason);
    eqp_free(copy);
    if (status) {
        eqp_axis_free(axis);
        axis = NULL;
        if (error)
            *error = reason;
    }
    *out = axis;
    return status;
}

/* ---- --vary ---- */

/* The sentence for a row that would be cut. */
static eqp_status refuse_result(const eqp_study *study, const eqp_axis *axis, const char *parameter,
                                uint32_t column, uint32_t row, double value, double result,
                                eqp_error *error) {
    static const char *const estimates[] = {"", "_low", "_high"};
    const eqp_change_numbers *numbers = &axis->numbers;
    char of[192], what[320], typed[32], made[32], now[32];
    int is_share = numbers->high == 1;
    eqp_change_row_text(numbers, study, row, of, sizeof of);
    eqp_number_format(value, typed);
    eqp_number_format(result, made);
    eqp_number_format(eqp_change_read(numbers, column, study)[row], now);
    if (axis->how == EQP_CHANGE_SET)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             is_share ? _("%s %s is not between 0 and 1")
                                      : _("%s %s is not at least 0"),
                             parameter, typed);
    snprintf(what, sizeof what, *of ? _("%s%s of %s") : "%s%s%s", parameter, estimates[column], of);
    if (axis->how == EQP_CHANGE_ADD)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             is_share
                                 ? _("adding %s makes %s %s; it is %s and must be between 0 and 1")
                                 : _("adding %s makes %s %s; it is %s and must be at least 0"),
                             typed, what, made, now);
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         is_share
                             ? _("scaling by %s makes %s %s; it is %s and must be between 0 and 1")
                             : _("scaling by %s makes %s %s; it is %s and must be at least 0"),
                         typed, what, made, now);
}

static eqp_status check_results(const eqp_study *study, const eqp_axis *axis, const char *parameter,
                                double value, eqp_error *error) {
    const eqp_change_numbers *numbers = &axis->numbers;
    for (uint32_t i = 0; i < numbers->count; i++)
        for (uint32_t column = 0; column < numbers->columns; column++) {
            uint32_t row = numbers->rows[i];
            double result =
                eqp_change_result(axis->how, value, eqp_change_read(numbers, column, study)[row]);
            if (!isfinite(result))
                return eqp_error_set(error, EQP_ERROR_USAGE,
                                     _("the result is too large for a number"));
            if (result < 0 || result > numbers->high)
                return refuse_result(study, axis, parameter, column, row, value, result, error);
        }
    return EQP_OK;
}

/* The one value that all numbers have, NAN where they differ. */
static double common_value(const eqp_study *study, const eqp_change_numbers *numbers) {
    double common = eqp_change_read(numbers, 0, study)[numbers->rows[0]];
    for (uint32_t column = 0; column < numbers->columns; column++)
        for (uint32_t i = 0; i < numbers->count; i++)
            if (eqp_change_read(numbers, column, study)[numbers->rows[i]] != common)
                return NAN;
    return common;
}

static eqp_status find_numbers(const eqp_study *study, const eqp_change_parts *parts,
                               eqp_axis *axis, eqp_error *error) {
    eqp_change_place place;
    eqp_status status =
        eqp_change_understand_word(study, parts->parameter, parts->target, &place, error);
    if (status)
        return status;
    if (!eqp_change_is_number(&place))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("%s is not a number and cannot be varied; a scenario can set it"),
                             parts->parameter);
    status = eqp_change_find(study, &place, &axis->numbers, error);
    if (!status && !axis->numbers.count)
        status = eqp_error_set(error, EQP_ERROR_USAGE, _("the target meets no row"));
    return status;
}

static eqp_status understand_vary(const eqp_study *study, char *text, eqp_axis_form form,
                                  eqp_axis *axis, eqp_error *error) {
    eqp_change_parts parts;
    eqp_status status;
    if (!(axis->title = eqp_text_copy(text)))
        return eqp_error_memory(error);
    if (eqp_change_cut(text, &parts) != 0) {
        eqp_error_set(error, EQP_ERROR_USAGE, _("expected PARAMETER[TARGET]=%s (or *=, +=)"),
                      form == EQP_AXIS_VALUES ? "FROM:TO:COUNT" : "FROM:TO");
        return refuse("--vary", axis->title, error);
    }
    axis->title[parts.title_length] = '\0';
    axis->how = parts.how;
    status = find_numbers(study, &parts, axis, error);
    if (!status)
        status = read_values(axis, parts.parameter, parts.value, form, error);
    if (!status)
        status = check_results(study, axis, parts.parameter, axis->from, error);
    if (!status)
        status = check_results(study, axis, parts.parameter, last_value(axis), error);
    if (status)
        return refuse("--vary", axis->title, error);
    axis->today = parts.how == EQP_CHANGE_ADD     ? 0
                  : parts.how == EQP_CHANGE_SCALE ? 1
                                                  : common_value(study, &axis->numbers);
    return EQP_OK;
}

eqp_status eqp_axis_vary(const eqp_study *study, const char *text, eqp_axis_form form,
                         eqp_axis **out, eqp_error *error) {
    return create(study, text, form, understand_vary, out, error);
}

/* ---- --transfer ---- */

/* Ids may hold colons: the split that counts is the one with an institution on either side. *found
 * receives how many there are, institutions the last of them. */
static void split_pair(const eqp_study *study, const char *pair, uint32_t institutions[2],
                       uint32_t *found) {
    const eqp_names *names = study->spaces[EQP_SPACE_institution];
    *found = 0;
    for (const char *colon = strchr(pair, ':'); colon; colon = strchr(colon + 1, ':')) {
        uint32_t giver = eqp_names_find(names, pair, (size_t)(colon - pair));
        uint32_t receiver = eqp_names_find(names, colon + 1, strlen(colon + 1));
        if (giver == EQP_NONE || receiver == EQP_NONE)
            continue;
        institutions[0] = giver;
        institutions[1] = receiver;
        ++*found;
    }
}

/* Says which of the two is unknown, where it is plain which text is one institution. */
static eqp_status refuse_pair(const eqp_study *study, const char *pair, eqp_error *error) {
    const eqp_names *names = study->spaces[EQP_SPACE_institution];
    const char *colon = strchr(pair, ':');
    char id[512];
    if (!colon || strchr(colon + 1, ':'))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("\"%.80s\" is not A:B, two institutions that are known"), pair);
    snprintf(id, sizeof id, "%.*s", (int)(colon - pair), pair);
    if (eqp_names_find(names, id, strlen(id)) != EQP_NONE)
        snprintf(id, sizeof id, "%s", colon + 1);
    return eqp_error_unknown(error, N_("institution"), id, eqp_names_nearest(names, id));
}

static eqp_status find_budget(const eqp_study *study, uint32_t institution,
                              eqp_change_numbers *numbers, eqp_error *error) {
    eqp_change_place place = {.subject = EQP_CHANGES_BUDGET, .condition_count = 1};
    eqp_status status;
    place.conditions[0].space = EQP_SPACE_institution;
    place.conditions[0].index = institution;
    status = eqp_change_find(study, &place, numbers, error);
    if (!status && numbers->count != 1)
        status = eqp_error_set(error, EQP_ERROR_USAGE, _("institution \"%.80s\" has no budget"),
                               eqp_study_id(study, EQP_SPACE_institution, institution));
    return status;
}

static eqp_status find_budgets(const eqp_study *study, const char *pair, eqp_axis *axis,
                               eqp_error *error) {
    uint32_t institutions[2], found;
    eqp_status status;
    split_pair(study, pair, institutions, &found);
    if (found == 0)
        return refuse_pair(study, pair, error);
    if (found > 1)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("\"%.80s\" can be read as A:B in more than one way"), pair);
    if (institutions[0] == institutions[1])
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("money cannot be moved from an institution to itself"));
    status = find_budget(study, institutions[0], &axis->numbers, error);
    return status ? status : find_budget(study, institutions[1], &axis->receiver, error);
}

static double budget_of(const eqp_study *study, const eqp_change_numbers *numbers) {
    return eqp_change_read(numbers, 0, study)[numbers->rows[0]];
}

/* A negative amount goes the other way. */
static eqp_status check_move(const eqp_study *study, const eqp_axis *axis, double amount,
                             eqp_error *error) {
    const eqp_change_numbers *giver = amount < 0 ? &axis->receiver : &axis->numbers;
    const eqp_change_numbers *receiver = amount < 0 ? &axis->numbers : &axis->receiver;
    double budget = budget_of(study, giver), moved = fabs(amount);
    char typed[32], left[32], now[32];
    if (!isfinite(budget_of(study, receiver) + moved))
        return eqp_error_set(error, EQP_ERROR_USAGE, _("the result is too large for a number"));
    if (budget >= moved)
        return EQP_OK;
    eqp_number_format(moved, typed);
    eqp_number_format(budget - moved, left);
    eqp_number_format(budget, now);
    return eqp_error_set(
        error, EQP_ERROR_USAGE, _("moving %s from %.80s leaves %s; its budget is %s"), typed,
        eqp_study_id(study, EQP_SPACE_institution, study->budgets.institution[giver->rows[0]]),
        left, now);
}

static eqp_status understand_transfer(const eqp_study *study, char *text, eqp_axis_form form,
                                      eqp_axis *axis, eqp_error *error) {
    char *equals = strrchr(text, '=');
    size_t size = strlen(text) + sizeof "transfer[]";
    eqp_status status;
    if (!equals) {
        eqp_error_set(error, EQP_ERROR_USAGE, _("expected A:B=%s"),
                      form == EQP_AXIS_VALUES ? "FROM:TO:COUNT" : "FROM:TO");
        return refuse("--transfer", text, error);
    }
    *equals = '\0';
    if (!(axis->title = eqp_allocate(size, 1)))
        return eqp_error_memory(error);
    snprintf(axis->title, size, "transfer[%s]", text);
    axis->how = EQP_CHANGE_ADD;
    axis->is_transfer = 1;
    status = find_budgets(study, text, axis, error);
    if (!status)
        status = read_values(axis, "budget", equals + 1, form, error);
    if (!status)
        status = check_move(study, axis, axis->from, error);
    if (!status)
        status = check_move(study, axis, last_value(axis), error);
    return status ? refuse("--transfer", text, error) : EQP_OK;
}

eqp_status eqp_axis_transfer(const eqp_study *study, const char *text, eqp_axis_form form,
                             eqp_axis **out, eqp_error *error) {
    return create(study, text, form, understand_transfer, out, error);
}

/* ---- questions ---- */

void eqp_axis_free(eqp_axis *axis) {
    if (!axis)
        return;
    eqp_change_release(&axis->numbers);
    eqp_change_release(&axis->receiver);
    eqp_free(axis->title);
    eqp_free(axis);
}

const char *eqp_axis_title(const eqp_axis *axis) {
    return axis->title;
}

uint32_t eqp_axis_count(const eqp_axis *axis) {
    return axis->count;
}

double eqp_axis_from(const eqp_axis *axis) {
    return axis->from;
}

double eqp_axis_to(const eqp_axis *axis) {
    return axis->to;
}

double eqp_axis_value(const eqp_axis *axis, uint32_t index) {
    if (index == 0)
        return axis->from;
    if (index == axis->count - 1)
        return axis->to;
    return axis->from + index * (axis->to - axis->from) / (axis->count - 1);
}

int eqp_axis_only_couples(const eqp_axis *axis) {
    switch (axis->numbers.subject) {
    case EQP_CHANGES_BUDGET:
    case EQP_CHANGES_RULE:
        return 1;
    case EQP_CHANGES_SETTING:
        return axis->numbers.offset[0] == offsetof(eqp_study, settings.balance);
    default:
        return 0;
    }
}

double eqp_axis_today(const eqp_axis *axis) {
    return axis->today;
}

static int holds_row(const eqp_change_numbers *numbers, uint32_t row) {
    uint32_t at = eqp_search_first(numbers->count, numbers->rows, sizeof *numbers->rows, row);
    return at < numbers->count && numbers->rows[at] == row;
}

static int holds_all(const eqp_change_numbers *numbers, const eqp_change_numbers *others) {
    if (numbers->offset[0] != others->offset[0])
        return 0;
    for (uint32_t i = 0; i < others->count; i++)
        if (!holds_row(numbers, others->rows[i]))
            return 0;
    return 1;
}

int eqp_axis_undoes(const eqp_axis *axis, const eqp_axis *earlier) {
    return axis->how == EQP_CHANGE_SET && holds_all(&axis->numbers, &earlier->numbers) &&
           (!earlier->is_transfer || holds_all(&axis->numbers, &earlier->receiver));
}

int eqp_axis_undoes_draws(const eqp_axis *axis, const eqp_study *study) {
    return axis->how == EQP_CHANGE_SET && axis->numbers.subject == EQP_CHANGES_NEED &&
           axis->numbers.count == study->needs.count;
}

/* ---- change ---- */

/* Where another axis has left less than is to be moved, all that is there moves: no money is made.
 */
static void move(const eqp_axis *axis, double amount, eqp_study *study) {
    amount =
        fmax(-budget_of(study, &axis->receiver), fmin(amount, budget_of(study, &axis->numbers)));
    eqp_change_apply(&axis->numbers, EQP_CHANGE_ADD, -amount, study, NULL);
    eqp_change_apply(&axis->receiver, EQP_CHANGE_ADD, amount, study, NULL);
}

void eqp_axis_change(const eqp_axis *axis, double value, eqp_study *study) {
    if (axis->is_transfer)
        move(axis, value, study);
    else
        eqp_change_apply(&axis->numbers, axis->how, value, study, NULL);
}
