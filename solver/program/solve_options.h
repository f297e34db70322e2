/* --engine, --threads, --time-limit and --quiet as the solver wants them. */
#ifndef EQP_PROGRAM_SOLVE_OPTIONS_H
#define EQP_PROGRAM_SOLVE_OPTIONS_H

#include "models/programme.h"
#include "solver/program/arguments.h"
#include "solver/stages.h"

/* EQP_ERROR_USAGE for an impossible value. */
eqp_status eqp_solve_options_take(const eqp_arguments *arguments, eqp_solve_options *options,
                                  eqp_error *error);

/* The start of a run on one screen, on standard error, unless --quiet: version, study, sizes,
 * threads, options that differ from their defaults. */
void eqp_solve_options_announce(const eqp_arguments *arguments, const eqp_programme *programme);

#endif
