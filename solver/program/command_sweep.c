#include "models/base/language.h"
#include "output/store/sweep.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/program/processes.h"
#include "solver/program/request_options.h"
#include "solver/requests/sweep.h"

#define MOST_DRAWS 9007199254740992.0 /* 2⁵³ */

static eqp_status take_options(const eqp_arguments *given, eqp_request_options *options,
                               eqp_sweep_request *request, eqp_error *error) {
    double draws = 0, seed = 1;
    eqp_status status = eqp_request_options_take(given, options, error);
    if (!status)
        status = eqp_arguments_whole(given, "--draws", 1, MOST_DRAWS, &draws, error);
    if (!status)
        status = eqp_arguments_whole(given, "--seed", 0, MOST_DRAWS, &seed, error);
    if (!status && draws == 0 && options->axis_count && eqp_arguments_has(given, "--seed"))
        status = eqp_error_set(error, EQP_ERROR_USAGE, _("--seed is of no use without --draws"));
    *request = (eqp_sweep_request){.common = options->request,
                                   .axes = options->axes,
                                   .axis_count = options->axis_count,
                                   .draws = (uint64_t)draws,
                                   .seed = (uint64_t)seed,
                                   .hold_floors = eqp_arguments_has(given, "--hold-floors"),
                                   .resume = eqp_arguments_has(given, "--resume")};
    return status;
}

/* Prints what there is. */
static eqp_exit print(eqp_request_options *options, eqp_sweep_answer *answer) {
    const eqp_listener *listener = &options->request.listener;
    eqp_error error = {0};
    char *text;
    eqp_status status;
    eqp_listener_working(listener, _("adding up"));
    status = (eqp_arguments_has(options->console.given, "--json")
                  ? eqp_sweep_json
                  : eqp_sweep_text)(answer->store, &answer->run.facts, &text, &error);
    eqp_listener_working(listener, NULL);
    return status ? eqp_message_error(&error) : eqp_message_answer(text);
}

static eqp_exit tell(eqp_request_options *options, eqp_sweep_answer *answer) {
    const eqp_arguments *given = options->console.given;
    if (answer->outcome == EQP_OUTCOME_INFEASIBLE)
        return eqp_no_plan_tell(options, &answer->run.no_plan);
    if (!eqp_processes_first())
        return EQP_EXIT_DONE;
    if (answer->outcome == EQP_OUTCOME_NO_PLAN)
        return eqp_message_no_plan(given);
    if (answer->outcome == EQP_OUTCOME_STOPPED)
        eqp_message_tell(answer->run.folder
                             ? _("stopped after %llu of %llu points; continue with --resume")
                             : _("stopped after %llu of %llu points; nothing was written"),
                         (unsigned long long)answer->done, (unsigned long long)answer->points);
    return eqp_message_ended(print(options, answer), answer->outcome);
}

/* What is in the store stays good when a run fails. */
static eqp_exit tell_failure(const eqp_error *error, const eqp_sweep_answer *answer) {
    eqp_exit result = eqp_message_error(error);
    if (answer->run.folder && answer->done && answer->done < answer->points)
        eqp_message_tell(_("%llu of %llu points are written; continue with --resume"),
                         (unsigned long long)answer->done, (unsigned long long)answer->points);
    return result;
}

eqp_exit eqp_command_sweep(const eqp_arguments *given) {
    eqp_request_options options;
    eqp_sweep_request request;
    eqp_sweep_answer answer = {.points = 0};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = take_options(given, &options, &request, &error);
    if (!status)
        status = eqp_request_sweep(&request, &answer, &error);
    result = status ? tell_failure(&error, &answer) : tell(&options, &answer);
    eqp_sweep_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
