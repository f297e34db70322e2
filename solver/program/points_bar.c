#include "solver/program/points_bar.h"

#include "models/number.h"
#include "solver/program/progress.h"
#include "solver/watch.h"

#include <math.h>
#include <stdio.h>

#define BAR_WIDTH 24
#define BETWEEN_DRAWINGS 0.2 /* seconds */
#define MEMORY 10.0          /* seconds after which a rate weighs 1/e */

void eqp_points_bar_begin(eqp_points_bar *bar, int drawn, uint64_t done, uint64_t all) {
    *bar = (eqp_points_bar){.drawn = drawn, .all = all};
    atomic_init(&bar->done, done);
    atomic_flag_clear(&bar->drawing);
    bar->begun = bar->last = eqp_watch_now();
    bar->first_count = bar->last_count = done;
}

/* In the first seconds the mean, later a mean that forgets. */
static void take_rate(eqp_points_bar *bar, double now, uint64_t done) {
    double passed = now - bar->last;
    double weight = fmax(passed / (now - bar->begun), 1 - exp(-passed / MEMORY));
    bar->rate += weight * ((double)(done - bar->last_count) / passed - bar->rate);
    bar->last = now;
    bar->last_count = done;
}

/* Seconds in words: "50 s", "3 min 20 s", "5 h 03 min". */
static void say_seconds(double seconds, char text[32]) {
    if (seconds < 60)
        snprintf(text, 32, "%.0f s", ceil(seconds));
    else if (seconds < 3600)
        snprintf(text, 32, "%.0f min %02.0f s", floor(seconds / 60), floor(fmod(seconds, 60)));
    else if (seconds < 1e6)
        snprintf(text, 32, "%.0f h %02.0f min", floor(seconds / 3600),
                 floor(fmod(seconds, 3600) / 60));
    else
        snprintf(text, 32, "%.0f days", seconds / 86400);
}

static void draw(const eqp_points_bar *bar, uint64_t done) {
    char words[BAR_WIDTH + 1], count[EQP_NUMBER_SIZE], all[EQP_NUMBER_SIZE], left[32];
    eqp_number_grouped((double)done, 0, count);
    eqp_number_grouped((double)bar->all, 0, all);
    if (!bar->all) {
        fprintf(stderr, "\r%s plans  %.3g a second\033[K", count, bar->rate);
        fflush(stderr);
        return;
    }
    for (int i = 0; i < BAR_WIDTH; i++)
        words[i] = (double)i < (double)done / (double)bar->all * BAR_WIDTH ? '#' : '.';
    words[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %s of %s", words, count, all);
    if (bar->rate > 0) {
        say_seconds((double)(bar->all - done) / bar->rate, left);
        fprintf(stderr, "  %.3g a second  %s left", bar->rate, left);
    }
    fputs("\033[K", stderr);
    fflush(stderr);
}

void eqp_points_bar_add(eqp_points_bar *bar, uint64_t count) {
    double now;
    atomic_fetch_add(&bar->done, count);
    if (!bar->drawn || atomic_flag_test_and_set(&bar->drawing))
        return;
    now = eqp_watch_now();
    if (now - bar->last >= BETWEEN_DRAWINGS) {
        uint64_t done = atomic_load(&bar->done);
        take_rate(bar, now, done);
        draw(bar, done);
    }
    atomic_flag_clear(&bar->drawing);
}

void eqp_points_bar_end(eqp_points_bar *bar) {
    if (bar->drawn)
        eqp_progress_clear(stderr);
}
