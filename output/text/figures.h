/* Numbers and names as the printed summaries show them: in columns, and within sentences. */
#ifndef EQP_OUTPUT_FIGURES_H
#define EQP_OUTPUT_FIGURES_H

#include "models/base/number.h"
#include "output/files/buffer.h"

#define EQP_TEXT_WIDTH 80 /* characters of a line */
#define EQP_TEXT_INDENT 2

/* A number as the reader's language writes it, to stand in a sentence. A function's result lives to
 * the end of the expression that calls it, so that `.text` of it may be an argument. */
typedef struct eqp_figure {
    char text[2 * EQP_NUMBER_SIZE];
} eqp_figure;

/* With so many decimals, thousands apart; with so many significant digits; as a power of ten. */
eqp_figure eqp_figure_of(double number, int decimals);
eqp_figure eqp_figure_rounded(double number, int digits);
eqp_figure eqp_figure_scientific(double number, int decimals);

/* A share as a percentage: "12.3 %". */
eqp_figure eqp_figure_share(double share, int decimals);

/* A number and its unit, a currency say; "" for none. A unit too long is cut. */
eqp_figure eqp_figure_with_unit(const char *number, const char *unit);

/* A column of numbers; one too long for it is written with fewer digits, never cut. */
void eqp_figure_number(eqp_buffer *buffer, double number, int decimals, int width);

/* A share as a percentage: "12.3 %". */
void eqp_figure_percent(eqp_buffer *buffer, double share, int width);

/* A difference with its sign and a unit after a blank ("" for none): "+1.2 pt"; "=" where it is
 * rounded to nothing, blank for NAN. */
void eqp_figure_difference(eqp_buffer *buffer, double difference, int decimals, const char *unit,
                           int width);

/* Enough decimals for an amount of unknown size. */
int eqp_figure_decimals(double number);

/* Decimals for money: whole units, or finer where amounts are counted in thousands or millions. */
int eqp_figure_money_decimals(double largest);

/* A name, or the id where there is none. */
const char *eqp_figure_name(const char *name, const char *id);

/* A column of a table: its heading, and its width in characters; < 0: on the left of it. */
typedef struct eqp_figure_column {
    const char *heading;
    int width;
} eqp_figure_column;

/* Adds a blank line and the heading of a table of such columns: {_("places"), 12}, … */
#define eqp_figure_heading(buffer, ...)                                                            \
    eqp_figure_columns(buffer, (const eqp_figure_column[]){__VA_ARGS__, {NULL, 0}})
void eqp_figure_columns(eqp_buffer *buffer, const eqp_figure_column *columns);

/* Begins a table's row, indented, with a text in so many characters. */
void eqp_figure_row(eqp_buffer *buffer, const char *text, int width);

/* Ends a paragraph: wraps its words to the width, each line indented, and frees them. */
void eqp_figure_paragraph(eqp_buffer *buffer, eqp_buffer *words, int indent);

#endif
