/* The programme of a study: MODEL.md's variables and constraints as a sparse LP, which rows couple,
 * and the way back from columns to places and people.
 *
 *     columns: x_ki of every pair · y_kzo of every use · t (the level of the fair profile)
 *     rows:    link, capacity [offers] · need [cells] · budget [institutions] · rule [rules] ·
 *              kept, added (one each where max_change is set) · balance [zones] · level [zones] ·
 *              value (one) · overlap (one where there are several buyers)
 *
 * Costs are those of stage B (maximise V). Balance, level, value and overlap rows are free until a
 * stage's goal bounds them: balance holds a zone's rate at a given floor, level holds it at t,
 * value holds V, overlap what stage C reached. The overlap row is empty: its coefficients are the
 * goal's. Offers that can cover nothing and are not signed
 * have no columns.
 *
 * Where max_change is set, places bought before (h_ki of table previous) are a pair of their own,
 * the kept one, with h_ki as its upper bound; it stands before the pair of the same offer and
 * institution that buys beyond them.
 *
 * Everything is in canonical order (study.h). Borrows the study, which must outlive it. */
#ifndef EQP_MODELS_PROGRAMME_H
#define EQP_MODELS_PROGRAMME_H

#include "models/base/error.h"
#include "models/programme/families.h"
#include "models/programme/lp.h"

typedef struct eqp_programme {
    const eqp_study *study;
    eqp_lp *lp;
    eqp_row_range
        rows[EQP_ROW_FAMILIES]; /* of each family, in the order of its index set; rows.h */

    uint32_t offers;      /* offers with columns, by study index below */
    uint32_t *offer;      /* [offers] study's offer */
    uint32_t *pair_start; /* [offers + 1] columns x of offer k: pair_start[k] … */
    uint32_t *use_start;  /* [offers + 1] columns y of offer k: first_use + use_start[k] … */
    uint8_t *decided;     /* [offers] 1: some pair has a decision, or is kept */

    uint32_t pairs;             /* x_ki: columns 0 … pairs - 1 */
    uint32_t *pair_offer;       /* [pairs] index into offer[] */
    uint32_t *pair_institution; /* [pairs] */
    uint32_t *pair_row;         /* [pairs] row of the study's prices */
    uint8_t *pair_kept;         /* [pairs] 1: places bought before */
    double *pair_price; /* [pairs] currency per place, session_price spread over group_max */

    uint32_t first_use, uses; /* y_kzo: columns first_use … */
    uint32_t *use_offer;      /* [uses] index into offer[] */
    uint32_t *use_cell;       /* [uses] */
    double *use_effect;       /* [uses] e_kzo, persons per place */

    uint32_t level_column; /* t */

    uint32_t
        cells; /* (zone, occupation) with a need row: those with d > 0 that some offer reaches */
    uint32_t *cell_need_row; /* [cells] row of the study's needs */

    double *residual;       /* [needs.count] d_zo, persons */
    double *committed;      /* [needs.count] min(n_zo, m_zo) */
    double *zone_need;      /* [zones] N_z */
    double *zone_committed; /* [zones] Σ_o min(n_zo, m_zo) */
    uint8_t *zone_reached;  /* [zones] 1: some y_kzo exists */
} eqp_programme;

/* Builds the programme of a finished study. EQP_ERROR_MEMORY only. */
eqp_status eqp_programme_build(const eqp_study *study, eqp_programme **out, eqp_error *error);
void eqp_programme_free(eqp_programme *programme);

/* Brings the bounds of all limits (budgets, rules, max_change) up to the study, which has changed
 * in nothing else (eqp_revision_only_bounds). */
void eqp_programme_bound_limits(eqp_programme *programme);

/* The bounds of the rows kept and added, in places: at least so many of those bought before, at
 * most so many others. For programmes that have them. */
void eqp_programme_change_bounds(const eqp_programme *programme, double *least_kept,
                                 double *most_added);

/* The bound of r_z's row for a floor on the coverage rate: floor_z − committed_z / N_z,
 * −INFINITY where N_z = 0. */
double eqp_programme_balance_bound(const eqp_programme *programme, uint32_t zone, double rate);

/* Stage B's floors as the lower bounds of all balance rows, lower[zones]; floor[zones], −INFINITY:
 * none. */
void eqp_programme_hold_floors(const eqp_programme *programme, const double *floor, double *lower);

/* What places of a pair cost in whole sessions: each at its price, and each session. The one place
 * that knows; a plan in places pays the spread price, pair_price. */
double eqp_programme_session_cost(const eqp_programme *programme, uint32_t pair, double places,
                                  double sessions);

/* p·(1 + 10⁻⁵·u) with u ∈ [0, 1) from a fixed hash of the two ids: stage D's price of a pair. */
double eqp_programme_tie_price(const eqp_programme *programme, uint32_t pair);

#endif
