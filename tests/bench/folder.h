/* Folders that live as long as a measurement. */
#ifndef EQP_BENCH_FOLDER_H
#define EQP_BENCH_FOLDER_H

#define BENCH_PATH_SIZE 512

/* A new folder in the build tree; path receives where. 0 = done. */
int bench_folder_make(char path[BENCH_PATH_SIZE]);

/* Removes it with the files in it. */
void bench_folder_remove(const char *path);

#endif
