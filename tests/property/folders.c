/* A study read from a folder is the study that was built in memory, and the order of the rows in
 * the files changes neither its programme nor its digest. */
#include "suite.h"
#include "trial.h"

#include "input/tables/reader.h"
#include "models/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STUDIES 100

static void remove_folder(const char *folder) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    char path[256];
    for (size_t t = 0; t < count; t++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, tables[t].name);
        remove(path);
    }
    rmdir(folder);
}

/* Writes the cells into a folder of their own and reads that. */
static eqp_study *read_back(const eqp_random_study *cells, uint64_t seed) {
    char folder[] = "study-XXXXXX";
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study = NULL;
    eqp_status status;
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    CU_ASSERT_EQUAL(eqp_random_study_write(cells, folder), 0);
    status = eqp_study_read(folder, &study, problems, NULL);
    if (status) {
        fprintf(stderr, "seed %lu:\n", (unsigned long)seed);
        eqp_problems_print(problems, folder, stderr);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    eqp_problems_free(problems);
    remove_folder(folder);
    return study;
}

static int same_numbers(const double *one, const double *other, size_t count) {
    return memcmp(one, other, count * sizeof *one) == 0;
}

/* The same bits in every array of the two programmes. */
static int same_programme(const eqp_lp *one, const eqp_lp *other) {
    return one->rows == other->rows && one->columns == other->columns &&
           memcmp(one->start, other->start, (one->columns + 1) * sizeof *one->start) == 0 &&
           memcmp(one->row, other->row, one->start[one->columns] * sizeof *one->row) == 0 &&
           same_numbers(one->value, other->value, one->start[one->columns]) &&
           same_numbers(one->cost, other->cost, one->columns) &&
           same_numbers(one->lower, other->lower, one->columns) &&
           same_numbers(one->upper, other->upper, one->columns) &&
           same_numbers(one->row_lower, other->row_lower, one->rows) &&
           same_numbers(one->row_upper, other->row_upper, one->rows);
}

static void compare(uint64_t seed) {
    eqp_random_study *cells = eqp_random_study_create(seed);
    eqp_study *read, *shuffled;
    eqp_programme *from_files, *from_shuffled;
    eqp_trial built;
    CU_ASSERT_PTR_NOT_NULL_FATAL(cells);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&built, cells), 0);
    read = read_back(cells, seed);
    CU_ASSERT_EQUAL_FATAL(eqp_random_study_shuffle(cells, seed + 1), 0);
    shuffled = read_back(cells, seed);
    CU_ASSERT_FATAL(read && shuffled);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(read, &from_files, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(shuffled, &from_shuffled, NULL), EQP_OK);
    CU_ASSERT(same_programme(built.programme->lp, from_files->lp));
    CU_ASSERT(same_programme(built.programme->lp, from_shuffled->lp));
    CU_ASSERT_EQUAL(strlen(read->digest), 64);
    CU_ASSERT_STRING_EQUAL(read->digest, shuffled->digest);
    eqp_programme_free(from_files);
    eqp_programme_free(from_shuffled);
    eqp_study_free(read);
    eqp_study_free(shuffled);
    eqp_trial_free(&built);
    eqp_random_study_free(cells);
}

static void folders_hold_the_study(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++)
        compare(seed);
}

static const eqp_test tests[] = {
    {"a study read from its folder, in any order of rows, is the one built in memory",
     folders_hold_the_study},
};

EQP_SUITE_MAIN("folders", tests)
