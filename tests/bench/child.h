/* A measurement in a process of its own, so that its peak memory is its own and a crash costs one
 * number. */
#ifndef EQP_BENCH_CHILD_H
#define EQP_BENCH_CHILD_H

#include <stddef.h>

/* Runs measure(context, found) in a child, which is killed after `patience` seconds; found[bytes]
 * comes back from there. 0 = done; -1: the child failed, and found is of no use. */
int bench_child_run(void (*measure)(const void *context, void *found), const void *context,
                    unsigned patience, void *found, size_t bytes);

/* MiB: the peak of this process so far. */
double bench_child_memory(void);

#endif
