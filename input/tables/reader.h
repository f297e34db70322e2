/* A folder of CSV tables -> a finished study, driven by models/study/tables.def. */
#ifndef EQP_INPUT_READER_H
#define EQP_INPUT_READER_H

#include "input/tables/problems.h"
#include "models/study/study.h"

/* Reads and checks every table of a folder. All problems go to `problems`. EQP_OK: *out is a
 * finished study, owned by the caller, with at most warnings and notes. EQP_ERROR_DATA: the
 * problems hold errors. EQP_ERROR_SYSTEM: the folder cannot be read. *out is NULL unless EQP_OK. */
eqp_status eqp_study_read(const char *folder, eqp_study **out, eqp_problems *problems,
                          eqp_error *error);

/* The text of one table in memory, borrowed. */
typedef struct eqp_table_text {
    const char *table; /* "needs" */
    const char *bytes; /* [size] */
    size_t size;
} eqp_table_text;

/* The same from memory: tables that are not among texts[count] are missing. */
eqp_status eqp_study_read_texts(const eqp_table_text *texts, size_t count, eqp_study **out,
                                eqp_problems *problems, eqp_error *error);

#endif
