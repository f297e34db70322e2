#include "solver/decomposition/block_threads.h"

#include "models/base/memory.h"

#include <omp.h>
#include <pthread.h>
#include <stdlib.h>

typedef enum {
    BUILD_BLOCKS,
    PRICE_BLOCKS,
    RENEW_BLOCKS,
    REVALUE_BLOCKS,
    SAVE_BLOCKS,
    FREE_BLOCKS,
    QUIT
} command;

struct eqp_block_threads {
    const eqp_block_threads_plan *plan;
    uint32_t blocks;
    pthread_barrier_t gate;
    command command;
    int failed;                /* set by any thread, never cleared */
    int built;                 /* all blocks were */
    eqp_engine_host **host;    /* [threads] */
    eqp_column_draft *draft;   /* [threads] */
    eqp_block **block;         /* [blocks] */
    const eqp_column **answer; /* [blocks] the blocks' own */
    int *owner;                /* [blocks] thread */
    /* What a command is about. */
    const eqp_dual_prices *prices;
    uint32_t kind;
    double slack;
    double *dual;
    eqp_block_state **state;
};

typedef struct weighted {
    uint32_t index, weight;
} weighted;

static int heaviest_first(const void *left, const void *right) {
    const weighted *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* Blocks to threads for life, the largest first to the least loaded. */
static int assign_owners(eqp_block_threads *team) {
    const uint32_t *use_start = team->plan->context->blocks->use_start;
    uint32_t count = team->blocks;
    weighted *order = eqp_allocate(count, sizeof *order);
    double *load = eqp_allocate((size_t)team->plan->threads, sizeof *load);
    int done = order && load;
    for (uint32_t b = 0; done && b < count; b++)
        order[b] = (weighted){b, use_start[b + 1] - use_start[b]};
    if (done)
        qsort(order, count, sizeof *order, heaviest_first);
    for (uint32_t i = 0; done && i < count; i++) {
        int least = 0;
        for (int t = 1; t < team->plan->threads; t++)
            if (load[t] < load[least])
                least = t;
        load[least] += order[i].weight;
        team->owner[order[i].index] = least;
    }
    eqp_free(order);
    eqp_free(load);
    return done ? 0 : -1;
}

static void fail(eqp_block_threads *team) {
#pragma omp atomic write
    team->failed = 1;
}

static int build_block(eqp_block_threads *team, uint32_t b, int me) {
    const eqp_block_threads_plan *plan = team->plan;
    team->block[b] = eqp_block_create(plan->context, b, team->host[me], plan->apart);
    if (!team->block[b])
        return -1;
    return plan->states ? eqp_block_restore(team->block[b], plan->states[b], plan->answers) : 0;
}

static void build_blocks(eqp_block_threads *team, int me) {
    int failed;
    team->host[me] = eqp_engine_host_create();
    failed = !team->host[me] || eqp_column_draft_create(team->plan->context, &team->draft[me]);
    for (uint32_t b = 0; !failed && b < team->blocks; b++)
        if (team->owner[b] == me)
            failed = build_block(team, b, me);
    if (failed)
        fail(team);
}

static int price_block(eqp_block_threads *team, uint32_t b, int me) {
    if (eqp_block_price(team->block[b], team->prices, team->kind, team->slack))
        return -1;
    eqp_block_duals(team->block[b], team->dual);
    team->answer[b] = eqp_block_column(team->block[b], &team->draft[me]);
    return team->answer[b] ? 0 : -1;
}

/* What a command asks of one block. */
static int work_on(eqp_block_threads *team, uint32_t b, int me) {
    switch (team->command) {
    case PRICE_BLOCKS:
        return price_block(team, b, me);
    case RENEW_BLOCKS:
        return eqp_block_renew(team->block[b]);
    case REVALUE_BLOCKS:
        eqp_block_revalue(team->block[b]);
        break;
    case SAVE_BLOCKS:
        team->state[b] = eqp_block_save(team->block[b]);
        break;
    case BUILD_BLOCKS:
    case FREE_BLOCKS:
    case QUIT:
        break;
    }
    return 0;
}

static void work(eqp_block_threads *team, int me) {
    int failed = 0;
    for (uint32_t b = 0; !failed && b < team->blocks; b++)
        if (team->owner[b] == me)
            failed = work_on(team, b, me);
    if (failed)
        fail(team);
}

static void free_blocks(eqp_block_threads *team, int me) {
    for (uint32_t b = 0; b < team->blocks; b++)
        if (team->owner[b] == me)
            eqp_block_free(team->block[b]);
    eqp_column_draft_free(&team->draft[me]);
    eqp_engine_host_free(team->host[me]);
}

static void obey(eqp_block_threads *team, int me) {
    switch (team->command) {
    case BUILD_BLOCKS:
        build_blocks(team, me);
        break;
    case FREE_BLOCKS:
        free_blocks(team, me);
        break;
    case QUIT:
        break;
    case PRICE_BLOCKS:
    case RENEW_BLOCKS:
    case REVALUE_BLOCKS:
    case SAVE_BLOCKS:
        work(team, me);
        break;
    }
}

/* Threads sleep here rather than spin, as OpenMP's own barrier does for milliseconds: on a machine
 * that is also used for something else spinning threads keep each other from the processor. */
static void meet(eqp_block_threads *team) {
    pthread_barrier_wait(&team->gate);
}

/* Thread 0: lets all threads carry a command out and waits for them. */
static void order(eqp_block_threads *team, command what) {
    team->command = what;
    meet(team);
    obey(team, 0);
    meet(team);
}

/* The other threads. */
static void serve(eqp_block_threads *team, int me) {
    command last;
    do {
        meet(team);
        last = team->command;
        obey(team, me);
        meet(team);
    } while (last != QUIT);
}

int eqp_block_threads_price(eqp_block_threads *team, const eqp_dual_prices *prices, uint32_t kind,
                            double slack, double *dual) {
    team->prices = prices;
    team->kind = kind;
    team->slack = slack;
    team->dual = dual;
    order(team, PRICE_BLOCKS);
    return team->failed ? -1 : 0;
}

int eqp_block_threads_renew(eqp_block_threads *team, int only_worth) {
    order(team, only_worth ? REVALUE_BLOCKS : RENEW_BLOCKS);
    return team->failed ? -1 : 0;
}

void eqp_block_threads_save(eqp_block_threads *team, eqp_block_state **state) {
    team->state = state;
    order(team, SAVE_BLOCKS);
}

const eqp_block *eqp_block_threads_block(const eqp_block_threads *team, uint32_t block) {
    return team->block[block];
}

const eqp_column *eqp_block_threads_answer(const eqp_block_threads *team, uint32_t block) {
    return team->answer[block];
}

eqp_column_draft *eqp_block_threads_draft(eqp_block_threads *team) {
    return &team->draft[0];
}

/* Thread 0: everything between the building of the blocks and their end. */
static void steer(eqp_block_threads *team, eqp_block_threads_body body, void *context) {
    order(team, BUILD_BLOCKS);
    team->built = !team->failed;
    if (team->built)
        body(team, context);
    order(team, FREE_BLOCKS);
    order(team, QUIT);
}

/* Fewer threads than asked for may come: blocks of the missing ones go to thread 0. */
static void gather(eqp_block_threads *team, int threads) {
    pthread_barrier_init(&team->gate, NULL, (unsigned)threads);
    for (uint32_t b = 0; b < team->blocks; b++)
        if (team->owner[b] >= threads)
            team->owner[b] = 0;
}

static int make(eqp_block_threads *team) {
    size_t threads = (size_t)team->plan->threads;
    team->host = eqp_allocate(threads, sizeof *team->host);
    team->draft = eqp_allocate(threads, sizeof *team->draft);
    team->block = eqp_allocate(team->blocks, sizeof *team->block);
    team->answer = eqp_allocate(team->blocks, sizeof *team->answer);
    team->owner = eqp_allocate(team->blocks, sizeof *team->owner);
    return team->host && team->draft && team->block && team->answer && team->owner
               ? assign_owners(team)
               : -1;
}

static void unmake(eqp_block_threads *team) {
    eqp_free(team->host);
    eqp_free(team->draft);
    eqp_free(team->block);
    eqp_free(team->answer);
    eqp_free(team->owner);
}

eqp_status eqp_block_threads_run(const eqp_block_threads_plan *plan, eqp_block_threads_body body,
                                 void *context, eqp_error *error) {
    eqp_block_threads team = {.plan = plan, .blocks = plan->context->blocks->count};
    if (!make(&team)) {
#pragma omp parallel num_threads(plan->threads)
        {
            int me = omp_get_thread_num();
#pragma omp single
            gather(&team, omp_get_num_threads());
            if (me == 0)
                steer(&team, body, context);
            else
                serve(&team, me);
        }
        pthread_barrier_destroy(&team.gate);
    }
    unmake(&team);
    return team.built ? EQP_OK : eqp_error_memory(error);
}
