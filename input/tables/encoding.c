#include "input/tables/encoding.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <string.h>
#include <uchar.h>

/* Unicode of the bytes 0x80 … 0x9F; five are not used and stay control characters. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/* Unicode of the bytes 0x80 … 0xFF in MS-DOS's code page 850 and on the old Macintosh. */
static const char32_t dos[] =
    U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
    U"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■"
    U"\u00A0";
static const char32_t macintosh[] =
    U"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊"
    U"ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

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

/* A lead byte of UTF-8 and a byte that follows one, both seen as Windows-1252: Ã and ©, â and €. */
static int is_twice_encoded(const unsigned char *text, size_t size) {
    if (size < 4 || text[0] != 0xC3)
        return 0;
    if (text[1] == 0x83 || text[1] == 0x82)
        return text[2] == 0xC2 && text[3] >= 0xA0 && text[3] <= 0xBF;
    return text[1] == 0xA2 && size >= 5 && memcmp(text + 2, "\xE2\x82\xAC", 3) == 0;
}

int eqp_text_is_garbled(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < length; i++)
        if (is_twice_encoded(bytes + i, length - i) ||
            (length - i >= 3 && memcmp(bytes + i, "\xEF\xBF\xBD", 3) == 0))
            return 1;
    return 0;
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

/* What eqp_text_control and eqp_text_is_garbled look for. */
static int is_unusual_character(const unsigned char *text, size_t left) {
    return (text[0] == 0xC2 && text[1] < 0xA0) ||
           (text[0] == 0xEF && text[1] == 0xBF && text[2] == 0xBD) || is_twice_encoded(text, left);
}

/* Lines by the encoding of what they have beyond ASCII. */
typedef struct {
    uint32_t utf_8, other;             /* how many */
    uint32_t first_utf_8, first_other; /* the first of them */
    int unusual;
} line_encodings;

static void note_line(line_encodings *lines, uint32_t line, int utf_8, int other) {
    if (other && lines->other++ == 0)
        lines->first_other = line;
    if (utf_8 && !other && lines->utf_8++ == 0)
        lines->first_utf_8 = line;
}

static line_encodings look_at_lines(const char *bytes, size_t size) {
    const unsigned char *text = (const unsigned char *)bytes;
    line_encodings lines = {0};
    uint32_t line = 1;
    int utf_8 = 0, other = 0;
    for (size_t i = 0; i < size;) {
        size_t length = character_length(text + i, size - i);
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n'))) {
            note_line(&lines, line++, utf_8, other);
            utf_8 = other = 0;
        }
        if (length > 1) {
            utf_8 = 1;
            lines.unusual = lines.unusual || is_unusual_character(text + i, size - i);
        }
        other = other || !length;
        i += length ? length : 1;
    }
    note_line(&lines, line, utf_8, other);
    return lines;
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

/* ---- which encoding of one byte a character ---- */

static int is_lower(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) || c == U'œ';
}

static int is_upper(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == U'Œ' ||
           c == U'Š' || c == U'Ž' || c == U'Ÿ';
}

static int is_one_of(char32_t c, const char32_t *set) {
    for (; *set; set++)
        if (*set == c)
            return 1;
    return 0;
}

/* How well a character fits into a text of a Latin alphabet, after another. */
static int fitness(char32_t before, char32_t c) {
    if (is_one_of(c, U"àâçèéêëîïôùûüœÿæ"))
        return 2;
    if (is_upper(c))
        return is_lower(before) ? -1 : 1;
    return is_lower(c) || is_one_of(c, U"šž’‘“”«»–—…€°§·•™®©²³½\u00A0") ? 1 : -1;
}

static char32_t decoded(eqp_encoding encoding, unsigned char byte) {
    if (byte < 0x80)
        return byte;
    if (encoding == EQP_ENCODING_DOS)
        return dos[byte - 0x80];
    if (encoding == EQP_ENCODING_MACINTOSH)
        return macintosh[byte - 0x80];
    return byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static long fitness_of(eqp_encoding encoding, const char *bytes, size_t size) {
    long sum = 0;
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            sum += fitness(i ? decoded(encoding, (unsigned char)bytes[i - 1]) : ' ',
                           decoded(encoding, (unsigned char)bytes[i]));
    return sum;
}

/* Windows-1252 unless another fits better by more than one letter. */
static eqp_encoding guess(const char *bytes, size_t size) {
    long best = fitness_of(EQP_ENCODING_WINDOWS_1252, bytes, size) + 2;
    eqp_encoding encoding = EQP_ENCODING_WINDOWS_1252;
    for (eqp_encoding other = EQP_ENCODING_DOS; other <= EQP_ENCODING_MACINTOSH; other++) {
        long fits = fitness_of(other, bytes, size);
        if (fits > best) {
            best = fits;
            encoding = other;
        }
    }
    return encoding;
}

/* ---- decoding ---- */

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

/* Bytes become Windows-1252's characters; where some lines are UTF-8, what is UTF-8 stays. */
static int decode_bytes(const char *bytes, size_t size, int keep_utf_8, eqp_text *text) {
    text->owned = eqp_allocate(size, 3);
    if (!text->owned)
        return -1;
    text->bytes = text->owned;
    text->size = 0;
    for (size_t i = 0; i < size;) {
        size_t length =
            keep_utf_8 ? character_length((const unsigned char *)bytes + i, size - i) : 0;
        if (length > 1) {
            memcpy(text->owned + text->size, bytes + i, length);
            text->size += length;
        } else
            text->size +=
                put_character(text->owned + text->size, (uint32_t)decoded(EQP_ENCODING_WINDOWS_1252,
                                                                          (unsigned char)bytes[i]));
        i += length ? length : 1;
    }
    text->is_unusual = eqp_text_control(text->bytes, text->size) >= 0;
    return 0;
}

/* ---- what is no text ---- */

static const char *other_kind(const char *bytes, size_t size) {
    static const struct {
        const char *begin;
        size_t length;
        const char *kind;
    } kinds[] = {
        {"PK\x03\x04", 4, N_("a workbook (xlsx, ods) or another zip archive")},
        {"\xD0\xCF\x11\xE0", 4, N_("a workbook of an old Excel (xls)")},
        {"\x1F\x8B", 2, N_("a file packed with gzip")},
        {"%PDF", 4, N_("a PDF document")},
        {"{\\rtf", 5, N_("a text document (RTF)")},
        {"SQLite format 3", 15, N_("a SQLite database")},
        {"PAR1", 4, N_("a Parquet file")},
        {"<", 1, N_("a web page or another document in HTML or XML")},
        {"{", 1, N_("JSON")},
        {"[", 1, N_("JSON")},
    };
    size_t blank = 0;
    while (blank < size && strchr(" \t\r\n", bytes[blank]) && bytes[blank])
        blank++;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (size - blank >= kinds[i].length &&
            memcmp(bytes + blank, kinds[i].begin, kinds[i].length) == 0)
            return kinds[i].kind;
    return NULL;
}

/* With its mark, or by the NUL that stands in every second byte of plain letters. */
static int is_utf_16(const char *bytes, size_t size) {
    size_t nuls = 0, seen = size < 512 ? size : 512;
    for (size_t i = 0; i < seen; i++)
        nuls += bytes[i] == '\0';
    return (size >= 2 &&
            (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) ||
           (nuls >= 4 && nuls * 3 >= seen);
}

static int is_no_table(const char *bytes, size_t size, eqp_text *text) {
    text->instead = other_kind(bytes, size);
    if (!text->instead && !is_utf_16(bytes, size))
        return 0;
    text->encoding = text->instead ? EQP_ENCODING_NO_TEXT : EQP_ENCODING_UTF_16;
    text->size = 0;
    return 1;
}

int eqp_text_decode(const char *bytes, size_t size, eqp_text *text) {
    line_encodings lines;
    int seen;
    while (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    *text = (eqp_text){.bytes = bytes, .size = size};
    if (is_no_table(bytes, size, text))
        return 0;
    seen = look_over(bytes, size);
    text->is_unusual = (seen & SEEN_CONTROL) != 0;
    if (!(seen & SEEN_BEYOND_ASCII))
        return 0;
    lines = look_at_lines(bytes, size);
    text->is_unusual = text->is_unusual || lines.unusual;
    if (!lines.other)
        return 0;
    text->encoding = lines.utf_8 ? EQP_ENCODING_MIXED : guess(bytes, size);
    text->odd_is_utf_8 = lines.utf_8 < lines.other;
    text->odd_line = text->odd_is_utf_8 ? lines.first_utf_8 : lines.first_other;
    return decode_bytes(bytes, size, lines.utf_8 > 0, text);
}
