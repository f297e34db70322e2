#include "solver/program/message.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "solver/program/colour.h"
#include "solver/program/processes.h"
#include "solver/requests/no_plan.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

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
    fprintf(stderr, " %s%s:%s %s\n", eqp_colour_begin(EQP_COLOUR_ERROR, stderr), _("error"),
            eqp_colour_end(stderr), error->sentence);
    return exit_of(error->status);
}

static void begin_warning(void) {
    fprintf(stderr, " %s%s:%s ", eqp_colour_begin(EQP_COLOUR_WARNING, stderr), _("warning"),
            eqp_colour_end(stderr));
}

void eqp_message_warning(const eqp_arguments *arguments, const char *format, ...) {
    va_list values;
    if (!eqp_message_wanted(arguments))
        return;
    fputs("equiplace:", stderr);
    begin_warning();
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

void eqp_message_scenario_warning(const eqp_arguments *arguments, uint32_t line,
                                  const char *sentence) {
    if (!eqp_message_wanted(arguments))
        return;
    fprintf(stderr, "%s/scenarios.csv:%u:", arguments->argument[0], line);
    begin_warning();
    fprintf(stderr, "%s\n", sentence);
}

void eqp_message_problems(const eqp_arguments *arguments, eqp_problems *problems,
                          const char *folder) {
    const eqp_problem_paint paint = {
        .begin = {[EQP_PROBLEM_ERROR] = eqp_colour_begin(EQP_COLOUR_ERROR, stderr),
                  [EQP_PROBLEM_WARNING] = eqp_colour_begin(EQP_COLOUR_WARNING, stderr),
                  [EQP_PROBLEM_NOTE] = eqp_colour_begin(EQP_COLOUR_NOTE, stderr)},
        .end = eqp_colour_end(stderr)};
    int has_errors = eqp_problems_count(problems, EQP_PROBLEM_ERROR) > 0;
    if (eqp_message_wanted(arguments) || (has_errors && eqp_processes_first()))
        eqp_problems_print_painted(problems, folder, &paint, stderr);
}

void eqp_message_fact(const char *format, ...) {
    va_list values;
    fputs("  ", stderr);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

void eqp_message_tell(const char *format, ...) {
    va_list values;
    fputs("equiplace: ", stderr);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

eqp_exit eqp_message_answer(char *text) {
    eqp_error error;
    eqp_exit result = EQP_EXIT_DONE;
    if (!text) {
        eqp_error_memory(&error);
        result = eqp_message_error(&error);
    } else if (eqp_colour_print(text, stdout) < 0 || fflush(stdout) != 0) {
        eqp_error_set(&error, EQP_ERROR_SYSTEM, _("cannot write to standard output: %s"),
                      eqp_language_reason(errno));
        result = eqp_message_error(&error);
    }
    eqp_free(text);
    return result;
}

char *eqp_message_amounts_json(const eqp_amount *amounts, size_t count) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    eqp_amounts_add(amounts, count, json);
    return eqp_json_finish(json);
}

eqp_exit eqp_message_stopped(const eqp_arguments *arguments, eqp_outcome outcome,
                             const char *sentence) {
    eqp_exit result = EQP_EXIT_DONE;
    eqp_message_tell("%s", sentence);
    if (eqp_arguments_has(arguments, "--json"))
        result = eqp_message_answer(eqp_no_plan_json(NULL, outcome));
    return result == EQP_EXIT_DONE ? EQP_EXIT_STOPPED : result;
}

eqp_exit eqp_message_no_plan(const eqp_arguments *arguments) {
    return eqp_message_stopped(arguments, EQP_OUTCOME_NO_PLAN,
                               _("stopped before any plan was found; nothing was written"));
}

eqp_exit eqp_message_ended(eqp_exit printed, eqp_outcome outcome) {
    return printed == EQP_EXIT_DONE && outcome == EQP_OUTCOME_STOPPED ? EQP_EXIT_STOPPED : printed;
}
