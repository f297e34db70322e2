/* The exact curve of a concave, piecewise linear function of one variable from values and slopes.
 *
 * Eisner and Severance 1976: from the supporting lines at both ends of an interval, look where they
 * meet; if the function lies on them there, the two lines are all there is; else the line found
 * there splits the interval in two. All intervals that are open in a round are looked at together,
 * so that a caller may solve them in parallel, and what is asked does not depend on how it does. */
#ifndef EQP_SOLVER_FRONTIER_H
#define EQP_SOLVER_FRONTIER_H

#include "models/error.h"

#include <stdint.h>

/* What is known of the function at one place. */
typedef struct eqp_frontier_sample {
    double at;
    int feasible;  /* 0: no plan there */
    double value;  /* of the function; meaningless where it is not feasible */
    double slope;  /* of a line through (at, value) that lies nowhere below the function */
    uint64_t mark; /* the caller's own, to find what else it knows of the sample */
} eqp_frontier_sample;

/* Fills samples[count], whose `at` is set. They come in ascending order of `at`. */
typedef eqp_status (*eqp_frontier_evaluate)(void *context, eqp_frontier_sample *samples,
                                            uint32_t count, eqp_error *error);

/* One linear piece. Pieces follow one another without gaps but where there is no plan. */
typedef struct eqp_frontier_piece {
    double from, to;
    int feasible; /* 0: a range without a plan, the numbers below are NAN */
    double value_from, value_to, slope;
    uint64_t mark; /* of the sample that the line comes from */
} eqp_frontier_piece;

typedef struct eqp_frontier {
    eqp_frontier_piece *pieces; /* [count] ascending */
    uint32_t count;
    uint32_t samples; /* evaluated */
    double error;     /* the most by which the curve may lie below the truth within a piece,
                         relative to the largest |value|; 0 where exact to rounding */
    double best_at, best_value; /* the least place of the largest value; NAN where no plan is */
} eqp_frontier;

typedef struct eqp_frontier_options {
    double from, to;
    double tolerance; /* stop with a curve proven within this share of the value; 0: exact */
    int (*stop)(void *context); /* may be NULL; asked between rounds, with the caller's context */
} eqp_frontier_options;

/* Finds all pieces; the ends of a range without a plan (the feasible places are one interval) to
 * 10⁻⁹ of the range. Slopes that agree to 10⁻⁹ relative are one piece. When `stop` says so,
 * *stopped is set and the curve is what is proven so far. */
eqp_status eqp_frontier_find(const eqp_frontier_options *options, eqp_frontier_evaluate evaluate,
                             void *context, eqp_frontier **out, int *stopped, eqp_error *error);
void eqp_frontier_free(eqp_frontier *frontier);

#endif
