#include "output/tables/parameters.h"

/* One function per kind of option: a WORD is stored as its index. */
static void add_NUMBER(eqp_json *json, const char *key, double value, const char *words) {
    (void)words;
    eqp_json_number(json, key, value);
}

static void add_TEXT(eqp_json *json, const char *key, const char *value, const char *words) {
    (void)words;
    eqp_json_text(json, key, value);
}

static void add_WORD(eqp_json *json, const char *key, uint32_t value, const char *words) {
    char word[32];
    eqp_word_text(words, value, word, sizeof word);
    eqp_json_text(json, key, word);
}

void eqp_parameters_add(const eqp_settings *settings, eqp_json *json) {
    eqp_json_open(json, "parameters");
#define EQP_OPTION(name, kind, blank, low, high, words, sentence)                                  \
    add_##kind(json, #name, settings->name, words);
#include "models/study/options.def"
#undef EQP_OPTION
    eqp_json_close(json);
}
