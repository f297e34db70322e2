#include "folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int bench_folder_make(char path[BENCH_PATH_SIZE]) {
    snprintf(path, BENCH_PATH_SIZE, "%s/study-XXXXXX", EQP_BINARY_DIR);
    return mkdtemp(path) ? 0 : -1;
}

void bench_folder_remove(const char *path) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    char file[BENCH_PATH_SIZE + sizeof entry->d_name + 1];
    while (folder && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        remove(file);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}
