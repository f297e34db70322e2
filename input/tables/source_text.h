/* The bytes of a file that should be a table -> its rows of cells: encoding, hint line, delimiter
 * and formulas as spreadsheets write them; what is no table is said to be what it is. */
#ifndef EQP_INPUT_TABLES_SOURCE_TEXT_H
#define EQP_INPUT_TABLES_SOURCE_TEXT_H

#include "input/tables/csv_reader.h"
#include "input/tables/encoding.h"
#include "input/tables/problems.h"

typedef struct eqp_source_text {
    eqp_text text;
    char delimiter;
    int is_readable; /* 0: what is wrong was told, and there are no rows */
    int is_damaged;  /* 1: it has rows, and an error was told of the file */
} eqp_source_text;

/* Decodes bytes[size], which must outlive it; what is wrong with them goes to `problems`, under the
 * name of the file. EQP_ERROR_MEMORY only. */
eqp_status eqp_source_open(const char *bytes, size_t size, const char *file, eqp_problems *problems,
                           eqp_source_text *source, eqp_error *error);
void eqp_source_close(eqp_source_text *source);

/* Hands all rows to the handler. 0 = done, -1 = memory is short. */
int eqp_source_feed(const eqp_source_text *source, const eqp_csv_handler *handler);

/* The delimiter of a text's first row: that of a hint line sep=; or else the most frequent of , ;
 * and tab outside quotes, a comma where there is none. */
char eqp_source_delimiter(const char *text, size_t size);

#endif
