/* Plans that can be signed: what whole sessions give up, and what coordination saves. */
#ifndef EQP_BENCH_SIGNED_H
#define EQP_BENCH_SIGNED_H

#include <stdint.h>
#include <stdio.h>

#define BENCH_WHOLE_CASES 4
#define BENCH_TOLERANCES 4

/* A plan of one study, on two threads; in a process of its own. */
typedef struct bench_signed_plan {
    int measured;   /* 0: it failed */
    double seconds; /* the whole solve */
    double phase;   /* of them, the sessions or stage C */
    double memory;  /* MiB, peak of the process */
    double value, bound, gap;
    uint32_t sessions;
    double places, empty, floor_given;
    double overlap_before, overlap, rate_before, rate;
} bench_signed_plan;

typedef struct bench_signed {
    bench_signed_plan whole[BENCH_WHOLE_CASES];
    bench_signed_plan overlap[BENCH_TOLERANCES];
} bench_signed;

/* Solves sud, wide, connected and middle in whole sessions, and sud at several values of
 * complementarity_tolerance; each may take `limit` seconds. */
void bench_signed_measure(double limit, bench_signed *out);

/* The rows of the table of what was to be reached; the section. */
void bench_signed_targets(const bench_signed *found, FILE *stream);
void bench_signed_section(const bench_signed *found, FILE *stream);

#endif
