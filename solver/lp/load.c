#include "solver/lp/load.h"

#include "models/base/memory.h"

#include <math.h>

double *eqp_load_scales(const eqp_lp *lp) {
    double *scale = eqp_allocate(lp->rows, sizeof *scale);
    if (!scale)
        return NULL;
    for (size_t e = 0; e < lp->start[lp->columns]; e++)
        scale[lp->row[e]] = fmax(scale[lp->row[e]], fabs(lp->value[e]));
    for (uint32_t r = 0; r < lp->rows; r++)
        scale[r] = scale[r] > 0 ? 1 / scale[r] : 1;
    return scale;
}

static int load_scaled(eqp_engine *engine, const eqp_lp *lp, const double *scale) {
    size_t entries = lp->start[lp->columns];
    double *value = eqp_allocate(entries, sizeof *value);
    int failed = !value || eqp_engine_add_rows(engine, lp->rows, lp->row_lower, lp->row_upper);
    for (size_t e = 0; !failed && e < entries; e++)
        value[e] = lp->value[e] * scale[lp->row[e]];
    failed = failed || eqp_engine_add_columns(engine, lp->columns, lp->lower, lp->upper, lp->cost,
                                              lp->start, lp->row, value);
    eqp_free(value);
    return failed || eqp_load_bounds(engine, eqp_lp_goal(lp), scale, 0, lp->rows) ? -1 : 0;
}

int eqp_load(eqp_engine *engine, const eqp_lp *lp, const double *scale) {
    if (scale)
        return load_scaled(engine, lp, scale);
    return eqp_engine_add_rows(engine, lp->rows, lp->row_lower, lp->row_upper) ||
                   eqp_engine_add_columns(engine, lp->columns, lp->lower, lp->upper, lp->cost,
                                          lp->start, lp->row, lp->value)
               ? -1
               : 0;
}

int eqp_load_bounds(eqp_engine *engine, eqp_goal goal, const double *scale, uint32_t first,
                    uint32_t last) {
    for (uint32_t r = first; r < last; r++)
        if (eqp_engine_set_row_bounds(engine, r, goal.row_lower[r] * scale[r],
                                      goal.row_upper[r] * scale[r]))
            return -1;
    return 0;
}
