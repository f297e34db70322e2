#include "output/text/figures.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

eqp_figure eqp_figure_of(double number, int decimals) {
    eqp_figure figure;
    eqp_number_grouped(number, decimals, figure.text);
    return figure;
}

eqp_figure eqp_figure_rounded(double number, int digits) {
    eqp_figure figure;
    eqp_number_rounded(number, digits, figure.text);
    return figure;
}

eqp_figure eqp_figure_scientific(double number, int decimals) {
    eqp_figure figure;
    eqp_number_scientific(number, decimals, figure.text);
    return figure;
}

eqp_figure eqp_figure_share(double share, int decimals) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, _("%s %%"),
             eqp_figure_of(100 * share, decimals).text);
    return figure;
}

eqp_figure eqp_figure_with_unit(const char *number, const char *unit) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, *unit ? C_("number and unit", "%s %s") : "%s%s",
             number, unit);
    return figure;
}

void eqp_figure_number(eqp_buffer *buffer, double number, int decimals, int width) {
    eqp_figure figure = eqp_figure_of(number, decimals);
    if (eqp_text_width(figure.text) >= width)
        figure = eqp_figure_scientific(number, 2);
    eqp_buffer_right(buffer, figure.text, width);
}

void eqp_figure_percent(eqp_buffer *buffer, double share, int width) {
    if (isnan(share))
        eqp_buffer_right(buffer, "-  ", width);
    else
        eqp_buffer_right(buffer, eqp_figure_share(share, 1).text, width);
}

/* A number whose sign is always seen. */
static eqp_figure with_sign(eqp_figure number) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, "%s%.*s", number.text[0] == '-' ? "" : "+",
             EQP_NUMBER_SIZE, number.text);
    return figure;
}

void eqp_figure_difference(eqp_buffer *buffer, double difference, int decimals, const char *unit,
                           int width) {
    eqp_figure number = eqp_figure_of(difference, decimals), figure = {""};
    if (!isnan(difference) && strpbrk(number.text, "123456789"))
        figure = eqp_figure_with_unit(with_sign(number).text, unit);
    else if (!isnan(difference))
        strcpy(figure.text, "=");
    if (eqp_text_width(figure.text) >= width)
        figure = with_sign(eqp_figure_scientific(difference, 1));
    eqp_buffer_right(buffer, figure.text, width);
}

int eqp_figure_decimals(double number) {
    double size = fabs(number);
    return size >= 1000 ? 0 : size >= 10 ? 1 : 3;
}

int eqp_figure_money_decimals(double largest) {
    return largest >= 10000 ? 0 : largest >= 100 ? 2 : 4;
}

const char *eqp_figure_name(const char *name, const char *id) {
    return name && *name ? name : id;
}

void eqp_figure_columns(eqp_buffer *buffer, const eqp_figure_column *columns) {
    eqp_buffer_add(buffer, "\n");
    for (; columns->heading; columns++)
        if (columns->width < 0)
            eqp_buffer_left(buffer, columns->heading, -columns->width);
        else
            eqp_buffer_right(buffer, columns->heading, columns->width);
    eqp_buffer_add(buffer, "\n");
}

void eqp_figure_row(eqp_buffer *buffer, const char *text, int width) {
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, text, width);
}

void eqp_figure_paragraph(eqp_buffer *buffer, eqp_buffer *words, int indent) {
    char *text = eqp_buffer_finish(words);
    if (text)
        eqp_buffer_wrap(buffer, text, indent, EQP_TEXT_WIDTH);
    else
        buffer->failed = 1;
    eqp_free(text);
}
