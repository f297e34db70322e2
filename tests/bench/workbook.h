/* How long the workbook of a plan of a million rows takes, and how much memory beyond the plan. */
#ifndef EQP_BENCH_WORKBOOK_H
#define EQP_BENCH_WORKBOOK_H

#include <stdio.h>

typedef struct bench_workbook {
    int measured; /* 0: it failed */
    unsigned rows;
    double seconds;               /* wall clock, of the workbook alone */
    double megabytes;             /* of the file, 10⁶ bytes */
    double memory_before, memory; /* MiB, peak of the process before it began and at the end */
} bench_workbook;

/* Builds a plan of so many rows, every offer bought, and writes its workbook in a process of its
 * own. */
void bench_workbook_measure(unsigned rows, bench_workbook *out);

/* The rows of the table of what was to be reached; the section. */
void bench_workbook_target(const bench_workbook *workbook, FILE *stream);
void bench_workbook_section(const bench_workbook *workbook, FILE *stream);

#endif
