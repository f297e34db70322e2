#include "output/tables/results.h"

#include "models/base/clock.h"
#include "models/base/memory.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

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

static eqp_status write_rows(const eqp_heading *heading, eqp_csv_writer *writer,
                             eqp_results_writer rows, const void *context, eqp_error *error) {
    for (uint32_t i = 0; i < heading->count; i++)
        eqp_csv_id(writer, heading->names[i]);
    eqp_csv_end_row(writer);
    return rows(context, writer, error);
}

eqp_status eqp_results_table(eqp_result_table table, const eqp_result_scope *scope,
                             eqp_results *results, eqp_results_writer rows, const void *context,
                             eqp_error *error) {
    const char *name = eqp_result_table_view(table)->file;
    eqp_csv_writer writer;
    eqp_file *file = NULL;
    eqp_heading *heading;
    eqp_status status = eqp_heading_create(table, scope, &heading, error);
    if (!status)
        status = eqp_folder_create(results->folder, name, &file, error);
    if (!status) {
        eqp_csv_begin(&writer, eqp_file_stream(file), results->style, heading->count);
        status = write_rows(heading, &writer, rows, context, error);
        if (!status)
            status = eqp_results_commit(results, name, file, error);
        else
            eqp_file_discard(file);
    }
    eqp_heading_free(heading);
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

/* ---- what earlier runs left ---- */

static int was_written(const eqp_results *results, const char *name) {
    for (uint32_t i = 0; i < results->count; i++)
        if (strcmp(results->files[i].name, name) == 0)
            return 1;
    return 0;
}

/* Whether the file of this name is the one that the run reads. */
static int is_read(const eqp_results *results, const char *name) {
    struct stat ours, theirs;
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", eqp_folder_path(results->folder), name);
    return results->read && length < (int)sizeof path && stat(path, &ours) == 0 &&
           stat(results->read, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
           ours.st_dev == theirs.st_dev;
}

static eqp_status remove_old(const eqp_results *results, const char *name, eqp_error *error) {
    return was_written(results, name) || is_read(results, name)
               ? EQP_OK
               : eqp_folder_remove(results->folder, name, error);
}

static eqp_status remove_all_old(const eqp_results *results, eqp_error *error) {
    static const char *const others[] = {EQP_SUMMARY_FILE, EQP_WORKBOOK_FILE, EQP_PAGE_FILE,
                                         EQP_STORE_FILE};
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < sizeof others / sizeof *others; i++)
        status = remove_old(results, others[i], error);
    for (int table = 0; !status && table < EQP_RESULT_COUNT; table++) {
        const char *file = eqp_result_table_view((eqp_result_table)table)->file;
        if (*file)
            status = remove_old(results, file, error);
    }
    return status;
}

eqp_status eqp_results_clear(const eqp_folder *folder, eqp_error *error) {
    const eqp_results none = {.folder = folder};
    return remove_all_old(&none, error);
}

eqp_status eqp_results_finish(const eqp_results *results, char *summary, eqp_error *error) {
    eqp_file *file;
    eqp_status status;
    if (!summary)
        return eqp_error_memory(error);
    status = remove_all_old(results, error);
    if (!status)
        status = eqp_folder_create(results->folder, EQP_SUMMARY_FILE, &file, error);
    if (!status) {
        fputs(summary, eqp_file_stream(file));
        status = eqp_file_commit(file, NULL, error);
    }
    eqp_free(summary);
    return status;
}
