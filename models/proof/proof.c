#include "models/proof/proof.h"

#include "models/base/memory.h"

#include <math.h>

/* Where there is next to nothing to gain, the last digits of a sum would be a large share of it. */
#define LEAST_VALUE 1e-3

static void note(eqp_verdict *verdict, double residual, uint32_t row, uint32_t column) {
    /* A NaN must not slip through: it compares false with everything. */
    if (isnan(residual))
        residual = INFINITY;
    if (residual > verdict->worst_residual) {
        verdict->worst_residual = residual;
        verdict->worst_row = row;
        verdict->worst_column = column;
    }
}

/* How far a sum lies outside its bounds, relative to max(1, |bound|, size). */
static double residual(double sum, double size, double lower, double upper) {
    double below = lower - sum, above = sum - upper;
    if (isnan(sum))
        return sum;
    if (below > 0)
        return below / fmax(1, fmax(fabs(lower), size));
    if (above > 0)
        return above / fmax(1, fmax(fabs(upper), size));
    return 0;
}

int eqp_proof_check(const eqp_lp *lp, eqp_goal goal, const double *primal, eqp_verdict *verdict) {
    double *sum = eqp_allocate(lp->rows, sizeof *sum);
    double *size = eqp_allocate(lp->rows, sizeof *size);
    *verdict = (eqp_verdict){0, 0, UINT32_MAX, UINT32_MAX};
    if (!sum || !size) {
        eqp_free(sum);
        eqp_free(size);
        return -1;
    }
    for (uint32_t j = 0; j < lp->columns; j++) {
        double x = primal[j];
        verdict->value += goal.cost[j] * x;
        note(verdict, residual(x, 0, lp->lower[j], lp->upper[j]), UINT32_MAX, j);
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++) {
            sum[lp->row[e]] += lp->value[e] * x;
            size[lp->row[e]] += fabs(lp->value[e] * x);
        }
        if (goal.own_value) {
            sum[goal.own_row] += goal.own_value[j] * x;
            size[goal.own_row] += fabs(goal.own_value[j] * x);
        }
    }
    for (uint32_t r = 0; r < lp->rows; r++)
        note(verdict, residual(sum[r], size[r], goal.row_lower[r], goal.row_upper[r]), r,
             UINT32_MAX);
    eqp_free(sum);
    eqp_free(size);
    return 0;
}

/* A dual value that asks for an infinite side proves nothing and counts as 0. */
static double usable(double dual, double lower, double upper) {
    return isfinite(dual > 0 ? upper : lower) ? dual : 0;
}

double eqp_proof_bound(const eqp_lp *lp, eqp_goal goal, const double *dual) {
    double bound = 0;
    for (uint32_t r = 0; r < lp->rows; r++) {
        double price = usable(dual[r], goal.row_lower[r], goal.row_upper[r]);
        if (price != 0)
            bound += price * (price > 0 ? goal.row_upper[r] : goal.row_lower[r]);
    }
    for (uint32_t j = 0; j < lp->columns; j++) {
        double reduced = goal.cost[j];
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++) {
            uint32_t r = lp->row[e];
            reduced -= lp->value[e] * usable(dual[r], goal.row_lower[r], goal.row_upper[r]);
        }
        if (goal.own_value)
            reduced -= goal.own_value[j] * usable(dual[goal.own_row], goal.row_lower[goal.own_row],
                                                  goal.row_upper[goal.own_row]);
        if (reduced != 0)
            bound += reduced * (reduced > 0 ? lp->upper[j] : lp->lower[j]);
    }
    return bound;
}

double eqp_proof_gap(double value, double bound) {
    double missing = bound - value;
    /* fmax would take a NaN for 0, the best gap there is. */
    return isnan(missing) ? INFINITY : fmax(0, missing) / fmax(LEAST_VALUE, fabs(value));
}
