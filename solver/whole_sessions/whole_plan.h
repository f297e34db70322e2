/* A plan in whole sessions while it is being made: what each institution buys of each offer, who
 * sits there, and what that takes of the rows that tie everything together.
 *
 * Places are whole and between an offer's least and most amounts but where no such amount exists;
 * seats, needs and capacities are kept by whoever changes a plan; rows may be missed, and by how
 * much is what one plan is compared with another by, before its worth. */
#ifndef EQP_SOLVER_WHOLE_PLAN_H
#define EQP_SOLVER_WHOLE_PLAN_H

#include "solver/whole_sessions/sessions.h"

/* What counts beside V, each per place of a pair: see whole.h. Borrowed. */
typedef struct eqp_whole_taste {
    const double *overlap; /* [pairs] places of overlap that one place makes; NULL: nothing */
    double overlap_price;  /* V given for a place of overlap less */
    double money_price;    /* V given for a unit of currency less */
} eqp_whole_taste;

typedef struct eqp_whole_plan {
    const eqp_sessions *sessions;
    const eqp_whole_taste *taste;
    double *places;   /* [purchases] */
    double *used;     /* [uses] y */
    double *activity; /* [rows] of sessions */
    double *size;     /* [rows] Σ |a·x|, against which noise is measured */
    double missed;    /* Σ over rows of what is missed, scaled */
    double worth;     /* V less what the taste takes off */
} eqp_whole_plan;

/* Nothing bought. EQP_ERROR_MEMORY only. */
eqp_status eqp_whole_plan_create(const eqp_sessions *sessions, const eqp_whole_taste *taste,
                                 eqp_whole_plan **out, eqp_error *error);
void eqp_whole_plan_free(eqp_whole_plan *plan);
void eqp_whole_plan_copy(eqp_whole_plan *to, const eqp_whole_plan *from);

/* The plan in places primal[columns], cut down to sessions that are full: what decisions sign is
 * bought all the same. */
void eqp_whole_plan_round(eqp_whole_plan *plan, const double *primal);

/* Computes activity, missed and worth anew from places and used. */
void eqp_whole_plan_count(eqp_whole_plan *plan);

/* What amounts take of the rows and are worth, while they are added up. */
typedef struct eqp_whole_sum {
    double *activity; /* [rows] */
    double *size;     /* [rows] Σ |a·x|; NULL: not wanted */
    double worth;
} eqp_whole_sum;

/* Adds so many places of a purchase, or of a use; the plan gives rows and taste. */
void eqp_whole_sum_purchase(eqp_whole_sum *sum, const eqp_whole_plan *plan, uint32_t purchase,
                            double places);
void eqp_whole_sum_use(eqp_whole_sum *sum, const eqp_whole_plan *plan, uint32_t use, double places);

/* What the taste takes off for one place, and one session, of a purchase. */
double eqp_whole_plan_place_taste(const eqp_whole_plan *plan, uint32_t purchase);
double eqp_whole_plan_session_taste(const eqp_whole_plan *plan, uint32_t purchase);

/* Places of a purchase that were bought before: the kept pair's. */
double eqp_whole_plan_kept(const eqp_sessions *sessions, uint32_t purchase, double places);

/* By how much row r is missed at an activity, unscaled: negative below its lower bound, positive
 * above its upper one; 0 up to the noise of adding so many amounts. */
double eqp_whole_plan_excess(const eqp_whole_plan *plan, uint32_t row);

/* 1 where one plan is to be preferred: it misses less, or no more and is worth more. */
int eqp_whole_plan_better(const eqp_whole_plan *one, const eqp_whole_plan *other);

#endif
