/* What sweep writes at the end and prints. */
#include "output/store/sweep.h"
#include "output/delivery/delivery.h"

#include "../tables/family.h"
#include "models/base/memory.h"
#include "scratch.h"
#include "suite.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char folder_path[EQP_SCRATCH_PATH];
static eqp_study *study;
static eqp_folder *folder;
static eqp_run run;

static void begin(void) {
    study = family_study();
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    run = (eqp_run){.command = "sweep",
                    .version = "0.0.0",
                    .study = "small",
                    .options = "--vary budget[a,b]=100:200:2",
                    .folder = "results",
                    .threads = 2,
                    .processes = 3};
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

static eqp_store *open_with(int draws, uint64_t groups) {
    eqp_store_plan plan = family_plan(study, draws);
    eqp_store *store;
    CU_ASSERT_EQUAL_FATAL(eqp_store_open(folder, &plan, 1, &store, NULL), EQP_OK);
    for (uint64_t group = 0; group < groups; group++)
        if (!eqp_store_has(store, group))
            CU_ASSERT_EQUAL_FATAL(family_add(store, group, NULL), EQP_OK);
    return store;
}

static void check_text(eqp_store *store, const char *golden) {
    char *text;
    CU_ASSERT_EQUAL(eqp_sweep_text(store, &run, &text, NULL), EQP_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(eqp_longest_line(text) <= 80);
    CU_ASSERT(family_text_is_golden(text, golden));
    eqp_free(text);
}

static void the_printed_summary_is_as_it_should_be(void) {
    eqp_store *store;
    begin();
    store = open_with(1, FAMILY_GROUPS);
    check_text(store, "sweep_draws.txt");
    eqp_store_close(store);
    end();
    begin();
    store = open_with(0, 3);
    check_text(store, "sweep_stopped.txt");
    eqp_store_close(store);
    end();
}

static void the_summary_comes_last_and_names_every_file(void) {
    static const char *const names[] = {"results.sqlite", "sweep.csv", "zone_sweep.csv",
                                        "distribution.csv", "offer_draws.csv"};
    char path[1024], *before, *after;
    eqp_store *store;
    json_t *summary, *files;
    begin();
    store = open_with(1, FAMILY_GROUPS);
    CU_ASSERT_EQUAL(eqp_sweep_json(store, &run, &before, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_deliver_sweep(store, &run, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_sweep_json(store, &run, &after, NULL), EQP_OK);
    CU_ASSERT_FALSE(exists(EQP_STORE_PART));
    snprintf(path, sizeof path, "%s/summary.json", folder_path);
    summary = json_load_file(path, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(summary, "points_done")), 12);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(summary, "status")), "complete");
    CU_ASSERT_EQUAL(json_array_size(json_object_get(summary, "settings")), 2);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(summary, "best"), "point")),
                    6);
    files = json_object_get(summary, "files");
    CU_ASSERT_EQUAL(json_object_size(files), 5);
    for (int i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(json_string_length(json_object_get(files, names[i])), 64);
    /* The same numbers from the unfinished and the finished file. */
    CU_ASSERT_EQUAL(strncmp(before, after, (size_t)(strstr(before, "\"seconds\"") - before)), 0);
    json_decref(summary);
    eqp_free(before);
    eqp_free(after);
    eqp_store_close(store);
    end();
}

static void a_file_that_cannot_be_written_leaves_no_summary(void) {
    char path[1024];
    eqp_error error = {0};
    eqp_store *store;
    begin();
    store = open_with(1, FAMILY_GROUPS);
    snprintf(path, sizeof path, "%s/distribution.csv.part", folder_path);
    CU_ASSERT_EQUAL(mkdir(path, 0777), 0);
    CU_ASSERT_EQUAL(eqp_deliver_sweep(store, &run, folder, EQP_CSV_STANDARD, &error),
                    EQP_ERROR_SYSTEM);
    CU_ASSERT_FALSE(exists("summary.json"));
    CU_ASSERT(exists(EQP_STORE_PART));
    eqp_store_close(store);
    remove(path);
    store = open_with(1, 0);
    CU_ASSERT_EQUAL(eqp_store_groups_done(store), FAMILY_GROUPS);
    CU_ASSERT_EQUAL(eqp_deliver_sweep(store, &run, folder, EQP_CSV_STANDARD, NULL), EQP_OK);
    CU_ASSERT(exists("summary.json"));
    eqp_store_close(store);
    end();
}

static void short_memory_is_told(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    eqp_store *store;
    char *text = NULL;
    size_t alive, n;
    begin();
    store = open_with(1, FAMILY_GROUPS);
    alive = eqp_memory_alive();
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        status = eqp_sweep_text(store, &run, &text, NULL);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(n > 5);
    eqp_free(text);
    status = EQP_ERROR_MEMORY;
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        status = eqp_deliver_sweep(store, &run, folder, EQP_CSV_STANDARD, NULL);
        eqp_memory_fail_at(0);
        if (status == EQP_ERROR_MEMORY)
            CU_ASSERT(exists(EQP_STORE_PART));
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(n > 50);
    eqp_store_close(store);
    end();
}

static const eqp_test tests[] = {
    {"the printed summary is as it should be", the_printed_summary_is_as_it_should_be},
    {"the summary comes last and names every file", the_summary_comes_last_and_names_every_file},
    {"a file that cannot be written leaves no summary",
     a_file_that_cannot_be_written_leaves_no_summary},
    {"short memory is told", short_memory_is_told},
};

EQP_SUITE_MAIN("sweep", tests)
