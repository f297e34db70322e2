#include "signed.h"

#include "cases.h"
#include "child.h"
#include "clock.h"
#include "models/answers/plan.h"
#include "models/base/memory.h"
#include "solver/stages/stages.h"
#include "table.h"

#include <string.h>

/* What is asked of a case in whole sessions: a gap in per cent, in so many seconds; 0: nothing. */
static const struct {
    const char *name;
    double gap, seconds;
} whole_cases[BENCH_WHOLE_CASES] = {
    {"sud", 0.2, 30},
    {"wide", 0, 0},
    {"connected", 0, 0},
    {"middle", 0.5, 180},
};

static const double tolerances[BENCH_TOLERANCES] = {0, 0.001, 0.01, 0.05};

typedef struct task {
    const char *name;
    eqp_whole whole;
    double tolerance; /* below 0: as the study has it */
    double limit;
} task;

static void take_plan(const eqp_plan *plan, bench_signed_plan *out) {
    out->value = plan->value;
    out->bound = plan->upper_bound;
    out->gap = plan->whole_gap;
    out->sessions = plan->sessions;
    out->places = plan->total.places;
    out->empty = plan->empty;
    out->floor_given = plan->floor_given;
    out->overlap_before = plan->overlap_before;
    out->overlap = plan->overlap;
    out->rate_before = plan->overlap_rate_before;
    out->rate = plan->overlap_rate;
}

static eqp_status solve(const task *what, eqp_programme *programme, bench_signed_plan *out,
                        eqp_error *error) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_solution *solution = NULL;
    eqp_plan *plan = NULL;
    double begin = clock_seconds();
    eqp_status status;
    options.threads = 2;
    options.time_limit = what->limit;
    status = eqp_stages_solve(programme, &options, &solution, error);
    out->seconds = clock_seconds() - begin;
    if (status == EQP_OK)
        status = eqp_plan_build(programme, solution, &plan, error);
    if (status == EQP_OK) {
        take_plan(plan, out);
        out->phase = solution->seconds[what->whole ? EQP_PHASE_WHOLE : EQP_PHASE_OVERLAP];
        out->measured = solution->outcome == EQP_OUTCOME_OPTIMAL;
    }
    out->memory = bench_child_memory();
    eqp_plan_free(plan);
    eqp_solution_free(solution);
    return status;
}

static void measure_task(const void *context, void *found) {
    const task *what = context;
    eqp_study *study = NULL;
    eqp_programme *programme = NULL;
    eqp_error error = {0};
    eqp_status status = bench_case_study(bench_case_find(what->name), &study, &error);
    if (status == EQP_OK) {
        study->settings.whole = what->whole;
        if (what->tolerance >= 0)
            study->settings.complementarity_tolerance = what->tolerance;
        status = eqp_programme_build(study, &programme, &error);
    }
    if (status == EQP_OK)
        status = solve(what, programme, found, &error);
    if (status != EQP_OK)
        fprintf(stderr, "%s: %s\n", what->name, error.sentence);
    eqp_programme_free(programme);
    eqp_study_free(study);
}

static void measure(const task *what, bench_signed_plan *out) {
    memset(out, 0, sizeof *out);
    if (bench_child_run(measure_task, what, (unsigned)what->limit + 60, out, sizeof *out))
        out->measured = 0;
}

void bench_signed_measure(double limit, bench_signed *out) {
    for (int i = 0; i < BENCH_WHOLE_CASES; i++) {
        const task what = {whole_cases[i].name, EQP_WHOLE_YES, -1, limit};
        measure(&what, &out->whole[i]);
        fprintf(stderr, "whole      %-10s %.1f s, gap %.4f %%\n", what.name, out->whole[i].seconds,
                100 * out->whole[i].gap);
    }
    for (int i = 0; i < BENCH_TOLERANCES; i++) {
        const task what = {"sud", EQP_WHOLE_NO, tolerances[i], limit};
        measure(&what, &out->overlap[i]);
        fprintf(stderr, "overlap    δ %-8g %.1f s, %.0f of %.0f places\n", what.tolerance,
                out->overlap[i].seconds, out->overlap[i].overlap, out->overlap[i].overlap_before);
    }
}

void bench_signed_targets(const bench_signed *found, FILE *stream) {
    char words[120];
    for (int i = 0; i < BENCH_WHOLE_CASES; i++) {
        const bench_signed_plan *plan = &found->whole[i];
        double gap = plan->measured ? 100 * plan->gap : 0;
        if (whole_cases[i].gap == 0)
            continue;
        snprintf(words, sizeof words, "whole sessions, %s: gap to the bound", whole_cases[i].name);
        bench_table_target(stream, words, "≤", whole_cases[i].gap, " %", gap,
                           plan->measured && gap <= whole_cases[i].gap);
        snprintf(words, sizeof words, "whole sessions, %s: the whole solve", whole_cases[i].name);
        bench_table_target(stream, words, "≤", whole_cases[i].seconds, " s",
                           plan->measured ? plan->seconds : 0,
                           plan->measured && plan->seconds <= whole_cases[i].seconds);
    }
}

static void write_whole(const bench_signed *found, FILE *stream) {
    fprintf(stream,
            "## Whole sessions\n\nTwo threads. Gap: between the plan's value and the bound of the "
            "plan in places, which no plan in whole sessions passes.\n\n"
            "| study | seconds | of them sessions | gap | places | sessions | empty seats | floors "
            "missed by at most | MiB |\n|---|---|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < BENCH_WHOLE_CASES; i++) {
        const bench_signed_plan *plan = &found->whole[i];
        if (plan->measured)
            fprintf(stream,
                    "| %s | %.2f | %.2f | %.4f %% | %.0f | %u | %.0f | %.4f points | %.0f |\n",
                    whole_cases[i].name, plan->seconds, plan->phase, 100 * plan->gap, plan->places,
                    plan->sessions, plan->empty, 100 * plan->floor_given, plan->memory);
        else
            fprintf(stream, "| %s | no result | – | – | – | – | – | – | – |\n",
                    whole_cases[i].name);
    }
    fprintf(stream, "\n");
}

static void write_overlap(const bench_signed *found, FILE *stream) {
    fprintf(stream,
            "## Overlap of the buyers\n\nsud-2024, two threads. Before: the cheapest plan of the "
            "best value.\n\n"
            "| δ | seconds | of them stage C | overlap before (rate) | after (rate) | fall |\n"
            "|---|---|---|---|---|---|\n");
    for (int i = 0; i < BENCH_TOLERANCES; i++) {
        const bench_signed_plan *plan = &found->overlap[i];
        if (plan->measured)
            fprintf(stream,
                    "| %g | %.2f | %.2f | %.0f (%.2f %%) | %.0f (%.2f %%) | **%.1f %%** |\n",
                    tolerances[i], plan->seconds, plan->phase, plan->overlap_before,
                    100 * plan->rate_before, plan->overlap, 100 * plan->rate,
                    100 * (1 - plan->overlap / plan->overlap_before));
        else
            fprintf(stream, "| %g | no result | – | – | – | – |\n", tolerances[i]);
    }
    fprintf(stream, "\n");
}

void bench_signed_section(const bench_signed *found, FILE *stream) {
    write_whole(found, stream);
    write_overlap(found, stream);
}
