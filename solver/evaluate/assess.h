/* A draft measured against a study whose best plan is known: MODEL.md, "What evaluate computes". */
#ifndef EQP_SOLVER_ASSESS_H
#define EQP_SOLVER_ASSESS_H

#include "models/answers/assessment.h"
#include "solver/control/watch.h"

/* `best` is the solve of the study as it stands (programme `standing`); where it has a plan, its
 * fair rates and floors are those that the draft is measured against. Borrows study and draft for
 * as long as the assessment, and `standing` for as long as best has a plan. An assessment whose
 * search for exchanges was stopped has the outcome STOPPED. EQP_ERROR_MEMORY, EQP_ERROR_SOLVER;
 * where the watch has stopped it before the draft's value was known, EQP_ERROR_SOLVER with
 * watch->stopped set. The same numbers for any number of threads. */
eqp_status eqp_assess(const eqp_programme *standing, const eqp_solution *best,
                      const eqp_draft *draft, eqp_watch *watch, eqp_assessment **out,
                      eqp_error *error);

#endif
