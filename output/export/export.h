/* What the exports to other solvers share: stage B of a frozen programme as "minimise −V" with the
 * floors given, without the level column, without rows that bind nobody. Used by export_lp.c and
 * export_mps.c only. */
#ifndef EQP_OUTPUT_EXPORT_H
#define EQP_OUTPUT_EXPORT_H

#include "models/programme/programme.h"

#include <stdio.h>

typedef struct eqp_export {
    const eqp_programme *programme; /* borrowed */
    double *row_lower, *row_upper;  /* [rows] with the floors; both infinite: left out */
} eqp_export;

/* floor[zones] is the least coverage rate of each zone, 0 where none is asked for. -1: memory. */
int eqp_export_begin(eqp_export *export, const eqp_programme *programme, const double *floor);
void eqp_export_end(eqp_export *export);

/* Whether a row is written. */
int eqp_export_keeps_row(const eqp_export *export, uint32_t row);

/* Writes a finite number so that it reads back the same. */
void eqp_export_number(FILE *stream, double number);

#endif
