/* The text of one table -> its rows of a study, driven by models/study/tables.def. */
#ifndef EQP_INPUT_TABLE_READER_H
#define EQP_INPUT_TABLE_READER_H

#include "input/tables/check.h"

/* Borrows a new study and a list of problems, which must outlive it. */
typedef struct eqp_table_reader eqp_table_reader;

/* NULL when memory is short. */
eqp_table_reader *eqp_table_reader_create(eqp_study *study, eqp_problems *problems);
void eqp_table_reader_free(eqp_table_reader *reader);

/* Reads table number `table` of tables.def from bytes[size], NULL where there is no such file.
 * Tables are read once each, in the order of tables.def. What is wrong goes to the problems; rows
 * are kept in file order as far as they could be read, which layout tells. EQP_ERROR_MEMORY only.
 */
eqp_status eqp_table_read(eqp_table_reader *reader, size_t table, const char *bytes, size_t size,
                          eqp_error *error);

/* Borrowed from the reader. */
const eqp_layout *eqp_table_reader_layout(const eqp_table_reader *reader);

#endif
