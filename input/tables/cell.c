#include "input/tables/cell.h"

#include "models/base/language.h"
#include "models/base/number.h"

#include <stdio.h>
#include <string.h>

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

int eqp_cell_number(const eqp_column_view *column, const char *text, size_t length, char separator,
                    double *value, char sentence[EQP_SENTENCE_SIZE]) {
    char limit[32];
    switch (eqp_number_parse(text, length, separator, value)) {
    case EQP_NUMBER_NONE:
        return refuse(column, text, _("%s \"%.*s\" is not a number"), "", sentence);
    case EQP_NUMBER_INFINITE:
        return refuse(column, text, _("%s \"%.*s\" is not a finite number"), "", sentence);
    case EQP_NUMBER_OK:
        break;
    }
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
