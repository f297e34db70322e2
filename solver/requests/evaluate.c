#include "solver/requests/evaluate.h"

#include "input/tables/draft_reader.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "solver/control/watch.h"
#include "solver/evaluate/assess.h"

static eqp_status read_draft(const eqp_evaluate_request *request, eqp_evaluate_answer *answer,
                             eqp_error *error) {
    const eqp_listener *listener = &request->common.listener;
    eqp_problems *problems = eqp_problems_create();
    eqp_status status;
    if (!problems)
        return eqp_error_memory(error);
    status = eqp_draft_read(request->plan, answer->run.study, &answer->draft, problems, error);
    if (listener->problems)
        listener->problems(listener->context, problems, NULL);
    eqp_problems_free(problems);
    return status;
}

static eqp_status prepare(const eqp_evaluate_request *request, eqp_evaluate_answer *answer,
                          eqp_error *error) {
    eqp_command_run *run = &answer->run;
    eqp_buffer line = {0};
    eqp_status status = read_draft(request, answer, error);
    if (status)
        return status;
    eqp_buffer_add(&line, "%s", request->plan);
    status = eqp_command_run_describe(run, &line, &answer->line, error);
    run->facts.draft = request->plan;
    return status ? status : eqp_command_run_open(run, error);
}

/* Only where the best plan is known, even if there is none, is there something to measure by. */
static eqp_status assess(eqp_evaluate_answer *answer, eqp_watch *watch, eqp_error *error) {
    eqp_command_run *run = &answer->run;
    const eqp_solution *best = eqp_base_solution(run->base);
    eqp_status status;
    answer->outcome = EQP_OUTCOME_NO_PLAN;
    if (best->outcome == EQP_OUTCOME_NO_PLAN)
        return EQP_OK;
    eqp_listener_working(&run->request->listener, _("solving again"));
    status = eqp_assess(eqp_base_programme(run->base), best, answer->draft, watch,
                        &answer->assessment, error);
    eqp_command_run_solved(run);
    if (status)
        return watch->stopped ? EQP_OK : status;
    answer->outcome = answer->assessment->outcome == EQP_OUTCOME_STOPPED ? EQP_OUTCOME_STOPPED
                                                                         : EQP_OUTCOME_OPTIMAL;
    return run->folder ? eqp_evaluation_write(answer->assessment, &run->facts, run->folder,
                                              run->request->style, error)
                       : EQP_OK;
}

eqp_status eqp_request_evaluate(const eqp_evaluate_request *request, eqp_evaluate_answer *answer,
                                eqp_error *error) {
    eqp_command_run *run = &answer->run;
    eqp_solve_options options;
    eqp_watch watch;
    eqp_status status;
    *answer = (eqp_evaluate_answer){.outcome = EQP_OUTCOME_NO_PLAN};
    status = eqp_command_run_begin(run, &request->common, "evaluate", EQP_READ_SCENARIO, error);
    if (!status)
        status = prepare(request, answer, error);
    options = eqp_command_run_options(run);
    options.progress = NULL;
    watch = eqp_watch_start(&options); /* the base's time counts */
    if (!status)
        status = eqp_command_run_solve_base(run, run->study, 0, &answer->outcome, error);
    return status || answer->outcome != EQP_OUTCOME_OPTIMAL ? status
                                                            : assess(answer, &watch, error);
}

char *eqp_evaluate_answer_json(const eqp_evaluate_answer *answer) {
    return answer->outcome == EQP_OUTCOME_NO_PLAN
               ? eqp_no_plan_json(NULL, answer->outcome)
               : eqp_evaluation_json(answer->assessment, &answer->run.facts);
}

void eqp_evaluate_answer_free(eqp_evaluate_answer *answer) {
    eqp_assessment_free(answer->assessment);
    eqp_draft_free(answer->draft);
    eqp_command_run_end(&answer->run);
    eqp_free(answer->line);
}
