/* No plan possible: which decisions, rules and budgets conflict, and by how much each falls short
 * when the least Σ violation ÷ max(1, |bound|) is allowed. */
#ifndef EQP_SOLVER_CONFLICTS_H
#define EQP_SOLVER_CONFLICTS_H

#include "models/programme.h"

typedef enum {
    EQP_CONFLICT_DECISION_MIN, /* row of decisions: fewer places than signed */
    EQP_CONFLICT_DECISION_MAX, /* row of decisions: more places than allowed */
    EQP_CONFLICT_RULE,         /* row of rules */
    EQP_CONFLICT_BUDGET        /* row of budgets */
} eqp_conflict_kind;

typedef struct eqp_conflict {
    eqp_conflict_kind kind;
    uint32_t row;     /* in the study's table of that kind */
    double bound;     /* what it asks for, in its own unit */
    double shortfall; /* by how much it is missed, in its own unit */
} eqp_conflict;

/* *conflicts[*count], largest relative shortfall first, to be freed by eqp_free; none when the
 * study has a plan. */
eqp_status eqp_conflicts_find(const eqp_programme *programme, eqp_conflict **conflicts,
                              uint32_t *count, eqp_error *error);

#endif
