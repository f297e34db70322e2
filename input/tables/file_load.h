/* A whole file in memory. */
#ifndef EQP_INPUT_FILE_LOAD_H
#define EQP_INPUT_FILE_LOAD_H

#include "input/tables/problems.h"

#include <stddef.h>

/* Reads the file at path into *bytes [*size], owned by the caller (eqp_free); NULL on failure:
 * EQP_ERROR_SYSTEM (it cannot be read, or is a pipe to which nobody writes; the sentence says
 * why), EQP_ERROR_MEMORY. */
eqp_status eqp_file_load(const char *path, char **bytes, size_t *size, eqp_error *error);

typedef enum { EQP_FILE_MISSING, EQP_FILE_THERE, EQP_FILE_NO_FILE } eqp_file_kind;

/* Whether a file is there to be read. What has its name and is none (a folder, a device, a link to
 * nothing) is an error that goes to `problems`, under `name`. */
eqp_file_kind eqp_file_look(const char *path, const char *name, eqp_problems *problems);

/* Says that path cannot be read and, from errno, why; returns EQP_ERROR_SYSTEM. */
eqp_status eqp_file_unreadable(const char *path, eqp_error *error);

#endif
