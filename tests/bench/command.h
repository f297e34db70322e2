/* Other programs, timed. */
#ifndef EQP_BENCH_COMMAND_H
#define EQP_BENCH_COMMAND_H

typedef struct bench_command {
    double seconds; /* wall clock, start of the process to its end */
    double memory;  /* MiB, its peak */
} bench_command;

/* Runs the program words[0] (found as a shell would) with the words up to NULL, its answer thrown
 * away. 0 = it ended with 0. */
int bench_command_run(const char *const *words, bench_command *out);

#endif
