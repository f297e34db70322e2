/* How long the command takes for the example study: read, all stages, prove, write. */
#ifndef EQP_BENCH_DEMO_H
#define EQP_BENCH_DEMO_H

#define BENCH_DEMO_TARGET 1.0 /* seconds */

typedef struct bench_demo {
    int measured;
    double seconds; /* median of wall clock, start of the process to its end */
} bench_demo;

/* Runs `program solve STUDY --out FOLDER --quiet`, `repetitions` times. */
void bench_demo_measure(const char *program, const char *study, const char *folder, int repetitions,
                        bench_demo *out);

#endif
