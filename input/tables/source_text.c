#include "input/tables/source_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <string.h>

/* ---- the hint line of Excel: sep=; ---- */

static size_t line_length(const char *text, size_t size) {
    size_t length = 0;
    while (length < size && text[length] != '\n' && text[length] != '\r')
        length++;
    return length;
}

/* The delimiter that a hint line at the beginning names, 0 where there is none; *length its bytes
 * without the line end. */
static char hint(const char *text, size_t size, size_t *length) {
    size_t quote = size && *text == '"', rest;
    *length = line_length(text, size);
    if (*length < 5 + quote || strncmp(text + quote, "sep=", 4) != 0)
        return 0;
    for (rest = 5 + quote; rest < *length; rest++) /* saved anew, it has empty cells behind it */
        if (!strchr("\",; \t|", text[rest]))
            return 0;
    return text[4 + quote];
}

char eqp_source_delimiter(const char *text, size_t size) {
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[3] = {0}, best = 0, length;
    int quoted = 0, begun = 0;
    char named = hint(text, size, &length);
    if (named)
        return named;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        if (!quoted && begun && (text[i] == '\n' || text[i] == '\r'))
            break;
        begun = begun || (text[i] != '\n' && text[i] != '\r');
        for (size_t j = 0; !quoted && j < 3; j++)
            counts[j] += text[i] == candidates[j];
    }
    for (size_t j = 1; j < 3; j++)
        if (counts[j] > counts[best])
            best = j;
    return candidates[best];
}

/* ---- formulas ---- */

/* A text that a spreadsheet must not take for a number is written as a formula, ="04": the cell is
 * what stands in its quotes. Within a cell in quotes a quote would be doubled, or end it. */
static int is_formula(char before, const char *text, size_t left, char delimiter) {
    return left > 3 && text[0] == '=' && text[1] == '"' &&
           (before == delimiter || before == '\n' || before == '\r' || !before) && text[2] != '"' &&
           text[2] != '\r' && text[2] != '\n' && text[2] != delimiter;
}

static const char *find_formula(const char *text, const char *end) {
    while (text < end && (text = memchr(text, '=', (size_t)(end - text))) != NULL) {
        if (end - text > 1 && text[1] == '"')
            return text;
        text++;
    }
    return NULL;
}

/* Leaves the sign of each formula out. */
static int strip_formulas(eqp_source_text *source) {
    const char *from = source->text.bytes;
    size_t size = source->text.size, used = 0;
    char *plain = eqp_allocate(size, 1);
    if (!plain)
        return -1;
    for (size_t i = 0; i < size; i++)
        if (!is_formula(i ? from[i - 1] : 0, from + i, size - i, source->delimiter))
            plain[used++] = from[i];
    eqp_free(source->text.owned);
    source->text.owned = plain;
    source->text.bytes = plain;
    source->text.size = used;
    return 0;
}

/* ---- what has to be said of a file ---- */

static void report(eqp_source_text *source, const char *file, eqp_problems *problems) {
    const eqp_text *text = &source->text;
    switch (text->encoding) {
    case EQP_ENCODING_UTF_8:
    case EQP_ENCODING_WINDOWS_1252:
        return;
    case EQP_ENCODING_MIXED:
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, file, text->odd_line, 1,
                         text->odd_is_utf_8
                             ? _("this line is in UTF-8, while others are not; save the whole file "
                                 "in UTF-8")
                             : _("this line is not in UTF-8, while others are; save the whole file "
                                 "in UTF-8"));
        break;
    case EQP_ENCODING_DOS:
    case EQP_ENCODING_MACINTOSH:
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, file, 1, 1,
                         text->encoding == EQP_ENCODING_DOS
                             ? _("the file seems to be in an encoding of MS-DOS (code page 850); "
                                 "save it as CSV in UTF-8")
                             : _("the file seems to be in an encoding of old Macintoshes (Mac "
                                 "Roman); save it as CSV in UTF-8"));
        source->text.is_unusual = 0; /* what is odd in it follows from that */
        break;
    case EQP_ENCODING_UTF_16:
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, file, 1, 1,
                         _("the file is in UTF-16; save it as CSV in UTF-8"));
        source->is_readable = 0;
        break;
    case EQP_ENCODING_NO_TEXT:
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, file, 1, 1,
                         _("the file is no CSV, but %s; save the table as CSV in UTF-8"),
                         _(text->instead));
        source->is_readable = 0;
        break;
    }
    source->is_damaged = 1;
}

eqp_status eqp_source_open(const char *bytes, size_t size, const char *file, eqp_problems *problems,
                           eqp_source_text *source, eqp_error *error) {
    *source = (eqp_source_text){.is_readable = 1};
    if (eqp_text_decode(bytes, size, &source->text))
        return eqp_error_memory(error);
    report(source, file, problems);
    source->delimiter = eqp_source_delimiter(source->text.bytes, source->text.size);
    if (find_formula(source->text.bytes, source->text.bytes + source->text.size) &&
        strip_formulas(source)) {
        eqp_source_close(source);
        return eqp_error_memory(error);
    }
    return EQP_OK;
}

void eqp_source_close(eqp_source_text *source) {
    eqp_free(source->text.owned);
    source->text.owned = NULL;
}

int eqp_source_feed(const eqp_source_text *source, const eqp_csv_handler *handler) {
    eqp_csv_reader *csv;
    size_t length = 0;
    int failed;
    if (!source->is_readable)
        return 0;
    csv = eqp_csv_create(source->delimiter, handler);
    if (!csv)
        return -1;
    if (!hint(source->text.bytes, source->text.size, &length))
        length = 0;
    failed = eqp_csv_feed(csv, source->text.bytes + length, source->text.size - length) ||
             eqp_csv_finish(csv);
    eqp_csv_free(csv);
    return failed ? -1 : 0;
}
