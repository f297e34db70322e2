#include "demo.h"

#include "command.h"
#include "median.h"

#include <stddef.h>

#define REPETITIONS_MOST 9

/* Seconds, below 0 when the command did not end with 0. */
static double run_once(const char *program, const char *study, const char *folder) {
    const char *words[] = {program,   "solve",     study, "--out", folder,
                           "--quiet", "--threads", "2",   NULL};
    bench_command command;
    return bench_command_run(words, &command) ? -1 : command.seconds;
}

void bench_demo_measure(const char *program, const char *study, const char *folder, int repetitions,
                        bench_demo *out) {
    double seconds[REPETITIONS_MOST];
    int done = 0;
    *out = (bench_demo){0};
    while (done < repetitions && done < REPETITIONS_MOST) {
        seconds[done] = run_once(program, study, folder);
        if (seconds[done] < 0)
            return;
        done++;
    }
    out->measured = done > 0;
    if (out->measured)
        out->seconds = bench_median(seconds, done);
}
