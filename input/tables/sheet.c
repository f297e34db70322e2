#include "input/tables/sheet.h"

#include "input/tables/file_load.h"
#include "input/tables/source_text.h"
#include "models/base/language.h"
#include "models/base/memory.h"

#include <ctype.h>
#include <string.h>

typedef struct {
    const eqp_sheet *sheet;
    eqp_problems *problems;
    eqp_sheet_row row;
    uint32_t header_count; /* cells of the header; 0: not read yet */
    int usable;            /* every wanted column is there */
    int is_unusual;        /* the text has control characters somewhere */
} sheet_reading;

/* The letters of U+00C0 to U+00FF without their accents. */
static const char bare_letters[] =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/* Keeps letters and digits: "Code métier BMO" -> "codemetierbmo". */
static void normalise(const char *header, char text[64]) {
    size_t length = 0;
    for (const unsigned char *c = (const unsigned char *)header; *c && length < 63; c++) {
        int letter = *c;
        if (*c == 0xc3 && c[1] >= 0x80 && c[1] <= 0xbf)
            letter = bare_letters[*++c - 0x80];
        if (letter < 128 && isalnum(letter))
            text[length++] = (char)tolower(letter);
    }
    text[length] = '\0';
}

/* Whether text is what meaning[0 … length-1] describes. */
static int has_meaning(const char *text, const char *meaning, size_t length) {
    if (strlen(text) != length)
        return 0;
    for (size_t i = 0; i < length; i++)
        if (meaning[i] == '#' ? !isdigit((unsigned char)text[i]) : meaning[i] != text[i])
            return 0;
    return 1;
}

static int has_a_meaning(const char *text, const char *meanings) {
    while (*meanings) {
        size_t length = strcspn(meanings, "|");
        if (has_meaning(text, meanings, length))
            return 1;
        meanings += length + (meanings[length] == '|');
    }
    return 0;
}

static void report(const sheet_reading *reading, uint32_t line, uint32_t cell,
                   const char *sentence) {
    eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, line, cell, "%s",
                     sentence);
}

static void take_header_cell(sheet_reading *reading, uint32_t line, uint32_t cell,
                             const char *header) {
    char text[64];
    normalise(header, text);
    for (uint32_t c = 0; c < reading->sheet->column_count; c++) {
        if (!has_a_meaning(text, reading->sheet->columns[c].meanings))
            continue;
        if (reading->row.number[c])
            eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, line, cell,
                             _("column \"%s\" stands already in cell %u"),
                             _(reading->sheet->columns[c].shown), reading->row.number[c]);
        else
            reading->row.number[c] = cell;
        return;
    }
}

static void take_header(sheet_reading *reading, uint32_t line, const eqp_csv_cell *cells,
                        uint32_t count) {
    reading->header_count = count;
    reading->usable = 1;
    for (uint32_t i = 0; i < count; i++)
        take_header_cell(reading, line, i + 1, cells[i].text);
    for (uint32_t c = 0; c < reading->sheet->column_count; c++) {
        if (reading->row.number[c] || reading->sheet->columns[c].may_lack)
            continue;
        eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, line, 1,
                         _("column \"%s\" is missing"), _(reading->sheet->columns[c].shown));
        reading->usable = 0;
    }
}

static int has_control(const sheet_reading *reading, uint32_t column) {
    const eqp_csv_cell *cell = &reading->row.cells[column];
    int code = reading->is_unusual ? eqp_text_control(cell->text, cell->length) : -1;
    if (code < 0)
        return 0;
    eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, reading->row.line,
                     reading->row.number[column], _("%s holds a control character (U+%04X)"),
                     _(reading->sheet->columns[column].shown), (unsigned)code);
    return 1;
}

static int take_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    sheet_reading *reading = context;
    if (!reading->header_count) {
        take_header(reading, line, cells, count);
        return 0;
    }
    if (!reading->usable)
        return 0;
    if (count != reading->header_count) {
        uint32_t fewer = count < reading->header_count ? count : reading->header_count;
        eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, line,
                         fewer + 1,
                         count < reading->header_count
                             ? _("the row has too few cells: %u, where the header has %u")
                             : _("the row has too many cells: %u, where the header has %u"),
                         count, reading->header_count);
        return 0;
    }
    reading->row.line = line;
    for (uint32_t c = 0; c < reading->sheet->column_count; c++) {
        reading->row.cells[c] =
            reading->row.number[c] ? cells[reading->row.number[c] - 1] : (eqp_csv_cell){"", 0};
        if (has_control(reading, c))
            return 0;
    }
    return reading->sheet->take(reading->sheet->context, &reading->row);
}

static void take_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    report(context, line, cell, sentence);
}

static eqp_status feed(sheet_reading *reading, const char *bytes, size_t size, eqp_error *error) {
    eqp_csv_handler handler = {reading, take_row, take_broken, NULL};
    eqp_source_text source;
    eqp_status status =
        eqp_source_open(bytes, size, reading->sheet->path, reading->problems, &source, error);
    if (status)
        return status;
    reading->is_unusual = source.text.is_unusual;
    if (reading->sheet->delimiter)
        *reading->sheet->delimiter = source.delimiter;
    if (eqp_source_feed(&source, &handler))
        status = eqp_error_memory(error);
    else if (source.is_readable && !reading->header_count)
        report(reading, 1, 1, _("the file is empty; its first line must name the columns"));
    eqp_source_close(&source);
    return status;
}

eqp_status eqp_sheet_read(const eqp_sheet *sheet, eqp_problems *problems, eqp_error *error) {
    sheet_reading reading = {.sheet = sheet, .problems = problems};
    char *bytes = NULL;
    size_t size = 0;
    eqp_status status = eqp_file_load(sheet->path, &bytes, &size, error);
    if (!status)
        status = feed(&reading, bytes, size, error);
    eqp_free(bytes);
    return status;
}
