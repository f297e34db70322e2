#include "solver/program/message.h"

#include "models/memory.h"
#include "output/json.h"
#include "output/run.h"
#include "solver/program/processes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static eqp_exit exit_of(eqp_status status) {
    switch (status) {
    case EQP_OK:
        return EQP_EXIT_DONE;
    case EQP_ERROR_USAGE:
        return EQP_EXIT_USAGE;
    case EQP_ERROR_DATA:
        return EQP_EXIT_DATA;
    default:
        return EQP_EXIT_SYSTEM;
    }
}

int eqp_message_wanted(const eqp_arguments *arguments) {
    return eqp_processes_first() && !eqp_arguments_has(arguments, "--quiet");
}

eqp_exit eqp_message_error(const eqp_error *error) {
    if (!eqp_processes_first()) {
        eqp_processes_fail(error);
        return exit_of(error->status);
    }
    if (error->file[0])
        fprintf(stderr, "%s:", error->file);
    else
        fputs("equiplace:", stderr);
    if (error->file[0] && error->line)
        fprintf(stderr, "%u:", error->line);
    if (error->file[0] && error->line && error->column)
        fprintf(stderr, "%u:", error->column);
    fprintf(stderr, " error: %s\n", error->sentence);
    return exit_of(error->status);
}

void eqp_message_problems(const eqp_arguments *arguments, eqp_problems *problems,
                          const char *folder) {
    int has_errors = eqp_problems_count(problems, EQP_PROBLEM_ERROR) > 0;
    if (eqp_message_wanted(arguments) || (has_errors && eqp_processes_first()))
        eqp_problems_print(problems, folder, stderr);
}

eqp_exit eqp_message_answer(char *text) {
    eqp_error error;
    eqp_exit result = EQP_EXIT_DONE;
    if (!text) {
        eqp_error_memory(&error);
        result = eqp_message_error(&error);
    } else if (fputs(text, stdout) < 0 || fflush(stdout) != 0) {
        eqp_error_set(&error, EQP_ERROR_SYSTEM, "cannot write to standard output: %s",
                      strerror(errno));
        result = eqp_message_error(&error);
    }
    eqp_free(text);
    return result;
}

eqp_exit eqp_message_no_plan(const eqp_arguments *arguments) {
    eqp_exit result = EQP_EXIT_DONE;
    fputs("equiplace: stopped before any plan was found; nothing was written\n", stderr);
    if (eqp_arguments_has(arguments, "--json")) {
        eqp_json *json = eqp_json_create();
        eqp_json_text(json, "status", eqp_outcome_name(EQP_OUTCOME_NO_PLAN));
        result = eqp_message_answer(eqp_json_finish(json));
    }
    return result == EQP_EXIT_DONE ? EQP_EXIT_STOPPED : result;
}
