/* Words and sentences of the results in the reader's language. */
#ifndef EQP_OUTPUT_WORKBOOK_WORDS_H
#define EQP_OUTPUT_WORKBOOK_WORDS_H

#include "output/files/buffer.h"

/* A word of ours as people read it; any other as it is. */
const char *eqp_workbook_word(const char *word);

/* Whether a column holds words of ours. */
int eqp_workbook_holds_words(const char *column);

/* Adds a sentence of a .def table as one that stands alone: it begins large and ends with a stop,
 * without the signs of Markdown. */
void eqp_workbook_add_sentence(eqp_buffer *buffer, const char *sentence);

#endif
