/* The points of a sweep: all combinations of the values of its axes, and draws of every need.
 *
 * Points are numbered 0 … in the order typed, the last axis fastest, a draw faster still. They are
 * solved in another order, `positions`, in which whatever leaves the plans of blocks as they are
 * (budgets, rules, balance) changes fastest: both orders follow from the input alone. Borrows the
 * study; takes over its axes. Frozen once complete. */
#ifndef EQP_MODELS_VARIATION_H
#define EQP_MODELS_VARIATION_H

#include "models/study/axis.h"

typedef struct eqp_variation eqp_variation;

eqp_status eqp_variation_create(const eqp_study *study, eqp_variation **out, eqp_error *error);
void eqp_variation_free(eqp_variation *variation);

/* Takes the axis over, also on failure. EQP_ERROR_USAGE: two axes of one title, a set axis that
 * undoes an earlier one or the draws, or more than 2⁵³ points. The axis has values (no RANGE). */
eqp_status eqp_variation_add(eqp_variation *variation, eqp_axis *axis, eqp_error *error);

/* Draws every need `draws` times (≥ 1; models/study/draw.h); once for a variation. EQP_ERROR_USAGE:
 * an axis sets all needs, or more than 2⁵³ points. */
eqp_status eqp_variation_draw(eqp_variation *variation, uint64_t draws, uint64_t seed,
                              eqp_error *error);

uint64_t eqp_variation_points(const eqp_variation *variation);
uint64_t eqp_variation_draws(const eqp_variation *variation); /* 0: none */

/* What varies, the draw (title "draw", values 1 …) last. */
uint32_t eqp_variation_columns(const eqp_variation *variation);
const char *eqp_variation_title(const eqp_variation *variation, uint32_t column);
double eqp_variation_value(const eqp_variation *variation, uint64_t point, uint32_t column);

/* The point at a position of the solving order, and how many positions in a row share everything
 * but budgets, rules and balance. */
uint64_t eqp_variation_at(const eqp_variation *variation, uint64_t position);
uint64_t eqp_variation_run(const eqp_variation *variation);

/* Turns a copy that holds the study's own values into the point's study, in place. Draws come
 * first, then the axes in the order typed. Any thread. */
void eqp_variation_change(const eqp_variation *variation, uint64_t point, eqp_study *copy);

#endif
