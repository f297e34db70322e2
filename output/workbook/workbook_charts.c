#include "output/workbook/workbook_parts.h"

#include "models/base/language.h"

#define HEIGHT 520
#define ROW_HEIGHT 20
#define COLUMN_WIDTH 64
#define WIDTH_LEAST 960
#define WIDTH_MOST 3200

eqp_drawing eqp_drawing_begin(eqp_workbook *workbook) {
    eqp_drawing drawing = {.workbook = workbook, .row = 1, .width = WIDTH_LEAST};
    eqp_book_put_text(workbook->book, workbook->charts, 0, 0, EQP_LOOK_TITLE, _("Charts"));
    return drawing;
}

void eqp_drawing_add(eqp_drawing *drawing, eqp_chart *chart, uint64_t items, uint32_t each) {
    uint64_t width = 160 + items * each;
    chart->width = width < WIDTH_LEAST  ? WIDTH_LEAST
                   : width > WIDTH_MOST ? WIDTH_MOST
                                        : (uint32_t)width;
    chart->height = HEIGHT;
    if (chart->width > drawing->width)
        drawing->width = chart->width;
    if (drawing->row > 1)
        drawing->breaks[drawing->count++] = drawing->row;
    eqp_book_add_chart(drawing->workbook->book, drawing->workbook->charts, drawing->row, 0, chart);
    drawing->row += HEIGHT / ROW_HEIGHT + 1;
}

void eqp_drawing_add_columns(eqp_drawing *drawing, eqp_chart *chart, const eqp_grid *grid,
                             uint32_t categories, const uint32_t *columns, uint32_t each) {
    eqp_chart_series series[EQP_DRAWING_SERIES];
    if (grid->row_count == 0)
        return;
    for (uint32_t i = 0; i < chart->count; i++)
        series[i] = (eqp_chart_series){grid->first_sheet, EQP_GRID_HEAD_ROW, columns[i],
                                       eqp_grid_area(grid, 0, categories),
                                       eqp_grid_area(grid, 0, columns[i])};
    chart->series = series;
    eqp_drawing_add(drawing, chart, grid->row_count, each);
}

void eqp_drawing_end(eqp_drawing *drawing) {
    eqp_workbook *workbook = drawing->workbook;
    eqp_book_print(workbook->book,
                   (eqp_area){workbook->charts, 0, 0, drawing->row, drawing->width / COLUMN_WIDTH},
                   EQP_BOOK_ROWS, 0);
    if (drawing->count > 0)
        eqp_book_break(workbook->book, workbook->charts, drawing->breaks, drawing->count);
}
