/* What limits a zone, or one of its needs: what could still be bought for it, and at which price it
 * would be. */
#ifndef EQP_SOLVER_EXPLANATION_ZONE_H
#define EQP_SOLVER_EXPLANATION_ZONE_H

#include "models/answers/open_offers.h"
#include "solver/explain/break_even.h"

/* Candidates whose break-even price is found by solving again. */
#define EQP_ZONE_VERIFIED 5

typedef struct eqp_zone_explanation {
    uint32_t zone, occupation;  /* EQP_NONE: the whole zone */
    eqp_open_offer *candidates; /* [candidate_count] owned; the cheapest per person first */
    uint32_t candidate_count;
    eqp_buying_verdict verdict[EQP_ZONE_VERIFIED]; /* of the first `verified` candidates */
    eqp_flip price[EQP_ZONE_VERIFIED];             /* their break-even prices */
    uint32_t verified;
} eqp_zone_explanation;

/* dual[rows] are stage B's. Of one need the cheapest candidates' break-evens are found by solving
 * again. The explanation is as it stands before and after. */
eqp_status eqp_zone_explain(eqp_what_if_solver *explanation, const eqp_plan *plan,
                            const double *dual, uint32_t zone, uint32_t occupation,
                            eqp_zone_explanation *found, eqp_error *error);
void eqp_zone_explanation_free(eqp_zone_explanation *found);

#endif
