#include "models/answers/plan.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/proof/whole_proof.h"
#include "output/tables/report_summary.h"
#include "output/tables/reports.h"
#include "output/text/summary_text.h"
#include "solver/control/watch.h"
#include "solver/program/conflict_text.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/output_options.h"
#include "solver/program/progress.h"
#include "solver/program/solve_options.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"
#include "solver/program/whole_text.h"

#include <stdio.h>
#include <string.h>

/* What a solve goes through, in order; freed together. */
typedef struct solving {
    const eqp_arguments *given;
    eqp_solve_options options;
    eqp_csv_style style;
    eqp_folder *folder; /* NULL without --out */
    eqp_study *study;
    eqp_outlines *outlines; /* NULL without --html, or without outlines */
    eqp_programme *programme;
    eqp_solution *solution;
    eqp_plan *plan;
    eqp_run run;
} solving;

static eqp_status take_options(solving *all, eqp_error *error) {
    eqp_status status = eqp_solve_options_take(all->given, &all->options, error);
    if (status == EQP_OK)
        status = eqp_output_options_style(all->given, &all->style, error);
    if (status == EQP_OK)
        status = eqp_output_options_page(all->given, &all->run.page, error);
    if (status == EQP_OK)
        status = eqp_output_options_workbook(all->given, &all->run.workbook, error);
    return status;
}

/* Recomputes the value and every row of a plan in places, with the floors that stage B held. */
static eqp_status check_places(solving *all, eqp_error *error) {
    const eqp_programme *programme = all->programme;
    const eqp_lp *lp = programme->lp;
    uint32_t first = programme->first_row[EQP_ROW_balance];
    double *row_lower = eqp_allocate(lp->rows, sizeof *row_lower);
    eqp_goal goal = eqp_lp_goal(lp);
    eqp_status status = EQP_OK;
    if (row_lower) {
        memcpy(row_lower, lp->row_lower, lp->rows * sizeof *row_lower);
        for (uint32_t z = 0; z < programme->study->zones.count; z++)
            if (programme->zone_need[z] > 0)
                row_lower[first + z] =
                    eqp_programme_balance_bound(programme, z, all->solution->floor[z]);
        goal.row_lower = row_lower;
    }
    if (!row_lower || eqp_proof_check(lp, goal, all->solution->primal, &all->run.verdict))
        status = eqp_error_memory(error);
    eqp_free(row_lower);
    return status;
}

/* Recomputes a plan of either kind. */
static eqp_status check_plan(solving *all, eqp_error *error) {
    if (!all->solution->sessions)
        return check_places(all, error);
    return eqp_whole_proof_check(all->programme, all->solution, &all->run.verdict)
               ? eqp_error_memory(error)
               : EQP_OK;
}

static void take_facts(solving *all, double seconds_read, double seconds_build) {
    const eqp_solution *solution = all->solution;
    all->run.version = EQP_VERSION;
    all->run.study = all->given->argument[0];
    all->run.scenario = eqp_study_input_scenario(all->given);
    all->run.rounds = solution->rounds;
    all->run.blocks = solution->blocks;
    all->run.threads = solution->threads;
    memcpy(all->run.seconds, solution->seconds, sizeof all->run.seconds);
    all->run.seconds[EQP_PHASE_READ] = seconds_read;
    all->run.seconds[EQP_PHASE_BUILD] += seconds_build;
}

/* Checks, writes and prints a plan. */
static eqp_exit deliver(solving *all) {
    eqp_error error = {0};
    eqp_exit result;
    double start = eqp_watch_now();
    eqp_waiting *waiting = eqp_waiting_begin(all->given, all->folder ? _("writing") : _("proving"));
    eqp_status status = check_plan(all, &error);
    all->run.seconds[EQP_PHASE_PROOF] += eqp_watch_now() - start;
    if (status == EQP_OK)
        status = eqp_plan_build(all->programme, all->solution, &all->plan, &error);
    if (status == EQP_OK && eqp_arguments_has(all->given, "--coordinate"))
        status = eqp_plan_coordinate(all->plan, all->solution, &error);
    if (status == EQP_OK && all->folder)
        status = eqp_reports_write(all->plan, &all->run, all->folder, all->style, &error);
    eqp_waiting_end(waiting);
    if (status != EQP_OK)
        return eqp_message_error(&error);
    result = eqp_message_answer(eqp_arguments_has(all->given, "--json")
                                    ? eqp_report_summary(all->plan, &all->run)
                                    : eqp_summary_text(all->plan, &all->run));
    if (result == EQP_EXIT_DONE && all->plan->outcome == EQP_OUTCOME_STOPPED)
        result = EQP_EXIT_STOPPED;
    return result;
}

static eqp_exit finish(solving *all) {
    switch (all->solution->outcome) {
    case EQP_OUTCOME_INFEASIBLE:
        return eqp_whole_text_no_plan(all->given, all->programme, all->solution);
    case EQP_OUTCOME_NO_PLAN:
        return eqp_message_no_plan(all->given);
    default:
        return deliver(all);
    }
}

static eqp_exit solve_study(solving *all, double seconds_read) {
    eqp_error error = {0};
    double start = eqp_watch_now(), built;
    eqp_waiting *waiting = eqp_waiting_begin(all->given, _("building the programme"));
    eqp_status status = eqp_programme_build(all->study, &all->programme, &error);
    eqp_waiting_end(waiting);
    if (status == EQP_OK)
        status = eqp_output_options_open(all->given, &all->folder, &error);
    if (status != EQP_OK)
        return eqp_message_error(&error);
    if (all->folder)
        all->run.folder = eqp_folder_path(all->folder);
    built = eqp_watch_now() - start;
    eqp_solve_options_announce(all->given, all->study, all->programme);
    status = eqp_stages_solve(all->programme, &all->options, &all->solution, &error);
    if (all->options.progress)
        eqp_progress_clear(stderr);
    if (status != EQP_OK)
        return eqp_message_error(&error);
    take_facts(all, seconds_read, built);
    return finish(all);
}

eqp_exit eqp_command_solve(const eqp_arguments *given) {
    solving all = {.given = given};
    eqp_error error = {0};
    double start = eqp_watch_now();
    eqp_exit result;
    eqp_interrupt_watch();
    result = take_options(&all, &error) == EQP_OK ? eqp_study_input_read_scenario(given, &all.study)
                                                  : eqp_message_error(&error);
    if (result == EQP_EXIT_DONE)
        result = eqp_study_input_read_outlines(given, all.study, &all.outlines);
    all.run.page.outlines = all.outlines;
    if (result == EQP_EXIT_DONE)
        result = solve_study(&all, eqp_watch_now() - start);
    eqp_plan_free(all.plan);
    eqp_solution_free(all.solution);
    eqp_programme_free(all.programme);
    eqp_outlines_free(all.outlines);
    eqp_study_free(all.study);
    eqp_folder_close(all.folder);
    return result;
}
