/* The three tables that a study must have before anything is generated for it. */
#include "input/generate/generate_parts.h"
#include "input/tables/file_load.h"
#include "input/tables/reader.h"

#include "models/base/memory.h"

#include <stdio.h>
#include <string.h>

static const char *const needed[] = {"zones", "occupations", "needs"};
#define NEEDED (sizeof needed / sizeof *needed)

#define HEADER_SIZE 512
#define MOST_TABLES 16

static eqp_status load_table(const char *folder, const char *table, char **bytes,
                             eqp_table_text *text, eqp_error *error) {
    size_t size = strlen(folder) + strlen(table) + sizeof "/.csv";
    char *path = eqp_allocate(size, 1);
    eqp_status status;
    if (!path)
        return eqp_error_memory(error);
    snprintf(path, size, "%s/%s.csv", folder, table);
    status = eqp_file_load(path, bytes, &text->size, error);
    text->table = table;
    text->bytes = *bytes;
    eqp_free(path);
    return status;
}

/* 1 for one of the three, as a table or as its file: "needs", "needs.csv". */
static int is_needed(const char *name) {
    size_t length = strcspn(name, ".");
    for (size_t t = 0; t < NEEDED; t++)
        if (strlen(needed[t]) == length && strncmp(name, needed[t], length) == 0)
            return 1;
    return 0;
}

/* What the other required tables hold until they are generated: their headers. Returns how many. */
static size_t add_headers(eqp_table_text *texts, char headers[MOST_TABLES][HEADER_SIZE]) {
    size_t tables, added = 0;
    const eqp_table_view *table = eqp_study_tables(&tables);
    for (size_t t = 0; t < tables && t < MOST_TABLES; t++, table++) {
        char *header = headers[added];
        size_t size = 0;
        if (!table->required || is_needed(table->name))
            continue;
        for (uint32_t c = 0; c < table->column_count && size < HEADER_SIZE; c++)
            size += (size_t)snprintf(header + size, HEADER_SIZE - size, "%s%s", c ? "," : "",
                                     table->columns[c].name);
        texts[added++] = (eqp_table_text){table->name, header, size};
    }
    return added;
}

/* Errors of the three tables; warnings speak of offers that are still to come. */
static void pass_on(eqp_problems *found, eqp_problems *problems) {
    for (size_t i = 0; i < eqp_problems_total(found); i++) {
        const eqp_problem *problem = eqp_problems_get(found, i);
        if (problem->severity == EQP_PROBLEM_ERROR && is_needed(problem->file))
            eqp_problems_add(problems, problem->severity, problem->file, problem->line,
                             problem->column, "%s", problem->sentence);
    }
}

eqp_status eqp_generate_read_needs(const char *folder, eqp_study **out, eqp_problems *problems,
                                   eqp_error *error) {
    eqp_table_text texts[NEEDED + MOST_TABLES];
    char headers[MOST_TABLES][HEADER_SIZE], *bytes[NEEDED] = {NULL};
    size_t count = NEEDED + add_headers(texts + NEEDED, headers);
    eqp_problems *found = eqp_problems_create();
    eqp_status status = found ? EQP_OK : eqp_error_memory(error);
    *out = NULL;
    for (size_t t = 0; t < NEEDED && !status; t++)
        status = load_table(folder, needed[t], &bytes[t], &texts[t], error);
    if (!status)
        status = eqp_study_read_texts(texts, count, out, found, error);
    if (found)
        pass_on(found, problems);
    for (size_t t = 0; t < NEEDED; t++)
        eqp_free(bytes[t]);
    eqp_problems_free(found);
    return status;
}
