/* A study's programme with every requirement made soft: each decision, rule, budget and side of
 * max_change may be missed by some v ≥ 0.
 *
 *     minimise Σ weight_s·v_s, weight_s = 1 ÷ max(1, |bound_s|) of the requirements that count
 *     x_ki + v ≥ l_ki,  x_ki − v ≤ u_ki,  budget − v ≤ B_i,  rule ± v,  kept + v,  added − v;
 *     Σ_i x_ki − Σ_zo y_kzo ≤ Σ_i (l_ki − v): what is not signed may not stay empty;
 *     capacity and need stay hard
 *
 * It always has a solution. Which requirements count is changed from solve to solve, and each solve
 * goes on from the last basis. Belongs to one thread. */
#ifndef EQP_SOLVER_ELASTIC_H
#define EQP_SOLVER_ELASTIC_H

#include "models/answers/conflict.h"

/* One requirement. max_change is two, one after the other: kept, then added. */
typedef struct eqp_soft {
    eqp_conflict_kind kind;
    uint32_t source; /* row in the study's table of its kind */
    double bound;    /* of its row of the programme */
    uint32_t row;    /* of the elastic programme */
    uint32_t column; /* its violation v */
    double most;     /* v at which it asks for nothing any more, INFINITY for none */
} eqp_soft;

typedef struct eqp_elastic eqp_elastic;

/* Counts all of them. EQP_ERROR_MEMORY only; the programme must outlive it. */
eqp_status eqp_elastic_create(const eqp_programme *programme, eqp_elastic **out, eqp_error *error);
void eqp_elastic_free(eqp_elastic *elastic);

uint32_t eqp_elastic_count(const eqp_elastic *elastic);
const eqp_soft *eqp_elastic_soft(const eqp_elastic *elastic, uint32_t soft);

/* How a requirement takes part in the solves that follow. */
void eqp_elastic_weigh(eqp_elastic *elastic, uint32_t soft);  /* may be missed at its weight */
void eqp_elastic_drop(eqp_elastic *elastic, uint32_t soft);   /* is not there at all */
void eqp_elastic_loosen(eqp_elastic *elastic, uint32_t soft); /* may be missed for nothing */
void eqp_elastic_hold(eqp_elastic *elastic, uint32_t soft);   /* is met */
void eqp_elastic_fix(eqp_elastic *elastic, uint32_t soft, double violation); /* is lowered by it */

/* Where max_change is set: may it rise? v of this column, in places, stands in both of its rows. */
void eqp_elastic_raise_change(eqp_elastic *elastic, int may_rise);

/* Another cost of a column x of pair `pair`, to be maximised; every weigh, drop, loosen and hold
 * leaves those alone. */
void eqp_elastic_set_cost(eqp_elastic *elastic, uint32_t pair, double cost);

/* Solves it as it now stands. *solved = 0: what is held cannot be met. */
eqp_status eqp_elastic_solve(eqp_elastic *elastic, int *solved, eqp_error *error);

/* Of the last solve: Σ weight·v of what counts; v; x; dual values of the rows; how far max_change
 * rose, in places. */
double eqp_elastic_missed(const eqp_elastic *elastic);
double eqp_elastic_violation(const eqp_elastic *elastic, uint32_t soft);
const double *eqp_elastic_primal(const eqp_elastic *elastic);
const double *eqp_elastic_dual(const eqp_elastic *elastic);
double eqp_elastic_risen(const eqp_elastic *elastic);

#endif
