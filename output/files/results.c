#include "output/files/results.h"

#include "models/base/clock.h"
#include "models/base/memory.h"

#include <assert.h>

eqp_status eqp_results_begin(eqp_results *results, const eqp_folder *folder, eqp_csv_style style,
                             eqp_error *error) {
    *results = (eqp_results){.folder = folder, .style = style, .begun = eqp_clock_now()};
    return eqp_folder_remove(folder, EQP_SUMMARY_FILE, error);
}

eqp_status eqp_results_commit(eqp_results *results, const char *name, eqp_file *file,
                              eqp_error *error) {
    eqp_status status;
    assert(results->count < EQP_RESULTS_MOST);
    status = eqp_file_commit(file, results->files[results->count].digest, error);
    if (!status)
        results->files[results->count++].name = name;
    return status;
}

eqp_status eqp_results_table(eqp_results *results, const char *name, uint32_t columns,
                             eqp_results_writer write, void *context, eqp_error *error) {
    eqp_csv_writer writer;
    eqp_file *file;
    eqp_status status = eqp_folder_create(results->folder, name, &file, error);
    if (status)
        return status;
    eqp_csv_begin(&writer, eqp_file_stream(file), results->style, columns);
    status = write(context, &writer, error);
    if (!status)
        status = eqp_results_commit(results, name, file, error);
    else
        eqp_file_discard(file);
    return status;
}

void eqp_results_add_files(const eqp_results *results, eqp_json *json) {
    if (results->count == 0)
        return;
    eqp_json_open(json, "files");
    for (uint32_t i = 0; i < results->count; i++)
        eqp_json_text(json, results->files[i].name, results->files[i].digest);
    eqp_json_close(json);
}

double eqp_results_seconds(const eqp_results *results) {
    return eqp_clock_now() - results->begun;
}

eqp_status eqp_results_finish(const eqp_results *results, char *summary, eqp_error *error) {
    eqp_file *file;
    eqp_status status;
    if (!summary)
        return eqp_error_memory(error);
    status = eqp_folder_create(results->folder, EQP_SUMMARY_FILE, &file, error);
    if (!status) {
        fputs(summary, eqp_file_stream(file));
        status = eqp_file_commit(file, NULL, error);
    }
    eqp_free(summary);
    return status;
}
