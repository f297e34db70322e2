#include "input/tables/csv_reader.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <csv.h>
#include <string.h>

typedef struct {
    size_t start, length; /* within the row's text */
} span;

struct eqp_csv_reader {
    struct csv_parser parser;
    char delimiter;
    eqp_csv_handler handler;
    uint32_t line, row_line; /* where the next byte stands; where the row began */
    int in_row;              /* a row has begun and not ended */
    int row_ended;           /* the last piece ended a row */
    int after_return;        /* the last line ended with CR: an LF that follows belongs to it */
    int skipping;            /* the rest of a broken line is left out */
    int memory_short;
    char *text; /* the row's cells, one after the other, each with a NUL */
    size_t text_size, text_capacity;
    span *spans;
    size_t span_count, span_capacity;
    eqp_csv_cell *cells;
    size_t cell_capacity;
};

static void *reallocate(void *memory, size_t size) {
    return eqp_reallocate(memory, size, 1);
}

static int start_parser(eqp_csv_reader *reader) {
    if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return -1;
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    csv_set_realloc_func(&reader->parser, reallocate);
    csv_set_free_func(&reader->parser, eqp_free);
    return 0;
}

eqp_csv_reader *eqp_csv_create(char delimiter, const eqp_csv_handler *handler) {
    eqp_csv_reader *reader = eqp_allocate(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->delimiter = delimiter;
    reader->handler = *handler;
    reader->line = 1;
    if (start_parser(reader)) {
        eqp_free(reader);
        return NULL;
    }
    return reader;
}

void eqp_csv_free(eqp_csv_reader *reader) {
    if (!reader)
        return;
    csv_free(&reader->parser);
    eqp_free(reader->text);
    eqp_free(reader->spans);
    eqp_free(reader->cells);
    eqp_free(reader);
}

/* Copies a cell that may hold line ends, CR LF and CR as LF; its length. */
static size_t copy_lines(char *to, const char *from, size_t length) {
    size_t copied = 0;
    for (size_t i = 0; i < length; i++)
        if (from[i] != '\r' || i + 1 == length || from[i + 1] != '\n')
            to[copied++] = from[i] == '\r' ? '\n' : from[i];
    return copied;
}

/* Room for one more cell of this length. */
static int make_room(eqp_csv_reader *reader, size_t length) {
    if (reader->text_size + length < reader->text_capacity &&
        reader->span_count < reader->span_capacity)
        return 0;
    return eqp_grow(&reader->text, &reader->text_capacity, reader->text_size + length + 1, 1) ||
           eqp_grow(&reader->spans, &reader->span_capacity, reader->span_count + 1,
                    sizeof *reader->spans);
}

static int is_plain(char character) {
    return character > ' ' && character < 0x7F;
}

static void take_cell(void *cell, size_t length, void *context) {
    eqp_csv_reader *reader = context;
    const char *text = cell;
    if (length && !(is_plain(text[0]) && is_plain(text[length - 1])))
        eqp_blank_trim(&text, &length);
    if (reader->memory_short || make_room(reader, length)) {
        reader->memory_short = 1;
        return;
    }
    /* Only a row of several lines, which has begun before this piece, has cells with line ends. */
    if (reader->in_row)
        length = copy_lines(reader->text + reader->text_size, text, length);
    else if (length)
        memcpy(reader->text + reader->text_size, text, length);
    reader->spans[reader->span_count++] = (span){reader->text_size, length};
    reader->text_size += length;
    reader->text[reader->text_size++] = '\0';
}

static int hand_over(eqp_csv_reader *reader) {
    int blank = 1;
    if (eqp_grow(&reader->cells, &reader->cell_capacity, reader->span_count, sizeof *reader->cells))
        return -1;
    for (size_t i = 0; i < reader->span_count; i++) {
        reader->cells[i] =
            (eqp_csv_cell){reader->text + reader->spans[i].start, reader->spans[i].length};
        blank = blank && reader->spans[i].length == 0;
    }
    return blank ? 0
                 : reader->handler.row(reader->handler.context, reader->row_line, reader->cells,
                                       (uint32_t)reader->span_count);
}

static void take_row(int terminator, void *context) {
    eqp_csv_reader *reader = context;
    (void)terminator;
    if (!reader->memory_short && hand_over(reader))
        reader->memory_short = 1;
    reader->row_ended = 1;
    reader->text_size = reader->span_count = 0;
}

static void report_broken(eqp_csv_reader *reader, const char *sentence) {
    reader->handler.broken(reader->handler.context, reader->row_line,
                           (uint32_t)reader->span_count + 1, sentence);
}

/* Forgets the row that could not be read and begins anew after its line. */
static int recover(eqp_csv_reader *reader) {
    report_broken(reader, _("a quote stands inside a cell; put the whole cell in quotes and double "
                            "the quotes in it"));
    csv_free(&reader->parser);
    reader->text_size = reader->span_count = 0;
    reader->in_row = 0;
    reader->skipping = 1;
    return start_parser(reader);
}

static int has_text(const eqp_csv_reader *reader, const char *text, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (!strchr(" \t\r\n", text[i]) || text[i] == reader->delimiter || !text[i])
            return 1;
    return 0;
}

/* Feeds a piece without a line end but for its last byte. */
static int feed_piece(eqp_csv_reader *reader, const char *text, size_t size) {
    if (reader->skipping)
        return 0;
    if (!reader->in_row)
        reader->row_line = reader->line;
    reader->row_ended = 0;
    if (csv_parse(&reader->parser, text, size, take_cell, take_row, reader) != size)
        return csv_error(&reader->parser) == CSV_EPARSE && !reader->memory_short ? recover(reader)
                                                                                 : -1;
    if (reader->row_ended)
        reader->in_row = 0;
    else if (!reader->in_row)
        reader->in_row = has_text(reader, text, size);
    return reader->memory_short ? -1 : 0;
}

/* Length of the piece up to and with the first LF or CR, all when there is none. */
static size_t piece_length(const char *text, size_t size) {
    const char *feed = memchr(text, '\n', size);
    size_t length = feed ? (size_t)(feed - text) + 1 : size;
    const char *back = memchr(text, '\r', length);
    return back ? (size_t)(back - text) + 1 : length;
}

int eqp_csv_feed(eqp_csv_reader *reader, const char *text, size_t size) {
    while (size) {
        size_t length = piece_length(text, size);
        char last = text[length - 1];
        int second_half = reader->after_return && length == 1 && last == '\n';
        if (second_half)
            reader->line--;
        if (feed_piece(reader, text, length))
            return -1;
        reader->after_return = last == '\r';
        if (last == '\n' || last == '\r') {
            reader->line++;
            reader->skipping = 0;
        }
        text += length;
        size -= length;
    }
    return 0;
}

int eqp_csv_finish(eqp_csv_reader *reader) {
    if (csv_fini(&reader->parser, take_cell, take_row, reader) != 0) {
        if (csv_error(&reader->parser) != CSV_EPARSE)
            return -1;
        report_broken(reader, _("the quote that opens this cell is never closed"));
    }
    return reader->memory_short ? -1 : 0;
}

char eqp_csv_delimiter(const char *text, size_t size) {
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[3] = {0}, best = 0;
    int quoted = 0, begun = 0;
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
