/* --engine, --threads, --time-limit and --quiet as the solver wants them. */
#ifndef EQP_PROGRAM_SOLVE_OPTIONS_H
#define EQP_PROGRAM_SOLVE_OPTIONS_H

#include "models/programme/programme.h"
#include "solver/control/options.h"
#include "solver/program/arguments.h"

/* EQP_ERROR_USAGE for an impossible value. */
eqp_status eqp_solve_options_take(const eqp_arguments *arguments, eqp_solve_options *options,
                                  eqp_error *error);

/* The threads of a command where --threads says nothing: all cores, or, where it spreads over
 * several processes on this host, its part of them; at least 1. */
int eqp_solve_options_cores(const eqp_command *command);

/* The start of a run on one screen, on standard error, unless --quiet: version, study, sizes (those
 * of the programme too, where it is not NULL), threads, options that differ from their defaults. */
void eqp_solve_options_announce(const eqp_arguments *arguments, const eqp_study *study,
                                const eqp_programme *programme);

#endif
