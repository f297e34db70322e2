/* The studies that the benchmark solves. */
#ifndef EQP_BENCH_CASES_H
#define EQP_BENCH_CASES_H

#include "models/study/study.h"

#include <stddef.h>

typedef enum {
    BENCH_WHOLE, /* stage B at β = 0, A, B, D */
    BENCH_VALUE  /* stage B alone, β = 0 */
} bench_job;

typedef struct bench_case {
    const char *name;  /* for --case */
    const char *title; /* for the report */
    bench_job job;
    const char *folder; /* an example; NULL: a synthetic region of the numbers below */
    uint32_t zones, occupations, offers;
    double second, across;
    uint32_t
        remote;    /* so many zones are cut off and short of places, each with a level of its own */
    double target; /* times faster than Clp that are to be reached on two threads */
    double memory; /* MiB not to be passed; 0: any */
    int repetitions;
} bench_case;

extern const bench_case bench_cases[];
extern const size_t bench_case_count;

/* The case of this name, NULL when there is none. */
const bench_case *bench_case_find(const char *name);

/* Reads or generates a case's study, finished, owned by the caller. */
eqp_status bench_case_study(const bench_case *which, eqp_study **out, eqp_error *error);

#endif
