/* The printed summary's sentence about the previous plan. */
#ifndef EQP_OUTPUT_CONTINUITY_TEXT_H
#define EQP_OUTPUT_CONTINUITY_TEXT_H

#include "models/answers/plan.h"
#include "output/files/buffer.h"

/* Adds a paragraph; nothing where the study has no previous plan. */
void eqp_continuity_text(eqp_buffer *buffer, const eqp_plan *plan);

#endif
