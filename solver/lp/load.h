/* Brings a linear programme into an engine. */
#ifndef EQP_SOLVER_LOAD_H
#define EQP_SOLVER_LOAD_H

#include "models/programme/lp.h"
#include "solver/lp/engine.h"

/* scale[rows]: times the row its largest entry is 1; 1 of a row without entries. NULL when memory
 * is short; owned by the caller. */
double *eqp_load_scales(const eqp_lp *lp);

/* All rows and columns of the programme, into an empty engine; each row times its scale
 * (NULL: as it is). 0 = done, -1 = memory is short, or the host is lost. */
int eqp_load(eqp_engine *engine, const eqp_lp *lp, const double *scale);

/* The goal's bounds of the rows first … last - 1 of a programme that was loaded with the scales.
 * 0 = done, -1 = the host is lost. */
int eqp_load_bounds(eqp_engine *engine, eqp_goal goal, const double *scale, uint32_t first,
                    uint32_t last);

#endif
