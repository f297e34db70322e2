#include "output/workbook/workbook_words.h"

#include "models/base/language.h"

#include <ctype.h>
#include <string.h>

typedef struct pair {
    const char *key, *words;
} pair;

static const pair headings[] = {
#define EQP_HEADING(column, words) {column, words},
#define EQP_VALUE_WORD(word, words)
#include "output/tables/headings.def"
#undef EQP_HEADING
#undef EQP_VALUE_WORD
};

static const pair value_words[] = {
#define EQP_HEADING(column, words)
#define EQP_VALUE_WORD(word, words) {word, words},
#include "output/tables/headings.def"
#undef EQP_HEADING
#undef EQP_VALUE_WORD
};

static const char *find(const pair *pairs, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].key, key) == 0)
            return _(pairs[i].words);
    return NULL;
}

const char *eqp_workbook_heading(const char *column) {
    return find(headings, sizeof headings / sizeof *headings, column);
}

const char *eqp_workbook_word(const char *word) {
    const char *found = find(value_words, sizeof value_words / sizeof *value_words, word);
    return found ? found : word;
}

int eqp_workbook_holds_words(const char *column) {
    static const char *const columns[] = {"cause", "status", "measure", "sense",
                                          "unit",  "what",   "kind"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i], column) == 0)
            return 1;
    return 0;
}

void eqp_workbook_add_sentence(eqp_buffer *buffer, const char *sentence) {
    const char *command = *sentence == '`' ? strstr(sentence, "`: ") : NULL;
    size_t length;
    int first = 1;
    if (command)
        sentence = command + 3;
    length = strlen(sentence);
    for (size_t i = 0; i < length; i++) {
        if (sentence[i] == '`')
            continue;
        eqp_buffer_add(buffer, "%c", first ? toupper((unsigned char)sentence[i]) : sentence[i]);
        first = 0;
    }
    if (length && sentence[length - 1] != '.')
        eqp_buffer_add(buffer, ".");
}
