#include "median.h"

#include <stdlib.h>

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double bench_median(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, ascending);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

int bench_median_place(const double *values, int count) {
    for (int i = 0; i < count; i++) {
        int before = 0;
        for (int j = 0; j < count; j++)
            before += values[j] < values[i] || (values[j] == values[i] && j < i);
        if (before == count / 2)
            return i;
    }
    return 0;
}
