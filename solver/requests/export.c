#include "solver/requests/export.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/export/export_lp.h"
#include "output/export/export_mps.h"
#include "output/files/json.h"

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

static eqp_status write(const eqp_programme *programme, const double *floor, const char *path,
                        eqp_error *error) {
    eqp_file *file;
    eqp_status status = eqp_file_create(path, &file, error);
    if (!status)
        status = writer_for(path)(programme, floor, eqp_file_stream(file), error);
    if (!status)
        return eqp_file_commit(file, NULL, error);
    eqp_file_discard(file);
    return status;
}

/* floor[zones], by the fair profile where balance asks for one. */
static eqp_status find_floors(const eqp_request *request, eqp_programme *programme,
                              double *fair_rate, double *floor, eqp_outcome *outcome,
                              eqp_error *error) {
    const eqp_solve_options options = eqp_request_solve_options(request);
    eqp_status status = EQP_OK;
    *outcome = EQP_OUTCOME_OPTIMAL;
    for (uint32_t z = 0; z < programme->study->zones.count; z++)
        fair_rate[z] = NAN;
    if (programme->study->settings.balance > 0) {
        status = eqp_stages_fair_profile(programme, &options, fair_rate, outcome, error);
        eqp_listener_working(&request->listener, NULL);
    }
    if (!status)
        eqp_stages_floors(programme, fair_rate, floor);
    return status;
}

static eqp_status export_programme(const eqp_export_request *request, eqp_export_answer *answer,
                                   eqp_error *error) {
    const eqp_listener *listener = &request->common.listener;
    uint32_t zones = answer->study->zones.count;
    double *fair_rate = eqp_allocate(zones, sizeof *fair_rate);
    double *floor = eqp_allocate(zones, sizeof *floor);
    eqp_status status = fair_rate && floor ? find_floors(&request->common, answer->programme,
                                                         fair_rate, floor, &answer->outcome, error)
                                           : eqp_error_memory(error);
    if (!status && answer->outcome == EQP_OUTCOME_OPTIMAL) {
        eqp_listener_working(listener, _("writing"));
        status = write(answer->programme, floor, request->file, error);
        eqp_listener_working(listener, NULL);
    }
    eqp_free(fair_rate);
    eqp_free(floor);
    if (!status && answer->outcome == EQP_OUTCOME_INFEASIBLE)
        status =
            eqp_no_plan_find(&request->common, answer->programme, NULL, &answer->no_plan, error);
    return status;
}

eqp_status eqp_request_export(const eqp_export_request *request, eqp_export_answer *answer,
                              eqp_error *error) {
    eqp_status status;
    *answer = (eqp_export_answer){.outcome = EQP_OUTCOME_NO_PLAN,
                                  .scenario = eqp_request_scenario(&request->common)};
    if (!writer_for(request->file))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("\"%s\": the file's name must end in .mps or .lp"), request->file);
    status = eqp_request_read_scenario(&request->common, 1, &answer->study, error);
    if (!status)
        status = eqp_programme_build(answer->study, &answer->programme, error);
    if (status)
        return status;
    eqp_request_started(&request->common, answer->study, answer->programme);
    return export_programme(request, answer, error);
}

char *eqp_export_answer_json(const eqp_export_answer *answer) {
    eqp_json *json;
    if (answer->outcome != EQP_OUTCOME_OPTIMAL)
        return eqp_no_plan_json(&answer->no_plan, answer->outcome);
    json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    eqp_json_text(json, "study_digest", answer->study->digest);
    eqp_json_text(json, "scenario", answer->scenario);
    return eqp_json_finish(json);
}

void eqp_export_answer_free(eqp_export_answer *answer) {
    eqp_no_plan_free(&answer->no_plan);
    eqp_programme_free(answer->programme);
    eqp_study_free(answer->study);
}
