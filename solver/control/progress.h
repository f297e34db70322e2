/* How a solve works, and what it tells while it runs. */
#ifndef EQP_SOLVER_PROGRESS_H
#define EQP_SOLVER_PROGRESS_H

#include "models/programme/outcome.h"

#include <stdint.h>

EQP_LINKAGE_BEGIN

typedef enum { EQP_ENGINE_DECOMPOSED, EQP_ENGINE_DIRECT } eqp_engine_choice;

/* For a progress line. */
typedef struct eqp_progress {
    eqp_phase phase;
    uint32_t round;
    double value, bound;
} eqp_progress;

EQP_LINKAGE_END

#endif
