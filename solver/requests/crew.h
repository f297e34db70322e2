/* Several processes at work on one request, as whoever runs them offers them: the first one writes,
 * gives out groups of work and works too; the others read the same study, work, and send it what
 * they find. */
#ifndef EQP_REQUESTS_CREW_H
#define EQP_REQUESTS_CREW_H

#include "solver/stages/workers.h"

#include <stddef.h>

/* A workload whose results can travel. `next` and `deliver` are called in the first process only;
 * `attend` is not looked at. */
typedef struct eqp_shared_workload {
    eqp_workload load;
    /* A result as bytes[size], and back; unpack gives NULL where they do not fit or memory is
     * short. drop frees one that has been sent. A result that is NULL is not sent. */
    size_t (*size)(const void *result);
    void (*pack)(const void *result, unsigned char *bytes);
    void *(*unpack)(const unsigned char *bytes, size_t size);
    void (*drop)(void *result);
} eqp_shared_workload;

typedef struct eqp_crew {
    int first;       /* whether this is the first process */
    int count, here; /* processes; those of them on this host */
    /* Where all processes find out whether there is work: what the first one says; 0 too where it
     * has come to its end. `task` names the work and what it is done with: a process whose own is
     * another tells the first one, and gets 0. */
    int (*agree)(int go, const char *task);
    /* Runs the workload by that many threads of every process until no group is left. In the first
     * process: the first failure anywhere, of another process as EQP_ERROR_SYSTEM with its number
     * in the sentence. A process that is asked to stop ends the run early, with EQP_OK, for all. */
    eqp_status (*run)(const eqp_shared_workload *shared, int threads, eqp_error *error);
} eqp_crew;

/* One process. */
extern const eqp_crew eqp_crew_alone;

/* Threads that this process has to itself: all cores, or, of several processes on this host, its
 * part of them; at least 1. */
int eqp_crew_cores(const eqp_crew *crew);

#endif
