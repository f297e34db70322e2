#include "solver/requests/explain.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/text/explanation_text.h"
#include "solver/control/watch.h"
#include "solver/explain/explanations.h"

#include <math.h>
#include <string.h>

/* What an institution's next and last money is, where the request names none. */
#define AMOUNT 100000
#define AMOUNT_SHARE 0.01

typedef struct explaining {
    const eqp_explain_request *request;
    eqp_explain_answer *answer;
    uint32_t occupation; /* EQP_NONE: the whole zone */
    eqp_watch watch;
    eqp_solve_options options; /* of the watch: the time that is left */
    eqp_what_if_solver *what_if;
} explaining;

/* ---- what is asked ---- */

static const struct {
    const char *what;
    eqp_space space;
} subjects[EQP_EXPLAIN_KINDS] = {
    [EQP_EXPLAIN_OFFER] = {N_("offer"), EQP_SPACE_offer},
    [EQP_EXPLAIN_ZONE] = {N_("zone"), EQP_SPACE_zone},
    [EQP_EXPLAIN_INSTITUTION] = {N_("institution"), EQP_SPACE_institution},
    [EQP_EXPLAIN_RULE] = {N_("rule"), EQP_SPACE_rule}};

static eqp_status find_id(const eqp_study *study, eqp_space space, const char *what, const char *id,
                          uint32_t *index, eqp_error *error) {
    *index = eqp_names_find(study->spaces[space], id, strlen(id));
    return *index == EQP_NONE
               ? eqp_error_unknown(error, what, id, eqp_names_nearest(study->spaces[space], id))
               : EQP_OK;
}

static eqp_status find_subject(explaining *e, eqp_error *error) {
    const eqp_explain_request *request = e->request;
    const eqp_study *study = e->answer->run.study;
    eqp_status status;
    e->occupation = EQP_NONE;
    if (request->about == EQP_EXPLAIN_ALL)
        return EQP_OK;
    status = find_id(study, subjects[request->about].space, subjects[request->about].what,
                     request->subject, &e->answer->subject, error);
    return status || !request->occupation ? status
                                          : find_id(study, EQP_SPACE_occupation, N_("occupation"),
                                                    request->occupation, &e->occupation, error);
}

/* ---- answers ---- */

const double *eqp_explain_answer_dual(const eqp_explain_answer *answer) {
    return eqp_base_solution(answer->run.base)->dual;
}

/* The next and last money: as asked for, or 100,000, or 1 % of a smaller budget. */
static double amount_of(const explaining *e) {
    double budget = e->answer->plan->budgets[e->answer->subject].budget;
    if (!isnan(e->request->amount))
        return e->request->amount;
    return budget > 0 ? fmin(AMOUNT, AMOUNT_SHARE * budget) : AMOUNT;
}

static eqp_status explain(explaining *e, eqp_error *error) {
    eqp_explain_answer *answer = e->answer;
    eqp_command_run *run = &answer->run;
    const double *dual = eqp_explain_answer_dual(answer);
    switch (e->request->about) {
    case EQP_EXPLAIN_OFFER:
        return eqp_offer_explain(e->what_if, answer->plan, dual, answer->subject,
                                 &answer->found.offer, error);
    case EQP_EXPLAIN_ZONE:
        return eqp_zone_explain(e->what_if, answer->plan, dual, answer->subject, e->occupation,
                                &answer->found.zone, error);
    case EQP_EXPLAIN_INSTITUTION:
        return eqp_institution_explain(e->what_if, answer->plan, answer->subject, amount_of(e),
                                       &answer->found.institution, error);
    case EQP_EXPLAIN_RULE:
        return eqp_rule_explain(e->what_if, answer->plan, answer->subject, &answer->found.rule,
                                error);
    default:
        return run->folder ? eqp_values_write(answer->plan, dual, &run->facts, run->folder,
                                              run->request->style, error)
                           : EQP_OK;
    }
}

/* Whatever asks for solves again gets what the time limit has left. */
static eqp_status prepare(explaining *e, eqp_error *error) {
    const eqp_base *base = e->answer->run.base;
    if (e->request->about == EQP_EXPLAIN_ALL ||
        (e->request->about == EQP_EXPLAIN_ZONE && e->occupation == EQP_NONE))
        return EQP_OK;
    return eqp_what_if_solver_create(eqp_base_programme(base), eqp_base_solution(base), &e->watch,
                                     &e->what_if, error);
}

static eqp_status answer_question(explaining *e, eqp_error *error) {
    eqp_explain_answer *answer = e->answer;
    eqp_command_run *run = &answer->run;
    const eqp_solution *solution = eqp_base_solution(run->base);
    eqp_status status;
    answer->outcome = EQP_OUTCOME_STOPPED;
    if (solution->outcome != EQP_OUTCOME_OPTIMAL)
        return EQP_OK;
    status = eqp_plan_build(eqp_base_programme(run->base), solution, &answer->plan, error);
    eqp_command_run_solved(run);
    eqp_listener_working(&run->request->listener, _("solving again"));
    if (!status)
        status = prepare(e, error);
    if (!status)
        status = explain(e, error);
    eqp_listener_working(&run->request->listener, NULL);
    if (!status)
        answer->outcome = EQP_OUTCOME_OPTIMAL;
    return e->watch.stopped ? EQP_OK : status;
}

/* The study as it stands, and the line that says what decided about the tables. */
static eqp_status open(explaining *e, eqp_error *error) {
    eqp_command_run *run = &e->answer->run;
    eqp_buffer line = {0};
    eqp_status status = find_subject(e, error);
    if (status)
        return status;
    eqp_buffer_add(&line, "--all");
    status = eqp_command_run_describe(run, &line, &e->answer->line, error);
    return status ? status : eqp_command_run_open(run, error);
}

eqp_status eqp_request_explain(const eqp_explain_request *request, eqp_explain_answer *answer,
                               eqp_error *error) {
    explaining e = {.request = request, .answer = answer};
    eqp_command_run *run = &answer->run;
    eqp_status status;
    *answer = (eqp_explain_answer){.outcome = EQP_OUTCOME_STOPPED, .about = request->about};
    status = eqp_command_run_begin(run, &request->common, "explain", EQP_READ_IN_PLACES, error);
    if (!status)
        status = open(&e, error);
    e.options = eqp_command_run_options(run);
    e.options.progress = NULL;
    e.watch = eqp_watch_start(&e.options); /* the base's time counts */
    if (!status)
        status = eqp_command_run_solve_base(run, run->study, 1, &answer->outcome, error);
    if (!status && answer->outcome == EQP_OUTCOME_NO_PLAN)
        answer->outcome = EQP_OUTCOME_STOPPED;
    if (!status && answer->outcome == EQP_OUTCOME_OPTIMAL)
        status = answer_question(&e, error);
    eqp_what_if_solver_free(e.what_if);
    return status;
}

char *eqp_explain_answer_json(const eqp_explain_answer *answer) {
    if (answer->outcome != EQP_OUTCOME_OPTIMAL)
        return eqp_no_plan_json(&answer->run.no_plan, answer->outcome);
    switch (answer->about) {
    case EQP_EXPLAIN_OFFER:
        return eqp_offer_explanation_json(&answer->found.offer);
    case EQP_EXPLAIN_ZONE:
        return eqp_zone_explanation_json(&answer->found.zone);
    case EQP_EXPLAIN_INSTITUTION:
        return eqp_institution_explanation_json(&answer->found.institution);
    case EQP_EXPLAIN_RULE:
        return eqp_rule_explanation_json(&answer->found.rule);
    default:
        return eqp_values_json(answer->plan, &answer->run.facts);
    }
}

void eqp_explain_answer_free(eqp_explain_answer *answer) {
    if (answer->outcome == EQP_OUTCOME_OPTIMAL && answer->about == EQP_EXPLAIN_OFFER)
        eqp_offer_explanation_free(&answer->found.offer);
    if (answer->outcome == EQP_OUTCOME_OPTIMAL && answer->about == EQP_EXPLAIN_ZONE)
        eqp_zone_explanation_free(&answer->found.zone);
    if (answer->outcome == EQP_OUTCOME_OPTIMAL && answer->about == EQP_EXPLAIN_INSTITUTION)
        eqp_institution_explanation_free(&answer->found.institution);
    if (answer->outcome == EQP_OUTCOME_OPTIMAL && answer->about == EQP_EXPLAIN_RULE)
        eqp_rule_explanation_free(&answer->found.rule);
    eqp_plan_free(answer->plan);
    eqp_command_run_end(&answer->run);
    eqp_free(answer->line);
}
