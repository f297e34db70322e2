/* What a solve is given beside its programme: engine, threads, limits, and who is told of it. */
#ifndef EQP_SOLVER_OPTIONS_H
#define EQP_SOLVER_OPTIONS_H

#include "models/programme/outcome.h"

#include <stdint.h>

EQP_LINKAGE_BEGIN

typedef enum { EQP_ENGINE_DECOMPOSED, EQP_ENGINE_DIRECT } eqp_engine_choice;

/* What a solve tells while it runs, for a progress line. */
typedef struct eqp_progress {
    eqp_phase phase;
    uint32_t round;
    double value, bound;
} eqp_progress;

typedef struct eqp_solve_options {
    eqp_engine_choice engine;
    int threads;         /* 0: all cores */
    uint32_t block_rows; /* most needs and offers of a block; 0: by the programme's structure */
    int without_overlap; /* 1: leave stage C out, to compare with what knows none */
    double time_limit;   /* seconds, 0: none */
    int (*stop)(
        void *); /* asked now and then, from one thread; non-zero ends the solve. May be NULL */
    void (*progress)(void *, const eqp_progress *); /* told now and then; may be NULL */
    void *context;                                  /* for the two */
} eqp_solve_options;

/* Decomposed, all cores, no limit. */
eqp_solve_options eqp_solve_options_default(void);

EQP_LINKAGE_END

#endif
