/* Columns and words of the results in the reader's language, from headings.def. */
#ifndef EQP_OUTPUT_WORKBOOK_WORDS_H
#define EQP_OUTPUT_WORKBOOK_WORDS_H

#include "output/files/buffer.h"

/* What a column is called; NULL where headings.def does not say. */
const char *eqp_workbook_heading(const char *column);

/* A word of ours; the word itself where headings.def has none. */
const char *eqp_workbook_word(const char *word);

/* Whether a column holds words of ours. */
int eqp_workbook_holds_words(const char *column);

/* Adds a sentence of a .def table as one that stands alone: it begins large and ends with a stop,
 * without the command that it belongs to (`sweep`: …) and the signs of Markdown. */
void eqp_workbook_add_sentence(eqp_buffer *buffer, const char *sentence);

#endif
