#include "output/reports.h"

#include "models/memory.h"
#include "output/report_summary.h"

#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static eqp_status write_report(const eqp_report_view *report, const eqp_plan *plan,
                               const eqp_folder *folder, eqp_csv_style style, char digest[65],
                               eqp_error *error) {
    eqp_csv_writer writer;
    eqp_file *file;
    eqp_status status = eqp_folder_create(folder, report->file, &file, error);
    if (status != EQP_OK)
        return status;
    eqp_csv_begin(&writer, eqp_file_stream(file), style, report->column_count);
    for (uint32_t i = 0; i < report->column_count; i++)
        eqp_csv_id(&writer, report->columns[i].name);
    eqp_csv_end_row(&writer);
    report->write(plan, &writer);
    return eqp_file_commit(file, digest, error);
}

static eqp_status write_summary(const eqp_plan *plan, const eqp_run *run, const eqp_folder *folder,
                                eqp_error *error) {
    eqp_file *file;
    eqp_status status;
    char *text = eqp_report_summary(plan, run);
    if (!text)
        return eqp_error_memory(error);
    status = eqp_folder_create(folder, EQP_SUMMARY_FILE, &file, error);
    if (status == EQP_OK) {
        fputs(text, eqp_file_stream(file));
        status = eqp_file_commit(file, NULL, error);
    }
    eqp_free(text);
    return status;
}

eqp_status eqp_reports_write(const eqp_plan *plan, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error) {
    char digests[EQP_REPORT_COUNT][65];
    double start = now();
    eqp_status status = eqp_folder_remove(folder, EQP_SUMMARY_FILE, error);
    for (int report = 0; status == EQP_OK && report < EQP_REPORT_COUNT; report++)
        status =
            write_report(&eqp_report_views()[report], plan, folder, style, digests[report], error);
    if (status == EQP_OK) {
        memcpy(run->digests, digests, sizeof digests);
        run->seconds[EQP_PHASE_WRITE] = now() - start;
        status = write_summary(plan, run, folder, error);
    }
    return status;
}
