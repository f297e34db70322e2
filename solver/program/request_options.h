/* The options that every request on a study has in common, from words to a record. */
#ifndef EQP_PROGRAM_REQUEST_OPTIONS_H
#define EQP_PROGRAM_REQUEST_OPTIONS_H

#include "solver/program/console.h"
#include "solver/requests/axis_text.h"
#include "solver/requests/request_parts.h"

typedef struct eqp_request_options {
    eqp_request request; /* what was asked for, shown on the console */
    eqp_console console;
    const char **settings; /* the values of --set; owned */
    eqp_axis_text *axes;   /* [axis_count] those of --vary and --transfer, in order; owned */
    size_t axis_count;
} eqp_request_options;

/* From now on Ctrl-C ends the request early. EQP_ERROR_USAGE for an impossible value. The options
 * stay where they are, as the request's listener has their console. Free them in every case. */
eqp_status eqp_request_options_take(const eqp_arguments *given, eqp_request_options *options,
                                    eqp_error *error);
void eqp_request_options_free(eqp_request_options *options);

#endif
