#include "models/base/language.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/program/request_options.h"
#include "solver/requests/frontier.h"

#include <stdlib.h>
#include <string.h>

static eqp_status take_options(const eqp_arguments *given, eqp_request_options *options,
                               eqp_frontier_request *request, eqp_error *error) {
    double tolerance = 0;
    eqp_status status = eqp_request_options_take(given, options, error);
    if (!status && options->axis_count != 1)
        status = eqp_error_set(
            error, EQP_ERROR_USAGE,
            options->axis_count
                ? _("a frontier varies one thing: give one --transfer or one --vary; "
                    "sweep varies several")
                : _("a frontier varies one thing: give one --transfer or one --vary"));
    if (!status)
        status = eqp_arguments_number(given, "--tolerance", 0, 1, &tolerance, error);
    if (!status)
        *request = (eqp_frontier_request){options->request, options->axes[0], tolerance};
    return status;
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

static eqp_exit tell(const eqp_request_options *options, const eqp_frontier_answer *answer) {
    const eqp_arguments *given = options->console.given;
    const eqp_command_run *run = &answer->run;
    switch (answer->outcome) {
    case EQP_OUTCOME_NO_PLAN:
        return eqp_message_no_plan(given);
    case EQP_OUTCOME_INFEASIBLE:
        return eqp_no_plan_tell(options, &run->no_plan);
    default:
        return eqp_message_ended(
            eqp_message_answer(eqp_arguments_has(given, "--json")
                                   ? eqp_frontier_answer_json(answer)
                                   : eqp_curve_text(&answer->curve, &run->facts, shows_utf8())),
            answer->outcome);
    }
}

eqp_exit eqp_command_frontier(const eqp_arguments *given) {
    eqp_request_options options;
    eqp_frontier_request request;
    eqp_frontier_answer answer = {.moving_count = 0};
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = take_options(given, &options, &request, &error);
    if (!status)
        status = eqp_request_frontier(&request, &answer, &error);
    result = status ? eqp_message_error(&error) : tell(&options, &answer);
    eqp_frontier_answer_free(&answer);
    eqp_request_options_free(&options);
    return result;
}
