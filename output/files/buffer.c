#include "output/files/buffer.h"

#include "models/base/memory.h"
#include "models/base/number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int begins_character(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

int eqp_text_width(const char *text) {
    int width = 0;
    for (; *text; text++)
        width += begins_character(*text);
    return width;
}

/* Bytes of the first `characters` characters. */
static size_t bytes_of(const char *text, int characters) {
    size_t at = 0;
    for (; text[at]; at++)
        if (begins_character(text[at]) && characters-- == 0)
            break;
    return at;
}

static void add(eqp_buffer *buffer, const char *format, va_list arguments) {
    va_list again;
    int length;
    if (buffer->failed)
        return;
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0 ||
        eqp_grow(&buffer->bytes, &buffer->capacity, buffer->length + (size_t)length + 1, 1)) {
        buffer->failed = 1;
    } else {
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void eqp_buffer_add(eqp_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add(buffer, format, arguments);
    va_end(arguments);
}

void eqp_buffer_say(eqp_buffer *words, const char *format, ...) {
    va_list arguments;
    if (words->length)
        eqp_buffer_add(words, " ");
    va_start(arguments, format);
    add(words, format, arguments);
    va_end(arguments);
}

void eqp_buffer_left(eqp_buffer *buffer, const char *text, int width) {
    int own = eqp_text_width(text);
    if (own > width)
        eqp_buffer_add(buffer, "%.*s...", (int)bytes_of(text, width - 3), text);
    else
        eqp_buffer_add(buffer, "%s%*s", text, width - own, "");
}

void eqp_buffer_right(eqp_buffer *buffer, const char *text, int width) {
    int own = eqp_text_width(text);
    if (own > width)
        eqp_buffer_left(buffer, text, width);
    else
        eqp_buffer_add(buffer, "%*s%s", width - own, "", text);
}

/* Adds words behind the indent, which stands already if `indented`. */
static void wrap(eqp_buffer *buffer, const char *words, int indented, int indent, int width) {
    int at = indented ? indent : 0, is_first = 1;
    while (*words) {
        size_t length = strcspn(words, " ");
        int own = 0;
        for (size_t i = 0; i < length; i++)
            own += begins_character(words[i]);
        if (!is_first && at + 1 + own > width) {
            eqp_buffer_add(buffer, "\n");
            at = indented = 0;
            is_first = 1;
        }
        if (!is_first)
            at++;
        else if (!indented)
            at = indent;
        eqp_buffer_add(buffer, "%*s%.*s", is_first ? (indented ? 0 : indent) : 1, "", (int)length,
                       words);
        at += own;
        is_first = 0;
        words += length + strspn(words + length, " ");
    }
    eqp_buffer_add(buffer, "\n");
}

void eqp_buffer_wrap(eqp_buffer *buffer, const char *words, int indent, int width) {
    wrap(buffer, words, 0, indent, width);
}

void eqp_buffer_wrap_on(eqp_buffer *buffer, const char *words, int indent, int width) {
    wrap(buffer, words, 1, indent, width);
}

void eqp_buffer_amount(eqp_buffer *buffer, const char *what, double amount, const char *unit) {
    char text[EQP_NUMBER_SIZE];
    eqp_number_grouped(amount, 0, text);
    eqp_buffer_add(buffer, "  ");
    eqp_buffer_left(buffer, what, 48);
    eqp_buffer_right(buffer, text, 18);
    eqp_buffer_add(buffer, "%s%s\n", *unit ? " " : "", unit);
}

char *eqp_buffer_finish(eqp_buffer *buffer) {
    char *text = buffer->bytes;
    if (buffer->failed || !text) {
        eqp_free(text);
        text = NULL;
    }
    *buffer = (eqp_buffer){0};
    return text;
}
