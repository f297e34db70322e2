#include "output/text/plot.h"

#include "output/text/figures.h"

#include <math.h>
#include <string.h>

#define LABEL_WIDTH 13

eqp_plot eqp_plot_begin(double from, double to, double low, double high, int utf8) {
    eqp_plot plot = {.from = from, .to = to, .low = low, .high = high, .utf8 = utf8};
    if (!(high - low > 1e-9 * fabs(high))) {
        double room = high != 0 ? 0.01 * fabs(high) : 1;
        plot.low = low - room;
        plot.high = high + room;
    }
    return plot;
}

/* Dots side by side and one above the other in a character. */
static int dots_across(const eqp_plot *plot) {
    return plot->utf8 ? 2 : 1;
}

static int dots_down(const eqp_plot *plot) {
    return plot->utf8 ? 4 : 1;
}

static void set_dot(eqp_plot *plot, int column, int row) {
    /* Braille's dots are numbered down the left side, then the right, the lowest two last. */
    static const unsigned char bits[4][2] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    int across = dots_across(plot), down = dots_down(plot);
    plot->dots[row / down][column / across] |= bits[row % down][column % across];
}

/* The row of dots (of `rows`, the first at the top) that a value belongs to. */
static int row_of(const eqp_plot *plot, double value, int rows) {
    int row = (int)floor((plot->high - value) / (plot->high - plot->low) * rows);
    return row < 0 ? 0 : row >= rows ? rows - 1 : row;
}

void eqp_plot_draw(eqp_plot *plot, double (*value)(const void *context, double at),
                   const void *context) {
    int columns = EQP_PLOT_WIDTH * dots_across(plot), rows = EQP_PLOT_HEIGHT * dots_down(plot);
    int before = -1;
    for (int column = 0; column < columns; column++) {
        double at = plot->from + (column + 0.5) / columns * (plot->to - plot->from);
        double number = value(context, at);
        int row = isnan(number) ? -1 : row_of(plot, number, rows);
        if (row >= 0) {
            int step = before < 0 || before == row ? 0 : before < row ? -1 : 1;
            set_dot(plot, column, row);
            /* Steep parts stay one line. */
            for (int fill = row + step; step && fill != before; fill += step)
                set_dot(plot, column, fill);
        }
        before = row;
    }
}

void eqp_plot_mark(eqp_plot *plot, double at, double value, char mark) {
    int column;
    if (isnan(value) || !(at >= plot->from && at <= plot->to))
        return;
    column = (int)((at - plot->from) / (plot->to - plot->from) * EQP_PLOT_WIDTH);
    if (column == EQP_PLOT_WIDTH)
        column--;
    plot->marks[row_of(plot, value, EQP_PLOT_HEIGHT)][column] = mark;
}

/* Enough decimals to tell the ends of a range apart. */
static int decimals_of(double range) {
    return range >= 100 ? 0 : range >= 1 ? 2 : range >= 0.01 ? 4 : 6;
}

static void add_character(const eqp_plot *plot, eqp_buffer *buffer, int row, int column) {
    unsigned char dots = plot->dots[row][column];
    if (plot->marks[row][column])
        eqp_buffer_add(buffer, "%c", plot->marks[row][column]);
    else if (!dots)
        eqp_buffer_add(buffer, " ");
    else if (plot->utf8) /* U+2800 and the dots' bits */
        eqp_buffer_add(buffer, "\xE2%c%c", 0xA0 | dots >> 6, 0x80 | (dots & 0x3F));
    else
        eqp_buffer_add(buffer, "*");
}

/* Characters of a row up to the last one that shows anything. */
static int width_of(const eqp_plot *plot, int row) {
    int width = EQP_PLOT_WIDTH;
    while (width > 0 && !plot->dots[row][width - 1] && !plot->marks[row][width - 1])
        width--;
    return width;
}

static void add_scale(const eqp_plot *plot, eqp_buffer *buffer) {
    int half = EQP_PLOT_WIDTH / 2, decimals = decimals_of(plot->to - plot->from);
    eqp_figure middle = eqp_figure_of((plot->from + plot->to) / 2, decimals);
    int left = eqp_text_width(middle.text) / 2;
    eqp_buffer_add(buffer, "%*s", LABEL_WIDTH + 1, "");
    eqp_buffer_left(buffer, eqp_figure_of(plot->from, decimals).text, half - left);
    eqp_buffer_left(buffer, middle.text, half / 2 + left);
    eqp_buffer_right(buffer, eqp_figure_of(plot->to, decimals).text, half / 2);
    eqp_buffer_add(buffer, "\n");
}

void eqp_plot_print(const eqp_plot *plot, eqp_buffer *buffer) {
    int decimals = decimals_of(plot->high - plot->low);
    for (int row = 0; row < EQP_PLOT_HEIGHT; row++) {
        double share = (row + 0.5) / EQP_PLOT_HEIGHT;
        if (row % 4 == 0)
            eqp_figure_number(buffer, plot->high - share * (plot->high - plot->low), decimals,
                              LABEL_WIDTH - 1);
        else
            eqp_buffer_add(buffer, "%*s", LABEL_WIDTH - 1, "");
        eqp_buffer_add(buffer, " %s", plot->utf8 ? "\u2502" : "|");
        for (int column = 0; column < width_of(plot, row); column++)
            add_character(plot, buffer, row, column);
        eqp_buffer_add(buffer, "\n");
    }
    eqp_buffer_add(buffer, "%*s%s", LABEL_WIDTH, "", plot->utf8 ? "\u2514" : "+");
    for (int column = 0; column < EQP_PLOT_WIDTH; column++)
        eqp_buffer_add(buffer, "%s", plot->utf8 ? "\u2500" : "-");
    eqp_buffer_add(buffer, "\n");
    add_scale(plot, buffer);
}
