#include "solver/requests/frontier.h"

#include "models/base/memory.h"
#include "models/proof/proof.h"

#include <string.h>

static eqp_status write_line(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                             eqp_error *error) {
    eqp_buffer line = {0};
    eqp_buffer_add(&line, "%s %s", eqp_axis_text_option(&request->axis), request->axis.text);
    if (request->tolerance > 0)
        eqp_buffer_add(&line, " --tolerance %.15g", request->tolerance);
    return eqp_command_run_describe(&answer->run, &line, &answer->line, error);
}

/* Without a balance today there is no fair profile today: along the balance it is then that of the
 * study with the largest one, which is the same profile. */
static eqp_status choose_floors(eqp_frontier_answer *answer, eqp_error *error) {
    const eqp_study *study = answer->run.study;
    eqp_status status;
    if (study->settings.balance > 0 || answer->axis.balance_step == 0)
        return EQP_OK;
    status = eqp_study_copy(study, &answer->floor_study, error);
    if (!status)
        eqp_axis_change(answer->axis.axis, eqp_axis_to(answer->axis.axis), answer->floor_study);
    return status;
}

static eqp_status prepare(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                          eqp_error *error) {
    eqp_status status =
        eqp_frontier_axis_understand(&request->axis, answer->run.study, &answer->axis, error);
    if (!status)
        status = choose_floors(answer, error);
    if (!status)
        status = write_line(request, answer, error);
    return status ? status : eqp_command_run_open(&answer->run, error);
}

/* ---- the curve ---- */

/* Adds a place of moving floors, where it is new and within the range; places stay ascending. */
static void add_moving(eqp_frontier_answer *answer, double at) {
    uint32_t place = 0;
    if (!(at >= eqp_axis_from(answer->axis.axis) && at <= eqp_axis_to(answer->axis.axis)))
        return;
    while (place < answer->moving_count && answer->moving[place].at < at)
        place++;
    if (place < answer->moving_count && answer->moving[place].at == at)
        return;
    memmove(&answer->moving[place + 1], &answer->moving[place],
            (answer->moving_count - place) * sizeof *answer->moving);
    answer->moving[place].at = at;
    answer->moving_count++;
}

/* Both ends, the middle, today, the best. Along the balance the fair profile is the same
 * everywhere, and without one no floors can move. */
static eqp_status find_moving(eqp_frontier_answer *answer, eqp_error *error) {
    const eqp_axis *axis = answer->axis.axis;
    double from = eqp_axis_from(axis), to = eqp_axis_to(axis);
    if (answer->axis.balance_step != 0 || !(answer->run.study->settings.balance > 0))
        return EQP_OK;
    add_moving(answer, from);
    add_moving(answer, from + (to - from) / 2);
    add_moving(answer, to);
    add_moving(answer, eqp_axis_today(axis));
    add_moving(answer, answer->frontier->best_at);
    return eqp_frontier_work_moving(&answer->work, answer->moving, answer->moving_count, error);
}

/* Ten times the share of V* to which values and duals of a solve agree; that of the base tells what
 * is to be expected. */
static double precision_of(const eqp_frontier_answer *answer) {
    const eqp_solution *base = eqp_base_solution(answer->run.base);
    return 10 * eqp_proof_gap(base->value_best, base->upper_bound);
}

static int is_stopped(void *work) {
    return eqp_listener_stopped(((const eqp_frontier_work *)work)->listener);
}

static eqp_status find_curve(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                             int *stopped, eqp_error *error) {
    const eqp_frontier_options options = {.from = eqp_axis_from(answer->axis.axis),
                                          .to = eqp_axis_to(answer->axis.axis),
                                          .tolerance = request->tolerance,
                                          .stop = is_stopped,
                                          .precision = precision_of(answer)};
    eqp_status status = eqp_frontier_find(&options, eqp_frontier_work_evaluate, &answer->work,
                                          &answer->frontier, stopped, error);
    if (!status && !*stopped)
        status = find_moving(answer, error);
    return status;
}

/* The curve as the reports want it. */
static eqp_status describe(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                           int stopped, eqp_error *error) {
    const eqp_frontier *frontier = answer->frontier;
    const eqp_axis *axis = answer->axis.axis;
    uint32_t institutions = answer->run.study->institutions.count;
    answer->pieces = eqp_allocate(frontier->count, sizeof *answer->pieces);
    if (!answer->pieces)
        return eqp_error_memory(error);
    for (uint32_t i = 0; i < frontier->count; i++) {
        const eqp_frontier_piece *piece = &frontier->pieces[i];
        answer->pieces[i] = (eqp_curve_piece){
            .from = piece->from,
            .to = piece->to,
            .feasible = piece->feasible,
            .value_from = piece->value_from,
            .value_to = piece->value_to,
            .slope = piece->slope,
            .marginal =
                piece->feasible ? answer->work.marginal + piece->mark * institutions : NULL};
    }
    answer->curve = (eqp_curve){.study = answer->run.study,
                                .title = eqp_axis_title(axis),
                                .today = eqp_axis_today(axis),
                                .pieces = answer->pieces,
                                .count = frontier->count,
                                .moving = answer->moving,
                                .moving_count = answer->moving_count,
                                .samples = frontier->samples,
                                .tolerance = request->tolerance,
                                .error = frontier->error,
                                .best_at = frontier->best_at,
                                .best_value = frontier->best_value,
                                .stopped = stopped};
    return EQP_OK;
}

static eqp_status write(eqp_frontier_answer *answer, eqp_error *error) {
    eqp_command_run *run = &answer->run;
    eqp_status status = answer->floor_study ? EQP_OK : eqp_command_run_plan(run, error);
    return status ? status
                  : eqp_curve_write(&answer->curve, &run->facts, run->folder, run->request->style,
                                    error);
}

static eqp_status solve(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                        eqp_error *error) {
    eqp_command_run *run = &answer->run;
    const eqp_listener *listener = &request->common.listener;
    int stopped = 0;
    eqp_status status;
    answer->work =
        (eqp_frontier_work){.study = run->study,
                            .base = run->base,
                            .axis = &answer->axis,
                            .options = eqp_command_run_group_options(run, (uint64_t)run->threads),
                            .threads = run->threads,
                            .listener = listener};
    eqp_command_run_count(run, 0, 0);
    status = find_curve(request, answer, &stopped, error);
    eqp_command_run_solved(run);
    if (stopped || eqp_listener_stopped(listener))
        answer->outcome = EQP_OUTCOME_STOPPED;
    if (!status)
        status = describe(request, answer, answer->outcome == EQP_OUTCOME_STOPPED, error);
    return status;
}

eqp_status eqp_request_frontier(const eqp_frontier_request *request, eqp_frontier_answer *answer,
                                eqp_error *error) {
    eqp_command_run *run = &answer->run;
    eqp_status status;
    *answer = (eqp_frontier_answer){.outcome = EQP_OUTCOME_NO_PLAN};
    status = eqp_command_run_begin(run, &request->common, "frontier", EQP_READ_IN_PLACES, error);
    if (!status)
        status = prepare(request, answer, error);
    if (!status)
        status =
            eqp_command_run_solve_base(run, answer->floor_study ? answer->floor_study : run->study,
                                       1, &answer->outcome, error);
    if (status || answer->outcome != EQP_OUTCOME_OPTIMAL)
        return status;
    status = solve(request, answer, error);
    return !status && run->folder ? write(answer, error) : status;
}

char *eqp_frontier_answer_json(const eqp_frontier_answer *answer) {
    return answer->outcome == EQP_OUTCOME_NO_PLAN || answer->outcome == EQP_OUTCOME_INFEASIBLE
               ? eqp_no_plan_json(&answer->run.no_plan, answer->outcome)
               : eqp_curve_json(&answer->curve, &answer->run.facts);
}

void eqp_frontier_answer_free(eqp_frontier_answer *answer) {
    eqp_free(answer->pieces);
    eqp_frontier_free(answer->frontier);
    eqp_free(answer->work.marginal);
    eqp_command_run_end(&answer->run);
    eqp_study_free(answer->floor_study);
    eqp_free(answer->line);
    eqp_frontier_axis_free(&answer->axis);
}
