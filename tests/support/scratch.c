#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define MEMORY "/dev/shm"
#define ROOM (1024.0 * 1024 * 1024) /* bytes; containers often give a few megabytes, too few */

static int memory_has_room(void) {
    struct statvfs found;
    return access(MEMORY, W_OK | X_OK) == 0 && statvfs(MEMORY, &found) == 0 &&
           (double)found.f_bavail * (double)found.f_frsize >= ROOM;
}

int eqp_scratch_make(char path[EQP_SCRATCH_PATH]) {
    snprintf(path, EQP_SCRATCH_PATH, "%s/equiplace-XXXXXX",
             memory_has_room() ? MEMORY : EQP_BINARY_DIR);
    return mkdtemp(path) ? 0 : -1;
}
