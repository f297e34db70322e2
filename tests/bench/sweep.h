/* Whether memory grows with the number of points: the command `sweep` with few points and many. */
#ifndef EQP_BENCH_SWEEP_H
#define EQP_BENCH_SWEEP_H

#include <stdio.h>

typedef struct bench_sweep {
    int measured;                     /* 0: the command failed */
    double memory_few, memory_many;   /* MiB, peak of the process */
    double seconds_few, seconds_many; /* wall clock, start of the process to its end */
} bench_sweep;

/* Runs `program sweep STUDY --transfer … --hold-floors --out FOLDER` with few points and with many.
 */
void bench_sweep_measure(const char *program, const char *study, bench_sweep *out);

/* The row of the table of what was to be reached; the section. */
void bench_sweep_target(const bench_sweep *sweep, FILE *stream);
void bench_sweep_section(const bench_sweep *sweep, FILE *stream);

#endif
