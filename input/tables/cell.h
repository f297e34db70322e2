/* One cell of a table -> one value of a column, or a sentence that says what is wrong with it. */
#ifndef EQP_INPUT_CELL_H
#define EQP_INPUT_CELL_H

#include "models/study/study.h"

#define EQP_SENTENCE_SIZE 512

/* Reads a cell that is not blank as a number within its column's range; `separator` is the decimal
 * sign beside the point. 0 = done, -1 = sentence says what is wrong. */
int eqp_cell_number(const eqp_column_view *column, const char *text, size_t length, char separator,
                    double *value, char sentence[EQP_SENTENCE_SIZE]);

/* Reads a cell that is not blank as one of its column's words. */
int eqp_cell_word(const eqp_column_view *column, const char *text, uint32_t *index,
                  char sentence[EQP_SENTENCE_SIZE]);

/* The number that a blank cell of the column means: NAN where it is none or another cell. */
double eqp_cell_blank_number(const eqp_column_view *column);

/* The bytes of a text that a sentence shows: at most 80, whole characters. */
int eqp_cell_shown(const char *text);

#endif
