/* A plan that somebody made elsewhere, and what it is in a study.
 *
 * The study's copy takes the draft's places for decided, so that its programme has a pair for each
 * of them, whether the study allows it or not: pairs without a price cost nothing there and are
 * marked. Decisions, rules, budgets and max_change of the study itself stand beside, to be compared
 * with. */
#ifndef EQP_MODELS_DRAFT_H
#define EQP_MODELS_DRAFT_H

#include "models/programme/programme.h"

typedef struct eqp_draft_line {
    uint32_t offer, institution; /* study's indexes */
    double places;               /* > 0 */
} eqp_draft_line;

/* Its lines are its own. */
typedef struct eqp_draft {
    eqp_draft_line *lines; /* [count] by offer, institution; each pair once */
    uint32_t count;
} eqp_draft;

void eqp_draft_free(eqp_draft *draft);

/* Places that a draft buys of an offer for an institution. */
double eqp_draft_places(const eqp_draft *draft, uint32_t offer, uint32_t institution);

/* What a draft is in a study. Pairs are those of its programme: one for each offer and institution,
 * whatever max_change says. */
typedef struct eqp_draft_case {
    const eqp_study *study; /* as it stands; borrowed */
    const eqp_draft *draft; /* borrowed */
    eqp_study *decided;
    eqp_programme *programme;
    double *places;                /* [pairs] */
    double *least;                 /* [pairs] l_ki */
    double *most;                  /* [pairs] u_ki, may be infinite; 0 without a price */
    double *before;                /* [pairs] h_ki, 0 without max_change */
    uint8_t *priced;               /* [pairs] */
    double least_kept, most_added; /* bounds of max_change, ∓INFINITY without it */
} eqp_draft_case;

/* Builds it. `standing` is the programme of the study as it stands, which max_change is counted by.
 * The case borrows study and draft, not the programme. EQP_ERROR_MEMORY only. */
eqp_status eqp_draft_case_create(const eqp_programme *standing, const eqp_draft *draft,
                                 eqp_draft_case **out, eqp_error *error);
void eqp_draft_case_free(eqp_draft_case *draft_case);

/* What so many places of a pair cost: in a study of whole sessions each of the fewest sessions that
 * they need at its own price, elsewhere spread over places. */
double eqp_draft_cost(const eqp_draft_case *draft_case, uint32_t pair, double places);

/* The fewest sessions that so many places of a study's offer need. */
double eqp_draft_sessions(const eqp_study *study, uint32_t offer, double places);

/* The number of places nearest to `places` that can be cut into whole sessions of group_min to
 * group_max places: the places themselves where they can. */
double eqp_draft_whole_places(const eqp_study *study, uint32_t offer, double places);

#endif
