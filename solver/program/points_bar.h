/* How many plans of a family are done, as a bar on standard error: rate and time left from a
 * monotonic clock, the rate of late weighing more than that of long ago. */
#ifndef EQP_PROGRAM_POINTS_BAR_H
#define EQP_PROGRAM_POINTS_BAR_H

#include <stdatomic.h>
#include <stdint.h>

typedef struct eqp_points_bar {
    int drawn;    /* 0: there is no terminal to draw it on */
    uint64_t all; /* 0: nobody knows how many there will be */
    atomic_uint_least64_t done;
    atomic_flag drawing;
    double begun, last; /* seconds of the clock; guarded by `drawing`, as what follows */
    uint64_t first_count, last_count;
    double rate; /* plans per second */
} eqp_points_bar;

/* `done` of `all` are there already. */
void eqp_points_bar_begin(eqp_points_bar *bar, int drawn, uint64_t done, uint64_t all);

/* Counts some more. Any thread. */
void eqp_points_bar_add(eqp_points_bar *bar, uint64_t count);

/* Wipes the bar. */
void eqp_points_bar_end(eqp_points_bar *bar);

#endif
