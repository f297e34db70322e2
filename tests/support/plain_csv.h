/* Result files as tests read them: plain CSV, whose cells hold no quotes. */
#ifndef EQP_TESTS_PLAIN_CSV_H
#define EQP_TESTS_PLAIN_CSV_H

#include <stdint.h>

typedef struct plain_csv {
    char **cells; /* [(rows + 1) × columns] the heading first; owned */
    uint32_t rows, columns;
    char *text; /* of which the cells are parts; owned */
} plain_csv;

/* Takes over the text of a file, which eqp_free frees (NULL: not there). 0, or -1 with nothing
 * owned where it is not such a file. */
int plain_csv_take(plain_csv *csv, char *text);
void plain_csv_free(plain_csv *csv);

/* The cell of a row (from 0) in the column of that name; "" where there is none. */
const char *plain_csv_text(const plain_csv *csv, uint32_t row, const char *column);

/* The same as a number; NAN where it is blank. */
double plain_csv_number(const plain_csv *csv, uint32_t row, const char *column);

#endif
