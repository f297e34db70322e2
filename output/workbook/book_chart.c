#include "output/workbook/book_parts.h"

static const uint8_t kinds[] = {
    [EQP_CHART_COLUMNS] = LXW_CHART_COLUMN,
    [EQP_CHART_STACKED] = LXW_CHART_COLUMN_STACKED,
    [EQP_CHART_TARGETS] = LXW_CHART_COLUMN,
    [EQP_CHART_LINES] = LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS,
};

/* Told apart by people who see colours otherwise, and in grey, by their lightness. */
static const lxw_color_t colours[] = {0x1F4E79, 0xE69F00, 0x56B4E9, 0xA63603,
                                      0x009E73, 0xCC79A7, 0x7F7F7F, 0xF0E442};
#define DOTS_MOST 60
#define COLOURS (sizeof colours / sizeof *colours)

static void set_frame(lxw_chart_series *series) {
    lxw_chart_fill none = {.none = LXW_TRUE};
    lxw_chart_line line = {.color = LXW_COLOR_BLACK, .width = 1.5f};
    chart_series_set_fill(series, &none);
    chart_series_set_line(series, &line);
}

/* `dots`: a line shows its points. */
static void set_colour(lxw_chart_series *series, eqp_chart_kind kind, uint32_t index, int dots) {
    lxw_color_t colour = colours[index % COLOURS];
    lxw_chart_line line = {.color = colour, .width = 2};
    lxw_chart_fill fill = {.color = colour};
    if (kind != EQP_CHART_LINES) {
        chart_series_set_fill(series, &fill);
        return;
    }
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, dots ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
    chart_series_set_marker_size(series, 5);
    chart_series_set_marker_fill(series, &fill);
}

static void add_series(eqp_book *book, lxw_chart *chart, const eqp_chart *wanted, uint32_t index) {
    const eqp_chart_series *from = &wanted->series[index];
    const eqp_area *x = &from->categories, *y = &from->values;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        eqp_book_fail(book);
        return;
    }
    chart_series_set_categories(series, eqp_book_sheet_name(book, x->sheet), x->row,
                                (lxw_col_t)x->column, x->last_row, (lxw_col_t)x->last_column);
    chart_series_set_values(series, eqp_book_sheet_name(book, y->sheet), y->row,
                            (lxw_col_t)y->column, y->last_row, (lxw_col_t)y->last_column);
    chart_series_set_name_range(series, eqp_book_sheet_name(book, from->name_sheet), from->name_row,
                                (lxw_col_t)from->name_column);
    if (wanted->kind == EQP_CHART_TARGETS && index == 1)
        set_frame(series);
    else
        set_colour(series, wanted->kind, index, y->last_row - y->row < DOTS_MOST);
}

static void set_axes(const eqp_book *book, lxw_chart *chart, const eqp_chart *wanted) {
    lxw_chart_line pale = {.color = 0xD9D9D9, .width = 0.75f};
    lxw_chart_font small = {.size = 9};
    chart_axis_set_name(chart->x_axis, wanted->x_title);
    chart_axis_set_name(chart->y_axis, wanted->y_title);
    chart_axis_set_num_format(chart->y_axis, eqp_book_number_format(book, wanted->form));
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_num_font(chart->y_axis, &small);
    chart_axis_major_gridlines_set_line(chart->y_axis, &pale);
    if (wanted->kind != EQP_CHART_LINES) {
        chart_axis_set_min(chart->y_axis, 0);
        chart_axis_set_interval_unit(chart->x_axis, 1);
    } else {
        chart_axis_set_num_format(chart->x_axis, eqp_book_number_format(book, wanted->x_form));
        chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    }
}

void eqp_book_add_chart(eqp_book *book, uint32_t sheet, uint32_t row, uint32_t column,
                        const eqp_chart *wanted) {
    lxw_chart_options place = {.x_scale = wanted->width / 480.0, .y_scale = wanted->height / 288.0};
    lxw_chart *chart;
    if (book->status)
        return;
    chart = workbook_add_chart(book->workbook, kinds[wanted->kind]);
    if (!chart) {
        eqp_book_fail(book);
        return;
    }
    for (uint32_t i = 0; i < wanted->count; i++)
        add_series(book, chart, wanted, i);
    chart_title_set_name(chart, wanted->title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    set_axes(book, chart, wanted);
    if (wanted->kind == EQP_CHART_TARGETS)
        chart_set_series_overlap(chart, 100);
    if (wanted->kind != EQP_CHART_LINES)
        chart_set_series_gap(chart, 60);
    eqp_book_note(book, worksheet_insert_chart_opt(book->sheets[sheet].worksheet, row,
                                                   (lxw_col_t)column, chart, &place));
}
