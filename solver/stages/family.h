/* A family of studies that differ in a few numbers, each solved from what its neighbours found.
 *
 * The study as it stands is solved first, by all threads: its block plans, prices and bases are the
 * start of every other solve. The others are cut into groups (eqp_family_group), and one thread
 * solves a group from its first study to its last, each from where the one before ended. As a group
 * depends on nothing but the base and its own studies, results are the same bytes for any number of
 * threads or processes.
 *
 * What is kept between two studies is found by comparing their programmes: where only budgets,
 * absolute rules or balance differ every block plan stays one and the master alone changes; where
 * prices, priorities or shares differ plans are valued anew; where needs, places or success rates
 * differ each block restarts from its last basis; where the needs and offers that matter are
 * others, from nothing. */
#ifndef EQP_SOLVER_FAMILY_H
#define EQP_SOLVER_FAMILY_H

#include "models/answers/plan.h"
#include "solver/stages/stages.h"

/* The study as it stands, solved; frozen, read by all threads. Borrows the study. */
typedef struct eqp_base eqp_base;

/* Solves it by options->threads threads. An infeasible or stopped base is EQP_OK with that outcome
 * in its solution; the family then starts from nothing. */
eqp_status eqp_base_solve(const eqp_study *study, const eqp_solve_options *options, eqp_base **out,
                          eqp_error *error);
void eqp_base_free(eqp_base *base);
const eqp_programme *eqp_base_programme(const eqp_base *base);
const eqp_solution *eqp_base_solution(const eqp_base *base);

/* How a group's members come and go. All functions are called in the thread that solves the group,
 * so two groups in two threads call them at once; a non-zero status ends the group. */
typedef struct eqp_family {
    const eqp_base *base;
    /* 1: fair rates stay those of the base instead of being computed anew, and floors follow from
     * them and each member's balance (an error of usage where the base has no plan or no balance)
     */
    int hold_floors;
    /* 1: stage B alone, for values and slopes; the plan is B's and its cost not the least */
    int only_value;
    /* 1: where a member has the base's pairs, the leaders of its plan are what stage C begins with,
     * instead of searching: several times faster, with an overlap a little above the same study's
     * alone */
    int led_by_base;
    void *context;
    /* Turns `copy`, which holds the base study's values, into member `number`. */
    eqp_status (*change)(void *context, uint64_t number, eqp_study *copy, eqp_error *error);
    /* Takes what was found; solution->outcome tells what there is. Both are borrowed, until the
     * function returns. */
    eqp_status (*take)(void *context, uint64_t number, const eqp_programme *programme,
                       const eqp_solution *solution, eqp_error *error);
} eqp_family;

/* Solves members number[0] … number[count - 1] in the calling thread (options->threads: of each
 * solve; 1 where groups share the cores). options->stop ends it early with EQP_OK: members not
 * begun are not taken, the one at hand is taken as stopped. */
eqp_status eqp_family_solve(const eqp_family *family, const uint64_t *number, uint32_t count,
                            const eqp_solve_options *options, eqp_error *error);

/* How many members a group should have, from the size of the family alone; never more than
 * EQP_FAMILY_MOST. */
#define EQP_FAMILY_MOST 64
uint32_t eqp_family_group(uint64_t members);

/* Which of so many groups to give out at a turn (0 …): from both ends towards the middle, as those
 * furthest from the base, which take longest, mostly lie there. Changes no result. */
uint64_t eqp_family_turn(uint64_t groups, uint64_t turn);

#endif
