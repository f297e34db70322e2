#include "folder.h"
#include "scratch.h"

#include "input/tables/file_load.h"
#include "models/base/memory.h"

#include <CUnit/CUnit.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void eqp_test_folder_create(char path[EQP_TEST_PATH]) {
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(path), 0);
}

const char *eqp_test_path(const char *folder, const char *name) {
    static char path[EQP_TEST_PATH + 256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* Counts the files; removes them if asked to. */
static int walk(const char *path, int removes) {
    DIR *folder = opendir(path);
    int count = 0;
    if (!folder)
        return -1;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (removes)
            unlink(eqp_test_path(path, entry->d_name));
    }
    closedir(folder);
    return count;
}

void eqp_test_folder_remove(const char *path) {
    walk(path, 1);
    CU_ASSERT_EQUAL(rmdir(path), 0);
}

int eqp_test_folder_count(const char *path) {
    return walk(path, 0);
}

void eqp_test_file_write(const char *folder, const char *name, const char *text) {
    FILE *file = fopen(eqp_test_path(folder, name), "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_TRUE(fputs(text, file) >= 0);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

char *eqp_test_file_read(const char *folder, const char *name) {
    char *bytes = NULL, *text = NULL;
    size_t size = 0;
    if (eqp_file_load(eqp_test_path(folder, name), &bytes, &size, NULL) == EQP_OK)
        text = eqp_allocate(size + 1, 1);
    if (text)
        memcpy(text, bytes, size);
    eqp_free(bytes);
    CU_ASSERT_PTR_NOT_NULL(text);
    return text;
}

int eqp_test_same_file(const char *folder, const char *other, const char *name) {
    char *here = eqp_test_file_read(folder, name), *there = eqp_test_file_read(other, name);
    int same = here && there && strcmp(here, there) == 0;
    eqp_free(here);
    eqp_free(there);
    return same;
}
