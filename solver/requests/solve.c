#include "solver/requests/solve.h"

#include "models/base/clock.h"
#include "models/base/language.h"
#include "models/proof/judge.h"
#include "output/tables/report_summary.h"
#include "output/tables/reports.h"

#include <string.h>

static eqp_status read(const eqp_request *request, eqp_solve_answer *answer, eqp_error *error) {
    eqp_status status = eqp_request_read_scenario(request, 0, &answer->study, error);
    if (!status)
        status = eqp_request_read_outlines(request, answer->study, &answer->outlines, error);
    return status;
}

static eqp_status build(const eqp_request *request, eqp_solve_answer *answer, eqp_error *error) {
    eqp_status status;
    eqp_listener_working(&request->listener, _("building the programme"));
    status = eqp_programme_build(answer->study, &answer->programme, error);
    eqp_listener_working(&request->listener, NULL);
    if (!status)
        status = eqp_request_open(request, &answer->folder, error);
    if (!status)
        eqp_request_started(request, answer->study, answer->programme);
    return status;
}

static void take_facts(const eqp_request *request, eqp_solve_answer *answer, double seconds_read,
                       double seconds_build) {
    const eqp_solution *solution = answer->solution;
    answer->outcome = solution->outcome;
    answer->run = (eqp_run){.version = EQP_VERSION,
                            .study = request->study,
                            .scenario = eqp_request_scenario(request),
                            .folder = answer->folder ? eqp_folder_path(answer->folder) : NULL,
                            .rounds = solution->rounds,
                            .blocks = solution->blocks,
                            .threads = solution->threads,
                            .workbook = eqp_request_workbook(request),
                            .page = eqp_request_page(request, answer->outlines)};
    memcpy(answer->run.seconds, solution->seconds, sizeof answer->run.seconds);
    answer->run.seconds[EQP_PHASE_READ] = seconds_read;
    answer->run.seconds[EQP_PHASE_BUILD] += seconds_build;
}

/* Judges, lists and writes a plan. */
static eqp_status deliver(const eqp_solve_request *request, eqp_solve_answer *answer,
                          eqp_error *error) {
    double start = eqp_clock_now();
    eqp_status status =
        eqp_judge_solution(answer->programme, answer->solution, &answer->run.verdict, error);
    answer->run.seconds[EQP_PHASE_PROOF] += eqp_clock_now() - start;
    if (!status)
        status = eqp_plan_build(answer->programme, answer->solution, &answer->plan, error);
    if (!status && request->coordinate)
        status = eqp_plan_coordinate(answer->plan, answer->solution, error);
    if (!status && answer->folder)
        status = eqp_reports_write(answer->plan, &answer->run, answer->folder,
                                   request->common.style, error);
    return status;
}

eqp_status eqp_request_solve(const eqp_solve_request *request, eqp_solve_answer *answer,
                             eqp_error *error) {
    const eqp_request *common = &request->common;
    const eqp_listener *listener = &common->listener;
    eqp_solve_options options = eqp_request_solve_options(common);
    double start = eqp_clock_now(), read_end = start, built = start;
    eqp_status status;
    *answer = (eqp_solve_answer){.outcome = EQP_OUTCOME_NO_PLAN};
    status = eqp_request_validate(common, error);
    if (!status)
        status = read(common, answer, error);
    read_end = eqp_clock_now();
    if (!status)
        status = build(common, answer, error);
    built = eqp_clock_now();
    if (!status)
        status = eqp_stages_solve(answer->programme, &options, &answer->solution, error);
    eqp_listener_working(listener, NULL);
    if (status)
        return status;
    take_facts(common, answer, read_end - start, built - read_end);
    if (answer->folder &&
        (answer->outcome == EQP_OUTCOME_INFEASIBLE || answer->outcome == EQP_OUTCOME_NO_PLAN))
        status = eqp_results_clear(answer->folder, error);
    if (status)
        return status;
    if (answer->outcome == EQP_OUTCOME_INFEASIBLE)
        return eqp_no_plan_find(common, answer->programme, answer->solution, &answer->no_plan,
                                error);
    if (answer->outcome == EQP_OUTCOME_NO_PLAN)
        return EQP_OK;
    eqp_listener_working(listener, answer->folder ? _("writing") : _("proving"));
    status = deliver(request, answer, error);
    eqp_listener_working(listener, NULL);
    return status;
}

char *eqp_solve_answer_json(const eqp_solve_answer *answer) {
    return answer->plan ? eqp_report_summary(answer->plan, &answer->run)
                        : eqp_no_plan_json(&answer->no_plan, answer->outcome);
}

void eqp_solve_answer_free(eqp_solve_answer *answer) {
    eqp_plan_free(answer->plan);
    eqp_no_plan_free(&answer->no_plan);
    eqp_solution_free(answer->solution);
    eqp_programme_free(answer->programme);
    eqp_outlines_free(answer->outlines);
    eqp_study_free(answer->study);
    eqp_folder_close(answer->folder);
}
