/* A workbook (.xlsx) as sheets of cells, charts and names, free of the words of the library that
 * writes it: book*.c are the only users of libxlsxwriter.
 *
 * Rows and columns count from 0. Within a sheet cells are put row by row: a large book keeps one
 * row of each sheet in memory. A failure is remembered and told by eqp_book_close. The same calls
 * give the same bytes.
 *
 * Thread rule: one thread from the beginning to the end, whose decimal sign is a point meanwhile.
 */
#ifndef EQP_OUTPUT_BOOK_H
#define EQP_OUTPUT_BOOK_H

#include "models/base/error.h"
#include "output/files/buffer.h"

#include <stdint.h>

/* Where the cells of a sheet end, as spreadsheets have it. */
#define EQP_BOOK_ROWS 1048576
#define EQP_BOOK_COLUMNS 16384

/* How a number is shown. */
typedef enum {
    EQP_FORM_TEXT,    /* a text, even where it looks like a number: 04 */
    EQP_FORM_GENERAL, /* as it is */
    EQP_FORM_WHOLE,   /* 1,235 */
    EQP_FORM_AMOUNT,  /* 1,234.57 */
    EQP_FORM_MONEY,   /* 1,234.57 EUR */
    EQP_FORM_SHARE,   /* 12.3 % */
    EQP_FORM_VALUE,   /* 1,234.568 */
    EQP_FORM_TINY,    /* 1.23E-07 */
    EQP_FORM_COUNT
} eqp_form;

/* What a cell is there for. */
typedef enum {
    EQP_LOOK_PLAIN,
    EQP_LOOK_TOTAL,
    EQP_LOOK_HEAD,
    EQP_LOOK_HEAD_RIGHT, /* above numbers */
    EQP_LOOK_TITLE,
    EQP_LOOK_NOTE,
    EQP_LOOK_SECTION,
    EQP_LOOK_WRAPPED, /* a long text, over several lines */
    EQP_LOOK_COUNT
} eqp_look;

typedef struct eqp_book eqp_book;

/* Cells from the first row and column to the last ones. */
typedef struct eqp_area {
    uint32_t sheet, row, column, last_row, last_column;
} eqp_area;

/* All borrowed for the call. */
typedef struct eqp_book_options {
    const char *path;     /* of the file, written by eqp_book_close */
    const char *folder;   /* where temporary files may be; they bear no name */
    const char *title;    /* of the document */
    const char *program;  /* that made it */
    const char *currency; /* "EUR" */
    int large;            /* 1: memory does not grow with the rows; no tables */
    int huge;             /* 1: parts of more than 4 GB, which not every reader takes */
} eqp_book_options;

/* EQP_ERROR_MEMORY only. */
eqp_status eqp_book_create(const eqp_book_options *options, eqp_book **out, eqp_error *error);

/* Writes the file and frees the book. EQP_ERROR_SYSTEM, EQP_ERROR_MEMORY: what is there of the file
 * is of no use. */
eqp_status eqp_book_close(eqp_book *book, eqp_error *error);

/* Drops the book, leaving nothing. Takes NULL. */
void eqp_book_free(eqp_book *book);

/* Remembers that memory was short elsewhere. */
void eqp_book_fail(eqp_book *book);

/* Adds a sheet of this name, changed where a spreadsheet would refuse it: no more than 31
 * characters, none of [ ] : * ? / \ ', not the name of another sheet. Its number. */
uint32_t eqp_book_add_sheet(eqp_book *book, const char *name);

/* Its name as it stands; borrowed from book. */
const char *eqp_book_sheet_name(const eqp_book *book, uint32_t sheet);

/* A text is never taken for a formula or a number; one beyond 32,767 characters is cut. NULL and ""
 * leave the cell blank. */
void eqp_book_put_text(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column, eqp_look look,
                       const char *text);

/* NAN and the infinities leave the cell blank. */
void eqp_book_put_number(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column,
                         eqp_form form, eqp_look look, double number);

/* A formula with the value that it has, kept for readers that do not compute; the value alone where
 * the formula is too long for a spreadsheet. */
void eqp_book_put_formula(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column,
                          eqp_form form, eqp_look look, const char *formula, double value);

/* Width of columns first … last in characters; height of a row in lines. */
void eqp_book_set_width(eqp_book *book, uint32_t sheet, uint32_t first, uint32_t last, int width);
void eqp_book_set_lines(eqp_book *book, uint32_t sheet, uint32_t row, int lines);

/* The rows above and the columns left of a cell stay in view. */
void eqp_book_freeze(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column);

/* Prints the area on landscape A4 pages, as wide as one page and as many pages as it takes, or all
 * on one page; `repeated` (EQP_BOOK_ROWS: none) is the row that each page begins with. */
void eqp_book_print(eqp_book *book, eqp_area area, uint32_t repeated, int one_page);

/* A new page begins with each of these rows, ascending. */
void eqp_book_break(eqp_book *book, uint32_t sheet, const uint32_t *rows, uint32_t count);

typedef struct eqp_heading_cell {
    const char *text;
    int numbers; /* 1: it is above numbers */
} eqp_heading_cell;

/* Makes the area, whose first row holds these headings [columns], a table with filters; in a large
 * book it gets filters only. `name` is unique in the book. */
void eqp_book_add_table(eqp_book *book, eqp_area area, const char *name,
                        const eqp_heading_cell *headings);

/* Bars behind numbers, from 0 to `most` (NAN: the largest); shades from white to dark. */
void eqp_book_add_bars(eqp_book *book, eqp_area area, double most);
void eqp_book_add_shades(eqp_book *book, eqp_area area);

/* A name for an area, to be used in formulas. */
void eqp_book_add_name(eqp_book *book, const char *name, eqp_area area);

/* Adds a reference to a formula: B5, $B5 …; and to an area of any sheet: 'Plan'!$B$5:$B$99. */
void eqp_book_add_cell(eqp_buffer *formula, uint32_t row, uint32_t column, int fixed_row,
                       int fixed_column);
void eqp_book_add_area(eqp_buffer *formula, const eqp_book *book, eqp_area area);

typedef enum {
    EQP_CHART_COLUMNS, /* side by side */
    EQP_CHART_STACKED, /* on top of each other */
    EQP_CHART_TARGETS, /* the second series as a frame around the first */
    EQP_CHART_LINES    /* points (x, y) joined by straight lines */
} eqp_chart_kind;

typedef struct eqp_chart_series {
    uint32_t name_sheet, name_row, name_column; /* the cell of its name */
    eqp_area categories, values;
} eqp_chart_series;

typedef struct eqp_chart {
    eqp_chart_kind kind;
    const char *title, *x_title, *y_title;
    eqp_form form;                  /* of the values */
    eqp_form x_form;                /* of the places of EQP_CHART_LINES */
    const eqp_chart_series *series; /* [count] */
    uint32_t count;
    uint32_t width, height; /* in pixels */
} eqp_chart;

/* Puts a chart with its upper left corner into a cell. */
void eqp_book_add_chart(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column,
                        const eqp_chart *chart);

#endif
