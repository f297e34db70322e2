/* Folders for what tests write. They stand in memory where the machine has a file system there: the
 * program waits until its files are on disk, and thousands of small ones would be waited for. */
#ifndef EQP_TESTS_SCRATCH_H
#define EQP_TESTS_SCRATCH_H

#define EQP_SCRATCH_PATH 512 /* bytes of a folder's path, its NUL included */

/* Makes an empty folder; path receives its name. 0, or -1 where that fails. */
int eqp_scratch_make(char path[EQP_SCRATCH_PATH]);

#endif
