/* The judge from outside: writes a study's tables as data of models/programme/purchase.mod, whose
 * formulas are GNU MathProg's and not ours, and has glpsol solve it in exact arithmetic. It sees no
 * eqp_programme and no solver of ours.
 *
 * Every function that solves returns an eqp_oracle_answer. Files are written into a folder of their
 * own, removed by eqp_oracle_free. */
#ifndef EQP_TESTS_ORACLE_H
#define EQP_TESTS_ORACLE_H

#include "models/study/study.h"

typedef enum {
    EQP_ORACLE_SOLVED,
    EQP_ORACLE_INFEASIBLE,
    EQP_ORACLE_FAILED /* glpsol is missing, gave up, or a file could not be written */
} eqp_oracle_answer;

typedef struct eqp_oracle eqp_oracle;

/* How glpsol solves: exactly (small studies), or in floating point (large ones). */
typedef enum { EQP_ORACLE_EXACT, EQP_ORACLE_FLOATING } eqp_oracle_arithmetic;

/* Borrows the study. NULL when memory is short or the data cannot be written. */
eqp_oracle *eqp_oracle_create(const eqp_study *study, eqp_oracle_arithmetic arithmetic);
void eqp_oracle_free(eqp_oracle *oracle);

/* Stage A: rate[zones] receives r*, NAN where a zone has no need. */
eqp_oracle_answer eqp_oracle_fair_profile(eqp_oracle *oracle, double *rate);

/* Stage B: the largest value where every zone's rate is at least floor[zones]. */
eqp_oracle_answer eqp_oracle_value(eqp_oracle *oracle, const double *floor, double *value);

/* The largest value of a plan in whole sessions whose seats may stay empty, by branch and cut; for
 * studies without max_change whose rules count no money where sessions have a price. */
eqp_oracle_answer eqp_oracle_whole(eqp_oracle *oracle, const double *floor, double *value);

/* The least overlap of buyers in a plan that also covers at least `held`, by branch and cut in
 * floating point: without table leads. */
eqp_oracle_answer eqp_oracle_overlap(eqp_oracle *oracle, const double *floor, double held,
                                     double *overlap);

/* The least cost of a plan that also covers at least `held`. */
eqp_oracle_answer eqp_oracle_cost(eqp_oracle *oracle, const double *floor, double held,
                                  double *cost);

/* The largest rate of one zone where every zone's rate is at least floor[zones]. */
eqp_oracle_answer eqp_oracle_rate(eqp_oracle *oracle, const double *floor, uint32_t zone,
                                  double *rate);

/* The least Σ violation ÷ max(1, |bound|) of decisions, rules and budgets. */
eqp_oracle_answer eqp_oracle_violation(eqp_oracle *oracle, double *violation);

#endif
