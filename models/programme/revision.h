/* How far two programmes of one region differ, which decides what a solver may carry over from one
 * to the other; and the shortest way from one to the other where little differs. */
#ifndef EQP_MODELS_REVISION_H
#define EQP_MODELS_REVISION_H

#include "models/programme/programme.h"

/* Each holds what stands before it, too. */
typedef enum {
    EQP_REVISION_BOUNDS,   /* bounds of budget and rule rows, and the balance */
    EQP_REVISION_WORTH,    /* what a plan of a block is worth, costs and takes of coupling rows */
    EQP_REVISION_PLANS,    /* which plans a block can have: needs, places, effects */
    EQP_REVISION_STRUCTURE /* which offers and needs there are */
} eqp_revision;

/* 1 where two studies with the same rows differ in budgets, values of absolute rules, and
 * parameters other than need_level alone. */
int eqp_revision_only_bounds(const eqp_study *before, const eqp_study *after);

/* How two programmes of studies with the same rows differ. */
eqp_revision eqp_revision_between(const eqp_programme *before, const eqp_programme *after);

#endif
