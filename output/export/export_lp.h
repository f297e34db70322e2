/* Stage B's LP for any other solver, in CPLEX's LP format: "minimise −V". */
#ifndef EQP_OUTPUT_EXPORT_LP_H
#define EQP_OUTPUT_EXPORT_LP_H

#include "models/programme/programme.h"

#include <stdio.h>

/* Writes the programme with floor[zones], the least coverage rate of each zone (0 where none is
 * asked for). Rows and columns have their names of programme.h; a row bounded on both sides is
 * written twice, its lower side as `least.NAME`. stream stays the caller's. EQP_ERROR_MEMORY, or
 * EQP_ERROR_SYSTEM when the stream failed: what was written is then of no use. */
eqp_status eqp_export_lp(const eqp_programme *programme, const double *floor, FILE *stream,
                         eqp_error *error);

#endif
