#include "input/tables/table_reader.h"

#include "input/tables/cell.h"
#include "input/tables/csv_reader.h"
#include "input/tables/encoding.h"
#include "input/tables/study_rows.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <assert.h>
#include <string.h>

#define MOST_COLUMNS 32

/* Looking for the nearest known name takes time: only the first so many get a suggestion. */
#define MOST_SUGGESTIONS 200

/* One declared column while its table is read. */
typedef struct {
    const eqp_column_view *view;
    uint32_t cell;       /* 0-based place in a row, EQP_NONE: absent */
    double blank_number; /* of NUMBER */
    uint32_t last;       /* of REF: the name found last, EQP_NONE: none yet */
} reading_column;

struct eqp_table_reader {
    eqp_study *study;
    eqp_layout layout;
    eqp_problems *problems;
    uint32_t suggestions;
    uint8_t space_unknown[EQP_SPACE_COUNT]; /* 1: the table that fills it could not be read */
    /* the table being read */
    const eqp_table_view *table;
    size_t table_at; /* EQP_TABLE_AT_… */
    size_t first_at; /* EQP_AT_… of its first column */
    char file[64];
    char separator; /* decimal sign beside the point */
    int check_control;
    int header_done, usable;
    uint32_t header_count; /* cells of the header */
    reading_column columns[MOST_COLUMNS];
    size_t capacity; /* rows */
    uint32_t row_line;
};

#define REPORT(reading, severity, line, cell, ...)                                                 \
    eqp_problems_add((reading)->problems, severity, (reading)->file, line, cell, __VA_ARGS__)

static void report_flaw(eqp_table_reader *reading, uint32_t line, uint32_t cell,
                        const char *sentence) {
    REPORT(reading, EQP_PROBLEM_ERROR, line, cell, "%s", sentence);
    reading->layout.flawed[reading->table_at] = 1;
}

static uint32_t *row_count(eqp_table_reader *reading) {
    return (uint32_t *)(void *)((char *)reading->study + reading->table->count_offset);
}

/* ---- header ---- */

static int same_word(const char *a, const char *b) {
    for (; *a && *b; a++, b++) {
        char left = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a;
        if (left != *b)
            return 0;
    }
    return !*a && !*b;
}

static reading_column *find_column(eqp_table_reader *reading, const char *name) {
    for (uint32_t i = 0; i < reading->table->column_count; i++)
        if (same_word(name, reading->table->columns[i].name))
            return reading->columns + i;
    return NULL;
}

static void nearest_column(const eqp_table_view *table, const char *name, char *text, size_t size) {
    char words[512] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < table->column_count && used < sizeof words; i++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s|", table->columns[i].name);
    eqp_word_nearest(words, name, text, size);
}

/* A column of no name is a spreadsheet's empty one; a filter that is not known would be a rule that
 * says something else than its author meant. */
static void report_unknown_column(eqp_table_reader *reading, uint32_t line, uint32_t cell,
                                  const char *name) {
    int is_filter = reading->table_at == EQP_TABLE_AT_rules;
    char nearest[64];
    const char *sentence;
    if (!*name)
        return;
    nearest_column(reading->table, name, nearest, sizeof nearest);
    if (is_filter)
        sentence = *nearest ? _("filter \"%.*s\" is unknown; did you mean \"%s\"?")
                            : _("filter \"%.*s\" is unknown");
    else
        sentence = *nearest ? _("column \"%.*s\" is unknown and ignored; did you mean \"%s\"?")
                            : _("column \"%.*s\" is unknown and ignored");
    if (is_filter)
        reading->layout.flawed[reading->table_at] = 1;
    REPORT(reading, is_filter ? EQP_PROBLEM_ERROR : EQP_PROBLEM_WARNING, line, cell, sentence,
           eqp_cell_shown(name), name, nearest);
}

/* Columns of ids, amounts and names must be there; the others may be left out. */
static int may_be_left_out(const eqp_column_view *view) {
    return view->role == EQP_ROLE_FREE && *view->blank;
}

static void report_missing_columns(eqp_table_reader *reading, uint32_t line) {
    for (uint32_t i = 0; i < reading->table->column_count; i++) {
        const eqp_column_view *view = reading->table->columns + i;
        if (reading->columns[i].cell != EQP_NONE || may_be_left_out(view))
            continue;
        REPORT(reading, EQP_PROBLEM_ERROR, line, 1, _("column \"%s\" (%s) is missing"), view->name,
               _(view->sentence));
        reading->layout.flawed[reading->table_at] = 1;
        reading->usable = 0;
    }
}

static void take_header(eqp_table_reader *reading, uint32_t line, const eqp_csv_cell *cells,
                        uint32_t count) {
    reading->header_done = 1;
    reading->usable = 1;
    reading->header_count = count;
    for (uint32_t i = 0; i < count; i++) {
        reading_column *column = find_column(reading, cells[i].text);
        if (!column) {
            report_unknown_column(reading, line, i + 1, cells[i].text);
        } else if (column->cell != EQP_NONE) {
            REPORT(reading, EQP_PROBLEM_ERROR, line, i + 1,
                   _("column \"%s\" stands already in cell %u"), column->view->name,
                   column->cell + 1);
            reading->layout.flawed[reading->table_at] = 1;
        } else {
            column->cell = i;
            reading->layout.cell[reading->first_at + (size_t)(column - reading->columns)] = i + 1;
        }
    }
    report_missing_columns(reading, line);
}

/* ---- cells ---- */

typedef enum { CELL_READ, CELL_REFUSED, CELL_NO_MEMORY } cell_outcome;

static cell_outcome refuse(eqp_table_reader *reading, const reading_column *column,
                           const char *sentence) {
    report_flaw(reading, reading->row_line, column->cell + 1, sentence);
    return CELL_REFUSED;
}

static cell_outcome refuse_reference(eqp_table_reader *reading, const reading_column *column,
                                     const char *text) {
    char sentence[EQP_SENTENCE_SIZE];
    const char *nearest = NULL;
    if (reading->suggestions++ < MOST_SUGGESTIONS)
        nearest = eqp_names_nearest(reading->study->spaces[column->view->space], text);
    if (nearest)
        snprintf(sentence, sizeof sentence, _("%s \"%.*s\" is unknown; did you mean \"%.*s\"?"),
                 column->view->name, eqp_cell_shown(text), text, eqp_cell_shown(nearest), nearest);
    else
        snprintf(sentence, sizeof sentence, _("%s \"%.*s\" is unknown"), column->view->name,
                 eqp_cell_shown(text), text);
    return refuse(reading, column, sentence);
}

static int is_name(const eqp_names *names, uint32_t index, const eqp_csv_cell *cell) {
    const char *known;
    if (index >= eqp_names_count(names))
        return 0;
    known = eqp_names_text(names, index);
    return strncmp(known, cell->text, cell->length) == 0 && !known[cell->length];
}

/* Tables are often sorted like the table that they refer to: the last name and the one after it
 * are tried before the search. */
static uint32_t find_reference(const eqp_names *names, uint32_t last, const eqp_csv_cell *cell) {
    if (last != EQP_NONE && is_name(names, last, cell))
        return last;
    if (last != EQP_NONE && is_name(names, last + 1, cell))
        return last + 1;
    return eqp_names_find(names, cell->text, cell->length);
}

static cell_outcome read_reference(eqp_table_reader *reading, reading_column *column,
                                   const eqp_csv_cell *cell, uint32_t *index) {
    eqp_space space = column->view->space;
    *index = find_reference(reading->study->spaces[space], column->last, cell);
    if (*index != EQP_NONE) {
        column->last = *index;
        return CELL_READ;
    }
    if (!reading->space_unknown[space])
        return refuse_reference(reading, column, cell->text);
    /* That table's own problem is reported; this one would only follow from it. */
    reading->layout.flawed[reading->table_at] = 1;
    return CELL_REFUSED;
}

static cell_outcome read_label(eqp_table_reader *reading, reading_column *column,
                               const eqp_csv_cell *cell, uint32_t *index) {
    *index = eqp_names_add(reading->study->spaces[column->view->space], cell->text, cell->length);
    return *index == EQP_NONE ? CELL_NO_MEMORY : CELL_READ;
}

/* An id that is new gets the index of its row. */
static cell_outcome read_id(eqp_table_reader *reading, reading_column *column,
                            const eqp_csv_cell *cell, uint32_t *index) {
    uint32_t known = eqp_names_count(reading->study->spaces[column->view->space]);
    uint32_t *line;
    char sentence[EQP_SENTENCE_SIZE];
    if (read_label(reading, column, cell, index) != CELL_READ)
        return CELL_NO_MEMORY;
    if (*index == known)
        return CELL_READ;
    memcpy(&line, (char *)reading->study + reading->table->line_offset, sizeof line);
    snprintf(sentence, sizeof sentence, _("%s \"%.*s\" stands already in line %u"),
             column->view->name, eqp_cell_shown(cell->text), cell->text, line[*index]);
    return refuse(reading, column, sentence);
}

/* In parameters and scenarios a value may be a number or a word: a number is kept in one form,
 * whatever the dialect. */
static cell_outcome read_text(eqp_table_reader *reading, const reading_column *column,
                              const eqp_csv_cell *cell, char **text) {
    char plain[32];
    double number;
    int is_value =
        reading->table_at == EQP_TABLE_AT_parameters || reading->table_at == EQP_TABLE_AT_scenarios;
    is_value = is_value && strcmp(column->view->name, "value") == 0;
    if (is_value &&
        eqp_number_parse(cell->text, cell->length, reading->separator, &number) == EQP_NUMBER_OK) {
        eqp_number_format(number, plain);
        *text = eqp_text_copy(plain);
    } else
        *text = eqp_text_copy(cell->text);
    return *text ? CELL_READ : CELL_NO_MEMORY;
}

static cell_outcome read_filled(eqp_table_reader *reading, reading_column *column,
                                const eqp_csv_cell *cell, uint32_t row) {
    void *place = eqp_study_column(reading->study, column->view);
    char sentence[EQP_SENTENCE_SIZE];
    int control = reading->check_control ? eqp_text_control(cell->text, cell->length) : -1;
    if (control >= 0) {
        snprintf(sentence, sizeof sentence, _("%s holds a control character (code %d)"),
                 column->view->name, control);
        return refuse(reading, column, sentence);
    }
    switch (column->view->kind) {
    case EQP_KIND_NUMBER:
        if (eqp_cell_number(column->view, cell->text, cell->length, reading->separator,
                            *(double **)place + row, sentence) == 0)
            return CELL_READ;
        return refuse(reading, column, sentence);
    case EQP_KIND_REF:
        return read_reference(reading, column, cell, *(uint32_t **)place + row);
    case EQP_KIND_ID:
        return read_id(reading, column, cell, *(uint32_t **)place + row);
    case EQP_KIND_LABEL:
        return read_label(reading, column, cell, *(uint32_t **)place + row);
    case EQP_KIND_WORD:
        if (eqp_cell_word(column->view, cell->text, *(uint32_t **)place + row, sentence) == 0)
            return CELL_READ;
        return refuse(reading, column, sentence);
    case EQP_KIND_TEXT:
        return read_text(reading, column, cell, *(char ***)place + row);
    }
    return CELL_READ;
}

static void set_blank(eqp_table_reader *reading, const reading_column *column, uint32_t row) {
    void *place = eqp_study_column(reading->study, column->view);
    if (column->view->kind == EQP_KIND_NUMBER)
        (*(double **)place)[row] = column->blank_number;
    else if (column->view->kind == EQP_KIND_TEXT)
        (*(char ***)place)[row] = NULL;
    else if (column->view->kind == EQP_KIND_WORD)
        (*(uint32_t **)place)[row] = eqp_word_find(column->view->words, column->view->blank);
    else
        (*(uint32_t **)place)[row] = EQP_NONE;
}

/* A refused cell says nothing, not even what a blank one would. */
static void set_refused(eqp_table_reader *reading, const reading_column *column, uint32_t row) {
    set_blank(reading, column, row);
    if (column->view->kind == EQP_KIND_NUMBER)
        (*(double **)eqp_study_column(reading->study, column->view))[row] = NAN;
}

static cell_outcome read_blank(eqp_table_reader *reading, reading_column *column, uint32_t row) {
    char sentence[EQP_SENTENCE_SIZE];
    static const eqp_csv_cell empty = {"", 0};
    if (column->view->role != EQP_ROLE_FREE) {
        snprintf(sentence, sizeof sentence, _("%s is blank; it must be given"), column->view->name);
        return refuse(reading, column, sentence);
    }
    if (column->view->kind == EQP_KIND_TEXT)
        return read_text(reading, column, &empty,
                         *(char ***)eqp_study_column(reading->study, column->view) + row);
    return CELL_READ;
}

static cell_outcome read_cell(eqp_table_reader *reading, size_t at, const eqp_csv_cell *cells,
                              uint32_t row) {
    reading_column *column = reading->columns + at;
    cell_outcome outcome;
    if (column->cell == EQP_NONE || cells[column->cell].length == 0) {
        set_blank(reading, column, row);
        return read_blank(reading, column, row);
    }
    reading->layout.given[reading->first_at + at] = 1;
    outcome = read_filled(reading, column, cells + column->cell, row);
    if (outcome == CELL_REFUSED)
        set_refused(reading, column, row);
    return outcome;
}

/* ---- rows ---- */

static int make_room(eqp_table_reader *reading) {
    size_t capacity = reading->capacity ? reading->capacity * 2 : 64;
    if (*row_count(reading) < reading->capacity)
        return 0;
    if (capacity >= EQP_NONE)
        return -1;
    if (eqp_rows_widen(reading->study, reading->table, capacity))
        return -1;
    reading->capacity = capacity;
    return 0;
}

static void drop_row(eqp_table_reader *reading, uint32_t row, uint32_t columns_read) {
    for (uint32_t i = 0; i < columns_read; i++)
        if (reading->columns[i].view->kind == EQP_KIND_TEXT)
            eqp_free((*(char ***)eqp_study_column(reading->study, reading->columns[i].view))[row]);
}

/* A row of ids stays as long as its id is good, so that references to it hold; another row stays
 * only with all its references. */
static int is_vital(const eqp_table_view *table, const eqp_column_view *view) {
    if (table->columns[0].kind == EQP_KIND_ID)
        return view->kind == EQP_KIND_ID;
    return view->role == EQP_ROLE_KEY || view->kind == EQP_KIND_REF ||
           view->kind == EQP_KIND_TEXT || view->kind == EQP_KIND_WORD;
}

static int read_row(eqp_table_reader *reading, uint32_t line, const eqp_csv_cell *cells) {
    uint32_t row = *row_count(reading), *lines;
    int keep = 1;
    if (make_room(reading))
        return -1;
    reading->row_line = line;
    for (uint32_t i = 0; i < reading->table->column_count; i++) {
        cell_outcome outcome = read_cell(reading, i, cells, row);
        if (outcome == CELL_NO_MEMORY) {
            drop_row(reading, row, i);
            return -1;
        }
        if (outcome == CELL_REFUSED && is_vital(reading->table, reading->columns[i].view))
            keep = 0;
    }
    if (!keep) {
        reading->layout.lost[reading->table_at] = 1;
        drop_row(reading, row, reading->table->column_count);
        return 0;
    }
    memcpy(&lines, (char *)reading->study + reading->table->line_offset, sizeof lines);
    lines[row] = line;
    ++*row_count(reading);
    return 0;
}

static int take_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    eqp_table_reader *reading = context;
    char sentence[EQP_SENTENCE_SIZE];
    if (!reading->header_done) {
        take_header(reading, line, cells, count);
        return 0;
    }
    if (!reading->usable)
        return 0;
    if (count != reading->header_count) {
        snprintf(sentence, sizeof sentence,
                 count < reading->header_count
                     ? _("the row has too few cells: %u, where the header has %u")
                     : _("the row has too many cells: %u, where the header has %u"),
                 count, reading->header_count);
        reading->layout.lost[reading->table_at] = 1;
        report_flaw(reading, line,
                    (count < reading->header_count ? count : reading->header_count) + 1, sentence);
        return 0;
    }
    return read_row(reading, line, cells);
}

static void take_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    eqp_table_reader *reading = context;
    report_flaw(reading, line, cell, sentence);
    reading->layout.lost[reading->table_at] = 1;
    reading->header_done = 1;
}

/* ---- tables ---- */

static int feed_table(eqp_table_reader *reading, const eqp_text *text) {
    char delimiter = eqp_csv_delimiter(text->bytes, text->size);
    eqp_csv_handler handler = {reading, take_row, take_broken};
    eqp_csv_reader *csv = eqp_csv_create(delimiter, &handler);
    int status = -1;
    reading->separator = delimiter == ',' ? '.' : ',';
    reading->check_control = text->has_control;
    if (csv && eqp_csv_feed(csv, text->bytes, text->size) == 0)
        status = eqp_csv_finish(csv);
    eqp_csv_free(csv);
    return status;
}

static void begin_table(eqp_table_reader *reading, const eqp_table_view *table, size_t table_at) {
    size_t first_at = 0;
    assert(table->column_count <= MOST_COLUMNS);
    for (const eqp_table_view *before = table - table_at; before < table; before++)
        first_at += before->column_count;
    reading->table = table;
    reading->table_at = table_at;
    reading->first_at = first_at;
    reading->header_done = reading->usable = 0;
    reading->header_count = 0;
    reading->capacity = 0;
    snprintf(reading->file, sizeof reading->file, "%s.csv", table->name);
    for (uint32_t i = 0; i < table->column_count; i++)
        reading->columns[i] =
            (reading_column){.view = table->columns + i,
                             .cell = EQP_NONE,
                             .last = EQP_NONE,
                             .blank_number = eqp_cell_blank_number(table->columns + i)};
}

static eqp_status read_table(eqp_table_reader *reading, const char *bytes, size_t size,
                             eqp_error *error) {
    eqp_text text;
    eqp_status status = EQP_OK;
    if (eqp_text_decode(bytes, size, &text))
        return eqp_error_memory(error);
    if (text.encoding == EQP_ENCODING_UTF_16)
        report_flaw(reading, 1, 1, _("the file is in UTF-16; save it as CSV in UTF-8"));
    else if (feed_table(reading, &text))
        status = eqp_error_memory(error);
    else if (!reading->header_done)
        report_flaw(reading, 1, 1, _("the file is empty; its first line must name the columns"));
    if (text.encoding == EQP_ENCODING_WINDOWS_1252)
        REPORT(reading, EQP_PROBLEM_NOTE, 1, 1,
               _("the file is not UTF-8 and was read as Windows-1252"));
    eqp_free(text.owned);
    return status;
}

/* A table without a single row to read leaves its spaces unknown. */
static void note_unreadable(eqp_table_reader *reading, int found) {
    const eqp_table_view *table = reading->table;
    if ((found && reading->usable) || (!found && !table->required))
        return;
    reading->layout.unreadable[reading->table_at] = reading->layout.lost[reading->table_at] = 1;
    for (uint32_t i = 0; i < table->column_count; i++)
        if (table->columns[i].kind == EQP_KIND_ID || table->columns[i].kind == EQP_KIND_LABEL)
            reading->space_unknown[table->columns[i].space] = 1;
}

eqp_status eqp_table_read(eqp_table_reader *reading, size_t table_at, const char *bytes,
                          size_t size, eqp_error *error) {
    size_t count;
    const eqp_table_view *table = eqp_study_tables(&count) + table_at;
    eqp_status status = EQP_OK;
    begin_table(reading, table, table_at);
    if (bytes)
        status = read_table(reading, bytes, size, error);
    else if (table->required)
        report_flaw(reading, 1, 1, _("the file is missing; every study needs it"));
    note_unreadable(reading, bytes != NULL);
    /* Later tables can refer to labels that stand for a blank cell. */
    return status ? status : eqp_study_fill_labels(reading->study, table, error);
}

eqp_table_reader *eqp_table_reader_create(eqp_study *study, eqp_problems *problems) {
    eqp_table_reader *reading = eqp_allocate(1, sizeof *reading);
    if (reading) {
        reading->study = study;
        reading->problems = problems;
    }
    return reading;
}

void eqp_table_reader_free(eqp_table_reader *reading) {
    eqp_free(reading);
}

const eqp_layout *eqp_table_reader_layout(const eqp_table_reader *reading) {
    return &reading->layout;
}
