#include "models/base/memory.h"
#include "models/proof/proof.h"
#include "output/files/buffer.h"
#include "output/tables/curve.h"
#include "solver/program/frontier_work.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/session.h"
#include "solver/program/study_input.h"

#include <stdlib.h>
#include <string.h>

#define MOVING 5

/* What a frontier goes through, in order; freed together. */
typedef struct finding_curve {
    eqp_session session;
    eqp_frontier_axis axis;
    double tolerance;
    char *line;             /* all of it as typed */
    eqp_study *floor_study; /* NULL, or the study whose fair profile is held instead of today's */
    eqp_frontier_work work;
    eqp_frontier *frontier;
    int stopped;
    eqp_curve_piece *pieces; /* [frontier->count] */
    eqp_curve_point moving[MOVING];
    uint32_t moving_count;
} finding_curve;

static eqp_status take_options(const eqp_arguments *given, finding_curve *all, eqp_error *error) {
    eqp_status status = eqp_frontier_axis_take(given, &all->axis, error);
    return status == EQP_OK
               ? eqp_arguments_number(given, "--tolerance", 0, 1, &all->tolerance, error)
               : status;
}

static char *write_line(const finding_curve *all) {
    eqp_buffer line = {0};
    eqp_buffer_add(&line, "%s %s", all->axis.option, all->axis.text);
    if (all->tolerance > 0)
        eqp_buffer_add(&line, " --tolerance %.15g", all->tolerance);
    eqp_study_input_describe(all->session.given, &line);
    return eqp_buffer_finish(&line);
}

/* Without a balance today there is no fair profile today: along the balance it is then that of the
 * study with the largest one, which is the same profile. */
static eqp_status choose_floors(finding_curve *all, eqp_error *error) {
    const eqp_study *study = all->session.study;
    eqp_status status;
    if (study->settings.balance > 0 || all->axis.balance_step == 0)
        return EQP_OK;
    status = eqp_study_copy(study, &all->floor_study, error);
    if (status == EQP_OK)
        eqp_axis_change(all->axis.axis, eqp_axis_to(all->axis.axis), all->floor_study);
    return status;
}

static eqp_exit prepare(finding_curve *all) {
    eqp_session *session = &all->session;
    eqp_error error = {0};
    eqp_status status = eqp_frontier_axis_understand(session->study, &all->axis, &error);
    if (status == EQP_OK)
        status = choose_floors(all, &error);
    if (status == EQP_OK && !(all->line = write_line(all)))
        status = eqp_error_memory(&error);
    if (status != EQP_OK)
        return eqp_message_error(&error);
    session->run.options = all->line;
    return eqp_session_open(session);
}

/* Adds a place of moving floors, where it is new and within the range; places stay ascending. */
static void add_moving(finding_curve *all, double at) {
    uint32_t place = 0;
    if (!(at >= eqp_axis_from(all->axis.axis) && at <= eqp_axis_to(all->axis.axis)))
        return;
    while (place < all->moving_count && all->moving[place].at < at)
        place++;
    if (place < all->moving_count && all->moving[place].at == at)
        return;
    memmove(&all->moving[place + 1], &all->moving[place],
            (all->moving_count - place) * sizeof *all->moving);
    all->moving[place].at = at;
    all->moving_count++;
}

/* Both ends, the middle, today, the best. Along the balance the fair profile is the same
 * everywhere, and without one no floors can move. */
static eqp_status find_moving(finding_curve *all, eqp_error *error) {
    double from = eqp_axis_from(all->axis.axis), to = eqp_axis_to(all->axis.axis);
    if (all->axis.balance_step != 0 || !(all->session.study->settings.balance > 0))
        return EQP_OK;
    add_moving(all, from);
    add_moving(all, from + (to - from) / 2);
    add_moving(all, to);
    add_moving(all, eqp_axis_today(all->axis.axis));
    add_moving(all, all->frontier->best_at);
    return eqp_frontier_work_moving(&all->work, all->moving, all->moving_count, error);
}

/* Ten times the share of V* to which values and duals of a solve agree; that of the base tells what
 * is to be expected. */
static double precision_of(const finding_curve *all) {
    const eqp_solution *base = eqp_base_solution(all->session.base);
    return 10 * eqp_proof_gap(base->value_best, base->upper_bound);
}

static int is_interrupted(void *work) {
    (void)work;
    return eqp_interrupt_raised(NULL);
}

static eqp_status find_curve(finding_curve *all, eqp_error *error) {
    const eqp_frontier_options options = {.from = eqp_axis_from(all->axis.axis),
                                          .to = eqp_axis_to(all->axis.axis),
                                          .tolerance = all->tolerance,
                                          .stop = is_interrupted,
                                          .precision = precision_of(all)};
    eqp_status status = eqp_frontier_find(&options, eqp_frontier_work_evaluate, &all->work,
                                          &all->frontier, &all->stopped, error);
    if (status == EQP_OK && !all->stopped)
        status = find_moving(all, error);
    return status;
}

static eqp_exit solve(finding_curve *all) {
    eqp_session *session = &all->session;
    eqp_error error = {0};
    eqp_status status;
    all->work = (eqp_frontier_work){
        .study = session->study,
        .base = session->base,
        .axis = &all->axis,
        .options = eqp_session_group_options(session, (uint64_t)session->threads),
        .threads = session->threads,
        .bar = &session->bar};
    eqp_session_count(session, 0, 0);
    status = find_curve(all, &error);
    eqp_session_solved(session);
    return status == EQP_OK ? EQP_EXIT_DONE : eqp_message_error(&error);
}

/* The curve as the reports want it; its pieces are owned by `all`. */
static eqp_status describe(finding_curve *all, eqp_curve *curve, eqp_error *error) {
    const eqp_frontier *frontier = all->frontier;
    uint32_t institutions = all->session.study->institutions.count;
    all->pieces = eqp_allocate(frontier->count, sizeof *all->pieces);
    if (!all->pieces)
        return eqp_error_memory(error);
    for (uint32_t i = 0; i < frontier->count; i++) {
        const eqp_frontier_piece *piece = &frontier->pieces[i];
        all->pieces[i] = (eqp_curve_piece){
            .from = piece->from,
            .to = piece->to,
            .feasible = piece->feasible,
            .value_from = piece->value_from,
            .value_to = piece->value_to,
            .slope = piece->slope,
            .marginal = piece->feasible ? all->work.marginal + piece->mark * institutions : NULL};
    }
    *curve = (eqp_curve){.study = all->session.study,
                         .title = eqp_axis_title(all->axis.axis),
                         .today = eqp_axis_today(all->axis.axis),
                         .pieces = all->pieces,
                         .count = frontier->count,
                         .moving = all->moving,
                         .moving_count = all->moving_count,
                         .samples = frontier->samples,
                         .tolerance = all->tolerance,
                         .error = frontier->error,
                         .best_at = frontier->best_at,
                         .best_value = frontier->best_value,
                         .stopped = all->stopped || eqp_interrupt_raised(NULL)};
    return EQP_OK;
}

/* Whether the locale's texts are UTF-8, by the variables that decide about it. */
static int shows_utf8(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "UTF8") ||
                   strstr(value, "utf-8");
    }
    return 0;
}

static eqp_exit finish(finding_curve *all) {
    eqp_session *session = &all->session;
    eqp_error error = {0};
    eqp_curve curve;
    eqp_exit result;
    eqp_status status = describe(all, &curve, &error);
    if (status == EQP_OK && session->folder && !all->floor_study)
        status = eqp_session_plan(session, &error);
    if (status == EQP_OK && session->folder)
        status = eqp_curve_write(&curve, &session->run, session->folder, session->style, &error);
    if (status != EQP_OK)
        return eqp_message_error(&error);
    result = eqp_message_answer(eqp_arguments_has(session->given, "--json")
                                    ? eqp_curve_json(&curve, &session->run)
                                    : eqp_curve_text(&curve, &session->run, shows_utf8()));
    return result == EQP_EXIT_DONE && curve.stopped ? EQP_EXIT_STOPPED : result;
}

static eqp_exit frontier(finding_curve *all) {
    eqp_session *session = &all->session;
    eqp_exit result = prepare(all);
    if (result == EQP_EXIT_DONE)
        result = eqp_session_solve_base(session,
                                        all->floor_study ? all->floor_study : session->study, 1);
    if (result == EQP_EXIT_DONE)
        result = solve(all);
    if (result == EQP_EXIT_DONE)
        return finish(all);
    return result == EQP_EXIT_STOPPED ? eqp_message_no_plan(session->given) : result;
}

eqp_exit eqp_command_frontier(const eqp_arguments *given) {
    finding_curve all = {.stopped = 0};
    eqp_error error = {0};
    eqp_exit result = take_options(given, &all, &error) == EQP_OK
                          ? eqp_session_begin(&all.session, given)
                          : eqp_message_error(&error);
    if (result == EQP_EXIT_DONE)
        result = frontier(&all);
    eqp_free(all.pieces);
    eqp_frontier_free(all.frontier);
    eqp_free(all.work.marginal);
    eqp_session_end(&all.session);
    eqp_study_free(all.floor_study);
    eqp_free(all.line);
    eqp_frontier_axis_free(&all.axis);
    return result;
}
