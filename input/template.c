#include "input/template.h"

#include "models/memory.h"
#include "models/study.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_cell(const char *text, FILE *stream) {
    if (!strpbrk(text, ",\"\n")) {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', stream);
        fputc(*text, stream);
    }
    fputc('"', stream);
}

void eqp_template_table(size_t table, FILE *stream) {
    size_t count;
    const eqp_table_view *view = eqp_study_tables(&count) + table;
    for (uint32_t i = 0; i < view->column_count; i++) {
        fputs(i ? "," : "", stream);
        write_cell(view->columns[i].name, stream);
    }
    fputc('\n', stream);
    for (uint32_t i = 0; i < view->column_count; i++) {
        fputs(i ? "," : "", stream);
        write_cell(view->columns[i].example, stream);
    }
    fputc('\n', stream);
}

/* FOLDER/TABLE.csv and its name while it is written; NULL when memory is short. */
static char *path_of(const char *folder, const char *table, const char *suffix) {
    size_t size = strlen(folder) + strlen(table) + strlen(suffix) + sizeof "/.csv";
    char *path = eqp_allocate(size, 1);
    if (path)
        snprintf(path, size, "%s/%s.csv%s", folder, table, suffix);
    return path;
}

static eqp_status cannot_write(const char *path, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, "cannot write \"%s\": %s", path, strerror(errno));
}

static eqp_status refuse_existing(const char *folder, const char *table, eqp_error *error) {
    char *path = path_of(folder, table, "");
    eqp_status status = EQP_OK;
    if (!path)
        return eqp_error_memory(error);
    if (access(path, F_OK) == 0)
        status = eqp_error_set(error, EQP_ERROR_SYSTEM,
                               "\"%s\" already exists; choose a folder without tables", path);
    eqp_free(path);
    return status;
}

static eqp_status write_beside(const char *folder, size_t table, const char *name,
                               eqp_error *error) {
    char *path = path_of(folder, name, ".part");
    eqp_status status = EQP_OK;
    FILE *stream = path ? fopen(path, "wb") : NULL;
    if (!path)
        return eqp_error_memory(error);
    if (!stream) {
        status = cannot_write(path, error);
    } else {
        int failed;
        eqp_template_table(table, stream);
        failed = ferror(stream);
        if (fclose(stream) != 0 || failed)
            status = cannot_write(path, error);
    }
    eqp_free(path);
    return status;
}

static eqp_status rename_into_place(const char *folder, const char *table, eqp_error *error) {
    char *beside = path_of(folder, table, ".part"), *path = path_of(folder, table, "");
    eqp_status status = EQP_OK;
    if (!beside || !path)
        status = eqp_error_memory(error);
    else if (rename(beside, path) != 0)
        status = cannot_write(path, error);
    eqp_free(beside);
    eqp_free(path);
    return status;
}

static void remove_file(const char *folder, const char *table, const char *suffix) {
    char *path = path_of(folder, table, suffix);
    if (path)
        unlink(path);
    eqp_free(path);
}

/* Takes back what was written: `renamed` tables in place, `written` beside. */
static void take_back(const char *folder, const eqp_table_view *tables, size_t renamed,
                      size_t written, int made_folder) {
    for (size_t i = 0; i < written; i++)
        remove_file(folder, tables[i].name, i < renamed ? "" : ".part");
    if (made_folder)
        rmdir(folder);
}

eqp_status eqp_template_write(const char *folder, eqp_error *error) {
    size_t count, written = 0, renamed = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    int made_folder = mkdir(folder, 0777) == 0;
    eqp_status status = made_folder || errno == EEXIST ? EQP_OK : cannot_write(folder, error);
    for (size_t i = 0; status == EQP_OK && i < count; i++)
        status = refuse_existing(folder, tables[i].name, error);
    while (status == EQP_OK && written < count) {
        status = write_beside(folder, written, tables[written].name, error);
        written++;
    }
    for (; status == EQP_OK && renamed < count; renamed += status == EQP_OK)
        status = rename_into_place(folder, tables[renamed].name, error);
    if (status != EQP_OK)
        take_back(folder, tables, renamed, written, made_folder);
    return status;
}
