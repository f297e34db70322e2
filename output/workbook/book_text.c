#include "output/workbook/book_text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS "\xE2\x80\xA6"

/* Whether "_x001F_" begins here, which spreadsheets read as one character. */
static int is_escape(const char *text) {
    return text[0] == '_' && text[1] == 'x' && isxdigit((unsigned char)text[2]) &&
           isxdigit((unsigned char)text[3]) && isxdigit((unsigned char)text[4]) &&
           isxdigit((unsigned char)text[5]) && text[6] == '_';
}

/* Bytes of the character that begins here and that XML has; 0 where there is none such. */
static size_t character_length(const unsigned char *text) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = text[0] < 0x80 ? 1 : text[0] >> 5 == 6 ? 2 : text[0] >> 4 == 14 ? 3 : 4;
    uint32_t code = length == 1 ? text[0] : text[0] & (0x7Fu >> length);
    if (length == 4 && text[0] >> 3 != 30)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if (text[i] >> 6 != 2)
            return 0;
        code = code << 6 | (text[i] & 0x3F);
    }
    if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ||
        (code & 0xFFFE) == 0xFFFE)
        return 0;
    return length;
}

int eqp_book_text_is_plain(const char *text, size_t most) {
    size_t length = 0;
    while (text[length]) {
        unsigned char byte = (unsigned char)text[length];
        size_t own = byte < 0x80 ? 1 : character_length((const unsigned char *)text + length);
        if (own == 0 || length + own > most || (byte < 0x20 && byte != '\n' && byte != '\t') ||
            is_escape(text + length))
            return 0;
        length += own;
    }
    return 1;
}

/* What stands for the character that begins here; NULL: itself. */
static const char *stand_in(const char *text, size_t length, int one_line, char escape[8]) {
    unsigned char byte = (unsigned char)*text;
    if (length == 0)
        return REPLACEMENT;
    if (is_escape(text))
        return "_x005F_";
    if (byte >= 0x20 || (!one_line && (byte == '\n' || byte == '\t')))
        return NULL;
    if (byte == '\r' && text[1] == '\n')
        return "";
    if (one_line)
        return " ";
    snprintf(escape, 8, "_x%04X_", byte);
    return escape;
}

static void add_bytes(eqp_buffer *buffer, const char *from, const char *to) {
    if (to > from)
        eqp_buffer_add(buffer, "%.*s", (int)(to - from), from);
}

static void add(eqp_buffer *buffer, const char *text, size_t most, int one_line) {
    const char *copied = text; /* up to here */
    size_t used = 0;
    while (*text) {
        char escape[8];
        size_t length = character_length((const unsigned char *)text);
        const char *other = stand_in(text, length, one_line, escape);
        const char *next = text + (length ? length : 1);
        size_t size = length == 4 ? 2 : other && length ? strlen(other) : 1;
        if (used + size + (*next != '\0') > most)
            break;
        used += size;
        if (other) {
            add_bytes(buffer, copied, text);
            eqp_buffer_add(buffer, "%s", other);
            copied = next;
        }
        text = next;
    }
    add_bytes(buffer, copied, text);
    if (*text)
        eqp_buffer_add(buffer, ELLIPSIS);
}

void eqp_book_text_add(eqp_buffer *buffer, const char *text, size_t most) {
    add(buffer, text, most, 0);
}

void eqp_book_text_add_line(eqp_buffer *buffer, const char *text, size_t most) {
    add(buffer, text, most, 1);
}
