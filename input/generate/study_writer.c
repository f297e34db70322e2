#include "input/generate/study_writer.h"

#include "input/tables/study_rows.h"
#include "input/tables/table_files.h"

#include "models/base/memory.h"
#include "models/base/number.h"

#include <stdio.h>

static int is_blank(eqp_study *study, const eqp_column_view *column, uint32_t row) {
    void *place = eqp_study_column(study, column);
    if (column->kind == EQP_KIND_NUMBER)
        return !isfinite((*(double **)place)[row]);
    if (column->kind == EQP_KIND_TEXT)
        return !(*(char ***)place)[row] || !*(*(char ***)place)[row];
    return (*(uint32_t **)place)[row] == EQP_NONE;
}

static void put_cell(eqp_study *study, const eqp_column_view *column, uint32_t row, FILE *file) {
    void *place = eqp_study_column(study, column);
    char text[64];
    if (is_blank(study, column, row))
        return;
    switch (column->kind) {
    case EQP_KIND_NUMBER:
        eqp_number_format((*(double **)place)[row], text);
        fputs(text, file);
        break;
    case EQP_KIND_TEXT:
        eqp_table_cell_put((*(char ***)place)[row], file);
        break;
    case EQP_KIND_WORD:
        eqp_word_text(column->words, (*(uint32_t **)place)[row], text, sizeof text);
        fputs(text, file);
        break;
    default:
        eqp_table_cell_put(eqp_study_id(study, column->space, (*(uint32_t **)place)[row]), file);
    }
}

static uint32_t row_count(eqp_study *study, const eqp_table_view *table) {
    return *(uint32_t *)((char *)study + table->count_offset);
}

/* Ids, amounts and names must have their column; others only where a cell says something. */
static int is_wanted(eqp_study *study, const eqp_table_view *table, uint32_t c) {
    if (table->columns[c].role != EQP_ROLE_FREE || !*table->columns[c].blank)
        return 1;
    for (uint32_t row = 0; row < row_count(study, table); row++)
        if (!is_blank(study, &table->columns[c], row))
            return 1;
    return 0;
}

static void put_table(eqp_study *study, const eqp_table_view *table, FILE *file) {
    uint32_t wanted[64], count = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        if (is_wanted(study, table, c))
            wanted[count++] = c;
    for (uint32_t w = 0; w < count; w++)
        fprintf(file, "%s%s", w ? "," : "", table->columns[wanted[w]].name);
    putc('\n', file);
    for (uint32_t row = 0; row < row_count(study, table); row++) {
        for (uint32_t w = 0; w < count; w++) {
            if (w)
                putc(',', file);
            put_cell(study, &table->columns[wanted[w]], row, file);
        }
        putc('\n', file);
    }
}

static int is_skipped(eqp_study *study, const char *name) {
    const eqp_table_view *table = eqp_rows_table(name);
    return !table->required && row_count(study, table) == 0;
}

static void put_named(const void *context, const char *name, FILE *file) {
    put_table((eqp_study *)context, eqp_rows_table(name), file);
}

eqp_status eqp_study_write(eqp_study *study, const char *const *tables, const char *folder,
                           eqp_error *error) {
    eqp_table_content content = {put_named, study};
    const char **written;
    size_t listed = 0, count = 0;
    eqp_status status = eqp_table_files_allowed(tables, folder, error);
    if (status)
        return status;
    while (tables[listed])
        listed++;
    written = eqp_allocate(listed + 1, sizeof *written);
    if (!written)
        return eqp_error_memory(error);
    for (size_t t = 0; t < listed; t++)
        if (!is_skipped(study, tables[t]))
            written[count++] = tables[t];
    status = eqp_table_files_write(written, folder, &content, error);
    eqp_free(written);
    return status;
}
