/* Reads a finished workbook back. The library does not notice when its temporary files lack room:
 * parts would be cut short and the file would look whole. */
#ifndef EQP_OUTPUT_BOOK_CHECK_H
#define EQP_OUTPUT_BOOK_CHECK_H

#include "models/base/error.h"

#include <stdio.h>

/* Reads the file from its beginning: every part must unpack and close each XML tag that it opens.
 * EQP_ERROR_SYSTEM where one does not, EQP_ERROR_MEMORY. */
eqp_status eqp_book_check(FILE *stream, eqp_error *error);

#endif
