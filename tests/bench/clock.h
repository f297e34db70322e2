/* The benchmark's watch. */
#ifndef EQP_BENCH_CLOCK_H
#define EQP_BENCH_CLOCK_H

#include <time.h>

/* Seconds of wall clock since some moment; only differences mean anything. */
static inline double clock_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Seconds since *mark, which moves on. */
static inline double clock_lap(double *mark) {
    double before = *mark;
    *mark = clock_seconds();
    return *mark - before;
}

#endif
