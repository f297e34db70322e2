#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/files/buffer.h"
#include "output/page/page_parts.h"

#include <stdio.h>
#include <string.h>

void eqp_page_open_table(eqp_json *json, const char *key, const char *columns) {
    char name[64];
    eqp_json_open(json, key);
    eqp_json_open_list(json, "columns");
    for (uint32_t i = 0; *columns; i++) {
        size_t length = strcspn(columns, "|");
        snprintf(name, sizeof name, "%.*s", (int)length, columns);
        eqp_json_text(json, NULL, name);
        columns += length + (columns[length] == '|');
    }
    eqp_json_close(json);
    eqp_json_open_list(json, "rows");
}

void eqp_page_close_table(eqp_json *json) {
    eqp_json_close(json);
    eqp_json_close(json);
}

void eqp_page_open_row(eqp_json *json) {
    eqp_json_open_list(json, NULL);
}

void eqp_page_close_row(eqp_json *json) {
    eqp_json_close(json);
}

/* Bytes of the UTF-8 character at text; 0: these bytes are none. */
static size_t character(const char *text) {
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0x80    ? 1
                    : first < 0xC2  ? 0
                    : first < 0xE0  ? 2
                    : first < 0xF0  ? 3
                    : first <= 0xF4 ? 4
                                    : 0;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

/* text[length], which may hold any bytes, as UTF-8; owned by the caller. */
static char *clean(const char *text, size_t length) {
    eqp_buffer buffer = {0};
    eqp_buffer_add(&buffer, "%s", "");
    for (size_t at = 0; at < length;) {
        size_t bytes = character(text + at);
        eqp_buffer_add(&buffer, "%.*s", bytes ? (int)bytes : 1, bytes ? text + at : "?");
        at += bytes ? bytes : 1;
    }
    return eqp_buffer_finish(&buffer);
}

/* The last part of a path; owned by the caller. */
static char *last_part(const char *path) {
    size_t length = strlen(path), begin;
    while (length > 1 && path[length - 1] == '/')
        length--;
    for (begin = length; begin > 0 && path[begin - 1] != '/'; begin--)
        continue;
    return clean(path + begin, length - begin);
}

char *eqp_page_title(const eqp_page *page) {
    char *name = last_part(page->folder);
    eqp_buffer buffer = {0};
    if (!name)
        return NULL;
    eqp_buffer_add(&buffer,
                   page->assessment   ? _("A plan evaluated: %s")
                   : page->curve      ? _("The curve of the best value: %s")
                   : page->comparison ? _("Scenarios compared: %s")
                                      : _("Purchase plan: %s"),
                   name);
    eqp_free(name);
    return eqp_buffer_finish(&buffer);
}

static void add_texts(eqp_json *json) {
    eqp_json_open(json, "texts");
#define EQP_PAGE_TEXT(key, sentence) eqp_json_text(json, #key, _(sentence));
#include "output/page/page_texts.def"
#undef EQP_PAGE_TEXT
    eqp_json_close(json);
}

/* One function per kind of option, as in summary.json. */
static void add_NUMBER(eqp_json *json, double value, const char *words) {
    (void)words;
    eqp_json_number(json, NULL, value);
}

static void add_TEXT(eqp_json *json, const char *value, const char *words) {
    (void)words;
    eqp_json_text(json, NULL, value);
}

static void add_WORD(eqp_json *json, uint32_t value, const char *words) {
    char word[32];
    eqp_word_text(words, value, word, sizeof word);
    eqp_json_text(json, NULL, word);
}

static void add_parameters(const eqp_settings *settings, eqp_json *json) {
    eqp_page_open_table(json, "parameters", "parameter|value|meaning");
#define EQP_OPTION(name, kind, blank, low, high, words, sentence)                                  \
    eqp_page_open_row(json);                                                                       \
    eqp_json_text(json, NULL, #name);                                                              \
    add_##kind(json, settings->name, words);                                                       \
    eqp_json_text(json, NULL, _(sentence));                                                        \
    eqp_page_close_row(json);
#include "models/study/options.def"
#undef EQP_OPTION
    eqp_page_close_table(json);
}

/* -1 when memory was short. */
static int add_about(const eqp_page *page, eqp_json *json) {
    char *name = last_part(page->folder), *typed = clean(page->typed, strlen(page->typed));
    int failed = !name || !typed;
    if (!failed) {
        eqp_json_open(json, "about");
        eqp_json_text(json, "study", name);
        eqp_json_text(json, "scenario", page->scenario);
        eqp_json_text(json, "options", typed);
        eqp_json_text(json, "version", page->version);
        eqp_json_text(json, "digest", page->study->digest);
        if (page->plan)
            eqp_json_text(json, "status",
                          page->plan->outcome == EQP_OUTCOME_STOPPED ? "stopped" : "optimal");
        add_parameters(&page->study->settings, json);
        eqp_json_close(json);
    }
    eqp_free(typed);
    eqp_free(name);
    return failed ? -1 : 0;
}

char *eqp_page_data(const eqp_page *page) {
    eqp_json *json = eqp_json_create();
    char *text;
    int failed;
    eqp_json_text(json, "language", page->options->language);
    eqp_json_text(json, "currency", page->study->settings.currency);
    failed = add_about(page, json);
    eqp_page_add_names(page, json);
    if (page->plan && eqp_page_add_plan(page->plan, page->worst_residual, json))
        failed = -1;
    if (page->plan && page->options->outlines)
        eqp_page_add_map(page->options->outlines, json);
    if (page->comparison)
        eqp_page_add_comparison(page->comparison, json);
    if (page->curve)
        eqp_page_add_curve(page->curve, json);
    if (page->assessment)
        eqp_page_add_evaluation(page->assessment, json);
    add_texts(json);
    text = eqp_json_finish_inline(json);
    if (failed) {
        eqp_free(text);
        text = NULL;
    }
    return text;
}
