/* CSV in two styles: `standard` (UTF-8, comma, decimal point) and `fr` (BOM, semicolon, decimal
 * comma, as French spreadsheets open it). Lines end with LF; cells are quoted where RFC 4180 asks
 * for it.
 *
 * Failures wait in the stream. */
#ifndef EQP_OUTPUT_CSV_WRITER_H
#define EQP_OUTPUT_CSV_WRITER_H

#include "output/files/csv_style.h"

#include <stdint.h>
#include <stdio.h>

/* The styles' names, in the order of the enum, as --csv-style takes them. */
#define EQP_WORDS_csv_style "standard|fr"

/* Where the cells of a table go instead of into a file: whoever writes rows need not know. */
typedef struct eqp_cell_sink {
    void (*text)(void *context, const char *text); /* NULL is blank */
    void (*number)(void *context, double number);  /* NAN is blank */
    void (*end_row)(void *context);
} eqp_cell_sink;

typedef struct eqp_csv_writer {
    FILE *stream; /* borrowed */
    eqp_csv_style style;
    uint32_t columns;          /* of every row */
    uint32_t cell;             /* written in the current row */
    const eqp_cell_sink *sink; /* NULL: the stream */
    void *context;             /* of the sink */
} eqp_csv_writer;

/* Begins a table of so many columns; its first row is the heading. */
void eqp_csv_begin(eqp_csv_writer *writer, FILE *stream, eqp_csv_style style, uint32_t columns);

/* Begins a table whose cells go to a sink, both borrowed. */
void eqp_csv_redirect(eqp_csv_writer *writer, const eqp_cell_sink *sink, void *context,
                      uint32_t columns);

/* An id, exactly as it is: other programs look it up. */
void eqp_csv_id(eqp_csv_writer *writer, const char *id);

/* A text for people; one that a spreadsheet would take for a formula (it begins with = + - @ or a
 * tab) gets an apostrophe in front. NULL is blank. */
void eqp_csv_text(eqp_csv_writer *writer, const char *text);

/* A number; NAN is blank. */
void eqp_csv_number(eqp_csv_writer *writer, double number);

/* Ends a row, which must be full. */
void eqp_csv_end_row(eqp_csv_writer *writer);

#endif
