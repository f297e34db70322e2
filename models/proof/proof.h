/* The judge: knows nothing of how a plan was found.
 *
 * Takes a programme, a goal (costs and row bounds), a primal point and dual values of the rows, and
 * recomputes everything from the matrix. For
 *
 *     maximise c·x   subject to   row_lower ≤ A·x ≤ row_upper,   lower ≤ x ≤ upper
 *
 * and any dual π, weak duality gives
 *
 *     bound(π) = Σ_r max(π_r·row_lower_r, π_r·row_upper_r) + Σ_j max(d_j·lower_j, d_j·upper_j)
 *     d        = c − Aᵀπ
 *
 * where π_r counts as 0 when the side that it asks for is infinite. */
#ifndef EQP_MODELS_PROOF_H
#define EQP_MODELS_PROOF_H

#include "models/programme/lp.h"

/* A row may be violated by this, times max(1, |bound|, Σ|a·x|). */
#define EQP_ROW_TOLERANCE 1e-6

/* A plan counts as optimal up to this relative gap. */
#define EQP_GAP_TOLERANCE 1e-6

typedef struct eqp_verdict {
    double value;          /* c·x */
    double worst_residual; /* largest violation of a row or column bound ÷ its scale above */
    uint32_t worst_row;    /* where, UINT32_MAX where it is a column */
    uint32_t worst_column; /* where, UINT32_MAX where it is a row */
} eqp_verdict;

/* Value and violations of a point. 0 = done, -1 = memory is short. */
int eqp_proof_check(const eqp_lp *lp, eqp_goal goal, const double *primal, eqp_verdict *verdict);

/* The upper bound that any dual values prove. */
double eqp_proof_bound(const eqp_lp *lp, eqp_goal goal, const double *dual);

/* (bound − value) ÷ max(0.001, |value|), never below 0; INFINITY where either is no number. */
double eqp_proof_gap(double value, double bound);

#endif
