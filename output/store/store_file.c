#include "models/base/language.h"
#include "output/store/store_parts.h"

#include "models/base/memory.h"
#include "output/files/buffer.h"

#include <string.h>
#include <sys/stat.h>

/* What a file is: its user_version, 1 once created and 2 once sealed (store_finish.c). */
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

static const char select_state_text[] = "PRAGMA user_version";
static const char select_run_text[] = "SELECT value FROM run WHERE key = ?1";
static const char has_group_text[] = "SELECT 1 FROM done_groups WHERE work = ?1";
static const char count_groups_text[] = "SELECT COUNT(*) FROM done_groups";
static const char count_points_text[] = "SELECT COUNT(*) FROM points";

/* A column's name between quotes. SQLite does not tell a from A: a name that has been there gets a
 * number. */
static void add_column(eqp_buffer *text, const eqp_heading *heading, uint32_t column) {
    static const char *const types[] = {
        [EQP_TYPE_TEXT] = "TEXT", [EQP_TYPE_REAL] = "REAL", [EQP_TYPE_INTEGER] = "INTEGER"};
    unsigned before = 0;
    for (uint32_t i = 0; i < column; i++)
        before += eqp_database_same_name(heading->names[i], heading->names[column]);
    eqp_buffer_add(text, "%s\"", column ? ", " : "");
    for (const char *at = heading->names[column]; *at; at++)
        eqp_buffer_add(text, "%s%c", *at == '"' ? "\"" : "", *at);
    if (before)
        eqp_buffer_add(text, "_%u", before + 1);
    eqp_buffer_add(text, "\" %s", types[heading->types[column]]);
}

static eqp_status create_table(eqp_store *store, eqp_result_table table, eqp_error *error) {
    const eqp_result_view *view = eqp_result_table_view(table);
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
    status = text ? eqp_database_execute(store->database, text, error) : eqp_error_memory(error);
    eqp_free(text);
    return status;
}

/* Whether the database has this table: those of draws only where there are some. */
static int is_stored(const eqp_store *store, eqp_result_table table) {
    if (table == EQP_RESULT_distribution || table == EQP_RESULT_offer_draws)
        return store->plan.draws > 0;
    return *eqp_result_table_view(table)->sql != '\0';
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
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_run, &into, error);
    if (status)
        return status;
    eqp_row_put_text(&into, key);
    eqp_row_put_text(&into, value);
    return eqp_row_run(&into, error);
}

static eqp_status add_facts(eqp_store *store, eqp_error *error) {
    eqp_status status = add_fact(store, "currency", store->plan.study->settings.currency, error);
    for (int key = 0; !status && key < RUN_KEYS; key++) {
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
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_institutions, &into, error);
    if (status)
        return status;
    for (uint32_t b = 0; b < study->budgets.count; b++)
        if (study->budgets.institution[b] == i)
            budget = study->budgets.budget[b];
    eqp_row_put_text(&into, eqp_study_id(study, EQP_SPACE_institution, i));
    eqp_row_put_text(&into, study->institutions.name[i]);
    eqp_row_put_text(&into, id_or_null(study, EQP_SPACE_buyer, study->institutions.buyer[i]));
    eqp_row_put_number(&into, budget);
    return eqp_row_run(&into, error);
}

static eqp_status add_zone(eqp_store *store, uint32_t z, eqp_error *error) {
    const eqp_study *study = store->plan.study;
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_zones, &into, error);
    if (status)
        return status;
    eqp_row_put_text(&into, eqp_study_id(study, EQP_SPACE_zone, z));
    eqp_row_put_text(&into, study->zones.name[z]);
    eqp_row_put_text(&into, id_or_null(study, EQP_SPACE_department, study->zones.department[z]));
    eqp_row_put_number(&into, study->zones.longitude[z]);
    eqp_row_put_number(&into, study->zones.latitude[z]);
    return eqp_row_run(&into, error);
}

/* "eqpp" in the file's header tells other programs whose it is. */
static eqp_status fill_new_file(void *context, eqp_error *error) {
    eqp_store *store = context;
    eqp_status status =
        eqp_database_execute(store->database, "PRAGMA application_id = 1701933168", error);
    for (int table = 0; !status && table < EQP_RESULT_COUNT; table++)
        if (is_stored(store, (eqp_result_table)table))
            status = create_table(store, (eqp_result_table)table, error);
    if (!status)
        status = eqp_database_execute(store->database, create_work, error);
    if (!status)
        status = add_facts(store, error);
    for (uint32_t i = 0; !status && i < store->plan.study->institutions.count; i++)
        status = add_institution(store, i, error);
    for (uint32_t z = 0; !status && z < store->plan.study->zones.count; z++)
        status = add_zone(store, z, error);
    return status;
}

char *eqp_store_path(const eqp_store *store, const char *name) {
    eqp_buffer path = {0};
    if (store->folder)
        eqp_buffer_add(&path, "%s/%s", eqp_folder_path(store->folder), name);
    else
        eqp_buffer_add(&path, "%s", ""); /* SQLite's own name for a temporary database */
    return eqp_buffer_finish(&path);
}

static eqp_status open_database(eqp_store *store, const char *name, int read_only,
                                eqp_error *error) {
    char *path = eqp_store_path(store, name);
    eqp_status status = path ? eqp_database_open(path, read_only, &store->database, error)
                             : eqp_error_memory(error);
    store->name = name;
    eqp_free(path);
    return status;
}

/* What the file says of its run under a key: NULL for nothing, else a text that is there until the
 * query is reset. */
static eqp_status read_fact(eqp_store *store, const char *key, eqp_row *query, const char **value,
                            eqp_error *error) {
    int found = 0;
    eqp_status status = eqp_database_begin(store->database, select_run_text, query, error);
    *value = NULL;
    if (status)
        return status;
    eqp_row_put_text(query, key);
    status = eqp_row_fetch(query, &found, error);
    if (found)
        *value = eqp_row_text(query, 0);
    return status;
}

/* Says in what the file's run differs from this one. */
static eqp_status refuse_other(const eqp_store *store, int key, const char *theirs,
                               const char *ours, eqp_error *error) {
    if (key == 0)
        eqp_error_set(error, EQP_ERROR_USAGE,
                      store->finished
                          ? _("cannot continue this sweep: it is of another study, or the study's "
                              "tables have changed; leave --resume out to replace it, or choose "
                              "another folder")
                          : _("cannot continue this sweep: it is of another study, or the study's "
                              "tables have changed; use the same study and options, or remove the "
                              "file"));
    else
        eqp_error_set(error, EQP_ERROR_USAGE,
                      store->finished
                          ? _("cannot continue this sweep: its %s: \"%.120s\", those of this run: "
                              "\"%.120s\"; leave --resume out to replace it, or choose another "
                              "folder")
                          : _("cannot continue this sweep: its %s: \"%.120s\", those of this run: "
                              "\"%.120s\"; use the same study and options, or remove the file"),
                      run_key[key], theirs ? theirs : "", ours);
    if (error)
        snprintf(error->file, sizeof error->file, "%s/%s", eqp_folder_path(store->folder),
                 store->name);
    return EQP_ERROR_USAGE;
}

static eqp_status check_same_run(eqp_store *store, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (int key = 0; !status && key < RUN_KEYS; key++) {
        char digits[32];
        const char *ours, *theirs;
        eqp_row query;
        run_value(store, key, &ours, digits);
        status = read_fact(store, run_key[key], &query, &theirs, error);
        if (!status && (!theirs || strcmp(theirs, ours) != 0))
            status = refuse_other(store, key, theirs, ours, error);
        eqp_row_end(&query);
    }
    return status;
}

/* Without --resume an unfinished sweep is in the way. */
static eqp_status refuse_unfinished(eqp_store *store, eqp_error *error) {
    const char *options;
    eqp_row query;
    eqp_status status = read_fact(store, "options", &query, &options, error);
    if (!status) {
        eqp_error_set(error, EQP_ERROR_USAGE,
                      _("the output folder holds an unfinished sweep (%.200s); continue it with "
                        "--resume, or remove %s"),
                      options ? options : "", EQP_STORE_PART);
        if (error)
            snprintf(error->file, sizeof error->file, "%s", eqp_folder_path(store->folder));
        status = EQP_ERROR_USAGE;
    }
    eqp_row_end(&query);
    return status;
}

eqp_status eqp_store_find_group(eqp_store *store, uint64_t group, int *has, eqp_error *error) {
    eqp_row query;
    eqp_status status = eqp_database_begin(store->database, has_group_text, &query, error);
    *has = 0;
    if (status)
        return status;
    eqp_row_put_whole(&query, group);
    status = eqp_row_fetch(&query, has, error);
    eqp_row_end(&query);
    return status;
}

/* Goes on from what an unfinished file holds. */
static eqp_status take_over(eqp_store *store, eqp_error *error) {
    int has = 1;
    eqp_status status =
        eqp_database_number(store->database, count_groups_text, 0, 0, &store->groups_done, error);
    if (!status)
        status = eqp_database_number(store->database, count_points_text, 0, 0, &store->points_done,
                                     error);
    while (!status && has) {
        status = eqp_store_find_group(store, store->next_fold, &has, error);
        store->next_fold += has ? 1 : 0;
    }
    return status;
}

void eqp_store_take_finished(eqp_store *store) {
    store->finished = 1;
    store->groups_done = store->plan.groups;
    store->points_done = store->plan.points;
}

static eqp_status open_unfinished(eqp_store *store, int resume, eqp_error *error) {
    uint64_t state = STATE_EMPTY;
    eqp_status status = open_database(store, EQP_STORE_PART, 0, error);
    if (!status)
        status = eqp_database_number(store->database, select_state_text, 0, 0, &state, error);
    if (!status && state == STATE_EMPTY)
        return eqp_database_transact(store->database, fill_new_file, store, error);
    if (!status)
        status = resume ? check_same_run(store, error) : refuse_unfinished(store, error);
    if (!status && state == STATE_FINISHED)
        eqp_store_take_finished(store);
    else if (!status)
        status = take_over(store, error);
    return status;
}

static eqp_status open_finished(eqp_store *store, eqp_error *error) {
    eqp_status status = open_database(store, EQP_STORE_FILE, 1, error);
    eqp_store_take_finished(store);
    return !status ? check_same_run(store, error) : status;
}

static int file_exists(const eqp_store *store, const char *name) {
    struct stat found;
    char *path = eqp_store_path(store, name);
    int exists = path && stat(path, &found) == 0;
    eqp_free(path);
    return exists;
}

eqp_result_scope eqp_store_scope(const eqp_store *store) {
    const eqp_store_plan *plan = &store->plan;
    return (eqp_result_scope){plan->study, plan->titles, plan->columns, plan->draws > 0};
}

/* "INSERT INTO table VALUES (?, …)"; NULL when memory is short. */
static char *insert_text(eqp_result_table table, uint32_t columns) {
    eqp_buffer text = {0};
    eqp_buffer_add(&text, "INSERT INTO %s VALUES (?", eqp_result_table_view(table)->sql);
    for (uint32_t i = 1; i < columns; i++)
        eqp_buffer_add(&text, ", ?");
    eqp_buffer_add(&text, ")");
    return eqp_buffer_finish(&text);
}

static eqp_status make_tables(eqp_store *store, eqp_error *error) {
    eqp_result_scope scope = eqp_store_scope(store);
    eqp_status status = EQP_OK;
    for (int i = 0; !status && i < EQP_RESULT_COUNT; i++) {
        eqp_result_table table = (eqp_result_table)i;
        if (!is_stored(store, table))
            continue;
        status = eqp_heading_create(table, &scope, &store->headings[i], error);
        if (!status)
            store->insert[i] = insert_text(table, store->headings[i]->count);
        if (!status && !store->insert[i])
            status = eqp_error_memory(error);
    }
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
    status = make_tables(store, error);
    if (!status)
        status = resume && folder && !file_exists(store, EQP_STORE_PART) &&
                         file_exists(store, EQP_STORE_FILE)
                     ? open_finished(store, error)
                     : open_unfinished(store, resume, error);
    if (!status)
        *out = store;
    else
        eqp_store_close(store);
    return status;
}

void eqp_store_close(eqp_store *store) {
    if (!store)
        return;
    eqp_database_close(store->database);
    for (int i = 0; i < EQP_RESULT_COUNT; i++) {
        eqp_heading_free(store->headings[i]);
        eqp_free(store->insert[i]);
    }
    eqp_free(store);
}

const eqp_store_plan *eqp_store_of(const eqp_store *store) {
    return &store->plan;
}
