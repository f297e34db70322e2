#include "output/export/export.h"

#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/programme/rows.h"

#include <math.h>
#include <string.h>

/* Balance rows get their floors; the row of an earlier stage's value binds nobody in stage B. */
static void set_floors(eqp_export *export, const double *floor) {
    const eqp_programme *programme = export->programme;
    eqp_row_range rows = eqp_programme_rows_of(programme, EQP_ROW_balance);
    eqp_programme_hold_floors(programme, floor, &export->row_lower[rows.first]);
    for (uint32_t z = 0; z < rows.count; z++) {
        export->row_upper[rows.first + z] = INFINITY;
        if (!(floor[z] > 0))
            export->row_lower[rows.first + z] = -INFINITY; /* it says nothing */
    }
}

/* An empty row that 0 satisfies says nothing: it is freed, and so left out. */
static int free_empty_rows(eqp_export *export) {
    const eqp_lp *lp = export->programme->lp;
    uint8_t *used = eqp_allocate(lp->rows, sizeof *used);
    if (!used)
        return -1;
    for (uint32_t j = 0; j < lp->columns; j++)
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++)
            if (j != export->programme->level_column)
                used[lp->row[e]] = 1;
    for (uint32_t r = 0; r < lp->rows; r++)
        if (!used[r] && export->row_lower[r] <= 0 && export->row_upper[r] >= 0) {
            export->row_lower[r] = -INFINITY;
            export->row_upper[r] = INFINITY;
        }
    eqp_free(used);
    return 0;
}

int eqp_export_begin(eqp_export *export, const eqp_programme *programme, const double *floor) {
    const eqp_lp *lp = programme->lp;
    export->programme = programme;
    export->row_lower = eqp_allocate(lp->rows, sizeof(double));
    export->row_upper = eqp_allocate(lp->rows, sizeof(double));
    if (!export->row_lower || !export->row_upper)
        return -1;
    memcpy(export->row_lower, lp->row_lower, lp->rows * sizeof(double));
    memcpy(export->row_upper, lp->row_upper, lp->rows * sizeof(double));
    set_floors(export, floor);
    return free_empty_rows(export);
}

void eqp_export_end(eqp_export *export) {
    eqp_free(export->row_lower);
    eqp_free(export->row_upper);
}

int eqp_export_keeps_row(const eqp_export *export, uint32_t row) {
    return isfinite(export->row_lower[row]) || isfinite(export->row_upper[row]);
}

void eqp_export_number(FILE *stream, double number) {
    char text[32];
    eqp_number_format(number, text);
    fputs(text, stream);
}
