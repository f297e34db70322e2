/* What a change of a budget or a rule moves: the cheapest of the best plans (stages B and D, floors
 * held) before and after it, compared. */
#ifndef EQP_SOLVER_EXPLANATION_MOVES_H
#define EQP_SOLVER_EXPLANATION_MOVES_H

#include "solver/explain/what_if_solver.h"

/* Places that count as moved. */
#define EQP_MOVED_LEAST 1e-3

/* One of the plans that are compared. Owns its arrays. */
typedef struct eqp_snapshot {
    eqp_outcome outcome;
    double value;    /* V */
    double *places;  /* [prices.count] by row of the study's prices */
    double *covered; /* [zones] people that the plan covers */
} eqp_snapshot;

/* Solves what the explanation holds now. EQP_OUTCOME_INFEASIBLE is no error. */
eqp_status eqp_snapshot_take(eqp_what_if_solver *explanation, eqp_snapshot *snapshot,
                             eqp_error *error);
void eqp_snapshot_free(eqp_snapshot *snapshot);

typedef struct eqp_place_move {
    uint32_t price_row; /* of the study's prices: which offer and institution */
    double before, after;
    double cost; /* of the difference, at the price as it stands; ≥ 0 */
} eqp_place_move;

typedef struct eqp_zone_move {
    uint32_t zone;
    double people; /* covered more; below 0: less */
} eqp_zone_move;

/* What differs. Owns its arrays. */
typedef struct eqp_what_if {
    double amount; /* what was changed: currency, or the rule's unit; 0 where it was dropped */
    eqp_outcome outcome;   /* INFEASIBLE where one of the two plans does not exist */
    double value;          /* V gained; below 0: lost */
    double people;         /* the same without priorities */
    eqp_place_move *moves; /* [move_count] the dearest first */
    uint32_t move_count;
    eqp_zone_move *zones; /* [zone_count] those that gain or lose most first */
    uint32_t zone_count;
} eqp_what_if;

/* EQP_ERROR_MEMORY only. */
eqp_status eqp_what_if_compare(const eqp_study *study, const eqp_snapshot *before,
                               const eqp_snapshot *after, eqp_what_if *found, eqp_error *error);
void eqp_what_if_free(eqp_what_if *found);

/* An institution: what so much more money would buy, and what the last so much of it (or all that
 * it has) has bought, against a plan without it. */
typedef struct eqp_institution_explanation {
    eqp_what_if more, last;
} eqp_institution_explanation;

eqp_status eqp_institution_explain(eqp_what_if_solver *explanation, uint32_t institution,
                                   double amount, eqp_institution_explanation *found,
                                   eqp_error *error);
void eqp_institution_explanation_free(eqp_institution_explanation *found);

/* A rule: what changes where it asks for `step` less, and without it. */
typedef struct eqp_rule_explanation {
    eqp_what_if loosened, without;
} eqp_rule_explanation;

/* One point of a share, 1,000 of currency, one of everything else. */
double eqp_rule_step(const eqp_study *study, uint32_t rule);

eqp_status eqp_rule_explain(eqp_what_if_solver *explanation, uint32_t rule,
                            eqp_rule_explanation *found, eqp_error *error);
void eqp_rule_explanation_free(eqp_rule_explanation *found);

#endif
