#include "input/tables/problems.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    eqp_problem problem;
    size_t found; /* order of finding */
} entry;

struct eqp_problems {
    entry *entries;
    size_t stored, capacity, found;
    size_t counts[EQP_PROBLEM_NOTE + 1];
    int sorted;
};

eqp_problems *eqp_problems_create(void) {
    return eqp_allocate(1, sizeof(eqp_problems));
}

void eqp_problems_free(eqp_problems *problems) {
    if (!problems)
        return;
    for (size_t i = 0; i < problems->stored; i++) {
        eqp_free(problems->entries[i].problem.file);
        eqp_free(problems->entries[i].problem.sentence);
    }
    eqp_free(problems->entries);
    eqp_free(problems);
}

/* Line ends and other control characters of a quoted cell would break the one line of a problem. */
static void keep_on_one_line(char *sentence) {
    for (; *sentence; sentence++)
        if ((unsigned char)*sentence < ' ' || *sentence == 0x7F)
            *sentence = ' ';
}

static void store(eqp_problems *problems, eqp_problem problem) {
    entry new_entry = {problem, problems->found};
    int room = problem.file && problem.sentence &&
               eqp_grow(&problems->entries, &problems->capacity, problems->stored + 1,
                        sizeof *problems->entries) == 0;
    if (room) {
        problems->entries[problems->stored++] = new_entry;
        problems->sorted = 0;
    } else {
        eqp_free(problem.file);
        eqp_free(problem.sentence);
    }
}

void eqp_problems_add(eqp_problems *problems, eqp_severity severity, const char *file,
                      uint32_t line, uint32_t column, const char *format, ...) {
    char sentence[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    keep_on_one_line(sentence);
    problems->counts[severity]++;
    problems->found++;
    store(problems, (eqp_problem){.severity = severity,
                                  .file = eqp_text_copy(file),
                                  .line = line,
                                  .column = column,
                                  .sentence = eqp_text_copy(sentence)});
}

size_t eqp_problems_count(const eqp_problems *problems, eqp_severity severity) {
    return problems->counts[severity];
}

static int by_place(const void *a, const void *b) {
    const entry *left = a, *right = b;
    int file = strcmp(left->problem.file, right->problem.file);
    if (file)
        return file;
    if (left->problem.line != right->problem.line)
        return left->problem.line < right->problem.line ? -1 : 1;
    if (left->problem.column != right->problem.column)
        return left->problem.column < right->problem.column ? -1 : 1;
    return left->found < right->found ? -1 : 1;
}

const eqp_problem *eqp_problems_get(eqp_problems *problems, size_t i) {
    if (!problems->sorted) {
        qsort(problems->entries, problems->stored, sizeof *problems->entries, by_place);
        problems->sorted = 1;
    }
    return &problems->entries[i].problem;
}

size_t eqp_problems_total(const eqp_problems *problems) {
    return problems->stored;
}

static const char *severity_word(eqp_severity severity) {
    switch (severity) {
    case EQP_PROBLEM_ERROR:
        return _("error");
    case EQP_PROBLEM_WARNING:
        return _("warning");
    case EQP_PROBLEM_NOTE:
        break;
    }
    return _("note");
}

static void print(const eqp_problem *problem, const char *folder, const eqp_problem_paint *paint,
                  FILE *stream) {
    size_t length = folder ? strlen(folder) : 0;
    const char *slash = length && folder[length - 1] != '/' ? "/" : "";
    /* A file or row as a whole is shown at its beginning. */
    fprintf(stream, "%s%s%s:%u:%u: %s%s:%s %s\n", folder ? folder : "", slash, problem->file,
            problem->line ? problem->line : 1, problem->column ? problem->column : 1,
            paint->begin[problem->severity], severity_word(problem->severity), paint->end,
            problem->sentence);
}

void eqp_problems_print_painted(eqp_problems *problems, const char *folder,
                                const eqp_problem_paint *paint, FILE *stream) {
    for (size_t i = 0; i < eqp_problems_total(problems); i++)
        print(eqp_problems_get(problems, i), folder, paint, stream);
}

void eqp_problems_print(eqp_problems *problems, const char *folder, FILE *stream) {
    const eqp_problem_paint none = {{"", "", ""}, ""};
    eqp_problems_print_painted(problems, folder, &none, stream);
}
