/* The judge of whole plans: a sound plan passes, and each thing that can be wrong is seen. */
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "models/proof/whole_proof.h"

#include <math.h>
#include <string.h>

/* A whole plan of the small study, by hand: plumber 16 places in two sessions by region, roof one
 * place by region, garden 10 by ft; 16 of plumber's 16 seats taken. */
typedef struct by_hand {
    eqp_study *study;
    eqp_programme *programme;
    eqp_solution *solution;
} by_hand;

static uint32_t pair_of(const by_hand *plan, const char *offer, const char *institution) {
    const eqp_programme *p = plan->programme;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        if (strcmp(eqp_study_id(p->study, EQP_SPACE_offer, p->offer[p->pair_offer[pair]]), offer) ==
                0 &&
            strcmp(eqp_study_id(p->study, EQP_SPACE_institution, p->pair_institution[pair]),
                   institution) == 0)
            return pair;
    CU_FAIL_FATAL("no such pair");
    return 0;
}

static void buy(by_hand *plan, const char *offer, const char *institution, double places,
                uint32_t sessions) {
    uint32_t pair = pair_of(plan, offer, institution);
    plan->solution->primal[pair] = places;
    plan->solution->sessions[pair] = sessions;
}

/* The use of an offer's residents in a zone. */
static double *use_of(by_hand *plan, const char *offer, const char *zone) {
    const eqp_programme *p = plan->programme;
    for (uint32_t u = 0; u < p->uses; u++) {
        uint32_t need = p->cell_need_row[p->use_cell[u]];
        if (strcmp(eqp_study_id(p->study, EQP_SPACE_offer, p->offer[p->use_offer[u]]), offer) ==
                0 &&
            strcmp(eqp_study_id(p->study, EQP_SPACE_zone, p->study->needs.zone[need]), zone) == 0)
            return &plan->solution->primal[p->first_use + u];
    }
    CU_FAIL_FATAL("no such use");
    return NULL;
}

static by_hand begin(void) {
    small_study tables = small_study_make();
    by_hand plan = {0};
    small_study_set(&tables, "prices",
                    "offer,institution,price,session_price\nplumber,region,5400,1000\n"
                    "plumber,ft,5600,\ngarden,ft,2000,\nroof,region,4000,\n");
    small_study_set(&tables, "rules",
                    "rule,measure,sense,value,family\nfew,places,max,30,\nlot,cost,max,92400,B\n");
    plan.study = small_study_read(&tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan.study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(plan.study, &plan.programme, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_solution_create(plan.programme, &plan.solution, NULL), EQP_OK);
    plan.solution->sessions = eqp_allocate(plan.programme->pairs, sizeof *plan.solution->sessions);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan.solution->sessions);
    buy(&plan, "plumber", "region", 16, 2);
    buy(&plan, "roof", "region", 1, 1);
    buy(&plan, "garden", "ft", 10, 1);
    *use_of(&plan, "plumber", "9306") = 16;
    *use_of(&plan, "garden", "9306") = 10;
    return plan;
}

static void end(by_hand *plan) {
    eqp_solution_free(plan->solution);
    eqp_programme_free(plan->programme);
    eqp_study_free(plan->study);
}

static eqp_verdict judge(const by_hand *plan) {
    eqp_verdict verdict;
    CU_ASSERT_EQUAL(eqp_whole_proof_check(plan->programme, plan->solution, &verdict), 0);
    return verdict;
}

/* 16 · 0.9 · 0.4 plumbers, 10 · 0.5 · 0.5 gardeners of priority 2; plumber and roof cost exactly
 * what the rule allows: 16 · 5,400 + 2 · 1,000 + 4,000. */
static void a_sound_plan_passes(void) {
    by_hand plan = begin();
    eqp_verdict verdict = judge(&plan);
    CU_ASSERT(verdict.worst_residual <= EQP_ROW_TOLERANCE);
    CU_ASSERT_DOUBLE_EQUAL(verdict.value, 16 * 0.36 + 10 * 0.25 * 2, 1e-12);
    end(&plan);
}

static void part_of_a_place(by_hand *plan) {
    buy(plan, "plumber", "region", 15.5, 2);
}
static void a_session_too_small(by_hand *plan) {
    buy(plan, "plumber", "region", 16, 3);
}
static void a_session_too_large(by_hand *plan) {
    buy(plan, "plumber", "region", 16, 1);
}
static void places_that_the_offer_does_not_have(by_hand *plan) {
    buy(plan, "plumber", "region", 20, 2);
    buy(plan, "plumber", "ft", 8, 1);
    plan->study->budgets.budget[0] = plan->study->budgets.budget[1] = 1e9;
}
static void less_than_signed(by_hand *plan) {
    buy(plan, "roof", "region", 0, 0);
}
static void more_than_allowed(by_hand *plan) {
    buy(plan, "plumber", "region", 24, 2);
}
/* Within the spread price, 1,000 over 12 places, and above what two sessions cost. */
static void a_budget_missed_by_sessions_alone(by_hand *plan) {
    plan->programme->lp->row_upper[eqp_programme_row(
        plan->programme, EQP_ROW_budget,
        plan->programme->pair_institution[pair_of(plan, "plumber", "region")])] = 92399;
}
static void a_rule_missed_by_a_cent(by_hand *plan) {
    eqp_row_range rules = eqp_programme_rows_of(plan->programme, EQP_ROW_rule);
    plan->programme->lp->row_upper[rules.first + rules.count - 1] = 92399.99;
}
static void more_people_than_seats(by_hand *plan) {
    *use_of(plan, "plumber", "9306") = 16.1;
}
static void a_need_covered_twice(by_hand *plan) {
    for (uint32_t cell = 0; cell < plan->programme->cells; cell++)
        plan->programme->lp->row_upper[eqp_programme_row(plan->programme, EQP_ROW_need, cell)] = 2;
}

static void each_thing_that_is_wrong_is_seen(void) {
    static void (*const wrongs[])(by_hand *) = {
        part_of_a_place,
        a_session_too_small,
        a_session_too_large,
        places_that_the_offer_does_not_have,
        less_than_signed,
        more_than_allowed,
        a_budget_missed_by_sessions_alone,
        a_rule_missed_by_a_cent,
        more_people_than_seats,
        a_need_covered_twice,
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        by_hand plan = begin();
        wrongs[i](&plan);
        CU_ASSERT(judge(&plan).worst_residual > EQP_ROW_TOLERANCE);
        end(&plan);
    }
}

/* Seats may stay empty. */
static void empty_seats_are_allowed(void) {
    by_hand plan = begin();
    *use_of(&plan, "plumber", "9306") = 3;
    CU_ASSERT(judge(&plan).worst_residual <= EQP_ROW_TOLERANCE);
    end(&plan);
}

static const eqp_test tests[] = {
    {"a sound plan passes", a_sound_plan_passes},
    {"each thing that is wrong is seen", each_thing_that_is_wrong_is_seen},
    {"empty seats are allowed", empty_seats_are_allowed},
};

EQP_SUITE_MAIN("whole_proof", tests)
