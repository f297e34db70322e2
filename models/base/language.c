#include "models/base/language.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* What a user meets, in words of our own: a system may have no translations. */
static const struct {
    int number;
    const char *reason;
} reasons[] = {
    {ENOENT, N_("No such file or directory")},
    {EACCES, N_("Permission denied")},
    {EPERM, N_("Permission denied")},
    {ENOTDIR, N_("Not a directory")},
    {EISDIR, N_("Is a directory")},
    {ENOSPC, N_("No space left on device")},
    {EROFS, N_("Read-only file system")},
    {EIO, N_("Input/output error")},
    {EEXIST, N_("File exists")},
    {ENAMETOOLONG, N_("File name too long")},
    {EDQUOT, N_("Disk quota exceeded")},
    {EMFILE, N_("Too many open files")},
    {EPIPE, N_("Broken pipe")},
    {EFBIG, N_("File too large")},
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
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == number)
            return _(reasons[i].reason);
    return strerror(number);
}
