#include "input/tables/file_load.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PIECE 65536

eqp_status eqp_file_unreadable(const char *path, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, _("cannot read \"%s\": %s"), path,
                         eqp_language_reason(errno));
}

eqp_file_kind eqp_file_look(const char *path, const char *name, eqp_problems *problems) {
    struct stat about;
    const char *sentence = NULL;
    if (lstat(path, &about) != 0)
        return errno == ENOENT ? EQP_FILE_MISSING : EQP_FILE_THERE; /* reading says why not */
    if (stat(path, &about) != 0)
        sentence = errno == ENOENT ? _("this is a link to a file that is not there") : NULL;
    else if (S_ISDIR(about.st_mode))
        sentence = _("this is a folder; a file is expected");
    else if (!S_ISREG(about.st_mode))
        sentence = _("this is no regular file (a pipe, perhaps); a file is expected");
    if (!sentence)
        return EQP_FILE_THERE;
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, name, 1, 1, "%s", sentence);
    return EQP_FILE_NO_FILE;
}

static eqp_status load_open(FILE *file, const char *path, char **bytes, size_t *size,
                            eqp_error *error) {
    size_t capacity = 0, got = 1;
    while (got > 0) {
        if (eqp_grow(bytes, &capacity, *size + PIECE, 1))
            return eqp_error_memory(error);
        got = fread(*bytes + *size, 1, capacity - *size, file);
        *size += got;
    }
    return ferror(file) ? eqp_file_unreadable(path, error) : EQP_OK;
}

eqp_status eqp_file_load(const char *path, char **bytes, size_t *size, eqp_error *error) {
    FILE *file = fopen(path, "rb");
    eqp_status status;
    *bytes = NULL;
    *size = 0;
    if (!file)
        return eqp_file_unreadable(path, error);
    status = load_open(file, path, bytes, size, error);
    fclose(file);
    if (status) {
        eqp_free(*bytes);
        *bytes = NULL;
    }
    return status;
}
