#include "table.h"

#include <math.h>

void bench_table_target(FILE *stream, const char *what, const char *comparison, double target,
                        const char *unit, double found, int reached) {
    fprintf(stream, "| %s | %s %g%s |", what, comparison, target, unit);
    if (found > 0)
        fprintf(stream, " %.3g%s | %s |\n", found, unit, reached ? "yes" : "**no**");
    else
        fprintf(stream, " no result | **no** |\n");
}

void bench_table_difference(FILE *stream, double difference) {
    if (isnan(difference))
        fprintf(stream, " – |");
    else
        fprintf(stream, " %.1e |", difference);
}

void bench_table_ratio(FILE *stream, double ratio) {
    if (ratio > 0)
        fprintf(stream, " **%.2f** |", ratio);
    else
        fprintf(stream, " – |");
}
