#include "input/tables/sheet.h"

#include "input/tables/encoding.h"
#include "input/tables/file_load.h"
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
    int check_control;     /* the text has control characters somewhere */
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
        if (reading->row.number[c])
            continue;
        eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, line, 1,
                         _("column \"%s\" is missing"), _(reading->sheet->columns[c].shown));
        reading->usable = 0;
    }
}

static int has_control(const sheet_reading *reading, uint32_t column) {
    const eqp_csv_cell *cell = &reading->row.cells[column];
    int code = reading->check_control ? eqp_text_control(cell->text, cell->length) : -1;
    if (code < 0)
        return 0;
    eqp_problems_add(reading->problems, EQP_PROBLEM_ERROR, reading->sheet->path, reading->row.line,
                     reading->row.number[column], _("%s holds a control character (code %d)"),
                     _(reading->sheet->columns[column].shown), code);
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
        reading->row.cells[c] = cells[reading->row.number[c] - 1];
        if (has_control(reading, c))
            return 0;
    }
    return reading->sheet->take(reading->sheet->context, &reading->row);
}

static void take_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    report(context, line, cell, sentence);
}

static int feed(sheet_reading *reading, const eqp_text *text) {
    char delimiter = eqp_csv_delimiter(text->bytes, text->size);
    eqp_csv_handler handler = {reading, take_row, take_broken};
    eqp_csv_reader *csv = eqp_csv_create(delimiter, &handler);
    int failed = !csv;
    reading->check_control = text->has_control;
    reading->row.separator = delimiter == ',' ? '.' : ',';
    if (csv)
        failed = eqp_csv_feed(csv, text->bytes, text->size) || eqp_csv_finish(csv);
    eqp_csv_free(csv);
    return failed;
}

eqp_status eqp_sheet_read(const eqp_sheet *sheet, eqp_problems *problems, eqp_error *error) {
    sheet_reading reading = {.sheet = sheet, .problems = problems};
    eqp_text text = {0};
    char *bytes = NULL;
    size_t size = 0;
    eqp_status status = eqp_file_load(sheet->path, &bytes, &size, error);
    if (!status && (eqp_text_decode(bytes, size, &text) || feed(&reading, &text)))
        status = eqp_error_memory(error);
    if (!status && text.encoding == EQP_ENCODING_UTF_16)
        report(&reading, 1, 1, _("the file is in UTF-16; save it as CSV in UTF-8"));
    else if (!status && !reading.header_count)
        report(&reading, 1, 1, _("the file is empty; its first line must name the columns"));
    eqp_free(text.owned);
    eqp_free(bytes);
    return status;
}
