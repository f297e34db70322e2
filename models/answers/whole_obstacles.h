/* No plan in whole sessions where there is one in places: the decisions that leave no whole
 * session, or else what the nearest plan that was found misses. */
#ifndef EQP_MODELS_WHOLE_OBSTACLES_H
#define EQP_MODELS_WHOLE_OBSTACLES_H

#include "models/programme/programme.h"

/* An offer that an institution can buy no whole session of. */
typedef struct eqp_blocked_purchase {
    uint32_t offer, institution; /* study's indexes */
    uint32_t decision;           /* row of decisions; EQP_NONE: it has none */
    double least, most;          /* places that the decision leaves, and the offer has */
    double smallest, largest;    /* places of a session */
} eqp_blocked_purchase;

/* A row that the nearest plan misses. */
typedef struct eqp_missed_row {
    eqp_row_family family; /* budget, rule, kept, added or balance */
    uint32_t index;        /* of the institution, the rule, the zone; 0 */
    double excess;         /* in the row's unit: above its upper bound; < 0: below its lower one */
} eqp_missed_row;

/* Owns its arrays. */
typedef struct eqp_whole_obstacles {
    const eqp_programme *programme; /* borrowed */
    eqp_blocked_purchase *blocked;  /* [blocked_count] */
    uint32_t blocked_count;
    eqp_missed_row *missed; /* [missed_count] none where something is blocked */
    uint32_t missed_count;
} eqp_whole_obstacles;

void eqp_whole_obstacles_free(eqp_whole_obstacles *obstacles);

#endif
