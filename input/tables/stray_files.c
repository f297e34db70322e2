#include "input/tables/stray_files.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/names.h"
#include "models/base/text.h"
#include "models/study/study.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
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

/* Cuts what a spreadsheet, an editor or a mail programme puts behind a name: .csv, .xlsx, .csv.txt,
 * ~. Returns 0 where there is nothing of the kind: the file is no table. */
static int cut_endings(char *name) {
    static const char *const endings[] = {".csv",  ".txt",  ".tsv", ".tab",     ".xls",
                                          ".xlsx", ".xlsm", ".ods", ".numbers", ".bak",
                                          ".gz",   ".zip",  "~"};
    int cut = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(name), ending = strlen(endings[i]);
        if (length <= ending || strcasecmp(name + length - ending, endings[i]) != 0)
            continue;
        name[length - ending] = '\0';
        cut = 1;
        i = SIZE_MAX; /* from the first one again */
    }
    return cut;
}

static int is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether a table's name stands in a file's as a word of its own: "copy of decisions_2025". */
static int holds_word(const char *stem, const char *word) {
    size_t length = strlen(word);
    for (const char *at = strstr(stem, word); at; at = strstr(at + 1, word))
        if ((at == stem || !is_letter(at[-1])) && !is_letter(at[length]))
            return 1;
    return 0;
}

/* The table that a stem was probably meant to be, borrowed from tables; NULL: it is near none. */
static const char *find_near(const eqp_names *tables, const char *stem) {
    const char *longest = NULL;
    for (uint32_t i = 0; i < eqp_names_count(tables); i++) {
        const char *table = eqp_names_text(tables, i);
        if (holds_word(stem, table) && (!longest || strlen(table) > strlen(longest)))
            longest = table;
    }
    return longest ? longest : eqp_names_nearest(tables, stem);
}

static const char *table_near(const eqp_names *tables, const char *file) {
    char *stem = eqp_text_fold(file, strlen(file));
    const char *near = stem && cut_endings(stem) ? find_near(tables, stem) : NULL;
    eqp_free(stem);
    return near;
}

static void warn_of(const eqp_names *files, const eqp_names *tables, eqp_problems *problems) {
    for (uint32_t i = 0; i < eqp_names_count(files); i++) {
        const char *file = eqp_names_text(files, i);
        const char *table = table_near(tables, file);
        char right[64];
        if (!table)
            continue;
        snprintf(right, sizeof right, "%s" EXTENSION, table);
        if (strcmp(file, right) == 0)
            continue;
        eqp_problems_add(problems, EQP_PROBLEM_WARNING, file, 1, 1,
                         eqp_names_find(files, right, strlen(right)) == EQP_NONE
                             ? _("no table has this name and the file is ignored; did you mean "
                                 "\"%s\"?")
                             : _("no table has this name and the file is ignored; \"%s\" is read"),
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
