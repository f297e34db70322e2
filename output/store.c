#include "output/store.h"

#include "models/memory.h"
#include "output/bought.h"
#include "output/buffer.h"
#include "output/family_table.h"
#include "output/run.h"

#include <sqlite3.h>

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* PRAGMA user_version: what a file is. */
enum { STATE_EMPTY, STATE_UNFINISHED, STATE_FINISHED };

/* Tables that only an unfinished file has. A group's sums per offer wait until all groups before it
 * are there and are then added to the others', so that they add up in one order. */
static const char create_work[] =
    "CREATE TABLE done_groups (work INTEGER PRIMARY KEY);"
    "CREATE TABLE offer_waiting (work INTEGER, setting INTEGER, offer INTEGER, institution INTEGER,"
    " draws INTEGER, places REAL, PRIMARY KEY (work, setting, offer, institution)) WITHOUT ROWID;"
    "CREATE TABLE offer_sums (setting INTEGER, offer INTEGER, institution INTEGER, draws INTEGER,"
    " places REAL, PRIMARY KEY (setting, offer, institution)) WITHOUT ROWID;"
    "PRAGMA user_version = 1;";

/* Always the same changes of the schema, each exactly once: SQLite counts them in the file. */
static const char drop_work[] = "DROP TABLE done_groups; DROP TABLE offer_waiting;"
                                "DROP TABLE offer_sums; PRAGMA user_version = 2;";

typedef enum {
    SELECT_STATE,
    SELECT_RUN,
    HAS_GROUP,
    COUNT_GROUPS,
    COUNT_POINTS,
    ADD_GROUP,
    ADD_WAITING,
    FOLD_WAITING,
    DROP_WAITING,
    COUNT_VALUES,
    SORT_VALUES,
    COUNT_COVERAGES,
    SORT_COVERAGES,
    COUNT_RATES,
    SORT_RATES,
    SELECT_SUMS,
    COUNT_OUTCOMES,
    SELECT_RANGES,
    SELECT_BEST,
    VACUUM_INTO,
    STATEMENT_COUNT
} statement_name;

#define DRAWN "WHERE point BETWEEN ?1 AND ?2 "

static const char *const statement_text[STATEMENT_COUNT] = {
    [SELECT_STATE] = "PRAGMA user_version",
    [SELECT_RUN] = "SELECT value FROM run WHERE key = ?1",
    [HAS_GROUP] = "SELECT 1 FROM done_groups WHERE work = ?1",
    [COUNT_GROUPS] = "SELECT COUNT(*) FROM done_groups",
    [COUNT_POINTS] = "SELECT COUNT(*) FROM points",
    [ADD_GROUP] = "INSERT INTO done_groups VALUES (?1)",
    [ADD_WAITING] = "INSERT INTO offer_waiting VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [FOLD_WAITING] = "INSERT INTO offer_sums SELECT setting, offer, institution, draws, places "
                     "FROM offer_waiting WHERE work = ?1 ON CONFLICT DO UPDATE SET "
                     "draws = draws + excluded.draws, places = places + excluded.places",
    [DROP_WAITING] = "DELETE FROM offer_waiting WHERE work = ?1",
    [COUNT_VALUES] = "SELECT COUNT(value_best) FROM points " DRAWN,
    [SORT_VALUES] =
        "SELECT value_best FROM points " DRAWN "AND value_best IS NOT NULL ORDER BY value_best",
    [COUNT_COVERAGES] = "SELECT COUNT(coverage) FROM points " DRAWN,
    [SORT_COVERAGES] =
        "SELECT coverage FROM points " DRAWN "AND coverage IS NOT NULL ORDER BY coverage",
    [COUNT_RATES] = "SELECT zone, COUNT(rate) FROM zone_points " DRAWN "GROUP BY zone",
    [SORT_RATES] = "SELECT rate FROM zone_points " DRAWN "AND rate IS NOT NULL ORDER BY zone, rate",
    [SELECT_SUMS] = "SELECT offer, institution, draws, places FROM offer_sums WHERE setting = ?1 "
                    "AND draws > 0 ORDER BY offer, institution",
    [COUNT_OUTCOMES] = "SELECT status, COUNT(*) FROM points GROUP BY status",
    [SELECT_RANGES] = "SELECT MIN(value_best), MAX(value_best), MIN(gap), MAX(gap), MIN(coverage), "
                      "MAX(coverage), MIN(rate_min), MAX(rate_min), MIN(gini), MAX(gini), "
                      "MIN(cost), MAX(cost) FROM points",
    [SELECT_BEST] = "SELECT point FROM points WHERE value_best IS NOT NULL "
                    "ORDER BY value_best DESC, point LIMIT 1",
    [VACUUM_INTO] = "VACUUM INTO ?1",
};

struct eqp_store {
    eqp_store_plan plan;
    const eqp_folder *folder; /* NULL: a temporary database */
    const char *name;         /* of the file within it */
    sqlite3 *database;
    eqp_heading *headings[EQP_FAMILY_COUNT]; /* of the tables in the database */
    sqlite3_stmt *insert[EQP_FAMILY_COUNT];  /* made when first used */
    sqlite3_stmt *statement[STATEMENT_COUNT];
    int finished; /* nothing is left to be added */
    uint64_t groups_done, points_done;
    uint64_t next_fold; /* all groups before it are there, and folded */
};

/* ---- failures ---- */

static void name_place(const eqp_store *store, const char *name, eqp_error *error) {
    if (error && store->folder)
        snprintf(error->file, sizeof error->file, "%s/%s", eqp_folder_path(store->folder), name);
}

/* What SQLite has just refused to do. */
static eqp_status fail(const eqp_store *store, eqp_error *error) {
    const char *advice = "";
    switch (sqlite3_errcode(store->database)) {
    case SQLITE_NOMEM:
        return eqp_error_memory(error);
    case SQLITE_FULL:
    case SQLITE_IOERR:
        advice = "; the disk may be full";
        break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        advice = "; remove the file, and the sweep starts anew";
        break;
    default:
        break;
    }
    eqp_error_set(error, EQP_ERROR_SYSTEM, "cannot use the database: %s%s",
                  sqlite3_errmsg(store->database), advice);
    name_place(store, store->name, error);
    return EQP_ERROR_SYSTEM;
}

/* ---- statements ---- */

static eqp_status execute(eqp_store *store, const char *text, eqp_error *error) {
    return sqlite3_exec(store->database, text, NULL, NULL, NULL) == SQLITE_OK ? EQP_OK
                                                                              : fail(store, error);
}

/* Makes a statement, or makes it ready to be used again. */
static eqp_status prepare(eqp_store *store, const char *text, sqlite3_stmt **statement,
                          eqp_error *error) {
    if (*statement) {
        sqlite3_reset(*statement);
        return EQP_OK;
    }
    return sqlite3_prepare_v3(store->database, text, -1, SQLITE_PREPARE_PERSISTENT, statement,
                              NULL) == SQLITE_OK
               ? EQP_OK
               : fail(store, error);
}

/* The cells of a row to be written, or the parameters of a query, one after the other. */
typedef struct row {
    sqlite3_stmt *statement;
    int cell, failed;
} row;

static void put_whole(row *into, uint64_t number) {
    into->failed |= sqlite3_bind_int64(into->statement, ++into->cell, (sqlite3_int64)number);
}

/* NAN becomes NULL. */
static void put_number(row *into, double number) {
    into->failed |= sqlite3_bind_double(into->statement, ++into->cell, number);
}

/* A text that outlives the statement's use; NULL becomes NULL. */
static void put_text(row *into, const char *text) {
    into->failed |= sqlite3_bind_text(into->statement, ++into->cell, text, -1, SQLITE_STATIC);
}

static eqp_status begin(eqp_store *store, statement_name name, row *into, eqp_error *error) {
    eqp_status status = prepare(store, statement_text[name], &store->statement[name], error);
    *into = (row){.statement = store->statement[name]};
    return status;
}

/* Goes to the next row of a query. */
static eqp_status fetch(eqp_store *store, row *from, int *found, eqp_error *error) {
    int code = from->failed ? from->failed : sqlite3_step(from->statement);
    *found = code == SQLITE_ROW;
    return *found || code == SQLITE_DONE ? EQP_OK : fail(store, error);
}

/* A cell that was found; NAN for NULL. */
static double column_number(sqlite3_stmt *query, int column) {
    return sqlite3_column_type(query, column) == SQLITE_NULL ? NAN
                                                             : sqlite3_column_double(query, column);
}

/* Runs a statement that gives no rows. */
static eqp_status finish(eqp_store *store, row *into, eqp_error *error) {
    int found;
    eqp_status status = fetch(store, into, &found, error);
    sqlite3_reset(into->statement);
    return status;
}

/* Begins a row of a table of the results. */
static eqp_status begin_row(eqp_store *store, eqp_family_table table, row *into, eqp_error *error) {
    eqp_status status = EQP_OK;
    sqlite3_stmt **statement = &store->insert[table];
    eqp_buffer text = {0};
    char *made = NULL;
    if (!*statement) {
        eqp_buffer_add(&text, "INSERT INTO %s VALUES (?", eqp_family_table_view(table)->sql);
        for (uint32_t i = 1; i < store->headings[table]->count; i++)
            eqp_buffer_add(&text, ", ?");
        eqp_buffer_add(&text, ")");
        made = eqp_buffer_finish(&text);
        if (!made)
            status = eqp_error_memory(error);
    }
    if (status == EQP_OK)
        status = prepare(store, made, statement, error);
    *into = (row){.statement = *statement};
    eqp_free(made);
    return status;
}

/* The one number that a query of points first … last gives. */
static eqp_status count(eqp_store *store, statement_name name, uint64_t first, uint64_t last,
                        uint64_t *number, eqp_error *error) {
    row query;
    int found = 0;
    eqp_status status = begin(store, name, &query, error);
    *number = 0;
    if (status != EQP_OK)
        return status;
    if (sqlite3_bind_parameter_count(query.statement) == 2) {
        put_whole(&query, first);
        put_whole(&query, last);
    }
    status = fetch(store, &query, &found, error);
    if (found)
        *number = (uint64_t)sqlite3_column_int64(query.statement, 0);
    sqlite3_reset(query.statement);
    return status;
}

/* ---- a new file ---- */

/* A column's name between quotes. SQLite does not tell a from A: a name that has been there gets a
 * number. */
static void add_column(eqp_buffer *text, const eqp_heading *heading, uint32_t column) {
    static const char *const types[] = {
        [EQP_TYPE_TEXT] = "TEXT", [EQP_TYPE_REAL] = "REAL", [EQP_TYPE_INTEGER] = "INTEGER"};
    unsigned before = 0;
    for (uint32_t i = 0; i < column; i++)
        before += sqlite3_stricmp(heading->names[i], heading->names[column]) == 0;
    eqp_buffer_add(text, "%s\"", column ? ", " : "");
    for (const char *at = heading->names[column]; *at; at++)
        eqp_buffer_add(text, "%s%c", *at == '"' ? "\"" : "", *at);
    if (before)
        eqp_buffer_add(text, "_%u", before + 1);
    eqp_buffer_add(text, "\" %s", types[heading->types[column]]);
}

static eqp_status create_table(eqp_store *store, eqp_family_table table, eqp_error *error) {
    const eqp_family_view *view = eqp_family_table_view(table);
    eqp_buffer buffer = {0};
    eqp_status status;
    char *text;
    eqp_buffer_add(&buffer, "CREATE TABLE %s (", view->sql);
    for (uint32_t i = 0; i < store->headings[table]->count; i++)
        add_column(&buffer, store->headings[table], i);
    if (*view->key)
        eqp_buffer_add(&buffer, ", PRIMARY KEY (%s)) WITHOUT ROWID", view->key);
    else
        eqp_buffer_add(&buffer, ")");
    text = eqp_buffer_finish(&buffer);
    status = text ? execute(store, text, error) : eqp_error_memory(error);
    eqp_free(text);
    return status;
}

/* Whether the database has this table: those of draws only where there are some. */
static int is_stored(const eqp_store *store, eqp_family_table table) {
    if (table == EQP_FAMILY_distribution || table == EQP_FAMILY_offer_draws)
        return store->plan.draws > 0;
    return *eqp_family_table_view(table)->sql != '\0';
}

/* What a file says of its run, and two runs of the same results have in common. */
#define RUN_KEYS 6
static const char *const run_key[RUN_KEYS] = {"study_digest", "version", "options",
                                              "points",       "draws",   "groups"};

static void run_value(const eqp_store *store, int key, const char **value, char digits[32]) {
    const eqp_store_plan *plan = &store->plan;
    const char *const texts[] = {plan->study->digest, plan->version, plan->options};
    const uint64_t numbers[] = {plan->points, plan->draws, plan->groups};
    if (key < 3) {
        *value = texts[key];
    } else {
        snprintf(digits, 32, "%llu", (unsigned long long)numbers[key - 3]);
        *value = digits;
    }
}

static eqp_status add_fact(eqp_store *store, const char *key, const char *value, eqp_error *error) {
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_run, &into, error);
    if (status != EQP_OK)
        return status;
    put_text(&into, key);
    put_text(&into, value);
    return finish(store, &into, error);
}

static eqp_status add_facts(eqp_store *store, eqp_error *error) {
    eqp_status status = add_fact(store, "currency", store->plan.study->settings.currency, error);
    for (int key = 0; status == EQP_OK && key < RUN_KEYS; key++) {
        char digits[32];
        const char *value;
        run_value(store, key, &value, digits);
        status = add_fact(store, run_key[key], value, error);
    }
    return status;
}

/* An id of a space, NULL for none. */
static const char *id_or_null(const eqp_study *study, eqp_space space, uint32_t index) {
    return index == EQP_NONE ? NULL : eqp_study_id(study, space, index);
}

static eqp_status add_institution(eqp_store *store, uint32_t i, eqp_error *error) {
    const eqp_study *study = store->plan.study;
    double budget = NAN;
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_institutions, &into, error);
    if (status != EQP_OK)
        return status;
    for (uint32_t b = 0; b < study->budgets.count; b++)
        if (study->budgets.institution[b] == i)
            budget = study->budgets.budget[b];
    put_text(&into, eqp_study_id(study, EQP_SPACE_institution, i));
    put_text(&into, study->institutions.name[i]);
    put_text(&into, id_or_null(study, EQP_SPACE_buyer, study->institutions.buyer[i]));
    put_number(&into, budget);
    return finish(store, &into, error);
}

static eqp_status add_zone(eqp_store *store, uint32_t z, eqp_error *error) {
    const eqp_study *study = store->plan.study;
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_zones, &into, error);
    if (status != EQP_OK)
        return status;
    put_text(&into, eqp_study_id(study, EQP_SPACE_zone, z));
    put_text(&into, study->zones.name[z]);
    put_text(&into, id_or_null(study, EQP_SPACE_department, study->zones.department[z]));
    put_number(&into, study->zones.longitude[z]);
    put_number(&into, study->zones.latitude[z]);
    return finish(store, &into, error);
}

static eqp_status fill_new_file(eqp_store *store, void *context, eqp_error *error) {
    eqp_status status = execute(store, "PRAGMA application_id = 1701933168", error);
    (void)context;
    for (int table = 0; status == EQP_OK && table < EQP_FAMILY_COUNT; table++)
        if (is_stored(store, (eqp_family_table)table))
            status = create_table(store, (eqp_family_table)table, error);
    if (status == EQP_OK)
        status = execute(store, create_work, error);
    if (status == EQP_OK)
        status = add_facts(store, error);
    for (uint32_t i = 0; status == EQP_OK && i < store->plan.study->institutions.count; i++)
        status = add_institution(store, i, error);
    for (uint32_t z = 0; status == EQP_OK && z < store->plan.study->zones.count; z++)
        status = add_zone(store, z, error);
    return status;
}

/* Runs `change` in one transaction: all of it or nothing. */
static eqp_status transact(eqp_store *store,
                           eqp_status (*change)(eqp_store *, void *context, eqp_error *),
                           void *context, eqp_error *error) {
    eqp_status status = execute(store, "BEGIN IMMEDIATE", error);
    if (status == EQP_OK)
        status = change(store, context, error);
    if (status == EQP_OK)
        status = execute(store, "COMMIT", error);
    /* Some failures have rolled it back already. */
    if (status != EQP_OK && !sqlite3_get_autocommit(store->database))
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* ---- opening ---- */

static void close_database(eqp_store *store) {
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(store->statement[i]);
        store->statement[i] = NULL;
    }
    for (int i = 0; i < EQP_FAMILY_COUNT; i++) {
        sqlite3_finalize(store->insert[i]);
        store->insert[i] = NULL;
    }
    sqlite3_close(store->database);
    store->database = NULL;
}

/* The path of a file of the folder, owned by the caller; NULL when memory is short. */
static char *path_of(const eqp_store *store, const char *name) {
    eqp_buffer path = {0};
    if (store->folder)
        eqp_buffer_add(&path, "%s/%s", eqp_folder_path(store->folder), name);
    else
        eqp_buffer_add(&path, "%s", ""); /* SQLite's own name for a temporary database */
    return eqp_buffer_finish(&path);
}

/* Opens a file of the folder. A rollback journal keeps it whole also where a folder is on another
 * machine, as on a cluster; what a power cut may lose is no more than the last groups. */
static eqp_status open_database(eqp_store *store, const char *name, int flags, eqp_error *error) {
    char *path = path_of(store, name);
    eqp_status status = EQP_OK;
    store->name = name;
    if (!path || sqlite3_open_v2(path, &store->database, flags | SQLITE_OPEN_FULLMUTEX, NULL))
        status = path && store->database ? fail(store, error) : eqp_error_memory(error);
    if (status == EQP_OK) {
        sqlite3_busy_timeout(store->database, 60000); /* somebody may be looking at the file */
        status = execute(store, "PRAGMA synchronous = NORMAL", error);
    }
    eqp_free(path);
    return status;
}

/* What the file says of its run under a key: NULL for nothing, else a text that is there until the
 * query is reset. */
static eqp_status read_fact(eqp_store *store, const char *key, row *query, const char **value,
                            eqp_error *error) {
    int found = 0;
    eqp_status status = begin(store, SELECT_RUN, query, error);
    *value = NULL;
    if (status != EQP_OK)
        return status;
    put_text(query, key);
    status = fetch(store, query, &found, error);
    if (found)
        *value = (const char *)sqlite3_column_text(query->statement, 0);
    return status;
}

/* Says in what the file's run differs from this one. */
static eqp_status refuse_other(const eqp_store *store, int key, const char *theirs,
                               const char *ours, eqp_error *error) {
    const char *advice = store->finished
                             ? "leave --resume out to replace it, or choose another folder"
                             : "use the same study and options, or remove the file";
    if (key == 0)
        eqp_error_set(error, EQP_ERROR_USAGE,
                      "cannot continue this sweep: it is of another study, or the study's tables "
                      "have changed; %s",
                      advice);
    else
        eqp_error_set(error, EQP_ERROR_USAGE,
                      "cannot continue this sweep: its %s: \"%.120s\", those of this run: "
                      "\"%.120s\"; %s",
                      run_key[key], theirs ? theirs : "", ours, advice);
    name_place(store, store->name, error);
    return EQP_ERROR_USAGE;
}

static eqp_status check_same_run(eqp_store *store, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (int key = 0; status == EQP_OK && key < RUN_KEYS; key++) {
        char digits[32];
        const char *ours, *theirs;
        row query;
        run_value(store, key, &ours, digits);
        status = read_fact(store, run_key[key], &query, &theirs, error);
        if (status == EQP_OK && (!theirs || strcmp(theirs, ours) != 0))
            status = refuse_other(store, key, theirs, ours, error);
        sqlite3_reset(query.statement);
    }
    return status;
}

/* Without --resume an unfinished sweep is in the way. */
static eqp_status refuse_unfinished(eqp_store *store, eqp_error *error) {
    const char *options;
    row query;
    eqp_status status = read_fact(store, "options", &query, &options, error);
    if (status == EQP_OK) {
        eqp_error_set(error, EQP_ERROR_USAGE,
                      "the output folder holds an unfinished sweep (%.200s); continue it with "
                      "--resume, or remove " EQP_STORE_PART,
                      options ? options : "");
        if (error)
            snprintf(error->file, sizeof error->file, "%s", eqp_folder_path(store->folder));
        status = EQP_ERROR_USAGE;
    }
    sqlite3_reset(query.statement);
    return status;
}

static eqp_status has_group(eqp_store *store, uint64_t group, int *has, eqp_error *error) {
    row query;
    eqp_status status = begin(store, HAS_GROUP, &query, error);
    *has = 0;
    if (status != EQP_OK)
        return status;
    put_whole(&query, group);
    status = fetch(store, &query, has, error);
    sqlite3_reset(query.statement);
    return status;
}

/* Goes on from what an unfinished file holds. */
static eqp_status take_over(eqp_store *store, eqp_error *error) {
    int has = 1;
    eqp_status status = count(store, COUNT_GROUPS, 0, 0, &store->groups_done, error);
    if (status == EQP_OK)
        status = count(store, COUNT_POINTS, 0, 0, &store->points_done, error);
    while (status == EQP_OK && has) {
        status = has_group(store, store->next_fold, &has, error);
        store->next_fold += has ? 1 : 0;
    }
    return status;
}

static void take_finished(eqp_store *store) {
    store->finished = 1;
    store->groups_done = store->plan.groups;
    store->points_done = store->plan.points;
}

static eqp_status open_unfinished(eqp_store *store, int resume, eqp_error *error) {
    uint64_t state = STATE_EMPTY;
    eqp_status status =
        open_database(store, EQP_STORE_PART, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
    if (status == EQP_OK)
        status = count(store, SELECT_STATE, 0, 0, &state, error);
    if (status == EQP_OK && state == STATE_EMPTY)
        return transact(store, fill_new_file, NULL, error);
    if (status == EQP_OK)
        status = resume ? check_same_run(store, error) : refuse_unfinished(store, error);
    if (status == EQP_OK && state == STATE_FINISHED)
        take_finished(store);
    else if (status == EQP_OK)
        status = take_over(store, error);
    return status;
}

static eqp_status open_finished(eqp_store *store, eqp_error *error) {
    eqp_status status = open_database(store, EQP_STORE_FILE, SQLITE_OPEN_READONLY, error);
    take_finished(store);
    return status == EQP_OK ? check_same_run(store, error) : status;
}

static int file_exists(const eqp_store *store, const char *name) {
    struct stat found;
    char *path = path_of(store, name);
    int exists = path && stat(path, &found) == 0;
    eqp_free(path);
    return exists;
}

static eqp_family_scope scope_of(const eqp_store *store) {
    const eqp_store_plan *plan = &store->plan;
    return (eqp_family_scope){plan->study, plan->titles, plan->columns, plan->draws > 0};
}

static eqp_status make_headings(eqp_store *store, eqp_error *error) {
    eqp_family_scope scope = scope_of(store);
    eqp_status status = EQP_OK;
    for (int table = 0; status == EQP_OK && table < EQP_FAMILY_COUNT; table++)
        if (is_stored(store, (eqp_family_table)table))
            status =
                eqp_heading_create((eqp_family_table)table, &scope, &store->headings[table], error);
    return status;
}

eqp_status eqp_store_open(const eqp_folder *folder, const eqp_store_plan *plan, int resume,
                          eqp_store **out, eqp_error *error) {
    eqp_store *store = eqp_allocate(1, sizeof *store);
    eqp_status status;
    *out = NULL;
    if (!store)
        return eqp_error_memory(error);
    store->plan = *plan;
    store->folder = folder;
    status = make_headings(store, error);
    if (status == EQP_OK)
        status = resume && folder && !file_exists(store, EQP_STORE_PART) &&
                         file_exists(store, EQP_STORE_FILE)
                     ? open_finished(store, error)
                     : open_unfinished(store, resume, error);
    if (status == EQP_OK)
        *out = store;
    else
        eqp_store_close(store);
    return status;
}

void eqp_store_close(eqp_store *store) {
    if (!store)
        return;
    close_database(store);
    for (int i = 0; i < EQP_FAMILY_COUNT; i++)
        eqp_heading_free(store->headings[i]);
    eqp_free(store);
}

const eqp_store_plan *eqp_store_of(const eqp_store *store) {
    return &store->plan;
}

/* ---- adding ---- */

int eqp_store_has(eqp_store *store, uint64_t group) {
    int has = 1;
    if (!store->finished)
        has_group(store, group, &has, NULL);
    return has;
}

uint64_t eqp_store_groups_done(const eqp_store *store) {
    return store->groups_done;
}

uint64_t eqp_store_points_done(const eqp_store *store) {
    return store->points_done;
}

/* The values that vary at a point, the draw among them or not. */
static void put_values(const eqp_store *store, uint64_t point, uint32_t columns, row *into) {
    for (uint32_t column = 0; column < columns; column++)
        put_number(into, store->plan.value(store->plan.context, point, column));
}

static eqp_status add_point(eqp_store *store, const eqp_finding *finding, eqp_error *error) {
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_points, &into, error);
    if (status != EQP_OK)
        return status;
    put_whole(&into, finding->point + 1);
    put_values(store, finding->point, store->plan.columns, &into);
    put_text(&into, eqp_outcome_name(finding->outcome));
    put_number(&into, finding->value_best);
    put_number(&into, finding->gap);
    put_number(&into, finding->coverage);
    put_number(&into, finding->rate_min);
    put_number(&into, finding->gini);
    put_number(&into, finding->cost);
    for (uint32_t i = 0; i < finding->institutions; i++)
        put_number(&into, finding->institution_cost[i]);
    return finish(store, &into, error);
}

static eqp_status add_zone_point(eqp_store *store, const eqp_finding *finding, uint32_t zone,
                                 eqp_error *error) {
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_zone_points, &into, error);
    if (status != EQP_OK)
        return status;
    put_whole(&into, finding->point + 1);
    put_text(&into, eqp_study_id(store->plan.study, EQP_SPACE_zone, zone));
    put_number(&into, finding->zone_rate[zone]);
    put_number(&into, finding->zone_fair_rate[zone]);
    return finish(store, &into, error);
}

static eqp_status add_finding(eqp_store *store, const eqp_finding *finding, eqp_error *error) {
    int has_plan =
        finding->outcome == EQP_OUTCOME_OPTIMAL || finding->outcome == EQP_OUTCOME_STOPPED;
    eqp_status status = add_point(store, finding, error);
    for (uint32_t z = 0; status == EQP_OK && has_plan && z < finding->zones; z++)
        status = add_zone_point(store, finding, z, error);
    return status;
}

static eqp_status add_waiting(eqp_store *store, uint64_t group, const eqp_bought *bought,
                              eqp_error *error) {
    row into;
    eqp_status status = begin(store, ADD_WAITING, &into, error);
    if (status != EQP_OK)
        return status;
    put_whole(&into, group);
    put_whole(&into, bought->setting);
    put_whole(&into, bought->offer);
    put_whole(&into, bought->institution);
    put_whole(&into, bought->draws);
    put_number(&into, bought->places);
    return finish(store, &into, error);
}

/* Runs a statement about a group. */
static eqp_status run_for_group(eqp_store *store, statement_name name, uint64_t group,
                                eqp_error *error) {
    row into;
    eqp_status status = begin(store, name, &into, error);
    if (status != EQP_OK)
        return status;
    put_whole(&into, group);
    return finish(store, &into, error);
}

/* Adds the sums that no group before theirs is missing for; *next is the first group that is. */
static eqp_status fold(eqp_store *store, uint64_t *next, eqp_error *error) {
    int has = 1;
    eqp_status status = EQP_OK;
    while (status == EQP_OK && has) {
        status = has_group(store, *next, &has, error);
        if (status != EQP_OK || !has)
            break;
        status = run_for_group(store, FOLD_WAITING, *next, error);
        if (status == EQP_OK)
            status = run_for_group(store, DROP_WAITING, *next, error);
        ++*next;
    }
    return status;
}

/* A group on its way into the file. */
typedef struct addition {
    uint64_t group;
    const eqp_finding *const *findings; /* [count] */
    uint32_t count;
    uint64_t next_fold; /* once it is in */
} addition;

static eqp_status add_group(eqp_store *store, void *context, eqp_error *error) {
    addition *added = context;
    eqp_bought *bought = NULL;
    size_t sums = 0;
    eqp_status status = run_for_group(store, ADD_GROUP, added->group, error);
    for (uint32_t f = 0; status == EQP_OK && f < added->count; f++)
        status = add_finding(store, added->findings[f], error);
    if (status == EQP_OK && store->plan.draws > 0)
        status =
            eqp_bought_sum(added->findings, added->count, store->plan.draws, &bought, &sums, error);
    for (size_t i = 0; status == EQP_OK && i < sums; i++)
        status = add_waiting(store, added->group, &bought[i], error);
    if (status == EQP_OK)
        status = fold(store, &added->next_fold, error);
    eqp_free(bought);
    return status;
}

eqp_status eqp_store_add(eqp_store *store, uint64_t group, const eqp_finding *const *findings,
                         uint32_t count_of, eqp_error *error) {
    addition added = {group, findings, count_of, store->next_fold};
    eqp_status status = transact(store, add_group, &added, error);
    if (status == EQP_OK) {
        store->groups_done++;
        store->points_done += count_of;
        store->next_fold = added.next_fold;
    }
    return status;
}

/* ---- draws ---- */

/* The points of a setting as the tables number them. */
static uint64_t first_of(const eqp_store *store, uint64_t setting) {
    return setting * store->plan.draws + 1;
}

static uint64_t last_of(const eqp_store *store, uint64_t setting) {
    return first_of(store, setting) + store->plan.draws - 1;
}

/* Begins a query about a setting's points. */
static eqp_status begin_for_setting(eqp_store *store, statement_name name, uint64_t setting,
                                    row *query, eqp_error *error) {
    eqp_status status = begin(store, name, query, error);
    if (status == EQP_OK) {
        put_whole(query, first_of(store, setting));
        put_whole(query, last_of(store, setting));
    }
    return status;
}

/* Reads the next so many numbers of a query. */
static eqp_status read_spread(eqp_store *store, row *query, uint64_t numbers, eqp_spread *spread,
                              eqp_error *error) {
    eqp_status status = EQP_OK;
    eqp_spread_begin(spread, numbers);
    for (uint64_t i = 0; status == EQP_OK && i < numbers; i++) {
        int found;
        status = fetch(store, query, &found, error);
        if (status == EQP_OK)
            eqp_spread_take(spread, i, sqlite3_column_double(query->statement, 0));
    }
    return status;
}

/* The spread of a number of a setting's points. */
static eqp_status spread_of(eqp_store *store, statement_name counting, statement_name sorting,
                            uint64_t setting, eqp_spread *spread, eqp_error *error) {
    uint64_t numbers;
    row query;
    eqp_status status =
        count(store, counting, first_of(store, setting), last_of(store, setting), &numbers, error);
    if (status == EQP_OK)
        status = begin_for_setting(store, sorting, setting, &query, error);
    if (status != EQP_OK)
        return status;
    status = read_spread(store, &query, numbers, spread, error);
    sqlite3_reset(query.statement);
    return status;
}

/* The values that all draws of a setting have in common. */
static void put_setting(const eqp_store *store, uint64_t setting, row *into) {
    put_values(store, setting * store->plan.draws, store->plan.columns - 1, into);
}

static eqp_status add_spread(eqp_store *store, uint64_t setting, const char *measure,
                             const char *zone, const eqp_spread *spread, eqp_error *error) {
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_distribution, &into, error);
    if (status != EQP_OK)
        return status;
    put_setting(store, setting, &into);
    put_text(&into, measure);
    put_text(&into, zone);
    put_whole(&into, spread->count);
    put_number(&into, spread->mean);
    put_number(&into, spread->p5);
    put_number(&into, spread->p50);
    put_number(&into, spread->p95);
    return finish(store, &into, error);
}

/* How many draws of a setting give each zone a rate: numbers[zones]. */
static eqp_status count_rates(eqp_store *store, uint64_t setting, uint64_t *numbers,
                              eqp_error *error) {
    const eqp_names *zones = store->plan.study->spaces[EQP_SPACE_zone];
    row query;
    int found = 1;
    eqp_status status = begin_for_setting(store, COUNT_RATES, setting, &query, error);
    memset(numbers, 0, eqp_names_count(zones) * sizeof *numbers);
    while (status == EQP_OK && found) {
        status = fetch(store, &query, &found, error);
        if (found) {
            const char *id = (const char *)sqlite3_column_text(query.statement, 0);
            uint32_t zone = id ? eqp_names_find(zones, id, strlen(id)) : EQP_NONE;
            if (zone != EQP_NONE)
                numbers[zone] = (uint64_t)sqlite3_column_int64(query.statement, 1);
        }
    }
    sqlite3_reset(query.statement);
    return status;
}

static eqp_status add_rates(eqp_store *store, uint64_t setting, uint64_t *numbers,
                            eqp_error *error) {
    const eqp_study *study = store->plan.study;
    row query = {0};
    eqp_status status = count_rates(store, setting, numbers, error);
    if (status == EQP_OK)
        status = begin_for_setting(store, SORT_RATES, setting, &query, error);
    for (uint32_t z = 0; status == EQP_OK && z < study->zones.count; z++) {
        eqp_spread spread;
        status = read_spread(store, &query, numbers[z], &spread, error);
        if (status == EQP_OK)
            status = add_spread(store, setting, "rate", eqp_study_id(study, EQP_SPACE_zone, z),
                                &spread, error);
    }
    sqlite3_reset(query.statement);
    return status;
}

static eqp_status add_offer(eqp_store *store, uint64_t setting, sqlite3_stmt *sum, double draws,
                            eqp_error *error) {
    const eqp_study *study = store->plan.study;
    uint32_t offer = (uint32_t)sqlite3_column_int64(sum, 0);
    uint32_t institution = (uint32_t)sqlite3_column_int64(sum, 1);
    row into;
    eqp_status status = begin_row(store, EQP_FAMILY_offer_draws, &into, error);
    if (status != EQP_OK)
        return status;
    put_setting(store, setting, &into);
    put_text(&into, eqp_study_id(study, EQP_SPACE_offer, offer));
    put_text(&into, eqp_study_id(study, EQP_SPACE_institution, institution));
    put_number(&into, sqlite3_column_double(sum, 2) / draws);
    put_number(&into, sqlite3_column_double(sum, 3) / draws);
    return finish(store, &into, error);
}

static eqp_status add_offers(eqp_store *store, uint64_t setting, uint64_t draws, eqp_error *error) {
    row query;
    int found = 1;
    eqp_status status = begin(store, SELECT_SUMS, &query, error);
    if (status != EQP_OK)
        return status;
    put_whole(&query, setting);
    while (status == EQP_OK && found) {
        status = fetch(store, &query, &found, error);
        if (found)
            status = add_offer(store, setting, query.statement, (double)draws, error);
    }
    sqlite3_reset(query.statement);
    return status;
}

/* The rows of one setting in distribution and offer_draws. */
static eqp_status add_setting(eqp_store *store, uint64_t setting, uint64_t *numbers,
                              eqp_error *error) {
    eqp_spread values, coverages;
    eqp_status status = spread_of(store, COUNT_VALUES, SORT_VALUES, setting, &values, error);
    if (status == EQP_OK)
        status = spread_of(store, COUNT_COVERAGES, SORT_COVERAGES, setting, &coverages, error);
    if (status == EQP_OK)
        status = add_spread(store, setting, "value_best", NULL, &values, error);
    if (status == EQP_OK)
        status = add_spread(store, setting, "coverage", NULL, &coverages, error);
    if (status == EQP_OK)
        status = add_rates(store, setting, numbers, error);
    if (status == EQP_OK)
        status = add_offers(store, setting, values.count, error);
    return status;
}

/* ---- the end ---- */

/* Turns the unfinished file into what the finished one will be. */
static eqp_status seal(eqp_store *store, void *context, eqp_error *error) {
    const eqp_store_plan *plan = &store->plan;
    uint64_t settings = plan->draws ? plan->points / plan->draws : 0;
    uint64_t *numbers = eqp_allocate(plan->study->zones.count, sizeof *numbers);
    eqp_status status = numbers ? EQP_OK : eqp_error_memory(error);
    (void)context;
    for (uint64_t setting = 0; status == EQP_OK && setting < settings; setting++)
        status = add_setting(store, setting, numbers, error);
    if (status == EQP_OK)
        status = execute(store, drop_work, error);
    eqp_free(numbers);
    return status;
}

/* Lets SQLite write the database anew, whole and in order. */
static eqp_status vacuum(eqp_store *store, eqp_error *error) {
    static const char temporary[] = EQP_STORE_FILE ".part";
    row into;
    char *path = path_of(store, temporary);
    eqp_status status =
        path ? eqp_folder_remove(store->folder, temporary, error) : eqp_error_memory(error);
    if (status == EQP_OK)
        status = begin(store, VACUUM_INTO, &into, error);
    if (status == EQP_OK) {
        put_text(&into, path);
        status = finish(store, &into, error);
        if (status != EQP_OK)
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
    char *path = path_of(store, EQP_STORE_FILE);
    FILE *from = path ? fopen(path, "rb") : NULL;
    while (from && (size = fread(bytes, 1, sizeof bytes, from)) > 0)
        fwrite(bytes, 1, size, to);
    if (!path) {
        status = eqp_error_memory(error);
    } else if (!from || ferror(from)) {
        status = eqp_error_set(error, EQP_ERROR_SYSTEM, "cannot read: %s", strerror(errno));
        name_place(store, EQP_STORE_FILE, error);
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
    if (status == EQP_OK)
        status = (copied ? eqp_folder_create : eqp_folder_adopt)(store->folder, EQP_STORE_FILE,
                                                                 &file, error);
    if (status != EQP_OK)
        return status;
    if (copied)
        status = copy(store, eqp_file_stream(file), error);
    if (status == EQP_OK)
        status = eqp_results_commit(results, EQP_STORE_FILE, file, error);
    else
        eqp_file_discard(file);
    return status;
}

/* A table of the database on its way into a file. */
typedef struct extract {
    eqp_store *store;
    eqp_family_table table;
} extract;

static void write_cell(sqlite3_stmt *query, int column, eqp_family_type type,
                       eqp_csv_writer *writer) {
    const char *text;
    switch (type) {
    case EQP_TYPE_TEXT:
        text = (const char *)sqlite3_column_text(query, column);
        eqp_csv_id(writer, text ? text : "");
        break;
    case EQP_TYPE_REAL:
    case EQP_TYPE_INTEGER:
        eqp_csv_number(writer, column_number(query, column));
        break;
    }
}

static eqp_status write_rows(void *context, eqp_csv_writer *writer, eqp_error *error) {
    const extract *task = context;
    const eqp_heading *heading = task->store->headings[task->table];
    const eqp_family_view *view = eqp_family_table_view(task->table);
    char text[128];
    row query = {0};
    int found = 1;
    eqp_status status;
    snprintf(text, sizeof text, "SELECT * FROM %s ORDER BY %s", view->sql,
             *view->key ? view->key : "rowid");
    status = prepare(task->store, text, &query.statement, error);
    while (status == EQP_OK && found) {
        status = fetch(task->store, &query, &found, error);
        if (!found)
            break;
        for (uint32_t i = 0; i < heading->count; i++)
            write_cell(query.statement, (int)i, heading->types[i], writer);
        eqp_csv_end_row(writer);
    }
    sqlite3_finalize(query.statement);
    return status;
}

eqp_status eqp_store_finish(eqp_store *store, eqp_results *results, eqp_error *error) {
    eqp_family_scope scope = scope_of(store);
    eqp_status status = EQP_OK;
    assert(store->folder && store->groups_done == store->plan.groups);
    if (!store->finished)
        status = transact(store, seal, NULL, error);
    if (status == EQP_OK) {
        take_finished(store);
        status = write_database(store, results, error);
    }
    for (int table = 0; status == EQP_OK && table < EQP_FAMILY_COUNT; table++) {
        extract task = {store, (eqp_family_table)table};
        if (store->headings[table] && *eqp_family_table_view(task.table)->file)
            status = eqp_family_table_write(task.table, &scope, results, write_rows, &task, error);
    }
    return status;
}

eqp_status eqp_store_clear(eqp_store *store, eqp_error *error) {
    /* What is open stays readable without its name. */
    return eqp_folder_remove(store->folder, EQP_STORE_PART, error);
}

/* ---- summary ---- */

static eqp_status count_outcomes(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    row query;
    int found = 1;
    eqp_status status = begin(store, COUNT_OUTCOMES, &query, error);
    while (status == EQP_OK && found) {
        status = fetch(store, &query, &found, error);
        for (int outcome = 0; found && outcome <= EQP_OUTCOME_INFEASIBLE; outcome++) {
            const char *name = (const char *)sqlite3_column_text(query.statement, 0);
            if (name && strcmp(name, eqp_outcome_name((eqp_outcome)outcome)) == 0)
                summary->outcome[outcome] = (uint64_t)sqlite3_column_int64(query.statement, 1);
        }
    }
    sqlite3_reset(query.statement);
    return status;
}

static eqp_status read_ranges(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    eqp_store_range *const ranges[] = {&summary->value_best, &summary->gap,  &summary->coverage,
                                       &summary->rate_min,   &summary->gini, &summary->cost};
    row query;
    int found = 0;
    eqp_status status = begin(store, SELECT_RANGES, &query, error);
    if (status == EQP_OK)
        status = fetch(store, &query, &found, error);
    for (int i = 0; found && i < 6; i++)
        *ranges[i] = (eqp_store_range){column_number(query.statement, 2 * i),
                                       column_number(query.statement, 2 * i + 1)};
    sqlite3_reset(query.statement);
    return status;
}

static eqp_status find_best(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    row query;
    eqp_status status = begin(store, SELECT_BEST, &query, error);
    if (status == EQP_OK)
        status = fetch(store, &query, &summary->has_best, error);
    if (summary->has_best)
        summary->best = (uint64_t)sqlite3_column_int64(query.statement, 0) - 1;
    sqlite3_reset(query.statement);
    return status;
}

static eqp_status read_settings(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    const eqp_store_plan *plan = &store->plan;
    uint64_t settings = plan->draws ? plan->points / plan->draws : 0;
    eqp_status status = EQP_OK;
    for (uint32_t i = 0; status == EQP_OK && i < settings && i < EQP_STORE_SETTINGS; i++) {
        eqp_store_setting *setting = &summary->settings[summary->setting_count++];
        setting->point = i * plan->draws;
        status = spread_of(store, COUNT_VALUES, SORT_VALUES, i, &setting->value_best, error);
        if (status == EQP_OK)
            status =
                spread_of(store, COUNT_COVERAGES, SORT_COVERAGES, i, &setting->coverage, error);
    }
    return status;
}

eqp_status eqp_store_summarise(eqp_store *store, eqp_store_summary *summary, eqp_error *error) {
    eqp_status status;
    memset(summary, 0, sizeof *summary);
    status = count_outcomes(store, summary, error);
    if (status == EQP_OK)
        status = read_ranges(store, summary, error);
    if (status == EQP_OK)
        status = find_best(store, summary, error);
    if (status == EQP_OK)
        status = read_settings(store, summary, error);
    return status;
}
