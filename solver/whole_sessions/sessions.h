/* A programme in whole sessions: which amounts each institution can buy of an offer, and what that
 * takes of the rows that tie everything together.
 *
 *     group_min·s ≤ x ≤ group_max·s,   x and s whole
 *
 * A purchase is what one institution buys of one offer: a pair, or the kept pair and the one beyond
 * it. Everything here is whole places: least and most are amounts that sessions can have. */
#ifndef EQP_SOLVER_SESSIONS_H
#define EQP_SOLVER_SESSIONS_H

#include "models/base/error.h"
#include "models/programme/programme.h"

typedef struct eqp_purchase {
    uint32_t offer;           /* of the programme */
    uint32_t pair;            /* the last of its pairs: what is bought beyond places kept */
    int kept;                 /* 1: pair - 1 holds its places bought before */
    double smallest, largest; /* places of a session */
    double least, most;       /* places that decisions and capacity leave; least > most: none */
} eqp_purchase;

/* The rows that whole plans share (eqp_programme_shared_rows), balance with floors. Row r is the
 * programme's row first + r. */
typedef struct eqp_sessions {
    const eqp_programme *programme;
    uint32_t purchases;
    eqp_purchase *purchase;
    uint32_t *purchase_start; /* [offers + 1] purchases of offer k: purchase_start[k] … */
    uint32_t first, rows;
    double *lower, *upper; /* [rows] */
    double *scale;         /* [rows] 1 / the row's largest entry */
} eqp_sessions;

/* floor[zones]: what balance holds. EQP_ERROR_MEMORY only. */
eqp_status eqp_sessions_create(const eqp_programme *programme, const double *floor,
                               eqp_sessions **out, eqp_error *error);
void eqp_sessions_free(eqp_sessions *sessions);

/* The first row of a family among those. */
uint32_t eqp_sessions_row(const eqp_sessions *sessions, eqp_row_family family);

/* Sessions that hold so many places of a purchase, as few as can be; the most places, not above,
 * that sessions can have. */
double eqp_sessions_of(const eqp_purchase *purchase, double places);
double eqp_sessions_below(const eqp_purchase *purchase, double places);

/* Whole places of an offer. */
double eqp_sessions_capacity(const eqp_sessions *sessions, uint32_t offer);

/* Whether decisions stand in the way of whole sessions: they leave a purchase none, or ask its
 * offer, with those of others, for more than it has. */
int eqp_sessions_is_blocked(const eqp_sessions *sessions, uint32_t purchase);

/* Whether they do so for any purchase: then there is no whole plan at all. */
int eqp_sessions_any_blocked(const eqp_sessions *sessions);

/* What a purchase takes of a row, by place and by session: told for each row that it stands in. */
typedef void (*eqp_sessions_teller)(void *context, uint32_t row, double place, double session);
void eqp_sessions_entries(const eqp_sessions *sessions, uint32_t purchase, eqp_sessions_teller tell,
                          void *context);

/* What a use takes of its balance row: *row, and e / N_z. */
double eqp_sessions_use_entry(const eqp_sessions *sessions, uint32_t use, uint32_t *row);

#endif
