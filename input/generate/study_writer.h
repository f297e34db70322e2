/* Tables of a study as CSV files: UTF-8, comma, decimal point, LF, numbers as the shortest text
 * that reads back. An optional column in which every cell is blank is left out. */
#ifndef EQP_INPUT_STUDY_WRITER_H
#define EQP_INPUT_STUDY_WRITER_H

#include "models/study/study.h"

/* Writes the named tables (a list ended by NULL) as folder/TABLE.csv, in the order of their rows;
 * an optional table without rows is left out. The folder is made if it is missing (not its
 * parents). Whole or not at all, and never over something: EQP_ERROR_USAGE with the file when one
 * of the tables exists already, EQP_ERROR_SYSTEM when the disk refuses, EQP_ERROR_MEMORY; the
 * folder is then as it was. */
eqp_status eqp_study_write(eqp_study *study, const char *const *tables, const char *folder,
                           eqp_error *error);

#endif
