#include "solver/program/language.h"

#include "models/base/language.h"
#include "models/study/study.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE 4096

/* The value of the last --lang, which is looked for before the command line is understood: what is
 * wrong with it is said in the language already. NULL: there is none. */
static const char *find_option(int argc, char **argv) {
    const char *word = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strncmp(argv[i], "--lang=", 7) == 0)
            word = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            word = argv[i + 1];
    return word;
}

/* What the locale's variables name: "fr_FR.UTF-8", "C", or "". */
static const char *locale_name(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

/* The known language that a locale's name begins with: "fr" of "fr", "fr_CA.UTF-8", "fr@euro". */
static const char *language_of(const char *locale, char word[16]) {
    size_t length = strcspn(locale, "_.@");
    snprintf(word, 16, "%.*s", length < 16 ? (int)length : 15, locale);
    return eqp_word_find(EQP_LANGUAGES, word) != EQP_NONE ? word : "en";
}

static int holds_catalogues(const char *folder) {
    char path[PATH_SIZE + 64];
    snprintf(path, sizeof path, "%s/fr/LC_MESSAGES/" EQP_TEXT_DOMAIN ".mo", folder);
    return access(path, R_OK) == 0;
}

/* Where the catalogues lie, seen from the program's own file, so that an installed tree may be
 * moved: in the build tree, below the prefix; else where they were to be installed. */
static void find_catalogues(char folder[PATH_SIZE]) {
    static const char *const from_program[] = {"share/locale", EQP_LOCALE_FROM_PROGRAM};
    char program[PATH_SIZE / 2];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    for (size_t i = 0; length > 0 && i < sizeof from_program / sizeof *from_program; i++) {
        char *slash;
        program[length] = '\0';
        slash = strrchr(program, '/');
        snprintf(folder, PATH_SIZE, "%.*s/%s", (int)(slash ? slash - program : 0), program,
                 from_program[i]);
        if (holds_catalogues(folder))
            return;
    }
    snprintf(folder, PATH_SIZE, "%s", EQP_LOCALE_FOLDER);
}

/* gettext looks up nothing in the locale "C", and everything in that of LANGUAGE in any other: one
 * is chosen that every system has. Numbers, dates and order stay as in "C". */
void eqp_language_begin(int argc, char **argv) {
    char word[16], folder[PATH_SIZE];
    const char *asked = find_option(argc, argv);
    const char *language = language_of(asked ? asked : locale_name(), word);
    setenv("LANGUAGE", language, 1);
    if (!setlocale(LC_MESSAGES, "C.UTF-8"))
        setlocale(LC_MESSAGES, "en_US.UTF-8");
    setlocale(LC_CTYPE, "C.UTF-8");
    find_catalogues(folder);
    bindtextdomain(EQP_TEXT_DOMAIN, folder);
    bind_textdomain_codeset(EQP_TEXT_DOMAIN, "UTF-8");
}

eqp_status eqp_language_check(const char *asked, eqp_error *error) {
    if (strcmp(asked, eqp_language_tag()) == 0)
        return EQP_OK;
    return eqp_error_set(error, EQP_ERROR_SYSTEM,
                         "the texts of the language %s are not where the program lies; build or "
                         "install it again",
                         asked);
}
