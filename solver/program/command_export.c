#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/export/export_lp.h"
#include "output/export/export_mps.h"
#include "output/files/file.h"
#include "output/files/json.h"
#include "output/text/figures.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/no_plan.h"
#include "solver/program/progress.h"
#include "solver/program/solve_options.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"
#include "solver/stages/stages.h"

#include <math.h>
#include <string.h>

typedef eqp_status (*writer_of_programme)(const eqp_programme *programme, const double *floor,
                                          FILE *stream, eqp_error *error);

/* The format that a file's name asks for; NULL for none that is known. */
static writer_of_programme writer_for(const char *file) {
    const char *end = strrchr(file, '.');
    if (end && strcmp(end, ".mps") == 0)
        return eqp_export_mps;
    if (end && strcmp(end, ".lp") == 0)
        return eqp_export_lp;
    return NULL;
}

static eqp_status write_file(const eqp_programme *programme, const double *floor, const char *path,
                             eqp_error *error) {
    eqp_file *file;
    eqp_status status = eqp_file_create(path, &file, error);
    if (!status)
        status = writer_for(path)(programme, floor, eqp_file_stream(file), error);
    if (!status)
        status = eqp_file_commit(file, NULL, error);
    else
        eqp_file_discard(file);
    return status;
}

static eqp_status write_waiting(const eqp_arguments *given, const eqp_programme *programme,
                                const double *floor, eqp_error *error) {
    eqp_waiting *waiting = eqp_waiting_begin(given, _("writing"));
    eqp_status status = write_file(programme, floor, given->argument[1], error);
    eqp_waiting_end(waiting);
    return status;
}

static char *in_words(const char *path) {
    eqp_buffer buffer = {0}, words = {0};
    eqp_buffer_say(
        &words, _("%s: to be minimised; its least value is minus the best value of a plan"), path);
    eqp_figure_paragraph(&buffer, &words, 0);
    return eqp_buffer_finish(&buffer);
}

static char *as_json(const eqp_arguments *given, const eqp_programme *programme) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    eqp_json_text(json, "study_digest", programme->study->digest);
    eqp_json_text(json, "scenario", eqp_study_input_scenario(given));
    return eqp_json_finish(json);
}

static eqp_exit tell_stopped(void) {
    eqp_message_tell("%s", _("stopped before the floors were known; nothing was written"));
    return EQP_EXIT_STOPPED;
}

/* floor[zones], by the fair profile where balance asks for one. */
static eqp_status find_floors(eqp_programme *programme, const eqp_solve_options *options,
                              double *fair_rate, double *floor, eqp_outcome *outcome,
                              eqp_error *error) {
    eqp_status status = EQP_OK;
    *outcome = EQP_OUTCOME_OPTIMAL;
    for (uint32_t z = 0; z < programme->study->zones.count; z++)
        fair_rate[z] = NAN;
    if (programme->study->settings.balance > 0) {
        status = eqp_stages_fair_profile(programme, options, fair_rate, outcome, error);
        if (options->progress)
            eqp_progress_clear(stderr);
    }
    if (!status)
        eqp_stages_floors(programme, fair_rate, floor);
    return status;
}

static eqp_exit export_programme(const eqp_arguments *given, eqp_programme *programme,
                                 const eqp_solve_options *options) {
    uint32_t zones = programme->study->zones.count;
    double *fair_rate = eqp_allocate(zones, sizeof *fair_rate);
    double *floor = eqp_allocate(zones, sizeof *floor);
    eqp_outcome outcome = EQP_OUTCOME_NO_PLAN;
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = fair_rate && floor
                            ? find_floors(programme, options, fair_rate, floor, &outcome, &error)
                            : eqp_error_memory(&error);
    if (!status && outcome == EQP_OUTCOME_OPTIMAL)
        status = write_waiting(given, programme, floor, &error);
    if (status)
        result = eqp_message_error(&error);
    else if (outcome == EQP_OUTCOME_INFEASIBLE)
        result = eqp_no_plan_explain(given, programme, NULL);
    else if (outcome != EQP_OUTCOME_OPTIMAL)
        result = tell_stopped();
    else
        result =
            eqp_message_answer(eqp_arguments_has(given, "--json") ? as_json(given, programme)
                                                                  : in_words(given->argument[1]));
    eqp_free(fair_rate);
    eqp_free(floor);
    return result;
}

eqp_exit eqp_command_export(const eqp_arguments *given) {
    eqp_programme *programme = NULL;
    eqp_study *study = NULL;
    eqp_solve_options options;
    eqp_error error = {0};
    eqp_exit result;
    eqp_status status = eqp_solve_options_take(given, &options, &error);
    eqp_interrupt_watch();
    if (!status && !writer_for(given->argument[1]))
        status =
            eqp_error_set(&error, EQP_ERROR_USAGE,
                          _("\"%s\": the file's name must end in .mps or .lp"), given->argument[1]);
    result = status ? eqp_message_error(&error) : eqp_study_input_read_scenario(given, &study);
    if (result == EQP_EXIT_DONE) {
        if (eqp_programme_build(study, &programme, &error))
            result = eqp_message_error(&error);
        else {
            eqp_solve_options_announce(given, study, programme);
            result = export_programme(given, programme, &options);
        }
    }
    eqp_programme_free(programme);
    eqp_study_free(study);
    return result;
}
