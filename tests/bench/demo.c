#include "demo.h"

#include "clock.h"
#include "median.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPETITIONS_MOST 9

/* Seconds, below 0 when the command did not end with 0. */
static double run_once(const char *program, const char *study, const char *folder) {
    double begin = clock_seconds();
    int status = -1;
    pid_t child;
    fflush(NULL);
    child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, STDOUT_FILENO);
        execl(program, program, "solve", study, "--out", folder, "--quiet", "--threads", "2",
              (char *)NULL);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        return -1;
    return clock_seconds() - begin;
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
