#include "output/files/json.h"

#include "models/base/memory.h"

#include <jansson.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH 8

/* Fifteen digits: every decimal number of a report comes back as it was written there. */
#define STYLE (JSON_INDENT(2) | JSON_REAL_PRECISION(15))
#define STYLE_INLINE (JSON_COMPACT | JSON_REAL_PRECISION(15))

struct eqp_json {
    json_t *open[DEPTH]; /* the object itself, then what is open within; only the first is owned */
    int depth;           /* of the innermost one */
    int failed;
};

eqp_json *eqp_json_create(void) {
    eqp_json *json = eqp_allocate(1, sizeof *json);
    if (json) {
        json->open[0] = json_object();
        json->failed = !json->open[0];
    }
    return json;
}

/* Takes the item over, also when it fails. */
static void add(eqp_json *json, const char *key, json_t *item) {
    json_t *into = json->open[json->depth];
    int result = json_is_array(into) ? json_array_append_new(into, item)
                                     : json_object_set_new(into, key, item);
    if (result)
        json->failed = 1;
}

static int usable(const eqp_json *json) {
    return json && !json->failed;
}

void eqp_json_text(eqp_json *json, const char *key, const char *text) {
    if (usable(json))
        add(json, key, json_string(text));
}

void eqp_json_number(eqp_json *json, const char *key, double number) {
    if (usable(json))
        add(json, key, isfinite(number) ? json_real(number) : json_null());
}

void eqp_json_whole(eqp_json *json, const char *key, unsigned long number) {
    if (usable(json))
        add(json, key, json_integer((json_int_t)number));
}

static void open_item(eqp_json *json, const char *key, json_t *item) {
    assert(json->depth + 1 < DEPTH);
    add(json, key, item);
    if (!json->failed)
        json->open[++json->depth] = item;
}

void eqp_json_open(eqp_json *json, const char *key) {
    if (usable(json))
        open_item(json, key, json_object());
}

void eqp_json_open_list(eqp_json *json, const char *key) {
    if (usable(json))
        open_item(json, key, json_array());
}

void eqp_json_close(eqp_json *json) {
    if (usable(json)) {
        assert(json->depth > 0);
        json->depth--;
    }
}

/* A copy of the object's text in our own memory, with room for a line end. */
static char *dump(const json_t *object, size_t style) {
    size_t size = json_dumpb(object, NULL, 0, style);
    char *text = size ? eqp_allocate(size + 2, 1) : NULL;
    if (text && json_dumpb(object, text, size, style) != size) {
        eqp_free(text);
        text = NULL;
    }
    return text;
}

/* Frees json; its text in a style. */
static char *finish(eqp_json *json, size_t style) {
    char *text = usable(json) ? dump(json->open[0], style) : NULL;
    if (json)
        json_decref(json->open[0]);
    eqp_free(json);
    return text;
}

/* The first character that HTML, or an old reader of scripts, would take for more than text, how it
 * is written instead and its bytes; NULL: there is none. Such characters stand within strings
 * alone. */
static const char *next_escape(const char *text, const char **escape, size_t *length) {
    static const struct {
        const char *character, *escape;
    } known[] = {{"<", "\\u003c"},
                 {">", "\\u003e"},
                 {"&", "\\u0026"},
                 {"\xE2\x80\xA8", "\\u2028"},
                 {"\xE2\x80\xA9", "\\u2029"}};
    for (; *text; text++)
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            *length = strlen(known[i].character);
            *escape = known[i].escape;
            if (strncmp(text, known[i].character, *length) == 0)
                return text;
        }
    return NULL;
}

/* text with what next_escape finds replaced; NULL when memory is short. */
static char *escaped(const char *text) {
    size_t size = strlen(text) + 1, length;
    const char *from = text, *escape, *found;
    char *copy, *to;
    for (const char *at = text; (at = next_escape(at, &escape, &length)); at += length)
        size += strlen(escape);
    copy = to = eqp_allocate(size, 1);
    while (copy && (found = next_escape(from, &escape, &length))) {
        memcpy(to, from, (size_t)(found - from));
        to += found - from;
        memcpy(to, escape, strlen(escape));
        to += strlen(escape);
        from = found + length;
    }
    if (copy)
        memcpy(to, from, strlen(from) + 1);
    return copy;
}

char *eqp_json_finish_inline(eqp_json *json) {
    char *text = finish(json, STYLE_INLINE);
    char *safe = text ? escaped(text) : NULL;
    eqp_free(text);
    return safe;
}

void eqp_json_fail(eqp_json *json) {
    if (json)
        json->failed = 1;
}

char *eqp_json_finish(eqp_json *json) {
    char *text = finish(json, STYLE);
    if (text)
        strcat(text, "\n");
    return text;
}
