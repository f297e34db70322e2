/* The command line, taken apart by what commands.def declares. Unknown words name the nearest known
 * one. */
#ifndef EQP_PROGRAM_ARGUMENTS_H
#define EQP_PROGRAM_ARGUMENTS_H

#include "models/base/error.h"
#include "solver/program/command.h"

#define EQP_MOST_ARGUMENTS 2
#define EQP_MOST_THREADS 1024

typedef struct eqp_given_option {
    const char *name, *value; /* value "" for a switch */
} eqp_given_option;

typedef struct eqp_arguments {
    const eqp_command *command; /* NULL: none was named */
    const char *argument[EQP_MOST_ARGUMENTS];
    int argument_count;
    eqp_given_option *options; /* [option_count] in order; owned */
    size_t option_count;
} eqp_arguments;

/* Fills arguments from argv, whose texts are borrowed. EQP_ERROR_USAGE: a sentence says what to do.
 * With --help or --version, missing words are no error. Free it in every case. */
eqp_status eqp_arguments_parse(int argc, char **argv, eqp_arguments *arguments, eqp_error *error);
void eqp_arguments_free(eqp_arguments *arguments);

/* Whether a switch was given. */
int eqp_arguments_has(const eqp_arguments *arguments, const char *option);

/* --threads, which every command takes; 0 when it was not given: all cores. */
eqp_status eqp_arguments_threads(const eqp_arguments *arguments, int *threads, eqp_error *error);

/* The last value of an option, `otherwise` when it was not given. */
const char *eqp_arguments_text(const eqp_arguments *arguments, const char *option,
                               const char *otherwise);

/* The same as a number from low to high; *number keeps its value when the option was not given.
 * EQP_ERROR_USAGE names option and range. */
eqp_status eqp_arguments_number(const eqp_arguments *arguments, const char *option, double low,
                                double high, double *number, eqp_error *error);

/* The same, whole. */
eqp_status eqp_arguments_whole(const eqp_arguments *arguments, const char *option, double low,
                               double high, double *number, eqp_error *error);

/* The same as the index of one of the words that commands.def lists for the option. */
eqp_status eqp_arguments_word(const eqp_arguments *arguments, const char *option, uint32_t *index,
                              eqp_error *error);

#endif
