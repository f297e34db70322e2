#include "output/family_run.h"

#include "output/report_summary.h"

void eqp_family_run_add(const eqp_family_run *run, const eqp_study *study, eqp_json *json) {
    eqp_json_text(json, "command", run->command);
    eqp_json_text(json, "version", run->version);
    eqp_json_text(json, "study_digest", study->digest);
    eqp_json_text(json, "options", run->options);
    eqp_report_add_parameters(&study->settings, json);
    eqp_json_whole(json, "threads", run->threads);
    eqp_json_whole(json, "processes", run->processes);
    eqp_json_open(json, "seconds");
    eqp_json_number(json, "read", run->seconds_read);
    eqp_json_number(json, "solve", run->seconds_solve);
    eqp_json_number(json, "write", run->seconds_write);
    eqp_json_close(json);
    eqp_results_add_files(&run->files, json);
}
