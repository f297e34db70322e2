#include "models/study/scenario.h"

#include "models/base/language.h"

#include <stdio.h>
#include <string.h>

/* ---- a request, understood ---- */

typedef struct {
    eqp_change_place place;
    double value; /* NAN where the value is a word */
} understood;

static eqp_status understand_number(const eqp_change_request *request, understood *meaning,
                                    eqp_error *error) {
    size_t length = strlen(request->value);
    eqp_status status = eqp_change_check_number(request->parameter, request->change, "value",
                                                request->value, length, error);
    return status == EQP_OK
               ? eqp_change_number("value", request->value, length, &meaning->value, error)
               : status;
}

/* A setting that is set must be possible as it is; one that is moved is cut to its range. */
static eqp_status understand_setting(const eqp_settings *settings,
                                     const eqp_change_request *request, understood *meaning,
                                     uint32_t *cell, eqp_error *error) {
    eqp_settings trial = *settings;
    eqp_status status;
    if (request->change == EQP_CHANGE_SET) {
        status = eqp_settings_set(&trial, request->parameter, request->value, error);
        (void)eqp_settings_number(&trial, request->parameter, &meaning->value);
        return status;
    }
    if (!eqp_change_is_number(&meaning->place)) {
        *cell = EQP_CELL_CHANGE;
        return eqp_error_set(error, EQP_ERROR_USAGE, _("%s is not a number and can only be set"),
                             request->parameter);
    }
    return understand_number(request, meaning, error);
}

static eqp_status understand(const eqp_study *study, const eqp_change_request *request,
                             understood *meaning, uint32_t *cell, eqp_error *error) {
    eqp_status status = request->takes_word
                            ? eqp_change_understand_word(study, request->parameter, request->target,
                                                         &meaning->place, error)
                            : eqp_change_understand(study, request->parameter, request->target,
                                                    &meaning->place, cell, error);
    meaning->value = NAN;
    if (status)
        return status;
    *cell = EQP_CELL_VALUE;
    return meaning->place.subject == EQP_CHANGES_SETTING
               ? understand_setting(&study->settings, request, meaning, cell, error)
               : understand_number(request, meaning, error);
}

eqp_status eqp_scenario_check(const eqp_study *study, const eqp_change_request *request,
                              uint32_t *cell, eqp_error *error) {
    understood meaning;
    return understand(study, request, &meaning, cell, error);
}

/* ---- application ---- */

typedef struct {
    eqp_study *study;
    eqp_scenario_warning warning;
    void *context;
} change_in_progress;

static void warn(const change_in_progress *application, const eqp_change_request *request,
                 const char *format, uint32_t number) {
    char sentence[256];
    if (!application->warning)
        return;
    snprintf(sentence, sizeof sentence, format, request->parameter, number);
    application->warning(application->context, request->line, sentence);
}

static void warn_of_cuts(const change_in_progress *application, const eqp_change_request *request,
                         const eqp_change_cuts *cuts) {
    if (cuts->below)
        warn(application, request, _("%s: results below 0 became 0 (%u)"), cuts->below);
    if (cuts->above)
        warn(application, request, _("%s: results above 1 became 1 (%u)"), cuts->above);
}

static void warn_of_no_row(const change_in_progress *application,
                           const eqp_change_request *request) {
    char sentence[256];
    if (!application->warning || request->line) /* said when the study was read */
        return;
    snprintf(sentence, sizeof sentence, _("target \"%s\" of %s meets no row"),
             request->target ? request->target : "", request->parameter);
    application->warning(application->context, request->line, sentence);
}

static eqp_status change_numbers(const change_in_progress *application,
                                 const eqp_change_request *request, const understood *meaning,
                                 eqp_error *error) {
    eqp_change_numbers numbers;
    eqp_change_cuts cuts = {0};
    eqp_status status = eqp_change_find(application->study, &meaning->place, &numbers, error);
    if (status)
        return status;
    if (!numbers.count)
        warn_of_no_row(application, request);
    eqp_change_apply(&numbers, request->change, meaning->value, application->study, &cuts);
    if (cuts.overflow)
        status = eqp_error_set(error, EQP_ERROR_USAGE,
                               _("%s: the result is too large for a number"), request->parameter);
    else
        warn_of_cuts(application, request, &cuts);
    eqp_change_release(&numbers);
    return status;
}

static eqp_status apply(const change_in_progress *application, const eqp_change_request *request,
                        eqp_error *error) {
    understood meaning;
    uint32_t cell;
    eqp_status status = understand(application->study, request, &meaning, &cell, error);
    if (!status)
        status = eqp_change_is_number(&meaning.place)
                     ? change_numbers(application, request, &meaning, error)
                     : eqp_settings_set(&application->study->settings, request->parameter,
                                        request->value, error);
    if (status && error)
        error->line = request->line;
    return status;
}

static eqp_change_request scenario_row(const eqp_study *study, uint32_t row) {
    const eqp_scenarios *scenarios = &study->scenarios;
    const char *target = scenarios->target[row];
    return (eqp_change_request){.parameter = scenarios->parameter[row],
                                .target = target ? target : "",
                                .value = scenarios->value[row],
                                .change = (eqp_change)scenarios->change[row],
                                .line = scenarios->line ? scenarios->line[row] : 0};
}

/* need_level is taken first: once for it alone, once for all the rest. */
static eqp_status apply_all(const change_in_progress *application, const eqp_study *study,
                            uint32_t scenario, const eqp_change_request *extra, size_t extra_count,
                            int need_level, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t row = 0; !status && row < study->scenarios.count; row++) {
        eqp_change_request request = scenario_row(study, row);
        if (study->scenarios.scenario[row] == scenario &&
            (strcmp(request.parameter, "need_level") == 0) == need_level)
            status = apply(application, &request, error);
    }
    for (size_t i = 0; !status && i < extra_count; i++)
        if ((strcmp(extra[i].parameter, "need_level") == 0) == need_level)
            status = apply(application, extra + i, error);
    return status;
}

static eqp_status find_scenario(const eqp_study *study, const char *name, uint32_t *scenario,
                                eqp_error *error) {
    const eqp_names *names = study->spaces[EQP_SPACE_scenario];
    *scenario = EQP_NONE;
    if (!name || strcmp(name, "base") == 0)
        return EQP_OK;
    *scenario = eqp_names_find(names, name, strlen(name));
    return *scenario == EQP_NONE
               ? eqp_error_unknown(error, N_("scenario"), name, eqp_names_nearest(names, name))
               : EQP_OK;
}

eqp_status eqp_scenario_apply(const eqp_study *study, const char *name,
                              const eqp_change_request *extra, size_t extra_count,
                              eqp_scenario_warning warning, void *context, eqp_study **out,
                              eqp_error *error) {
    change_in_progress application = {.warning = warning, .context = context};
    uint32_t scenario;
    eqp_status status = find_scenario(study, name, &scenario, error);
    *out = NULL;
    if (!status)
        status = eqp_study_copy(study, &application.study, error);
    if (!status)
        status = apply_all(&application, study, scenario, extra, extra_count, 1, error);
    if (!status)
        status = apply_all(&application, study, scenario, extra, extra_count, 0, error);
    if (!status)
        *out = application.study;
    else
        eqp_study_free(application.study);
    return status;
}
