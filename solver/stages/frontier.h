/* The exact curve of a concave, piecewise linear function of one variable from values and slopes.
 *
 * Eisner and Severance 1976: from the supporting lines at both ends of an interval, look where they
 * meet; if the function lies on them there, the two lines are all there is; else the line found
 * there splits the interval in two. All intervals that are open in a round are looked at together,
 * so that a caller may solve them in parallel, and what is asked does not depend on how it does.
 *
 * What counts as equal. A line lies on the function at a place where it passes the value there by
 * at most `precision` of the largest |value|. Two slopes are one where they differ by at most 10⁻⁹
 * of the larger of the two, or by so little that over the whole range it moves the value by less
 * than `precision` of the largest (near 0 a share of the slope itself says nothing, and a share of
 * the curve's steepest slope would let one steep end swallow the rest). Places nearer than 10⁻⁹ of
 * the range are one. */
#ifndef EQP_SOLVER_FRONTIER_H
#define EQP_SOLVER_FRONTIER_H

#include "models/base/error.h"

#include <stdint.h>

/* What is known of the function at one place. */
typedef struct eqp_frontier_sample {
    double at;
    int feasible;  /* 0: no plan there */
    double value;  /* of the function; meaningless where it is not feasible */
    double slope;  /* of a line through (at, value) that lies nowhere below the function; at a
                      breakpoint any such line will do */
    uint64_t mark; /* the caller's own, to find what else it knows of the sample */
} eqp_frontier_sample;

/* Fills samples[count], whose `at` is set. They come in ascending order of `at`. */
typedef eqp_status (*eqp_frontier_evaluate)(void *context, eqp_frontier_sample *samples,
                                            uint32_t count, eqp_error *error);

/* One linear piece. Pieces follow one another without gaps, but for what is unknown when stopped.
 * Where the curve is not exact, a piece joins two samples, so that its values can be attained. */
typedef struct eqp_frontier_piece {
    double from, to;
    int feasible; /* 0: a range without a plan, the numbers below are NAN */
    double value_from, value_to, slope;
    uint64_t mark; /* of the sample that the line comes from; of a joining piece, its first one */
} eqp_frontier_piece;

typedef struct eqp_frontier {
    eqp_frontier_piece *pieces; /* [count] ascending */
    uint32_t count;
    uint32_t samples; /* evaluated */
    double error;     /* the most by which the curve may lie below the truth within a piece,
                         relative to the largest |value|; 0 where exact to `precision` */
    double best_at, best_value; /* the least place of the largest value; NAN where no plan is */
} eqp_frontier;

typedef struct eqp_frontier_options {
    double from, to;  /* from < to */
    double tolerance; /* stop with a curve proven within this share of the value; 0: exact */
    int (*stop)(void *context); /* may be NULL; asked between rounds, with the caller's context */
    double precision; /* ten times the share of the largest |value| to which values, and the heights
                         of lines, are right; less than 10⁻⁹ counts as that */
} eqp_frontier_options;

/* Finds all pieces; the ends of a range without a plan (the feasible places are one interval) to
 * 10⁻⁹ of the range. Where both ends are without a plan, a feasible interval inside is sure to be
 * found if it is at least 1/128 of the range. When `stop` says so, *stopped is set and the curve is
 * what is proven so far: places of which nothing is known are in no piece. evaluate's failure is
 * passed on. */
eqp_status eqp_frontier_find(const eqp_frontier_options *options, eqp_frontier_evaluate evaluate,
                             void *context, eqp_frontier **out, int *stopped, eqp_error *error);
void eqp_frontier_free(eqp_frontier *frontier);

#endif
