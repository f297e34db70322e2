#include "input/tables/study_rows.h"

#include "models/base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const eqp_table_view *eqp_rows_table(const char *name) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t t = 0; t < count; t++)
        if (strcmp(tables[t].name, name) == 0)
            return &tables[t];
    return NULL;
}

/* Rows stand in arrays of 16, 32, 64 … items, so that the count alone tells when one is full. */
static int is_full(uint32_t count) {
    return count == 0 || (count >= 16 && (count & (count - 1)) == 0);
}

static size_t size_of(eqp_kind kind) {
    return kind == EQP_KIND_NUMBER ? sizeof(double)
           : kind == EQP_KIND_TEXT ? sizeof(char *)
                                   : sizeof(uint32_t);
}

/* `place` is the address of a pointer to an array of `size`-byte items. */
static int widen(void *place, size_t rows, size_t size) {
    void *old, *wider;
    memcpy(&old, place, sizeof old);
    wider = eqp_reallocate(old, rows, size);
    if (!wider)
        return -1;
    memcpy(place, &wider, sizeof wider);
    return 0;
}

int eqp_rows_widen(eqp_study *study, const eqp_table_view *table, size_t rows) {
    if (widen((char *)study + table->line_offset, rows, sizeof(uint32_t)))
        return -1;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const eqp_column_view *column = &table->columns[c];
        if (widen(eqp_study_column(study, column), rows, size_of(column->kind)))
            return -1;
    }
    return 0;
}

static void blank_cell(eqp_study *study, const eqp_column_view *column, uint32_t row) {
    void *place = eqp_study_column(study, column);
    if (column->kind == EQP_KIND_NUMBER)
        (*(double **)place)[row] = NAN;
    else if (column->kind == EQP_KIND_TEXT)
        (*(char ***)place)[row] = NULL;
    else
        (*(uint32_t **)place)[row] = EQP_NONE;
}

uint32_t eqp_rows_add(eqp_study *study, const char *name) {
    const eqp_table_view *table = eqp_rows_table(name);
    uint32_t *count = (uint32_t *)((char *)study + table->count_offset);
    uint32_t row = *count;
    if (is_full(row) && eqp_rows_widen(study, table, row ? (size_t)row * 2 : 16))
        return EQP_NONE;
    (*(uint32_t **)((char *)study + table->line_offset))[row] = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        blank_cell(study, &table->columns[c], row);
    *count = row + 1;
    return row;
}

uint32_t eqp_rows_name(eqp_study *study, eqp_space space, const char *name) {
    return eqp_names_add(study->spaces[space], name, strlen(name));
}

uint32_t eqp_rows_name_format(eqp_study *study, eqp_space space, const char *format, ...) {
    char name[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    return eqp_rows_name(study, space, name);
}

char *eqp_rows_text(const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return eqp_text_copy(text);
}
