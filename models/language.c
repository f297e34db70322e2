#include "models/language.h"

#include <math.h>
#include <string.h>

/* The system's sentences that a user meets: a system may have no translations of its own. */
static const char *const reasons[] = {
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("File exists"),
    N_("File name too long"),
    N_("Disk quota exceeded"),
    N_("Too many open files"),
    N_("Broken pipe"),
    N_("File too large"),
};

const char *eqp_language_in_context(const char *key, const char *sentence) {
    const char *translated = _(key);
    return translated == key ? sentence : translated;
}

const char *eqp_language_tag(void) {
    return C_("language tag", "en");
}

unsigned long eqp_language_count(double amount) {
    double size = fabs(amount);
    return size == 1 ? 1 : size < 2 ? 0 : 2;
}

const char *eqp_language_reason(int number) {
    const char *reason = strerror(number);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reason, reasons[i]) == 0)
            return _(reasons[i]);
    return reason;
}
