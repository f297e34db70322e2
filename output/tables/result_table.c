#include "output/tables/result_table.h"

#include "models/base/memory.h"
#include "output/files/buffer.h"

#define LENGTH(array) (uint32_t)(sizeof(array) / sizeof *(array))

/* clang-format off */
#define EQP_RESULT(table, command, file, sql, key, sentence) \
    static const eqp_result_column table##_columns[] = {
#define EQP_RESULT_COLUMN(table, repeat, type, column, unit, heading, sentence) \
    {EQP_REPEAT_##repeat, EQP_TYPE_##type, column, unit, heading, sentence},
#define EQP_RESULT_END(table) };
/* clang-format on */
#include "output/tables/results.def"
#undef EQP_RESULT
#undef EQP_RESULT_COLUMN
#undef EQP_RESULT_END

static const eqp_result_view views[EQP_RESULT_COUNT] = {
#define EQP_RESULT(table, command, file, sql, key, sentence)                                       \
    {command, file, sql, key, sentence, table##_columns, LENGTH(table##_columns)},
#define EQP_RESULT_COLUMN(...)
#define EQP_RESULT_END(table)
#include "output/tables/results.def"
#undef EQP_RESULT
#undef EQP_RESULT_COLUMN
#undef EQP_RESULT_END
};

const eqp_result_view *eqp_result_table_view(eqp_result_table table) {
    return &views[table];
}

uint32_t eqp_result_column_times(const eqp_result_column *column, const eqp_result_scope *scope) {
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
static char *column_name(const eqp_result_column *column, const eqp_result_scope *scope,
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
static int fill(eqp_heading *heading, const eqp_result_view *view, const eqp_result_scope *scope) {
    uint32_t at = 0;
    for (uint32_t c = 0; c < view->column_count; c++)
        for (uint32_t i = 0; i < eqp_result_column_times(&view->columns[c], scope); i++, at++) {
            heading->types[at] = view->columns[c].type;
            heading->names[at] = column_name(&view->columns[c], scope, i);
            if (!heading->names[at])
                return -1;
        }
    return 0;
}

eqp_status eqp_heading_create(eqp_result_table table, const eqp_result_scope *scope,
                              eqp_heading **out, eqp_error *error) {
    const eqp_result_view *view = &views[table];
    eqp_heading *heading = eqp_allocate(1, sizeof *heading);
    eqp_status status = EQP_OK;
    *out = NULL;
    if (heading) {
        for (uint32_t c = 0; c < view->column_count; c++)
            heading->count += eqp_result_column_times(&view->columns[c], scope);
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
