#include "solver/stages/workers.h"

#include <assert.h>
#include <omp.h>
#include <time.h>

/* Between two calls of `attend`, in nanoseconds. */
#define PAUSE 300000

typedef struct crew {
    const eqp_workload *load;
    omp_lock_t lock;   /* around next, deliver, attend and what follows */
    eqp_status status; /* of the first failure */
    eqp_error *error;  /* the caller's, may be NULL */
} crew;

/* 1 = *group is to be worked on. After a failure nothing is left. */
static int take(crew *c, uint64_t *group) {
    int taken;
    omp_set_lock(&c->lock);
    taken = !c->status && c->load->next(c->load->context, group);
    omp_unset_lock(&c->lock);
    return taken;
}

/* Delivers what was worked out, or notes that it failed. */
static void hand_over(crew *c, uint64_t group, eqp_status status, void *result, eqp_error *error) {
    omp_set_lock(&c->lock);
    if (!status)
        status = c->load->deliver(c->load->context, group, result, error);
    if (status && !c->status) {
        c->status = status;
        if (c->error)
            *c->error = *error;
    }
    omp_unset_lock(&c->lock);
}

/* 0: no group was left. */
static int work_once(crew *c) {
    eqp_error error = {0};
    eqp_status status;
    uint64_t group = 0;
    void *result = NULL;
    if (!take(c, &group))
        return 0;
    status = c->load->work(c->load->context, group, &result, &error);
    hand_over(c, group, status, result, &error);
    return 1;
}

/* 0: there is nobody to attend to any more. */
static int attend_once(crew *c) {
    int again;
    omp_set_lock(&c->lock);
    again = !c->status && c->load->attend(c->load->context);
    omp_unset_lock(&c->lock);
    return again;
}

static void pause_briefly(void) {
    const struct timespec length = {0, PAUSE};
    nanosleep(&length, NULL);
}

static void work_on(crew *c) {
    while (work_once(c))
        ;
}

static void attend_on(crew *c) {
    while (attend_once(c))
        pause_briefly();
}

/* Where one thread is all there is. */
static void do_both(crew *c) {
    int attending = 1, working = 1;
    while (attending || working) {
        attending = attending && attend_once(c);
        working = working && work_once(c);
        if (attending && !working)
            pause_briefly();
    }
}

eqp_status eqp_workers_run(const eqp_workload *load, int threads, eqp_error *error) {
    crew c = {.load = load, .status = EQP_OK, .error = error};
    int levels = omp_get_max_active_levels();
    assert(threads >= 1);
    omp_init_lock(&c.lock);
    omp_set_max_active_levels(levels < 2 ? 2 : levels); /* a solve may have a team of its own */
#pragma omp parallel num_threads(load->attend ? threads + 1 : threads) default(none) shared(c)
    {
        if (!c.load->attend)
            work_on(&c);
        else if (omp_get_num_threads() == 1)
            do_both(&c);
        else if (omp_get_thread_num() == 0)
            attend_on(&c);
        else
            work_on(&c);
    }
    omp_set_max_active_levels(levels);
    omp_destroy_lock(&c.lock);
    return c.status;
}
