#include "solver/program/study_input.h"

#include "input/tables/outlines_read.h"
#include "input/tables/reader.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/study/scenario.h"
#include "solver/program/message.h"
#include "solver/program/waiting.h"

#include <string.h>

static eqp_exit out_of_memory(void) {
    eqp_error error;
    eqp_error_memory(&error);
    return eqp_message_error(&error);
}

/* Whoever asks for a study's problems is told of its map's too; *study is freed where it has any
 * that is an error. */
static eqp_status check_outlines(const char *folder, eqp_study **study, eqp_problems *problems,
                                 eqp_error *error) {
    eqp_outlines *outlines;
    eqp_status status = eqp_outlines_read(folder, *study, &outlines, problems, error);
    eqp_outlines_free(outlines);
    if (status) {
        eqp_study_free(*study);
        *study = NULL;
    }
    return status;
}

eqp_exit eqp_study_input_read_outlines(const eqp_arguments *arguments, const eqp_study *study,
                                       eqp_outlines **out) {
    const char *folder = arguments->argument[0];
    eqp_error error = {0};
    eqp_problems *problems;
    eqp_status status;
    *out = NULL;
    if (!eqp_arguments_has(arguments, "--html"))
        return EQP_EXIT_DONE;
    problems = eqp_problems_create();
    if (!problems)
        return out_of_memory();
    status = eqp_outlines_read(folder, study, out, problems, &error);
    eqp_message_problems(arguments, problems, folder);
    eqp_problems_free(problems);
    return status ? eqp_message_error(&error) : EQP_EXIT_DONE;
}

/* A command without --whole speaks of plans in places, whatever the study asks for. */
static void settle_whole(const eqp_arguments *arguments, eqp_study *study) {
    if (!eqp_command_find_option(arguments->command, "--whole"))
        study->settings.whole = EQP_WHOLE_NO;
}

eqp_exit eqp_study_input_read(const eqp_arguments *arguments, eqp_problems *problems,
                              eqp_study **out) {
    const char *folder = arguments->argument[0];
    eqp_problems *own = problems ? NULL : eqp_problems_create();
    eqp_problems *found = problems ? problems : own;
    eqp_waiting *waiting;
    eqp_error error = {0};
    eqp_status status;
    *out = NULL;
    if (!found)
        return out_of_memory();
    waiting = eqp_waiting_begin(arguments, _("reading the study"));
    status = eqp_study_read(folder, out, found, &error);
    if (!status && problems)
        status = check_outlines(folder, out, problems, &error);
    eqp_waiting_end(waiting);
    eqp_message_problems(arguments, found, folder);
    eqp_problems_free(own);
    if (!status && eqp_arguments_has(arguments, "--whole"))
        (*out)->settings.whole = EQP_WHOLE_YES;
    if (!status)
        settle_whole(arguments, *out);
    return status ? eqp_message_error(&error) : EQP_EXIT_DONE;
}

/* A --set, cut at its first '=': the parameter's name lies in `names`. */
static eqp_status take_setting(const char *text, char **name, eqp_change_request *request,
                               eqp_error *error) {
    char *equals;
    *name = eqp_text_copy(text);
    if (!*name)
        return eqp_error_memory(error);
    equals = strchr(*name, '=');
    if (!equals)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("--set %s: expected PARAMETER=VALUE"), text);
    *equals = '\0';
    *request = (eqp_change_request){
        .parameter = *name, .target = "", .value = equals + 1, .change = EQP_CHANGE_SET};
    return EQP_OK;
}

void eqp_study_input_warn(void *context, uint32_t line, const char *sentence) {
    const eqp_arguments *arguments = context;
    if (line)
        eqp_message_scenario_warning(arguments, line, sentence);
    else
        eqp_message_warning(arguments, "%s", sentence);
}

static eqp_exit apply(const eqp_arguments *arguments, const eqp_study *study, eqp_study **out) {
    char **names = eqp_allocate(arguments->option_count, sizeof *names);
    eqp_change_request *requests = eqp_allocate(arguments->option_count, sizeof *requests);
    eqp_error error = {0};
    eqp_status status = EQP_OK;
    size_t count = 0;
    if (!names || !requests)
        status = eqp_error_memory(&error);
    for (size_t i = 0; !status && i < arguments->option_count; i++)
        if (strcmp(arguments->options[i].name, "--set") == 0) {
            status =
                take_setting(arguments->options[i].value, &names[count], &requests[count], &error);
            count++;
        }
    if (!status)
        status = eqp_scenario_apply(study, eqp_study_input_scenario(arguments), requests, count,
                                    eqp_study_input_warn, (void *)arguments, out, &error);
    for (size_t i = 0; names && i < count; i++)
        eqp_free(names[i]);
    eqp_free(names);
    eqp_free(requests);
    return status ? eqp_message_error(&error) : EQP_EXIT_DONE;
}

eqp_exit eqp_study_input_read_scenario(const eqp_arguments *arguments, eqp_study **out) {
    eqp_study *study;
    eqp_exit result = eqp_study_input_read(arguments, NULL, &study);
    *out = NULL;
    if (result == EQP_EXIT_DONE)
        result = apply(arguments, study, out);
    if (result == EQP_EXIT_DONE)
        settle_whole(arguments, *out);
    eqp_study_free(study);
    return result;
}

void eqp_study_input_describe(const eqp_arguments *arguments, eqp_buffer *line) {
    const char *scenario = eqp_study_input_scenario(arguments);
    if (strcmp(scenario, "base") != 0)
        eqp_buffer_add(line, " --scenario %s", scenario);
    for (size_t i = 0; i < arguments->option_count; i++)
        if (strcmp(arguments->options[i].name, "--set") == 0)
            eqp_buffer_add(line, " --set %s", arguments->options[i].value);
    if (eqp_arguments_has(arguments, "--whole"))
        eqp_buffer_add(line, " --whole");
}

const char *eqp_study_input_scenario(const eqp_arguments *arguments) {
    return eqp_arguments_text(arguments, "--scenario", "base");
}
