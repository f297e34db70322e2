#include "models/base/error.h"

#include "models/base/language.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

eqp_status eqp_error_set(eqp_error *error, eqp_status status, const char *format, ...) {
    if (error) {
        va_list arguments;
        memset(error, 0, sizeof *error);
        error->status = status;
        va_start(arguments, format);
        vsnprintf(error->sentence, sizeof error->sentence, format, arguments);
        va_end(arguments);
    }
    return status;
}

eqp_status eqp_error_unknown(eqp_error *error, const char *what, const char *word,
                             const char *nearest) {
    if (nearest && *nearest)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("%s \"%.80s\" is unknown; did you mean \"%s\"?"), _(what), word,
                             nearest);
    return eqp_error_set(error, EQP_ERROR_USAGE, _("%s \"%.80s\" is unknown"), _(what), word);
}

eqp_status eqp_error_memory(eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_MEMORY,
                         _("out of memory; close other programs or solve a smaller study"));
}
