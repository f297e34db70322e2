#include "output/workbook/book_parts.h"

#include "models/base/memory.h"
#include "output/workbook/book_text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NAME_MOST 31
#define HEADING_MOST 200
#define BAR_COLOUR 0x5B8DB8
#define SHADE_COLOUR 0xC4501B
#define A4 9
#define FORMULA_MOST 8000 /* characters */

static lxw_worksheet *worksheet_of(const eqp_book *book, uint32_t sheet) {
    assert(sheet < book->sheet_count);
    return book->sheets[sheet].worksheet;
}

/* The buffer's text so far, "" for none; the buffer is empty then, its room kept. */
static const char *take_text(eqp_book *book) {
    book->text.length = 0;
    if (book->text.failed) {
        eqp_book_fail(book);
        return "";
    }
    return book->text.bytes ? book->text.bytes : "";
}

/* The text as a cell can hold it; there until the next call. */
static const char *clean(eqp_book *book, const char *text) {
    if (eqp_book_text_is_plain(text, EQP_BOOK_TEXT_MOST))
        return text;
    eqp_book_text_add(&book->text, text, EQP_BOOK_TEXT_MOST);
    return take_text(book);
}

/* ---- sheets ---- */

static int is_taken(const eqp_book *book, const char *name) {
    for (size_t i = 0; i < book->sheet_count; i++)
        if (strcasecmp(book->sheets[i].name, name) == 0)
            return 1;
    return 0;
}

/* name [EQP_BOOK_NAME] receives a name that a spreadsheet takes, with a number from the second of
 * its kind on. */
static void choose_name(eqp_book *book, const char *wanted, char *name) {
    for (unsigned number = 1; number == 1 || is_taken(book, name); number++) {
        char suffix[16] = "";
        if (number > 1)
            snprintf(suffix, sizeof suffix, " %u", number);
        eqp_book_text_add_line(&book->text, wanted, NAME_MOST - strlen(suffix));
        snprintf(name, EQP_BOOK_NAME, "%s%s", take_text(book), suffix);
        for (char *at = name; *at; at++)
            if (strchr("[]:*?/\\'", *at))
                *at = ' ';
        if (book->status)
            return;
    }
}

uint32_t eqp_book_add_sheet(eqp_book *book, const char *name) {
    eqp_book_sheet *sheet;
    if (eqp_grow(&book->sheets, &book->sheet_capacity, book->sheet_count + 1,
                 sizeof *book->sheets)) {
        eqp_book_fail(book);
        return 0;
    }
    sheet = &book->sheets[book->sheet_count];
    choose_name(book, name, sheet->name);
    if (!book->status) {
        sheet->worksheet = workbook_add_worksheet(book->workbook, sheet->name);
        if (!sheet->worksheet)
            eqp_book_fail(book);
    }
    return book->status ? 0 : (uint32_t)book->sheet_count++;
}

const char *eqp_book_sheet_name(const eqp_book *book, uint32_t sheet) {
    return sheet < book->sheet_count ? book->sheets[sheet].name : "";
}

/* ---- cells ---- */

void eqp_book_put_text(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column, eqp_look look,
                       const char *text) {
    if (!book->status)
        eqp_book_note(book, worksheet_write_string(worksheet_of(book, sheet), row,
                                                   (lxw_col_t)column, text ? clean(book, text) : "",
                                                   book->formats[look][EQP_FORM_TEXT]));
}

void eqp_book_put_number(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column,
                         eqp_form form, eqp_look look, double number) {
    lxw_format *format;
    if (book->status)
        return;
    format = book->formats[look][form];
    if (isfinite(number))
        eqp_book_note(book, worksheet_write_number(worksheet_of(book, sheet), row,
                                                   (lxw_col_t)column, number, format));
    else
        eqp_book_note(
            book, worksheet_write_blank(worksheet_of(book, sheet), row, (lxw_col_t)column, format));
}

void eqp_book_put_formula(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column,
                          eqp_form form, eqp_look look, const char *formula, double value) {
    if (!book->status)
        eqp_book_note(book,
                      worksheet_write_formula_num(worksheet_of(book, sheet), row, (lxw_col_t)column,
                                                  formula, book->formats[look][form], value));
}

/* ---- layout ---- */

void eqp_book_set_width(eqp_book *book, uint32_t sheet, uint32_t first, uint32_t last, int width) {
    if (!book->status)
        eqp_book_note(book, worksheet_set_column(worksheet_of(book, sheet), (lxw_col_t)first,
                                                 (lxw_col_t)last, width + 1.5, NULL));
}

void eqp_book_set_lines(eqp_book *book, uint32_t sheet, uint32_t row, int lines) {
    if (!book->status)
        eqp_book_note(book, worksheet_set_row(worksheet_of(book, sheet), row,
                                              LXW_DEF_ROW_HEIGHT * lines, NULL));
}

void eqp_book_freeze(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column) {
    if (!book->status)
        worksheet_freeze_panes(worksheet_of(book, sheet), row, (lxw_col_t)column);
}

void eqp_book_print(eqp_book *book, eqp_area area, uint32_t repeated, int one_page) {
    lxw_worksheet *worksheet;
    char range[64];
    if (book->status)
        return;
    worksheet = worksheet_of(book, area.sheet);
    worksheet_set_landscape(worksheet);
    worksheet_set_paper(worksheet, A4);
    worksheet_set_margins(worksheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(worksheet, 1, one_page ? 1 : 0);
    eqp_book_note(book, worksheet_set_footer(worksheet, "&L&F: &A&R&P / &N"));
    eqp_book_note(book, worksheet_print_area(worksheet, area.row, (lxw_col_t)area.column,
                                             area.last_row, (lxw_col_t)area.last_column));
    if (repeated < EQP_BOOK_ROWS)
        eqp_book_note(book, worksheet_repeat_rows(worksheet, repeated, repeated));
    /* Ids that look like numbers are texts on purpose. */
    lxw_rowcol_to_range(range, area.row, (lxw_col_t)area.column, area.last_row,
                        (lxw_col_t)area.last_column);
    eqp_book_note(book,
                  worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

void eqp_book_break(eqp_book *book, uint32_t sheet, const uint32_t *rows, uint32_t count) {
    lxw_row_t *breaks; /* ended by 0 */
    if (book->status)
        return;
    breaks = eqp_allocate(count + 1, sizeof *breaks);
    if (!breaks) {
        eqp_book_fail(book);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        breaks[i] = rows[i];
    eqp_book_note(book, worksheet_set_h_pagebreaks(worksheet_of(book, sheet), breaks));
    eqp_free(breaks);
}

/* ---- tables, marks and names ---- */

/* The columns as the library wants them; what they point to is freed by free_columns. */
typedef struct table_columns {
    lxw_table_column *columns;
    lxw_table_column **pointers; /* ended by NULL */
} table_columns;

static void free_columns(table_columns *made, uint32_t count) {
    for (uint32_t i = 0; made->columns && i < count; i++)
        eqp_free(made->columns[i].header);
    eqp_free(made->columns);
    eqp_free(made->pointers);
}

static int make_columns(eqp_book *book, const eqp_heading_cell *headings, uint32_t count,
                        table_columns *made) {
    made->columns = eqp_allocate(count, sizeof *made->columns);
    made->pointers = eqp_allocate(count + 1, sizeof(lxw_table_column *));
    if (!made->columns || !made->pointers)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        eqp_book_text_add_line(&book->text, headings[i].text, HEADING_MOST);
        made->columns[i].header = eqp_text_copy(take_text(book));
        made->columns[i].header_format =
            book->formats[headings[i].numbers ? EQP_LOOK_HEAD_RIGHT : EQP_LOOK_HEAD][EQP_FORM_TEXT];
        made->pointers[i] = &made->columns[i];
        if (!made->columns[i].header)
            return -1;
    }
    return 0;
}

static void put_headings(eqp_book *book, eqp_area area, const table_columns *made) {
    for (uint32_t i = 0; i <= area.last_column - area.column; i++)
        eqp_book_note(book,
                      worksheet_write_string(worksheet_of(book, area.sheet), area.row,
                                             (lxw_col_t)(area.column + i), made->columns[i].header,
                                             made->columns[i].header_format));
}

void eqp_book_add_table(eqp_book *book, eqp_area area, const char *name,
                        const eqp_heading_cell *headings) {
    uint32_t count = area.last_column - area.column + 1;
    table_columns made = {NULL, NULL};
    if (!book->status && make_columns(book, headings, count, &made))
        eqp_book_fail(book);
    if (!book->status) {
        lxw_worksheet *worksheet = worksheet_of(book, area.sheet);
        lxw_table_options options = {.name = (char *)name,
                                     .columns = made.pointers,
                                     .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                     .style_type_number = 1};
        put_headings(book, area, &made);
        if (book->large || area.last_row == area.row)
            eqp_book_note(book, worksheet_autofilter(worksheet, area.row, (lxw_col_t)area.column,
                                                     area.last_row, (lxw_col_t)area.last_column));
        else
            eqp_book_note(book, worksheet_add_table(worksheet, area.row, (lxw_col_t)area.column,
                                                    area.last_row, (lxw_col_t)area.last_column,
                                                    &options));
    }
    free_columns(&made, count);
}

static void add_condition(eqp_book *book, eqp_area area, lxw_conditional_format *format) {
    if (!book->status)
        eqp_book_note(book, worksheet_conditional_format_range(
                                worksheet_of(book, area.sheet), area.row, (lxw_col_t)area.column,
                                area.last_row, (lxw_col_t)area.last_column, format));
}

void eqp_book_add_bars(eqp_book *book, eqp_area area, double most) {
    lxw_conditional_format format = {
        .type = LXW_CONDITIONAL_DATA_BAR,
        .data_bar_2010 = LXW_TRUE,
        .bar_solid = LXW_TRUE,
        .bar_color = BAR_COLOUR,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 0,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_MAXIMUM,
    };
    if (isfinite(most)) {
        format.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        format.max_value = most;
    }
    add_condition(book, area, &format);
}

void eqp_book_add_shades(eqp_book *book, eqp_area area) {
    lxw_conditional_format format = {
        .type = LXW_CONDITIONAL_2_COLOR_SCALE,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 0,
        .min_color = LXW_COLOR_WHITE,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_MAXIMUM,
        .max_color = SHADE_COLOUR,
    };
    add_condition(book, area, &format);
}

void eqp_book_add_cell(eqp_buffer *formula, uint32_t row, uint32_t column, int fixed_row,
                       int fixed_column) {
    char letters[4] = "";
    int at = 3;
    for (uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    eqp_buffer_add(formula, "%s%.*s%s%u", fixed_column ? "$" : "", 3 - at, letters + at,
                   fixed_row ? "$" : "", row + 1);
}

void eqp_book_add_area(eqp_buffer *formula, const eqp_book *book, eqp_area area) {
    eqp_buffer_add(formula, "'%s'!", eqp_book_sheet_name(book, area.sheet));
    eqp_book_add_cell(formula, area.row, area.column, 1, 1);
    if (area.row == area.last_row && area.column == area.last_column)
        return;
    eqp_buffer_add(formula, ":");
    eqp_book_add_cell(formula, area.last_row, area.last_column, 1, 1);
}

void eqp_book_add_name(eqp_book *book, const char *name, eqp_area area) {
    const char *formula;
    if (book->status)
        return;
    eqp_buffer_add(&book->text, "=");
    eqp_book_add_area(&book->text, book, area);
    formula = take_text(book);
    if (!book->status)
        eqp_book_note(book, workbook_define_name(book->workbook, name, formula));
}
