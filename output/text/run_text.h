/* The last lines of a printed answer. */
#ifndef EQP_OUTPUT_RUN_TEXT_H
#define EQP_OUTPUT_RUN_TEXT_H

#include "output/files/buffer.h"
#include "output/tables/run.h"

/* Adds the time that a run took, and where the results are. */
void eqp_run_say(const eqp_run *run, eqp_buffer *buffer);

#endif
