/* CSV text -> rows of cells: RFC 4180 quoting with any delimiter, LF, CRLF or CR, line numbers.
 *
 * Text is fed in pieces of any size. A row that breaks the rules of quoting is reported and left
 * out; reading goes on with the next line. Rows without any text are left out silently. */
#ifndef EQP_INPUT_CSV_READER_H
#define EQP_INPUT_CSV_READER_H

#include "models/base/error.h"

#include <stddef.h>

/* One cell, borrowed for the length of a call: blanks at both ends cut, line ends inside as LF,
 * a NUL after the last byte. */
typedef struct eqp_csv_cell {
    const char *text;
    size_t length;
} eqp_csv_cell;

typedef struct eqp_csv_handler {
    void *context;
    /* One row; line is where it begins. 0 = go on, -1 = memory is short. */
    int (*row)(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count);
    /* A row that cannot be read, and at which cell. */
    void (*broken)(void *context, uint32_t line, uint32_t cell, const char *sentence);
} eqp_csv_handler;

typedef struct eqp_csv_reader eqp_csv_reader;

/* NULL when memory is short. */
eqp_csv_reader *eqp_csv_create(char delimiter, const eqp_csv_handler *handler);
void eqp_csv_free(eqp_csv_reader *reader);

/* Feeds a piece of text (UTF-8, no byte order mark). 0 = done, -1 = memory is short. */
int eqp_csv_feed(eqp_csv_reader *reader, const char *text, size_t size);

/* The text has ended: reports its last row. 0 = done, -1 = memory is short. */
int eqp_csv_finish(eqp_csv_reader *reader);

/* The delimiter of a text's first row: the most frequent of , ; and tab outside quotes, a comma
 * where there is none. */
char eqp_csv_delimiter(const char *text, size_t size);

#endif
