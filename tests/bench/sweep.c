#include "sweep.h"

#include "command.h"
#include "families.h"
#include "folder.h"
#include "table.h"

#include <stddef.h>

#define FEW 100
#define MANY 10000
#define GROWTH_MOST 1.2 /* peak memory of many points against that of few */

/* 0 = done */
static int run_once(const char *program, const char *study, unsigned points, bench_command *out) {
    char folder[BENCH_PATH_SIZE], transfer[80];
    const char *words[] = {program, "sweep", study,     "--transfer", transfer, "--hold-floors",
                           "--out", folder,  "--quiet", "--threads",  "2",      NULL};
    int failed;
    if (bench_folder_make(folder))
        return -1;
    bench_family_transfer(points, transfer);
    failed = bench_command_run(words, out);
    bench_folder_remove(folder);
    return failed;
}

void bench_sweep_measure(const char *program, const char *study, bench_sweep *out) {
    bench_command few, many;
    *out = (bench_sweep){0};
    if (run_once(program, study, FEW, &few) || run_once(program, study, MANY, &many))
        return;
    *out = (bench_sweep){1, few.memory, many.memory, few.seconds, many.seconds};
    fprintf(stderr, "sweep      %u points %.1f s, %.0f MiB; %u points %.1f s, %.0f MiB\n", FEW,
            few.seconds, few.memory, MANY, many.seconds, many.memory);
}

void bench_sweep_target(const bench_sweep *sweep, FILE *stream) {
    double growth = sweep->measured ? sweep->memory_many / sweep->memory_few : 0;
    bench_table_target(stream, "sweep: peak memory of 10,000 points ÷ that of 100", "<",
                       GROWTH_MOST, "", growth, growth < GROWTH_MOST);
}

void bench_sweep_section(const bench_sweep *sweep, FILE *stream) {
    if (!sweep->measured)
        return;
    fprintf(stream,
            "## The command `sweep`\n\nThe same transfer in %u and in %u points with held floors, "
            "two threads, results written as they come: peak memory of the process %.0f and %.0f "
            "MiB, %.2f and %.2f s from start to end; a point more costs %.2f ms.\n\n",
            FEW, MANY, sweep->memory_few, sweep->memory_many, sweep->seconds_few,
            sweep->seconds_many, 1e3 * (sweep->seconds_many - sweep->seconds_few) / (MANY - FEW));
}
