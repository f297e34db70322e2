#include "models/base/text.h"

#include "models/base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* The code point that begins at text[length], whose length in bytes *size receives; 0 and 1 where
 * it is not UTF-8. */
static unsigned character_at(const char *text, size_t length, size_t *size) {
    utf8proc_int32_t character = 0;
    utf8proc_ssize_t read =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &character);
    *size = read > 0 ? (size_t)read : 1;
    return read > 0 ? (unsigned)character : 0;
}

/* Whether a character takes no room when printed, or is a control character. */
static int is_invisible(unsigned character) {
    if (character < 0x80)
        return character < ' ' || character == 0x7F;
    switch (utf8proc_category((utf8proc_int32_t)character)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return 1;
    default:
        /* Joiners, fillers and variation selectors that count as letters or marks. */
        return character == 0x034F || character == 0x115F || character == 0x1160 ||
               character == 0x2800 || character == 0x3164 ||
               (character >= 0xFE00 && character <= 0xFE0F);
    }
}

static int is_shown_as_code(unsigned character, eqp_text_shown shown) {
    utf8proc_category_t category;
    if (character < 0x80)
        return character < ' ' || character == 0x7F;
    if (is_invisible(character))
        return 1;
    category = utf8proc_category((utf8proc_int32_t)character);
    if (category == UTF8PROC_CATEGORY_ZS) /* French sentences have these two of their own */
        return shown == EQP_TEXT_ALL || (character != 0xA0 && character != 0x202F);
    return shown == EQP_TEXT_ALL && category == UTF8PROC_CATEGORY_MN;
}

void eqp_text_show(const char *text, eqp_text_shown shown, char *to, size_t size) {
    size_t left = strlen(text), used = 0, length;
    for (; left; text += length, left -= length) {
        unsigned character = character_at(text, left, &length);
        char code[16];
        const char *piece = text;
        size_t piece_length = length;
        if (*text == '\n' || *text == '\r' || *text == '\t')
            piece = " ";
        else if ((character || !*text) && is_shown_as_code(character, shown)) {
            piece_length = (size_t)snprintf(code, sizeof code, "<U+%04X>", character);
            piece = code;
        }
        if (used + piece_length >= size)
            break;
        memcpy(to + used, piece, piece_length);
        used += piece_length;
    }
    to[used] = '\0';
}

/* ---- what looks alike ---- */

static int is_ascii(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return 0;
    return 1;
}

/* Unicode's own folding into a new text, *length its bytes; NULL when memory is short. */
static char *fold_unicode(const char *text, size_t *length) {
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                                      UTF8PROC_IGNORE | UTF8PROC_CASEFOLD | UTF8PROC_LUMP |
                                      UTF8PROC_STRIPCC;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)*length, NULL, 0, options);
    utf8proc_int32_t *codes = eqp_allocate(count > 0 ? (size_t)count + 1 : *length + 1, 4);
    if (!codes)
        return NULL;
    if (count > 0)
        count = utf8proc_decompose(bytes, (utf8proc_ssize_t)*length, codes, count, options);
    if (count > 0)
        count = utf8proc_reencode(codes, count, options);
    if (count < 0)
        memcpy(codes, text, *length); /* not UTF-8: it looks like nothing else */
    else
        *length = (size_t)count;
    return (char *)codes;
}

/* Lower case, and one blank for many, none at the ends; the new length. */
static size_t tidy(char *text, size_t length) {
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        int blank = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r');
        if (blank && (used == 0 || text[used - 1] == ' '))
            continue;
        text[used++] = blank                              ? ' '
                       : text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32)
                                                          : text[i];
    }
    return used && text[used - 1] == ' ' ? used - 1 : used;
}

/* 007 and 7.0 -> 7 */
static size_t tidy_code(char *text, size_t length) {
    size_t digits = strspn(text, "0123456789"), zeros = strspn(text, "0");
    if (!digits || (digits < length && (text[digits] != '.' || digits + 1 == length)) ||
        (digits < length && digits + 1 + strspn(text + digits + 1, "0") != length))
        return length;
    zeros = zeros == digits ? digits - 1 : zeros;
    memmove(text, text + zeros, digits - zeros);
    return digits - zeros;
}

char *eqp_text_fold(const char *text, size_t length) {
    char *folded;
    if (is_ascii(text, length)) {
        folded = eqp_allocate(length + 1, 1);
        if (folded)
            memcpy(folded, text, length);
    } else
        folded = fold_unicode(text, &length);
    if (!folded)
        return NULL;
    length = tidy(folded, length);
    folded[length] = '\0';
    length = tidy_code(folded, length);
    folded[length] = '\0';
    return folded;
}
