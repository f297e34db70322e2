#include "input/tables/encoding.h"

#include "models/base/memory.h"

#include <stdint.h>
#include <string.h>

/* Unicode of the bytes 0x80 … 0x9F; five are not used and stay control characters. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

static int is_control(unsigned char byte) {
    return (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

int eqp_text_control(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (is_control(byte))
            return byte;
        /* U+0080 … U+009F */
        if (byte == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0)
            return (unsigned char)text[i + 1];
    }
    return -1;
}

/* Bytes of the character that begins at text, 0 where it is not UTF-8. */
static size_t character_length(const unsigned char *text, size_t size) {
    uint32_t code;
    size_t length = text[0] < 0x80 ? 1 : text[0] < 0xE0 ? 2 : text[0] < 0xF0 ? 3 : 4;
    if (text[0] < 0x80)
        return 1;
    if (text[0] < 0xC2 || text[0] > 0xF4 || length > size)
        return 0;
    code = text[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (text[i] & 0x3Fu);
    }
    if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF ||
        (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    return length;
}

/* 1 when all is UTF-8. */
static int is_utf_8(const char *bytes, size_t size) {
    const unsigned char *text = (const unsigned char *)bytes;
    for (size_t i = 0; i < size;) {
        size_t length = character_length(text + i, size - i);
        if (length == 0)
            return 0;
        i += length;
    }
    return 1;
}

enum { SEEN_CONTROL = 1, SEEN_BEYOND_ASCII = 2 };

/* What kinds of bytes there are: one quick pass, which is all that most tables need. */
static int look_over(const char *bytes, size_t size) {
    unsigned char kind[256];
    int seen = 0;
    for (unsigned byte = 0; byte < 256; byte++)
        kind[byte] = byte >= 0x80 ? SEEN_BEYOND_ASCII : is_control((unsigned char)byte);
    for (size_t i = 0; i < size; i++)
        seen |= kind[(unsigned char)bytes[i]];
    return seen;
}

static size_t put_character(char *to, uint32_t code) {
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3F));
    to[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

static int decode_windows_1252(const char *bytes, size_t size, eqp_text *text) {
    text->owned = eqp_allocate(size, 3);
    if (!text->owned)
        return -1;
    text->bytes = text->owned;
    text->size = 0;
    text->encoding = EQP_ENCODING_WINDOWS_1252;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        uint32_t code = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
        text->size += put_character(text->owned + text->size, code);
    }
    text->has_control = eqp_text_control(text->bytes, text->size) >= 0;
    return 0;
}

int eqp_text_decode(const char *bytes, size_t size, eqp_text *text) {
    int seen;
    *text = (eqp_text){.bytes = bytes, .size = size};
    if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        text->encoding = EQP_ENCODING_UTF_16;
        text->size = 0;
        return 0;
    }
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        text->bytes += 3;
        text->size -= 3;
    }
    seen = look_over(text->bytes, text->size);
    text->has_control = (seen & SEEN_CONTROL) != 0;
    if (!(seen & SEEN_BEYOND_ASCII))
        return 0;
    if (is_utf_8(text->bytes, text->size)) {
        text->has_control = eqp_text_control(text->bytes, text->size) >= 0;
        return 0;
    }
    return decode_windows_1252(text->bytes, text->size, text);
}
