#include "output/tables/run.h"

const char *eqp_phase_name(eqp_phase phase) {
    static const char *const names[EQP_PHASE_COUNT] = {
        [EQP_PHASE_READ] = "read",
        [EQP_PHASE_BUILD] = "build",
        [EQP_PHASE_UNBALANCED] = "unbalanced",
        [EQP_PHASE_FAIR] = "fair",
        [EQP_PHASE_VALUE] = "value",
        [EQP_PHASE_OVERLAP] = "overlap",
        [EQP_PHASE_COST] = "cost",
        [EQP_PHASE_WHOLE] = "whole",
        [EQP_PHASE_PROOF] = "proof",
        [EQP_PHASE_WRITE] = "write",
    };
    return names[phase];
}

const char *eqp_outcome_name(eqp_outcome outcome) {
    static const char *const names[] = {
        [EQP_OUTCOME_OPTIMAL] = "optimal",
        [EQP_OUTCOME_STOPPED] = "stopped",
        [EQP_OUTCOME_NO_PLAN] = "no plan",
        [EQP_OUTCOME_INFEASIBLE] = "infeasible",
    };
    return names[outcome];
}
