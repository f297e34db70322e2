/* Room for the rows of a table, and rows added one at a time to a study that is built in memory,
 * for import and generate. */
#ifndef EQP_INPUT_STUDY_ROWS_H
#define EQP_INPUT_STUDY_ROWS_H

#include "models/study/study.h"

/* The table of that name; NULL when there is none. */
const eqp_table_view *eqp_rows_table(const char *name);

/* Makes room for so many rows in each of the table's arrays. 0 = done, -1 = memory is short: what
 * the arrays hold is as it was. */
int eqp_rows_widen(eqp_study *study, const eqp_table_view *table, size_t rows);

/* Adds a blank row (numbers NAN, references EQP_NONE, texts NULL) to a table, whose rows must all
 * have been added by this function; returns its index, EQP_NONE when memory is short (the table is
 * then as it was). The caller fills the cells. */
uint32_t eqp_rows_add(eqp_study *study, const char *table);

/* The index of a name in one of the study's spaces, added where it is new; EQP_NONE when memory is
 * short. */
uint32_t eqp_rows_name(eqp_study *study, eqp_space space, const char *name);

/* The same for a name made by printf's rules, at most 127 bytes. */
uint32_t eqp_rows_name_format(eqp_study *study, eqp_space space, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A text made by printf's rules, at most 511 bytes, for a TEXT cell; NULL when memory is short. */
char *eqp_rows_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
