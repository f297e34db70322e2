/* The digest of a study: SHA-256 over its parsed cells in canonical order, so that every dialect,
 * order of rows and order of columns of the same study has the same one. */
#ifndef EQP_INPUT_DIGEST_H
#define EQP_INPUT_DIGEST_H

#include "models/study/study.h"

/* Fills study->digest of a finished study. */
void eqp_study_digest(eqp_study *study);

#endif
