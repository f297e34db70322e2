#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/sweep.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"
#include "solver/program/session.h"
#include "solver/program/sweep_options.h"
#include "solver/program/sweep_work.h"
#include "solver/program/waiting.h"

#include <stdio.h>

/* What a sweep goes through, in order; freed together. */
typedef struct sweeping {
    eqp_session session;
    eqp_sweep_options options;
    eqp_sweep_cut cut;
    const char **titles; /* [columns of the variation] */
    eqp_store *store;    /* NULL but in the first process */
} sweeping;

static double value_at(const void *variation, uint64_t point, uint32_t column) {
    return eqp_variation_value(variation, point, column);
}

static eqp_status open_store(sweeping *all, eqp_error *error) {
    const eqp_variation *variation = all->options.variation;
    uint32_t columns = eqp_variation_columns(variation);
    eqp_store_plan plan = {.study = all->session.study,
                           .version = EQP_VERSION,
                           .options = all->options.line,
                           .columns = columns,
                           .points = all->cut.points,
                           .draws = eqp_variation_draws(variation),
                           .groups = all->cut.groups,
                           .value = value_at,
                           .context = variation};
    all->titles = eqp_allocate(columns, sizeof *all->titles);
    if (!all->titles)
        return eqp_error_memory(error);
    for (uint32_t i = 0; i < columns; i++)
        all->titles[i] = eqp_variation_title(variation, i);
    plan.titles = all->titles;
    return eqp_store_open(all->session.folder, &plan,
                          eqp_arguments_has(all->session.given, "--resume"), &all->store, error);
}

static int has_estimates(const eqp_study *study) {
    for (uint32_t i = 0; i < study->needs.count; i++)
        if (study->needs.need_low[i] != study->needs.need_high[i])
            return 1;
    return 0;
}

static void announce(const sweeping *all) {
    unsigned long long done = eqp_store_points_done(all->store), points = all->cut.points;
    unsigned long long groups = all->cut.groups;
    if (!eqp_message_wanted(all->session.given))
        return;
    if (done)
        eqp_message_fact(_("%llu points in %llu groups, %llu of them are there already"), points,
                         groups, done);
    else
        eqp_message_fact(_("%llu points in %llu groups"), points, groups);
    if (eqp_variation_draws(all->options.variation) && !has_estimates(all->session.study))
        eqp_message_warning(all->session.given, "%s",
                            _("need_low and need_high of every need are the same: each draw is the "
                              "study itself"));
}

/* Understands what varies, and opens what holds the results. */
static eqp_exit prepare(sweeping *all) {
    eqp_session *session = &all->session;
    eqp_error error = {0};
    eqp_exit result;
    if (eqp_sweep_options_understand(session->given, session->study, &all->options, &error) !=
        EQP_OK)
        return eqp_message_error(&error);
    session->run.options = all->options.line;
    all->cut = eqp_sweep_cut_of(all->options.variation);
    result = eqp_session_open(session);
    if (result != EQP_EXIT_DONE || !eqp_processes_first())
        return result;
    if (open_store(all, &error) != EQP_OK)
        return eqp_message_error(&error);
    announce(all);
    return EQP_EXIT_DONE;
}

static int is_complete(const sweeping *all) {
    return eqp_store_groups_done(all->store) == all->cut.groups;
}

/* Points are still solved, but none of them has a plan to start from. */
static void tell_missing_base(const eqp_session *session) {
    if (eqp_message_wanted(session->given) &&
        eqp_base_solution(session->base)->outcome == EQP_OUTCOME_INFEASIBLE)
        eqp_message_fact(
            "%s", _("the study as it stands has no plan: points are solved without its help"));
}

/* What is in the store stays good when a run fails. */
static void tell_remainder(const sweeping *all) {
    if (all->session.folder && eqp_store_points_done(all->store))
        eqp_message_tell(_("%llu of %llu points are written; continue with --resume"),
                         (unsigned long long)eqp_store_points_done(all->store),
                         (unsigned long long)all->cut.points);
}

/* Solves what is not there yet. */
static eqp_exit solve_points(sweeping *all) {
    eqp_session *session = &all->session;
    eqp_sweep_work work = {.variation = all->options.variation,
                           .cut = all->cut,
                           .hold_floors = all->options.hold_floors,
                           .options = eqp_session_group_options(session, all->cut.groups),
                           .store = all->store,
                           .bar = &session->bar};
    eqp_error error = {0};
    eqp_status status;
    eqp_exit result = eqp_session_solve_base(session, session->study, all->options.hold_floors);
    if (result != EQP_EXIT_DONE)
        return result;
    work.base = session->base;
    tell_missing_base(session);
    eqp_session_count(session, all->store ? eqp_store_points_done(all->store) : 0, all->cut.points);
    status = eqp_sweep_work_run(&work, session->threads, &error);
    eqp_session_solved(session);
    if (status == EQP_OK)
        return EQP_EXIT_DONE;
    result = eqp_message_error(&error);
    tell_remainder(all);
    return result;
}

/* Prints what there is. */
static eqp_exit answer(sweeping *all) {
    eqp_error error = {0};
    char *text;
    eqp_waiting *waiting = eqp_waiting_begin(all->session.given, _("adding up"));
    eqp_status status = (eqp_arguments_has(all->session.given, "--json")
                             ? eqp_sweep_json
                             : eqp_sweep_text)(all->store, &all->session.run, &text, &error);
    eqp_waiting_end(waiting);
    return status == EQP_OK ? eqp_message_answer(text) : eqp_message_error(&error);
}

static eqp_exit finish(sweeping *all) {
    eqp_session *session = &all->session;
    eqp_waiting *waiting = eqp_waiting_begin(session->given, _("writing"));
    eqp_error error = {0};
    eqp_status status = EQP_OK;
    if (session->folder)
        status =
            eqp_sweep_write(all->store, &session->run, session->folder, session->style, &error);
    eqp_waiting_end(waiting);
    return status == EQP_OK ? answer(all) : eqp_message_error(&error);
}

/* What an interrupted run leaves. */
static eqp_exit tell_stopped(sweeping *all) {
    unsigned long long done = eqp_store_points_done(all->store);
    eqp_exit result;
    if (done == 0)
        return eqp_message_no_plan(all->session.given);
    eqp_message_tell(all->session.folder
                         ? _("stopped after %llu of %llu points; continue with --resume")
                         : _("stopped after %llu of %llu points; nothing was written"),
                     done, (unsigned long long)all->cut.points);
    result = answer(all);
    return result == EQP_EXIT_DONE ? EQP_EXIT_STOPPED : result;
}

/* Whether the points are to be solved; all processes must mean the same ones. */
static int has_work(const sweeping *all) {
    char task[1024];
    snprintf(task, sizeof task, EQP_VERSION " %s %s", all->session.study->digest,
             all->options.line);
    return eqp_processes_agree(!(all->store && is_complete(all)), task);
}

static eqp_exit sweep(sweeping *all) {
    eqp_exit result = prepare(all);
    if (result == EQP_EXIT_DONE && has_work(all))
        result = solve_points(all);
    if (!eqp_processes_first())
        return EQP_EXIT_DONE;
    if (result == EQP_EXIT_DONE)
        return is_complete(all) ? finish(all) : tell_stopped(all);
    return result == EQP_EXIT_STOPPED ? tell_stopped(all) : result;
}

/* A database without any point is of no use, and would be in the way of another sweep. */
static eqp_exit drop_empty(sweeping *all, eqp_exit result) {
    eqp_error error = {0};
    if (!all->store || !all->session.folder || eqp_store_groups_done(all->store) > 0 ||
        eqp_store_clear(all->store, &error) == EQP_OK)
        return result;
    return eqp_message_error(&error);
}

eqp_exit eqp_command_sweep(const eqp_arguments *given) {
    sweeping all = {.titles = NULL};
    eqp_error error = {0};
    eqp_exit result = eqp_sweep_options_take(given, &all.options, &error) == EQP_OK
                          ? eqp_session_begin(&all.session, given)
                          : eqp_message_error(&error);
    if (result == EQP_EXIT_DONE)
        result = drop_empty(&all, sweep(&all));
    eqp_store_close(all.store);
    eqp_free(all.titles);
    eqp_sweep_options_free(&all.options);
    eqp_session_end(&all.session);
    return result;
}
