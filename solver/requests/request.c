#include "solver/requests/request_parts.h"

#include "input/tables/outlines_read.h"
#include "input/tables/reader.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/study/scenario.h"
#include "output/page/page.h"

#include <string.h>

eqp_status eqp_request_validate(const eqp_request *request, eqp_error *error) {
    if (request->page && !request->folder)
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s",
                             _("option --html writes report.html beside the other results: say "
                               "where with --out DIR"));
    if (request->page && !eqp_page_possible())
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s",
                             _("option --html: this program was built without the report; install "
                               "Node.js and npm (on Debian: apt-get install nodejs npm) and build "
                               "it again"));
    if (request->workbook && !request->folder)
        return eqp_error_set(
            error, EQP_ERROR_USAGE,
            _("option --xlsx writes %s beside the other results: say where with --out DIR"),
            EQP_WORKBOOK_FILE);
    return EQP_OK;
}

const char *eqp_request_scenario(const eqp_request *request) {
    return request->scenario ? request->scenario : "base";
}

const eqp_crew *eqp_request_crew(const eqp_request *request) {
    return request->crew ? request->crew : &eqp_crew_alone;
}

/* ---- reading ---- */

static void tell_problems(const eqp_request *request, eqp_problems *problems) {
    if (request->listener.problems)
        request->listener.problems(request->listener.context, problems, request->study);
}

/* Whoever asks for a study's problems is told of its map's too. */
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

static eqp_status read_folder(const eqp_request *request, eqp_problems *found, eqp_study **out,
                              eqp_error *error) {
    eqp_problems *problems = found ? found : eqp_problems_create();
    eqp_status status;
    *out = NULL;
    if (!problems)
        return eqp_error_memory(error);
    eqp_listener_working(&request->listener, _("reading the study"));
    status = eqp_study_read(request->study, out, problems, error);
    if (!status && found)
        status = check_outlines(request->study, out, problems, error);
    eqp_listener_working(&request->listener, NULL);
    tell_problems(request, problems);
    if (!found)
        eqp_problems_free(problems);
    return status;
}

eqp_status eqp_request_read(const eqp_request *request, int in_places, eqp_problems *found,
                            eqp_study **out, eqp_error *error) {
    eqp_status status = request->read ? eqp_study_copy(request->read, out, error)
                                      : read_folder(request, found, out, error);
    if (!status && request->whole)
        (*out)->settings.whole = EQP_WHOLE_YES;
    if (!status && in_places)
        (*out)->settings.whole = EQP_WHOLE_NO;
    return status;
}

/* A setting, understood: `change` borrows *copy, which is owned by the caller. */
static eqp_status take_setting(const char *text, char **copy, eqp_change_request *change,
                               eqp_error *error) {
    eqp_change_parts parts;
    *copy = eqp_text_copy(text);
    if (!*copy)
        return eqp_error_memory(error);
    if (eqp_change_cut(*copy, &parts) != 0)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("--set %s: expected PARAMETER=VALUE"), text);
    *change = (eqp_change_request){.parameter = parts.parameter,
                                   .target = parts.target,
                                   .value = parts.value,
                                   .change = parts.how,
                                   .takes_word = 1};
    return EQP_OK;
}

eqp_status eqp_request_check_setting(const eqp_study *study, const char *setting,
                                     eqp_error *error) {
    eqp_change_request change;
    char *copy;
    uint32_t cell;
    eqp_status status = take_setting(setting, &copy, &change, error);
    if (!status)
        status = eqp_scenario_check(study, &change, &cell, error);
    eqp_free(copy);
    return status;
}

static eqp_status apply(const eqp_request *request, const eqp_study *study, eqp_study **out,
                        eqp_error *error) {
    size_t count = request->setting_count;
    char **copies = eqp_allocate(count, sizeof *copies);
    eqp_change_request *changes = eqp_allocate(count, sizeof *changes);
    eqp_status status = copies && changes ? EQP_OK : eqp_error_memory(error);
    for (size_t i = 0; !status && i < count; i++)
        status = take_setting(request->settings[i], &copies[i], &changes[i], error);
    if (!status)
        status =
            eqp_scenario_apply(study, eqp_request_scenario(request), changes, count,
                               request->listener.warning, request->listener.context, out, error);
    for (size_t i = 0; copies && i < count; i++)
        eqp_free(copies[i]);
    eqp_free(copies);
    eqp_free(changes);
    return status;
}

eqp_status eqp_request_read_scenario(const eqp_request *request, int in_places, eqp_study **out,
                                     eqp_error *error) {
    eqp_study *study;
    eqp_status status = eqp_request_read(request, in_places, NULL, &study, error);
    *out = NULL;
    if (!status)
        status = apply(request, study, out, error);
    if (!status && in_places)
        (*out)->settings.whole = EQP_WHOLE_NO;
    eqp_study_free(study);
    return status;
}

eqp_status eqp_request_read_outlines(const eqp_request *request, const eqp_study *study,
                                     eqp_outlines **out, eqp_error *error) {
    eqp_problems *problems;
    eqp_status status;
    *out = NULL;
    if (!request->page)
        return EQP_OK;
    problems = eqp_problems_create();
    if (!problems)
        return eqp_error_memory(error);
    status = eqp_outlines_read(request->study, study, out, problems, error);
    tell_problems(request, problems);
    eqp_problems_free(problems);
    return status;
}

/* ---- solving and writing ---- */

eqp_status eqp_request_open(const eqp_request *request, eqp_folder **out, eqp_error *error) {
    *out = NULL;
    return request->folder ? eqp_folder_open(request->folder, out, error) : EQP_OK;
}

eqp_solve_options eqp_request_solve_options(const eqp_request *request) {
    eqp_solve_options options = eqp_solve_options_default();
    options.engine = request->engine;
    options.threads = request->threads;
    options.time_limit = request->time_limit;
    options.stop = request->listener.stop;
    options.progress = request->listener.progress;
    options.context = request->listener.context;
    return options;
}

const eqp_workbook_limits *eqp_request_workbook(const eqp_request *request) {
    return request->workbook ? &eqp_workbook_excel : NULL;
}

eqp_page_options eqp_request_page(const eqp_request *request, const eqp_outlines *outlines) {
    return (eqp_page_options){request->page, eqp_language_tag(), outlines};
}

void eqp_request_describe(const eqp_request *request, eqp_buffer *line) {
    const char *scenario = eqp_request_scenario(request);
    if (strcmp(scenario, "base") != 0)
        eqp_buffer_add(line, " --scenario %s", scenario);
    for (size_t i = 0; i < request->setting_count; i++)
        eqp_buffer_add(line, " --set %s", request->settings[i]);
    if (request->whole)
        eqp_buffer_add(line, " --whole");
}

void eqp_request_started(const eqp_request *request, const eqp_study *study,
                         const eqp_programme *programme) {
    if (request->listener.started)
        request->listener.started(request->listener.context, study, programme);
}
