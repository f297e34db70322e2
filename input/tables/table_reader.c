#include "input/tables/table_reader.h"

#include "input/tables/cell.h"
#include "input/tables/decimal_sign.h"
#include "input/tables/header.h"
#include "input/tables/source_text.h"
#include "input/tables/study_rows.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/study/change.h"

#include <assert.h>
#include <string.h>

#define MOST_COLUMNS 32
#define MOST_NAMELESS 16

/* A title may stand so many rows above the header. */
#define MOST_TITLE_ROWS 20

/* Looking for the nearest known name takes time: only the first so many get a suggestion. */
#define MOST_SUGGESTIONS 200

/* One declared column while its table is read. */
typedef struct {
    const eqp_column_view *view;
    uint32_t cell;       /* 0-based place in a row, EQP_NONE: absent */
    double blank_number; /* of NUMBER */
    uint32_t last;       /* of REF: the name found last, EQP_NONE: none yet */
} reading_column;

/* Cells of one table that name what another table has lost. */
typedef struct {
    uint32_t count, line, cell; /* the place of the first */
    const char *column;
    char text[96];
} unknown_references;

struct eqp_table_reader {
    eqp_study *study;
    eqp_layout layout;
    eqp_problems *problems;
    uint32_t suggestions;
    uint8_t space_unknown[EQP_SPACE_COUNT]; /* 1: the table that fills it could not be read */
    /* the table that fills a space and has lost rows; NULL: none has */
    const eqp_table_view *space_lost[EQP_SPACE_COUNT];
    /* the table being read */
    const eqp_table_view *table;
    size_t table_at; /* EQP_TABLE_AT_… */
    size_t first_at; /* EQP_AT_… of its first column */
    char file[64];
    char delimiter;
    eqp_decimal_sign decimal;
    int is_unusual;   /* the text has control characters or garbled ones */
    int has_lines;    /* the row may have cells of several lines */
    int tell_garbled; /* not told yet */
    int header_done, usable;
    uint32_t title_line;   /* a first line that names no column; 0: there is none */
    char title[96];        /* how it begins */
    uint32_t header_count; /* cells of the header */
    uint32_t nameless[MOST_NAMELESS], nameless_count; /* cells of it that are blank */
    reading_column columns[MOST_COLUMNS];
    unknown_references unknown[EQP_SPACE_COUNT]; /* that follow from rows lost elsewhere */
    size_t capacity;                             /* rows */
    uint32_t row_line;
    uint32_t percent_cell; /* of a rule's value in per cent; 0: it is none */
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

static reading_column *find_column(eqp_table_reader *reading, const char *name) {
    uint32_t column = eqp_header_find(reading->table, name);
    return column == EQP_NONE ? NULL : reading->columns + column;
}

/* A column of no name is a spreadsheet's empty one as long as it is empty; a filter that is not
 * known would be a rule that says something else than its author meant. */
static void report_unknown_column(eqp_table_reader *reading, uint32_t line, uint32_t cell,
                                  const char *name) {
    int is_filter = reading->table_at == EQP_TABLE_AT_rules;
    char nearest[64];
    const char *sentence;
    if (!*name) {
        if (reading->nameless_count < MOST_NAMELESS)
            reading->nameless[reading->nameless_count++] = cell - 1;
        return;
    }
    eqp_header_nearest(reading->table, name, nearest, sizeof nearest);
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

static void report_missing_columns(eqp_table_reader *reading, uint32_t line) {
    for (uint32_t i = 0; i < reading->table->column_count; i++) {
        const eqp_column_view *view = reading->table->columns + i;
        if (reading->columns[i].cell != EQP_NONE || eqp_header_may_lack(view))
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

/* A line that names no column is none of a table, whatever stands below it. */
static void report_title(eqp_table_reader *reading, uint32_t header_line) {
    char columns[256], sentence[EQP_SENTENCE_SIZE];
    char sign = eqp_header_sign(reading->table, reading->title);
    eqp_header_columns(reading->table, columns, sizeof columns);
    if (header_line)
        snprintf(sentence, sizeof sentence,
                 _("this line names no column; the header stands in line %u: take away what is "
                   "above it"),
                 header_line);
    else if (sign)
        snprintf(sentence, sizeof sentence,
                 _("the columns are separated by \"%c\"; save the table with commas, semicolons or "
                   "tabs"),
                 sign);
    else
        snprintf(sentence, sizeof sentence,
                 _("the first line must name the columns (%s); it begins with \"%s\""), columns,
                 reading->title);
    report_flaw(reading, reading->title_line, 1, sentence);
    reading->header_done = 1;
    reading->usable = 0;
}

/* The header, or a title that stands above it. */
static void take_first_rows(eqp_table_reader *reading, uint32_t line, const eqp_csv_cell *cells,
                            uint32_t count) {
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++)
        known += find_column(reading, cells[i].text) != NULL;
    if (reading->title_line) {
        if (known > 1 || (known && count == 1))
            report_title(reading, line);
        else if (line > reading->title_line + MOST_TITLE_ROWS)
            report_title(reading, 0);
    } else if (known)
        take_header(reading, line, cells, count);
    else {
        reading->title_line = line;
        for (uint32_t i = 0; i < count && !*reading->title; i++)
            snprintf(reading->title, sizeof reading->title, "%.*s", eqp_cell_shown(cells[i].text),
                     cells[i].text);
    }
}

/* ---- cells ---- */

typedef enum { CELL_READ, CELL_REFUSED, CELL_NO_MEMORY } cell_outcome;

static cell_outcome refuse(eqp_table_reader *reading, const reading_column *column,
                           const char *sentence) {
    report_flaw(reading, reading->row_line, column->cell + 1, sentence);
    return CELL_REFUSED;
}

/* A cell of one thing that holds a line end: most often quotes that were not meant as such have
 * swallowed what stood between them. */
static int refuse_lines(eqp_table_reader *reading, const reading_column *column,
                        const eqp_csv_cell *cell) {
    char sentence[EQP_SENTENCE_SIZE];
    if (!reading->has_lines || !memchr(cell->text, '\n', cell->length))
        return 0;
    snprintf(sentence, sizeof sentence,
             _("%s \"%.*s\" holds a line end; was a quote not closed, or not doubled?"),
             column->view->name, eqp_cell_shown(cell->text), cell->text);
    refuse(reading, column, sentence);
    return 1;
}

/* Of what a table has lost, a mention elsewhere is no fault of its own: it is counted. */
static void count_unknown(eqp_table_reader *reading, const reading_column *column,
                          const char *text) {
    unknown_references *unknown = &reading->unknown[column->view->space];
    reading->layout.flawed[reading->table_at] = 1;
    if (unknown->count++)
        return;
    unknown->line = reading->row_line;
    unknown->cell = column->cell + 1;
    unknown->column = column->view->name;
    snprintf(unknown->text, sizeof unknown->text, "%.*s", eqp_cell_shown(text), text);
}

static void report_unknown(eqp_table_reader *reading) {
    for (size_t space = 0; space < EQP_SPACE_COUNT; space++) {
        const unknown_references *unknown = &reading->unknown[space];
        if (!unknown->count)
            continue;
        if (unknown->count == 1)
            REPORT(reading, EQP_PROBLEM_ERROR, unknown->line, unknown->cell,
                   _("%s \"%s\" is unknown: rows of %s.csv could not be read"), unknown->column,
                   unknown->text, reading->space_lost[space]->name);
        else
            REPORT(reading, EQP_PROBLEM_ERROR, unknown->line, unknown->cell,
                   P_("%s \"%s\" is unknown: rows of %s.csv could not be read; so is %u more here",
                      "%s \"%s\" is unknown: rows of %s.csv could not be read; so are %u more here",
                      unknown->count - 1),
                   unknown->column, unknown->text, reading->space_lost[space]->name,
                   unknown->count - 1);
    }
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

static cell_outcome read_reference(eqp_table_reader *reading, reading_column *column,
                                   const eqp_csv_cell *cell, uint32_t *index) {
    eqp_space space = column->view->space;
    *index =
        eqp_names_find_from(reading->study->spaces[space], column->last, cell->text, cell->length);
    if (*index != EQP_NONE) {
        column->last = *index;
        return CELL_READ;
    }
    if (reading->space_unknown[space]) /* that table's own problem is reported */
        reading->layout.flawed[reading->table_at] = 1;
    else if (refuse_lines(reading, column, cell))
        return CELL_REFUSED;
    else if (reading->space_lost[space])
        count_unknown(reading, column, cell->text);
    else
        refuse_reference(reading, column, cell->text);
    return CELL_REFUSED;
}

static cell_outcome read_label(eqp_table_reader *reading, reading_column *column,
                               const eqp_csv_cell *cell, uint32_t *index) {
    eqp_names *names = reading->study->spaces[column->view->space];
    uint32_t known = eqp_names_count(names);
    if (refuse_lines(reading, column, cell))
        return CELL_REFUSED;
    *index = eqp_names_add(names, cell->text, cell->length);
    if (*index == known)
        eqp_header_warn_of_name(reading->problems, reading->file, reading->row_line,
                                column->cell + 1, column->view, cell->text);
    return *index == EQP_NONE ? CELL_NO_MEMORY : CELL_READ;
}

/* An id that is new gets the index of its row. */
static cell_outcome read_id(eqp_table_reader *reading, reading_column *column,
                            const eqp_csv_cell *cell, uint32_t *index) {
    uint32_t known = eqp_names_count(reading->study->spaces[column->view->space]);
    uint32_t *line;
    char sentence[EQP_SENTENCE_SIZE];
    cell_outcome outcome = read_label(reading, column, cell, index);
    if (outcome != CELL_READ || *index == known)
        return outcome;
    memcpy(&line, (char *)reading->study + reading->table->line_offset, sizeof line);
    snprintf(sentence, sizeof sentence, _("%s \"%.*s\" stands already in line %u"),
             column->view->name, eqp_cell_shown(cell->text), cell->text, line[*index]);
    return refuse(reading, column, sentence);
}

/* A number counts as the file's decimal sign has it, which may only be known when the file ends. */
static cell_outcome weigh_number(eqp_table_reader *reading, const reading_column *column,
                                 const eqp_csv_cell *cell, const eqp_number_form *form,
                                 uint32_t row, double *number) {
    char sentence[EQP_SENTENCE_SIZE];
    eqp_number_place place = {.view = column->view,
                              .line = reading->row_line,
                              .cell = column->cell + 1,
                              .row = row,
                              .column = (uint32_t)(column - reading->columns),
                              .value = *number};
    eqp_decimal_outcome outcome =
        eqp_decimal_take(&reading->decimal, form, cell->text, &place, sentence);
    *number = place.value;
    if (outcome == EQP_DECIMAL_REFUSED)
        return refuse(reading, column, sentence);
    return outcome == EQP_DECIMAL_READ ? CELL_READ : CELL_NO_MEMORY;
}

static cell_outcome read_number(eqp_table_reader *reading, const reading_column *column,
                                const eqp_csv_cell *cell, uint32_t row) {
    char sentence[EQP_SENTENCE_SIZE];
    double number;
    eqp_number_form form;
    if (eqp_cell_number(column->view, cell->text, cell->length, &form, &number, sentence))
        return refuse_lines(reading, column, cell) ? CELL_REFUSED
                                                   : refuse(reading, column, sentence);
    if (form.percent && reading->table_at == EQP_TABLE_AT_rules)
        reading->percent_cell = column->cell + 1;
    if (form.lone || form.grouping || (form.decimal && form.decimal != reading->decimal.sign)) {
        cell_outcome outcome = weigh_number(reading, column, cell, &form, row, &number);
        if (outcome != CELL_READ)
            return outcome;
    }
    (*(double **)eqp_study_column(reading->study, column->view))[row] = number;
    return CELL_READ;
}

/* ---- values of parameters and scenarios ---- */

static int is_value(const eqp_table_reader *reading, const reading_column *column) {
    return (reading->table_at == EQP_TABLE_AT_parameters ||
            reading->table_at == EQP_TABLE_AT_scenarios) &&
           strcmp(column->view->name, "value") == 0;
}

/* What a number of a scenario's row does, as far as its sign and its per cent show. */
static int check_scenario_value(eqp_table_reader *reading, const reading_column *column,
                                const eqp_csv_cell *cell, uint32_t row) {
    const eqp_scenarios *scenarios = &reading->study->scenarios;
    eqp_error error = {0};
    if (reading->table_at != EQP_TABLE_AT_scenarios || !scenarios->parameter[row])
        return 0;
    if (eqp_change_check_number(scenarios->parameter[row], (eqp_change)scenarios->change[row],
                                "value", cell->text, cell->length, &error)) {
        refuse(reading, column, error.sentence);
        return -1;
    }
    if (eqp_change_is_small_share((eqp_change)scenarios->change[row], cell->text, cell->length))
        REPORT(reading, EQP_PROBLEM_WARNING, reading->row_line, column->cell + 1,
               _("value \"%.*s\" leaves only so much of what was; 110%% would be 10%% more"),
               eqp_cell_shown(cell->text), cell->text);
    return 0;
}

/* In parameters and scenarios a value may be a number or a word: a number is kept in one form,
 * whatever the dialect. */
static cell_outcome read_value(eqp_table_reader *reading, const reading_column *column,
                               const eqp_csv_cell *cell, uint32_t row, char **text) {
    const char *number_text = cell->text;
    size_t length = cell->length;
    char plain[32];
    double number;
    eqp_number_form form;
    cell_outcome outcome = CELL_READ;
    if (reading->table_at == EQP_TABLE_AT_scenarios)
        eqp_cell_cut_currency(&number_text, &length);
    if (eqp_number_read(number_text, length, &form, &number) != EQP_NUMBER_OK)
        *text = eqp_text_copy(cell->text);
    else if (check_scenario_value(reading, column, cell, row))
        return CELL_REFUSED;
    else {
        outcome = weigh_number(reading, column, cell, &form, row, &number);
        eqp_number_format(number, plain);
        *text = outcome == CELL_READ ? eqp_text_copy(plain) : NULL;
    }
    return outcome == CELL_READ && !*text ? CELL_NO_MEMORY : outcome;
}

static cell_outcome read_text(eqp_table_reader *reading, const reading_column *column,
                              const eqp_csv_cell *cell, uint32_t row, char **text) {
    if (is_value(reading, column))
        return read_value(reading, column, cell, row, text);
    *text = eqp_text_copy(cell->text);
    return *text ? CELL_READ : CELL_NO_MEMORY;
}

/* What a conversion before this one has garbled is told once a file. */
static void warn_of_garbled(eqp_table_reader *reading, const reading_column *column,
                            const eqp_csv_cell *cell) {
    if (!reading->tell_garbled || !eqp_text_is_garbled(cell->text, cell->length))
        return;
    reading->tell_garbled = 0;
    REPORT(
        reading, EQP_PROBLEM_WARNING, reading->row_line, column->cell + 1,
        _("%s \"%.*s\" lost letters in an earlier conversion (such as Ã© for é, or U+FFFD); save "
          "the table anew where they are right"),
        column->view->name, eqp_cell_shown(cell->text), cell->text);
}

static cell_outcome read_filled(eqp_table_reader *reading, reading_column *column,
                                const eqp_csv_cell *cell, uint32_t row) {
    void *place = eqp_study_column(reading->study, column->view);
    char sentence[EQP_SENTENCE_SIZE];
    int control = reading->is_unusual ? eqp_text_control(cell->text, cell->length) : -1;
    if (control >= 0) {
        snprintf(sentence, sizeof sentence, _("%s holds a control character (U+%04X)"),
                 column->view->name, (unsigned)control);
        return refuse(reading, column, sentence);
    }
    if (reading->is_unusual)
        warn_of_garbled(reading, column, cell);
    switch (column->view->kind) {
    case EQP_KIND_NUMBER:
        return read_number(reading, column, cell, row);
    case EQP_KIND_REF:
        return read_reference(reading, column, cell, *(uint32_t **)place + row);
    case EQP_KIND_ID:
        return read_id(reading, column, cell, *(uint32_t **)place + row);
    case EQP_KIND_LABEL:
        return read_label(reading, column, cell, *(uint32_t **)place + row);
    case EQP_KIND_WORD:
        if (eqp_cell_word(column->view, cell->text, *(uint32_t **)place + row, sentence) == 0)
            return CELL_READ;
        return refuse_lines(reading, column, cell) ? CELL_REFUSED
                                                   : refuse(reading, column, sentence);
    case EQP_KIND_TEXT:
        return read_text(reading, column, cell, row, *(char ***)place + row);
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
        return read_text(reading, column, &empty, row,
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

/* Of rules the unit is known only now. */
static int refuse_percent(eqp_table_reader *reading, uint32_t row) {
    if (!reading->percent_cell || reading->study->rules.unit[row] == EQP_UNIT_SHARE)
        return 0;
    report_flaw(reading, reading->row_line, reading->percent_cell,
                _("value is a per cent, but the rule's unit is not share"));
    return 1;
}

static int read_row(eqp_table_reader *reading, uint32_t line, const eqp_csv_cell *cells) {
    uint32_t row = *row_count(reading), *lines;
    size_t waiting = reading->decimal.count;
    int keep = 1;
    if (make_room(reading))
        return -1;
    reading->row_line = line;
    reading->percent_cell = 0;
    for (uint32_t i = 0; i < reading->table->column_count; i++) {
        cell_outcome outcome = read_cell(reading, i, cells, row);
        if (outcome == CELL_NO_MEMORY) {
            drop_row(reading, row, i);
            return -1;
        }
        if (outcome == CELL_REFUSED && is_vital(reading->table, reading->columns[i].view))
            keep = 0;
    }
    if (!keep || refuse_percent(reading, row)) {
        reading->layout.lost[reading->table_at] = 1;
        eqp_decimal_forget(&reading->decimal, waiting);
        drop_row(reading, row, reading->table->column_count);
        return 0;
    }
    memcpy(&lines, (char *)reading->study + reading->table->line_offset, sizeof lines);
    lines[row] = line;
    ++*row_count(reading);
    return 0;
}

static void lose_row(eqp_table_reader *reading, uint32_t line, uint32_t cell,
                     const char *sentence) {
    reading->layout.lost[reading->table_at] = 1;
    report_flaw(reading, line, cell, sentence);
}

/* Columns whose name was lost are told once each. */
static void report_nameless(eqp_table_reader *reading, uint32_t line, const eqp_csv_cell *cells) {
    char sentence[EQP_SENTENCE_SIZE];
    for (uint32_t i = 0; i < reading->nameless_count;) {
        const eqp_csv_cell *cell = cells + reading->nameless[i];
        if (!cell->length) {
            i++;
            continue;
        }
        snprintf(sentence, sizeof sentence,
                 _("\"%.*s\" stands in a column without a name; name it in the header or clear it"),
                 eqp_cell_shown(cell->text), cell->text);
        report_flaw(reading, line, reading->nameless[i] + 1, sentence);
        reading->nameless[i] = reading->nameless[--reading->nameless_count];
    }
}

/* A name may have two lines, but not a line that has as many delimiters as a row. */
static int swallows_a_row(const eqp_table_reader *reading, const eqp_csv_cell *cell) {
    uint32_t delimiters = 0;
    if (!reading->has_lines || !memchr(cell->text, '\n', cell->length))
        return 0;
    for (size_t i = 0; i < cell->length; i++)
        delimiters += cell->text[i] == reading->delimiter;
    return reading->header_count > 1 && delimiters + 1 >= reading->header_count;
}

/* The first cell in which quotes have swallowed a row, EQP_NONE where there is none. */
static uint32_t find_swallowing(const eqp_table_reader *reading, const eqp_csv_cell *cells,
                                uint32_t count) {
    for (uint32_t i = 0; reading->has_lines && i < count; i++)
        if (swallows_a_row(reading, cells + i))
            return i;
    return EQP_NONE;
}

static int is_header_again(eqp_table_reader *reading, const eqp_csv_cell *cells) {
    for (uint32_t i = 0; i < reading->table->column_count; i++) {
        const reading_column *column = reading->columns + i;
        if (column->cell != EQP_NONE && strcmp(cells[column->cell].text, column->view->name) != 0)
            return 0;
    }
    return 1;
}

static int take_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    eqp_table_reader *reading = context;
    char sentence[EQP_SENTENCE_SIZE];
    uint32_t swallowing;
    if (!reading->header_done) {
        take_first_rows(reading, line, cells, count);
        return 0;
    }
    if (!reading->usable)
        return 0;
    swallowing = find_swallowing(reading, cells, count);
    if (swallowing != EQP_NONE)
        lose_row(reading, line, swallowing + 1,
                 _("this cell holds a whole row; was a quote not closed, or not doubled?"));
    else if (count != reading->header_count) {
        snprintf(sentence, sizeof sentence,
                 count < reading->header_count
                     ? _("the row has too few cells: %u, where the header has %u")
                     : _("the row has too many cells: %u, where the header has %u"),
                 count, reading->header_count);
        lose_row(reading, line, (count < reading->header_count ? count : reading->header_count) + 1,
                 sentence);
    } else if (is_header_again(reading, cells))
        lose_row(reading, line, 1, _("the header stands here again; take this line away"));
    else {
        if (reading->nameless_count)
            report_nameless(reading, line, cells);
        return read_row(reading, line, cells);
    }
    return 0;
}

static void take_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    eqp_table_reader *reading = context;
    report_flaw(reading, line, cell, sentence);
    reading->layout.lost[reading->table_at] = 1;
    reading->header_done = 1;
}

/* ---- tables ---- */

static void settle_value(eqp_table_reader *reading, const eqp_number_place *place, double value) {
    void *array = eqp_study_column(reading->study, place->view);
    char plain[32], *text;
    if (place->view->kind == EQP_KIND_NUMBER) {
        (*(double **)array)[place->row] = value;
        return;
    }
    eqp_number_format(value, plain);
    text = eqp_text_copy(plain);
    if (!text) /* the other reading stays; the study is given up for want of memory elsewhere */
        return;
    eqp_free((*(char ***)array)[place->row]);
    (*(char ***)array)[place->row] = text;
}

/* The whole file has been read: numbers that could be read in two ways get their meaning. */
static void settle_numbers(eqp_table_reader *reading) {
    int doubtful_told = 0;
    for (size_t i = 0; i < reading->decimal.count; i++) {
        const eqp_number_place *place = &reading->decimal.waiting[i];
        char sentence[EQP_SENTENCE_SIZE];
        double value;
        int is_doubtful;
        if (eqp_decimal_settle(&reading->decimal, i, reading->delimiter, &value, &is_doubtful,
                               sentence)) {
            report_flaw(reading, place->line, place->cell, sentence);
            value = NAN;
        } else if (is_doubtful && !doubtful_told++)
            REPORT(reading, EQP_PROBLEM_WARNING, place->line, place->cell, "%s", sentence);
        if (place->view->kind == EQP_KIND_NUMBER || !is_doubtful)
            settle_value(reading, place, value);
    }
}

static eqp_status feed_table(eqp_table_reader *reading, const eqp_source_text *source,
                             eqp_error *error) {
    eqp_csv_handler handler = {reading, take_row, take_broken, &reading->has_lines};
    reading->delimiter = source->delimiter;
    reading->is_unusual = source->text.is_unusual;
    reading->tell_garbled = 1;
    reading->layout.flawed[reading->table_at] |= source->is_damaged;
    if (eqp_source_feed(source, &handler))
        return eqp_error_memory(error);
    settle_numbers(reading);
    if (source->text.encoding == EQP_ENCODING_WINDOWS_1252)
        REPORT(reading, EQP_PROBLEM_NOTE, 1, 1,
               _("the file is not UTF-8 and was read as Windows-1252"));
    if (reading->title_line && !reading->header_done)
        report_title(reading, 0);
    else if (source->is_readable && !reading->header_done)
        report_flaw(reading, 1, 1, _("the file is empty; its first line must name the columns"));
    report_unknown(reading);
    return EQP_OK;
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
    reading->title_line = reading->nameless_count = 0;
    reading->title[0] = '\0';
    reading->capacity = 0;
    eqp_decimal_clear(&reading->decimal);
    memset(reading->unknown, 0, sizeof reading->unknown);
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
    eqp_source_text source;
    eqp_status status =
        eqp_source_open(bytes, size, reading->file, reading->problems, &source, error);
    if (!status)
        status = feed_table(reading, &source, error);
    eqp_source_close(&source);
    return status;
}

/* A table without a single row to read leaves its spaces unknown; one that has lost rows, in
 * doubt. */
static void note_spaces(eqp_table_reader *reading, int found) {
    const eqp_table_view *table = reading->table;
    int unreadable = found ? !reading->usable : table->required;
    if (unreadable)
        reading->layout.unreadable[reading->table_at] = reading->layout.lost[reading->table_at] = 1;
    for (uint32_t i = 0; i < table->column_count; i++) {
        eqp_space space = table->columns[i].space;
        if (table->columns[i].kind != EQP_KIND_ID && table->columns[i].kind != EQP_KIND_LABEL)
            continue;
        reading->space_unknown[space] |= unreadable;
        if (reading->layout.lost[reading->table_at] && !unreadable)
            reading->space_lost[space] = table;
    }
}

eqp_status eqp_table_read(eqp_table_reader *reading, size_t table_at, const char *bytes,
                          size_t size, eqp_error *error) {
    size_t count;
    const eqp_table_view *table = eqp_study_tables(&count) + table_at;
    eqp_status status = EQP_OK;
    begin_table(reading, table, table_at);
    if (bytes)
        status = read_table(reading, bytes, size, error);
    else if (table->required && size != EQP_TABLE_NO_FILE)
        report_flaw(reading, 1, 1, _("the file is missing; every study needs it"));
    note_spaces(reading, bytes || size == EQP_TABLE_NO_FILE);
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
    if (reading)
        eqp_decimal_clear(&reading->decimal);
    eqp_free(reading);
}

const eqp_layout *eqp_table_reader_layout(const eqp_table_reader *reading) {
    return &reading->layout;
}
