#include "input/tables/cell.h"

#include "models/base/language.h"
#include "models/base/number.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LONGEST_SHOWN 80

int eqp_cell_shown(const char *text) {
    size_t length = strnlen(text, LONGEST_SHOWN + 1);
    if (length <= LONGEST_SHOWN)
        return (int)length;
    length = LONGEST_SHOWN;
    while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return (int)length;
}

/* Writes a sentence about a cell, whose format takes column, cell and `more`. */
static int refuse(const eqp_column_view *column, const char *text, const char *format,
                  const char *more, char sentence[EQP_SENTENCE_SIZE]) {
    snprintf(sentence, EQP_SENTENCE_SIZE, format, column->name, eqp_cell_shown(text), text, more);
    return -1;
}

/* Bytes of a currency at the end of text[length], or where `first` at its beginning. */
static size_t currency_length(const char *text, size_t length, int first) {
    static const char *const names[] = {"€",   "EUR", "euros", "euro", "$",  "USD",
                                        "CHF", "£",   "GBP",   "¥",    "kr", "Fr."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i]);
        if (size < length && strncasecmp(first ? text : text + length - size, names[i], size) == 0)
            return size;
    }
    return 0;
}

void eqp_cell_cut_currency(const char **text, size_t *length) {
    size_t before = currency_length(*text, *length, 1);
    *text += before;
    *length -= before;
    *length -= before ? 0 : currency_length(*text, *length, 0);
    eqp_blank_trim(text, length);
}

static int is_money(const eqp_column_view *column) {
    return strncmp(column->unit, "currency", 8) == 0;
}

/* A share, or the value of a rule, which is one where its unit says so. */
static int may_be_share(const eqp_column_view *column) {
    return strstr(column->unit, "share") != NULL;
}

int eqp_cell_number(const eqp_column_view *column, const char *text, size_t length,
                    eqp_number_form *form, double *value, char sentence[EQP_SENTENCE_SIZE]) {
    char limit[32];
    const char *number = text;
    eqp_number_outcome outcome = eqp_number_read(text, length, form, value);
    if (outcome == EQP_NUMBER_NONE && is_money(column)) {
        eqp_cell_cut_currency(&number, &length);
        outcome = eqp_number_read(number, length, form, value);
    }
    switch (outcome) {
    case EQP_NUMBER_NONE:
        return refuse(column, text, _("%s \"%.*s\" is not a number"), "", sentence);
    case EQP_NUMBER_INFINITE:
        return refuse(column, text, _("%s \"%.*s\" is not a finite number"), "", sentence);
    case EQP_NUMBER_OK:
        break;
    }
    if (form->percent && !may_be_share(column))
        return refuse(column, text, _("%s \"%.*s\" is a per cent; write the number itself"), "",
                      sentence);
    if (*value < column->low) {
        eqp_number_format(column->low, limit);
        return refuse(column, text, _("%s \"%.*s\" is below %s"), limit, sentence);
    }
    if (*value > column->high) {
        eqp_number_format(column->high, limit);
        return refuse(column, text, _("%s \"%.*s\" is above %s"), limit, sentence);
    }
    *value += 0.0; /* -0 is 0 */
    return 0;
}

int eqp_cell_word(const eqp_column_view *column, const char *text, uint32_t *index,
                  char sentence[EQP_SENTENCE_SIZE]) {
    char nearest[64], word[64], known[256] = "";
    size_t used = 0;
    *index = eqp_word_find(column->words, text);
    if (*index != EQP_NONE)
        return 0;
    for (uint32_t i = 0; used < sizeof known; i++) {
        eqp_word_text(column->words, i, word, sizeof word);
        if (!*word)
            break;
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", i ? ", " : "", word);
    }
    eqp_word_nearest(column->words, text, nearest, sizeof nearest);
    snprintf(sentence, EQP_SENTENCE_SIZE,
             *nearest ? _("%s \"%.*s\" is not one of %s; did you mean \"%s\"?")
                      : _("%s \"%.*s\" is not one of %s"),
             column->name, eqp_cell_shown(text), text, known, nearest);
    return -1;
}

double eqp_cell_blank_number(const eqp_column_view *column) {
    double value = NAN;
    if (strcmp(column->blank, "infinity") == 0)
        return INFINITY;
    (void)eqp_number_parse(column->blank, strlen(column->blank), '.', &value);
    return value;
}
