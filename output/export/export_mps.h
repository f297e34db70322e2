/* Stage B's LP for any other solver, in free MPS format: "minimise −V", for readers of MPS drop a
 * maximise. */
#ifndef EQP_OUTPUT_EXPORT_MPS_H
#define EQP_OUTPUT_EXPORT_MPS_H

#include "models/programme/programme.h"

#include <stdio.h>

/* Writes the programme with floor[zones], the least coverage rate of each zone (0 where none is
 * asked for). Rows and columns have their names of programme.h. stream stays the caller's.
 * EQP_ERROR_MEMORY, or EQP_ERROR_SYSTEM when the stream failed: what was written is then of no
 * use. */
eqp_status eqp_export_mps(const eqp_programme *programme, const double *floor, FILE *stream,
                          eqp_error *error);

#endif
