/* Cells and rows that several tables of the report share. */
#ifndef EQP_BENCH_TABLE_H
#define EQP_BENCH_TABLE_H

#include <stdio.h>

/* A row of the table of what was to be reached. comparison: "≥" or "<"; found ≤ 0: there is no
 * result. */
void bench_table_target(FILE *stream, const char *what, const char *comparison, double target,
                        const char *unit, double found, int reached);

/* A cell: how far two answers lie apart, "–" where it is NAN. */
void bench_table_difference(FILE *stream, double difference);

/* A cell: how many times faster, "–" where it is 0. */
void bench_table_ratio(FILE *stream, double ratio);

#endif
