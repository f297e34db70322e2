/* V* as a function of one number, piece by piece: what frontier.csv holds. Plain data of whoever
 * found it; every pointer is borrowed. */
#ifndef EQP_MODELS_CURVE_H
#define EQP_MODELS_CURVE_H

#include "models/study/study.h"

/* One linear piece; without a plan (feasible 0) its numbers are NAN and marginal is NULL. */
typedef struct eqp_curve_piece {
    double from, to;
    int feasible;
    double value_from, value_to, slope;
    const double *marginal; /* [institutions] V per extra 1,000 of currency on this piece */
} eqp_curve_piece;

/* V* at one place with the fair profile, and so the floors, computed anew there. */
typedef struct eqp_curve_point {
    double at, value; /* value NAN: no plan there */
} eqp_curve_point;

typedef struct eqp_curve {
    const eqp_study *study;        /* ids and currency */
    const char *title;             /* what is varied, as typed: "transfer[region:ft]", "balance" */
    double today;                  /* where the study stands; NAN: nowhere in particular */
    const eqp_curve_piece *pieces; /* [count] ascending, the first from FROM, the last to TO */
    uint32_t count;
    const eqp_curve_point *moving; /* [moving_count] ascending */
    uint32_t moving_count;
    uint32_t samples;           /* plans solved for the curve */
    double tolerance;           /* asked for, a share of V; 0: exact */
    double error;               /* proven: the most by which the curve may lie below the truth,
                                   a share of the largest |V|; 0: exact to rounding */
    double best_at, best_value; /* the least place of the largest V; NAN where no plan is */
    int stopped;                /* a limit or Ctrl-C came first: what is proven so far */
} eqp_curve;

#endif
