#include "output/workbook/workbook_parts.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/workbook/workbook_words.h"

enum { SHEET, HEADING, NAME, UNIT, MEANING, COLUMNS };

static void put(eqp_workbook *workbook, uint32_t row, uint32_t column, const char *text) {
    eqp_book_put_text(workbook->book, workbook->columns, row, column, EQP_LOOK_WRAPPED, text);
}

static void explain(eqp_workbook *workbook, const eqp_grid *grid, const eqp_grid_column *column,
                    uint32_t row) {
    eqp_buffer words = {0};
    char *meaning;
    if (*column->sentence)
        eqp_workbook_add_sentence(&words, _(column->sentence));
    else
        eqp_buffer_add(&words, "%s", "");
    meaning = eqp_buffer_finish(&words);
    if (!meaning)
        eqp_book_fail(workbook->book);
    put(workbook, row, SHEET, grid->title);
    put(workbook, row, HEADING, column->heading);
    put(workbook, row, NAME, column->name);
    put(workbook, row, UNIT, *column->unit ? _(column->unit) : "");
    put(workbook, row, MEANING, meaning);
    eqp_free(meaning);
}

/* Whether a column says nothing that the one before it has not said: one of many alike. */
static int repeats(const eqp_grid *grid, uint32_t c) {
    return c > 0 && !grid->columns[c].name && !grid->columns[c - 1].name &&
           grid->columns[c].sentence == grid->columns[c - 1].sentence;
}

void eqp_workbook_explain(eqp_workbook *workbook) {
    const eqp_heading_cell headings[COLUMNS] = {{_("Sheet"), 0},
                                                {_("Column"), 0},
                                                {_("In CSV files and names"), 0},
                                                {_("Unit"), 0},
                                                {_("Meaning"), 0}};
    static const int widths[COLUMNS] = {16, 28, 22, 24, 80};
    eqp_book *book = workbook->book;
    uint32_t row = EQP_GRID_FIRST_ROW, rows = 0;
    eqp_area area = {workbook->columns, EQP_GRID_HEAD_ROW, 0, 0, COLUMNS - 1};
    for (uint32_t g = 0; g < workbook->count; g++)
        for (uint32_t c = 0; c < workbook->grids[g].count; c++)
            rows += !repeats(&workbook->grids[g], c);
    area.last_row = EQP_GRID_HEAD_ROW + rows;
    eqp_book_put_text(book, workbook->columns, EQP_GRID_TITLE_ROW, 0, EQP_LOOK_TITLE,
                      eqp_book_sheet_name(book, workbook->columns));
    eqp_book_put_text(book, workbook->columns, EQP_GRID_SENTENCE_ROW, 0, EQP_LOOK_NOTE,
                      _("What every column of the other sheets holds. The rows of a column bear a "
                        "name, as plan_cost, that formulas use."));
    eqp_book_add_table(book, area, "columns_explained", headings);
    for (uint32_t c = 0; c < COLUMNS; c++)
        eqp_book_set_width(book, workbook->columns, c, c, widths[c]);
    for (uint32_t g = 0; g < workbook->count; g++)
        for (uint32_t c = 0; c < workbook->grids[g].count; c++)
            if (!repeats(&workbook->grids[g], c))
                explain(workbook, &workbook->grids[g], &workbook->grids[g].columns[c], row++);
    eqp_book_freeze(book, workbook->columns, EQP_GRID_FIRST_ROW, 0);
    area.row = 0;
    eqp_book_print(book, area, EQP_GRID_HEAD_ROW, 0);
}
