/* The middle of repeated measurements. */
#ifndef EQP_BENCH_MEDIAN_H
#define EQP_BENCH_MEDIAN_H

/* The median of count > 0 values, which are sorted in place. */
double bench_median(double *values, int count);

/* The place of one of the count > 0 values in the middle, the first of equals. */
int bench_median_place(const double *values, int count);

#endif
