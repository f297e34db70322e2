#include "models/base/language.h"
#include "output/store/store_parts.h"

#include "models/base/memory.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

/* Always the same changes of the schema, each exactly once: SQLite counts them in the file. */
static const char drop_work[] = "DROP TABLE done_groups; DROP TABLE offer_waiting;"
                                "DROP TABLE offer_sums; PRAGMA user_version = 2;";

static const char vacuum_into_text[] = "VACUUM INTO ?1";

/* Turns the unfinished file into what the finished one will be. */
static eqp_status seal(void *context, eqp_error *error) {
    eqp_store *store = context;
    const eqp_store_plan *plan = &store->plan;
    uint64_t settings = plan->draws ? plan->points / plan->draws : 0;
    uint64_t *numbers = eqp_allocate(plan->study->zones.count, sizeof *numbers);
    eqp_status status = numbers ? EQP_OK : eqp_error_memory(error);
    for (uint64_t setting = 0; !status && setting < settings; setting++)
        status = eqp_store_add_setting(store, setting, numbers, error);
    if (!status)
        status = eqp_database_execute(store->database, drop_work, error);
    eqp_free(numbers);
    return status;
}

/* Lets SQLite write the database anew, whole and in order. */
static eqp_status vacuum(eqp_store *store, eqp_error *error) {
    static const char temporary[] = EQP_STORE_FILE ".part";
    eqp_row into;
    char *path = eqp_store_path(store, temporary);
    eqp_status status =
        path ? eqp_folder_remove(store->folder, temporary, error) : eqp_error_memory(error);
    if (!status)
        status = eqp_database_begin(store->database, vacuum_into_text, &into, error);
    if (!status) {
        eqp_row_put_text(&into, path);
        status = eqp_row_run(&into, error);
        if (status)
            eqp_folder_remove(store->folder, temporary, NULL);
    }
    eqp_free(path);
    return status;
}

/* Writes the finished file of an earlier run once more, byte for byte. */
static eqp_status copy(eqp_store *store, FILE *to, eqp_error *error) {
    char bytes[8192];
    size_t size;
    eqp_status status = EQP_OK;
    char *path = eqp_store_path(store, EQP_STORE_FILE);
    FILE *from = path ? fopen(path, "rb") : NULL;
    while (from && (size = fread(bytes, 1, sizeof bytes, from)) > 0)
        fwrite(bytes, 1, size, to);
    if (!path) {
        status = eqp_error_memory(error);
    } else if (!from || ferror(from)) {
        status = eqp_error_set(error, EQP_ERROR_SYSTEM, _("cannot read: %s"),
                               eqp_language_reason(errno));
        if (error)
            snprintf(error->file, sizeof error->file, "%s", path);
    }
    if (from)
        fclose(from);
    eqp_free(path);
    return status;
}

static eqp_status write_database(eqp_store *store, eqp_results *results, eqp_error *error) {
    int copied = store->name != NULL && strcmp(store->name, EQP_STORE_FILE) == 0;
    eqp_file *file;
    eqp_status status = copied ? EQP_OK : vacuum(store, error);
    if (!status)
        status = (copied ? eqp_folder_create : eqp_folder_adopt)(store->folder, EQP_STORE_FILE,
                                                                 &file, error);
    if (status)
        return status;
    if (copied)
        status = copy(store, eqp_file_stream(file), error);
    if (!status)
        status = eqp_results_commit(results, EQP_STORE_FILE, file, error);
    else
        eqp_file_discard(file);
    return status;
}

/* A table of the database on its way into a file. */
typedef struct extract {
    eqp_store *store;
    eqp_result_table table;
} extract;

static void write_cell(const eqp_row *query, int column, eqp_result_type type,
                       eqp_csv_writer *writer) {
    const char *text;
    switch (type) {
    case EQP_TYPE_TEXT:
        text = eqp_row_text(query, column);
        eqp_csv_id(writer, text ? text : "");
        break;
    case EQP_TYPE_REAL:
    case EQP_TYPE_INTEGER:
        eqp_csv_number(writer, eqp_row_number(query, column));
        break;
    }
}

eqp_status eqp_store_rows(eqp_store *store, eqp_result_table table, eqp_csv_writer *writer,
                          eqp_error *error) {
    const eqp_heading *heading = store->headings[table];
    const eqp_result_view *view = eqp_result_table_view(table);
    char text[128];
    eqp_row query;
    int found = 1;
    eqp_status status;
    snprintf(text, sizeof text, "SELECT * FROM %s ORDER BY %s", view->sql,
             *view->key ? view->key : "rowid");
    status = eqp_database_begin(store->database, text, &query, error);
    while (!status && found) {
        status = eqp_row_fetch(&query, &found, error);
        if (!found)
            break;
        for (uint32_t i = 0; i < heading->count; i++)
            write_cell(&query, (int)i, heading->types[i], writer);
        eqp_csv_end_row(writer);
    }
    eqp_row_end(&query);
    return status;
}

static eqp_status write_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const extract *task = context;
    return eqp_store_rows(task->store, task->table, writer, error);
}

eqp_status eqp_store_finish(eqp_store *store, eqp_results *results, eqp_error *error) {
    eqp_result_scope scope = eqp_store_scope(store);
    eqp_status status = EQP_OK;
    assert(store->folder && store->groups_done == store->plan.groups);
    if (!store->finished)
        status = eqp_database_transact(store->database, seal, store, error);
    if (!status) {
        eqp_store_take_finished(store);
        status = write_database(store, results, error);
    }
    for (int table = 0; !status && table < EQP_RESULT_COUNT; table++) {
        extract task = {store, (eqp_result_table)table};
        if (store->headings[table] && *eqp_result_table_view(task.table)->file)
            status = eqp_results_table(task.table, &scope, results, write_rows, &task, error);
    }
    return status;
}

eqp_status eqp_store_clear(eqp_store *store, eqp_error *error) {
    /* What is open stays readable without its name. */
    return eqp_folder_remove(store->folder, EQP_STORE_PART, error);
}
