/* What a solve found: the numbers of a plan and of its proof, in the programme's order. Every array
 * is the solution's own. */
#ifndef EQP_MODELS_SOLUTION_H
#define EQP_MODELS_SOLUTION_H

#include "models/programme/outcome.h"
#include "models/programme/programme.h"

typedef struct eqp_solution {
    eqp_outcome outcome;
    double *primal; /* [lp->columns] the plan */
    double *before; /* [lp->columns] the cheapest plan of value V*, before stage C looked for one
                       with less overlap; NULL where C was not carried out */
    double *overlap_weight; /* [pairs] what a place of each adds to the overlap, with the leaders
                               that stage C found; NULL where it found none better */
    double overlap_price;   /* V that a place of overlap less cost at the end of stage C */
    uint32_t *sessions; /* [pairs] whole sessions of the plan, of an offer and institution with two
                           pairs at the first, the kept one; NULL where the plan is not whole */
    double
        *excess;  /* [lp->rows] where there is a plan, but none in whole sessions was found: by how
                          much the nearest misses each row, below 0 on the lower side; else NULL */
    double *dual; /* [lp->rows] of stage B; ≥ 0 on ≤ rows, ≤ 0 on ≥ rows */
    double *fair_rate;  /* [zones] r*, NAN where N_z = 0 or not computed (β = 0) */
    double *floor;      /* [zones] max(0, β·r* − τ), 0 where there is no rate */
    double value_best;  /* V*: what stage B reached */
    double upper_bound; /* on V*, by weak duality */
    double fair_gap; /* bound − t of the last level of the fair profile; 0 when there is none */
    uint32_t fair_levels;
    double unbalanced;       /* V*(0) */
    double unbalanced_bound; /* on V*(0) */
    uint32_t rounds, blocks, largest_rows, largest_columns, cut_offers, threads;
    double seconds[EQP_PHASE_COUNT];
} eqp_solution;

/* Arrays sized for a programme and zeroed; fair_rate NAN. */
eqp_status eqp_solution_create(const eqp_programme *programme, eqp_solution **out,
                               eqp_error *error);
void eqp_solution_free(eqp_solution *solution);

#endif
