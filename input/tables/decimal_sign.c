#include "input/tables/decimal_sign.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <stdio.h>
#include <string.h>

static int is_possible(const eqp_column_view *view, double value) {
    return value >= view->low && value <= view->high;
}

static int may_be_any(const eqp_column_view *view) {
    return view->kind != EQP_KIND_NUMBER;
}

/* The whole number that a lone sign between thousands makes. */
static double grouped(double value) {
    return round(value * 1000);
}

static char other(char sign) {
    return sign == '.' ? ',' : '.';
}

static int learn(eqp_decimal_sign *decimal, char sign, const char *text,
                 const eqp_number_place *place, char sentence[EQP_SENTENCE_SIZE]) {
    if (!decimal->sign) {
        decimal->sign = sign;
        decimal->line = place->line;
        snprintf(decimal->shown, sizeof decimal->shown, "%.*s", eqp_cell_shown(text), text);
    }
    if (decimal->sign == sign)
        return 0;
    snprintf(sentence, EQP_SENTENCE_SIZE,
             _("%s \"%.*s\" has another decimal sign than \"%s\" in line %u; a file has one"),
             place->view->name, eqp_cell_shown(text), text, decimal->shown, decimal->line);
    return -1;
}

static int refuse_grouped(const eqp_number_place *place, char sentence[EQP_SENTENCE_SIZE]) {
    char limit[32], number[32];
    int below = place->value < place->view->low;
    eqp_number_format(below ? place->view->low : place->view->high, limit);
    eqp_number_format(place->value, number);
    snprintf(sentence, EQP_SENTENCE_SIZE,
             below ? _("%s \"%.*s\" is below %s") : _("%s \"%.*s\" is above %s"), place->view->name,
             (int)strlen(number), number, limit);
    return -1;
}

/* A lone sign whose meaning is known. */
static int apply(const eqp_decimal_sign *decimal, eqp_number_place *place,
                 char sentence[EQP_SENTENCE_SIZE]) {
    if (decimal->sign == place->sign)
        return 0;
    place->value = grouped(place->value);
    return may_be_any(place->view) || is_possible(place->view, place->value)
               ? 0
               : refuse_grouped(place, sentence);
}

eqp_decimal_outcome eqp_decimal_take(eqp_decimal_sign *decimal, const eqp_number_form *form,
                                     const char *text, eqp_number_place *place,
                                     char sentence[EQP_SENTENCE_SIZE]) {
    char sign = form->decimal ? form->decimal : form->grouping ? other(form->grouping) : 0;
    if (form->lone && !may_be_any(place->view) && is_possible(place->view, place->value) &&
        !is_possible(place->view, grouped(place->value)))
        sign = form->lone;
    if (sign)
        return learn(decimal, sign, text, place, sentence) ? EQP_DECIMAL_REFUSED : EQP_DECIMAL_READ;
    if (!form->lone)
        return EQP_DECIMAL_READ;
    place->sign = form->lone;
    if (decimal->sign)
        return apply(decimal, place, sentence) ? EQP_DECIMAL_REFUSED : EQP_DECIMAL_READ;
    if (eqp_grow(&decimal->waiting, &decimal->capacity, decimal->count + 1,
                 sizeof *decimal->waiting))
        return EQP_DECIMAL_NO_MEMORY;
    decimal->waiting[decimal->count++] = *place;
    return EQP_DECIMAL_READ;
}

/* As it was written: 1.250 */
static void write_lone(const eqp_number_place *place, char text[48]) {
    long long thousandths = (long long)grouped(fabs(place->value));
    snprintf(text, 48, "%s%lld%c%03lld", place->value < 0 ? "-" : "", thousandths / 1000,
             place->sign, thousandths % 1000);
}

/* Where a file is delimited by commas its numbers have points; by semicolons, commas. Nobody writes
 * three decimals of which the last is a zero. */
static int is_likely_decimal(const eqp_number_place *place, char delimiter) {
    char usual = (char)(delimiter == ',' ? '.' : delimiter == ';' ? ',' : 0);
    return place->sign == usual && fmod(grouped(fabs(place->value)), 10) != 0;
}

int eqp_decimal_settle(const eqp_decimal_sign *decimal, size_t i, char delimiter, double *value,
                       int *is_doubtful, char sentence[EQP_SENTENCE_SIZE]) {
    eqp_number_place place = decimal->waiting[i];
    char text[48], large[32], small[32];
    int status = decimal->sign ? apply(decimal, &place, sentence) : 0;
    *value = place.value;
    *is_doubtful = !decimal->sign;
    if (decimal->sign)
        return status;
    write_lone(&place, text);
    eqp_number_format(grouped(place.value), large);
    eqp_number_format(place.value, small);
    if (is_likely_decimal(&place, delimiter)) {
        snprintf(sentence, EQP_SENTENCE_SIZE, _("%s \"%s\" was read as %s, not as %s"),
                 place.view->name, text, small, large);
        return 0;
    }
    snprintf(sentence, EQP_SENTENCE_SIZE, _("%s \"%s\" may be %s or %s; write one of these"),
             place.view->name, text, large, small);
    return -1;
}

void eqp_decimal_forget(eqp_decimal_sign *decimal, size_t count) {
    decimal->count = count;
}

void eqp_decimal_clear(eqp_decimal_sign *decimal) {
    eqp_free(decimal->waiting);
    *decimal = (eqp_decimal_sign){0};
}
