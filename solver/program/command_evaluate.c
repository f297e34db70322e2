#include "input/tables/draft_reader.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/evaluation.h"
#include "solver/evaluate/assess.h"
#include "solver/program/message.h"
#include "solver/program/session.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"

#include <stdio.h>

/* What an evaluation goes through, in order; freed together. */
typedef struct evaluating {
    eqp_session session;
    eqp_draft *draft;
    eqp_assessment *assessment;
    eqp_watch watch;
    eqp_solve_options options; /* of the watch: the time that is left */
    char *options_line;
} evaluating;

static eqp_exit read_draft(evaluating *all) {
    const eqp_arguments *given = all->session.given;
    eqp_problems *problems = eqp_problems_create();
    eqp_error error = {0};
    eqp_status status = problems ? eqp_draft_read(given->argument[1], all->session.study,
                                                  &all->draft, problems, &error)
                                 : eqp_error_memory(&error);
    if (problems)
        eqp_message_problems(given, problems, NULL);
    eqp_problems_free(problems);
    return status ? eqp_message_error(&error) : EQP_EXIT_DONE;
}

/* The options that decide about the results, as typed. */
static eqp_exit describe(evaluating *all) {
    eqp_buffer line = {0};
    eqp_error error = {0};
    eqp_buffer_add(&line, "%s", all->session.given->argument[1]);
    eqp_study_input_describe(all->session.given, &line);
    all->options_line = eqp_buffer_finish(&line);
    if (!all->options_line) {
        eqp_error_memory(&error);
        return eqp_message_error(&error);
    }
    all->session.run.options = all->options_line;
    return EQP_EXIT_DONE;
}

static eqp_exit deliver(evaluating *all) {
    eqp_session *session = &all->session;
    eqp_evaluation_run run = {&session->run, session->given->argument[1],
                              eqp_study_input_scenario(session->given)};
    eqp_error error = {0};
    eqp_exit result;
    eqp_session_solved(session);
    if (session->folder && eqp_evaluation_write(all->assessment, &run, session->folder,
                                                session->style, &error) != EQP_OK)
        return eqp_message_error(&error);
    result = eqp_message_answer(eqp_arguments_has(session->given, "--json")
                                    ? eqp_evaluation_json(all->assessment, &run)
                                    : eqp_evaluation_text(all->assessment, &run));
    if (result == EQP_EXIT_DONE && all->assessment->outcome == EQP_OUTCOME_STOPPED)
        result = EQP_EXIT_STOPPED;
    return result;
}

/* Only where the best plan is known, even if there is none, is there something to measure by. */
static eqp_exit assess(evaluating *all) {
    const eqp_base *base = all->session.base;
    eqp_waiting *waiting;
    eqp_error error = {0};
    eqp_status status;
    if (eqp_base_solution(base)->outcome == EQP_OUTCOME_NO_PLAN)
        return eqp_message_no_plan(all->session.given);
    waiting = eqp_waiting_begin(all->session.given, _("solving again"));
    status = eqp_assess(eqp_base_programme(base), eqp_base_solution(base), all->draft, &all->watch,
                        &all->assessment, &error);
    eqp_waiting_end(waiting);
    if (status == EQP_OK)
        return deliver(all);
    return all->watch.stopped ? eqp_message_no_plan(all->session.given) : eqp_message_error(&error);
}

static eqp_exit evaluate(evaluating *all) {
    eqp_exit result = eqp_session_open(&all->session);
    if (result != EQP_EXIT_DONE)
        return result;
    all->options = all->session.options;
    all->options.progress = NULL;
    all->watch = eqp_watch_start(&all->options); /* the solve's time counts */
    result = eqp_session_solve_base(&all->session, all->session.study, 0);
    if (result == EQP_EXIT_STOPPED)
        return eqp_message_no_plan(all->session.given);
    return result == EQP_EXIT_DONE ? assess(all) : result;
}

eqp_exit eqp_command_evaluate(const eqp_arguments *given) {
    evaluating all = {.draft = NULL};
    eqp_exit result = eqp_session_begin(&all.session, given);
    if (result == EQP_EXIT_DONE)
        result = read_draft(&all);
    if (result == EQP_EXIT_DONE)
        result = describe(&all);
    if (result == EQP_EXIT_DONE)
        result = evaluate(&all);
    eqp_assessment_free(all.assessment);
    eqp_draft_free(all.draft);
    eqp_session_end(&all.session);
    eqp_free(all.options_line);
    return result;
}
