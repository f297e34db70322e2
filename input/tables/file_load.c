#include "input/tables/file_load.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PIECE 65536

eqp_status eqp_file_unreadable(const char *path, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, _("cannot read \"%s\": %s"), path,
                         eqp_language_reason(errno));
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
