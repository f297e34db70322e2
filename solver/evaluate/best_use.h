/* The best use of places that are bought: a programme over y alone, x being given.
 *
 *     maximise V = Σ w·e·y
 *     subject to   Σ_zo y_kzo ≤ min(X_k, C_k)
 *                  Σ_k e_kzo·y_kzo ≤ d_zo
 *                  Σ_ko e_kzo·y_kzo + s_z ≥ floor_z·N_z − committed_z
 *                  y, s ≥ 0
 *
 * First without floors; where that misses some, with the least Σ s (people whom zones lack to their
 * floors), 0 where the places allow it; of all uses of that value the one that uses most places. It
 * is solved again and again from its last basis while places change a little. While one is there
 * its thread may have no other engine host (engine.h). One thread. */
#ifndef EQP_SOLVER_BEST_USE_H
#define EQP_SOLVER_BEST_USE_H

#include "models/answers/draft.h"
#include "solver/control/watch.h"

typedef struct eqp_best_use eqp_best_use;

typedef struct eqp_best_use_result {
    double free_value; /* V without floors */
    double shortfall;  /* Σ s */
    double value;      /* V with floors held, up to the shortfall */
    double bound;      /* on it, by weak duality */
} eqp_best_use_result;

/* floor[zones] as rates; 0 and NAN: none. Borrows draft_case and watch. EQP_ERROR_MEMORY; where the
 * watch has stopped it, here and below, EQP_ERROR_SOLVER with watch->stopped set. */
eqp_status eqp_best_use_create(const eqp_draft_case *draft_case, const double *floor,
                               eqp_watch *watch, eqp_best_use **out, eqp_error *error);
void eqp_best_use_free(eqp_best_use *evaluation);

/* Solves it for the draft. EQP_ERROR_SOLVER where the library gives up. */
eqp_status eqp_best_use_solve(eqp_best_use *evaluation, eqp_best_use_result *found,
                              eqp_error *error);

/* Of that: y [uses], using most places; V per place of each offer, place[offers], and per person of
 * each cell, need[cells]. Borrowed; they stay as they are. */
const double *eqp_best_use_use(const eqp_best_use *evaluation);
const double *eqp_best_use_place_value(const eqp_best_use *evaluation);
const double *eqp_best_use_need_value(const eqp_best_use *evaluation);

/* V of other places: offers[count] (indexes of the programme) have usable[count] places each, the
 * rest as in the draft, no zone lacking more to its floor than in the draft. *worse is 1 where some
 * zone would. */
eqp_status eqp_best_use_try(eqp_best_use *evaluation, uint32_t count, const uint32_t *offers,
                            const double *usable, double *value, int *worse, eqp_error *error);

/* The same as eqp_best_use_solve would find it: zones lack the least that they can together.
 * *worse is 1 where that is more than in the draft. */
eqp_status eqp_best_use_again(eqp_best_use *evaluation, uint32_t count, const uint32_t *offers,
                              const double *usable, double *value, int *worse, eqp_error *error);

/* How far an exchange should go: `to` gains q places while `from` (EQP_NONE: none) loses rate·q,
 * 0 ≤ q ≤ most, no zone lacking more to its floor than in the draft. *places is the best q, *value
 * V there; place[offers] receives V per place of each offer there. */
eqp_status eqp_best_use_exchange(eqp_best_use *evaluation, uint32_t from, double rate, uint32_t to,
                                 double most, double *places, double *value, double *place,
                                 eqp_error *error);

#endif
