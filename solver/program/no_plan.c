#include "solver/program/no_plan.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/text/conflict_text.h"
#include "output/text/whole_obstacles_text.h"
#include "solver/conflicts/conflicts.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"
#include "solver/whole_sessions/whole_obstacles.h"

#include <stdio.h>

/* Both forms of an answer; `json` is NULL where it is not wanted, or memory was short. */
typedef struct forms {
    char *text, *json;
} forms;

static eqp_status tell_conflicts(const eqp_programme *programme, const eqp_text_style *style,
                                 int json, forms *told, eqp_error *error) {
    eqp_conflicts *conflicts;
    eqp_status status = eqp_conflicts_find(programme, &conflicts, error);
    if (status)
        return status;
    told->text = eqp_conflict_text(conflicts, style);
    told->json = json ? eqp_conflict_json(conflicts) : NULL;
    eqp_conflicts_free(conflicts);
    return EQP_OK;
}

static eqp_status tell_obstacles(const eqp_programme *programme, const eqp_solution *solution,
                                 const eqp_text_style *style, int json, forms *told,
                                 eqp_error *error) {
    eqp_whole_obstacles *obstacles;
    eqp_status status = eqp_whole_obstacles_find(programme, solution, &obstacles, error);
    if (status)
        return status;
    told->text = eqp_whole_obstacles_text(obstacles, style);
    told->json = json ? eqp_whole_obstacles_json(obstacles) : NULL;
    eqp_whole_obstacles_free(obstacles);
    return EQP_OK;
}

static eqp_status tell(const eqp_arguments *arguments, const eqp_programme *programme,
                       const eqp_solution *solution, const eqp_text_style *style, forms *told,
                       eqp_error *error) {
    int json = eqp_arguments_has(arguments, "--json");
    eqp_waiting *waiting;
    eqp_status status;
    if (solution && solution->excess)
        return tell_obstacles(programme, solution, style, json, told, error);
    waiting = eqp_waiting_begin(arguments, _("looking for what conflicts"));
    status = tell_conflicts(programme, style, json, told, error);
    eqp_waiting_end(waiting);
    return status;
}

eqp_exit eqp_no_plan_explain(const eqp_arguments *arguments, const eqp_programme *programme,
                             const eqp_solution *solution) {
    eqp_buffer line = {0};
    char *changed;
    forms told = {0};
    eqp_error error = {0};
    eqp_exit result = EQP_EXIT_DONE;
    eqp_status status;
    if (!eqp_processes_first())
        return EQP_EXIT_NO_PLAN;
    eqp_buffer_add(&line, "%s", "");
    eqp_study_input_describe(arguments, &line);
    changed = eqp_buffer_finish(&line);
    const eqp_text_style style = {.folder = arguments->argument[0], .changed = changed};
    status = changed ? tell(arguments, programme, solution, &style, &told, &error) : EQP_OK;
    if (!status && !told.text)
        status = eqp_error_memory(&error);
    if (status)
        result = eqp_message_error(&error);
    else
        fputs(told.text, stderr);
    if (result == EQP_EXIT_DONE && eqp_arguments_has(arguments, "--json"))
        result = eqp_message_answer(told.json);
    else
        eqp_free(told.json);
    eqp_free(told.text);
    eqp_free(changed);
    return result == EQP_EXIT_DONE ? EQP_EXIT_NO_PLAN : result;
}
