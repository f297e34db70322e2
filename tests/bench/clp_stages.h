/* The reference of the benchmark: the stages of MODEL.md by Clp's C library, one model, every solve
 * warm-started from the one before.
 *
 * The first solve (stage B at β = 0) can start in three ways; every later one is a primal simplex,
 * for which the point before is feasible. One more way does better than "from the one before":
 * stage B differs from B at β = 0 by its floors alone, so the basis kept from there is dual
 * feasible. */
#ifndef EQP_BENCH_CLP_STAGES_H
#define EQP_BENCH_CLP_STAGES_H

#include "clp_copy.h"
#include "models/programme/solution.h"

typedef struct clp_result {
    int optimal;                     /* 0: a solve reached the limit or gave up */
    double unbalanced, value, cost;  /* V*(0), V*, cost of stage D (currency, true prices) */
    double *fair_rate;               /* [zones] of the caller; NAN where there is none */
    uint32_t fair_levels;            /* solves of stage A */
    double seconds[EQP_PHASE_COUNT]; /* of UNBALANCED, FAIR, VALUE, COST, loading in the first */
} clp_result;

/* The whole job: B at β = 0, A, B, D. EQP_ERROR_MEMORY only. */
eqp_status clp_stages_solve(const eqp_programme *programme, const clp_settings *settings,
                            clp_result *result, eqp_error *error);

/* Stage B under floors known before, then D, of which `seconds` tells the time apart. */
eqp_status clp_floors_solve(const eqp_programme *programme, const double *floor,
                            const clp_settings *settings, clp_result *result, eqp_error *error);

/* Stage B alone at β = 0, as `export` writes it: without t, zone rows and value row. */
eqp_status clp_value_solve(const eqp_programme *programme, const clp_settings *settings,
                           clp_result *result, eqp_error *error);

#endif
