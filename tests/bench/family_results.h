/* All runs of one family, and what is read off them. */
#ifndef EQP_BENCH_FAMILY_RESULTS_H
#define EQP_BENCH_FAMILY_RESULTS_H

#include "family_run.h"

#define FAMILY_RUNS_MOST 5

typedef struct family_result {
    const bench_family *which;
    family_run *run[FAMILY_SOLVERS][FAMILY_RUNS_MOST];
    int runs[FAMILY_SOLVERS];
    clp_family_options way[FAMILY_SOLVERS]; /* of Clp: the fastest one in the trial */
} family_result;

/* The largest differences over the splits that two runs share; NAN where there are none. */
typedef struct family_apart {
    double value, cost; /* relative */
    double fair_rate;   /* absolute */
} family_apart;

/* Tries the ways of Clp on a few splits and keeps the fastest; then the solvers take turns,
 * `repetitions` times each; what starts from nothing solves a sample, once. EQP_ERROR_MEMORY only;
 * in any case the result is to be freed. */
eqp_status family_result_measure(const bench_family *which, int repetitions, double limit,
                                 family_result *out);
void family_result_free(family_result *result);

/* The run of median time; NULL when one failed or did not finish, or there was none. */
const family_run *family_result_typical(const family_result *result, family_solver solver);

/* Seconds of one split in the typical run; 0 when there is none. */
double family_result_split(const family_result *result, family_solver solver);

/* How many times longer than ours on two threads; 0 when one of them has no result. */
double family_result_ratio(const family_result *result, family_solver solver);

/* Against ours on two threads. */
family_apart family_result_apart(const family_result *result, family_solver solver);

#endif
