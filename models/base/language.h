/* The language that people read. Every sentence for people goes through gettext, in the domain
 * below; the catalogues lie in models/languages. File and column names, the contents of CSV files,
 * keys and numbers of JSON stay as they are in every language.
 *
 * The program chooses the language once, before it has threads (solver/program/language.h). A
 * library whose program chooses none speaks English.
 */
#ifndef EQP_MODELS_LANGUAGE_H
#define EQP_MODELS_LANGUAGE_H

#include <libintl.h>

#define EQP_TEXT_DOMAIN "equiplace"

/* A sentence in the reader's language; one that is only marked here and translated where it is
 * used; one that depends on a number; one that means different things in different contexts.
 * gettext's own names, which its tools and readers know. */
#define _(sentence) dgettext(EQP_TEXT_DOMAIN, sentence)
#define N_(sentence) sentence
#define P_(one, many, number) dngettext(EQP_TEXT_DOMAIN, one, many, number)
#define C_(context, sentence) eqp_language_in_context(context "\004" sentence, sentence)

/* What C_ stands for. Borrowed. */
const char *eqp_language_in_context(const char *key, const char *sentence);

/* The reader's language as web pages name it: "en", "fr". Borrowed. */
const char *eqp_language_tag(void);

/* The whole number whose plural form goes with an amount (P_): 1 with one, 0 with less than two,
 * such as 1.5, 2 with all others. */
unsigned long eqp_language_count(double amount);

/* Why the system has refused something, from its errno. Borrowed, until the next call. */
const char *eqp_language_reason(int number);

#endif
