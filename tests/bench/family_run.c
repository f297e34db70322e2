#include "family_run.h"

#include "agreement.h"
#include "child.h"
#include "clock.h"
#include "command.h"
#include "folder.h"
#include "models/base/memory.h"
#include "output/export/export_lp.h"
#include "solver/stages/family.h"
#include "solver/stages/workers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What all ways share: the study, solved as it is. */
typedef struct bench {
    const family_task *task;
    family_run *out;
    eqp_study *study;
    double *budget; /* [institutions] as they are */
    eqp_base *base;
} bench;

static void note_rates(bench *b, uint32_t split, const double *fair_rate) {
    if (!b->task->which->hold_floors)
        memcpy(b->out->point[split].fair_rate, fair_rate, b->out->zones * sizeof *fair_rate);
}

static void note_solution(bench *b, uint32_t split, const eqp_programme *programme,
                          const eqp_solution *solution) {
    family_point *point = &b->out->point[split];
    point->solved = solution->outcome == EQP_OUTCOME_OPTIMAL;
    point->value = solution->value_best;
    point->cost = bench_cost(programme, solution->primal);
    note_rates(b, split, solution->fair_rate);
}

static void note_clp(bench *b, uint32_t split, const clp_result *result) {
    family_point *point = &b->out->point[split];
    point->solved = result->optimal;
    point->value = result->value;
    point->cost = result->cost;
    note_rates(b, split, result->fair_rate);
}

/* The splits of a sample lie in the middle of equal parts of the whole. */
static uint32_t sampled(const bench *b, uint32_t index) {
    return (2 * index + 1) * BENCH_SPLITS / (2 * b->task->splits);
}

static eqp_solve_options our_options(int threads, double limit) {
    eqp_solve_options options = eqp_solve_options_default();
    options.threads = threads;
    options.time_limit = limit;
    options.without_overlap = 1; /* Clp knows no stage C */
    return options;
}

/* Ours: groups of splits, taken by threads as they become free. */
typedef struct crew {
    bench *bench;
    eqp_family family;
    eqp_solve_options options;
    uint32_t group; /* splits of one */
    uint32_t begun; /* groups given out */
} crew;

static eqp_status change_member(void *context, uint64_t number, eqp_study *copy, eqp_error *error) {
    (void)context;
    (void)error;
    bench_family_change((uint32_t)number, copy);
    return EQP_OK;
}

static eqp_status take_member(void *context, uint64_t number, const eqp_programme *programme,
                              const eqp_solution *solution, eqp_error *error) {
    crew *c = context;
    (void)error;
    note_solution(c->bench, (uint32_t)number, programme, solution);
    return EQP_OK;
}

static int next_group(void *context, uint64_t *group) {
    crew *c = context;
    uint32_t groups = (BENCH_SPLITS + c->group - 1) / c->group;
    if (c->begun == groups)
        return 0;
    *group = eqp_family_turn(groups, c->begun++);
    return 1;
}

static eqp_status solve_group(void *context, uint64_t group, void **result, eqp_error *error) {
    crew *c = context;
    uint64_t number[BENCH_SPLITS];
    uint32_t count = 0;
    *result = NULL;
    while (count < c->group && group * c->group + count < BENCH_SPLITS) {
        number[count] = group * c->group + count;
        count++;
    }
    return eqp_family_solve(&c->family, number, count, &c->options, error);
}

static eqp_status deliver_group(void *context, uint64_t group, void *result, eqp_error *error) {
    (void)context; /* take_member has noted it already */
    (void)group;
    (void)result;
    (void)error;
    return EQP_OK;
}

static eqp_status run_ours(bench *b, eqp_error *error) {
    int threads = b->task->solver == FAMILY_TWO_THREADS ? 2 : 1;
    crew c = {.bench = b,
              .family = {.base = b->base,
                         .hold_floors = b->task->which->hold_floors,
                         .only_value = b->task->which->only_value,
                         .change = change_member,
                         .take = take_member},
              .options = our_options(1, b->task->limit),
              .group = eqp_family_group(BENCH_SPLITS)};
    eqp_workload load = {
        .context = &c, .next = next_group, .work = solve_group, .deliver = deliver_group};
    double begin = clock_seconds();
    eqp_status status;
    c.family.context = &c;
    status = eqp_workers_run(&load, threads, error);
    b->out->seconds = clock_seconds() - begin;
    return status;
}

static eqp_status run_clp_warm(bench *b, eqp_error *error) {
    double rate[BENCH_FAMILY_ZONES], begin = clock_seconds();
    clp_family_options options = b->task->clp;
    clp_result result = {.fair_rate = rate};
    clp_family *family = NULL;
    eqp_status status;
    options.floor = b->task->which->hold_floors ? eqp_base_solution(b->base)->floor : NULL;
    options.only_value = b->task->which->only_value;
    status = clp_family_create(eqp_base_programme(b->base), &options, &family, error);
    if (status)
        return status;
    clp_family_solve(family, b->study->budgets.budget, &result);
    b->out->first = clock_lap(&begin);
    for (uint32_t i = 0; i < b->task->splits; i++) {
        bench_family_change(sampled(b, i), b->study);
        clp_family_solve(family, b->study->budgets.budget, &result);
        note_clp(b, sampled(b, i), &result);
        memcpy(b->study->budgets.budget, b->budget, b->study->budgets.count * sizeof *b->budget);
    }
    b->out->seconds = clock_lap(&begin);
    clp_family_free(family);
    return EQP_OK;
}

/* One split by Clp from nothing; of a programme built before the clock runs, in its favour. */
static eqp_status solve_by_clp(bench *b, uint32_t split, const eqp_programme *programme,
                               eqp_error *error) {
    const clp_settings *settings = &b->task->clp.settings;
    double rate[BENCH_FAMILY_ZONES];
    clp_result result = {.fair_rate = rate};
    eqp_status status = b->task->which->hold_floors
                            ? clp_floors_solve(programme, eqp_base_solution(b->base)->floor,
                                               settings, &result, error)
                            : clp_stages_solve(programme, settings, &result, error);
    for (int phase = 0; phase < EQP_PHASE_COUNT; phase++)
        if (phase != EQP_PHASE_COST || !b->task->which->only_value)
            b->out->seconds += result.seconds[phase];
    note_clp(b, split, &result);
    return status;
}

static eqp_status solve_by_direct(bench *b, uint32_t split, eqp_programme *programme,
                                  eqp_error *error) {
    eqp_solve_options options = our_options(1, b->task->limit);
    eqp_solution *solution = NULL;
    double begin = clock_seconds();
    eqp_status status;
    options.engine = EQP_ENGINE_DIRECT;
    status = eqp_stages_solve(programme, &options, &solution, error);
    b->out->seconds += clock_seconds() - begin;
    if (status == EQP_OK)
        note_solution(b, split, programme, solution);
    eqp_solution_free(solution);
    return status;
}

static eqp_status write_lp(const eqp_programme *programme, const double *floor, const char *path,
                           eqp_error *error) {
    FILE *stream = fopen(path, "w");
    eqp_status status;
    if (!stream)
        return eqp_error_set(error, EQP_ERROR_SYSTEM, "%s cannot be written", path);
    status = eqp_export_lp(programme, floor, stream, error);
    if (fclose(stream) && status == EQP_OK)
        status = eqp_error_set(error, EQP_ERROR_SYSTEM, "%s cannot be written", path);
    return status;
}

/* The line "s bas ROWS COLUMNS PRIMAL DUAL OBJECTIVE" of a solution that glpsol wrote; f is a
 * feasible basis. 1 = an optimum. */
static int read_objective(const char *path, double *objective) {
    FILE *stream = fopen(path, "r");
    char line[256], primal = 0, dual = 0;
    while (stream && fgets(line, sizeof line, stream))
        if (sscanf(line, "s bas %*d %*d %c %c %lf", &primal, &dual, objective) == 3)
            break;
    if (stream)
        fclose(stream);
    return primal == 'f' && dual == 'f';
}

/* Stage B by the command glpsol: it reads the LP, solves it, writes its solution. */
static eqp_status solve_by_glpsol(bench *b, uint32_t split, const eqp_programme *programme,
                                  eqp_error *error) {
    family_point *point = &b->out->point[split];
    char folder[BENCH_PATH_SIZE], problem[BENCH_PATH_SIZE + 16], solution[BENCH_PATH_SIZE + 16];
    const char *words[] = {"glpsol", "--lp", problem, "--write", solution, NULL};
    bench_command command;
    double objective = NAN;
    eqp_status status;
    if (bench_folder_make(folder))
        return eqp_error_set(error, EQP_ERROR_SYSTEM, "no folder can be made for glpsol");
    snprintf(problem, sizeof problem, "%s/value.lp", folder);
    snprintf(solution, sizeof solution, "%s/value.sol", folder);
    status = write_lp(programme, eqp_base_solution(b->base)->floor, problem, error);
    if (status == EQP_OK && bench_command_run(words, &command))
        status = eqp_error_set(error, EQP_ERROR_SYSTEM, "glpsol failed, or is not installed");
    if (status == EQP_OK) {
        point->solved = read_objective(solution, &objective);
        point->value = -objective; /* the export minimises −V */
        b->out->seconds += command.seconds;
    }
    bench_folder_remove(folder);
    return status;
}

/* Each split from nothing. */
static eqp_status run_scratch(bench *b, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t i = 0; i < b->task->splits && status == EQP_OK; i++) {
        uint32_t split = sampled(b, i);
        eqp_programme *programme = NULL;
        bench_family_change(split, b->study);
        status = eqp_programme_build(b->study, &programme, error);
        if (status == EQP_OK)
            status = b->task->solver == FAMILY_CLP_SCRATCH
                         ? solve_by_clp(b, split, programme, error)
                     : b->task->which->hold_floors ? solve_by_glpsol(b, split, programme, error)
                                                   : solve_by_direct(b, split, programme, error);
        eqp_programme_free(programme);
        memcpy(b->study->budgets.budget, b->budget, b->study->budgets.count * sizeof *b->budget);
    }
    return status;
}

static eqp_status solve_base(bench *b, eqp_error *error) {
    eqp_solve_options options =
        our_options(b->task->solver == FAMILY_TWO_THREADS ? 2 : 1, b->task->limit);
    size_t bytes = b->study->budgets.count * sizeof *b->budget;
    double begin = clock_seconds();
    eqp_status status = eqp_base_solve(b->study, &options, &b->base, error);
    if (b->task->solver <= FAMILY_TWO_THREADS)
        b->out->first = clock_seconds() - begin;
    b->budget = eqp_allocate(b->study->budgets.count, sizeof *b->budget);
    if (status == EQP_OK && !b->budget)
        status = eqp_error_memory(error);
    if (status == EQP_OK)
        memcpy(b->budget, b->study->budgets.budget, bytes);
    return status;
}

static eqp_status run_splits(bench *b, eqp_error *error) {
    switch (b->task->solver) {
    case FAMILY_ONE_THREAD:
    case FAMILY_TWO_THREADS:
        return run_ours(b, error);
    case FAMILY_CLP_WARM:
        return run_clp_warm(b, error);
    default:
        return run_scratch(b, error);
    }
}

static int all_solved(const bench *b) {
    for (uint32_t i = 0; i < b->task->splits; i++)
        if (!b->out->point[sampled(b, i)].solved)
            return 0;
    return 1;
}

static eqp_status run_here(bench *b, eqp_error *error) {
    eqp_status status = bench_family_study(&b->study, error);
    if (status == EQP_OK && b->study->zones.count > BENCH_FAMILY_ZONES)
        status = eqp_error_set(error, EQP_ERROR_USAGE, "more than %d zones", BENCH_FAMILY_ZONES);
    if (status == EQP_OK) {
        b->out->zones = b->study->zones.count;
        status = solve_base(b, error);
    }
    if (status == EQP_OK)
        status = run_splits(b, error);
    b->out->splits = b->task->splits;
    b->out->finished = all_solved(b);
    b->out->measured = status == EQP_OK;
    b->out->memory = bench_child_memory();
    eqp_base_free(b->base);
    eqp_free(b->budget);
    eqp_study_free(b->study);
    return status;
}

static void measure_task(const void *context, void *found) {
    bench b = {.task = context, .out = found};
    eqp_error error = {0};
    if (run_here(&b, &error) != EQP_OK)
        snprintf(b.out->sentence, sizeof b.out->sentence, "%.150s", error.sentence);
}

void bench_family_run(const family_task *task, family_run *out) {
    unsigned patience = (unsigned)(4 * task->limit) + 60;
    memset(out, 0, sizeof *out);
    if (bench_child_run(measure_task, task, patience, out, sizeof *out) == 0)
        return;
    memset(out, 0, sizeof *out);
    snprintf(out->sentence, sizeof out->sentence, "the process failed, or ran past its limit");
}
