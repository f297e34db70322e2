/* The store of a sweep: files byte for byte, whatever came in between. */
#include "output/store/store.h"

#include "../tables/family.h"
#include "models/base/memory.h"
#include "scratch.h"
#include "suite.h"

#include <sqlite3.h>

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static char folder_path[EQP_SCRATCH_PATH];
static eqp_study *study;
static eqp_folder *folder;

static const char *const drawn_files[] = {"results.sqlite", "sweep.csv", "zone_sweep.csv",
                                          "distribution.csv", "offer_draws.csv"};

static void begin(void) {
    study = family_study();
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
}

static void end(void) {
    eqp_folder_close(folder);
    family_remove_folder(folder_path);
    eqp_study_free(study);
}

static int exists(const char *name) {
    char path[1024];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", folder_path, name);
    return stat(path, &found) == 0;
}

static void write_file(const char *name, const char *text) {
    char path[1024];
    FILE *file;
    snprintf(path, sizeof path, "%s/%s", folder_path, name);
    file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static eqp_store *open_store(int draws, int resume) {
    eqp_store_plan plan = family_plan(study, draws);
    eqp_store *store;
    eqp_error error = {0};
    eqp_status status = eqp_store_open(folder, &plan, resume, &store, &error);
    if (status != EQP_OK)
        fprintf(stderr, "%s: %s\n", error.file, error.sentence);
    CU_ASSERT_EQUAL_FATAL(status, EQP_OK);
    return store;
}

/* Adds what is missing in an order, finishes, and closes. */
static void complete(eqp_store *store, const int order[FAMILY_GROUPS], eqp_csv_style style) {
    eqp_results results;
    for (int i = 0; i < FAMILY_GROUPS; i++)
        if (!eqp_store_has(store, (uint64_t)order[i]))
            CU_ASSERT_EQUAL(family_add(store, (uint64_t)order[i], NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_store_groups_done(store), FAMILY_GROUPS);
    CU_ASSERT_EQUAL(eqp_store_points_done(store), 12);
    CU_ASSERT_EQUAL(eqp_results_begin(&results, folder, style, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_store_finish(store, &results, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_store_clear(store, NULL), EQP_OK);
    CU_ASSERT_FALSE(exists(EQP_STORE_PART));
    eqp_store_close(store);
}

static const int in_order[] = {0, 1, 2, 3};

/* The files of a run in order, to compare others with. */
typedef struct kept {
    char *bytes[LENGTH(drawn_files)];
    size_t size[LENGTH(drawn_files)];
} kept;

static void keep(kept *files) {
    for (size_t i = 0; i < LENGTH(drawn_files); i++) {
        files->bytes[i] = family_read(folder_path, drawn_files[i], &files->size[i]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(files->bytes[i]);
    }
}

static void check_same(const kept *files) {
    for (size_t i = 0; i < LENGTH(drawn_files); i++) {
        size_t size;
        char *bytes = family_read(folder_path, drawn_files[i], &size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        CU_ASSERT_EQUAL_FATAL(size, files->size[i]);
        if (memcmp(bytes, files->bytes[i], size) != 0)
            fprintf(stderr, "%s differs\n", drawn_files[i]);
        CU_ASSERT_EQUAL(memcmp(bytes, files->bytes[i], size), 0);
        eqp_free(bytes);
    }
}

static void forget(kept *files) {
    for (size_t i = 0; i < LENGTH(drawn_files); i++)
        eqp_free(files->bytes[i]);
}

static void keep_run_in_order(kept *files) {
    complete(open_store(1, 0), in_order, EQP_CSV_STANDARD);
    keep(files);
}

static void every_file_is_as_it_should_be(void) {
    begin();
    complete(open_store(1, 0), in_order, EQP_CSV_STANDARD);
    for (size_t i = 1; i < LENGTH(drawn_files); i++)
        CU_ASSERT(family_is_golden(folder_path, drawn_files[i], drawn_files[i]));
    complete(open_store(0, 0), in_order, EQP_CSV_FR);
    CU_ASSERT(family_is_golden(folder_path, "sweep.csv", "sweep_fr.csv"));
    end();
}

static void the_order_of_groups_changes_no_byte(void) {
    kept files;
    begin();
    keep_run_in_order(&files);
    for (int code = 0; code < 256; code++) {
        int order[] = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 3};
        int seen = 1 << order[0] | 1 << order[1] | 1 << order[2] | 1 << order[3];
        if (seen != 15)
            continue;
        complete(open_store(1, 0), order, EQP_CSV_STANDARD);
        check_same(&files);
    }
    forget(&files);
    end();
}

/* A process that adds `groups` whole groups and is killed amid what follows. */
static void be_killed(int groups, int resume) {
    pid_t child = fork();
    int status;
    if (child == 0) {
        eqp_store *store = open_store(1, resume);
        eqp_results results;
        eqp_folder *own;
        for (int i = 0; i < groups; i++)
            if (!eqp_store_has(store, (uint64_t)(3 - i)))
                family_add(store, (uint64_t)(3 - i), NULL);
        if (groups == FAMILY_GROUPS && eqp_folder_open(folder_path, &own, NULL) == EQP_OK &&
            eqp_results_begin(&results, own, EQP_CSV_STANDARD, NULL) == EQP_OK)
            eqp_store_finish(store, &results, NULL);
        raise(SIGKILL);
    }
    CU_ASSERT_EQUAL_FATAL(waitpid(child, &status, 0), child);
    CU_ASSERT(WIFSIGNALED(status));
}

static void a_killed_run_goes_on_to_the_same_bytes(void) {
    kept files;
    begin();
    keep_run_in_order(&files);
    for (int groups = 0; groups <= FAMILY_GROUPS; groups++) {
        eqp_store *store;
        be_killed(groups, 0);
        be_killed(groups, 1);
        CU_ASSERT(exists(EQP_STORE_PART));
        store = open_store(1, 1);
        CU_ASSERT_EQUAL(eqp_store_groups_done(store), (uint64_t)groups);
        CU_ASSERT_EQUAL(eqp_store_points_done(store), (uint64_t)(3 * groups));
        CU_ASSERT_EQUAL(eqp_store_has(store, 3), groups > 0);
        CU_ASSERT_EQUAL(eqp_store_has(store, 0), groups == 4);
        complete(store, in_order, EQP_CSV_STANDARD);
        check_same(&files);
    }
    forget(&files);
    end();
}

static void a_run_killed_at_any_moment_goes_on_to_the_same_bytes(void) {
    kept files;
    begin();
    keep_run_in_order(&files);
    for (long milliseconds = 0; milliseconds < 20; milliseconds++) {
        struct timespec pause = {.tv_nsec = milliseconds * 1000000};
        pid_t child = fork();
        eqp_store *store;
        if (child == 0) {
            complete(open_store(1, 0), in_order, EQP_CSV_STANDARD);
            for (;;) /* until the parent's signal */
                sleep(1);
        }
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        store = open_store(1, 1);
        CU_ASSERT_EQUAL(eqp_store_points_done(store), 3 * eqp_store_groups_done(store));
        complete(store, in_order, EQP_CSV_STANDARD);
        check_same(&files);
    }
    forget(&files);
    end();
}

static void finished_results_are_complete_and_stay_as_they_are(void) {
    kept files;
    eqp_store *store;
    begin();
    keep_run_in_order(&files);
    store = open_store(1, 1);
    CU_ASSERT_EQUAL(eqp_store_groups_done(store), FAMILY_GROUPS);
    CU_ASSERT(eqp_store_has(store, 2));
    CU_ASSERT_FALSE(exists(EQP_STORE_PART));
    complete(store, in_order, EQP_CSV_STANDARD);
    check_same(&files);
    forget(&files);
    end();
}

/* What a query of the finished database gives: "a|b;c|d", blank for NULL. */
static void check_query(sqlite3 *database, const char *query, const char *expected) {
    sqlite3_stmt *statement;
    char found[1024] = "";
    CU_ASSERT_EQUAL_FATAL(sqlite3_prepare_v2(database, query, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        strcat(found, *found ? ";" : "");
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            strcat(found, i ? "|" : "");
            strncat(found, text ? text : "", 100);
        }
    }
    sqlite3_finalize(statement);
    if (strcmp(found, expected) != 0)
        fprintf(stderr, "%s: %s\n", query, found);
    CU_ASSERT_STRING_EQUAL(found, expected);
}

static void the_database_holds_what_the_files_hold(void) {
    static const char *const queries[][2] = {
        {"PRAGMA integrity_check", "ok"},
        {"SELECT name FROM sqlite_schema ORDER BY name",
         "distribution;institutions;offer_draws;points;run;zone_points;zones"},
        {"SELECT value FROM run WHERE key = 'options'", "--vary budget[a,b]=100:200:2"},
        {"SELECT institution, name, buyer, budget FROM institutions WHERE name LIKE '=%'",
         "a,b|=SUM(A1)|a,b|100000.0"},
        {"SELECT zone, name, department, longitude FROM zones",
         "04|Digne, ville|04|6.2;z\"2|+Nice||"},
        /* Names that differ in case alone are one to SQLite. */
        {"SELECT \"budget[a,b]\", draw, status, \"cost_A,B\" < \"cost_a,b_2\" FROM points "
         "WHERE point IN (1, 4)",
         "100.0|1.0|optimal|1;100.0|4.0|infeasible|"},
        {"SELECT COUNT(*), COUNT(rate), COUNT(fair_rate) FROM zone_points", "20|10|10"},
        {"SELECT measure, zone, draws, p50 FROM distribution WHERE \"budget[a,b]\" = 200 "
         "AND measure <> 'rate' OR draws = 0 ORDER BY rowid",
         "rate|z\"2|0|;value_best||5|26.7666666666667;coverage||5|0.433333333333333;rate|z\"2|0|"},
        {"SELECT offer, institution, bought_share FROM offer_draws", "k1|=x|1.0;k2|A,B|0.4;"
                                                                     "k1|=x|1.0;k2|A,B|0.6"},
    };
    char path[1024];
    sqlite3 *database;
    begin();
    complete(open_store(1, 0), in_order, EQP_CSV_STANDARD);
    snprintf(path, sizeof path, "%s/%s", folder_path, EQP_STORE_FILE);
    CU_ASSERT_EQUAL_FATAL(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t i = 0; i < LENGTH(queries); i++)
        check_query(database, queries[i][0], queries[i][1]);
    sqlite3_close(database);
    end();
}

/* Opening is refused with a sentence that holds a part. */
static void check_refused(const eqp_store_plan *plan, int resume, eqp_status expected,
                          const char *part) {
    eqp_store *store;
    eqp_error error = {0};
    CU_ASSERT_EQUAL(eqp_store_open(folder, plan, resume, &store, &error), expected);
    CU_ASSERT_PTR_NULL(store);
    if (!strstr(error.sentence, part))
        fprintf(stderr, "expected \"%s\", found \"%s\"\n", part, error.sentence);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, part));
    CU_ASSERT(strncmp(error.file, folder_path, strlen(folder_path)) == 0);
    eqp_store_close(store);
}

static void an_unfinished_sweep_is_not_overwritten(void) {
    eqp_store_plan plan;
    begin();
    plan = family_plan(study, 1);
    eqp_store_close(open_store(1, 0));
    check_refused(&plan, 0, EQP_ERROR_USAGE,
                  "the output folder holds an unfinished sweep (--vary budget[a,b]=100:200:2); "
                  "continue it with --resume, or remove results.part.sqlite");
    end();
}

static void another_sweep_is_not_continued(void) {
    eqp_store_plan plan, other;
    for (int finished = 0; finished < 2; finished++) {
        eqp_store *store;
        begin();
        plan = family_plan(study, 1);
        store = open_store(1, 0);
        if (finished)
            complete(store, in_order, EQP_CSV_STANDARD);
        else
            eqp_store_close(store);
        other = plan;
        other.version = "0.0.1";
        check_refused(&other, 1, EQP_ERROR_USAGE,
                      "its version: \"0.0.0\", those of this run: \"0.0.1\"; ");
        other = plan;
        other.options = "--vary balance=0:1:3";
        check_refused(&other, 1, EQP_ERROR_USAGE,
                      "its options: \"--vary budget[a,b]=100:200:2\", those of this run: \"--vary "
                      "balance=0:1:3\"; ");
        check_refused(&other, 1, EQP_ERROR_USAGE,
                      finished ? "leave --resume out to replace it, or choose another folder"
                               : "use the same study and options, or remove the file");
        study->digest[0] ^= 1;
        check_refused(&plan, 1, EQP_ERROR_USAGE, "of another study, or the study's tables have");
        study->digest[0] ^= 1;
        end();
    }
}

static void a_missing_or_empty_file_starts_anew(void) {
    eqp_store *store;
    for (int resume = 0; resume < 2; resume++) {
        begin();
        write_file(EQP_STORE_PART, "");
        store = open_store(1, resume);
        CU_ASSERT_EQUAL(eqp_store_groups_done(store), 0);
        complete(store, in_order, EQP_CSV_STANDARD);
        end();
        begin();
        store = open_store(1, resume);
        complete(store, in_order, EQP_CSV_STANDARD);
        end();
    }
}

static void a_damaged_file_is_told(void) {
    eqp_store_plan plan;
    begin();
    plan = family_plan(study, 1);
    write_file(EQP_STORE_PART, "this is not a database, but it is long enough to be taken for one "
                               "by somebody who looks at the size of a file alone and no further");
    for (int resume = 0; resume < 2; resume++)
        check_refused(&plan, resume, EQP_ERROR_SYSTEM,
                      "cannot use the database: file is not a database; remove the file, and the "
                      "sweep starts anew");
    end();
}

static void a_full_disk_is_told_and_loses_no_group(void) {
    struct rlimit limit, before;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    kept files;
    eqp_error error = {0};
    eqp_results results;
    eqp_store *store;
    begin();
    keep_run_in_order(&files);
    store = open_store(1, 0);
    CU_ASSERT_EQUAL(family_add(store, 1, NULL), EQP_OK);
    getrlimit(RLIMIT_FSIZE, &before);
    limit = (struct rlimit){.rlim_cur = 2000, .rlim_max = before.rlim_max};
    sigaction(SIGXFSZ, &ignore, &old);
    setrlimit(RLIMIT_FSIZE, &limit);
    CU_ASSERT_EQUAL(family_add(store, 0, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "cannot use the database: "));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "the disk may be full"));
    setrlimit(RLIMIT_FSIZE, &before);
    CU_ASSERT_EQUAL(eqp_store_groups_done(store), 1);
    CU_ASSERT_FALSE(eqp_store_has(store, 0));
    for (uint64_t group = 0; group < FAMILY_GROUPS; group++)
        if (group != 1)
            CU_ASSERT_EQUAL(family_add(store, group, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_results_begin(&results, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
    setrlimit(RLIMIT_FSIZE, &limit);
    CU_ASSERT_EQUAL(eqp_store_finish(store, &results, &error), EQP_ERROR_SYSTEM);
    setrlimit(RLIMIT_FSIZE, &before);
    sigaction(SIGXFSZ, &old, NULL);
    CU_ASSERT_FALSE(exists("results.sqlite.part"));
    complete(store, in_order, EQP_CSV_STANDARD);
    check_same(&files);
    forget(&files);
    end();
}

static void short_memory_is_told_and_loses_nothing(void) {
    kept files;
    eqp_store_plan plan;
    eqp_store *store = NULL;
    eqp_results results;
    eqp_status status = EQP_ERROR_MEMORY;
    size_t alive, n;
    begin();
    keep_run_in_order(&files);
    plan = family_plan(study, 1);
    alive = eqp_memory_alive();
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        status = eqp_store_open(folder, &plan, 1, &store, NULL);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT_EQUAL_FATAL(status, EQP_OK);
    CU_ASSERT(n > 10);
    for (uint64_t group = 0; group < FAMILY_GROUPS; group++) {
        eqp_point_result *findings[FAMILY_GROUP];
        for (uint64_t i = 0; i < FAMILY_GROUP; i++)
            findings[i] = family_finding(study, group + 4 * i, 0);
        status = EQP_ERROR_MEMORY;
        for (n = 1; status == EQP_ERROR_MEMORY && !eqp_store_has(store, group); n++) {
            eqp_memory_fail_at(n);
            status = eqp_store_add(store, group, (const eqp_point_result *const *)findings,
                                   FAMILY_GROUP, NULL);
            eqp_memory_fail_at(0);
        }
        CU_ASSERT(eqp_store_has(store, group));
        for (uint64_t i = 0; i < FAMILY_GROUP; i++)
            eqp_free(findings[i]);
    }
    status = EQP_ERROR_MEMORY;
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        CU_ASSERT_EQUAL(eqp_results_begin(&results, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
        eqp_memory_fail_at(n);
        status = eqp_store_finish(store, &results, NULL);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT(n > 20);
    check_same(&files);
    CU_ASSERT_EQUAL(eqp_store_clear(store, NULL), EQP_OK);
    eqp_store_close(store);
    CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    forget(&files);
    end();
}

static void a_temporary_store_leaves_nothing(void) {
    eqp_store_plan plan;
    eqp_store *store;
    eqp_store_summary summary;
    begin();
    plan = family_plan(study, 1);
    CU_ASSERT_EQUAL_FATAL(eqp_store_open(NULL, &plan, 0, &store, NULL), EQP_OK);
    for (uint64_t group = 0; group < FAMILY_GROUPS; group++)
        CU_ASSERT_EQUAL(family_add(store, group, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_store_summarise(store, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL(summary.outcome[EQP_OUTCOME_OPTIMAL], 10);
    CU_ASSERT_EQUAL(summary.outcome[EQP_OUTCOME_INFEASIBLE], 2);
    CU_ASSERT_EQUAL(summary.setting_count, 2);
    CU_ASSERT_EQUAL(summary.settings[1].point, 6);
    CU_ASSERT_EQUAL(summary.settings[1].value_best.count, 5);
    CU_ASSERT(summary.has_best);
    /* 7·5 mod 12 = 11 is the largest, 10·(1 + 11/3) + 0.1 */
    CU_ASSERT_EQUAL(summary.best, 5);
    CU_ASSERT_DOUBLE_EQUAL(summary.value_best.most, 140. / 3 + 0.1, 1e-12);
    eqp_store_close(store);
    CU_ASSERT_FALSE(exists(EQP_STORE_PART));
    end();
}

static void percentiles_are_those_of_r_and_numpy(void) {
    static const struct {
        uint64_t count;
        double numbers[5], mean, p5, p50, p95;
    } cases[] = {
        {1, {3}, 3, 3, 3, 3},
        {2, {1, 2}, 1.5, 1.05, 1.5, 1.95},
        {4, {1, 2, 4, 8}, 3.75, 1.15, 3, 7.4},
        {5, {1, 2, 3, 4, 10}, 4, 1.2, 3, 8.8},
    };
    eqp_spread spread;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        eqp_spread_begin(&spread, cases[i].count);
        for (uint64_t k = 0; k < cases[i].count; k++)
            eqp_spread_take(&spread, k, cases[i].numbers[k]);
        CU_ASSERT_DOUBLE_EQUAL(spread.mean, cases[i].mean, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(spread.p5, cases[i].p5, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(spread.p50, cases[i].p50, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(spread.p95, cases[i].p95, 1e-12);
    }
    eqp_spread_begin(&spread, 0);
    CU_ASSERT(isnan(spread.mean) && isnan(spread.p5) && isnan(spread.p50) && isnan(spread.p95));
}

static const eqp_test tests[] = {
    {"every file is as it should be", every_file_is_as_it_should_be},
    {"the order of groups changes no byte", the_order_of_groups_changes_no_byte},
    {"a killed run goes on to the same bytes", a_killed_run_goes_on_to_the_same_bytes},
    {"a run killed at any moment goes on to the same bytes",
     a_run_killed_at_any_moment_goes_on_to_the_same_bytes},
    {"results.sqlite holds what the files hold, and nothing else",
     the_database_holds_what_the_files_hold},
    {"finished results are complete and stay as they are",
     finished_results_are_complete_and_stay_as_they_are},
    {"an unfinished sweep is not overwritten", an_unfinished_sweep_is_not_overwritten},
    {"another sweep is not continued", another_sweep_is_not_continued},
    {"a missing or empty file starts anew", a_missing_or_empty_file_starts_anew},
    {"a damaged file is told", a_damaged_file_is_told},
    {"a full disk is told and loses no group", a_full_disk_is_told_and_loses_no_group},
    {"short memory is told and loses nothing", short_memory_is_told_and_loses_nothing},
    {"a temporary store leaves nothing", a_temporary_store_leaves_nothing},
    {"percentiles are those of R and numpy", percentiles_are_those_of_r_and_numpy},
};

EQP_SUITE_MAIN("store", tests)
