#include "output/workbook/workbook_parts.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "output/workbook/workbook_words.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define WIDTH_LEAST 9
#define WIDTH_MOST 42
#define FILTER_BUTTON 3 /* characters that it hides of a heading */
#define HEADING_LINES 4
#define HEADING_MOST 120 /* characters */
#define LARGE 10000      /* what varies as amounts of money do, not as shares */

/* ---- columns ---- */

static int is_one_of(const char *unit, const char *const *units) {
    for (; *units; units++)
        if (strcmp(unit, *units) == 0)
            return 1;
    return 0;
}

static eqp_form form_of(const char *name, const char *unit) {
    static const char *const whole[] = {"hours", "sessions", NULL};
    static const char *const amount[] = {"places", "persons", NULL};
    static const char *const money[] = {"currency", "currency/place", "currency/person", NULL};
    static const char *const value[] = {"of the rule", "of the measure", NULL};
    if (is_one_of(unit, whole))
        return EQP_FORM_WHOLE;
    if (is_one_of(unit, amount))
        return EQP_FORM_AMOUNT;
    if (is_one_of(unit, money))
        return EQP_FORM_MONEY;
    if (name && (strcmp(name, "gap") == 0 || strcmp(name, "slope") == 0))
        return EQP_FORM_TINY;
    if (strcmp(unit, "share") == 0)
        return EQP_FORM_SHARE;
    if (is_one_of(unit, value) || strncmp(unit, "value", 5) == 0 ||
        (name && strcmp(name, "gini") == 0))
        return EQP_FORM_VALUE;
    return EQP_FORM_GENERAL;
}

/* Takes the heading over. */
static int add_column(eqp_grid *grid, const char *name, char *heading, const char *unit,
                      const char *sentence) {
    eqp_grid_column *column;
    if (!heading ||
        eqp_grow(&grid->columns, &grid->capacity, grid->count + 1, sizeof *grid->columns)) {
        eqp_free(heading);
        return -1;
    }
    column = &grid->columns[grid->count++];
    *column = (eqp_grid_column){.name = name,
                                .heading = heading,
                                .unit = unit,
                                .sentence = sentence,
                                .source = grid->count - 1,
                                .form = form_of(name, unit),
                                .words = name && eqp_workbook_holds_words(name)};
    return 0;
}

int eqp_grid_add_column(eqp_grid *grid, const char *name, const char *heading, const char *unit,
                        const char *sentence) {
    eqp_buffer text = {0};
    if (eqp_text_width(heading) > HEADING_MOST)
        eqp_buffer_left(&text, heading, HEADING_MOST);
    else
        eqp_buffer_add(&text, "%s", heading);
    return add_column(grid, name, eqp_buffer_finish(&text), unit, sentence);
}

int eqp_grid_insert_column(eqp_grid *grid, const char *after, const char *name, const char *heading,
                           const char *unit, const char *sentence) {
    uint32_t at = eqp_grid_find(grid, after) + 1;
    eqp_grid_column added;
    if (eqp_grid_add_column(grid, name, heading, unit, sentence))
        return -1;
    added = grid->columns[grid->count - 1];
    memmove(&grid->columns[at + 1], &grid->columns[at],
            (grid->count - 1 - at) * sizeof *grid->columns);
    grid->columns[at] = added;
    return 0;
}

static int add_repeated(eqp_grid *grid, const eqp_result_column *column, const char *what) {
    eqp_buffer words = {0};
    char *heading;
    int failed;
    if (*column->name)
        eqp_buffer_add(&words, _("%s: %s"), _(column->heading), what);
    else
        eqp_buffer_add(&words, "%s", what);
    heading = eqp_buffer_finish(&words);
    failed = !heading || eqp_grid_add_column(grid, NULL, heading, column->unit, column->sentence);
    eqp_free(heading);
    return failed ? -1 : 0;
}

/* What the i-th column that repeats another one stands for. */
static const char *repeated_for(const eqp_result_scope *scope, eqp_result_repeat repeat,
                                uint32_t i) {
    const char *name;
    if (repeat != EQP_REPEAT_INSTITUTION)
        return scope->titles[i];
    name = scope->study->institutions.name[i];
    return name && *name ? name : eqp_study_id(scope->study, EQP_SPACE_institution, i);
}

int eqp_grid_add_table(eqp_grid *grid, eqp_result_table table, const eqp_result_scope *scope) {
    const eqp_result_view *view = eqp_result_table_view(table);
    int failed = 0;
    grid->sentence = _(view->sentence);
    for (uint32_t c = 0; c < view->column_count; c++) {
        const eqp_result_column *column = &view->columns[c];
        uint32_t times = eqp_result_column_times(column, scope);
        for (uint32_t i = 0; !failed && i < times; i++)
            failed = column->repeat == EQP_REPEAT_ONCE
                         ? eqp_grid_add_column(grid, column->name, _(column->heading), column->unit,
                                               column->sentence)
                         : add_repeated(grid, column, repeated_for(scope, column->repeat, i));
    }
    grid->own = grid->count;
    return failed;
}

uint32_t eqp_grid_find(const eqp_grid *grid, const char *name) {
    uint32_t i = 0;
    while (i < grid->count && !(grid->columns[i].name && strcmp(grid->columns[i].name, name) == 0))
        i++;
    assert(i < grid->count);
    return i;
}

void eqp_grid_total(eqp_grid *grid) {
    static const char *const units[] = {"places", "persons", "hours", "sessions", "currency", NULL};
    for (uint32_t i = 0; i < grid->count; i++)
        grid->columns[i].sums = is_one_of(grid->columns[i].unit, units);
}

void eqp_grid_free(eqp_grid *grid) {
    for (uint32_t i = 0; i < grid->count; i++)
        eqp_free(grid->columns[i].heading);
    eqp_free(grid->columns);
    eqp_free(grid->place);
}

/* ---- rows on their way ---- */

/* Cells of a grid's rows as they come, to be measured or to be put into sheets. */
typedef struct passing {
    eqp_grid *grid;
    eqp_workbook *workbook; /* NULL while measuring */
    uint32_t cell;          /* of the row */
    uint64_t row;
    uint32_t sheet, place; /* where the row goes */
    eqp_buffer formula;
    eqp_status status;
    int in_more;
} passing;

static void begin_sheet(passing *pass);

/* The column of the next cell; a row goes to where it belongs before its first one. */
static uint32_t next_column(passing *pass) {
    eqp_grid *grid = pass->grid;
    uint32_t column = grid->place[pass->cell];
    if (pass->cell++ > 0 || !pass->workbook)
        return column;
    if (pass->row % grid->sheet_rows == 0 && pass->row > 0) {
        pass->sheet++;
        begin_sheet(pass);
    }
    pass->place = EQP_GRID_FIRST_ROW + (uint32_t)(pass->row % grid->sheet_rows);
    return column;
}

static const char *shown(const eqp_grid_column *column, const char *text) {
    return column->words ? eqp_workbook_word(text) : text;
}

static void take_text(void *context, const char *text) {
    passing *pass = context;
    uint32_t at = next_column(pass);
    eqp_grid_column *column = &pass->grid->columns[at];
    if (text && *text) {
        text = shown(column, text);
        if (pass->workbook) {
            eqp_book_put_text(pass->workbook->book, pass->sheet, pass->place, at, EQP_LOOK_PLAIN,
                              text);
        } else if (column->width < WIDTH_MOST) {
            int width = eqp_text_width(text);
            column->width = width > column->width ? width : column->width;
            column->texts = 1;
        }
    }
}

static void measure_number(eqp_grid_column *column, double number) {
    column->sum += number;
    column->largest = fmax(column->largest, fabs(number));
    if (column->form == EQP_FORM_GENERAL) {
        char text[EQP_NUMBER_SIZE];
        int width;
        eqp_number_text(number, '.', text);
        width = (int)strlen(text);
        column->width = width > column->width ? width : column->width;
    }
}

static void put_number(passing *pass, uint32_t column, double number) {
    eqp_grid *grid = pass->grid;
    eqp_book *book = pass->workbook->book;
    eqp_form form = grid->columns[column].form;
    pass->formula.length = 0;
    if (grid->formula &&
        grid->formula(grid->owner, column, pass->row, pass->place, &pass->formula, &number)) {
        if (pass->formula.failed)
            pass->status = EQP_ERROR_MEMORY;
        else
            eqp_book_put_formula(book, pass->sheet, pass->place, column, form, EQP_LOOK_PLAIN,
                                 pass->formula.bytes, number);
    } else {
        eqp_book_put_number(book, pass->sheet, pass->place, column, form, EQP_LOOK_PLAIN, number);
    }
}

static void take_number(void *context, double number) {
    passing *pass = context;
    uint32_t at = next_column(pass);
    if (isnan(number))
        return;
    if (pass->workbook)
        put_number(pass, at, number);
    else
        measure_number(&pass->grid->columns[at], number);
}

static void end_row(void *context);

static const eqp_cell_sink sink = {take_text, take_number, end_row};

static void end_row(void *context) {
    passing *pass = context;
    eqp_grid *grid = pass->grid;
    if (pass->in_more)
        return;
    if (grid->more) {
        eqp_csv_writer writer;
        eqp_csv_redirect(&writer, &sink, pass, grid->count - grid->own);
        pass->in_more = 1;
        grid->more(grid->owner, pass->row, &writer);
        eqp_csv_end_row(&writer);
        pass->in_more = 0;
    }
    pass->cell = 0;
    pass->row++;
}

static eqp_status pass_rows(passing *pass, eqp_error *error) {
    eqp_csv_writer writer;
    eqp_status status;
    eqp_csv_redirect(&writer, &sink, pass, pass->grid->own);
    status = pass->grid->rows(pass->grid->context, &writer, error);
    if (!status && pass->status)
        status = eqp_error_memory(error);
    eqp_free(eqp_buffer_finish(&pass->formula));
    return status;
}

eqp_status eqp_grid_measure(eqp_grid *grid, eqp_error *error) {
    passing pass = {.grid = grid};
    eqp_status status;
    grid->place = eqp_allocate(grid->count, sizeof *grid->place);
    if (!grid->place)
        return eqp_error_memory(error);
    for (uint32_t c = 0; c < grid->count; c++)
        grid->place[grid->columns[c].source] = c;
    status = pass_rows(&pass, error);
    grid->row_count = pass.row;
    for (uint32_t c = 0; c < grid->count; c++)
        if (strncmp(grid->columns[c].unit, "as ", 3) == 0 && grid->columns[c].largest >= LARGE)
            grid->columns[c].form = EQP_FORM_AMOUNT;
    return status;
}

/* ---- sheets ---- */

static uint32_t rows_of_part(const eqp_grid *grid, uint32_t part) {
    uint64_t before = part * grid->sheet_rows;
    return (uint32_t)(grid->row_count - before < grid->sheet_rows ? grid->row_count - before
                                                                  : grid->sheet_rows);
}

eqp_area eqp_grid_area(const eqp_grid *grid, uint32_t part, uint32_t column) {
    uint32_t rows = rows_of_part(grid, part);
    return (eqp_area){grid->first_sheet + part, EQP_GRID_FIRST_ROW, column,
                      EQP_GRID_FIRST_ROW + (rows ? rows - 1 : 0), column};
}

uint32_t eqp_grid_sheet(const eqp_grid *grid, uint64_t row, uint32_t *place) {
    *place = EQP_GRID_FIRST_ROW + (uint32_t)(row % grid->sheet_rows);
    return grid->first_sheet + (uint32_t)(row / grid->sheet_rows);
}

/* Characters of the largest number as the column shows it. */
static int number_width(const eqp_grid_column *column, const eqp_study *study) {
    double largest = column->sums ? fmax(fabs(column->sum), column->largest) : column->largest;
    char digits[EQP_NUMBER_SIZE];
    int width;
    snprintf(digits, sizeof digits, "%.0f", fmin(largest, 1e15));
    width = (int)strlen(digits) + (int)(strlen(digits) - 1) / 3 + 1;
    switch (column->form) {
    case EQP_FORM_MONEY:
        return width + 4 + eqp_text_width(study->settings.currency);
    case EQP_FORM_AMOUNT:
        return width + 3;
    case EQP_FORM_VALUE:
        return width + 4;
    default:
        return width;
    }
}

/* The longest word of a heading that must not break. */
static int longest_word(const char *heading) {
    int longest = 0;
    while (*heading) {
        size_t length = strcspn(heading, " ");
        char word[64];
        snprintf(word, sizeof word, "%.*s", (int)length, heading);
        longest = eqp_text_width(word) > longest ? eqp_text_width(word) : longest;
        heading += length + strspn(heading + length, " ");
    }
    return longest;
}

static int column_width(const eqp_grid_column *column, const eqp_study *study) {
    int number = number_width(column, study), word = longest_word(column->heading) + FILTER_BUTTON;
    int width = column->width > number ? column->width : number;
    width = word > width ? word : width;
    return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

/* Sets every width; the heading gets the lines that it needs then. */
static void set_widths(passing *pass) {
    const eqp_study *study = pass->workbook->study;
    int lines = 1;
    for (uint32_t c = 0; c < pass->grid->count; c++) {
        const eqp_grid_column *column = &pass->grid->columns[c];
        int width = column_width(column, study);
        int needed = (eqp_text_width(column->heading) + FILTER_BUTTON + width - 1) / width;
        lines = needed > lines ? needed : lines;
        eqp_book_set_width(pass->workbook->book, pass->sheet, c, c, width);
    }
    eqp_book_set_lines(pass->workbook->book, pass->sheet, EQP_GRID_HEAD_ROW,
                       lines < HEADING_LINES ? lines : HEADING_LINES);
}

/* The sum of the rows that filters leave, in all sheets. */
static void put_total(passing *pass, uint32_t c) {
    const eqp_grid *grid = pass->grid;
    const eqp_grid_column *column = &grid->columns[c];
    double value = column->sum;
    int has_formula = column->sums;
    pass->formula.length = 0;
    if (column->sums) {
        eqp_buffer_add(&pass->formula, "SUBTOTAL(109");
        for (uint32_t part = 0; part < grid->sheets; part++) {
            eqp_buffer_add(&pass->formula, ",");
            eqp_book_add_area(&pass->formula, pass->workbook->book, eqp_grid_area(grid, part, c));
        }
        eqp_buffer_add(&pass->formula, ")");
    } else if (grid->formula) {
        value = NAN;
        has_formula = grid->formula(grid->owner, c, EQP_GRID_TOTAL, EQP_GRID_TOTAL_ROW,
                                    &pass->formula, &value);
    }
    if (has_formula && !pass->formula.failed)
        eqp_book_put_formula(pass->workbook->book, pass->sheet, EQP_GRID_TOTAL_ROW, c, column->form,
                             EQP_LOOK_TOTAL, pass->formula.bytes, value);
    else
        eqp_book_put_number(pass->workbook->book, pass->sheet, EQP_GRID_TOTAL_ROW, c, column->form,
                            EQP_LOOK_TOTAL, NAN);
}

static void put_totals(passing *pass) {
    const eqp_grid *grid = pass->grid;
    int any = 0;
    for (uint32_t c = 0; c < grid->count; c++)
        any += grid->columns[c].sums;
    if (!any || grid->row_count == 0)
        return;
    for (uint32_t c = 0; c < grid->count; c++)
        if (c > 0 || grid->columns[c].sums)
            put_total(pass, c);
    if (!grid->columns[0].sums)
        eqp_book_put_text(pass->workbook->book, pass->sheet, EQP_GRID_TOTAL_ROW, 0, EQP_LOOK_TOTAL,
                          _("Total shown"));
}

/* The title, and what the sheet holds, or of which it is the continuation. */
static void put_title(passing *pass) {
    const eqp_grid *grid = pass->grid;
    eqp_book *book = pass->workbook->book;
    eqp_buffer words = {0};
    char *text;
    eqp_buffer_add(&words, "%s", ""); /* a text in any case */
    if (grid->sentence)
        eqp_workbook_add_sentence(&words, grid->sentence);
    if (grid->note)
        eqp_buffer_add(&words, " %s", grid->note);
    if (grid->sheets > 1) {
        eqp_buffer_add(&words, " ");
        eqp_buffer_add(&words,
                       _("A sheet holds no more than %u rows: this is sheet %u of %u; totals are "
                         "over all of them."),
                       (unsigned)grid->sheet_rows, pass->sheet - grid->first_sheet + 1,
                       grid->sheets);
    }
    text = eqp_buffer_finish(&words);
    if (!text)
        pass->status = EQP_ERROR_MEMORY;
    eqp_book_put_text(book, pass->sheet, EQP_GRID_TITLE_ROW, 0, EQP_LOOK_TITLE,
                      eqp_book_sheet_name(book, pass->sheet));
    eqp_book_put_text(book, pass->sheet, EQP_GRID_SENTENCE_ROW, 0, EQP_LOOK_NOTE, text);
    eqp_free(text);
}

static eqp_area area_of_part(const eqp_grid *grid, uint32_t part, uint32_t first_row) {
    eqp_area area = eqp_grid_area(grid, part, 0);
    area.row = first_row;
    area.last_column = grid->count - 1;
    if (grid->row_count == 0)
        area.last_row = EQP_GRID_HEAD_ROW;
    return area;
}

/* The next byte of a heading as spreadsheets compare it: without case (of letters up to U+00FF),
 * blanks for line ends and the like. */
static int fold_next(const char *text, size_t i) {
    unsigned char byte = (unsigned char)text[i];
    if (i > 0 && (unsigned char)text[i - 1] == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97)
        return byte + 0x20;
    return byte && byte < ' ' ? ' ' : tolower(byte);
}

static int is_same_heading(const char *one, const char *other) {
    size_t i = 0;
    while (one[i] && fold_next(one, i) == fold_next(other, i))
        i++;
    return one[i] == other[i];
}

/* "Cost (2)" in place of "Cost". */
static int number_heading(eqp_grid_column *column, unsigned number) {
    eqp_buffer other = {0};
    char *heading;
    eqp_buffer_add(&other, "%s (%u)", column->heading, number);
    heading = eqp_buffer_finish(&other);
    if (!heading)
        return -1;
    eqp_free(column->heading);
    column->heading = heading;
    return 0;
}

/* A spreadsheet wants the headings of a table to differ. */
static int make_headings_differ(eqp_grid *grid) {
    for (uint32_t c = 1; c < grid->count; c++) {
        unsigned number = 2;
        for (uint32_t before = 0; before < c; before++)
            if (is_same_heading(grid->columns[before].heading, grid->columns[c].heading)) {
                if (number_heading(&grid->columns[c], number++))
                    return -1;
                before = (uint32_t)-1; /* from the first one again */
            }
    }
    return 0;
}

static void put_heading(passing *pass, uint32_t part) {
    eqp_grid *grid = pass->grid;
    eqp_heading_cell *headings = eqp_allocate(grid->count, sizeof *headings);
    char name[64];
    if (!headings) {
        pass->status = EQP_ERROR_MEMORY;
        return;
    }
    for (uint32_t c = 0; c < grid->count; c++)
        headings[c] = (eqp_heading_cell){grid->columns[c].heading, !grid->columns[c].texts};
    if (part == 0)
        snprintf(name, sizeof name, "%s", grid->key);
    else
        snprintf(name, sizeof name, "%s_%u", grid->key, part + 1);
    eqp_book_add_table(pass->workbook->book, area_of_part(grid, part, EQP_GRID_HEAD_ROW), name,
                       headings);
    eqp_free(headings);
}

/* A name for each column's rows: plan_cost, and plan_2_cost in the second sheet. */
static void add_names(passing *pass, uint32_t part) {
    const eqp_grid *grid = pass->grid;
    for (uint32_t c = 0; c < grid->count; c++) {
        char name[96];
        if (!grid->columns[c].name)
            continue;
        if (part == 0)
            snprintf(name, sizeof name, "%s_%s", grid->key, grid->columns[c].name);
        else
            snprintf(name, sizeof name, "%s_%u_%s", grid->key, part + 1, grid->columns[c].name);
        eqp_book_add_name(pass->workbook->book, name, eqp_grid_area(grid, part, c));
    }
}

/* Neighbours of one kind are marked together: shades compare them. */
static void add_marks(passing *pass, uint32_t part) {
    const eqp_grid *grid = pass->grid;
    eqp_book *book = pass->workbook->book;
    for (uint32_t c = 0; c < grid->count; c++) {
        eqp_area area = eqp_grid_area(grid, part, c);
        eqp_mark mark = grid->columns[c].mark;
        if (mark == EQP_MARK_BARS || mark == EQP_MARK_SHARES)
            eqp_book_add_bars(book, area, mark == EQP_MARK_SHARES ? 1 : NAN);
        if (mark != EQP_MARK_SHADES)
            continue;
        while (c + 1 < grid->count && grid->columns[c + 1].mark == EQP_MARK_SHADES)
            area.last_column = ++c;
        eqp_book_add_shades(book, area);
    }
}

static void begin_sheet(passing *pass) {
    eqp_grid *grid = pass->grid;
    eqp_book *book = pass->workbook->book;
    uint32_t part = pass->sheet - grid->first_sheet;
    put_title(pass);
    put_totals(pass);
    put_heading(pass, part);
    set_widths(pass);
    eqp_book_freeze(book, pass->sheet, EQP_GRID_FIRST_ROW, 1);
    eqp_book_print(book, area_of_part(grid, part, 0), EQP_GRID_HEAD_ROW, 0);
    if (grid->row_count == 0)
        return;
    add_names(pass, part);
    add_marks(pass, part);
}

eqp_status eqp_grid_write(eqp_workbook *workbook, eqp_grid *grid, eqp_error *error) {
    passing pass = {.grid = grid, .workbook = workbook};
    if (make_headings_differ(grid))
        return eqp_error_memory(error);
    pass.sheet = grid->first_sheet;
    begin_sheet(&pass);
    return pass_rows(&pass, error);
}
