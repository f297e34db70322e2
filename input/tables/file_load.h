/* A whole file in memory. */
#ifndef EQP_INPUT_FILE_LOAD_H
#define EQP_INPUT_FILE_LOAD_H

#include "models/base/error.h"

#include <stddef.h>

/* Reads the file at path into *bytes [*size], owned by the caller (eqp_free); NULL on failure:
 * EQP_ERROR_SYSTEM (it cannot be read; the sentence says why), EQP_ERROR_MEMORY. */
eqp_status eqp_file_load(const char *path, char **bytes, size_t *size, eqp_error *error);

/* Says that path cannot be read and, from errno, why; returns EQP_ERROR_SYSTEM. */
eqp_status eqp_file_unreadable(const char *path, eqp_error *error);

#endif
