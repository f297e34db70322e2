/* A function of one number, drawn in characters: in braille dots, eight to a character, or in
 * ASCII. Plain data on the caller's stack. */
#ifndef EQP_OUTPUT_PLOT_H
#define EQP_OUTPUT_PLOT_H

#include "output/files/buffer.h"

#define EQP_PLOT_WIDTH 64 /* characters within the axes */
#define EQP_PLOT_HEIGHT 14

typedef struct eqp_plot {
    double from, to;  /* of the number, from < to */
    double low, high; /* of the function, low < high */
    int utf8;
    unsigned char dots[EQP_PLOT_HEIGHT][EQP_PLOT_WIDTH]; /* a bit for each dot */
    char marks[EQP_PLOT_HEIGHT][EQP_PLOT_WIDTH];         /* over the dots; 0 for none */
} eqp_plot;

/* An empty plot; a range of values without height is widened. */
eqp_plot eqp_plot_begin(double from, double to, double low, double high, int utf8);

/* Draws the function, NAN where it has no value. */
void eqp_plot_draw(eqp_plot *plot, double (*value)(const void *context, double at),
                   const void *context);

/* Puts a character at a place; one out of the plot, or NAN, is left out. */
void eqp_plot_mark(eqp_plot *plot, double at, double value, char mark);

/* Adds its lines, at most 80 characters wide, with both axes. */
void eqp_plot_print(const eqp_plot *plot, eqp_buffer *buffer);

#endif
