/* The report of a run, in Markdown. */
#ifndef EQP_BENCH_REPORT_H
#define EQP_BENCH_REPORT_H

#include "demo.h"
#include "family_results.h"
#include "read_speed.h"
#include "results.h"
#include "signed.h"
#include "sweep.h"
#include "workbook.h"

#include <stdio.h>

typedef struct bench_report {
    const bench_result *results; /* [count] in the order of the cases */
    size_t count;
    const family_result *families; /* [family_count] in the order of the families */
    size_t family_count;
    const bench_read_speed *reading; /* NULL: not run */
    const bench_workbook *workbook;  /* NULL: not run */
    const bench_demo *demo;          /* NULL: not run */
    const bench_sweep *sweep;        /* NULL: not run */
    const bench_signed *plans;       /* NULL: not run */
    double limit;                    /* seconds for a job; of Clp for each solve */
    int partial;                     /* 1: only some cases, or fewer repetitions */
} bench_report;

void bench_report_write(const bench_report *report, FILE *stream);

#endif
