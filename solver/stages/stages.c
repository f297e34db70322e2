#include "solver/stages/stages.h"

#include "models/base/memory.h"
#include "solver/decomposition/decomposed.h"
#include "solver/decomposition/direct.h"
#include "solver/stages/stage_sequence.h"
#include "solver/whole_sessions/whole.h"

#include <math.h>
#include <string.h>

/* One engine's try at a programme. */
typedef struct attempt {
    const eqp_programme *programme;
    const eqp_stages_task *task;
    eqp_warm_start **kept; /* NULL: nothing is to be kept */
    eqp_solution *solution;
    int confirmed, finished;
    eqp_status status;
    eqp_error error;
} attempt;

static void run_course(eqp_method *method, void *context) {
    attempt *a = context;
    a->status = eqp_stage_sequence_run(a->programme, a->task, method, &a->solution, &a->confirmed,
                                       &a->finished, &a->error);
    if (a->kept && a->solution && a->solution->outcome == EQP_OUTCOME_OPTIMAL)
        *a->kept = method->keep(method->self);
}

/* Whether what was found is no answer without another look. */
static int is_doubtful(const attempt *a) {
    return !a->status && (!a->confirmed || a->solution->outcome == EQP_OUTCOME_NO_PLAN);
}

/* Where memory was short meanwhile: another engine would need no less. */
static void give_up_for_memory(attempt *a) {
    eqp_solution_free(a->solution);
    a->solution = NULL;
    a->status = eqp_error_memory(&a->error);
}

/* All stages by one engine. On failure a->solution is NULL. */
static void solve_by(attempt *a, eqp_engine_choice engine, eqp_watch *watch) {
    const eqp_lasting lasting = {NULL, EQP_REVISION_STRUCTURE};
    size_t refusals = eqp_memory_refusals();
    eqp_status status = engine == EQP_ENGINE_DIRECT
                            ? eqp_direct_run(a->programme, watch, run_course, a, &a->error)
                            : eqp_decomposed_run(a->programme, watch, a->kept ? &lasting : NULL,
                                                 run_course, a, &a->error);
    if (status)
        a->status = status;
    if (eqp_memory_refusals() != refusals && (a->status == EQP_ERROR_SOLVER || is_doubtful(a)))
        give_up_for_memory(a);
}

/* Whether there is a doubt that the other engine may remove. */
static int is_unconfirmed(const attempt *a, eqp_engine_choice engine) {
    return !a->status && !a->confirmed &&
           (engine == EQP_ENGINE_DIRECT || a->programme->lp->rows <= EQP_WHOLE_ROWS);
}

/* The decomposition gives up where too much is tied together, the other engine where pivots run in
 * circles however they begin, and the judge checks the arithmetic of both stage by stage: should
 * any of it happen, the other one solves the programme instead. */
static int needs_second_try(const attempt *a, eqp_engine_choice engine, eqp_watch *watch) {
    int gave_up = a->status == EQP_ERROR_SOLVER ||
                  (!a->status && (a->solution->outcome == EQP_OUTCOME_STOPPED ||
                                  a->solution->outcome == EQP_OUTCOME_NO_PLAN));
    return (gave_up || is_unconfirmed(a, engine)) && !eqp_watch_stop(watch);
}

static int has_plan(const attempt *a) {
    return a->solution && (a->solution->outcome == EQP_OUTCOME_OPTIMAL ||
                           a->solution->outcome == EQP_OUTCOME_STOPPED);
}

/* Whether the first try's plan is worth more than what the second has reached: nothing, or less of
 * the stages. */
static int first_is_better(const attempt *first, const attempt *second) {
    if (!has_plan(first))
        return 0;
    if (second->status || second->solution->outcome == EQP_OUTCOME_NO_PLAN)
        return second->status != EQP_ERROR_MEMORY;
    if (!has_plan(second) || (second->confirmed && !first->confirmed) ||
        second->solution->outcome != first->solution->outcome)
        return 0;
    return first->finished > second->finished ||
           (first->solution->outcome == EQP_OUTCOME_STOPPED &&
            first->finished == second->finished &&
            first->solution->value_best > second->solution->value_best);
}

/* What bounds V* in one try bounds it in the other. */
static void share_bounds(const attempt *first, const attempt *second) {
    eqp_solution *a = first->solution, *b = second->solution;
    if (a && b && a->outcome == EQP_OUTCOME_STOPPED && b->outcome == EQP_OUTCOME_STOPPED)
        a->upper_bound = b->upper_bound = fmin(a->upper_bound, b->upper_bound);
}

/* Both tries took their time. */
static void add_seconds(eqp_solution *to, const eqp_solution *from) {
    for (int phase = 0; to && from && phase < EQP_PHASE_COUNT; phase++)
        to->seconds[phase] += from->seconds[phase];
}

static void try_again(attempt *first, eqp_engine_choice engine, eqp_watch *watch) {
    attempt second = {.programme = first->programme, .task = first->task};
    solve_by(&second, engine == EQP_ENGINE_DIRECT ? EQP_ENGINE_DECOMPOSED : EQP_ENGINE_DIRECT,
             watch);
    share_bounds(first, &second);
    if (first_is_better(first, &second)) {
        add_seconds(first->solution, second.solution);
        eqp_solution_free(second.solution);
        first->status = EQP_OK;
        return;
    }
    add_seconds(second.solution, first->solution);
    eqp_solution_free(first->solution);
    *first = second;
}

eqp_status eqp_stages_solve_keeping(const eqp_programme *programme,
                                    const eqp_solve_options *options, const eqp_stages_task *task,
                                    eqp_warm_start **kept, eqp_solution **out, eqp_error *error) {
    eqp_watch watch = eqp_watch_start(options);
    eqp_stages_task asked = *task;
    attempt a = {.programme = programme, .task = &asked, .kept = kept};
    asked.without_overlap |= options->without_overlap;
    if (kept)
        *kept = NULL;
    solve_by(&a, options->engine, &watch);
    if (needs_second_try(&a, options->engine, &watch))
        try_again(&a, options->engine, &watch);
    else if (is_unconfirmed(&a, options->engine) && a.solution->outcome == EQP_OUTCOME_OPTIMAL)
        a.solution->outcome = EQP_OUTCOME_STOPPED; /* before the second try could begin */
    if (!a.status && !task->only_fair && !task->only_value)
        a.status = eqp_whole_solve(programme, &watch, a.solution, &a.error);
    if (a.status) {
        eqp_solution_free(a.solution);
        a.solution = NULL;
        if (error)
            *error = a.error;
    }
    *out = a.solution;
    return a.status;
}

eqp_status eqp_stages_solve_task(const eqp_programme *programme, const eqp_solve_options *options,
                                 const eqp_stages_task *task, eqp_solution **out,
                                 eqp_error *error) {
    return eqp_stages_solve_keeping(programme, options, task, NULL, out, error);
}

eqp_status eqp_stages_solve(const eqp_programme *programme, const eqp_solve_options *options,
                            eqp_solution **out, eqp_error *error) {
    const eqp_stages_task everything = {0};
    return eqp_stages_solve_task(programme, options, &everything, out, error);
}

eqp_status eqp_stages_fair_profile(const eqp_programme *programme, const eqp_solve_options *options,
                                   double *fair_rate, eqp_outcome *outcome, eqp_error *error) {
    const eqp_stages_task fair = {.only_fair = 1};
    eqp_solution *solution;
    eqp_status status = eqp_stages_solve_task(programme, options, &fair, &solution, error);
    if (status)
        return status;
    memcpy(fair_rate, solution->fair_rate, programme->study->zones.count * sizeof *fair_rate);
    *outcome = solution->outcome;
    eqp_solution_free(solution);
    return EQP_OK;
}
