#include "output/export/export_lp.h"

#include "models/base/language.h"
#include "output/export/export.h"

#include "models/base/memory.h"
#include "models/programme/labels.h"

#include <math.h>

/* The matrix by rows: columns and values of row r at start[r] … start[r + 1] - 1. */
typedef struct by_rows {
    size_t *start; /* [rows + 1] */
    uint32_t *column;
    double *value;
} by_rows;

static void by_rows_free(by_rows *matrix) {
    eqp_free(matrix->start);
    eqp_free(matrix->column);
    eqp_free(matrix->value);
}

/* -1: memory is short; the matrix must be freed either way. */
static int by_rows_create(by_rows *matrix, const eqp_lp *lp) {
    size_t entries = lp->start[lp->columns];
    matrix->start = eqp_allocate((size_t)lp->rows + 2, sizeof(size_t));
    matrix->column = eqp_allocate(entries, sizeof(uint32_t));
    matrix->value = eqp_allocate(entries, sizeof(double));
    if (!matrix->start || !matrix->column || !matrix->value)
        return -1;
    /* Counted two places ahead, so that filling moves each row's start to its own place. */
    for (size_t e = 0; e < entries; e++)
        matrix->start[lp->row[e] + 2]++;
    for (uint32_t r = 1; r <= lp->rows; r++)
        matrix->start[r + 1] += matrix->start[r];
    for (uint32_t j = 0; j < lp->columns; j++)
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++) {
            size_t at = matrix->start[lp->row[e] + 1]++;
            matrix->column[at] = j;
            matrix->value[at] = lp->value[e];
        }
    return 0;
}

static void write_term(const eqp_programme *programme, uint32_t column, double factor,
                       FILE *stream) {
    char name[256];
    eqp_programme_column_name(programme, column, name);
    fputs(factor < 0 ? "\n - " : "\n + ", stream);
    eqp_export_number(stream, fabs(factor));
    fprintf(stream, " %s", name);
}

/* The format knows no sum without terms: a column that stands nowhere else fills it. */
static void write_empty_sum(FILE *stream) {
    fputs(" 0 nothing", stream);
}

static void write_objective(const eqp_programme *programme, FILE *stream) {
    const eqp_lp *lp = programme->lp;
    int empty = 1;
    fputs("Minimize\n minus_value:", stream);
    for (uint32_t j = 0; j < lp->columns; j++)
        if (lp->cost[j] != 0 && j != programme->level_column) {
            write_term(programme, j, -lp->cost[j], stream);
            empty = 0;
        }
    if (empty)
        write_empty_sum(stream);
}

/* One row with one of its sides: "<=", ">=" or "=". */
static void write_row(const eqp_export *export, const by_rows *matrix, uint32_t row,
                      const char *prefix, const char *sense, double bound, FILE *stream) {
    const eqp_programme *programme = export->programme;
    char name[256];
    int empty = 1;
    eqp_programme_row_name(programme, row, name);
    fprintf(stream, "\n %s%s:", prefix, name);
    for (size_t e = matrix->start[row]; e < matrix->start[row + 1]; e++)
        if (matrix->column[e] != programme->level_column) {
            write_term(programme, matrix->column[e], matrix->value[e], stream);
            empty = 0;
        }
    if (empty)
        write_empty_sum(stream);
    fprintf(stream, "\n %s ", sense);
    eqp_export_number(stream, bound);
}

static void write_rows(const eqp_export *export, const by_rows *matrix, FILE *stream) {
    int empty = 1;
    fputs("\nSubject To", stream);
    for (uint32_t r = 0; r < export->programme->lp->rows; r++) {
        double lower = export->row_lower[r], upper = export->row_upper[r];
        empty = empty && !eqp_export_keeps_row(export, r);
        if (lower == upper) {
            write_row(export, matrix, r, "", "=", upper, stream);
            continue;
        }
        if (isfinite(upper))
            write_row(export, matrix, r, "", "<=", upper, stream);
        if (isfinite(lower))
            write_row(export, matrix, r, isfinite(upper) ? "least." : "", ">=", lower, stream);
    }
    /* Nor does it know a programme without rows. */
    if (empty)
        fputs("\n empty: nothing >= 0", stream);
}

static void write_bounds(const eqp_programme *programme, FILE *stream) {
    const eqp_lp *lp = programme->lp;
    char name[256];
    fputs("\nBounds\n", stream);
    for (uint32_t j = 0; j < lp->columns; j++) {
        if (j == programme->level_column)
            continue;
        eqp_programme_column_name(programme, j, name);
        fputc(' ', stream);
        eqp_export_number(stream, lp->lower[j]);
        fprintf(stream, " <= %s", name);
        if (isfinite(lp->upper[j])) {
            fputs(" <= ", stream);
            eqp_export_number(stream, lp->upper[j]);
        }
        fputc('\n', stream);
    }
}

eqp_status eqp_export_lp(const eqp_programme *programme, const double *floor, FILE *stream,
                         eqp_error *error) {
    eqp_export export;
    by_rows matrix = {NULL, NULL, NULL};
    eqp_status status = EQP_OK;
    if (eqp_export_begin(&export, programme, floor) || by_rows_create(&matrix, programme->lp)) {
        status = eqp_error_memory(error);
    } else {
        write_objective(programme, stream);
        write_rows(&export, &matrix, stream);
        write_bounds(programme, stream);
        fputs("End\n", stream);
        if (ferror(stream))
            status = eqp_error_set(error, EQP_ERROR_SYSTEM,
                                   _("the programme could not be written; the disk may be full"));
    }
    by_rows_free(&matrix);
    eqp_export_end(&export);
    return status;
}
