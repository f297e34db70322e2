#include "solver/program/no_plan.h"

#include "models/base/memory.h"
#include "output/text/conflict_text.h"
#include "output/text/whole_obstacles_text.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"

#include <stdio.h>

static eqp_exit tell_shortage(void) {
    eqp_error error;
    eqp_error_memory(&error);
    return eqp_message_error(&error);
}

eqp_exit eqp_no_plan_tell(const eqp_request_options *options, const eqp_no_plan *no_plan) {
    eqp_buffer line = {0};
    eqp_text_style style = {.folder = options->request.study};
    eqp_exit result = EQP_EXIT_DONE;
    char *changed, *text = NULL;
    if (!eqp_processes_first())
        return EQP_EXIT_NO_PLAN;
    eqp_buffer_add(&line, "%s", "");
    eqp_request_describe(&options->request, &line);
    style.changed = changed = eqp_buffer_finish(&line);
    if (changed)
        text = no_plan->obstacles ? eqp_whole_obstacles_text(no_plan->obstacles, &style)
                                  : eqp_conflict_text(no_plan->conflicts, &style);
    if (!text)
        result = tell_shortage();
    else
        fputs(text, stderr);
    if (text && eqp_arguments_has(options->console.given, "--json"))
        result = eqp_message_answer(eqp_no_plan_json(no_plan, EQP_OUTCOME_INFEASIBLE));
    eqp_free(text);
    eqp_free(changed);
    return result == EQP_EXIT_DONE ? EQP_EXIT_NO_PLAN : result;
}
