/* The use of given places, part by part: offers that share no need are solved alone, and where
 * their rows and columns end is where the whole programme can begin. */
#ifndef EQP_SOLVER_COMPONENTS_H
#define EQP_SOLVER_COMPONENTS_H

#include "models/programme/lp.h"
#include "solver/control/watch.h"
#include "solver/lp/engine.h"

/* lp has rows of offers [offers], then of cells [cells], and columns of uses, those of offer k at
 * use_start[k] …; other rows and columns are left alone. A use's first entry is its offer's row,
 * the second its cell's. Costs count `scale` times. row_state and column_state (engine.h) receive
 * what the parts end with. 0 = done, 1 = the library gave up or the watch has stopped, -1 = memory
 * is short. */
int eqp_components_solve(const eqp_lp *lp, const uint32_t *use_start, uint32_t offers,
                         uint32_t cells, double scale, eqp_engine_host *host, eqp_watch *watch,
                         uint8_t *row_state, uint8_t *column_state);

#endif
