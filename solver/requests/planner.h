/* The handle of the library: it owns a study, what is changed of it, and the plan that was found.
 *
 *     eqp_planner_open → eqp_planner_set … → eqp_planner_solve → what is read below → … → close
 *
 * One thread at a time uses a planner; several planners may be used at once. */
#ifndef EQP_REQUESTS_PLANNER_H
#define EQP_REQUESTS_PLANNER_H

#include "solver/requests/ask.h"

EQP_LINKAGE_BEGIN

typedef struct eqp_planner eqp_planner;

/* Reads the study in a folder; *out is owned by the caller, NULL on failure. listener (NULL: none)
 * is told what is found and done, from now on, and may stop a solve. EQP_ERROR_DATA: the study has
 * errors; EQP_ERROR_SYSTEM, EQP_ERROR_MEMORY. */
eqp_status eqp_planner_open(const char *folder, const eqp_listener *listener, eqp_planner **out,
                            eqp_error *error);
void eqp_planner_close(eqp_planner *planner);

/* Changes the study from now on, after all that was set before: "balance=0.5",
 * "budget[region]*=1.1", "price[family=G]+=50". EQP_ERROR_USAGE: it has no such parameter, target
 * or value; nothing is changed. */
eqp_status eqp_planner_set(eqp_planner *planner, const char *setting, eqp_error *error);

/* Takes all of that back: the study as it was read. */
void eqp_planner_reset(eqp_planner *planner);

/* What is asked for with the next solve, to be changed: scenario, threads, time limit, folder. Its
 * study and settings are the planner's own. A copy is what other requests begin with (ask.h), while
 * nothing is set or reset. Borrowed. */
eqp_request *eqp_planner_request(eqp_planner *planner);

/* Finds the best plan of the study as it is set. *outcome (may be NULL) says whether there is one;
 * it is what all below tells of, until the next solve. EQP_ERROR_SOLVER also where the judge does
 * not confirm the plan. */
eqp_status eqp_planner_solve(eqp_planner *planner, eqp_outcome *outcome, eqp_error *error);

/* The whole answer as eqp_ask_solve gives it; owned by the caller (eqp_text_free), NULL before the
 * first solve or when memory is short. */
char *eqp_planner_json(const eqp_planner *planner);

/* ---- the plan: NAN and 0 where there is none ---- */

double eqp_planner_value(const eqp_planner *planner);    /* V of the plan, in people */
double eqp_planner_best(const eqp_planner *planner);     /* V*, which complementarity may give of */
double eqp_planner_bound(const eqp_planner *planner);    /* no plan has more than this */
double eqp_planner_coverage(const eqp_planner *planner); /* share of the need, 0..1 */
double eqp_planner_cost(const eqp_planner *planner);     /* currency */

/* Texts are borrowed until the next solve. */
typedef struct eqp_zone_result {
    const char *zone;
    double need, covered;   /* people */
    double rate, fair_rate; /* share of the need, 0..1; NAN where there is none */
} eqp_zone_result;

typedef struct eqp_line_result {
    const char *offer, *institution;
    double places, cost, hires; /* cost in currency; people who end in the job */
    uint32_t sessions;          /* 0 where the plan is not in whole sessions */
} eqp_line_result;

typedef struct eqp_budget_result {
    const char *institution;
    double budget, spent;  /* currency */
    double marginal_value; /* V gained by 1,000 of currency more */
} eqp_budget_result;

/* How many there are, and number i of them: in the order of the study's tables; lines by offer. */
uint32_t eqp_planner_zones(const eqp_planner *planner);
eqp_zone_result eqp_planner_zone(const eqp_planner *planner, uint32_t i);
uint32_t eqp_planner_lines(const eqp_planner *planner);
eqp_line_result eqp_planner_line(const eqp_planner *planner, uint32_t i);
uint32_t eqp_planner_budgets(const eqp_planner *planner);
eqp_budget_result eqp_planner_budget(const eqp_planner *planner, uint32_t i);

EQP_LINKAGE_END

#endif
