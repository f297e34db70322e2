/* Who leads each course and each cell (zone of the site, family of the main occupation, kind): the
 * buyer whose places there are no overlap (overlap.h).
 *
 * A spot is a course or a cell that pairs of several buyers can be bought in; where one buyer alone
 * can buy there is no overlap. */
#ifndef EQP_MODELS_LEADERS_H
#define EQP_MODELS_LEADERS_H

#include "models/programme/programme.h"

typedef struct eqp_spots {
    uint32_t count, courses; /* all; the first of them, which are courses */
    uint32_t *start;         /* [count + 1] pairs of a spot: pair[start[s]] … */
    uint32_t *pair;          /* [start[count]] by buyer within a spot */
    uint32_t *buyer;         /* [start[count]] of the pair */
    uint32_t *named; /* [count] the buyer that table leads names, where it has a pair; EQP_NONE */
} eqp_spots;

/* The spots of a programme, courses first. EQP_ERROR_MEMORY only. */
eqp_status eqp_spots_create(const eqp_programme *programme, eqp_spots **out, eqp_error *error);
void eqp_spots_free(eqp_spots *spots);

/* leader[count]: the named buyer (a row with the site's department comes before one without), else
 * the largest in places[pairs], counted in millionths of a place; of equal ones the first in order.
 * How many have changed. */
uint32_t eqp_spots_lead(const eqp_spots *spots, const double *places, uint32_t *leader);

/* The same, but `buyer` leads wherever it has a pair and nobody else is named. */
void eqp_spots_prefer(const eqp_spots *spots, uint32_t buyer, const double *places,
                      uint32_t *leader);

/* weight[pairs]: in how many of its spots a pair's buyer is not the leader, 0 to 2:
 *
 *     weight_ki = [buyer of i ≠ leader of course k] + [buyer of i ≠ leader of k's cell]
 *
 * With the leaders of `places` and nobody named, Σ weight·places is the overlap of `places`, and of
 * any other plan it is not less than that plan's: a plan in which it falls has less overlap. */
void eqp_spots_weigh(const eqp_spots *spots, const uint32_t *leader, uint32_t pairs,
                     double *weight);

/* The same for cells alone: 0 or 1. */
void eqp_spots_weigh_cells(const eqp_spots *spots, const uint32_t *leader, uint32_t pairs,
                           double *weight);

/* Weights of cells by their buyers' shares in places[pairs], for exponents q > 1: with X_b the
 * places of buyer b in a cell, the slope of the concave Σ_b X_b − (Σ_b X_b^q)^(1/q),
 *
 *     1 − (X_b ÷ (Σ_b X_b^q)^(1/q))^(q−1)
 *
 * at equal shares where nothing is bought, and at all for the named leader where there is one. */
void eqp_spots_smooth(const eqp_spots *spots, double exponent, const double *places, uint32_t pairs,
                      double *weight);

#endif
