/* A small valid study as texts of its tables, of which a test replaces one or two. */
#ifndef EQP_TESTS_SMALL_STUDY_H
#define EQP_TESTS_SMALL_STUDY_H

#include "input/tables/reader.h"

#define SMALL_STUDY_TABLES 16

typedef struct small_study {
    eqp_table_text texts[SMALL_STUDY_TABLES]; /* [count] borrowed */
    size_t count;
} small_study;

/* Every table; no errors, warnings or notes. */
small_study small_study_make(void);

/* Gives a table another text (which must outlive the study's reading); NULL takes the table away.
 */
void small_study_set(small_study *study, const char *table, const char *text);

/* The same for a text of so many bytes, which may hold NULs. */
void small_study_set_bytes(small_study *study, const char *table, const char *bytes, size_t size);

/* The text of a table. */
const char *small_study_text(const small_study *study, const char *table);

/* Reads it; NULL with problems on standard error when it has errors. */
eqp_study *small_study_read(const small_study *study);

#endif
