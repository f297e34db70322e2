#include "report.h"

#include "agreement.h"
#include "family_report.h"
#include "machine.h"
#include "table.h"

#include <math.h>

static int has_job(const bench_report *report, bench_job job) {
    for (size_t i = 0; i < report->count; i++)
        if (report->results[i].which->job == job)
            return 1;
    return 0;
}

/* "1.23 (1.20–1.31)", "> 300", "failed" */
static void write_seconds(FILE *stream, const bench_report *report, const bench_result *result,
                          bench_solver solver) {
    const bench_measurement *run =
        solver == BENCH_SOLVERS ? NULL : bench_result_typical(result, solver);
    double shortest, longest;
    if (solver != BENCH_SOLVERS && result->runs[solver] == 0) {
        fprintf(stream, " – |");
    } else if (!run) {
        fprintf(stream, " failed |");
    } else if (!run->finished) {
        if (run->seconds >= report->limit * 0.9)
            fprintf(stream, " > %.0f |", report->limit);
        else
            fprintf(stream, " no optimum after %.2f |", run->seconds);
    } else if (result->runs[solver] == 1) {
        fprintf(stream, " %.2f |", run->seconds);
    } else {
        bench_result_range(result, solver, &shortest, &longest);
        fprintf(stream, " %.2f (%.2f–%.2f) |", run->seconds, shortest, longest);
    }
}

static void write_memory(FILE *stream, const bench_result *result, bench_solver solver) {
    const bench_measurement *run =
        solver == BENCH_SOLVERS ? NULL : bench_result_typical(result, solver);
    if (run)
        fprintf(stream, " %.0f |", run->memory);
    else
        fprintf(stream, " – |");
}

static void write_ratio(FILE *stream, const bench_result *result) {
    bench_table_ratio(stream, bench_result_ratio(result));
    if (result->which->target > 0)
        fprintf(stream, " ≥ %.0f |\n", result->which->target);
    else
        fprintf(stream, " none |\n");
}

static void write_times(const bench_report *report, bench_job job, FILE *stream) {
    fprintf(stream, "| study | rows × columns | Clp (start) | Clp, resumed | GLPK direct | 1 "
                    "thread | 2 threads | "
                    "Clp ÷ 2 threads | to reach |\n|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < report->count; i++) {
        const bench_result *result = &report->results[i];
        bench_solver clp = bench_result_best_clp(result);
        const bench_measurement *ours = bench_result_typical(result, BENCH_TWO_THREADS);
        if (result->which->job != job)
            continue;
        fprintf(stream, "| %s |", result->which->title);
        if (ours)
            fprintf(stream, " %u × %u |", ours->rows, ours->columns);
        else
            fprintf(stream, " – |");
        if (clp != BENCH_SOLVERS)
            fprintf(stream, " %s", clp_start_name((clp_start)clp));
        write_seconds(stream, report, result, clp);
        write_seconds(stream, report, result, BENCH_CLP_RESUMED);
        write_seconds(stream, report, result, BENCH_GLPK);
        write_seconds(stream, report, result, BENCH_ONE_THREAD);
        write_seconds(stream, report, result, BENCH_TWO_THREADS);
        write_ratio(stream, result);
    }
    fprintf(stream, "\n");
}

static void write_phase_row(FILE *stream, const char *study, const char *solver,
                            const bench_measurement *run) {
    if (!run)
        return;
    fprintf(stream, "| %s | %s | %.2f | %.2f | %.2f | %.2f |", study, solver,
            run->phase[EQP_PHASE_UNBALANCED], run->phase[EQP_PHASE_FAIR],
            run->phase[EQP_PHASE_VALUE], run->phase[EQP_PHASE_COST]);
    if (run->blocks)
        fprintf(stream, " %u, %u × %u, %u |\n", run->blocks, run->largest_rows,
                run->largest_columns, run->cut_offers);
    else
        fprintf(stream, " – |\n");
}

static void write_phases(const bench_report *report, FILE *stream) {
    fprintf(stream, "Where the time goes (the median runs):\n\n"
                    "| study | solver | B at β = 0 | A | B | D | blocks, largest, offers cut |\n"
                    "|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < report->count; i++) {
        const bench_result *result = &report->results[i];
        bench_solver clp = bench_result_best_clp(result);
        if (result->which->job != BENCH_WHOLE)
            continue;
        if (clp != BENCH_SOLVERS)
            write_phase_row(stream, result->which->name, "Clp", bench_result_typical(result, clp));
        write_phase_row(stream, result->which->name, "Clp, resumed",
                        bench_result_typical(result, BENCH_CLP_RESUMED));
        write_phase_row(stream, result->which->name, "1 thread",
                        bench_result_typical(result, BENCH_ONE_THREAD));
        write_phase_row(stream, result->which->name, "2 threads",
                        bench_result_typical(result, BENCH_TWO_THREADS));
    }
    fprintf(stream, "\n");
}

static void write_peaks(const bench_report *report, FILE *stream) {
    fprintf(stream,
            "Peak memory of the process, MiB, the study and its programme included:\n\n"
            "| study | Clp | GLPK direct | 1 thread | 2 threads |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < report->count; i++) {
        const bench_result *result = &report->results[i];
        fprintf(stream, "| %s |", result->which->name);
        write_memory(stream, result, bench_result_best_clp(result));
        write_memory(stream, result, BENCH_GLPK);
        write_memory(stream, result, BENCH_ONE_THREAD);
        write_memory(stream, result, BENCH_TWO_THREADS);
        fprintf(stream, "\n");
    }
    fprintf(stream, "\n");
}

static void write_agreement_row(FILE *stream, const bench_result *result, const char *pair,
                                const bench_measurement *one, const bench_measurement *other) {
    bench_agreement apart = bench_result_agreement(one, other);
    int whole = result->which->job == BENCH_WHOLE;
    fprintf(stream, "| %s | %s |", result->which->name, pair);
    bench_table_difference(stream, apart.value);
    bench_table_difference(stream, whole ? apart.unbalanced : NAN);
    bench_table_difference(stream, whole ? apart.fair_rate : NAN);
    bench_table_difference(stream, whole ? apart.cost : NAN);
    fprintf(stream, "\n");
}

static void write_agreement(const bench_report *report, FILE *stream) {
    fprintf(
        stream,
        "Do they find the same plan? Relative differences, of r\\* the largest absolute one of "
        "a zone:\n\n| study | who | V\\* | V\\*(0) | r\\* | cost |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < report->count; i++) {
        const bench_result *result = &report->results[i];
        bench_solver clp = bench_result_best_clp(result);
        const bench_measurement *ours = bench_result_typical(result, BENCH_TWO_THREADS);
        if (clp != BENCH_SOLVERS)
            write_agreement_row(stream, result, "ours, Clp", ours,
                                bench_result_typical(result, clp));
        write_agreement_row(stream, result, "ours, GLPK direct", ours,
                            bench_result_typical(result, BENCH_GLPK));
        write_agreement_row(stream, result, "2 threads, 1 thread", ours,
                            bench_result_typical(result, BENCH_ONE_THREAD));
    }
    fprintf(stream, "\n");
}

/* NAN, which nothing could be compared to, does not count as agreeing. */
static int agrees(const bench_result *result) {
    bench_solver clp = bench_result_best_clp(result);
    bench_agreement apart;
    if (clp == BENCH_SOLVERS)
        return 0;
    apart = bench_result_agreement(bench_result_typical(result, BENCH_TWO_THREADS),
                                   bench_result_typical(result, clp));
    if (!(apart.value <= BENCH_VALUE_AGREES))
        return 0;
    return result->which->job == BENCH_VALUE ||
           (apart.unbalanced <= BENCH_VALUE_AGREES && apart.fair_rate <= BENCH_RATE_AGREES &&
            apart.cost <= BENCH_COST_AGREES);
}

static void write_case_targets(const bench_result *result, FILE *stream) {
    const bench_case *which = result->which;
    const bench_measurement *ours = bench_result_typical(result, BENCH_TWO_THREADS);
    double ratio = bench_result_ratio(result);
    char what[160];
    if (which->target > 0) {
        snprintf(what, sizeof what, "%s: times faster than Clp", which->name);
        bench_table_target(stream, what, "≥", which->target, "", ratio, ratio >= which->target);
    }
    if (which->memory > 0 && ours) {
        snprintf(what, sizeof what, "%s: peak memory", which->name);
        bench_table_target(stream, what, "<", which->memory, " MiB", ours->memory,
                           ours->memory < which->memory);
    }
    fprintf(stream,
            "| %s: same answer as Clp | V\\* %.0e, r\\* %.0e, cost %.0e | see below | %s |\n",
            which->name, BENCH_VALUE_AGREES, BENCH_RATE_AGREES, BENCH_COST_AGREES,
            agrees(result) ? "yes" : "**no**");
}

static void write_targets(const bench_report *report, FILE *stream) {
    fprintf(stream, "## What was to be reached\n\n| what | to reach | found | reached |\n"
                    "|---|---|---|---|\n");
    for (size_t i = 0; i < report->count; i++)
        write_case_targets(&report->results[i], stream);
    family_report_targets(report->families, report->family_count, stream);
    if (report->sweep)
        bench_sweep_target(report->sweep, stream);
    if (report->plans)
        bench_signed_targets(report->plans, stream);
    if (report->workbook)
        bench_workbook_target(report->workbook, stream);
    if (report->reading && report->reading->measured) {
        double speed = report->reading->megabytes / report->reading->seconds;
        bench_table_target(stream, "reading a million-row table", "≥", BENCH_READ_TARGET, " MB/s",
                           speed, speed >= BENCH_READ_TARGET);
    } else if (report->reading) {
        fprintf(stream, "| reading a million-row table | ≥ %g MB/s | %s | **no** |\n",
                BENCH_READ_TARGET, report->reading->sentence);
    }
    if (report->demo && report->demo->measured)
        bench_table_target(stream, "the command on sud-2024: read, all stages, prove, write", "<",
                           BENCH_DEMO_TARGET, " s", report->demo->seconds,
                           report->demo->seconds < BENCH_DEMO_TARGET);
    else if (report->demo)
        fprintf(stream, "| the command on sud-2024 | < %g s | the command failed | **no** |\n",
                BENCH_DEMO_TARGET);
    fprintf(stream, "\n");
}

static void write_explanation(const bench_report *report, FILE *stream) {
    fprintf(stream,
            "# How fast\n\n"
            "Written by the benchmark itself; `cmake --workflow --preset bench` runs it again "
            "(`bench --help` in the build folder tells how to run a part of it).\n\n"
            "Every measurement is a process of its own. The solvers take turns within one run, so "
            "that a machine that slows down slows them all; times are medians in seconds of wall "
            "clock (shortest–longest in brackets). *Ours* is the decomposition, on one thread and "
            "on two. Everything is stopped after %.0f s (Clp: each of its solves).\n\n",
            report->limit);
    fprintf(stream,
            "*Clp* is Clp's C library on the leanest programme that does the job: one model, every "
            "solve warm-started from the one before; the first starts in three ways (dual or "
            "primal simplex from the slack basis, or Clp's own choice with presolve) and the best "
            "start counts. *Clp, resumed* is kinder to Clp than the targets are: its stage B goes "
            "on by dual simplex where stage B at β = 0 ended, instead of from the solve before. "
            "*GLPK direct* is `--engine direct`, run once.\n\n");
    if (report->partial)
        fprintf(stream, "**A partial run**: only some cases, or fewer repetitions.\n\n");
    fprintf(stream, "## The machine\n\n");
    bench_machine_write(stream);
    fprintf(stream, "\n");
}

void bench_report_write(const bench_report *report, FILE *stream) {
    write_explanation(report, stream);
    write_targets(report, stream);
    if (has_job(report, BENCH_WHOLE)) {
        fprintf(stream, "## The whole job: stage B at β = 0, then A, B and D\n\n");
        write_times(report, BENCH_WHOLE, stream);
        write_phases(report, stream);
    }
    if (has_job(report, BENCH_VALUE)) {
        fprintf(stream, "## Stage B alone, β = 0\n\n");
        write_times(report, BENCH_VALUE, stream);
    }
    if (report->count) {
        fprintf(stream, "## Memory and agreement\n\n");
        write_peaks(report, stream);
        write_agreement(report, stream);
    }
    if (report->family_count)
        family_report_section(report->families, report->family_count, stream);
    if (report->sweep)
        bench_sweep_section(report->sweep, stream);
    if (report->plans)
        bench_signed_section(report->plans, stream);
    if (report->workbook)
        bench_workbook_section(report->workbook, stream);
    if (report->reading && report->reading->measured)
        fprintf(stream,
                "## Reading\n\nA study whose needs.csv has %u rows, %.1f MB in all: %.2f s, %.0f "
                "MB/s on one core (parsing, checks, sorting and digest).\n",
                report->reading->rows, report->reading->megabytes, report->reading->seconds,
                report->reading->megabytes / report->reading->seconds);
}
