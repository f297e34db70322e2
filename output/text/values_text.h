/* What `explain --all` found, on one screen. */
#ifndef EQP_OUTPUT_VALUES_TEXT_H
#define EQP_OUTPUT_VALUES_TEXT_H

#include "output/tables/values.h"

/* dual[rows] are stage B's. Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_values_text(const eqp_plan *plan, const double *dual, const eqp_run *run);

#endif
