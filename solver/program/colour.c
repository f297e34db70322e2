#include "solver/program/colour.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const codes[EQP_COLOUR_COUNT] = {
    [EQP_COLOUR_ERROR] = "\033[1;31m",
    [EQP_COLOUR_WARNING] = "\033[1;33m",
    [EQP_COLOUR_NOTE] = "\033[1;36m",
    [EQP_COLOUR_HEADING] = "\033[1m",
};

/* mpirun hands its processes a terminal of its own, and passes on what comes, to a file perhaps:
 * Open MPI and MPICH say so in the environment. */
static int is_launched(void) {
    return getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMI_SIZE");
}

int eqp_colour_terminal(FILE *stream) {
    const char *kind = getenv("TERM");
    return !is_launched() && isatty(fileno(stream)) && kind && *kind && strcmp(kind, "dumb") != 0;
}

static int is_wanted(FILE *stream) {
    const char *refused = getenv("NO_COLOR");
    return eqp_colour_terminal(stream) && !(refused && *refused);
}

const char *eqp_colour_begin(eqp_colour colour, FILE *stream) {
    return is_wanted(stream) ? codes[colour] : "";
}

const char *eqp_colour_end(FILE *stream) {
    return is_wanted(stream) ? "\033[0m" : "";
}

int eqp_colour_print(const char *text, FILE *stream) {
    const char *begin = eqp_colour_begin(EQP_COLOUR_HEADING, stream), *end = eqp_colour_end(stream);
    int is_top = 1, after_empty = 0, result = 0;
    if (!*begin || *text == '{') /* an object of JSON has no headings */
        return fputs(text, stream);
    while (*text && result >= 0) {
        int length = (int)strcspn(text, "\n");
        int at_margin = length > 0 && *text != ' ';
        is_top = is_top && at_margin;
        if (at_margin && (is_top || after_empty))
            result = fprintf(stream, "%s%.*s%s\n", begin, length, text, end);
        else
            result = fprintf(stream, "%.*s\n", length, text);
        after_empty = length == 0;
        text += length;
        text += *text == '\n';
    }
    return result;
}
