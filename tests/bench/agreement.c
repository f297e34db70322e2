#include "agreement.h"

#include <math.h>

double bench_relative(double one, double other) {
    return fabs(one - other) / fmax(1, fabs(other));
}

double bench_cost(const eqp_programme *programme, const double *primal) {
    double cost = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        cost += programme->pair_price[pair] * primal[pair];
    return cost;
}
