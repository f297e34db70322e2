/* A plan that somebody made elsewhere, as CSV: columns offer, institution, places in any dialect
 * that a study's tables may have; other columns are left alone. */
#ifndef EQP_INPUT_DRAFT_READER_H
#define EQP_INPUT_DRAFT_READER_H

#include "input/tables/problems.h"
#include "models/answers/draft.h"

/* Reads the file at path for a finished study. What is wrong goes to `problems`, whose file is the
 * path: unknown ids, places that are no number or below 0, an offer and institution that stand
 * twice, what a table's layout can have. Rows of 0 places buy nothing. EQP_OK: *out is the
 * caller's. EQP_ERROR_DATA: the problems hold errors. EQP_ERROR_SYSTEM: the file cannot be read.
 * *out is NULL unless EQP_OK. */
eqp_status eqp_draft_read(const char *path, const eqp_study *study, eqp_draft **out,
                          eqp_problems *problems, eqp_error *error);

#endif
