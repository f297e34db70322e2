/* What the files of the workbook share; of no use to others.
 *
 *     workbook.c              the file: begun, measured, opened, ended
 *     workbook_grid.c         a table: its columns, measured and then written
 *     workbook_sums.c         subtotals as formulas
 *     workbook_summary.c      lines of what and how much
 *     workbook_charts.c       charts below one another
 *     workbook_columns.c      the sheet that explains every column
 *     workbook_words.c        headings and words in the reader's language
 *     workbook_plan.c         the workbook of a plan: its sums and tables in
 *                             workbook_plan_sheets.c, its summary and charts in
 *                             workbook_plan_summary.c
 *     workbook_comparison.c, workbook_curve.c, workbook_sweep.c
 *                             those of compare, frontier and sweep; workbook_family.c what they
 *                             have in common
 */
#ifndef EQP_OUTPUT_WORKBOOK_PARTS_H
#define EQP_OUTPUT_WORKBOOK_PARTS_H

#include "output/tables/plan_tables.h"
#include "output/workbook/book.h"
#include "output/workbook/workbook.h"

/* Every table has its title, a sentence, totals and headings above its rows. */
#define EQP_GRID_TITLE_ROW 0
#define EQP_GRID_SENTENCE_ROW 1
#define EQP_GRID_TOTAL_ROW 2
#define EQP_GRID_HEAD_ROW 3
#define EQP_GRID_FIRST_ROW 4

typedef enum {
    EQP_MARK_NONE,
    EQP_MARK_BARS,   /* up to the largest */
    EQP_MARK_SHARES, /* bars up to 1 */
    EQP_MARK_SHADES
} eqp_mark;

typedef struct eqp_grid_column {
    const char *name; /* as in the CSV file and in names of cells; NULL: no fixed one */
    char *heading;    /* owned */
    const char *unit, *sentence;
    eqp_form form;
    eqp_mark mark;
    int sums;        /* 1: has a total */
    uint32_t source; /* its place among the cells of a row as they are written */
    int words;       /* 1: its texts are words of ours */
    /* Measured: */
    double sum, largest; /* of its numbers; of their absolute values */
    int texts;           /* 1: there are some */
    int width;           /* of its widest text, in characters */
} eqp_grid_column;

/* A table on its way into one or several sheets. Rows come from `rows`, as for a CSV file, and from
 * `more`, which adds the cells of the columns from `own` on; `owner` is theirs. */
typedef struct eqp_grid {
    const char *key;      /* "plan": its table and names are called so */
    const char *title;    /* of its sheet, in the reader's language */
    const char *sentence; /* of a .def table, translated; NULL: none */
    eqp_results_writer rows;
    const void *context;
    void (*more)(const void *owner, uint64_t row, eqp_csv_writer *writer);
    /* The formula of a number that `rows` or `more` write, without "="; 0: there is none. For a
     * total that is no sum, row is EQP_GRID_TOTAL and *value, NAN, is to be set. `place` is the row
     * in the sheet. */
    int (*formula)(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                   eqp_buffer *formula, double *value);
    const void *owner;
    const char *note;         /* a sentence beside the title; NULL: none */
    eqp_grid_column *columns; /* [count] from left to right */
    size_t capacity;
    uint32_t count, own;
    uint32_t *place;    /* [count] which column each cell of a row belongs to; measured */
    uint64_t row_count; /* measured */
    uint32_t first_sheet, sheets;
    uint64_t sheet_rows; /* of each sheet but the last */
} eqp_grid;

#define EQP_GRID_TOTAL UINT64_MAX
#define EQP_WORKBOOK_GRIDS 16
#define EQP_DRAWING_MOST 8   /* charts */
#define EQP_DRAWING_SERIES 8 /* of a chart of columns */

typedef struct eqp_workbook {
    const eqp_study *study;
    const eqp_workbook_limits *limits;
    eqp_results *files;
    eqp_grid grids[EQP_WORKBOOK_GRIDS]; /* [count] in the order of their sheets */
    uint32_t count;
    int exact[EQP_SPACE_COUNT]; /* 1: ids that SUMIFS would mistake for others */
    eqp_file *file;
    eqp_book *book;                    /* NULL until it is opened */
    uint32_t summary, charts, columns; /* sheets */
} eqp_workbook;

/* ---- the file ---- */

/* Begins an empty workbook; end it in every case. */
void eqp_workbook_begin(eqp_workbook *workbook, const eqp_study *study,
                        const eqp_workbook_limits *limits, eqp_results *files);

/* A new table with these columns to come; there is always room. */
eqp_grid *eqp_workbook_add_grid(eqp_workbook *workbook, const char *key, const char *title);

/* Measures every table, then opens the file with all its sheets: summary, charts, one or more for
 * each table, columns. */
eqp_status eqp_workbook_open(eqp_workbook *workbook, const char *title, const char *version,
                             eqp_error *error);

/* Writes every table, and the sheet that explains the columns. */
eqp_status eqp_workbook_write_grids(eqp_workbook *workbook, eqp_error *error);

/* Writes the file where status is EQP_OK, drops it elsewhere; frees all. The status of both. */
eqp_status eqp_workbook_end(eqp_workbook *workbook, eqp_status status, eqp_error *error);

/* ---- tables ---- */

/* Adds columns: those of a table of results.def; one. 0, or -1 when memory is short. */
int eqp_grid_add_table(eqp_grid *grid, eqp_result_table table, const eqp_result_scope *scope);
int eqp_grid_add_column(eqp_grid *grid, const char *name, const char *heading, const char *unit,
                        const char *sentence);

/* The same, right of the column of a name. */
int eqp_grid_insert_column(eqp_grid *grid, const char *after, const char *name, const char *heading,
                           const char *unit, const char *sentence);

/* The column of a name, which is there. */
uint32_t eqp_grid_find(const eqp_grid *grid, const char *name);

/* Totals for the columns whose unit adds up. */
void eqp_grid_total(eqp_grid *grid);

void eqp_grid_free(eqp_grid *grid);
eqp_status eqp_grid_measure(eqp_grid *grid, eqp_error *error);
eqp_status eqp_grid_write(eqp_workbook *workbook, eqp_grid *grid, eqp_error *error);

/* Where a column's rows are, in one of the grid's sheets (0 …). */
eqp_area eqp_grid_area(const eqp_grid *grid, uint32_t part, uint32_t column);

/* Where a row of the table (from 0) is: its sheet, and its row there. */
uint32_t eqp_grid_sheet(const eqp_grid *grid, uint64_t row, uint32_t *place);

/* ---- formulas ---- */

/* A column of ids that must be those of a cell. */
typedef struct eqp_match {
    const char *column;
    const char *sheet;    /* name of the cell's sheet; NULL: that of the formula */
    uint32_t row, cell;   /* the cell's row and column */
    int fixed_row, exact; /* exact: letter by letter */
} eqp_match;

/* Adds the sum of a column over the rows that match; the sum of all rows; another function of all
 * of them ("MIN"). */
void eqp_grid_add_sum_if(eqp_buffer *formula, const eqp_grid *grid, const char *column,
                         const eqp_match *matches, uint32_t count);
void eqp_grid_add_function(eqp_buffer *formula, const eqp_grid *grid, const char *function,
                           const char *column);

/* Whether so many subtotals over a grid's rows may be formulas. */
int eqp_workbook_may_sum(const eqp_workbook *workbook, const eqp_grid *grid, uint64_t sums,
                         int exact);

/* Whether SUMIFS could mistake an id of the space for another one or for a pattern. */
eqp_status eqp_workbook_find_exact(const eqp_study *study, eqp_space space, int *exact,
                                   eqp_error *error);

/* ---- sheets of lines and of explanations ---- */

/* The summary, line by line: what, how much, what that means. */
typedef struct eqp_lines {
    eqp_workbook *workbook;
    uint32_t row; /* the next one */
} eqp_lines;

eqp_lines eqp_lines_begin(eqp_workbook *workbook, const char *title);
void eqp_lines_section(eqp_lines *lines, const char *title);
void eqp_lines_text(eqp_lines *lines, const char *what, const char *text, const char *meaning);
void eqp_lines_number(eqp_lines *lines, const char *what, eqp_form form, double number,
                      const char *meaning);
/* With a name for the cell (NULL: none) and a formula, which is emptied; an empty one: the number.
 */
void eqp_lines_formula(eqp_lines *lines, const char *what, const char *name, eqp_form form,
                       eqp_buffer *formula, double value, const char *meaning);
/* The study's parameters. */
void eqp_lines_parameters(eqp_lines *lines);
void eqp_lines_end(eqp_lines *lines);

/* The sheet of charts, one below the other, each on its own page. */
typedef struct eqp_drawing {
    eqp_workbook *workbook;
    uint32_t row;   /* the next one */
    uint32_t width; /* of the widest chart, in pixels */
    uint32_t breaks[EQP_DRAWING_MOST], count;
} eqp_drawing;

eqp_drawing eqp_drawing_begin(eqp_workbook *workbook);
/* A chart of series that are there; at least 960 pixels wide, `each` for one of so many items. */
void eqp_drawing_add(eqp_drawing *drawing, eqp_chart *chart, uint64_t items, uint32_t each);
/* One of the columns of a table's first sheet; nothing where the table is empty. */
void eqp_drawing_add_columns(eqp_drawing *drawing, eqp_chart *chart, const eqp_grid *grid,
                             uint32_t categories, const uint32_t *columns, uint32_t each);
void eqp_drawing_end(eqp_drawing *drawing);

/* The sheet that explains every column of every grid. */
void eqp_workbook_explain(eqp_workbook *workbook);

#endif
