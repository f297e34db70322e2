/* Colours on a terminal: nowhere else, not where NO_COLOR is set, nor where TERM says that the
 * terminal is dumb. */
#ifndef EQP_PROGRAM_COLOUR_H
#define EQP_PROGRAM_COLOUR_H

#include <stdio.h>

typedef enum {
    EQP_COLOUR_ERROR,
    EQP_COLOUR_WARNING,
    EQP_COLOUR_NOTE,
    EQP_COLOUR_HEADING,
    EQP_COLOUR_COUNT
} eqp_colour;

/* Whether a stream is a terminal that can move its cursor. */
int eqp_colour_terminal(FILE *stream);

/* What begins a colour on a stream, and what ends it: "" where there are none. */
const char *eqp_colour_begin(eqp_colour colour, FILE *stream);
const char *eqp_colour_end(FILE *stream);

/* Prints a text whose headings stand out: its first lines, and the line after an empty one, as far
 * as they begin at the margin. Negative where it could not be printed. */
int eqp_colour_print(const char *text, FILE *stream);

#endif
