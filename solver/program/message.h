/* What the program says on standard error. */
#ifndef EQP_PROGRAM_MESSAGE_H
#define EQP_PROGRAM_MESSAGE_H

#include "input/tables/problems.h"
#include "models/base/error.h"
#include "models/programme/solution.h"
#include "output/text/amounts.h"
#include "solver/program/arguments.h"

/* Prints "FILE:LINE:COLUMN: error: sentence", as far as the error has a place; the exit status that
 * goes with it. A process other than the first tells it to that one instead. */
eqp_exit eqp_message_error(const eqp_error *error);

/* Prints "equiplace: " and a sentence that does not fail the run by itself: that it was stopped. */
void eqp_message_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints a line of what is known at a run's start, indented. */
void eqp_message_fact(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints "equiplace: warning: " and a sentence, where warnings are wanted; the same of a line of
 * scenarios.csv. */
void eqp_message_warning(const eqp_arguments *arguments, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void eqp_message_scenario_warning(const eqp_arguments *arguments, uint32_t line,
                                  const char *sentence);

/* Whether the program says how a run starts, its progress, warnings: not with --quiet, and in the
 * first process alone. */
int eqp_message_wanted(const eqp_arguments *arguments);

/* Prints the problems of the input; with --quiet only where errors are among them. folder (NULL:
 * none) goes before their files. */
void eqp_message_problems(const eqp_arguments *arguments, eqp_problems *problems,
                          const char *folder);

/* Prints text (freed here; NULL says that memory was short) on standard output; EQP_EXIT_DONE, or
 * EQP_EXIT_SYSTEM when it could not be written. */
eqp_exit eqp_message_answer(char *text);

/* An object of the program's version and these amounts; owned by the caller. */
char *eqp_message_amounts_json(const eqp_amount *amounts, size_t count);

/* Says that the run was stopped before there was an answer, with --json as that outcome on standard
 * output too; EQP_EXIT_STOPPED, unless that fails. The second form: before there was any plan. */
eqp_exit eqp_message_stopped(const eqp_arguments *arguments, eqp_outcome outcome,
                             const char *sentence);
eqp_exit eqp_message_no_plan(const eqp_arguments *arguments);

/* The exit status of a request that ended so, where its answer was printed with `printed`. */
eqp_exit eqp_message_ended(eqp_exit printed, eqp_outcome outcome);

#endif
