#include "output/tables/family_run.h"

#include "models/base/language.h"
#include "output/tables/report_summary.h"
#include "output/text/figures.h"

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

void eqp_family_run_say(const eqp_family_run *run, eqp_buffer *buffer) {
    double total = run->seconds_read + run->seconds_solve + run->seconds_write;
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    if (run->processes > 1)
        eqp_buffer_say(&words,
                       P_("%s seconds on %u thread of each of %u processes: read %s, solve %s, "
                          "write %s.",
                          "%s seconds on %u threads of each of %u processes: read %s, solve %s, "
                          "write %s.",
                          run->threads),
                       eqp_figure_of(total, 2).text, run->threads, run->processes,
                       eqp_figure_of(run->seconds_read, 2).text,
                       eqp_figure_of(run->seconds_solve, 2).text,
                       eqp_figure_of(run->seconds_write, 2).text);
    else
        eqp_buffer_say(
            &words,
            P_("%s seconds on %u thread: read %s, solve %s, write %s.",
               "%s seconds on %u threads: read %s, solve %s, write %s.", run->threads),
            eqp_figure_of(total, 2).text, run->threads, eqp_figure_of(run->seconds_read, 2).text,
            eqp_figure_of(run->seconds_solve, 2).text, eqp_figure_of(run->seconds_write, 2).text);
    if (run->folder)
        eqp_buffer_say(&words, _("Results are in %s."), run->folder);
    else
        eqp_buffer_say(&words, "%s", _("Nothing was written; --out DIR writes all of it."));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}
