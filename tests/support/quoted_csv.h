/* CSV with quotes and line ends in its cells, as spreadsheets write it. */
#ifndef EQP_TESTS_QUOTED_CSV_H
#define EQP_TESTS_QUOTED_CSV_H

#include <stdint.h>

typedef struct quoted_csv {
    char *text;   /* owned; cells are parts of it */
    char ***rows; /* [row_count] each [cells of it], ended by NULL; owned */
    uint32_t row_count;
} quoted_csv;

/* Reads a file; 0, or -1 with nothing owned. */
int quoted_csv_read(quoted_csv *csv, const char *path);
void quoted_csv_free(quoted_csv *csv);

/* The cell of a row (from 0) and column (from 0); "" where there is none. */
const char *quoted_csv_cell(const quoted_csv *csv, uint32_t row, uint32_t column);

/* The column of a row that holds a text; UINT32_MAX where none does. */
uint32_t quoted_csv_find(const quoted_csv *csv, uint32_t row, const char *text);

/* A cell as a number, with its percent sign where it has one: 1 = it is one. */
int quoted_csv_number(const char *cell, double *number);

#endif
