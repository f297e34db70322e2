/* Explanations from inside, on a study worked out by hand (tests/cases/explain), on places that
 * were bought before, with short memory and with a clock that stops. */
#include "small_study.h"
#include "suite.h"

#include "models/answers/open_offers.h"
#include "models/base/memory.h"
#include "solver/explain/break_even.h"
#include "solver/explain/explanations.h"
#include "solver/stages/stages.h"

#include <math.h>
#include <string.h>

#define CLOSE 1e-6

/* A solved study with what explanations take. */
typedef struct solved {
    eqp_study *study;
    eqp_programme *programme;
    eqp_solution *solution;
    eqp_plan *plan;
    eqp_solve_options options;
    eqp_watch watch;
} solved;

static void solve(solved *all) {
    all->options = eqp_solve_options_default();
    all->options.threads = 1;
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(all->study, &all->programme, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_stages_solve(all->programme, &all->options, &all->solution, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL_FATAL(all->solution->outcome, EQP_OUTCOME_OPTIMAL);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(all->programme, all->solution, &all->plan, NULL), EQP_OK);
    all->watch = eqp_watch_start(&all->options);
}

static void read_case(solved *all) {
    eqp_problems *problems = eqp_problems_create();
    memset(all, 0, sizeof *all);
    CU_ASSERT_EQUAL_FATAL(
        eqp_study_read(EQP_SOURCE_DIR "/tests/cases/explain", &all->study, problems, NULL), EQP_OK);
    eqp_problems_free(problems);
    solve(all);
}

static void drop(solved *all) {
    eqp_plan_free(all->plan);
    eqp_solution_free(all->solution);
    eqp_programme_free(all->programme);
    eqp_study_free(all->study);
}

static uint32_t find(const solved *all, eqp_space space, const char *id) {
    uint32_t index = eqp_names_find(all->study->spaces[space], id, strlen(id));
    CU_ASSERT_NOT_EQUAL_FATAL(index, EQP_NONE);
    return index;
}

static eqp_what_if_solver *begin(solved *all) {
    eqp_what_if_solver *explanation;
    CU_ASSERT_EQUAL_FATAL(
        eqp_what_if_solver_create(all->programme, all->solution, &all->watch, &explanation, NULL),
        EQP_OK);
    return explanation;
}

static void close_to(double found, double expected) {
    CU_ASSERT_DOUBLE_EQUAL(found, expected, CLOSE * fmax(1, fabs(expected)));
}

/* ---- the linear programme ---- */

static void it_begins_and_is_reset_at_the_study_as_it_stands(void) {
    solved all;
    eqp_what_if_solver *e;
    eqp_outcome outcome;
    read_case(&all);
    e = begin(&all);
    close_to(eqp_what_if_solver_value(e), 8 + 11.0 / 12);
    eqp_what_if_solver_study(e)->budgets.budget[find(&all, EQP_SPACE_institution, "city")] = 3000;
    CU_ASSERT_EQUAL(eqp_what_if_solver_take(e, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_what_if_solver_solve(e, &outcome, NULL), EQP_OK);
    close_to(eqp_what_if_solver_value(e), 9.5 - 1.0 / 12);
    CU_ASSERT_EQUAL(eqp_what_if_solver_drop_rule(e, find(&all, EQP_SPACE_rule, "cap"), NULL),
                    EQP_OK);
    CU_ASSERT_EQUAL(eqp_what_if_solver_solve(e, &outcome, NULL), EQP_OK);
    close_to(eqp_what_if_solver_value(e), 5 + 5000 * 0.5 / 800 + 1.5);
    CU_ASSERT_EQUAL(eqp_what_if_solver_reset(e, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_what_if_solver_solve(e, &outcome, NULL), EQP_OK);
    CU_ASSERT_EQUAL(outcome, EQP_OUTCOME_OPTIMAL);
    close_to(eqp_what_if_solver_value(e), 8 + 11.0 / 12);
    eqp_what_if_solver_free(e);
    drop(&all);
}

static void what_cannot_be_is_infeasible_and_no_error(void) {
    solved all;
    eqp_what_if_solver *e;
    eqp_buying buying;
    eqp_outcome outcome;
    read_case(&all);
    e = begin(&all);
    CU_ASSERT_TRUE(eqp_buying_find(all.programme, find(&all, EQP_SPACE_offer, "c"),
                                   find(&all, EQP_SPACE_institution, "city"), &buying));
    CU_ASSERT_EQUAL(eqp_what_if_solver_hold(e, buying.pair, 1, 5, 5, NULL),
                    EQP_OK); /* costs 5,000 */
    CU_ASSERT_EQUAL(eqp_what_if_solver_solve(e, &outcome, NULL), EQP_OK);
    CU_ASSERT_EQUAL(outcome, EQP_OUTCOME_INFEASIBLE);
    CU_ASSERT_EQUAL(eqp_what_if_solver_hold(e, buying.pair, 1, 1, 1, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_what_if_solver_solve(e, &outcome, NULL), EQP_OK);
    CU_ASSERT_EQUAL(outcome, EQP_OUTCOME_OPTIMAL);
    close_to(eqp_what_if_solver_forced(e), 0.5 - 1000 * 0.5 / 1500); /* d takes the rest */
    CU_ASSERT_FALSE(eqp_buying_find(all.programme, find(&all, EQP_SPACE_offer, "e"),
                                    find(&all, EQP_SPACE_institution, "region"), &buying));
    eqp_what_if_solver_free(e);
    drop(&all);
}

/* ---- offers ---- */

static void an_offer_has_its_buyers_and_its_rivals(void) {
    solved all;
    eqp_what_if_solver *e;
    eqp_offer_explanation found;
    read_case(&all);
    e = begin(&all);
    CU_ASSERT_EQUAL_FATAL(eqp_offer_explain(e, all.plan, all.solution->dual,
                                            find(&all, EQP_SPACE_offer, "d"), &found, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL(found.uses, 1);
    CU_ASSERT_EQUAL(found.buyer_count, 2);
    CU_ASSERT_EQUAL(found.buyers[0].openness, EQP_OPEN);
    CU_ASSERT_EQUAL(found.buyers[0].verdict.decision, EQP_DECISION_NOT);
    close_to(found.buyers[0].verdict.net, -0.25);
    close_to(found.buyers[0].flips[EQP_LEVER_PRICE].at, 1000);
    close_to(found.buyers[0].flips[EQP_LEVER_SUCCESS].at, 0.75);
    CU_ASSERT_EQUAL(found.buyers[1].openness, EQP_RULED_OUT);
    CU_ASSERT_EQUAL(found.rival_count, 3);
    close_to(found.rivals[0].cost_per_person, 1000);
    eqp_offer_explanation_free(&found);
    CU_ASSERT_EQUAL_FATAL(eqp_offer_explain(e, all.plan, all.solution->dual,
                                            find(&all, EQP_SPACE_offer, "e"), &found, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL(found.uses, 0);
    CU_ASSERT_EQUAL(found.buyer_count, 0);
    eqp_offer_explanation_free(&found);
    eqp_what_if_solver_free(e);
    drop(&all);
}

static void what_a_session_costs_is_no_part_of_a_break_even_price(void) {
    solved all;
    eqp_what_if_solver *e;
    eqp_offer_explanation found;
    uint32_t row = 0, pair, count;
    read_case(&all);
    while (strcmp(eqp_study_id(all.study, EQP_SPACE_offer, all.study->prices.offer[row]), "d") != 0)
        row++;
    all.study->prices.session_price[row] = 2500; /* 500 for each of five places */
    eqp_plan_free(all.plan);
    eqp_solution_free(all.solution);
    eqp_programme_free(all.programme);
    solve(&all);
    pair = eqp_what_if_solver_pairs(all.programme, find(&all, EQP_SPACE_offer, "d"),
                                    find(&all, EQP_SPACE_institution, "city"), &count);
    CU_ASSERT_EQUAL(count, 1);
    close_to(eqp_pair_value_of(all.programme, pair, all.solution->dual).money, 2000 * 0.0005);
    close_to(eqp_pair_break_even(all.programme, pair, all.solution->dual, 0), 500);
    e = begin(&all);
    CU_ASSERT_EQUAL_FATAL(eqp_offer_explain(e, all.plan, all.solution->dual,
                                            find(&all, EQP_SPACE_offer, "d"), &found, NULL),
                          EQP_OK);
    close_to(found.buyers[0].flips[EQP_LEVER_PRICE].at, 500);
    close_to(found.buyers[0].cost_per_person, 4000);
    eqp_offer_explanation_free(&found);
    eqp_what_if_solver_free(e);
    drop(&all);
}

/* A fifth of the offer was bought before: two columns, one decision. */
static void places_bought_before_and_beyond_are_one_decision(void) {
    static const char previous[] = "offer,institution,places\ngarden,ft,2\nroof,region,5\n";
    solved all;
    eqp_what_if_solver *e;
    small_study texts = small_study_make();
    eqp_offer_explanation found;
    memset(&all, 0, sizeof all);
    small_study_set(&texts, "decisions", NULL);
    small_study_set(&texts, "rules", NULL);
    texts.texts[texts.count++] = (eqp_table_text){"previous", previous, strlen(previous)};
    small_study_set(&texts, "parameters", "parameter,value\nmax_change,0.9\n");
    small_study_set(&texts, "budgets", "institution,budget\nregion,40000\nft,30000\nstate,9000\n");
    all.study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(all.study);
    solve(&all);
    e = begin(&all);
    CU_ASSERT_EQUAL_FATAL(eqp_offer_explain(e, all.plan, all.solution->dual,
                                            find(&all, EQP_SPACE_offer, "garden"), &found, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL(found.buyer_count, 1);
    close_to(found.buyers[0].most, 10);
    close_to(found.buyers[0].places, eqp_plan_bought(all.plan, found.offer, EQP_NONE));
    CU_ASSERT_EQUAL(found.buyers[0].verdict.decision, EQP_DECISION_BOUGHT);
    CU_ASSERT_TRUE(found.buyers[0].flips[EQP_LEVER_PRICE].at > 2000);
    eqp_offer_explanation_free(&found);
    eqp_what_if_solver_free(e);
    drop(&all);
}

/* ---- candidates ---- */

static void candidates_come_by_their_cost_per_person(void) {
    solved all;
    eqp_open_offer *candidates;
    uint32_t count;
    read_case(&all);
    CU_ASSERT_EQUAL_FATAL(eqp_open_offers_find(all.plan, all.solution->dual,
                                               find(&all, EQP_SPACE_zone, "z1"), EQP_NONE,
                                               &candidates, &count, NULL),
                          EQP_OK);
    CU_ASSERT_EQUAL_FATAL(count, 4);
    for (uint32_t i = 0; i + 1 < count; i++)
        CU_ASSERT_TRUE(candidates[i].cost_per_person <= candidates[i + 1].cost_per_person);
    close_to(candidates[0].cost_per_person, 1600);
    close_to(candidates[0].left, 15);
    close_to(candidates[3].break_even, 1000);
    eqp_free(candidates);
    CU_ASSERT_EQUAL(eqp_open_offers_find(all.plan, all.solution->dual,
                                         find(&all, EQP_SPACE_zone, "z2"), EQP_NONE, &candidates,
                                         &count, NULL),
                    EQP_OK);
    CU_ASSERT_EQUAL(count, 0);
    eqp_free(candidates);
    drop(&all);
}

/* ---- what goes wrong ---- */

/* Everything that explains, one after the other. */
static eqp_status explain_all(solved *all, eqp_error *error) {
    eqp_what_if_solver *e;
    eqp_offer_explanation offer = {0};
    eqp_zone_explanation zone = {0};
    eqp_institution_explanation institution = {0};
    eqp_rule_explanation rule = {0};
    eqp_status status =
        eqp_what_if_solver_create(all->programme, all->solution, &all->watch, &e, error);
    if (status)
        return status;
    status = eqp_offer_explain(e, all->plan, all->solution->dual, 3, &offer, error);
    if (!status)
        status = eqp_zone_explain(e, all->plan, all->solution->dual, 0, 0, &zone, error);
    if (!status)
        status = eqp_institution_explain(e, all->plan, 0, 100, &institution, error);
    if (!status)
        status = eqp_rule_explain(e, all->plan, 0, &rule, error);
    eqp_offer_explanation_free(&offer);
    eqp_zone_explanation_free(&zone);
    eqp_institution_explanation_free(&institution);
    eqp_rule_explanation_free(&rule);
    eqp_what_if_solver_free(e);
    return status;
}

static void short_memory_is_told_and_leaves_nothing(void) {
    solved all;
    eqp_status status = EQP_ERROR_MEMORY;
    size_t before, n = 0;
    read_case(&all);
    before = eqp_memory_alive();
    while (status != EQP_OK && n < 20000) {
        eqp_error error = {0};
        n = n < 120 ? n + 1 : n + n / 7;
        eqp_memory_fail_at(n);
        status = explain_all(&all, &error);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
        CU_ASSERT_TRUE(status == EQP_OK || error.status == status);
        CU_ASSERT_TRUE(status == EQP_OK || status == EQP_ERROR_MEMORY ||
                       status == EQP_ERROR_SOLVER);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT_TRUE(n > 100);
    drop(&all);
}

/* Says stop from the n-th time that it is asked. */
typedef struct stopper {
    uint32_t asked, patience;
} stopper;

static int stop_at(void *context) {
    stopper *s = context;
    return ++s->asked > s->patience;
}

static void a_stop_at_any_moment_is_told(void) {
    solved all;
    stopper s = {0, 0};
    eqp_status status = EQP_ERROR_SOLVER;
    read_case(&all);
    all.options.stop = stop_at;
    all.options.context = &s;
    while (status && s.patience < 5000) {
        eqp_error error = {0};
        s.asked = 0;
        all.watch = eqp_watch_start(&all.options);
        status = explain_all(&all, &error);
        CU_ASSERT_EQUAL(status != EQP_OK, all.watch.stopped);
        CU_ASSERT_TRUE(!status || strstr(error.sentence, "stopped") != NULL);
        s.patience += 1 + s.patience / 8;
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    drop(&all);
}

static const eqp_test tests[] = {
    {"it begins, and is reset, at the study as it stands",
     it_begins_and_is_reset_at_the_study_as_it_stands},
    {"what cannot be is infeasible and no error", what_cannot_be_is_infeasible_and_no_error},
    {"an offer has its buyers and its rivals", an_offer_has_its_buyers_and_its_rivals},
    {"what a session costs is no part of a break-even price",
     what_a_session_costs_is_no_part_of_a_break_even_price},
    {"places bought before and beyond them are one decision",
     places_bought_before_and_beyond_are_one_decision},
    {"candidates come by their cost per person", candidates_come_by_their_cost_per_person},
    {"short memory is told and leaves nothing", short_memory_is_told_and_leaves_nothing},
    {"a stop at any moment is told", a_stop_at_any_moment_is_told},
};

EQP_SUITE_MAIN("explanations", tests)
