/* The only user of MPI. Every call but the first and the last is made under the lock of the
 * workers, or while there are none, so that MPI_THREAD_SERIALIZED is enough. Whoever waits looks
 * now and then instead of spinning, and hears a request to stop.
 *
 *     others → first   ASK · RESULT (group, bytes) · FAILURE (an error) · LEAVE (was it stopped?)
 *     first → others   GO (a hash of the task) · GROUP (its number) · NONE (is left) · END
 *
 * LEAVE is the last message of a process; END goes out when the first one has come to its end, and
 * is an answer to anything. */
#include "solver/program/processes.h"

#include "models/base/clock.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/names.h"
#include "solver/control/watch.h"
#include "solver/program/interrupt.h"

#include <mpi.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ASK = 1, RESULT, FAILURE, LEAVE, GO, GROUP, NONE, END };

/* Between two looks for a message, in nanoseconds; and how long an interrupted first process waits
 * for the others, in seconds: one of them may be dead. */
#define PAUSE 200000
#define PATIENCE 0.5

static int agree(int go, const char *task);
static eqp_status run_shared(const eqp_shared_workload *shared, int threads, eqp_error *error);

/* The one set of processes that there is. */
static struct {
    int joined; /* 0: the program was not started by mpirun */
    int rank;   /* this one's number */
    int left;   /* of the first: processes that have not sent LEAVE */
    int ended;  /* of the others: END has come */
    eqp_crew crew;
} us = {.crew = {1, 1, 1, agree, run_shared}};

static void pause_briefly(void) {
    const struct timespec length = {0, PAUSE};
    nanosleep(&length, NULL);
}

/* ---- joining ---- */

/* Set by the mpirun of Open MPI, and by srun of Slurm with PMIx or PMI-2. */
static int is_started_by_mpi(void) {
    return getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMIX_RANK") || getenv("PMI_RANK");
}

static void count_here(void) {
    MPI_Comm host;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, us.rank, MPI_INFO_NULL, &host);
    MPI_Comm_size(host, &us.crew.here);
    MPI_Comm_free(&host);
}

eqp_status eqp_processes_begin(eqp_error *error) {
    int provided = MPI_THREAD_SINGLE;
    if (!is_started_by_mpi())
        return EQP_OK;
    if (MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided) != MPI_SUCCESS ||
        provided < MPI_THREAD_SERIALIZED)
        return eqp_error_set(error, EQP_ERROR_SYSTEM,
                             _("MPI cannot be used by several threads of a process"));
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, &us.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &us.crew.count);
    us.joined = 1;
    us.crew.first = us.rank == 0;
    us.left = us.crew.count - 1;
    count_here();
    return EQP_OK;
}

int eqp_processes_first(void) {
    return us.rank == 0;
}

const eqp_crew *eqp_processes_crew(void) {
    return &us.crew;
}

/* ---- messages ---- */

static int send_bytes(int rank, int tag, const void *bytes, size_t size) {
    return size <= INT_MAX &&
                   MPI_Send(bytes, (int)size, MPI_BYTE, rank, tag, MPI_COMM_WORLD) == MPI_SUCCESS
               ? 0
               : -1;
}

static int is_message_there(MPI_Status *message) {
    int there = 0;
    return MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, message) ==
               MPI_SUCCESS &&
           there;
}

static int receive(const MPI_Status *message, void *bytes, int size) {
    return MPI_Recv(bytes, size, MPI_BYTE, message->MPI_SOURCE, message->MPI_TAG, MPI_COMM_WORLD,
                    MPI_STATUS_IGNORE) == MPI_SUCCESS
               ? 0
               : -1;
}

/* ---- the other processes ---- */

/* Waits for an answer of the first process, of which bytes[size] receives no more than fits; its
 * tag. END where the run was interrupted. */
static int await_answer(void *bytes, size_t size) {
    MPI_Status message;
    while (!us.ended && !eqp_interrupt_raised(NULL)) {
        if (!is_message_there(&message)) {
            pause_briefly();
            continue;
        }
        if (receive(&message, bytes, (int)size) != 0)
            break;
        us.ended = message.MPI_TAG == END;
        return message.MPI_TAG;
    }
    return END;
}

/* A task in so many bytes that two tasks seldom have in common. */
static uint64_t hash_of(const char *task) {
    return eqp_text_hash(14695981039346656037u, task);
}

static int agree_with_first(const char *task) {
    eqp_error error = {0};
    uint64_t hash;
    if (await_answer(&hash, sizeof hash) != GO)
        return 0;
    if (hash == hash_of(task))
        return 1;
    eqp_error_set(&error, EQP_ERROR_SYSTEM,
                  _("the program, the study or the options are others than in process 0"));
    eqp_processes_fail(&error);
    return 0;
}

static int agree(int go, const char *task) {
    uint64_t hash = hash_of(task);
    if (us.rank > 0)
        return agree_with_first(task);
    for (int rank = 1; go && rank < us.crew.count; rank++)
        send_bytes(rank, GO, &hash, sizeof hash);
    return go;
}

void eqp_processes_fail(const eqp_error *error) {
    char host[MPI_MAX_PROCESSOR_NAME + 1] = "";
    int length = 0;
    eqp_error told = {0};
    MPI_Get_processor_name(host, &length);
    eqp_error_set(&told, EQP_ERROR_SYSTEM, _("process %d on %.60s: %.100s%s%.300s"), us.rank, host,
                  error->file, error->file[0] ? ": " : "", error->sentence);
    send_bytes(0, FAILURE, &told, sizeof told);
}

static int ask(void *context, uint64_t *group) {
    uint64_t nothing = 0;
    (void)context;
    return send_bytes(0, ASK, &nothing, sizeof nothing) == 0 &&
           await_answer(group, sizeof *group) == GROUP;
}

/* What another process works with: the load's work, and the first process for the rest. */
static eqp_status send_result(void *context, uint64_t group, void *result, eqp_error *error) {
    const eqp_shared_workload *shared = context;
    size_t size;
    unsigned char *bytes;
    eqp_status status = EQP_OK;
    if (!result)
        return EQP_OK;
    size = sizeof group + shared->size(result);
    bytes = eqp_allocate(size, 1);
    if (!bytes) {
        status = eqp_error_memory(error);
    } else {
        memcpy(bytes, &group, sizeof group);
        shared->pack(result, bytes + sizeof group);
        if (send_bytes(0, RESULT, bytes, size) != 0)
            status = eqp_error_set(error, EQP_ERROR_SYSTEM, _("cannot send a group of results"));
    }
    eqp_free(bytes);
    shared->drop(result);
    return status;
}

static eqp_status work_for_first(void *context, uint64_t group, void **result, eqp_error *error) {
    const eqp_shared_workload *shared = context;
    return shared->load.work(shared->load.context, group, result, error);
}

static eqp_status run_as_other(const eqp_shared_workload *shared, int threads, eqp_error *error) {
    const eqp_workload load = {
        .context = (void *)shared, .next = ask, .work = work_for_first, .deliver = send_result};
    return eqp_workers_run(&load, threads, error);
}

/* ---- the first process ---- */

typedef struct host {
    const eqp_shared_workload *shared; /* NULL: nothing is given out or taken any more */
    eqp_status status;                 /* of the first failure here or elsewhere */
    eqp_error error;
} host;

static int next_group(void *context, uint64_t *group) {
    host *h = context;
    return h->shared && !h->status && h->shared->load.next(h->shared->load.context, group);
}

static eqp_status work_here(void *context, uint64_t group, void **result, eqp_error *error) {
    const host *h = context;
    return h->shared->load.work(h->shared->load.context, group, result, error);
}

static eqp_status deliver_here(void *context, uint64_t group, void *result, eqp_error *error) {
    const host *h = context;
    return h->shared->load.deliver(h->shared->load.context, group, result, error);
}

static void answer(host *h, int rank) {
    uint64_t group = 0;
    int tag = next_group(h, &group) ? GROUP : NONE;
    send_bytes(rank, tag, &group, sizeof group);
}

/* A result's bytes begin with its group. */
static void take_result(host *h, const unsigned char *bytes, size_t size) {
    uint64_t group;
    void *result;
    if (!h->shared || h->status)
        return;
    memcpy(&group, bytes, sizeof group);
    result = h->shared->unpack(bytes + sizeof group, size - sizeof group);
    h->status = result ? deliver_here(h, group, result, &h->error) : eqp_error_memory(&h->error);
}

static void take_failure(host *h, const unsigned char *bytes) {
    if (h->status)
        return;
    memcpy(&h->error, bytes, sizeof h->error);
    h->status = h->error.status;
}

static void take_leave(const unsigned char *bytes) {
    uint64_t stopped;
    memcpy(&stopped, bytes, sizeof stopped);
    us.left--;
    if (stopped)
        eqp_interrupt_raise();
}

static void serve(host *h, const MPI_Status *message) {
    int size = 0;
    unsigned char *bytes;
    MPI_Get_count(message, MPI_BYTE, &size);
    bytes = eqp_allocate((size_t)size, 1);
    if (!bytes || receive(message, bytes, size) != 0) {
        if (!h->status)
            h->status = bytes ? eqp_error_set(&h->error, EQP_ERROR_SYSTEM,
                                              _("cannot receive what process %d has sent"),
                                              message->MPI_SOURCE)
                              : eqp_error_memory(&h->error);
    } else if (message->MPI_TAG == ASK) {
        answer(h, message->MPI_SOURCE);
    } else if (message->MPI_TAG == RESULT) {
        take_result(h, bytes, (size_t)size);
    } else if (message->MPI_TAG == FAILURE) {
        take_failure(h, bytes);
    } else if (message->MPI_TAG == LEAVE) {
        take_leave(bytes);
    }
    eqp_free(bytes);
}

/* Serves all who wait. 0: every process has left, or the run was interrupted: one may be dead. */
static int serve_all(void *context) {
    host *h = context;
    MPI_Status message;
    while (us.left > 0 && is_message_there(&message))
        serve(h, &message);
    return us.left > 0 && !eqp_interrupt_raised(NULL);
}

static eqp_status run_as_first(const eqp_shared_workload *shared, int threads, eqp_error *error) {
    host h = {.shared = shared};
    const eqp_workload load = {.context = &h,
                               .next = next_group,
                               .work = work_here,
                               .deliver = deliver_here,
                               .attend = serve_all};
    eqp_status status = eqp_workers_run(&load, threads, error);
    if (!status && h.status) {
        status = h.status;
        if (error)
            *error = h.error;
    }
    return status;
}

static eqp_status run_shared(const eqp_shared_workload *shared, int threads, eqp_error *error) {
    if (us.crew.count == 1)
        return eqp_workers_run(&shared->load, threads, error);
    return us.rank == 0 ? run_as_first(shared, threads, error)
                        : run_as_other(shared, threads, error);
}

/* ---- leaving ---- */

/* Tells all that this is the end and waits until nobody has anything more to say: without end,
 * unless the run was interrupted. */
static void dismiss(void) {
    host nobody = {.shared = NULL};
    double begun = eqp_clock_now();
    uint64_t nothing = 0;
    for (int rank = 1; rank < us.crew.count; rank++)
        send_bytes(rank, END, &nothing, sizeof nothing);
    while (us.left > 0 && !(eqp_interrupt_raised(NULL) && eqp_clock_now() - begun > PATIENCE)) {
        serve_all(&nobody);
        pause_briefly();
    }
}

static void take_leave_of_first(void) {
    uint64_t stopped = eqp_interrupt_raised(NULL) ? 1 : 0, nothing;
    double begun = eqp_clock_now();
    MPI_Status message;
    send_bytes(0, LEAVE, &stopped, sizeof stopped);
    while (!us.ended && !(eqp_interrupt_raised(NULL) && eqp_clock_now() - begun > PATIENCE)) {
        if (is_message_there(&message) && receive(&message, &nothing, (int)sizeof nothing) == 0)
            us.ended = message.MPI_TAG == END;
        else
            pause_briefly();
    }
}

/* Finalize waits for every process, so it is left out where one may be dead. */
void eqp_processes_end(void) {
    if (!us.joined)
        return;
    if (us.rank == 0)
        dismiss();
    else
        take_leave_of_first();
    if (us.rank == 0 ? us.left == 0 : us.ended)
        MPI_Finalize();
}
