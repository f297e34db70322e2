/* Texts as people see them: which two look alike, and what in one cannot be seen at all. */
#ifndef EQP_MODELS_BASE_TEXT_H
#define EQP_MODELS_BASE_TEXT_H

#include <stddef.h>

/* The text without what the eye does not tell apart: composed and decomposed letters, case, kinds
 * and numbers of blanks, dashes and apostrophes, invisible characters. What a spreadsheet may have
 * made of a code (007, 7.0) becomes 7. Owned by the caller (eqp_free); NULL when memory is short.
 */
char *eqp_text_fold(const char *text, size_t length);

typedef enum {
    EQP_TEXT_HIDDEN, /* control and invisible characters become <U+200B>, line ends blanks */
    EQP_TEXT_ALL     /* also every blank but a plain one, and accents that stand apart */
} eqp_text_shown;

/* Copies a text into to[size], with what cannot be seen written out; what does not fit is left out
 * at a whole character. */
void eqp_text_show(const char *text, eqp_text_shown shown, char *to, size_t size);

#endif
