/* One measurement of a family: its splits, or some of them, solved one way, in a process of its
 * own. */
#ifndef EQP_BENCH_FAMILY_RUN_H
#define EQP_BENCH_FAMILY_RUN_H

#include "clp_family.h"
#include "families.h"

#define BENCH_FAMILY_ZONES 64 /* the most whose fair rates are compared */

typedef enum {
    FAMILY_ONE_THREAD,  /* ours: eqp_family_solve by eqp_workers_run */
    FAMILY_TWO_THREADS, /* the same */
    FAMILY_CLP_WARM,    /* from split to split */
    FAMILY_CLP_SCRATCH, /* each split loaded and solved from nothing */
    FAMILY_GLPK,        /* the same by GLPK, as bench_family.glpk says */
    FAMILY_SOLVERS
} family_solver;

typedef struct family_task {
    const bench_family *which;
    family_solver solver;
    uint32_t splits;        /* so many, spread evenly; BENCH_SPLITS: all */
    clp_family_options clp; /* of Clp: from and settings */
    double limit;           /* seconds for each solve */
} family_task;

typedef struct family_point {
    int solved; /* 0: not among the splits, or without an optimum */
    double value, cost;
    double fair_rate[BENCH_FAMILY_ZONES]; /* where it is computed anew */
} family_point;

typedef struct family_run {
    int measured; /* 0: the process failed; sentence says why */
    char sentence[160];
    uint32_t splits;
    int finished;   /* 1: every split was solved to the optimum */
    double first;   /* seconds: the study as it is, from which the splits start; 0: there is none */
    double seconds; /* of the splits, wall clock */
    double memory;  /* MiB, peak of the process */
    uint32_t zones;
    family_point point[BENCH_SPLITS];
} family_run;

/* Runs a task. */
void bench_family_run(const family_task *task, family_run *out);

#endif
