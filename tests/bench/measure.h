/* One measurement: a study made and solved in a process of its own, so that its peak memory is its
 * own and a crash costs one number. */
#ifndef EQP_BENCH_MEASURE_H
#define EQP_BENCH_MEASURE_H

#include "cases.h"
#include "models/programme/solution.h"

#define BENCH_ZONES 256 /* the most whose fair rates are compared */

/* Who solves. The first ones are Clp, by clp_start. */
typedef enum {
    BENCH_CLP_DUAL,
    BENCH_CLP_PRIMAL,
    BENCH_CLP_PRESOLVED,
    BENCH_CLP_RESUMED,
    BENCH_GLPK,        /* --engine direct */
    BENCH_ONE_THREAD,  /* decomposed */
    BENCH_TWO_THREADS, /* decomposed */
    BENCH_SOLVERS
} bench_solver;

#define BENCH_CLPS 3 /* the starts of Clp of which the best counts */

typedef struct bench_measurement {
    int measured; /* 0: the process failed; sentence says why */
    char sentence[160];
    int finished;   /* 0: stopped by the limit */
    double seconds; /* of the job, wall clock */
    double phase[EQP_PHASE_COUNT];
    double memory; /* MiB, peak of the process, study and programme included */
    uint32_t rows, columns, zones;
    size_t entries;
    double unbalanced, value, bound, cost; /* V*(0), V*, its proven bound, cost of stage D */
    double fair_rate[BENCH_ZONES];         /* whole job only */
    uint32_t fair_levels;
    uint32_t blocks, largest_rows, largest_columns, cut_offers; /* decomposed only */
} bench_measurement;

/* Runs one measurement. limit: seconds, for Clp of each solve. */
void bench_measure(const bench_case *which, bench_solver solver, double limit,
                   bench_measurement *out);

#endif
