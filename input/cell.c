#include "input/cell.h"

#include "models/number.h"

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

static int out_of_range(const eqp_column_view *column, const char *text, const char *side,
                        double bound, char *sentence) {
    char limit[32];
    eqp_number_format(bound, limit);
    snprintf(sentence, EQP_SENTENCE_SIZE, "%s \"%.*s\" is %s %s", column->name,
             eqp_cell_shown(text), text, side, limit);
    return -1;
}

int eqp_cell_number(const eqp_column_view *column, const char *text, size_t length, char separator,
                    double *value, char sentence[EQP_SENTENCE_SIZE]) {
    switch (eqp_number_parse(text, length, separator, value)) {
    case EQP_NUMBER_NONE:
        snprintf(sentence, EQP_SENTENCE_SIZE, "%s \"%.*s\" is not a number", column->name,
                 eqp_cell_shown(text), text);
        return -1;
    case EQP_NUMBER_INFINITE:
        snprintf(sentence, EQP_SENTENCE_SIZE, "%s \"%.*s\" is not a finite number", column->name,
                 eqp_cell_shown(text), text);
        return -1;
    case EQP_NUMBER_OK:
        break;
    }
    if (*value < column->low)
        return out_of_range(column, text, "below", column->low, sentence);
    if (*value > column->high)
        return out_of_range(column, text, "above", column->high, sentence);
    *value += 0.0; /* -0 is 0 */
    return 0;
}

int eqp_cell_word(const eqp_column_view *column, const char *text, uint32_t *index,
                  char sentence[EQP_SENTENCE_SIZE]) {
    char nearest[64], word[64];
    size_t used;
    *index = eqp_word_find(column->words, text);
    if (*index != EQP_NONE)
        return 0;
    used = (size_t)snprintf(sentence, EQP_SENTENCE_SIZE, "%s \"%.*s\" is not one of", column->name,
                            eqp_cell_shown(text), text);
    for (uint32_t i = 0;; i++) {
        eqp_word_text(column->words, i, word, sizeof word);
        if (!*word)
            break;
        used += (size_t)snprintf(sentence + used, EQP_SENTENCE_SIZE - used, "%s %s", i ? "," : "",
                                 word);
    }
    eqp_word_nearest(column->words, text, nearest, sizeof nearest);
    if (*nearest)
        snprintf(sentence + used, EQP_SENTENCE_SIZE - used, "; did you mean \"%s\"?", nearest);
    return -1;
}

double eqp_cell_blank_number(const eqp_column_view *column) {
    double value = NAN;
    if (strcmp(column->blank, "infinity") == 0)
        return INFINITY;
    (void)eqp_number_parse(column->blank, strlen(column->blank), '.', &value);
    return value;
}
