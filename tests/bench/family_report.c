#include "family_report.h"

#include "agreement.h"
#include "table.h"

static void write_target(const family_result *result, const char *what, double target, double found,
                         FILE *stream) {
    char row[160];
    snprintf(row, sizeof row, "%s: %s", result->which->name, what);
    if (target > 0)
        bench_table_target(stream, row, "≥", target, "", found, found >= target);
}

/* Every solver has a result, and what it found is what ours found; a V* or r* of NAN is no
 * agreement, a cost of NAN was not asked for. */
static int agrees(const family_result *result) {
    for (int solver = 0; solver < FAMILY_SOLVERS; solver++) {
        family_apart apart = family_result_apart(result, (family_solver)solver);
        if (!(apart.value <= BENCH_VALUE_AGREES) || apart.cost > BENCH_COST_AGREES)
            return 0;
        if (!result->which->hold_floors && !(apart.fair_rate <= BENCH_RATE_AGREES))
            return 0;
    }
    return 1;
}

void family_report_targets(const family_result *results, size_t count, FILE *stream) {
    for (size_t i = 0; i < count; i++) {
        const family_result *result = &results[i];
        const bench_family *which = result->which;
        write_target(result, "times faster than GLPK", which->target_glpk,
                     family_result_ratio(result, FAMILY_GLPK), stream);
        write_target(result, "times faster than Clp from scratch", which->target_scratch,
                     family_result_ratio(result, FAMILY_CLP_SCRATCH), stream);
        write_target(result, "times faster than warm Clp", which->target_warm,
                     family_result_ratio(result, FAMILY_CLP_WARM), stream);
        write_target(result, "two threads against one", which->target_threads,
                     family_result_ratio(result, FAMILY_ONE_THREAD), stream);
        fprintf(stream, "| %s: same answers | V\\* %.0e, r\\* %.0e, cost %.0e | see below | %s |\n",
                which->name, BENCH_VALUE_AGREES, BENCH_RATE_AGREES, BENCH_COST_AGREES,
                agrees(result) ? "yes" : "**no**");
    }
}

static void write_protocol(FILE *stream) {
    char transfer[80];
    bench_family_transfer(BENCH_SPLITS, transfer);
    fprintf(stream,
            "## Families: %d budget splits of sud-2024\n\n"
            "`--transfer %s`: %d studies that differ in who may spend how much. With *held floors* "
            "the zones keep the floors of today's fair profile, so that a split is stage B, then "
            "D; where the fair profile is computed *anew*, it is the whole job.\n\n",
            BENCH_SPLITS, transfer, BENCH_SPLITS);
    fprintf(stream,
            "*Ours*: the study as it is is solved first (told apart), then the splits in groups, "
            "each group by one thread (`eqp_family_solve`). *Warm Clp*: Clp's C library, loaded "
            "once; the study as it is comes first (told apart), then split after split. Stage B "
            "goes on by dual simplex where stage B of the split before ended; the rounds of A and "
            "stage D either where the same round or stage of the split before ended, or where the "
            "one before them ended; with Clp's scaling and without: the fastest of these in a "
            "trial is the one measured. *Clp from scratch*: loaded and solved anew for each split, "
            "by the fastest of its starts, with scaling and without, in a trial. Ours and warm "
            "Clp take turns and solve all splits; times are medians. What starts from nothing is "
            "measured on a sample, spread evenly, and its time per split stands for all. glpsol's "
            "time includes reading the LP and writing the solution, not exporting it, and no "
            "stage D.\n\n");
}

/* " 12.34 |" milliseconds, "–" where there are none. */
static void write_milliseconds(FILE *stream, double seconds) {
    if (seconds > 0)
        fprintf(stream, " %.2f |", 1e3 * seconds);
    else
        fprintf(stream, " – |");
}

static void write_times(const family_result *results, size_t count, FILE *stream) {
    fprintf(stream, "Milliseconds per split:\n\n"
                    "| family | GLPK | Clp from scratch | warm Clp | 1 thread | 2 threads | GLPK ÷ "
                    "2 threads | scratch ÷ | warm ÷ | 1 thread ÷ |\n"
                    "|---|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        static const family_solver columns[] = {FAMILY_GLPK, FAMILY_CLP_SCRATCH, FAMILY_CLP_WARM,
                                                FAMILY_ONE_THREAD, FAMILY_TWO_THREADS};
        static const size_t others = sizeof columns / sizeof *columns - 1;
        fprintf(stream, "| %s |", results[i].which->title);
        for (size_t c = 0; c <= others; c++)
            write_milliseconds(stream, family_result_split(&results[i], columns[c]));
        for (size_t c = 0; c < others; c++)
            bench_table_ratio(stream, family_result_ratio(&results[i], columns[c]));
        fprintf(stream, "\n");
    }
    fprintf(stream, "\n");
}

static const char *scaling(const clp_settings *settings) {
    return settings->unscaled ? "unscaled" : "scaled";
}

static void write_run(const family_result *result, family_solver solver, const char *name,
                      const char *how, FILE *stream) {
    const family_run *run = family_result_typical(result, solver);
    family_apart apart = family_result_apart(result, solver);
    fprintf(stream, "| %s | %s | %s |", result->which->name, name, how);
    if (!run) {
        fprintf(stream, " failed | – | – | – | – | – |\n");
        return;
    }
    fprintf(stream, " %u |", run->splits);
    write_milliseconds(stream, run->first);
    if (solver <= FAMILY_TWO_THREADS) /* the others' processes hold our solution of the start */
        fprintf(stream, " %.0f |", run->memory);
    else
        fprintf(stream, " – |");
    bench_table_difference(stream, apart.value);
    bench_table_difference(stream, apart.fair_rate);
    bench_table_difference(stream, apart.cost);
    fprintf(stream, "\n");
}

static void write_runs(const family_result *results, size_t count, FILE *stream) {
    fprintf(stream,
            "How each was run, and how far its answers lie from ours on two threads (the largest "
            "difference over all splits that both solved: relative, of r\\* absolute):\n\n"
            "| family | solver | how | splits | study as it is, ms | peak MiB | V\\* | r\\* | cost "
            "|\n|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        const family_result *result = &results[i];
        const clp_family_options *warm = &result->way[FAMILY_CLP_WARM];
        const clp_settings *scratch = &result->way[FAMILY_CLP_SCRATCH].settings;
        char how[80];
        write_run(result, FAMILY_GLPK, "GLPK", result->which->glpk, stream);
        snprintf(how, sizeof how, "%s, %s", clp_start_name(scratch->start), scaling(scratch));
        write_run(result, FAMILY_CLP_SCRATCH, "Clp from scratch", how, stream);
        snprintf(how, sizeof how, "%s, %s", clp_from_name(warm->from), scaling(&warm->settings));
        write_run(result, FAMILY_CLP_WARM, "warm Clp", how, stream);
        write_run(result, FAMILY_ONE_THREAD, "ours", "1 thread", stream);
        write_run(result, FAMILY_TWO_THREADS, "ours", "2 threads", stream);
    }
    fprintf(stream, "\n");
}

void family_report_section(const family_result *results, size_t count, FILE *stream) {
    write_protocol(stream);
    write_times(results, count, stream);
    write_runs(results, count, stream);
}
