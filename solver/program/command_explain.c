#include "models/base/language.h"
#include "output/text/explanation_text.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/requests/explain.h"

#include <math.h>

/* The option that asks about each. */
static const char *const asks[EQP_EXPLAIN_KINDS] = {[EQP_EXPLAIN_OFFER] = "--offer",
                                                    [EQP_EXPLAIN_ZONE] = "--zone",
                                                    [EQP_EXPLAIN_INSTITUTION] = "--institution",
                                                    [EQP_EXPLAIN_RULE] = "--rule",
                                                    [EQP_EXPLAIN_ALL] = "--all"};

static eqp_status refuse(eqp_error *error, const char *sentence) {
    return eqp_error_set(error, EQP_ERROR_USAGE, "%s", sentence);
}

static eqp_status take_question(const eqp_arguments *given, eqp_explain_request *request,
                                eqp_error *error) {
    int questions = 0;
    *request = (eqp_explain_request){.amount = NAN};
    for (int about = 0; about < EQP_EXPLAIN_KINDS; about++)
        if (eqp_arguments_has(given, asks[about])) {
            request->about = (eqp_explain_kind)about;
            questions++;
        }
    if (questions != 1)
        return refuse(error,
                      _("explain needs one of --offer K, --zone Z, --institution I, --rule Q "
                        "and --all"));
    if (request->about != EQP_EXPLAIN_ZONE && eqp_arguments_has(given, "--occupation"))
        return refuse(error, _("--occupation goes with --zone"));
    if (request->about != EQP_EXPLAIN_INSTITUTION && eqp_arguments_has(given, "--amount"))
        return refuse(error, _("--amount goes with --institution"));
    if (request->about == EQP_EXPLAIN_ALL && !eqp_arguments_has(given, "--out"))
        return refuse(error, _("--all needs --out DIR, where its tables go"));
    if (request->about != EQP_EXPLAIN_ALL && eqp_arguments_has(given, "--out"))
        return refuse(error, _("--out goes with --all"));
    request->subject = eqp_arguments_text(given, asks[request->about], "");
    request->occupation = eqp_arguments_text(given, "--occupation", NULL);
    return eqp_arguments_number(given, "--amount", 0.01, 1e15, &request->amount, error);
}

static char *text_of(const eqp_explain_answer *a) {
    switch (a->about) {
    case EQP_EXPLAIN_OFFER:
        return eqp_offer_explanation_text(&a->found.offer);
    case EQP_EXPLAIN_ZONE:
        return eqp_zone_explanation_text(&a->found.zone);
    case EQP_EXPLAIN_INSTITUTION:
        return eqp_institution_explanation_text(&a->found.institution);
    case EQP_EXPLAIN_RULE:
        return eqp_rule_explanation_text(&a->found.rule);
    default:
        return eqp_values_text(a->plan, eqp_explain_answer_dual(a), &a->run.facts);
    }
}

static eqp_exit tell(const eqp_request_options *options, const eqp_explain_answer *answer) {
    int json = eqp_arguments_has(options->console.given, "--json");
    if (answer->outcome == EQP_OUTCOME_INFEASIBLE)
        return eqp_no_plan_tell(options, &answer->run.no_plan);
    if (answer->outcome == EQP_OUTCOME_OPTIMAL)
        return eqp_message_answer(json ? eqp_explain_answer_json(answer) : text_of(answer));
    return eqp_message_stopped(options->console.given, EQP_OUTCOME_STOPPED,
                               _("stopped before everything was known; nothing was explained"));
}

eqp_exit eqp_command_explain(const eqp_arguments *given) {
    eqp_request_options options = {.axes = NULL};
    eqp_explain_request request;
    eqp_explain_answer answer = {.outcome = EQP_OUTCOME_STOPPED};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = take_question(given, &request, &error);
    if (!status)
        status = eqp_request_options_take(given, &options, &error);
    request.common = options.request;
    if (!status)
        status = eqp_request_explain(&request, &answer, &error);
    result = status ? eqp_message_error(&error) : tell(&options, &answer);
    eqp_explain_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
