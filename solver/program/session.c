#include "solver/program/session.h"

#include "models/base/clock.h"
#include "models/base/language.h"
#include "solver/control/watch.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/program/output_options.h"
#include "solver/program/processes.h"
#include "solver/program/progress.h"
#include "solver/program/solve_options.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"

#include <stdio.h>
#include <string.h>

/* Seconds since the last call. */
static double lap(eqp_session *session) {
    double now = eqp_clock_now(), passed = now - session->begun;
    session->begun = now;
    return passed;
}

static eqp_status take_options(eqp_session *session, eqp_error *error) {
    eqp_status status = eqp_solve_options_take(session->given, &session->options, error);
    if (!status)
        status = eqp_output_options_style(session->given, &session->style, error);
    if (!status)
        status = eqp_output_options_page(session->given, &session->run.page, error);
    if (!status)
        status = eqp_output_options_workbook(session->given, &session->workbook, error);
    if (!session->options.threads)
        session->options.threads = eqp_solve_options_cores(session->given->command);
    session->threads = session->options.threads;
    return status;
}

eqp_exit eqp_session_begin(eqp_session *session, const eqp_arguments *given) {
    eqp_error error = {0};
    eqp_exit result;
    *session = (eqp_session){.given = given, .begun = eqp_clock_now()};
    eqp_interrupt_watch();
    if (take_options(session, &error))
        return eqp_message_error(&error);
    result = eqp_command_find_option(given->command, "--scenario")
                 ? eqp_study_input_read_scenario(given, &session->study)
                 : eqp_study_input_read(given, NULL, &session->study);
    if (result == EQP_EXIT_DONE)
        result = eqp_study_input_read_outlines(given, session->study, &session->outlines);
    session->run.page.outlines = session->outlines;
    session->run = (eqp_run){.page = session->run.page,
                             .scenario = eqp_study_input_scenario(given),
                             .command = given->command->name,
                             .version = EQP_VERSION,
                             .study = given->argument[0],
                             .options = "",
                             .threads = (uint32_t)session->threads,
                             .processes = eqp_command_spreads(given->command)
                                              ? (uint32_t)eqp_processes_crew()->count
                                              : 1,
                             .seconds[EQP_PHASE_READ] = lap(session),
                             .workbook = session->workbook};
    return result;
}

void eqp_session_end(eqp_session *session) {
    eqp_plan_free(session->plan);
    eqp_base_free(session->base);
    eqp_outlines_free(session->outlines);
    eqp_study_free(session->study);
    eqp_folder_close(session->folder);
}

eqp_exit eqp_session_open(eqp_session *session) {
    eqp_error error = {0};
    if (eqp_processes_first() && eqp_output_options_open(session->given, &session->folder, &error))
        return eqp_message_error(&error);
    if (session->folder)
        session->run.folder = eqp_folder_path(session->folder);
    eqp_solve_options_announce(session->given, session->study, NULL);
    return EQP_EXIT_DONE;
}

/* What is on the terminal while a base is built and solved: a bar that only moves, until there is
 * progress to draw. */
typedef struct base_bar {
    eqp_waiting *waiting;
} base_bar;

static void draw_progress(void *context, const eqp_progress *progress) {
    base_bar *bar = context;
    eqp_waiting_end(bar->waiting);
    bar->waiting = NULL;
    eqp_progress_draw(stderr, progress);
}

eqp_exit eqp_session_solve_base(eqp_session *session, const eqp_study *study, int needed) {
    eqp_error error = {0};
    base_bar bar = {eqp_waiting_begin(session->given, _("building the programme"))};
    eqp_solve_options options = session->options;
    eqp_status status;
    if (options.progress) {
        options.progress = draw_progress;
        options.context = &bar;
    }
    status = eqp_base_solve(study, &options, &session->base, &error);
    eqp_waiting_end(bar.waiting);
    if (session->options.progress)
        eqp_progress_clear(stderr);
    if (status)
        return eqp_message_error(&error);
    if (eqp_interrupt_raised(NULL))
        return EQP_EXIT_STOPPED;
    if (needed && eqp_base_solution(session->base)->outcome == EQP_OUTCOME_INFEASIBLE)
        return eqp_no_plan_explain(session->given, eqp_base_programme(session->base),
                                   eqp_base_solution(session->base));
    return EQP_EXIT_DONE;
}

eqp_status eqp_session_plan(eqp_session *session, eqp_error *error) {
    const eqp_solution *solution = eqp_base_solution(session->base);
    eqp_status status = EQP_OK;
    if (session->run.page.wanted &&
        (solution->outcome == EQP_OUTCOME_OPTIMAL || solution->outcome == EQP_OUTCOME_STOPPED))
        status = eqp_plan_build(eqp_base_programme(session->base), solution, &session->plan, error);
    session->run.plan = session->plan;
    return status;
}

eqp_solve_options eqp_session_group_options(const eqp_session *session, uint64_t groups) {
    eqp_solve_options options = session->options;
    uint64_t threads = groups ? (uint64_t)session->threads / groups : 0;
    options.threads = threads > 1 ? (int)threads : 1;
    options.progress = NULL;
    options.context = NULL;
    return options;
}

void eqp_session_count(eqp_session *session, uint64_t done, uint64_t all) {
    eqp_points_bar_begin(&session->bar, session->options.progress != NULL, done, all);
}

void eqp_session_solved(eqp_session *session) {
    eqp_points_bar_end(&session->bar);
    session->run.seconds_solve = lap(session);
}
