/* A folder of its own for a test, and what is in it. */
#ifndef EQP_TESTS_FOLDER_H
#define EQP_TESTS_FOLDER_H

#include <stddef.h>

#define EQP_TEST_PATH 1024

/* Makes an empty folder below the build folder; its path goes to path. Fails the test otherwise. */
void eqp_test_folder_create(char path[EQP_TEST_PATH]);

/* Removes the folder and the files in it. */
void eqp_test_folder_remove(const char *path);

/* How many files lie in it; -1 when there is no such folder. */
int eqp_test_folder_count(const char *path);

/* folder/name, in text that the next call reuses. */
const char *eqp_test_path(const char *folder, const char *name);

/* Writes text to folder/name. Fails the test otherwise. */
void eqp_test_file_write(const char *folder, const char *name, const char *text);

/* The bytes of a file, ended by NUL, owned by the caller (eqp_free); NULL, and a failed test, when
 * it cannot be read. */
char *eqp_test_file_read(const char *folder, const char *name);

/* 1 when both folders hold the same bytes under this name. */
int eqp_test_same_file(const char *folder, const char *other, const char *name);

#endif
