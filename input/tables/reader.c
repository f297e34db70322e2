#include "input/tables/reader.h"

#include "input/tables/digest.h"
#include "input/tables/file_load.h"
#include "input/tables/stray_files.h"
#include "input/tables/table_reader.h"
#include "models/base/language.h"
#include "models/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where tables come from. bytes NULL: there is no such table. What is owned is freed after use. */
typedef struct {
    const char *bytes;
    size_t size;
    char *owned;
} source_text;

typedef struct {
    eqp_status (*get)(const void *context, const char *table, source_text *text, eqp_error *error);
    const void *context;
} table_source;

static eqp_status read_tables(eqp_table_reader *reader, const table_source *source,
                              eqp_error *error) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < count; i++) {
        source_text text = {NULL, 0, NULL};
        status = source->get(source->context, tables[i].name, &text, error);
        if (!status)
            status = eqp_table_read(reader, i, text.bytes, text.size, error);
        eqp_free(text.owned);
    }
    return status;
}

/* Reads and checks all tables of a new study. */
static eqp_status fill(eqp_study *study, const table_source *source, eqp_problems *problems,
                       eqp_error *error) {
    eqp_table_reader *reader = eqp_table_reader_create(study, problems);
    eqp_status status = reader ? read_tables(reader, source, error) : eqp_error_memory(error);
    if (!status)
        status = eqp_study_note_main_occupations(study, error);
    if (!status) {
        eqp_study_take_parameters(study);
        status = eqp_study_check(study, eqp_table_reader_layout(reader), problems, error);
    }
    if (!status && eqp_problems_count(problems, EQP_PROBLEM_ERROR))
        status = eqp_error_set(
            error, EQP_ERROR_DATA,
            _("the study has errors; correct the lines that are named, then try again"));
    eqp_table_reader_free(reader);
    return status;
}

static eqp_status read_study(const table_source *source, eqp_study **out, eqp_problems *problems,
                             eqp_error *error) {
    eqp_study *study;
    eqp_status status = eqp_study_create(&study, error);
    *out = NULL;
    if (!status)
        status = fill(study, source, problems, error);
    if (!status)
        status = eqp_study_finish(study, error);
    if (!status) {
        eqp_study_digest(study);
        *out = study;
    } else
        eqp_study_free(study);
    return status;
}

/* ---- where tables come from ---- */

static eqp_status get_from_memory(const void *context, const char *table, source_text *text,
                                  eqp_error *error) {
    const eqp_table_text *const *range = context;
    (void)error;
    for (const eqp_table_text *given = range[0]; given < range[1]; given++)
        if (strcmp(given->table, table) == 0)
            *text = (source_text){given->bytes, given->size, NULL};
    return EQP_OK;
}

eqp_status eqp_study_read_texts(const eqp_table_text *texts, size_t count, eqp_study **out,
                                eqp_problems *problems, eqp_error *error) {
    const eqp_table_text *range[2] = {texts, texts + count};
    table_source source = {get_from_memory, range};
    return read_study(&source, out, problems, error);
}

static eqp_status get_from_folder(const void *context, const char *table, source_text *text,
                                  eqp_error *error) {
    const char *folder = context;
    size_t size = strlen(folder) + strlen(table) + sizeof "/.csv";
    char *path = eqp_allocate(size, 1);
    eqp_status status = EQP_OK;
    if (!path)
        return eqp_error_memory(error);
    snprintf(path, size, "%s/%s.csv", folder, table);
    if (access(path, F_OK) == 0 || errno != ENOENT)
        status = eqp_file_load(path, &text->owned, &text->size, error);
    text->bytes = text->owned;
    eqp_free(path);
    return status;
}

eqp_status eqp_study_read(const char *folder, eqp_study **out, eqp_problems *problems,
                          eqp_error *error) {
    table_source source = {get_from_folder, folder};
    struct stat about;
    *out = NULL;
    if (stat(folder, &about) != 0)
        return eqp_file_unreadable(folder, error);
    if (!S_ISDIR(about.st_mode)) {
        errno = ENOTDIR;
        return eqp_file_unreadable(folder, error);
    }
    eqp_stray_files_warn(folder, problems);
    return read_study(&source, out, problems, error);
}
