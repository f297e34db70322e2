#include "output/store/database.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <sqlite3.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_STATEMENTS 48

struct eqp_database {
    sqlite3 *connection;
    char *path;
    sqlite3_stmt *statements[MOST_STATEMENTS]; /* [count] */
    int count;
};

/* What SQLite has just refused to do. */
static eqp_status fail(const eqp_database *database, eqp_error *error) {
    const char *sentence = _("cannot use the database: %s");
    switch (sqlite3_errcode(database->connection)) {
    case SQLITE_NOMEM:
        return eqp_error_memory(error);
    case SQLITE_FULL:
    case SQLITE_IOERR:
        sentence = _("cannot use the database: %s; the disk may be full");
        break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        sentence = _("cannot use the database: %s; remove the file, and the sweep starts anew");
        break;
    default:
        break;
    }
    eqp_error_set(error, EQP_ERROR_SYSTEM, sentence, sqlite3_errmsg(database->connection));
    if (error)
        snprintf(error->file, sizeof error->file, "%s", database->path);
    return EQP_ERROR_SYSTEM;
}

/* A rollback journal keeps the file whole also where the folder is on another machine, as on a
 * cluster; what a power cut may lose is no more than the last transactions. */
static eqp_status open_connection(eqp_database *database, int read_only, eqp_error *error) {
    int flags = SQLITE_OPEN_FULLMUTEX |
                (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (sqlite3_open_v2(database->path, &database->connection, flags, NULL) != SQLITE_OK)
        return fail(database, error);
    sqlite3_busy_timeout(database->connection, 60000); /* somebody may be looking at the file */
    return eqp_database_execute(database, "PRAGMA synchronous = NORMAL", error);
}

eqp_status eqp_database_open(const char *path, int read_only, eqp_database **out,
                             eqp_error *error) {
    eqp_database *database = eqp_allocate(1, sizeof *database);
    eqp_status status;
    *out = NULL;
    if (database)
        database->path = eqp_text_copy(path);
    if (!database || !database->path)
        status = eqp_error_memory(error);
    else
        status = open_connection(database, read_only, error);
    if (!status)
        *out = database;
    else
        eqp_database_close(database);
    return status;
}

void eqp_database_close(eqp_database *database) {
    if (!database)
        return;
    for (int i = 0; i < database->count; i++)
        sqlite3_finalize(database->statements[i]);
    sqlite3_close(database->connection);
    eqp_free(database->path);
    eqp_free(database);
}

eqp_status eqp_database_execute(eqp_database *database, const char *text, eqp_error *error) {
    return sqlite3_exec(database->connection, text, NULL, NULL, NULL) == SQLITE_OK
               ? EQP_OK
               : fail(database, error);
}

eqp_status eqp_database_transact(eqp_database *database,
                                 eqp_status (*change)(void *context, eqp_error *error),
                                 void *context, eqp_error *error) {
    eqp_status status = eqp_database_execute(database, "BEGIN IMMEDIATE", error);
    if (!status)
        status = change(context, error);
    if (!status)
        status = eqp_database_execute(database, "COMMIT", error);
    /* Some failures have rolled it back already. */
    if (status && !sqlite3_get_autocommit(database->connection))
        sqlite3_exec(database->connection, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

eqp_status eqp_database_begin(eqp_database *database, const char *text, eqp_row *row,
                              eqp_error *error) {
    sqlite3_stmt *made = NULL;
    *row = (eqp_row){.database = database};
    for (int i = 0; i < database->count && !row->statement; i++)
        if (strcmp(sqlite3_sql(database->statements[i]), text) == 0)
            row->statement = database->statements[i];
    if (row->statement)
        return EQP_OK;
    assert(database->count < MOST_STATEMENTS);
    if (sqlite3_prepare_v3(database->connection, text, -1, SQLITE_PREPARE_PERSISTENT, &made,
                           NULL) != SQLITE_OK)
        return fail(database, error);
    row->statement = database->statements[database->count++] = made;
    return EQP_OK;
}

void eqp_row_put_whole(eqp_row *row, uint64_t number) {
    row->failed |= sqlite3_bind_int64(row->statement, ++row->cell, (sqlite3_int64)number);
}

void eqp_row_put_number(eqp_row *row, double number) {
    row->failed |= sqlite3_bind_double(row->statement, ++row->cell, number);
}

void eqp_row_put_text(eqp_row *row, const char *text) {
    row->failed |= sqlite3_bind_text(row->statement, ++row->cell, text, -1, SQLITE_STATIC);
}

eqp_status eqp_row_fetch(eqp_row *row, int *found, eqp_error *error) {
    int code = row->failed ? row->failed : sqlite3_step(row->statement);
    *found = code == SQLITE_ROW;
    return *found || code == SQLITE_DONE ? EQP_OK : fail(row->database, error);
}

eqp_status eqp_row_run(eqp_row *row, eqp_error *error) {
    int found;
    eqp_status status = eqp_row_fetch(row, &found, error);
    eqp_row_end(row);
    return status;
}

uint64_t eqp_row_whole(const eqp_row *row, int column) {
    return (uint64_t)sqlite3_column_int64(row->statement, column);
}

double eqp_row_number(const eqp_row *row, int column) {
    return sqlite3_column_type(row->statement, column) == SQLITE_NULL
               ? NAN
               : sqlite3_column_double(row->statement, column);
}

const char *eqp_row_text(const eqp_row *row, int column) {
    return (const char *)sqlite3_column_text(row->statement, column);
}

void eqp_row_end(eqp_row *row) {
    sqlite3_reset(row->statement);
}

eqp_status eqp_database_number(eqp_database *database, const char *text, uint64_t first,
                               uint64_t last, uint64_t *number, eqp_error *error) {
    eqp_row query;
    int found = 0;
    eqp_status status = eqp_database_begin(database, text, &query, error);
    *number = 0;
    if (status)
        return status;
    if (sqlite3_bind_parameter_count(query.statement) == 2) {
        eqp_row_put_whole(&query, first);
        eqp_row_put_whole(&query, last);
    }
    status = eqp_row_fetch(&query, &found, error);
    if (found)
        *number = eqp_row_whole(&query, 0);
    eqp_row_end(&query);
    return status;
}

int eqp_database_same_name(const char *one, const char *other) {
    return sqlite3_stricmp(one, other) == 0;
}
