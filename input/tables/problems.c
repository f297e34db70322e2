#include "input/tables/problems.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/names.h"
#include "models/base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A table with one fault in every row says so this often, then how many more there are. */
#define MOST_OF_A_KIND 50

typedef struct {
    eqp_problem problem;
    size_t found; /* order of finding */
    size_t rank;  /* of its file */
    size_t rest;  /* of the entry that counts the rest of a kind: that kind + 1; 0 elsewhere */
} entry;

/* Problems of one file and one sentence, whatever it quotes. */
typedef struct {
    uint64_t hash;
    size_t count;
} kind;

typedef struct {
    char *name;
    size_t rank; /* files with errors come in the order of their first one, before all others */
} known_file;

struct eqp_problems {
    entry *entries;
    kind *kinds;
    known_file *files;
    size_t stored, capacity, kind_count, kind_capacity, file_count, file_capacity, found;
    size_t counts[EQP_PROBLEM_NOTE + 1];
    int sorted;
};

eqp_problems *eqp_problems_create(void) {
    return eqp_allocate(1, sizeof(eqp_problems));
}

void eqp_problems_free(eqp_problems *problems) {
    if (!problems)
        return;
    for (size_t i = 0; i < problems->stored; i++)
        eqp_free(problems->entries[i].problem.sentence);
    for (size_t i = 0; i < problems->file_count; i++)
        eqp_free(problems->files[i].name);
    eqp_free(problems->entries);
    eqp_free(problems->kinds);
    eqp_free(problems->files);
    eqp_free(problems);
}

/* What stays of a sentence without numbers, what it quotes, and what it suggests. */
static uint64_t hash_of(eqp_severity severity, const char *file, const char *sentence) {
    uint64_t hash = eqp_text_hash(severity, file);
    int quoted = 0;
    for (const char *c = sentence; *c && (quoted || *c != ';'); c++) {
        if (*c == '"' || strncmp(c, "«", 2) == 0 || strncmp(c, "»", 2) == 0)
            quoted = !quoted;
        else if (!quoted && (*c < '0' || *c > '9'))
            hash = eqp_text_hash(hash, (char[]){*c, '\0'});
    }
    return hash;
}

/* The place of a kind, added where it is new; SIZE_MAX when memory is short. */
static size_t find_kind(eqp_problems *problems, uint64_t hash) {
    size_t at = problems->kind_count;
    for (size_t i = 0; i < problems->kind_count; i++)
        if (problems->kinds[i].hash == hash)
            return i;
    if (eqp_grow(&problems->kinds, &problems->kind_capacity, at + 1, sizeof *problems->kinds))
        return SIZE_MAX;
    problems->kinds[problems->kind_count++] = (kind){hash, 0};
    return at;
}

static known_file *find_file(eqp_problems *problems, const char *name) {
    known_file *file;
    for (size_t i = problems->file_count; i-- > 0;)
        if (strcmp(problems->files[i].name, name) == 0)
            return &problems->files[i];
    if (eqp_grow(&problems->files, &problems->file_capacity, problems->file_count + 1,
                 sizeof *problems->files))
        return NULL;
    file = &problems->files[problems->file_count];
    *file = (known_file){eqp_text_copy(name), SIZE_MAX};
    problems->file_count += file->name != NULL;
    return file->name ? file : NULL;
}

static void store(eqp_problems *problems, eqp_problem problem, size_t rest) {
    char *sentence = eqp_text_copy(problem.sentence);
    if (!sentence || eqp_grow(&problems->entries, &problems->capacity, problems->stored + 1,
                              sizeof *problems->entries)) {
        eqp_free(sentence);
        return;
    }
    problem.sentence = sentence;
    problems->entries[problems->stored++] = (entry){problem, problems->found, 0, rest};
}

void eqp_problems_add(eqp_problems *problems, eqp_severity severity, const char *file,
                      uint32_t line, uint32_t column, const char *format, ...) {
    char typed[1024], sentence[1280];
    known_file *known = find_file(problems, file);
    size_t at;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(typed, sizeof typed, format, arguments);
    va_end(arguments);
    eqp_text_show(typed, EQP_TEXT_HIDDEN, sentence, sizeof sentence);
    problems->counts[severity]++;
    problems->found++;
    problems->sorted = 0;
    at = find_kind(problems, hash_of(severity, file, sentence));
    if (!known || at == SIZE_MAX)
        return;
    if (severity == EQP_PROBLEM_ERROR && known->rank == SIZE_MAX)
        known->rank = problems->found;
    if (problems->kinds[at].count++ <= MOST_OF_A_KIND)
        store(problems,
              (eqp_problem){.severity = severity,
                            .file = known->name,
                            .line = line,
                            .column = column,
                            .sentence = sentence},
              problems->kinds[at].count > MOST_OF_A_KIND ? at + 1 : 0);
}

size_t eqp_problems_count(const eqp_problems *problems, eqp_severity severity) {
    return problems->counts[severity];
}

static size_t rank_of(const eqp_problems *problems, const char *file) {
    for (size_t i = 0; i < problems->file_count; i++)
        if (problems->files[i].name == file)
            return problems->files[i].rank;
    return SIZE_MAX;
}

static int by_place(const void *a, const void *b) {
    const entry *left = a, *right = b;
    int file = strcmp(left->problem.file, right->problem.file);
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (file)
        return file;
    if (left->problem.line != right->problem.line)
        return left->problem.line < right->problem.line ? -1 : 1;
    if (left->problem.column != right->problem.column)
        return left->problem.column < right->problem.column ? -1 : 1;
    return left->found < right->found ? -1 : 1;
}

/* Where a kind was cut off stands how many more there are. */
static void count_rest(const eqp_problems *problems, entry *cut) {
    char sentence[128];
    size_t rest = problems->kinds[cut->rest - 1].count - MOST_OF_A_KIND;
    char *counted;
    snprintf(sentence, sizeof sentence,
             P_("%zu more like the one before", "%zu more like the one before", rest), rest);
    counted = eqp_text_copy(sentence);
    if (!counted)
        return;
    eqp_free(cut->problem.sentence);
    cut->problem.sentence = counted;
}

static void sort(eqp_problems *problems) {
    for (size_t i = 0; i < problems->stored; i++) {
        entry *each = &problems->entries[i];
        each->rank = rank_of(problems, each->problem.file);
        if (each->rest)
            count_rest(problems, each);
    }
    qsort(problems->entries, problems->stored, sizeof *problems->entries, by_place);
    problems->sorted = 1;
}

const eqp_problem *eqp_problems_get(eqp_problems *problems, size_t i) {
    if (!problems->sorted)
        sort(problems);
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
    char file[512];
    size_t length = folder ? strlen(folder) : 0;
    const char *slash = length && folder[length - 1] != '/' ? "/" : "";
    eqp_text_show(problem->file, EQP_TEXT_ALL, file, sizeof file);
    /* A file or row as a whole is shown at its beginning. */
    fprintf(stream, "%s%s%s:%u:%u: %s%s:%s %s\n", folder ? folder : "", slash, file,
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
