#include "child.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int write_all(int channel, const void *from, size_t bytes) {
    size_t done = 0;
    while (done < bytes) {
        ssize_t more = write(channel, (const char *)from + done, bytes - done);
        if (more <= 0)
            return -1;
        done += (size_t)more;
    }
    return 0;
}

static int read_all(int channel, void *into, size_t bytes) {
    size_t have = 0;
    while (have < bytes) {
        ssize_t more = read(channel, (char *)into + have, bytes - have);
        if (more <= 0)
            return -1;
        have += (size_t)more;
    }
    return 0;
}

int bench_child_run(void (*measure)(const void *context, void *found), const void *context,
                    unsigned patience, void *found, size_t bytes) {
    int channel[2], failed = -1;
    pid_t child;
    if (pipe(channel))
        return -1;
    fflush(NULL);
    child = fork();
    if (child == 0) {
        close(channel[0]);
        alarm(patience);
        measure(context, found);
        _exit(write_all(channel[1], found, bytes) ? 1 : 0);
    }
    close(channel[1]);
    if (child > 0) {
        failed = read_all(channel[0], found, bytes);
        waitpid(child, NULL, 0);
    }
    close(channel[0]);
    return failed;
}

double bench_child_memory(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}
