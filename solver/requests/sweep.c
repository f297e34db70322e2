#include "solver/requests/sweep.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/delivery/delivery.h"
#include "output/store/sweep.h"
#include "solver/requests/sweep_work.h"

#include <stdio.h>

/* What a sweep goes through, in order. */
typedef struct sweeping {
    const eqp_sweep_request *request;
    const eqp_listener *listener;
    const eqp_crew *crew;
    eqp_sweep_answer *answer;
    eqp_sweep_cut cut;
} sweeping;

/* ---- what varies ---- */

static eqp_status check(const eqp_sweep_request *request, eqp_error *error) {
    if (!request->axis_count && !request->draws)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("nothing varies: give --vary, --transfer or --draws"));
    if (request->resume && !request->common.folder)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("--resume goes on with what --out DIR holds: give --out, too"));
    return EQP_OK;
}

static eqp_status add_axes(const sweeping *s, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < s->request->axis_count; i++) {
        eqp_axis *axis;
        status = eqp_axis_text_understand(&s->request->axes[i], s->answer->run.study,
                                          EQP_AXIS_VALUES, &axis, error);
        if (!status)
            status = eqp_variation_add(s->answer->variation, axis, error);
    }
    return status;
}

/* Axes in the order given; the rest in one order, however it was given. */
static eqp_status write_line(const sweeping *s, eqp_error *error) {
    const eqp_sweep_request *request = s->request;
    eqp_buffer line = {0};
    const char *blank = "";
    for (size_t i = 0; i < request->axis_count; i++) {
        eqp_buffer_add(&line, "%s%s %s", blank, eqp_axis_text_option(&request->axes[i]),
                       request->axes[i].text);
        blank = " ";
    }
    if (request->draws) {
        eqp_buffer_add(&line, "%s--draws %llu --seed %llu", blank,
                       (unsigned long long)request->draws, (unsigned long long)request->seed);
        blank = " ";
    }
    if (request->hold_floors)
        eqp_buffer_add(&line, "%s--hold-floors", blank);
    return eqp_command_run_describe(&s->answer->run, &line, &s->answer->line, error);
}

static eqp_status understand(sweeping *s, eqp_error *error) {
    const eqp_sweep_request *request = s->request;
    eqp_sweep_answer *answer = s->answer;
    eqp_status status;
    if (request->hold_floors && !(answer->run.study->settings.balance > 0))
        return eqp_error_set(
            error, EQP_ERROR_USAGE,
            _("--hold-floors: the study's balance is 0, so that it has no floors"));
    status = eqp_variation_create(answer->run.study, &answer->variation, error);
    if (!status)
        status = add_axes(s, error);
    if (!status && request->draws)
        status = eqp_variation_draw(answer->variation, request->draws, request->seed, error);
    if (!status)
        status = write_line(s, error);
    if (status)
        return status;
    s->cut = eqp_sweep_cut_of(answer->variation);
    answer->points = s->cut.points;
    return EQP_OK;
}

/* ---- what holds the results ---- */

static double value_at(const void *variation, uint64_t point, uint32_t column) {
    return eqp_variation_value(variation, point, column);
}

static eqp_status open_store(sweeping *s, eqp_error *error) {
    eqp_sweep_answer *answer = s->answer;
    const eqp_variation *variation = answer->variation;
    uint32_t columns = eqp_variation_columns(variation);
    eqp_store_plan plan = {.study = answer->run.study,
                           .version = EQP_VERSION,
                           .options = answer->line,
                           .columns = columns,
                           .points = s->cut.points,
                           .draws = eqp_variation_draws(variation),
                           .groups = s->cut.groups,
                           .value = value_at,
                           .context = variation};
    answer->titles = eqp_allocate(columns, sizeof *answer->titles);
    if (!answer->titles)
        return eqp_error_memory(error);
    for (uint32_t i = 0; i < columns; i++)
        answer->titles[i] = eqp_variation_title(variation, i);
    plan.titles = answer->titles;
    return eqp_store_open(answer->run.folder, &plan, s->request->resume, &answer->store, error);
}

static int has_estimates(const eqp_study *study) {
    for (uint32_t i = 0; i < study->needs.count; i++)
        if (study->needs.need_low[i] != study->needs.need_high[i])
            return 1;
    return 0;
}

static void announce(const sweeping *s) {
    unsigned long long done = eqp_store_points_done(s->answer->store), points = s->cut.points;
    unsigned long long groups = s->cut.groups;
    if (done)
        eqp_listener_note(s->listener,
                          _("%llu points in %llu groups, %llu of them are there already"), points,
                          groups, done);
    else
        eqp_listener_note(s->listener, _("%llu points in %llu groups"), points, groups);
    if (s->request->draws && !has_estimates(s->answer->run.study) && s->listener->warning)
        s->listener->warning(
            s->listener->context, 0,
            _("need_low and need_high of every need are the same: each draw is the "
              "study itself"));
}

static int is_complete(const sweeping *s) {
    return eqp_store_groups_done(s->answer->store) == s->cut.groups;
}

/* A database without any point is of no use, and would be in the way of another sweep. */
static eqp_status drop_empty(const eqp_sweep_answer *answer, eqp_error *error) {
    if (!answer->store || !answer->run.folder || eqp_store_groups_done(answer->store) > 0)
        return EQP_OK;
    return eqp_store_clear(answer->store, error);
}

/* ---- the points ---- */

/* Solves what is not there yet; answer->outcome tells whether it could begin. */
static eqp_status solve_points(sweeping *s, eqp_error *error) {
    eqp_sweep_answer *answer = s->answer;
    eqp_command_run *run = &answer->run;
    eqp_sweep_work work = {.variation = answer->variation,
                           .cut = s->cut,
                           .hold_floors = s->request->hold_floors,
                           .options = eqp_command_run_group_options(run, s->cut.groups),
                           .store = answer->store,
                           .listener = s->listener,
                           .crew = s->crew};
    eqp_status status = eqp_command_run_solve_base(run, run->study, s->request->hold_floors,
                                                   &answer->outcome, error);
    if (status || answer->outcome != EQP_OUTCOME_OPTIMAL)
        return status;
    work.base = run->base;
    if (eqp_base_solution(run->base)->outcome == EQP_OUTCOME_INFEASIBLE)
        eqp_listener_note(
            s->listener, "%s",
            _("the study as it stands has no plan: points are solved without its help"));
    eqp_command_run_count(run, answer->store ? eqp_store_points_done(answer->store) : 0,
                          s->cut.points);
    status = eqp_sweep_work_run(&work, run->threads, error);
    eqp_command_run_solved(run);
    if (answer->store)
        answer->done = eqp_store_points_done(answer->store);
    return status;
}

/* Whether the points are to be solved; all processes must mean the same ones. */
static int has_work(const sweeping *s) {
    char task[1024];
    snprintf(task, sizeof task, EQP_VERSION " %s %s", s->answer->run.study->digest,
             s->answer->line);
    return s->crew->agree(!(s->answer->store && is_complete(s)), task);
}

static eqp_status write(sweeping *s, eqp_error *error) {
    eqp_command_run *run = &s->answer->run;
    eqp_status status = EQP_OK;
    eqp_listener_working(s->listener, _("writing"));
    if (run->folder)
        status = eqp_deliver_sweep(s->answer->store, &run->facts, run->folder,
                                   s->request->common.style, error);
    eqp_listener_working(s->listener, NULL);
    return status;
}

/* What the first process makes of what there is. */
static eqp_status finish(sweeping *s, eqp_error *error) {
    eqp_sweep_answer *answer = s->answer;
    answer->done = eqp_store_points_done(answer->store);
    if (answer->outcome == EQP_OUTCOME_INFEASIBLE)
        return EQP_OK;
    if (answer->outcome == EQP_OUTCOME_OPTIMAL && is_complete(s))
        return write(s, error);
    answer->outcome = answer->done ? EQP_OUTCOME_STOPPED : EQP_OUTCOME_NO_PLAN;
    return EQP_OK;
}

static eqp_status sweep(sweeping *s, eqp_error *error) {
    eqp_status status = understand(s, error);
    if (!status)
        status = eqp_command_run_open(&s->answer->run, error);
    if (!status && s->crew->first)
        status = open_store(s, error);
    if (status)
        return status;
    if (s->answer->store)
        announce(s);
    s->answer->outcome = EQP_OUTCOME_OPTIMAL;
    if (has_work(s))
        status = solve_points(s, error);
    return status || !s->crew->first ? status : finish(s, error);
}

eqp_status eqp_request_sweep(const eqp_sweep_request *request, eqp_sweep_answer *answer,
                             eqp_error *error) {
    sweeping s = {.request = request,
                  .listener = &request->common.listener,
                  .crew = eqp_request_crew(&request->common),
                  .answer = answer};
    eqp_status status = check(request, error), dropped;
    *answer = (eqp_sweep_answer){.outcome = EQP_OUTCOME_NO_PLAN};
    if (!status)
        status = eqp_command_run_begin(&answer->run, &request->common, "sweep", EQP_READ_SCENARIO,
                                       error);
    if (!status)
        status = sweep(&s, error);
    dropped = drop_empty(answer, status ? NULL : error);
    return status ? status : dropped;
}

eqp_status eqp_sweep_answer_json(const eqp_sweep_answer *answer, char **json, eqp_error *error) {
    if (answer->outcome == EQP_OUTCOME_OPTIMAL || answer->outcome == EQP_OUTCOME_STOPPED)
        return eqp_sweep_json(answer->store, &answer->run.facts, json, error);
    *json = eqp_no_plan_json(&answer->run.no_plan, answer->outcome);
    return *json ? EQP_OK : eqp_error_memory(error);
}

void eqp_sweep_answer_free(eqp_sweep_answer *answer) {
    eqp_store_close(answer->store);
    eqp_free(answer->titles);
    eqp_variation_free(answer->variation);
    eqp_free(answer->line);
    eqp_command_run_end(&answer->run);
}
