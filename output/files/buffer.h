/* Text that grows, for people to read: columns are aligned by characters, not bytes, so that
 * accents do not break a table. A failure is remembered and told at the end. */
#ifndef EQP_OUTPUT_BUFFER_H
#define EQP_OUTPUT_BUFFER_H

#include <stddef.h>

typedef struct eqp_buffer {
    char *bytes; /* owned */
    size_t length, capacity;
    int failed;
} eqp_buffer;

/* Adds formatted text. */
void eqp_buffer_add(eqp_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a formatted sentence, after a blank where there is something before it. */
void eqp_buffer_say(eqp_buffer *words, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a UTF-8 text in exactly `width` characters: blanks after (left) or before (right) it; what
 * is too long ends in "...". */
void eqp_buffer_left(eqp_buffer *buffer, const char *text, int width);
void eqp_buffer_right(eqp_buffer *buffer, const char *text, int width);

/* Adds words as a paragraph of at most `width` characters per line, each line indented. The buffer
 * must stand at the beginning of a line; so it does afterwards. */
void eqp_buffer_wrap(eqp_buffer *buffer, const char *words, int indent, int width);

/* The same where the indent of the first line stands already, with something else in it. */
void eqp_buffer_wrap_on(eqp_buffer *buffer, const char *words, int indent, int width);

/* Adds a line of an overview: what, and a whole amount with its unit ("" for none). */
void eqp_buffer_amount(eqp_buffer *buffer, const char *what, double amount, const char *unit);

/* The text, owned by the caller (eqp_free), and an empty buffer; NULL when memory was short. */
char *eqp_buffer_finish(eqp_buffer *buffer);

/* Characters of a UTF-8 text. */
int eqp_text_width(const char *text);

#endif
