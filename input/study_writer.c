#include "input/study_writer.h"

#include "input/study_rows.h"

#include "models/number.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_SIZE 4096

static int path_of(char *path, const char *folder, const char *table, const char *suffix) {
    int length = snprintf(path, PATH_SIZE, "%s/%s.csv%s", folder, table, suffix);
    return length < 0 || length >= PATH_SIZE ? -1 : 0;
}

static eqp_status refused(eqp_error *error, const char *folder, const char *what) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, "%s: %s: %s", folder, what, strerror(errno));
}

static void put_text(const char *text, FILE *file) {
    if (!strpbrk(text, ",;\t\"\r\n") && text[0] != ' ') {
        fputs(text, file);
        return;
    }
    putc('"', file);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', file);
        putc(*text, file);
    }
    putc('"', file);
}

static int is_blank(eqp_study *study, const eqp_column_view *column, uint32_t row) {
    void *place = eqp_study_column(study, column);
    if (column->kind == EQP_KIND_NUMBER)
        return !isfinite((*(double **)place)[row]);
    if (column->kind == EQP_KIND_TEXT)
        return !(*(char ***)place)[row] || !*(*(char ***)place)[row];
    return (*(uint32_t **)place)[row] == EQP_NONE;
}

static void put_cell(eqp_study *study, const eqp_column_view *column, uint32_t row, FILE *file) {
    void *place = eqp_study_column(study, column);
    char text[64];
    if (is_blank(study, column, row))
        return;
    switch (column->kind) {
    case EQP_KIND_NUMBER:
        eqp_number_format((*(double **)place)[row], text);
        fputs(text, file);
        break;
    case EQP_KIND_TEXT:
        put_text((*(char ***)place)[row], file);
        break;
    case EQP_KIND_WORD:
        eqp_word_text(column->words, (*(uint32_t **)place)[row], text, sizeof text);
        fputs(text, file);
        break;
    default:
        put_text(eqp_study_id(study, column->space, (*(uint32_t **)place)[row]), file);
    }
}

static uint32_t row_count(eqp_study *study, const eqp_table_view *table) {
    return *(uint32_t *)((char *)study + table->count_offset);
}

/* Ids, amounts and names must have their column; others only where a cell says something. */
static int is_wanted(eqp_study *study, const eqp_table_view *table, uint32_t c) {
    if (table->columns[c].role != EQP_ROLE_FREE || !*table->columns[c].blank)
        return 1;
    for (uint32_t row = 0; row < row_count(study, table); row++)
        if (!is_blank(study, &table->columns[c], row))
            return 1;
    return 0;
}

static void put_table(eqp_study *study, const eqp_table_view *table, FILE *file) {
    uint32_t wanted[64], count = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        if (is_wanted(study, table, c))
            wanted[count++] = c;
    for (uint32_t w = 0; w < count; w++)
        fprintf(file, "%s%s", w ? "," : "", table->columns[wanted[w]].name);
    putc('\n', file);
    for (uint32_t row = 0; row < row_count(study, table); row++) {
        for (uint32_t w = 0; w < count; w++) {
            if (w)
                putc(',', file);
            put_cell(study, &table->columns[wanted[w]], row, file);
        }
        putc('\n', file);
    }
}

static int is_skipped(eqp_study *study, const char *name) {
    const eqp_table_view *table = eqp_rows_table(name);
    return !table->required && row_count(study, table) == 0;
}

static eqp_status write_beside(eqp_study *study, const char *name, const char *folder,
                               eqp_error *error) {
    char path[PATH_SIZE];
    FILE *file;
    int failed;
    if (path_of(path, folder, name, ".part"))
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s: the path is too long", folder);
    file = fopen(path, "wb");
    if (!file)
        return refused(error, folder, "the table cannot be written");
    put_table(study, eqp_rows_table(name), file);
    failed = fflush(file) || ferror(file) || fsync(fileno(file));
    if (fclose(file) || failed)
        return refused(error, folder, "the table cannot be written");
    return EQP_OK;
}

static void remove_each(const char *const *tables, const char *folder, const char *suffix,
                        size_t count) {
    char path[PATH_SIZE];
    for (size_t t = 0; t < count; t++)
        if (path_of(path, folder, tables[t], suffix) == 0)
            unlink(path);
}

/* All files are written beside their names first; only then do they get their names. */
static eqp_status name_each(eqp_study *study, const char *const *tables, size_t count,
                            const char *folder, eqp_error *error) {
    char from[PATH_SIZE], to[PATH_SIZE];
    for (size_t t = 0; t < count; t++) {
        if (is_skipped(study, tables[t]))
            continue;
        path_of(from, folder, tables[t], ".part");
        path_of(to, folder, tables[t], "");
        if (rename(from, to)) {
            eqp_status status = refused(error, folder, "the table cannot be written");
            remove_each(tables, folder, "", t);
            return status;
        }
    }
    return EQP_OK;
}

eqp_status eqp_study_write_allowed(const char *const *tables, const char *folder,
                                   eqp_error *error) {
    char path[PATH_SIZE];
    for (size_t t = 0; tables[t]; t++) {
        if (path_of(path, folder, tables[t], ""))
            return eqp_error_set(error, EQP_ERROR_USAGE, "%s: the path is too long", folder);
        if (access(path, F_OK) == 0)
            return eqp_error_set(error, EQP_ERROR_USAGE,
                                 "%s exists already and is never written over; remove it or name "
                                 "another folder",
                                 path);
    }
    return EQP_OK;
}

eqp_status eqp_study_write(eqp_study *study, const char *const *tables, const char *folder,
                           eqp_error *error) {
    size_t count = 0;
    int made = 0;
    eqp_status status = eqp_study_write_allowed(tables, folder, error);
    if (status)
        return status;
    made = mkdir(folder, 0777) == 0;
    if (!made && errno != EEXIST)
        return refused(error, folder, "the folder cannot be made");
    for (; tables[count] && !status; count++)
        if (!is_skipped(study, tables[count]))
            status = write_beside(study, tables[count], folder, error);
    if (!status)
        status = name_each(study, tables, count, folder, error);
    if (status) {
        remove_each(tables, folder, ".part", count);
        if (made)
            rmdir(folder);
    }
    return status;
}
