/* How a solve ended, and the phases that it goes through. */
#ifndef EQP_MODELS_OUTCOME_H
#define EQP_MODELS_OUTCOME_H

#include "models/base/linkage.h"

EQP_LINKAGE_BEGIN

typedef enum {
    EQP_OUTCOME_OPTIMAL,
    EQP_OUTCOME_STOPPED,   /* a limit or Ctrl-C: the plan is the best so far, the gap is true */
    EQP_OUTCOME_NO_PLAN,   /* stopped before any plan was found */
    EQP_OUTCOME_INFEASIBLE /* decisions, rules and budgets conflict */
} eqp_outcome;

typedef enum {
    EQP_PHASE_READ,
    EQP_PHASE_BUILD,
    EQP_PHASE_UNBALANCED, /* stage B at β = 0 */
    EQP_PHASE_FAIR,       /* stage A */
    EQP_PHASE_VALUE,      /* stage B */
    EQP_PHASE_OVERLAP,    /* stage C */
    EQP_PHASE_COST,       /* stage D */
    EQP_PHASE_WHOLE,      /* whole sessions */
    EQP_PHASE_PROOF,
    EQP_PHASE_WRITE,
    EQP_PHASE_COUNT
} eqp_phase;

EQP_LINKAGE_END

#endif
