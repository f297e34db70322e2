/* The library's door: everything that another program may use. Installed with what it includes, and
 * nothing else.
 *
 *     eqp_planner *planner;
 *     eqp_error error;
 *     if (eqp_planner_open("my-study", NULL, &planner, &error) == EQP_OK &&
 *         eqp_planner_solve(planner, NULL, &error) == EQP_OK)
 *         printf("%g people\n", eqp_planner_value(planner)); */
#ifndef EQUIPLACE_H
#define EQUIPLACE_H

#include "input/generate/generate.h"
#include "input/import/import_bmo.h"
#include "solver/requests/ask.h"
#include "solver/requests/planner.h"

EQP_LINKAGE_BEGIN

/* "0.1.0" */
const char *eqp_version(void);

EQP_LINKAGE_END

#endif
