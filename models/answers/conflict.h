/* No plan possible: which decisions, rules, budgets and max_change contradict each other, and what
 * would resolve it.
 *
 * A set is irreducible: its members cannot hold together with what is on offer (places, needs, no
 * empty seats), and without any one of them the rest can. Sets found after the first share no
 * member with those before. */
#ifndef EQP_MODELS_CONFLICT_H
#define EQP_MODELS_CONFLICT_H

#include "models/programme/programme.h"

typedef enum {
    EQP_CONFLICT_DECISION_MIN, /* row of decisions: at least so many places */
    EQP_CONFLICT_DECISION_MAX, /* row of decisions: at most so many places */
    EQP_CONFLICT_MAX_CHANGE,   /* both of its rows: so many places kept, at most so many new */
    EQP_CONFLICT_RULE,         /* row of rules */
    EQP_CONFLICT_BUDGET        /* row of budgets */
} eqp_conflict_kind;

typedef enum {
    EQP_REMEDY_NONE,  /* no change of it alone gives a plan */
    EQP_REMEDY_VALUE, /* a value of it does */
    EQP_REMEDY_BLANK  /* only its absence does: max_change, beyond 1 */
} eqp_remedy;

/* Values are those of the study's tables: places, currency, the rule's measure or its share, the
 * share of max_change. `change_to` is rounded to some three digits of the change, outwards, so that
 * it really resolves what it is meant for. */
typedef struct eqp_conflict {
    eqp_conflict_kind kind;
    uint32_t row;     /* in the study's table of that kind; EQP_NONE for max_change */
    double value;     /* what it asks for */
    double shortfall; /* of the least joint change: by how much its row is missed, in the row's
                         unit: a share rule's in its measure */
    eqp_remedy remedy;
    double change_to; /* EQP_REMEDY_VALUE: the least change */
} eqp_conflict;

/* What the study offers, where a conflict needs it. */
typedef struct eqp_conflict_fact {
    int is_need;  /* 1: row of needs, 0: row of offers */
    uint32_t row; /* in that table */
    double value; /* places of the offer, or persons still lacking */
} eqp_conflict_fact;

typedef struct eqp_conflict_set {
    eqp_conflict *members; /* [count] decisions first, then max_change, rules, budgets; `remedy` is
                              the change of that member alone that gives the study a plan */
    uint32_t count;
    eqp_conflict_fact *facts; /* [fact_count] offers first */
    uint32_t fact_count;
} eqp_conflict_set;

#define EQP_CONFLICT_SETS 3

/* Members of a set whose remedy is asked for: each costs two linear programmes; EQP_REMEDY_NONE for
 * those behind. */
#define EQP_CONFLICT_REMEDIES 200

typedef struct eqp_conflicts {
    const eqp_programme *programme; /* that has no plan; borrowed */
    eqp_conflict_set sets[EQP_CONFLICT_SETS];
    uint32_t set_count;
    int more_sets;       /* 1: without all those members there is still no plan */
    int single;          /* 1: some member's change alone gives a plan */
    double missed;       /* the least Σ shortfall ÷ max(1, |bound of the row|) */
    eqp_conflict *joint; /* [joint_count] changes that together give a plan, with about that
                            least; largest first */
    uint32_t joint_count;
} eqp_conflicts;

void eqp_conflicts_free(eqp_conflicts *conflicts);

#endif
