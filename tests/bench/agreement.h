/* When two answers count as the same. */
#ifndef EQP_BENCH_AGREEMENT_H
#define EQP_BENCH_AGREEMENT_H

#include "models/programme/programme.h"

#define BENCH_VALUE_AGREES 1e-6 /* relative */
#define BENCH_RATE_AGREES 1e-5  /* absolute */
#define BENCH_COST_AGREES 1e-5  /* relative */

/* |one − other| as a share of the other, at least of 1. */
double bench_relative(double one, double other);

/* What the places of a plan cost at true prices. primal[columns] */
double bench_cost(const eqp_programme *programme, const double *primal);

#endif
