/* Which language the program speaks: --lang, or else that of the locale, as LC_ALL, LC_MESSAGES and
 * LANG name it, the first of them that is set; English where there is no catalogue for it. */
#ifndef EQP_PROGRAM_LANGUAGE_H
#define EQP_PROGRAM_LANGUAGE_H

#include "models/base/error.h"

/* The words that --lang takes. */
#define EQP_LANGUAGES "en|fr"

/* Chooses the language, for good: before anything is said, and while the program has one thread.
 * Needs no locale of that language on the machine, only the catalogue: beside the program in the
 * build tree, below the prefix where it is installed. */
void eqp_language_begin(int argc, char **argv);

/* EQP_ERROR_SYSTEM where --lang asks for a language whose catalogue is not there. */
eqp_status eqp_language_check(const char *asked, eqp_error *error);

#endif
