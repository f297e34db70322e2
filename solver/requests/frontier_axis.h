/* What a frontier varies, and how the bounds of the programme's rows
 * move with it: a budget, money moved, an absolute rule, or the balance, so that V* with held
 * floors is concave and piecewise linear. */
#ifndef EQP_REQUESTS_FRONTIER_AXIS_H
#define EQP_REQUESTS_FRONTIER_AXIS_H

#include "models/programme/programme.h"
#include "models/programme/solution.h"
#include "solver/requests/axis_text.h"

typedef struct eqp_frontier_axis {
    eqp_axis *axis;      /* a RANGE; owned */
    double *budget_step; /* [institutions] what one unit adds to each budget; owned */
    double *rule_step;   /* [rules] and to each rule's value; owned */
    double balance_step; /* and to the balance */
} eqp_frontier_axis;

/* Understands what varies. EQP_ERROR_USAGE: the study has no such row or value, or something else
 * than the bounds of rows would change. */
eqp_status eqp_frontier_axis_understand(const eqp_axis_text *text, const eqp_study *study,
                                        eqp_frontier_axis *axis, eqp_error *error);
void eqp_frontier_axis_free(eqp_frontier_axis *axis);

/* The slope at a solution of a line that lies nowhere below V*, floors held at these fair rates:
 * Σ dual value · what one unit adds to the row's bound. Where a floor begins to rise from 0 it
 * takes the side on which it is 0; floors are convex in the balance, so that either side would do.
 */
double eqp_frontier_axis_slope(const eqp_frontier_axis *axis, const eqp_programme *programme,
                               const eqp_solution *solution, const double *fair_rate);

#endif
