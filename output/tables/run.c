#include "output/tables/run.h"

#include "output/tables/parameters.h"

const char *eqp_phase_name(eqp_phase phase) {
    static const char *const names[EQP_PHASE_COUNT] = {
        [EQP_PHASE_READ] = "read",
        [EQP_PHASE_BUILD] = "build",
        [EQP_PHASE_UNBALANCED] = "unbalanced",
        [EQP_PHASE_FAIR] = "fair",
        [EQP_PHASE_VALUE] = "value",
        [EQP_PHASE_OVERLAP] = "overlap",
        [EQP_PHASE_COST] = "cost",
        [EQP_PHASE_WHOLE] = "whole",
        [EQP_PHASE_PROOF] = "proof",
        [EQP_PHASE_WRITE] = "write",
    };
    return names[phase];
}

const char *eqp_outcome_name(eqp_outcome outcome) {
    static const char *const names[] = {
        [EQP_OUTCOME_OPTIMAL] = "optimal",
        [EQP_OUTCOME_STOPPED] = "stopped",
        [EQP_OUTCOME_NO_PLAN] = "no plan",
        [EQP_OUTCOME_INFEASIBLE] = "infeasible",
    };
    return names[outcome];
}

void eqp_run_add(const eqp_run *run, const eqp_study *study, eqp_json *json) {
    eqp_json_text(json, "command", run->command);
    eqp_json_text(json, "version", run->version);
    eqp_json_text(json, "study_digest", study->digest);
    eqp_json_text(json, "options", run->options);
    eqp_parameters_add(&study->settings, json);
    eqp_json_whole(json, "threads", run->threads);
    eqp_json_whole(json, "processes", run->processes);
    eqp_json_open(json, "seconds");
    eqp_json_number(json, "read", run->seconds[EQP_PHASE_READ]);
    eqp_json_number(json, "solve", run->seconds_solve);
    eqp_json_number(json, "write", run->seconds[EQP_PHASE_WRITE]);
    eqp_json_close(json);
    eqp_results_add_files(&run->files, json);
}
