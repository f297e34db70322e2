#include "output/export/export_mps.h"

#include "models/base/language.h"
#include "models/programme/labels.h"
#include "output/export/export.h"

#include <math.h>

static void write_rows(const eqp_export *export, FILE *stream) {
    char name[256];
    fputs("ROWS\n N minus_value\n", stream);
    for (uint32_t r = 0; r < export->programme->lp->rows; r++)
        if (eqp_export_keeps_row(export, r)) {
            double lower = export->row_lower[r], upper = export->row_upper[r];
            eqp_programme_row_name(export->programme, r, name);
            fprintf(stream, " %c %s\n", lower == upper ? 'E' : isfinite(upper) ? 'L' : 'G', name);
        }
}

static void write_pair(FILE *stream, const char *first, const char *second, double number) {
    fprintf(stream, " %s %s ", first, second);
    eqp_export_number(stream, number);
    fputc('\n', stream);
}

static void write_columns(const eqp_export *export, FILE *stream) {
    const eqp_lp *lp = export->programme->lp;
    char column[256], row[256];
    fputs("COLUMNS\n", stream);
    for (uint32_t j = 0; j < lp->columns; j++) {
        if (j == export->programme->level_column)
            continue;
        eqp_programme_column_name(export->programme, j, column);
        write_pair(stream, column, "minus_value", lp->cost[j] == 0 ? 0 : -lp->cost[j]);
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++)
            if (eqp_export_keeps_row(export, lp->row[e])) {
                eqp_programme_row_name(export->programme, lp->row[e], row);
                write_pair(stream, column, row, lp->value[e]);
            }
    }
}

static void write_row_bounds(const eqp_export *export, FILE *stream) {
    char name[256];
    fputs("RHS\n", stream);
    for (uint32_t r = 0; r < export->programme->lp->rows; r++)
        if (eqp_export_keeps_row(export, r)) {
            double upper = export->row_upper[r];
            eqp_programme_row_name(export->programme, r, name);
            write_pair(stream, "bound", name, isfinite(upper) ? upper : export->row_lower[r]);
        }
    fputs("RANGES\n", stream);
    for (uint32_t r = 0; r < export->programme->lp->rows; r++) {
        double range = export->row_upper[r] - export->row_lower[r];
        if (isfinite(range) && range > 0) {
            eqp_programme_row_name(export->programme, r, name);
            write_pair(stream, "range", name, range);
        }
    }
}

static void write_column_bounds(const eqp_export *export, FILE *stream) {
    const eqp_lp *lp = export->programme->lp;
    char name[256];
    fputs("BOUNDS\n", stream);
    for (uint32_t j = 0; j < lp->columns; j++) {
        if (j == export->programme->level_column)
            continue;
        eqp_programme_column_name(export->programme, j, name);
        if (lp->lower[j] != 0)
            write_pair(stream, "LO bound", name, lp->lower[j]);
        if (isfinite(lp->upper[j]))
            write_pair(stream, "UP bound", name, lp->upper[j]);
    }
}

eqp_status eqp_export_mps(const eqp_programme *programme, const double *floor, FILE *stream,
                          eqp_error *error) {
    eqp_export export;
    eqp_status status = EQP_OK;
    if (eqp_export_begin(&export, programme, floor)) {
        status = eqp_error_memory(error);
    } else {
        fputs("NAME equiplace FREE\n", stream);
        write_rows(&export, stream);
        write_columns(&export, stream);
        write_row_bounds(&export, stream);
        write_column_bounds(&export, stream);
        fputs("ENDATA\n", stream);
        if (ferror(stream))
            status = eqp_error_set(error, EQP_ERROR_SYSTEM,
                                   _("the programme could not be written; the disk may be full"));
    }
    eqp_export_end(&export);
    return status;
}
