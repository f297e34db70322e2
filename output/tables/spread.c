#include "output/tables/spread.h"

#include <math.h>

void eqp_spread_begin(eqp_spread *spread, uint64_t count) {
    double start = count > 0 ? 0 : NAN;
    *spread = (eqp_spread){count, start, start, start, start};
}

/* Adds the part that number `index` has in a percentile. */
static void take(double *percentile, double share, uint64_t count, uint64_t index, double number) {
    double place = (double)(count - 1) * share;
    uint64_t below = (uint64_t)place;
    if (index == below)
        *percentile = number;
    else if (index == below + 1)
        *percentile += (place - (double)below) * (number - *percentile);
}

void eqp_spread_take(eqp_spread *spread, uint64_t index, double number) {
    spread->mean += number;
    if (index + 1 == spread->count)
        spread->mean /= (double)spread->count;
    take(&spread->p5, 0.05, spread->count, index, number);
    take(&spread->p50, 0.5, spread->count, index, number);
    take(&spread->p95, 0.95, spread->count, index, number);
}
