/* A row of the report's table of what was to be reached. */
#ifndef EQP_BENCH_TARGET_H
#define EQP_BENCH_TARGET_H

#include <stdio.h>

/* comparison: "≥" or "<"; found ≤ 0: there is no result. */
void bench_target_write(FILE *stream, const char *what, const char *comparison, double target,
                        const char *unit, double found, int reached);

#endif
