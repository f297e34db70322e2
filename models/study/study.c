#include "models/study/study.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the tables as tables.def declares them ---- */

#define SPACE_OF_ID(space) EQP_SPACE_##space
#define SPACE_OF_REF(space) EQP_SPACE_##space
#define SPACE_OF_LABEL(space) EQP_SPACE_##space
#define SPACE_OF_TEXT(space) EQP_SPACE_COUNT
#define SPACE_OF_NUMBER(space) EQP_SPACE_COUNT
#define SPACE_OF_WORD(space) EQP_SPACE_COUNT
#define WORDS_OF_ID(space) NULL
#define WORDS_OF_REF(space) NULL
#define WORDS_OF_LABEL(space) NULL
#define WORDS_OF_TEXT(space) NULL
#define WORDS_OF_NUMBER(space) NULL
#define WORDS_OF_WORD(space) EQP_WORDS_##space
#define PRESENCE_REQUIRED 1
#define PRESENCE_OPTIONAL 0

#define EQP_TABLE(table, presence, sentence) static const eqp_column_view table##_columns[] = {
#define EQP_COLUMN(table, column, kind, space, role, blank, low, high, unit, example, sentence)    \
    {#column,                                                                                      \
     EQP_KIND_##kind,                                                                              \
     SPACE_OF_##kind(space),                                                                       \
     WORDS_OF_##kind(space),                                                                       \
     EQP_ROLE_##role,                                                                              \
     blank,                                                                                        \
     low,                                                                                          \
     high,                                                                                         \
     unit,                                                                                         \
     example,                                                                                      \
     sentence,                                                                                     \
     offsetof(eqp_study, table.column)},
#define EQP_TABLE_END(table)                                                                       \
    }                                                                                              \
    ;
#include "models/study/tables.def"
#undef EQP_TABLE
#undef EQP_COLUMN
#undef EQP_TABLE_END

static const eqp_table_view tables[] = {
#define EQP_TABLE(table, presence, sentence)                                                       \
    {#table,                                                                                       \
     PRESENCE_##presence,                                                                          \
     sentence,                                                                                     \
     table##_columns,                                                                              \
     sizeof table##_columns / sizeof *table##_columns,                                             \
     offsetof(eqp_study, table.count),                                                             \
     offsetof(eqp_study, table.line)},
#define EQP_COLUMN(...)
#define EQP_TABLE_END(table)
#include "models/study/tables.def"
#undef EQP_TABLE
#undef EQP_COLUMN
#undef EQP_TABLE_END
};

#define TABLE_COUNT (sizeof tables / sizeof *tables)

const eqp_table_view *eqp_study_tables(size_t *count) {
    *count = TABLE_COUNT;
    return tables;
}

void *eqp_study_column(const eqp_study *study, const eqp_column_view *column) {
    return (char *)(uintptr_t)study + column->offset;
}

static uint32_t *count_of(const eqp_study *study, const eqp_table_view *table) {
    return (uint32_t *)(void *)((char *)(uintptr_t)study + table->count_offset);
}

static uint32_t **line_of(eqp_study *study, const eqp_table_view *table) {
    return (uint32_t **)(void *)((char *)study + table->line_offset);
}

static int holds_indexes(const eqp_column_view *column) {
    return column->kind == EQP_KIND_ID || column->kind == EQP_KIND_REF ||
           column->kind == EQP_KIND_LABEL || column->kind == EQP_KIND_WORD;
}

static uint32_t *indexes_of(const eqp_study *study, const eqp_column_view *column) {
    return *(uint32_t **)eqp_study_column(study, column);
}

static double *numbers_of(const eqp_study *study, const eqp_column_view *column) {
    return *(double **)eqp_study_column(study, column);
}

static char **texts_of(eqp_study *study, const eqp_column_view *column) {
    return *(char ***)eqp_study_column(study, column);
}

/* A column's array whatever it holds; copied, since void ** may not alias double **. */
static void *array_of(eqp_study *study, const eqp_column_view *column) {
    void *array;
    memcpy(&array, eqp_study_column(study, column), sizeof array);
    return array;
}

static size_t item_size(const eqp_column_view *column) {
    if (holds_indexes(column))
        return sizeof(uint32_t);
    return column->kind == EQP_KIND_NUMBER ? sizeof(double) : sizeof(char *);
}

/* ---- words and parameters ---- */

static size_t word_length(const char *words) {
    return strcspn(words, "|");
}

uint32_t eqp_word_find(const char *words, const char *word) {
    size_t wanted = strlen(word);
    for (uint32_t index = 0; *words; index++) {
        size_t length = word_length(words);
        if (length == wanted && memcmp(words, word, length) == 0)
            return index;
        words += length + (words[length] == '|');
    }
    return EQP_NONE;
}

void eqp_word_text(const char *words, uint32_t index, char *text, size_t size) {
    for (; index; index--) {
        words += word_length(words);
        words += *words == '|';
    }
    snprintf(text, size, "%.*s", (int)word_length(words), words);
}

void eqp_word_nearest(const char *words, const char *word, char *text, size_t size) {
    eqp_names *names = eqp_names_create();
    const char *nearest = NULL;
    for (; names && *words; words += *words == '|') {
        if (eqp_names_add(names, words, word_length(words)) == EQP_NONE)
            break;
        words += word_length(words);
    }
    if (names)
        nearest = eqp_names_nearest(names, word);
    snprintf(text, size, "%s", nearest ? nearest : "");
    eqp_names_free(names);
}

typedef struct {
    const char *name;
    eqp_kind kind;
    const char *blank;
    double low, high;
    const char *words;
    size_t offset;
} parameter_row;

static const parameter_row parameter_rows[] = {
#define EQP_OPTION(name, kind, blank, low, high, words, sentence)                                  \
    {#name, EQP_KIND_##kind, blank, low, high, words, offsetof(eqp_settings, name)},
#include "models/study/options.def"
#undef EQP_OPTION
};

const char eqp_settings_names[] =
#define EQP_OPTION(name, kind, blank, low, high, words, sentence) #name "|"
#include "models/study/options.def"
#undef EQP_OPTION
    ;

static eqp_status unknown_word(const char *what, const char *word, const char *words,
                               eqp_error *error) {
    char nearest[64];
    eqp_word_nearest(words, word, nearest, sizeof nearest);
    return eqp_error_unknown(error, what, word, nearest);
}

static eqp_status set_number(double *field, const parameter_row *option, const char *text,
                             eqp_error *error) {
    double value = 0;
    char low[32], high[32];
    if (!*text && !*option->blank) {
        *field = NAN;
        return EQP_OK;
    }
    if (eqp_number_parse(text, strlen(text), '.', &value) != EQP_NUMBER_OK)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("%s \"%.80s\" is not a number"),
                             option->name, text);
    if (!(value >= option->low && value <= option->high)) {
        eqp_number_format(option->low, low);
        eqp_number_format(option->high, high);
        return eqp_error_set(error, EQP_ERROR_USAGE, _("%s \"%.80s\" is not between %s and %s"),
                             option->name, text, low, high);
    }
    *field = value;
    return EQP_OK;
}

static eqp_status set_word(int *field, const parameter_row *option, const char *text,
                           eqp_error *error) {
    uint32_t index = eqp_word_find(option->words, text);
    if (index == EQP_NONE)
        return unknown_word(option->name, text, option->words, error);
    *field = (int)index;
    return EQP_OK;
}

static eqp_status set_text(char *field, size_t size, const parameter_row *option, const char *text,
                           eqp_error *error) {
    if (!*text)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("%s is blank"), option->name);
    if (strlen(text) >= size)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("%s \"%.80s\" is longer than %zu bytes"),
                             option->name, text, size - 1);
    memcpy(field, text, strlen(text) + 1);
    return EQP_OK;
}

eqp_status eqp_settings_set(eqp_settings *settings, const char *parameter, const char *value,
                            eqp_error *error) {
    uint32_t index = eqp_word_find(eqp_settings_names, parameter);
    const parameter_row *option;
    void *field;
    int word = 0;
    eqp_status status;
    if (index == EQP_NONE)
        return unknown_word(N_("parameter"), parameter, eqp_settings_names, error);
    option = parameter_rows + index;
    field = (char *)settings + option->offset;
    if (option->kind == EQP_KIND_NUMBER)
        return set_number(field, option, value, error);
    if (option->kind == EQP_KIND_TEXT)
        return set_text(field, sizeof settings->currency, option, value, error);
    status = set_word(&word, option, value, error);
    if (!status) {
        unsigned chosen = (unsigned)word; /* the fields of words are enums, which have its size */
        memcpy(field, &chosen, sizeof chosen);
    }
    return status;
}

void eqp_study_take_parameters(eqp_study *study) {
    for (uint32_t row = 0; row < study->parameters.count; row++) {
        const char *value = study->parameters.value[row];
        if (value && *value)
            eqp_settings_set(
                &study->settings,
                eqp_study_id(study, EQP_SPACE_parameter, study->parameters.parameter[row]), value,
                NULL);
    }
}

int eqp_settings_number(const eqp_settings *settings, const char *parameter, double *value) {
    uint32_t index = eqp_word_find(eqp_settings_names, parameter);
    if (index == EQP_NONE || parameter_rows[index].kind != EQP_KIND_NUMBER)
        return 0;
    memcpy(value, (const char *)settings + parameter_rows[index].offset, sizeof *value);
    return 1;
}

/* ---- life of a study ---- */

static eqp_status create_spaces(eqp_study *study, eqp_error *error) {
    for (size_t space = 0; space < EQP_SPACE_COUNT; space++) {
        study->spaces[space] = eqp_names_create();
        if (!study->spaces[space])
            return eqp_error_memory(error);
    }
    return EQP_OK;
}

eqp_status eqp_study_create(eqp_study **out, eqp_error *error) {
    eqp_study *study = eqp_allocate(1, sizeof *study);
    eqp_status status;
    *out = NULL;
    if (!study)
        return eqp_error_memory(error);
    status = create_spaces(study, error);
    for (size_t i = 0; !status && i < sizeof parameter_rows / sizeof *parameter_rows; i++)
        status = eqp_settings_set(&study->settings, parameter_rows[i].name, parameter_rows[i].blank,
                                  error);
    if (!status)
        *out = study;
    else
        eqp_study_free(study);
    return status;
}

static void free_table(eqp_study *study, const eqp_table_view *table) {
    for (uint32_t i = 0; i < table->column_count; i++) {
        const eqp_column_view *column = table->columns + i;
        if (column->kind == EQP_KIND_TEXT && texts_of(study, column))
            for (uint32_t row = 0; row < *count_of(study, table); row++)
                eqp_free(texts_of(study, column)[row]);
        eqp_free(array_of(study, column));
    }
    eqp_free(*line_of(study, table));
}

void eqp_study_free(eqp_study *study) {
    if (!study)
        return;
    for (size_t i = 0; i < TABLE_COUNT; i++)
        free_table(study, tables + i);
    for (size_t space = 0; space < EQP_SPACE_COUNT; space++)
        eqp_names_free(study->spaces[space]);
    eqp_free(study->main_occupation);
    eqp_free(study);
}

/* ---- blank cells whose default is another cell ---- */

static const eqp_column_view *default_source(const eqp_table_view *table,
                                             const eqp_column_view *column) {
    if (strncmp(column->blank, "= ", 2) != 0)
        return NULL;
    for (uint32_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, column->blank + 2) == 0)
            return table->columns + i;
    return NULL;
}

eqp_status eqp_study_fill_labels(eqp_study *study, const eqp_table_view *table, eqp_error *error) {
    for (uint32_t i = 0; i < table->column_count; i++) {
        const eqp_column_view *column = table->columns + i, *source = default_source(table, column);
        uint32_t *label;
        if (!source || column->kind != EQP_KIND_LABEL)
            continue;
        label = indexes_of(study, column);
        for (uint32_t row = 0; row < *count_of(study, table); row++) {
            const char *id;
            if (label[row] != EQP_NONE)
                continue;
            id = eqp_study_id(study, source->space, indexes_of(study, source)[row]);
            label[row] = eqp_names_add(study->spaces[column->space], id, strlen(id));
            if (label[row] == EQP_NONE)
                return eqp_error_memory(error);
        }
    }
    return EQP_OK;
}

static void fill_numbers(eqp_study *study, const eqp_table_view *table) {
    for (uint32_t i = 0; i < table->column_count; i++) {
        const eqp_column_view *column = table->columns + i, *source = default_source(table, column);
        if (!source || column->kind != EQP_KIND_NUMBER)
            continue;
        for (uint32_t row = 0; row < *count_of(study, table); row++)
            if (isnan(numbers_of(study, column)[row]))
                numbers_of(study, column)[row] = numbers_of(study, source)[row];
    }
}

/* ---- canonical order ---- */

/* A blank comes first, then the names in their order. */
static uint32_t rank_of(uint32_t index) {
    return index == EQP_NONE ? 0 : index + 1;
}

/* Stable counting sort of order[count] by index[order[…]]. 0 = done, -1 = memory is short. */
static int order_by_index(const uint32_t *index, uint32_t count, uint32_t *order) {
    uint32_t highest = 0, *start, *sorted = eqp_allocate(count, sizeof *sorted);
    int status = -1;
    for (uint32_t row = 0; row < count; row++)
        highest = rank_of(index[row]) > highest ? rank_of(index[row]) : highest;
    start = eqp_allocate((size_t)highest + 2, sizeof *start);
    if (start && sorted) {
        for (uint32_t row = 0; row < count; row++)
            start[rank_of(index[row]) + 1]++;
        for (uint32_t rank = 0; rank < highest; rank++)
            start[rank + 1] += start[rank];
        for (uint32_t i = 0; i < count; i++)
            sorted[start[rank_of(index[order[i]])]++] = order[i];
        memcpy(order, sorted, count * sizeof *order);
        status = 0;
    }
    eqp_free(start);
    eqp_free(sorted);
    return status;
}

typedef struct {
    double value;
    uint32_t position, row;
} numbered;

static int by_value(const void *a, const void *b) {
    const numbered *left = a, *right = b;
    if (left->value != right->value && !(isnan(left->value) && isnan(right->value)))
        return isnan(left->value) || left->value < right->value ? -1 : 1;
    return left->position < right->position ? -1 : left->position > right->position;
}

/* Stable sort of order[count] by number[order[…]], blanks first. 0 = done, -1 = memory is short. */
static int order_by_number(const double *number, uint32_t count, uint32_t *order) {
    numbered *sorted = eqp_allocate(count, sizeof *sorted);
    if (!sorted)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (numbered){number[order[i]], i, order[i]};
    qsort(sorted, count, sizeof *sorted, by_value);
    for (uint32_t i = 0; i < count; i++)
        order[i] = sorted[i].row;
    eqp_free(sorted);
    return 0;
}

static int has_key(const eqp_table_view *table) {
    return table->column_count && table->columns[0].role == EQP_ROLE_KEY;
}

eqp_status eqp_study_order(const eqp_study *study, const eqp_table_view *table, uint32_t *order,
                           eqp_error *error) {
    uint32_t count = *count_of(study, table);
    for (uint32_t row = 0; row < count; row++)
        order[row] = row;
    /* Stable passes from the last column to the first. */
    for (uint32_t i = table->column_count; i-- > 0;) {
        const eqp_column_view *column = table->columns + i;
        int failed = 0;
        if (has_key(table) && column->role != EQP_ROLE_KEY)
            continue;
        if (holds_indexes(column))
            failed = order_by_index(indexes_of(study, column), count, order);
        else if (column->kind == EQP_KIND_NUMBER)
            failed = order_by_number(numbers_of(study, column), count, order);
        if (failed)
            return eqp_error_memory(error);
    }
    return EQP_OK;
}

/* Items of 4 or of 8 bytes. */
static void permute(void *items, size_t size, uint32_t count, const uint32_t *order,
                    void *scratch) {
    if (count == 0)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (size == 4)
            memcpy((char *)scratch + (size_t)i * 4, (char *)items + (size_t)order[i] * 4, 4);
        else
            memcpy((char *)scratch + (size_t)i * 8, (char *)items + (size_t)order[i] * 8, 8);
    memcpy(items, scratch, count * size);
}

static int is_in_order(const uint32_t *order, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (order[i] != i)
            return 0;
    return 1;
}

static eqp_status sort_table(eqp_study *study, const eqp_table_view *table, eqp_error *error) {
    uint32_t count = *count_of(study, table);
    uint32_t *order = eqp_allocate(count, sizeof *order);
    void *scratch = eqp_allocate(count, sizeof(double));
    eqp_status status =
        order && scratch ? eqp_study_order(study, table, order, error) : eqp_error_memory(error);
    if (!status && !is_in_order(order, count)) {
        for (uint32_t i = 0; i < table->column_count; i++) {
            const eqp_column_view *column = table->columns + i;
            permute(array_of(study, column), item_size(column), count, order, scratch);
        }
        if (*line_of(study, table))
            permute(*line_of(study, table), sizeof(uint32_t), count, order, scratch);
        if (table->count_offset == offsetof(eqp_study, offers.count))
            permute(study->main_occupation, sizeof(uint32_t), count, order, scratch);
    }
    eqp_free(order);
    eqp_free(scratch);
    return status;
}

static void renumber(uint32_t *indexes, uint32_t count, const uint32_t *new_index) {
    for (uint32_t row = 0; row < count; row++)
        if (indexes[row] != EQP_NONE)
            indexes[row] = new_index[indexes[row]];
}

static eqp_status sort_space(eqp_study *study, eqp_space space, eqp_error *error) {
    uint32_t *new_index = eqp_allocate(eqp_names_count(study->spaces[space]), sizeof *new_index);
    if (!new_index || eqp_names_sort(study->spaces[space], new_index)) {
        eqp_free(new_index);
        return eqp_error_memory(error);
    }
    for (size_t i = 0; i < TABLE_COUNT; i++)
        for (uint32_t j = 0; j < tables[i].column_count; j++)
            if (tables[i].columns[j].space == space)
                renumber(indexes_of(study, tables[i].columns + j), *count_of(study, tables + i),
                         new_index);
    if (space == EQP_SPACE_occupation)
        renumber(study->main_occupation, study->offers.count, new_index);
    eqp_free(new_index);
    return EQP_OK;
}

eqp_status eqp_study_note_main_occupations(eqp_study *study, eqp_error *error) {
    const eqp_offer_occupations *listed = &study->offer_occupations;
    if (!study->main_occupation)
        study->main_occupation = eqp_allocate(study->offers.count, sizeof *study->main_occupation);
    if (!study->main_occupation)
        return eqp_error_memory(error);
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        study->main_occupation[offer] = EQP_NONE;
    for (uint32_t row = listed->count; row-- > 0;)
        study->main_occupation[listed->offer[row]] = listed->occupation[row];
    return EQP_OK;
}

eqp_status eqp_study_finish(eqp_study *study, eqp_error *error) {
    eqp_status status = eqp_study_note_main_occupations(study, error);
    for (size_t i = 0; !status && i < TABLE_COUNT; i++) {
        status = eqp_study_fill_labels(study, tables + i, error);
        fill_numbers(study, tables + i);
    }
    for (int space = 0; !status && space < EQP_SPACE_COUNT; space++)
        status = sort_space(study, (eqp_space)space, error);
    for (size_t i = 0; !status && i < TABLE_COUNT; i++)
        if (tables[i].count_offset != offsetof(eqp_study, scenarios.count))
            status = sort_table(study, tables + i, error);
    return status;
}

/* ---- copy ---- */

static void *copy_array(const void *items, size_t count, size_t size) {
    void *copy = eqp_allocate(count, size);
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

static char **copy_texts(char *const *texts, uint32_t count) {
    char **copies = eqp_allocate(count, sizeof *copies);
    for (uint32_t row = 0; copies && row < count; row++) {
        copies[row] = texts[row] ? eqp_text_copy(texts[row]) : NULL;
        if (texts[row] && !copies[row]) {
            while (row-- > 0)
                eqp_free(copies[row]);
            eqp_free(copies);
            return NULL;
        }
    }
    return copies;
}

static int copy_table(eqp_study *copy, eqp_study *study, const eqp_table_view *table) {
    uint32_t count = *count_of(study, table);
    *count_of(copy, table) = count;
    if (*line_of(study, table)) {
        *line_of(copy, table) = copy_array(*line_of(study, table), count, sizeof(uint32_t));
        if (!*line_of(copy, table))
            return -1;
    }
    for (uint32_t i = 0; i < table->column_count; i++) {
        const eqp_column_view *column = table->columns + i;
        void *items = column->kind == EQP_KIND_TEXT
                          ? (void *)copy_texts(texts_of(study, column), count)
                          : copy_array(array_of(study, column), count, item_size(column));
        if (!items)
            return -1;
        memcpy(eqp_study_column(copy, column), &items, sizeof items);
    }
    return 0;
}

static int copy_space(eqp_names *copy, const eqp_names *names) {
    for (uint32_t i = 0; i < eqp_names_count(names); i++) {
        const char *text = eqp_names_text(names, i);
        if (eqp_names_add(copy, text, strlen(text)) == EQP_NONE)
            return -1;
    }
    return 0;
}

eqp_status eqp_study_copy(const eqp_study *study, eqp_study **out, eqp_error *error) {
    /* The walk over columns needs one type of study; the original is only read. */
    eqp_study *original = (eqp_study *)(uintptr_t)study, *copy;
    eqp_status status = eqp_study_create(&copy, error);
    int failed = 0;
    *out = NULL;
    if (status)
        return status;
    for (size_t space = 0; !failed && space < EQP_SPACE_COUNT; space++)
        failed = copy_space(copy->spaces[space], study->spaces[space]);
    for (size_t i = 0; !failed && i < TABLE_COUNT; i++)
        failed = copy_table(copy, original, tables + i);
    copy->settings = study->settings;
    memcpy(copy->digest, study->digest, sizeof copy->digest);
    if (!failed && study->main_occupation) {
        copy->main_occupation =
            copy_array(study->main_occupation, study->offers.count, sizeof(uint32_t));
        failed = !copy->main_occupation;
    }
    if (failed) {
        eqp_study_free(copy);
        return eqp_error_memory(error);
    }
    *out = copy;
    return EQP_OK;
}

void eqp_study_restore(eqp_study *copy, const eqp_study *original) {
    eqp_study *from = (eqp_study *)(uintptr_t)original; /* only read */
    for (size_t i = 0; i < TABLE_COUNT; i++)
        for (uint32_t j = 0; j < tables[i].column_count; j++) {
            const eqp_column_view *column = tables[i].columns + j;
            uint32_t count = *count_of(copy, tables + i);
            if (column->kind == EQP_KIND_NUMBER && count)
                memcpy(numbers_of(copy, column), numbers_of(from, column), count * sizeof(double));
        }
    copy->settings = original->settings;
}

/* ---- questions ---- */

const char *eqp_study_id(const eqp_study *study, eqp_space space, uint32_t index) {
    return index == EQP_NONE ? "" : eqp_names_text(study->spaces[space], index);
}

double eqp_study_need(const eqp_study *study, uint32_t need) {
    switch (study->settings.need_level) {
    case EQP_NEED_LOW:
        return study->needs.need_low[need];
    case EQP_NEED_HIGH:
        return study->needs.need_high[need];
    case EQP_NEED_CENTRAL:
        break;
    }
    return study->needs.need[need];
}
