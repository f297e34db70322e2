#include "target.h"

void bench_target_write(FILE *stream, const char *what, const char *comparison, double target,
                        const char *unit, double found, int reached) {
    fprintf(stream, "| %s | %s %g%s |", what, comparison, target, unit);
    if (found > 0)
        fprintf(stream, " %.3g%s | %s |\n", found, unit, reached ? "yes" : "**no**");
    else
        fprintf(stream, " no result | **no** |\n");
}
