/* The generated part of input/FORMAT.md: every table, column and parameter as tables.def and
 * options.def declare them. */
#ifndef EQP_INPUT_FORMAT_H
#define EQP_INPUT_FORMAT_H

#include <stdio.h>

/* The lines of FORMAT.md between which the generated part stands. */
#define EQP_FORMAT_BEGIN                                                                           \
    "<!-- generated from models/study/tables.def and models/study/options.def -->\n"
#define EQP_FORMAT_END "<!-- end of the generated part -->\n"

/* Writes the generated part as Markdown. */
void eqp_format_write(FILE *stream);

#endif
