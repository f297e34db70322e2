#include "scratch.h"
#include "suite.h"

#include "input/generate/template.h"
#include "input/tables/reader.h"
#include "models/base/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[EQP_SCRATCH_PATH];

static void make_folder_name(void) {
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder), 0);
}

static int files_in_folder(void) {
    int count = 0;
    DIR *listing = opendir(folder);
    if (!listing)
        return -1;
    for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing))
        count += entry->d_name[0] != '.';
    closedir(listing);
    return count;
}

static void remove_folder(void) {
    char path[1024];
    DIR *listing = opendir(folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(listing);
    for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);
    }
    closedir(listing);
    rmdir(folder);
}

static void what_init_writes_is_a_study_without_problems(void) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    eqp_error error = {0};
    make_folder_name();
    rmdir(folder); /* it is made where it does not exist */
    CU_ASSERT_EQUAL(eqp_template_write(folder, &error), EQP_OK);
    CU_ASSERT_EQUAL(files_in_folder(), 17);
    CU_ASSERT_EQUAL(eqp_study_read(folder, &study, problems, &error), EQP_OK);
    eqp_problems_print(problems, folder, stderr);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_STRING_EQUAL(study->offers.name[0], "Plumber, level 3");
    eqp_study_free(study);
    eqp_problems_free(problems);
    remove_folder();
}

static void a_folder_with_a_table_is_left_alone(void) {
    char path[1024];
    eqp_error error = {0};
    FILE *file;
    make_folder_name();
    snprintf(path, sizeof path, "%s/rules.csv", folder);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
    CU_ASSERT_EQUAL(eqp_template_write(folder, &error), EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "rules.csv exists already and is never written"));
    CU_ASSERT_EQUAL(files_in_folder(), 1);
    remove_folder();
}

static void what_cannot_be_written_is_taken_back(void) {
    char path[1024];
    eqp_error error = {0};
    make_folder_name();
    snprintf(path, sizeof path, "%s/rules.csv.part", folder);
    CU_ASSERT_EQUAL(mkdir(path, 0777), 0); /* in the way of a file */
    CU_ASSERT_EQUAL(eqp_template_write(folder, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "the table cannot be written"));
    CU_ASSERT_EQUAL(files_in_folder(), 1);
    rmdir(path);
    remove_folder();
}

static void a_folder_that_cannot_be_made_is_an_error(void) {
    eqp_error error = {0};
    CU_ASSERT_EQUAL(eqp_template_write("/dev/null/study", &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(error.sentence, "/dev/null/study: the folder cannot be made: Not a directory"));
}

static void short_memory_leaves_nothing_behind(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    make_folder_name();
    rmdir(folder);
    for (size_t n = 1; status != EQP_OK && n < 200; n++) {
        eqp_memory_fail_at(n);
        status = eqp_template_write(folder, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT_TRUE(status == EQP_OK || status == EQP_ERROR_MEMORY);
        if (status != EQP_OK)
            CU_ASSERT_EQUAL(files_in_folder(), -1);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    remove_folder();
}

static const eqp_test tests[] = {
    {"what init writes is a study without problems", what_init_writes_is_a_study_without_problems},
    {"a folder with a table is left alone", a_folder_with_a_table_is_left_alone},
    {"what cannot be written is taken back", what_cannot_be_written_is_taken_back},
    {"a folder that cannot be made is an error", a_folder_that_cannot_be_made_is_an_error},
    {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
};

EQP_SUITE_MAIN("input/template", tests)
