/* What every command that reads a study begins with. */
#ifndef EQP_PROGRAM_STUDY_INPUT_H
#define EQP_PROGRAM_STUDY_INPUT_H

#include "input/tables/problems.h"
#include "models/study/outlines.h"
#include "models/study/study.h"
#include "output/files/buffer.h"
#include "solver/program/arguments.h"

/* Reads the study of argument 0 into *out (NULL unless EQP_EXIT_DONE), whole sessions switched on
 * where --whole is given (and off for commands without it), and prints its problems on standard
 * error. `problems` (may be NULL) also receives them, and those of the zones' outlines, which are
 * then looked at too. */
eqp_exit eqp_study_input_read(const eqp_arguments *arguments, eqp_problems *problems,
                              eqp_study **out);

/* The same, with --scenario and --set applied. */
eqp_exit eqp_study_input_read_scenario(const eqp_arguments *arguments, eqp_study **out);

/* Reads the outlines of the study's zones, for a map, where --html is given and there are some;
 * prints their problems. *out is owned by the caller. */
eqp_exit eqp_study_input_read_outlines(const eqp_arguments *arguments, const eqp_study *study,
                                       eqp_outlines **out);

/* Prints a warning of eqp_scenario_apply; context is the arguments. */
void eqp_study_input_warn(void *context, uint32_t line, const char *sentence);

/* Adds " --scenario NAME --set … --whole" to a line that says what was asked for, as far as they
 * were given. */
void eqp_study_input_describe(const eqp_arguments *arguments, eqp_buffer *line);

/* The scenario that was asked for: "base" where none was. */
const char *eqp_study_input_scenario(const eqp_arguments *arguments);

#endif
