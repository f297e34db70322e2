#include "solver/program/points_bar.h"

#include "models/base/clock.h"
#include "models/base/language.h"
#include "output/text/figures.h"
#include "solver/control/watch.h"
#include "solver/program/progress.h"

#include <math.h>
#include <stdio.h>

#define BETWEEN_DRAWINGS 0.2 /* seconds */
#define MEMORY 10.0          /* seconds after which a rate weighs 1/e */

void eqp_points_bar_begin(eqp_points_bar *bar, int drawn, uint64_t done, uint64_t all) {
    *bar = (eqp_points_bar){.drawn = drawn, .all = all};
    atomic_init(&bar->done, done);
    atomic_flag_clear(&bar->drawing);
    bar->begun = bar->last = eqp_clock_now();
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

/* What is left, in words: "50 s left", "3 min 20 s left", "5 h 03 min left". */
static void say_left(eqp_buffer *line, double seconds) {
    if (seconds < 60)
        eqp_buffer_add(line, _("%.0f s left"), ceil(seconds));
    else if (seconds < 3600)
        eqp_buffer_add(line, _("%.0f min %02.0f s left"), floor(seconds / 60),
                       floor(fmod(seconds, 60)));
    else if (seconds < 1e6)
        eqp_buffer_add(line, _("%.0f h %02.0f min left"), floor(seconds / 3600),
                       floor(fmod(seconds, 3600) / 60));
    else
        eqp_buffer_add(line, _("%.0f days left"), seconds / 86400);
}

static void draw(const eqp_points_bar *bar, uint64_t done) {
    double full = bar->all ? (double)done / (double)bar->all * EQP_BAR_WIDTH : NAN;
    eqp_buffer words = {0};
    if (!bar->all) {
        eqp_buffer_add(&words, _("%s plans  %s a second"), eqp_figure_of((double)done, 0).text,
                       eqp_figure_rounded(bar->rate, 3).text);
    } else {
        eqp_buffer_add(&words, _("%s of %s"), eqp_figure_of((double)done, 0).text,
                       eqp_figure_of((double)bar->all, 0).text);
        if (bar->rate > 0) {
            eqp_buffer_add(&words, "  ");
            eqp_buffer_add(&words, _("%s a second"), eqp_figure_rounded(bar->rate, 3).text);
            eqp_buffer_add(&words, "  ");
            say_left(&words, (double)(bar->all - done) / bar->rate);
        }
    }
    eqp_progress_line(stderr, bar->all ? 0 : NAN, full, &words);
}

void eqp_points_bar_add(eqp_points_bar *bar, uint64_t count) {
    double now;
    atomic_fetch_add(&bar->done, count);
    if (!bar->drawn || atomic_flag_test_and_set(&bar->drawing))
        return;
    now = eqp_clock_now();
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
