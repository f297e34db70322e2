/* The words of a table as people write them: names of columns, and names that are none. */
#ifndef EQP_INPUT_TABLES_HEADER_H
#define EQP_INPUT_TABLES_HEADER_H

#include "input/tables/problems.h"
#include "models/study/study.h"

/* The column that a cell of the header names, whatever its case, blanks and invisible characters;
 * EQP_NONE when it is none. */
uint32_t eqp_header_find(const eqp_table_view *table, const char *name);

/* Copies the name of the column that is nearest to an unknown one into text; "" when none is. */
void eqp_header_nearest(const eqp_table_view *table, const char *name, char *text, size_t size);

/* The columns that must be there, "a, b, c". */
void eqp_header_columns(const eqp_table_view *table, char *text, size_t size);

/* A sign between names of the table's columns that is no delimiter (| or :); 0 when there is none.
 */
char eqp_header_sign(const eqp_table_view *table, const char *line);

/* Whether a column may be left out of the file. */
int eqp_header_may_lack(const eqp_column_view *column);

/* Warns of an id or label that a spreadsheet has made of something else (1,3E+13, #REF!), or that
 * stands for nothing (n.d.). */
void eqp_header_warn_of_name(eqp_problems *problems, const char *file, uint32_t line, uint32_t cell,
                             const eqp_column_view *column, const char *name);

#endif
