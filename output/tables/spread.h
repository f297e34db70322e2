/* How numbers spread: mean and percentiles of numbers that come in ascending order, one by one, so
 * that none has to be kept.
 *
 * Percentiles are type 7 of R, the default of R and numpy: with n numbers x_0 ≤ … ≤ x_(n−1) and
 * h = (n − 1)·p, x_⌊h⌋ + (h − ⌊h⌋)·(x_(⌊h⌋+1) − x_⌊h⌋). */
#ifndef EQP_OUTPUT_SPREAD_H
#define EQP_OUTPUT_SPREAD_H

#include <stdint.h>

typedef struct eqp_spread {
    uint64_t count;
    double mean, p5, p50, p95; /* NAN where count is 0 */
} eqp_spread;

/* Begins the spread of so many numbers. */
void eqp_spread_begin(eqp_spread *spread, uint64_t count);

/* Takes number `index` (0 … count − 1, one after the other, ascending). */
void eqp_spread_take(eqp_spread *spread, uint64_t index, double number);

#endif
