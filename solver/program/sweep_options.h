/* What a sweep varies, from --vary, --transfer, --draws, --seed and --hold-floors. */
#ifndef EQP_PROGRAM_SWEEP_OPTIONS_H
#define EQP_PROGRAM_SWEEP_OPTIONS_H

#include "models/study/variation.h"
#include "solver/program/arguments.h"

typedef struct eqp_sweep_options {
    double draws, seed; /* whole; draws 0: none */
    int hold_floors;
    eqp_variation *variation; /* owned */
    char *line;               /* all of it as typed, on one line; owned */
} eqp_sweep_options;

/* What can be told without a study; variation and line are NULL. EQP_ERROR_USAGE where nothing is
 * varied, or a number is impossible. */
eqp_status eqp_sweep_options_take(const eqp_arguments *arguments, eqp_sweep_options *options,
                                  eqp_error *error);

/* The rest. EQP_ERROR_USAGE: the study has no such rows or values, or no floors to hold. */
eqp_status eqp_sweep_options_understand(const eqp_arguments *arguments, const eqp_study *study,
                                        eqp_sweep_options *options, eqp_error *error);

void eqp_sweep_options_free(eqp_sweep_options *options);

#endif
