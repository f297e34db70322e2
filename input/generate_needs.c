/* The three tables that a study must have before anything is generated for it. */
#include "input/file_load.h"
#include "input/generate_parts.h"
#include "input/reader.h"

#include "models/memory.h"

#include <stdio.h>
#include <string.h>

static const char *const needed[] = {"zones", "occupations", "needs"};
#define NEEDED (sizeof needed / sizeof *needed)

/* What the other required tables hold until they are generated: their headers. */
static const eqp_table_text empty[] = {
    {"institutions", "institution\n", 12},       {"budgets", "institution,budget\n", 19},
    {"offers", "offer,zone,places\n", 18},       {"offer_occupations", "offer,occupation\n", 17},
    {"prices", "offer,institution,price\n", 24},
};
#define EMPTY (sizeof empty / sizeof *empty)

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

static int is_needed(const char *file) {
    for (size_t t = 0; t < NEEDED; t++)
        if (strncmp(file, needed[t], strlen(needed[t])) == 0 &&
            strcmp(file + strlen(needed[t]), ".csv") == 0)
            return 1;
    return 0;
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
    eqp_table_text texts[NEEDED + EMPTY];
    char *bytes[NEEDED] = {NULL};
    eqp_problems *found = eqp_problems_create();
    eqp_status status = found ? EQP_OK : eqp_error_memory(error);
    *out = NULL;
    memcpy(texts + NEEDED, empty, sizeof empty);
    for (size_t t = 0; t < NEEDED && !status; t++)
        status = load_table(folder, needed[t], &bytes[t], &texts[t], error);
    if (!status)
        status = eqp_study_read_texts(texts, NEEDED + EMPTY, out, found, error);
    if (found)
        pass_on(found, problems);
    for (size_t t = 0; t < NEEDED; t++)
        eqp_free(bytes[t]);
    eqp_problems_free(found);
    return status;
}
