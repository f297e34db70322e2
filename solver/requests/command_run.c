#include "solver/requests/command_run.h"

#include "models/base/clock.h"
#include "models/base/language.h"
#include "models/proof/judge.h"

/* Seconds since the last call. */
static double lap(eqp_command_run *run) {
    double now = eqp_clock_now(), passed = now - run->begun;
    run->begun = now;
    return passed;
}

static eqp_status read(eqp_command_run *run, eqp_reading reading, eqp_error *error) {
    const eqp_request *request = run->request;
    if (reading == EQP_READ_ALONE)
        return eqp_request_read(request, 0, NULL, &run->study, error);
    return eqp_request_read_scenario(request, reading == EQP_READ_IN_PLACES, &run->study, error);
}

eqp_status eqp_command_run_begin(eqp_command_run *run, const eqp_request *request,
                                 const char *command, eqp_reading reading, eqp_error *error) {
    const eqp_crew *crew = eqp_request_crew(request);
    eqp_status status = eqp_request_validate(request, error);
    *run = (eqp_command_run){.request = request, .begun = eqp_clock_now()};
    run->threads = request->threads ? request->threads : eqp_crew_cores(crew);
    if (!status)
        status = read(run, reading, error);
    if (!status)
        status = eqp_request_read_outlines(request, run->study, &run->outlines, error);
    run->facts = (eqp_run){.command = command,
                           .version = EQP_VERSION,
                           .study = request->study,
                           .scenario = eqp_request_scenario(request),
                           .options = "",
                           .threads = (uint32_t)run->threads,
                           .processes = (uint32_t)crew->count,
                           .seconds[EQP_PHASE_READ] = lap(run),
                           .workbook = eqp_request_workbook(request),
                           .page = eqp_request_page(request, run->outlines)};
    return status;
}

void eqp_command_run_end(eqp_command_run *run) {
    eqp_plan_free(run->plan);
    eqp_no_plan_free(&run->no_plan);
    eqp_base_free(run->base);
    eqp_outlines_free(run->outlines);
    eqp_study_free(run->study);
    eqp_folder_close(run->folder);
}

eqp_status eqp_command_run_open(eqp_command_run *run, eqp_error *error) {
    eqp_status status = EQP_OK;
    if (eqp_request_crew(run->request)->first)
        status = eqp_request_open(run->request, &run->folder, error);
    if (status)
        return status;
    if (run->folder)
        run->facts.folder = eqp_folder_path(run->folder);
    eqp_request_started(run->request, run->study, NULL);
    return EQP_OK;
}

eqp_status eqp_command_run_solve_base(eqp_command_run *run, const eqp_study *study, int needed,
                                      eqp_outcome *outcome, eqp_error *error) {
    const eqp_listener *listener = &run->request->listener;
    eqp_solve_options options = eqp_command_run_options(run);
    const eqp_solution *solution;
    eqp_status status;
    *outcome = EQP_OUTCOME_NO_PLAN;
    eqp_listener_working(listener, _("building the programme"));
    status = eqp_base_solve(study, &options, &run->base, error);
    eqp_listener_working(listener, NULL);
    if (status || eqp_listener_stopped(listener))
        return status;
    solution = eqp_base_solution(run->base);
    if (needed && solution->outcome == EQP_OUTCOME_INFEASIBLE) {
        *outcome = EQP_OUTCOME_INFEASIBLE;
        status = run->folder ? eqp_results_clear(run->folder, error) : EQP_OK;
        return status ? status
                      : eqp_no_plan_find(run->request, eqp_base_programme(run->base), solution,
                                         &run->no_plan, error);
    }
    *outcome = EQP_OUTCOME_OPTIMAL;
    return eqp_judge_confirm(eqp_base_programme(run->base), solution, error);
}

static int has_plan(const eqp_command_run *run) {
    const eqp_solution *solution = eqp_base_solution(run->base);
    return solution->outcome == EQP_OUTCOME_OPTIMAL || solution->outcome == EQP_OUTCOME_STOPPED;
}

eqp_status eqp_command_run_plan(eqp_command_run *run, eqp_error *error) {
    eqp_status status = EQP_OK;
    if (run->request->page && has_plan(run))
        status = eqp_plan_build(eqp_base_programme(run->base), eqp_base_solution(run->base),
                                &run->plan, error);
    run->facts.plan = run->plan;
    return status;
}

eqp_status eqp_command_run_describe(eqp_command_run *run, eqp_buffer *line, char **text,
                                    eqp_error *error) {
    eqp_request_describe(run->request, line);
    *text = eqp_buffer_finish(line);
    run->facts.options = *text ? *text : "";
    return *text ? EQP_OK : eqp_error_memory(error);
}

eqp_solve_options eqp_command_run_options(const eqp_command_run *run) {
    eqp_solve_options options = eqp_request_solve_options(run->request);
    options.threads = run->threads;
    return options;
}

eqp_solve_options eqp_command_run_group_options(const eqp_command_run *run, uint64_t groups) {
    eqp_solve_options options = eqp_request_solve_options(run->request);
    uint64_t threads = groups ? (uint64_t)run->threads / groups : 0;
    options.threads = threads > 1 ? (int)threads : 1;
    options.progress = NULL;
    return options;
}

void eqp_command_run_count(const eqp_command_run *run, uint64_t done, uint64_t all) {
    const eqp_listener *listener = &run->request->listener;
    if (listener->counting)
        listener->counting(listener->context, done, all);
}

void eqp_command_run_solved(eqp_command_run *run) {
    eqp_listener_working(&run->request->listener, NULL);
    run->facts.seconds_solve = lap(run);
}
