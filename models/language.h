/* The language that people read: every sentence of the program goes through gettext, in the domain
 * below; the French catalogue is the room's languages/fr.po. File and column names stay as they
 * are.
 */
#ifndef EQP_MODELS_LANGUAGE_H
#define EQP_MODELS_LANGUAGE_H

#include <libintl.h>

#define EQP_TEXT_DOMAIN "equiplace"

/* A sentence in the reader's language; one that is only marked here and translated where it is
 * used; one that depends on a number. gettext's own names, which its tools and readers know. */
#define _(sentence) dgettext(EQP_TEXT_DOMAIN, sentence)
#define N_(sentence) sentence
#define P_(one, many, number) dngettext(EQP_TEXT_DOMAIN, one, many, number)

#endif
