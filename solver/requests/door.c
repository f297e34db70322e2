#include "solver/requests/ask.h"

#include "models/proof/judge.h"
#include "output/store/sweep.h"
#include "solver/requests/check.h"
#include "solver/requests/compare.h"
#include "solver/requests/equiplace.h"
#include "solver/requests/evaluate.h"
#include "solver/requests/explain.h"
#include "solver/requests/export.h"
#include "solver/requests/frontier.h"
#include "solver/requests/solve.h"
#include "solver/requests/sweep.h"

const char *eqp_version(void) {
    return EQP_VERSION;
}

/* Hands out what a request came to, whose text is taken over. */
static eqp_status hand_out(eqp_status status, eqp_outcome found, char *text, char **json,
                           eqp_outcome *outcome, eqp_error *error) {
    if (!status && !text)
        status = eqp_error_memory(error);
    if (outcome)
        *outcome = status ? EQP_OUTCOME_NO_PLAN : found;
    *json = text;
    return status;
}

eqp_status eqp_ask_check(const eqp_request *request, char **json, eqp_error *error) {
    eqp_check_answer answer;
    eqp_status status = eqp_request_check(request, &answer, error);
    status = hand_out(status, EQP_OUTCOME_OPTIMAL, status ? NULL : eqp_check_answer_json(&answer),
                      json, NULL, error);
    eqp_check_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_solve(const eqp_solve_request *request, char **json, eqp_outcome *outcome,
                         eqp_error *error) {
    eqp_solve_answer answer;
    eqp_status status = eqp_request_solve(request, &answer, error);
    if (!status && answer.plan)
        status = eqp_judge_accept(&answer.run.verdict, error);
    status = hand_out(status, answer.outcome, status ? NULL : eqp_solve_answer_json(&answer), json,
                      outcome, error);
    eqp_solve_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_compare(const eqp_request *request, char **json, eqp_outcome *outcome,
                           eqp_error *error) {
    eqp_compare_answer answer;
    eqp_status status = eqp_request_compare(request, &answer, error);
    status = hand_out(status, answer.outcome, status ? NULL : eqp_compare_answer_json(&answer),
                      json, outcome, error);
    eqp_compare_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_sweep(const eqp_sweep_request *request, char **json, eqp_outcome *outcome,
                         eqp_error *error) {
    eqp_sweep_answer answer;
    char *text = NULL;
    eqp_status status = eqp_request_sweep(request, &answer, error);
    if (!status)
        status = eqp_sweep_answer_json(&answer, &text, error);
    status = hand_out(status, answer.outcome, text, json, outcome, error);
    eqp_sweep_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_frontier(const eqp_frontier_request *request, char **json, eqp_outcome *outcome,
                            eqp_error *error) {
    eqp_frontier_answer answer;
    eqp_status status = eqp_request_frontier(request, &answer, error);
    status = hand_out(status, answer.outcome, status ? NULL : eqp_frontier_answer_json(&answer),
                      json, outcome, error);
    eqp_frontier_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_evaluate(const eqp_evaluate_request *request, char **json, eqp_outcome *outcome,
                            eqp_error *error) {
    eqp_evaluate_answer answer;
    eqp_status status = eqp_request_evaluate(request, &answer, error);
    status = hand_out(status, answer.outcome, status ? NULL : eqp_evaluate_answer_json(&answer),
                      json, outcome, error);
    eqp_evaluate_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_explain(const eqp_explain_request *request, char **json, eqp_outcome *outcome,
                           eqp_error *error) {
    eqp_explain_answer answer;
    eqp_status status = eqp_request_explain(request, &answer, error);
    status = hand_out(status, answer.outcome, status ? NULL : eqp_explain_answer_json(&answer),
                      json, outcome, error);
    eqp_explain_answer_free(&answer);
    return status;
}

eqp_status eqp_ask_export(const eqp_export_request *request, char **json, eqp_outcome *outcome,
                          eqp_error *error) {
    eqp_export_answer answer;
    eqp_status status = eqp_request_export(request, &answer, error);
    status = hand_out(status, answer.outcome, status ? NULL : eqp_export_answer_json(&answer), json,
                      outcome, error);
    eqp_export_answer_free(&answer);
    return status;
}
