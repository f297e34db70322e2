/* An empty study: every table of models/study/tables.def with its header and one example row, which
 * together are a study without errors. */
#ifndef EQP_INPUT_TEMPLATE_H
#define EQP_INPUT_TEMPLATE_H

#include "models/base/error.h"

#include <stdio.h>

/* Writes all tables into a folder, made where it does not exist: whole or not at all.
 * EQP_ERROR_USAGE: the folder already holds a table; EQP_ERROR_SYSTEM: it cannot be written. */
eqp_status eqp_template_write(const char *folder, eqp_error *error);

#endif
