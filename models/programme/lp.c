#include "models/programme/lp.h"

#include "models/base/memory.h"

#include <assert.h>

eqp_lp *eqp_lp_create(size_t rows, size_t columns, size_t entries) {
    eqp_lp *lp = eqp_allocate(1, sizeof *lp);
    if (!lp)
        return NULL;
    lp->room_rows = rows;
    lp->room_columns = columns;
    lp->room_entries = entries;
    lp->lower = eqp_allocate(columns, sizeof *lp->lower);
    lp->upper = eqp_allocate(columns, sizeof *lp->upper);
    lp->cost = eqp_allocate(columns, sizeof *lp->cost);
    lp->row_lower = eqp_allocate(rows, sizeof *lp->row_lower);
    lp->row_upper = eqp_allocate(rows, sizeof *lp->row_upper);
    lp->start = eqp_allocate(columns + 1, sizeof *lp->start);
    lp->row = eqp_allocate(entries, sizeof *lp->row);
    lp->value = eqp_allocate(entries, sizeof *lp->value);
    if (!lp->lower || !lp->upper || !lp->cost || !lp->row_lower || !lp->row_upper || !lp->start ||
        !lp->row || !lp->value) {
        eqp_lp_free(lp);
        return NULL;
    }
    return lp;
}

void eqp_lp_free(eqp_lp *lp) {
    if (!lp)
        return;
    eqp_free(lp->lower);
    eqp_free(lp->upper);
    eqp_free(lp->cost);
    eqp_free(lp->row_lower);
    eqp_free(lp->row_upper);
    eqp_free(lp->start);
    eqp_free(lp->row);
    eqp_free(lp->value);
    eqp_free(lp);
}

void eqp_lp_clear(eqp_lp *lp) {
    lp->rows = lp->columns = 0;
}

uint32_t eqp_lp_add_row(eqp_lp *lp, double lower, double upper) {
    assert(lp->rows < lp->room_rows);
    lp->row_lower[lp->rows] = lower;
    lp->row_upper[lp->rows] = upper;
    return lp->rows++;
}

uint32_t eqp_lp_add_column(eqp_lp *lp, double lower, double upper, double cost) {
    assert(lp->columns < lp->room_columns);
    lp->lower[lp->columns] = lower;
    lp->upper[lp->columns] = upper;
    lp->cost[lp->columns] = cost;
    lp->start[lp->columns + 1] = lp->start[lp->columns];
    return lp->columns++;
}

void eqp_lp_add_entry(eqp_lp *lp, uint32_t row, double value) {
    size_t at = lp->start[lp->columns];
    assert(lp->columns > 0 && at < lp->room_entries && row < lp->rows);
    if (value == 0)
        return;
    lp->row[at] = row;
    lp->value[at] = value;
    lp->start[lp->columns] = at + 1;
}

eqp_goal eqp_lp_goal(const eqp_lp *lp) {
    return (eqp_goal){.cost = lp->cost, .row_lower = lp->row_lower, .row_upper = lp->row_upper};
}

double eqp_lp_reduced_cost(const eqp_lp *lp, uint32_t column, double cost, const double *dual) {
    for (size_t e = lp->start[column]; e < lp->start[column + 1]; e++)
        cost -= dual[lp->row[e]] * lp->value[e];
    return cost;
}
