#include "output/figures.h"

#include "models/memory.h"
#include "models/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void eqp_figure_number(eqp_buffer *buffer, double number, int decimals, int width) {
    char text[EQP_NUMBER_SIZE];
    eqp_number_grouped(number, decimals, text);
    if (eqp_text_width(text) >= width)
        snprintf(text, sizeof text, "%.2e", number);
    eqp_buffer_right(buffer, text, width);
}

void eqp_figure_percent(eqp_buffer *buffer, double share, int width) {
    char text[EQP_NUMBER_SIZE];
    eqp_number_grouped(100 * share, 1, text);
    eqp_buffer_right(buffer, text, width - 2);
    eqp_buffer_add(buffer, isnan(share) ? "  " : " %%");
}

void eqp_figure_difference(eqp_buffer *buffer, double difference, int decimals, const char *unit,
                           int width) {
    char number[EQP_NUMBER_SIZE], text[EQP_NUMBER_SIZE + 16] = "";
    if (!isnan(difference)) {
        eqp_number_grouped(difference, decimals, number);
        snprintf(text, sizeof text, "%s%s%s%.8s", number[0] == '-' ? "" : "+", number,
                 *unit ? " " : "", unit);
        if (!strpbrk(number, "123456789"))
            strcpy(text, "=");
    }
    if (eqp_text_width(text) >= width)
        snprintf(text, sizeof text, "%+.1e", difference);
    eqp_buffer_right(buffer, text, width);
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

void eqp_figure_say(eqp_buffer *words, double number, int decimals) {
    char text[EQP_NUMBER_SIZE];
    eqp_number_grouped(number, decimals, text);
    eqp_buffer_add(words, "%s", text);
}

void eqp_figure_paragraph(eqp_buffer *buffer, eqp_buffer *words, int indent) {
    char *text = eqp_buffer_finish(words);
    if (text)
        eqp_buffer_wrap(buffer, text, indent, EQP_TEXT_WIDTH);
    else
        buffer->failed = 1;
    eqp_free(text);
}
