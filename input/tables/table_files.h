/* Tables as CSV files of one folder: whole or not at all, and never over something. */
#ifndef EQP_INPUT_TABLE_FILES_H
#define EQP_INPUT_TABLE_FILES_H

#include "models/base/error.h"

#include <stdio.h>

/* What the files hold. */
typedef struct eqp_table_content {
    void (*put)(const void *context, const char *table, FILE *file); /* writes one whole table */
    const void *context;
} eqp_table_content;

/* Writes the named tables (a list ended by NULL) as folder/TABLE.csv. The folder is made if it is
 * missing (not its parents). EQP_ERROR_USAGE with the file when one of the tables exists already,
 * EQP_ERROR_SYSTEM when the disk refuses; the folder is then as it was. */
eqp_status eqp_table_files_write(const char *const *tables, const char *folder,
                                 const eqp_table_content *content, eqp_error *error);

/* EQP_ERROR_USAGE with the file when one of the tables exists in the folder, to ask before long
 * work. */
eqp_status eqp_table_files_allowed(const char *const *tables, const char *folder, eqp_error *error);

/* Writes a cell, quoted where its text asks for it. */
void eqp_table_cell_put(const char *text, FILE *file);

#endif
