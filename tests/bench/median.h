/* The middle of repeated measurements. */
#ifndef EQP_BENCH_MEDIAN_H
#define EQP_BENCH_MEDIAN_H

/* The median of count > 0 values, which are sorted in place. */
double bench_median(double *values, int count);

#endif
