/* Texts of any kind as a workbook can hold them. */
#ifndef EQP_OUTPUT_BOOK_TEXT_H
#define EQP_OUTPUT_BOOK_TEXT_H

#include "output/files/buffer.h"

#define EQP_BOOK_TEXT_MOST 32767 /* characters of a cell */

/* Whether a text can be written as it is, in at most `most` bytes. */
int eqp_book_text_is_plain(const char *text, size_t most);

/* Adds a text: what is no UTF-8, and characters that XML has not, become U+FFFD, a carriage return
 * before a line end is left out, other control characters and what looks like one of these are
 * escaped as _x001F_; cut with a sign to `most` characters. */
void eqp_book_text_add(eqp_buffer *buffer, const char *text, size_t most);

/* The same for a heading or a name: on one line. */
void eqp_book_text_add_line(eqp_buffer *buffer, const char *text, size_t most);

#endif
