#include "solver/program/waiting.h"

#include "models/base/clock.h"
#include "models/base/memory.h"
#include "output/text/figures.h"
#include "solver/control/watch.h"
#include "solver/program/message.h"
#include "solver/program/progress.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#define PART 6            /* characters of the bar that move */
#define PATIENCE 1.0      /* seconds before the bar appears */
#define STEP 150000000    /* nanoseconds between two drawings */
#define SECOND 1000000000 /* nanoseconds */

struct eqp_waiting {
    const char *what;
    double begun;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t end;
    int ended; /* guarded by `lock` */
    int drawn; /* of the thread */
};

static void draw(eqp_waiting *waiting, double passed, unsigned turn) {
    unsigned last = EQP_BAR_WIDTH - PART, place = turn % (2 * last);
    eqp_buffer words = {0};
    if (place > last)
        place = 2 * last - place;
    eqp_buffer_add(&words, "%s  %s s", waiting->what, eqp_figure_of(passed, 0).text);
    eqp_progress_line(stderr, place, place + PART, &words);
    waiting->drawn = 1;
}

static void *run(void *context) {
    eqp_waiting *waiting = context;
    struct timespec next;
    unsigned turn = 0;
    clock_gettime(CLOCK_REALTIME, &next);
    pthread_mutex_lock(&waiting->lock);
    while (!waiting->ended) {
        double passed;
        next.tv_nsec += STEP;
        next.tv_sec += next.tv_nsec / SECOND;
        next.tv_nsec %= SECOND;
        if (pthread_cond_timedwait(&waiting->end, &waiting->lock, &next) != ETIMEDOUT)
            continue;
        passed = eqp_clock_now() - waiting->begun;
        if (passed >= PATIENCE)
            draw(waiting, passed, turn++);
    }
    pthread_mutex_unlock(&waiting->lock);
    return NULL;
}

/* Signals are for the thread that works. */
static int start(eqp_waiting *waiting) {
    sigset_t all, before;
    int failed;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failed = pthread_create(&waiting->thread, NULL, run, waiting);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

eqp_waiting *eqp_waiting_begin(const eqp_arguments *arguments, const char *what) {
    eqp_waiting *waiting;
    if (!eqp_message_wanted(arguments) || !eqp_progress_possible(stderr))
        return NULL;
    waiting = eqp_allocate(1, sizeof *waiting);
    if (!waiting)
        return NULL;
    waiting->what = what;
    waiting->begun = eqp_clock_now();
    pthread_mutex_init(&waiting->lock, NULL);
    pthread_cond_init(&waiting->end, NULL);
    if (start(waiting) == 0)
        return waiting;
    eqp_free(waiting);
    return NULL;
}

void eqp_waiting_end(eqp_waiting *waiting) {
    if (!waiting)
        return;
    pthread_mutex_lock(&waiting->lock);
    waiting->ended = 1;
    pthread_cond_signal(&waiting->end);
    pthread_mutex_unlock(&waiting->lock);
    pthread_join(waiting->thread, NULL);
    if (waiting->drawn)
        eqp_progress_clear(stderr);
    pthread_cond_destroy(&waiting->end);
    pthread_mutex_destroy(&waiting->lock);
    eqp_free(waiting);
}
