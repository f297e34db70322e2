/* Status codes and the error object: a code for the program, one sentence for the person.
 *
 * A plan that does not exist, and a limit that was reached, are outcomes of a solve (solution.h),
 * not errors. */
#ifndef EQP_MODELS_ERROR_H
#define EQP_MODELS_ERROR_H

#include "models/base/linkage.h"

#include <stdint.h>

EQP_LINKAGE_BEGIN

typedef enum {
    EQP_OK = 0,
    EQP_ERROR_USAGE,  /* the caller asked for something that does not exist */
    EQP_ERROR_SYSTEM, /* a file or folder could not be read or written */
    EQP_ERROR_DATA,   /* the input has errors */
    EQP_ERROR_MEMORY, /* an allocation failed */
    EQP_ERROR_SOLVER  /* the linear-programming library gave up */
} eqp_status;

/* The caller's own, plain memory: may be copied, needs no freeing. */
typedef struct eqp_error {
    eqp_status status;
    char file[256];  /* empty: no place in a file */
    uint32_t line;   /* 1-based; 0: none */
    uint32_t column; /* 1-based cell number; 0: none */
    char sentence[512];
} eqp_error;

/* Fills error (which may be NULL) with a sentence and no place; returns status. */
eqp_status eqp_error_set(eqp_error *error, eqp_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* EQP_ERROR_USAGE for a word that nothing is called, with the nearest that something is ("" or
 * NULL: none is near). what: N_("zone"), or a column or parameter, whose name is no language's. */
eqp_status eqp_error_unknown(eqp_error *error, const char *what, const char *word,
                             const char *nearest);

/* The sentence for a failed allocation; returns EQP_ERROR_MEMORY. */
eqp_status eqp_error_memory(eqp_error *error);

EQP_LINKAGE_END

#endif
