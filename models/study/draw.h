/* Needs drawn from the triangle (need_low, need, need_high).
 *
 * Keyed by (seed, draw, zone id, occupation id), so that neither the order of rows nor threads
 * matter; the inverse of the triangular distribution function at a uniform number of a fixed hash.
 * Where low = high the need is that value. */
#ifndef EQP_MODELS_DRAW_H
#define EQP_MODELS_DRAW_H

#include "models/study/study.h"

/* Draw number `draw` (1 …): writes each need, and the same into its low and high estimates, so that
 * the draw counts at any need_level. `study` is a copy that holds the original values. */
void eqp_draw_needs(uint64_t seed, uint64_t draw, eqp_study *study);

#endif
