#include "solver/program/points_bar.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/text/figures.h"
#include "solver/control/watch.h"
#include "solver/program/progress.h"

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

static void add_bar(eqp_buffer *line, const eqp_points_bar *bar, uint64_t done) {
    char drawn[BAR_WIDTH + 1];
    for (int i = 0; i < BAR_WIDTH; i++)
        drawn[i] = (double)i < (double)done / (double)bar->all * BAR_WIDTH ? '#' : '.';
    drawn[BAR_WIDTH] = '\0';
    eqp_buffer_add(line, "[%s] ", drawn);
    eqp_buffer_add(line, _("%s of %s"), eqp_figure_of((double)done, 0).text,
                   eqp_figure_of((double)bar->all, 0).text);
    if (bar->rate > 0) {
        eqp_buffer_add(line, "  ");
        eqp_buffer_add(line, _("%s a second"), eqp_figure_rounded(bar->rate, 3).text);
        eqp_buffer_add(line, "  ");
        say_left(line, (double)(bar->all - done) / bar->rate);
    }
}

static void draw(const eqp_points_bar *bar, uint64_t done) {
    eqp_buffer line = {0};
    char *text;
    eqp_buffer_add(&line, "\r");
    if (bar->all)
        add_bar(&line, bar, done);
    else
        eqp_buffer_add(&line, _("%s plans  %s a second"), eqp_figure_of((double)done, 0).text,
                       eqp_figure_rounded(bar->rate, 3).text);
    eqp_buffer_add(&line, "\033[K");
    text = eqp_buffer_finish(&line);
    if (text)
        fputs(text, stderr);
    fflush(stderr);
    eqp_free(text);
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
