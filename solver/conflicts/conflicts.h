/* Finds which decisions, rules, budgets and max_change contradict each other where no plan is
 * possible, and what would resolve it: fills the record of models/answers/conflict.h. */
#ifndef EQP_SOLVER_CONFLICTS_H
#define EQP_SOLVER_CONFLICTS_H

#include "models/answers/conflict.h"

/* Owned by the caller: eqp_conflicts_free. No sets when the study has a plan. EQP_ERROR_MEMORY,
 * EQP_ERROR_SOLVER. */
eqp_status eqp_conflicts_find(const eqp_programme *programme, eqp_conflicts **out,
                              eqp_error *error);

#endif
