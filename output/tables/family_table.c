#include "output/tables/family_table.h"

#include "models/base/memory.h"
#include "output/files/buffer.h"

#define LENGTH(array) (uint32_t)(sizeof(array) / sizeof *(array))

/* clang-format off */
#define EQP_FAMILY_TABLE(table, file, sql, key, sentence)                                          \
    static const eqp_family_column table##_columns[] = {
#define EQP_FAMILY_COLUMN(table, repeat, type, column, unit, sentence)                             \
    {EQP_REPEAT_##repeat, EQP_TYPE_##type, column, unit, sentence},
#define EQP_FAMILY_TABLE_END(table) };
/* clang-format on */
#include "output/tables/family_tables.def"
#undef EQP_FAMILY_TABLE
#undef EQP_FAMILY_COLUMN
#undef EQP_FAMILY_TABLE_END

static const eqp_family_view views[EQP_FAMILY_COUNT] = {
#define EQP_FAMILY_TABLE(table, file, sql, key, sentence)                                          \
    {file, sql, key, sentence, table##_columns, LENGTH(table##_columns)},
#define EQP_FAMILY_COLUMN(...)
#define EQP_FAMILY_TABLE_END(table)
#include "output/tables/family_tables.def"
#undef EQP_FAMILY_TABLE
#undef EQP_FAMILY_COLUMN
#undef EQP_FAMILY_TABLE_END
};

const eqp_family_view *eqp_family_table_view(eqp_family_table table) {
    return &views[table];
}

uint32_t eqp_family_column_times(const eqp_family_column *column, const eqp_family_scope *scope) {
    switch (column->repeat) {
    case EQP_REPEAT_INSTITUTION:
        return scope->study->institutions.count;
    case EQP_REPEAT_VARIED:
        return scope->varied;
    case EQP_REPEAT_SETTING:
        return scope->draws ? scope->varied - 1 : scope->varied;
    default:
        return 1;
    }
}

/* The name of its index-th column; NULL when memory is short. */
static char *column_name(const eqp_family_column *column, const eqp_family_scope *scope,
                         uint32_t index) {
    eqp_buffer name = {0};
    const char *which = "";
    if (column->repeat == EQP_REPEAT_INSTITUTION)
        which = eqp_study_id(scope->study, EQP_SPACE_institution, index);
    else if (column->repeat != EQP_REPEAT_ONCE)
        which = scope->titles[index];
    eqp_buffer_add(&name, "%s%s", column->name, which);
    return eqp_buffer_finish(&name);
}

/* 0, or -1 when memory is short. */
static int fill(eqp_heading *heading, const eqp_family_view *view, const eqp_family_scope *scope) {
    uint32_t at = 0;
    for (uint32_t c = 0; c < view->column_count; c++)
        for (uint32_t i = 0; i < eqp_family_column_times(&view->columns[c], scope); i++, at++) {
            heading->types[at] = view->columns[c].type;
            heading->names[at] = column_name(&view->columns[c], scope, i);
            if (!heading->names[at])
                return -1;
        }
    return 0;
}

eqp_status eqp_heading_create(eqp_family_table table, const eqp_family_scope *scope,
                              eqp_heading **out, eqp_error *error) {
    const eqp_family_view *view = &views[table];
    eqp_heading *heading = eqp_allocate(1, sizeof *heading);
    eqp_status status = EQP_OK;
    *out = NULL;
    if (heading) {
        for (uint32_t c = 0; c < view->column_count; c++)
            heading->count += eqp_family_column_times(&view->columns[c], scope);
        heading->names = eqp_allocate(heading->count, sizeof *heading->names);
        heading->types = eqp_allocate(heading->count, sizeof *heading->types);
    }
    if (!heading || !heading->names || !heading->types || fill(heading, view, scope)) {
        status = eqp_error_memory(error);
        eqp_heading_free(heading);
    } else {
        *out = heading;
    }
    return status;
}

void eqp_heading_free(eqp_heading *heading) {
    if (!heading)
        return;
    for (uint32_t i = 0; heading->names && i < heading->count; i++)
        eqp_free(heading->names[i]);
    eqp_free(heading->names);
    eqp_free(heading->types);
    eqp_free(heading);
}

/* A heading and what follows it. */
typedef struct filing {
    const eqp_heading *heading;
    eqp_results_writer rows;
    void *context;
} filing;

static eqp_status write_table(void *context, eqp_csv_writer *writer, eqp_error *error) {
    const filing *task = context;
    for (uint32_t i = 0; i < task->heading->count; i++)
        eqp_csv_id(writer, task->heading->names[i]);
    eqp_csv_end_row(writer);
    return task->rows(task->context, writer, error);
}

eqp_status eqp_family_table_write(eqp_family_table table, const eqp_family_scope *scope,
                                  eqp_results *results, eqp_results_writer rows, void *context,
                                  eqp_error *error) {
    eqp_heading *heading;
    eqp_status status = eqp_heading_create(table, scope, &heading, error);
    if (!status) {
        filing task = {heading, rows, context};
        status = eqp_results_table(results, views[table].file, heading->count, write_table, &task,
                                   error);
    }
    eqp_heading_free(heading);
    return status;
}
