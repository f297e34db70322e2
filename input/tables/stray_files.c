#include "input/tables/stray_files.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/names.h"
#include "models/study/study.h"

#include <dirent.h>
#include <string.h>
#include <strings.h>

#define EXTENSION ".csv"

static eqp_names *list_folder(const char *folder) {
    eqp_names *files = eqp_names_create();
    DIR *listing = files ? opendir(folder) : NULL;
    if (listing) {
        for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing))
            eqp_names_add(files, entry->d_name, strlen(entry->d_name));
        closedir(listing);
    }
    return files;
}

static eqp_names *list_tables(void) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    eqp_names *names = eqp_names_create();
    for (size_t i = 0; names && i < count; i++)
        eqp_names_add(names, tables[i].name, strlen(tables[i].name));
    return names;
}

/* The table that a file was probably meant to be, borrowed from tables; NULL: it is near none. */
static const char *table_near(const eqp_names *tables, const char *file) {
    size_t length = strlen(file), extension = strlen(EXTENSION);
    const char *nearest = NULL;
    char *stem;
    if (length <= extension || strcasecmp(file + length - extension, EXTENSION) != 0)
        return NULL;
    stem = eqp_text_copy(file);
    if (stem) {
        stem[length - extension] = '\0';
        nearest = eqp_names_nearest(tables, stem);
    }
    eqp_free(stem);
    return nearest;
}

static void warn_of(const eqp_names *files, const eqp_names *tables, eqp_problems *problems) {
    for (uint32_t i = 0; i < eqp_names_count(files); i++) {
        const char *file = eqp_names_text(files, i);
        const char *table = table_near(tables, file);
        char right[64];
        if (!table)
            continue;
        snprintf(right, sizeof right, "%s" EXTENSION, table);
        if (eqp_names_find(files, right, strlen(right)) == EQP_NONE)
            eqp_problems_add(problems, EQP_PROBLEM_WARNING, file, 1, 1,
                             _("no table has this name and the file is ignored; did you mean "
                               "\"%s\"?"),
                             right);
    }
}

void eqp_stray_files_warn(const char *folder, eqp_problems *problems) {
    eqp_names *files = list_folder(folder), *tables = list_tables();
    if (files && tables)
        warn_of(files, tables, problems);
    eqp_names_free(files);
    eqp_names_free(tables);
}
