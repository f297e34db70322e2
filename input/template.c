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

/* Room for the names of a table's file and of the file beside it that is written first; taken
 * before anything is written, so that taking back needs no memory. */
typedef struct {
    const char *folder;
    char *path, *beside; /* [size] */
    size_t size;
} template_place;

static const char *path_of(template_place *place, const char *table) {
    snprintf(place->path, place->size, "%s/%s.csv", place->folder, table);
    return place->path;
}

static const char *beside_of(template_place *place, const char *table) {
    snprintf(place->beside, place->size, "%s/%s.csv.part", place->folder, table);
    return place->beside;
}

static eqp_status cannot_write(const char *path, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, "cannot write \"%s\": %s", path, strerror(errno));
}

static eqp_status refuse_existing(template_place *place, const char *table, eqp_error *error) {
    if (access(path_of(place, table), F_OK) == 0)
        return eqp_error_set(error, EQP_ERROR_SYSTEM,
                             "\"%s\" already exists; choose a folder without tables", place->path);
    return EQP_OK;
}

static eqp_status write_beside(template_place *place, size_t table, const char *name,
                               eqp_error *error) {
    FILE *stream = fopen(beside_of(place, name), "wb");
    int failed;
    if (!stream)
        return cannot_write(place->beside, error);
    eqp_template_table(table, stream);
    failed = ferror(stream);
    if (fclose(stream) != 0 || failed)
        return cannot_write(place->beside, error);
    return EQP_OK;
}

static eqp_status rename_into_place(template_place *place, const char *table, eqp_error *error) {
    if (rename(beside_of(place, table), path_of(place, table)) != 0)
        return cannot_write(place->path, error);
    return EQP_OK;
}

static eqp_status write_tables(template_place *place, eqp_error *error) {
    size_t count, written = 0, renamed = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    int made_folder = mkdir(place->folder, 0777) == 0;
    eqp_status status =
        made_folder || errno == EEXIST ? EQP_OK : cannot_write(place->folder, error);
    for (size_t i = 0; status == EQP_OK && i < count; i++)
        status = refuse_existing(place, tables[i].name, error);
    while (status == EQP_OK && written < count) {
        status = write_beside(place, written, tables[written].name, error);
        written++;
    }
    for (; status == EQP_OK && renamed < count; renamed += status == EQP_OK)
        status = rename_into_place(place, tables[renamed].name, error);
    if (status == EQP_OK)
        return EQP_OK;
    for (size_t i = 0; i < written; i++)
        unlink(i < renamed ? path_of(place, tables[i].name) : beside_of(place, tables[i].name));
    if (made_folder)
        rmdir(place->folder);
    return status;
}

eqp_status eqp_template_write(const char *folder, eqp_error *error) {
    size_t size = strlen(folder) + 64;
    template_place place = {folder, eqp_allocate(size, 1), eqp_allocate(size, 1), size};
    eqp_status status =
        place.path && place.beside ? write_tables(&place, error) : eqp_error_memory(error);
    eqp_free(place.path);
    eqp_free(place.beside);
    return status;
}
