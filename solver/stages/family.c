#include "solver/stages/family.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/revision.h"
#include "solver/decomposition/decomposed.h"
#include "solver/stages/stage_sequence.h"
#include "solver/whole_sessions/whole.h"

/* Groups that a family is cut into while they do not grow too long: few, as what a group begins
 * with has to be paid back by its members. Threads beyond them help within a group. */
#define GROUPS 4

struct eqp_base {
    const eqp_study *study;
    eqp_programme *programme;
    eqp_solution *solution;
    eqp_warm_start *start; /* NULL: the family starts from nothing */
};

static const eqp_stages_task everything = {0};

eqp_status eqp_base_solve(const eqp_study *study, const eqp_solve_options *options, eqp_base **out,
                          eqp_error *error) {
    eqp_base *base = eqp_allocate(1, sizeof *base);
    eqp_status status;
    *out = NULL;
    if (!base)
        return eqp_error_memory(error);
    base->study = study;
    status = eqp_programme_build(study, &base->programme, error);
    if (!status)
        status = eqp_stages_solve_keeping(base->programme, options, &everything, &base->start,
                                          &base->solution, error);
    if (status) {
        eqp_base_free(base);
        return status;
    }
    *out = base;
    return EQP_OK;
}

void eqp_base_free(eqp_base *base) {
    if (!base)
        return;
    eqp_warm_start_free(base->start);
    eqp_solution_free(base->solution);
    eqp_programme_free(base->programme);
    eqp_free(base);
}

const eqp_programme *eqp_base_programme(const eqp_base *base) {
    return base->programme;
}

const eqp_solution *eqp_base_solution(const eqp_base *base) {
    return base->solution;
}

uint32_t eqp_family_group(uint64_t members) {
    uint64_t size = (members + GROUPS - 1) / GROUPS;
    return size < 1 ? 1 : size > EQP_FAMILY_MOST ? EQP_FAMILY_MOST : (uint32_t)size;
}

uint64_t eqp_family_turn(uint64_t groups, uint64_t turn) {
    return turn % 2 ? groups - 1 - turn / 2 : turn / 2;
}

/* The member at hand of a group, and the two studies and programmes between which it changes. */
typedef struct group {
    const eqp_family *family;
    const uint64_t *number;
    uint32_t count, at;
    eqp_solve_options options;
    eqp_stages_task task;
    eqp_study *study; /* of the member at hand, and of the one to come */
    eqp_study *next_study;
    eqp_programme *programme; /* NULL before the first member */
    eqp_revision revision; /* of the programme since the one before it (the base's for the first) */
    eqp_watch watch;
    int alone; /* the member at hand has to be solved on its own */
    eqp_status status;
    eqp_error *error;
} group;

static int stopped(group *g) {
    return g->options.stop && g->options.stop(g->options.context);
}

/* Another programme, for next_study, which takes the place of the one at hand; `before` is what
 * that is compared with. The old one is handed back in *old. */
static eqp_status replace_programme(group *g, const eqp_programme *before, eqp_programme **old) {
    eqp_programme *programme;
    eqp_study *study = g->study;
    eqp_status status = eqp_programme_build(g->next_study, &programme, g->error);
    if (status)
        return status;
    g->revision = eqp_revision_between(before, programme);
    *old = g->programme;
    g->programme = programme;
    g->study = g->next_study;
    g->next_study = study;
    return EQP_OK;
}

/* The base's leaders, where they can be the member's. */
static void choose_leaders(group *g) {
    const eqp_base *base = g->family->base;
    int same = g->family->led_by_base && base->solution->outcome == EQP_OUTCOME_OPTIMAL &&
               eqp_revision_between(base->programme, g->programme) < EQP_REVISION_STRUCTURE;
    g->task.led_as = same ? base->solution->primal : NULL;
}

/* Makes the study and programme of the member at hand, the cheapest way that its changes allow. */
static eqp_status prepare(group *g, eqp_programme **old) {
    const eqp_base *base = g->family->base;
    const eqp_programme *before = g->programme ? g->programme : base->programme;
    eqp_status status;
    *old = NULL;
    eqp_study_restore(g->next_study, base->study);
    status = g->family->change(g->family->context, g->number[g->at], g->next_study, g->error);
    if (status)
        return status;
    if (!g->programme || !eqp_revision_only_bounds(g->study, g->next_study)) {
        status = replace_programme(g, before, old);
        if (!status)
            choose_leaders(g);
        return status;
    }
    eqp_study_restore(g->study, g->next_study);
    eqp_programme_bound_limits(g->programme);
    g->revision = EQP_REVISION_BOUNDS;
    return EQP_OK;
}

static eqp_status take(group *g, eqp_solution *solution) {
    eqp_status status =
        g->family->take(g->family->context, g->number[g->at], g->programme, solution, g->error);
    eqp_solution_free(solution);
    return status;
}

/* Without a method that goes on: whatever it takes. */
static eqp_status solve_alone(group *g) {
    eqp_solution *solution;
    eqp_status status =
        eqp_stages_solve_keeping(g->programme, &g->options, &g->task, NULL, &solution, g->error);
    return status ? status : take(g, solution);
}

/* Whole sessions, where the member asks for them. */
static eqp_status follow_with_sessions(group *g, eqp_solution *solution) {
    eqp_watch watch = eqp_watch_start(&g->options);
    eqp_status status = eqp_whole_solve(g->programme, &watch, solution, g->error);
    if (status)
        eqp_solution_free(solution);
    return status;
}

/* The member at hand on a method that goes on; 1 where that is not the way. */
static int solve_here(group *g, eqp_method *method) {
    eqp_solution *solution;
    int confirmed, finished;
    size_t refusals = eqp_memory_refusals();
    g->status = eqp_stage_sequence_run(g->programme, &g->task, method, &solution, &confirmed,
                                       &finished, g->error);
    if (g->status == EQP_ERROR_SOLVER || (!g->status && !stopped(g) &&
                                          (!confirmed || solution->outcome == EQP_OUTCOME_STOPPED ||
                                           solution->outcome == EQP_OUTCOME_NO_PLAN))) {
        eqp_solution_free(solution);
        if (eqp_memory_refusals() != refusals) { /* alone it would need no less */
            g->status = eqp_error_memory(g->error);
            return 0;
        }
        g->status = EQP_OK;
        return 1;
    }
    if (!g->status && !confirmed && solution->outcome == EQP_OUTCOME_OPTIMAL)
        solution->outcome = EQP_OUTCOME_STOPPED; /* before it could be solved in another way */
    if (!g->status && !g->task.only_value)
        g->status = follow_with_sessions(g, solution);
    if (!g->status)
        g->status = take(g, solution);
    return 0;
}

/* As many members as this method is good for. g->at is then the first of those left, for which a
 * programme stands ready, unless something failed. */
static void solve_members(eqp_method *method, void *context) {
    group *g = context;
    eqp_programme *old;
    int moved = 0;
    while (!g->status && moved == 0) {
        if (solve_here(g, method)) {
            g->alone = 1;
            return;
        }
        if (g->status || ++g->at == g->count || stopped(g))
            return;
        g->status = prepare(g, &old);
        if (g->status)
            return;
        moved = method->move(method->self, g->programme, g->revision);
        eqp_programme_free(old);
        if (moved < 0)
            g->status = eqp_error_memory(g->error);
    }
}

/* The member at hand after one that needed a way of its own. */
static eqp_status go_on(group *g) {
    eqp_programme *old;
    eqp_status status = EQP_OK;
    if (++g->at < g->count && !stopped(g)) {
        status = prepare(g, &old);
        eqp_programme_free(old);
    }
    return status;
}

static eqp_status solve_group(group *g) {
    const eqp_base *base = g->family->base;
    eqp_programme *old;
    eqp_status status = prepare(g, &old);
    while (!status && g->at < g->count && !stopped(g)) {
        eqp_lasting lasting = {base->start, eqp_revision_between(base->programme, g->programme)};
        if (lasting.revision == EQP_REVISION_STRUCTURE)
            lasting.start = NULL;
        g->alone = g->options.engine == EQP_ENGINE_DIRECT;
        g->watch = eqp_watch_start(&g->options);
        if (!g->alone)
            status =
                eqp_decomposed_run(g->programme, &g->watch, &lasting, solve_members, g, g->error);
        if (!status)
            status = g->status;
        if (!status && g->alone) {
            status = solve_alone(g);
            if (!status)
                status = go_on(g);
        }
    }
    return status;
}

eqp_status eqp_family_solve(const eqp_family *family, const uint64_t *number, uint32_t count,
                            const eqp_solve_options *options, eqp_error *error) {
    const eqp_base *base = family->base;
    group g = {
        .family = family,
        .number = number,
        .count = count,
        .options = *options,
        .task = {.only_value = family->only_value, .without_overlap = options->without_overlap},
        .error = error};
    eqp_status status = EQP_OK;
    if (count == 0)
        return EQP_OK;
    if (family->hold_floors) {
        if (base->solution->outcome != EQP_OUTCOME_OPTIMAL || !(base->study->settings.balance > 0))
            return eqp_error_set(
                error, EQP_ERROR_USAGE,
                _("there are no floors to hold: the study as it stands has no plan, "
                  "or its balance is 0"));
        g.task.held_rate = base->solution->fair_rate;
    }
    status = eqp_study_copy(base->study, &g.study, error);
    if (!status)
        status = eqp_study_copy(base->study, &g.next_study, error);
    if (!status)
        status = solve_group(&g);
    eqp_programme_free(g.programme);
    eqp_study_free(g.study);
    eqp_study_free(g.next_study);
    return status;
}
