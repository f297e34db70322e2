#include "input/tables/table_files.h"

#include "models/base/language.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_SIZE 4096

static int path_of(char *path, const char *folder, const char *table, const char *suffix) {
    int length = snprintf(path, PATH_SIZE, "%s/%s.csv%s", folder, table, suffix);
    return length < 0 || length >= PATH_SIZE ? -1 : 0;
}

static eqp_status refused(eqp_error *error, const char *folder, const char *what) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, "%s: %s: %s", folder, what,
                         eqp_language_reason(errno));
}

void eqp_table_cell_put(const char *text, FILE *file) {
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

static eqp_status write_beside(const char *table, const char *folder,
                               const eqp_table_content *content, eqp_error *error) {
    char path[PATH_SIZE];
    FILE *file;
    int failed;
    path_of(path, folder, table, ".part");
    file = fopen(path, "wb");
    if (!file)
        return refused(error, folder, _("the table cannot be written"));
    content->put(content->context, table, file);
    failed = fflush(file) || ferror(file) || fsync(fileno(file));
    if (fclose(file) || failed)
        return refused(error, folder, _("the table cannot be written"));
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
static eqp_status name_each(const char *const *tables, size_t count, const char *folder,
                            eqp_error *error) {
    char from[PATH_SIZE], to[PATH_SIZE];
    for (size_t t = 0; t < count; t++) {
        path_of(from, folder, tables[t], ".part");
        path_of(to, folder, tables[t], "");
        if (rename(from, to)) {
            eqp_status status = refused(error, folder, _("the table cannot be written"));
            remove_each(tables, folder, "", t);
            return status;
        }
    }
    return EQP_OK;
}

eqp_status eqp_table_files_allowed(const char *const *tables, const char *folder,
                                   eqp_error *error) {
    char path[PATH_SIZE];
    for (size_t t = 0; tables[t]; t++) {
        if (path_of(path, folder, tables[t], ".part"))
            return eqp_error_set(error, EQP_ERROR_USAGE, _("%s: the path is too long"), folder);
        path_of(path, folder, tables[t], "");
        if (access(path, F_OK) == 0)
            return eqp_error_set(error, EQP_ERROR_USAGE,
                                 _("%s exists already and is never written over; remove it or name "
                                   "another folder"),
                                 path);
    }
    return EQP_OK;
}

eqp_status eqp_table_files_write(const char *const *tables, const char *folder,
                                 const eqp_table_content *content, eqp_error *error) {
    size_t count = 0;
    int made = 0;
    eqp_status status = eqp_table_files_allowed(tables, folder, error);
    if (status)
        return status;
    made = mkdir(folder, 0777) == 0;
    if (!made && errno != EEXIST)
        return refused(error, folder, _("the folder cannot be made"));
    for (; tables[count] && !status; count++)
        status = write_beside(tables[count], folder, content, error);
    if (!status)
        status = name_each(tables, count, folder, error);
    if (status) {
        remove_each(tables, folder, ".part", count);
        if (made)
            rmdir(folder);
    }
    return status;
}
