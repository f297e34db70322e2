#include "input/generate/template.h"

#include "input/tables/table_files.h"
#include "models/base/memory.h"
#include "models/study/study.h"

#include <string.h>

static void put_table(size_t table, FILE *stream) {
    size_t count;
    const eqp_table_view *view = eqp_study_tables(&count) + table;
    for (uint32_t i = 0; i < view->column_count; i++) {
        fputs(i ? "," : "", stream);
        eqp_table_cell_put(view->columns[i].name, stream);
    }
    fputc('\n', stream);
    for (uint32_t i = 0; i < view->column_count; i++) {
        fputs(i ? "," : "", stream);
        eqp_table_cell_put(view->columns[i].example, stream);
    }
    fputc('\n', stream);
}

static void put_template(const void *context, const char *table, FILE *file) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    (void)context;
    for (size_t i = 0; i < count; i++)
        if (strcmp(tables[i].name, table) == 0)
            put_table(i, file);
}

eqp_status eqp_template_write(const char *folder, eqp_error *error) {
    static const eqp_table_content content = {put_template, NULL};
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    const char **names = eqp_allocate(count + 1, sizeof *names);
    eqp_status status;
    if (!names)
        return eqp_error_memory(error);
    for (size_t i = 0; i < count; i++)
        names[i] = tables[i].name;
    status = eqp_table_files_write(names, folder, &content, error);
    eqp_free(names);
    return status;
}
