#include "input/tables/draft_reader.h"

#include "input/tables/cell.h"
#include "input/tables/sheet.h"
#include "input/tables/study_rows.h"
#include "models/base/language.h"
#include "models/base/memory.h"

#include <stdlib.h>

enum { CELL_OFFER, CELL_INSTITUTION, CELL_PLACES, CELLS };

/* Looking for the nearest known name takes time: only the first so many get a suggestion. */
#define MOST_SUGGESTIONS 200

/* A line of the draft and where it stands. */
typedef struct placed_line {
    eqp_draft_line bought;
    uint32_t line, cell;
} placed_line;

typedef struct reading {
    const char *path;
    const eqp_study *study;
    const eqp_column_view *places; /* of table previous, which says the same */
    eqp_problems *problems;
    placed_line *lines;
    size_t count, capacity;
    uint32_t suggestions;
} reading;

static void report(const reading *r, const eqp_sheet_row *row, int cell, const char *sentence) {
    eqp_problems_add(r->problems, EQP_PROBLEM_ERROR, r->path, row->line, row->number[cell], "%s",
                     sentence);
}

static int is_blank(const reading *r, const eqp_sheet_row *row, int cell, const char *name) {
    char sentence[EQP_SENTENCE_SIZE];
    if (row->cells[cell].length)
        return 0;
    snprintf(sentence, sizeof sentence, _("%s is blank; it must be given"), name);
    report(r, row, cell, sentence);
    return 1;
}

/* The index of an id; EQP_NONE, reported, where it is unknown. */
static uint32_t find_id(reading *r, const eqp_sheet_row *row, int cell, eqp_space space,
                        const char *name) {
    const eqp_csv_cell *text = &row->cells[cell];
    char sentence[EQP_SENTENCE_SIZE];
    const char *nearest = NULL;
    uint32_t index;
    if (is_blank(r, row, cell, name))
        return EQP_NONE;
    index = eqp_names_find(r->study->spaces[space], text->text, text->length);
    if (index != EQP_NONE)
        return index;
    if (r->suggestions++ < MOST_SUGGESTIONS)
        nearest = eqp_names_nearest(r->study->spaces[space], text->text);
    if (nearest)
        snprintf(sentence, sizeof sentence, _("%s \"%.*s\" is unknown; did you mean \"%.*s\"?"),
                 name, eqp_cell_shown(text->text), text->text, eqp_cell_shown(nearest), nearest);
    else
        snprintf(sentence, sizeof sentence, _("%s \"%.*s\" is unknown"), name,
                 eqp_cell_shown(text->text), text->text);
    report(r, row, cell, sentence);
    return EQP_NONE;
}

/* 1: *places holds the number. */
static int read_places(const reading *r, const eqp_sheet_row *row, double *places) {
    const eqp_csv_cell *text = &row->cells[CELL_PLACES];
    char sentence[EQP_SENTENCE_SIZE];
    if (is_blank(r, row, CELL_PLACES, r->places->name))
        return 0;
    if (eqp_cell_number(r->places, text->text, text->length, row->separator, places, sentence) == 0)
        return 1;
    report(r, row, CELL_PLACES, sentence);
    return 0;
}

static int take_row(void *context, const eqp_sheet_row *row) {
    reading *r = context;
    uint32_t offer = find_id(r, row, CELL_OFFER, EQP_SPACE_offer, "offer");
    uint32_t institution = find_id(r, row, CELL_INSTITUTION, EQP_SPACE_institution, "institution");
    double places;
    int good = read_places(r, row, &places);
    if (!good || offer == EQP_NONE || institution == EQP_NONE)
        return 0;
    if (eqp_grow(&r->lines, &r->capacity, r->count + 1, sizeof *r->lines))
        return -1;
    r->lines[r->count++] =
        (placed_line){{offer, institution, places}, row->line, row->number[CELL_OFFER]};
    return 0;
}

static int compare_lines(const void *a, const void *b) {
    const placed_line *one = a, *other = b;
    if (one->bought.offer != other->bought.offer)
        return one->bought.offer < other->bought.offer ? -1 : 1;
    if (one->bought.institution != other->bought.institution)
        return one->bought.institution < other->bought.institution ? -1 : 1;
    return (one->line > other->line) - (one->line < other->line);
}

static void report_twice(const reading *r, const placed_line *first, const placed_line *again) {
    const char *offer = eqp_study_id(r->study, EQP_SPACE_offer, again->bought.offer);
    const char *institution =
        eqp_study_id(r->study, EQP_SPACE_institution, again->bought.institution);
    eqp_problems_add(r->problems, EQP_PROBLEM_ERROR, r->path, again->line, again->cell,
                     _("offer \"%.*s\", institution \"%.*s\" stands already in line %u"),
                     eqp_cell_shown(offer), offer, eqp_cell_shown(institution), institution,
                     first->line);
}

/* Sorts the lines, reports pairs that stand twice, and keeps those that buy something. */
static eqp_status finish(reading *r, eqp_draft **out, eqp_error *error) {
    eqp_draft *draft = eqp_allocate(1, sizeof *draft);
    if (draft)
        draft->lines = eqp_allocate(r->count, sizeof *draft->lines);
    if (!draft || !draft->lines) {
        eqp_draft_free(draft);
        return eqp_error_memory(error);
    }
    if (r->count)
        qsort(r->lines, r->count, sizeof *r->lines, compare_lines);
    for (size_t i = 0, first = 0; i < r->count; i++) {
        if (r->lines[i].bought.offer != r->lines[first].bought.offer ||
            r->lines[i].bought.institution != r->lines[first].bought.institution)
            first = i;
        if (i != first)
            report_twice(r, &r->lines[first], &r->lines[i]);
        if (r->lines[i].bought.places > 0)
            draft->lines[draft->count++] = r->lines[i].bought;
    }
    *out = draft;
    return EQP_OK;
}

eqp_status eqp_draft_read(const char *path, const eqp_study *study, eqp_draft **out,
                          eqp_problems *problems, eqp_error *error) {
    static const eqp_sheet_column columns[CELLS] = {
        [CELL_OFFER] = {"offer", "offer"},
        [CELL_INSTITUTION] = {"institution", "institution"},
        [CELL_PLACES] = {"places", "places"},
    };
    reading r = {.path = path,
                 .study = study,
                 .places = &eqp_rows_table("previous")->columns[CELL_PLACES],
                 .problems = problems};
    const eqp_sheet sheet = {path, columns, CELLS, take_row, &r};
    eqp_status status = eqp_sheet_read(&sheet, problems, error);
    *out = NULL;
    if (!status)
        status = finish(&r, out, error);
    if (!status && eqp_problems_count(problems, EQP_PROBLEM_ERROR)) {
        status = eqp_error_set(error, EQP_ERROR_DATA, _("the plan has errors"));
        eqp_draft_free(*out);
        *out = NULL;
    }
    eqp_free(r.lines);
    return status;
}
