/* All runs of one case, and what is read off them. */
#ifndef EQP_BENCH_RESULTS_H
#define EQP_BENCH_RESULTS_H

#include "measure.h"

#define BENCH_RUNS_MOST 9

typedef struct bench_result {
    const bench_case *which;
    bench_measurement run[BENCH_SOLVERS][BENCH_RUNS_MOST];
    int runs[BENCH_SOLVERS];
} bench_result;

/* How far two solvers' answers lie apart; NAN where one of them has none. */
typedef struct bench_agreement {
    double fair_rate;               /* largest absolute difference of a zone's r* */
    double unbalanced, value, cost; /* relative differences of V*(0), V*, cost of stage D */
} bench_agreement;

/* Measures a case: the solvers take turns, `repetitions` times each; a start of Clp that took more
 * than twice as long as the best one in the first turn is not run again, GLPK direct runs once. */
void bench_result_measure(const bench_case *which, int repetitions, double limit,
                          bench_result *out);

/* The run of median time. NULL when a run failed, or there was none. */
const bench_measurement *bench_result_typical(const bench_result *result, bench_solver solver);

/* The start of Clp with the least median time among those that reached the optimum; BENCH_SOLVERS
 * when there is none. */
bench_solver bench_result_best_clp(const bench_result *result);

/* The shortest and the longest run. */
void bench_result_range(const bench_result *result, bench_solver solver, double *shortest,
                        double *longest);

/* How many times faster than Clp's best start the decomposition is with two threads; 0 when one of
 * them has no result. */
double bench_result_ratio(const bench_result *result);

bench_agreement bench_result_agreement(const bench_measurement *one,
                                       const bench_measurement *other);

#endif
