/* The processes of a run: one, or as many as mpirun started where the program is built with MPI.
 *
 * The first one holds what is written, prints, gives out groups of work as they are asked for and
 * works too; the others read the same study, work, and send it what they find. What goes wrong in
 * one of them reaches the first, which tells it. */
#ifndef EQP_PROGRAM_PROCESSES_H
#define EQP_PROGRAM_PROCESSES_H

#include "models/base/error.h"
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

/* Joins the other processes, where there are some; before anything else, once. */
eqp_status eqp_processes_begin(eqp_error *error);

/* Leaves them, once: the first process waits until the others have nothing more to say, they wait
 * until it has come here. */
void eqp_processes_end(void);

/* Whether this is the first process, how many there are, and how many of them on this host. */
int eqp_processes_first(void);
int eqp_processes_count(void);
int eqp_processes_here(void);

/* Where all processes find out whether there is work: what the first one says; 0 too where it has
 * come to its end. `task` names the work and what it is done with: a process whose own is another
 * tells the first one, and gets 0. */
int eqp_processes_agree(int go, const char *task);

/* Tells the first process what went wrong in this one, which is another. */
void eqp_processes_fail(const eqp_error *error);

/* Runs the workload by that many threads of every process until no group is left. In the first
 * process: the first failure anywhere, of another process as EQP_ERROR_SYSTEM with its number in
 * the sentence. A process that is asked to stop ends the run early, with EQP_OK, for all. */
eqp_status eqp_processes_run(const eqp_shared_workload *shared, int threads, eqp_error *error);

#endif
