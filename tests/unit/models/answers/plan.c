#include "../../output/tables/tiny.h"
#include "models/base/memory.h"
#include "suite.h"

#include <math.h>
#include <string.h>

#define NEAR(actual, expected) CU_ASSERT_DOUBLE_EQUAL(actual, expected, 1e-12)

static tiny made;
static eqp_plan *plan;

static int begin(void) {
    int failed = tiny_create(&made);
    CU_ASSERT_EQUAL_FATAL(failed, 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    return 0;
}

static void end(void) {
    eqp_plan_free(plan);
    tiny_free(&made);
}

static uint32_t index_of(eqp_space space, const char *id) {
    return eqp_names_find(made.study->spaces[space], id, strlen(id));
}

static const eqp_plan_need *need_of(const char *zone, const char *occupation) {
    const eqp_needs *needs = &made.study->needs;
    for (uint32_t row = 0; row < needs->count; row++)
        if (needs->zone[row] == index_of(EQP_SPACE_zone, zone) &&
            needs->occupation[row] == index_of(EQP_SPACE_occupation, occupation))
            return &plan->needs[row];
    return NULL;
}

static void noise_is_settled_and_lines_are_sorted(void) {
    begin();
    CU_ASSERT_EQUAL_FATAL(plan->line_count, 4);
    CU_ASSERT_EQUAL(plan->lines[0].bought.places, 12);
    CU_ASSERT_EQUAL(plan->lines[1].bought.places, 20);
    CU_ASSERT_EQUAL(plan->lines[2].bought.places, 2);
    CU_ASSERT_EQUAL(plan->lines[3].bought.places, 4);
    for (uint32_t i = 1; i < plan->line_count; i++)
        CU_ASSERT(plan->lines[i - 1].offer < plan->lines[i].offer);
    for (uint32_t i = 1; i < plan->use_count; i++) {
        const eqp_plan_use *before = &plan->uses[i - 1], *use = &plan->uses[i];
        CU_ASSERT(before->offer < use->offer ||
                  (before->offer == use->offer && before->residence <= use->residence));
    }
    CU_ASSERT_EQUAL(plan->use_count, 6);
    end();
}

static void totals_are_those_of_the_study_and_the_places(void) {
    begin();
    NEAR(plan->total.places, 38);
    NEAR(plan->total.cost, 61810);
    NEAR(plan->total.hours, 8200);
    NEAR(plan->total.entries, 36.8);
    NEAR(plan->total.hires, 16.4);
    NEAR(plan->value, 17.95);
    NEAR(plan->need, 47);
    NEAR(plan->covered, 17.5);
    NEAR(plan->coverage, 17.5 / 47);
    NEAR(plan->rate_min, 0);
    NEAR(plan->rate_max, 8.05 / 18);
    NEAR(plan->gini, 202.3 / 1645);
    NEAR(plan->given_up, 1 - 17.95 / 19.5);
    CU_ASSERT_DOUBLE_EQUAL(plan->gap, 1e-7, 1e-13);
    NEAR(plan->price_of_balance, 0.5);
    NEAR(plan->price_of_balance_share, 0.025);
    end();
}

static void an_offer_without_hours_has_none_and_adds_none(void) {
    begin();
    CU_ASSERT(isnan(plan->lines[1].bought.hours));
    NEAR(plan->budgets[index_of(EQP_SPACE_institution, "region")].bought.hours, 7200);
    end();
}

static void every_need_tells_what_covers_it_and_why_not(void) {
    static const struct {
        const char *zone, *occupation;
        double need, committed, bought, unmet;
        eqp_cause cause;
    } cases[] = {
        {"z1", "o1", 10, 2, 3.6, 4.4, EQP_CAUSE_MONEY},
        {"z1", "o2", 8, 0, 2.45, 5.55, EQP_CAUSE_MONEY},
        {"z2", "o1", 20, 0, 8.45, 11.55, EQP_CAUSE_MONEY},
        {"z2", "o3", 5, 0, 1, 4, EQP_CAUSE_CAPACITY},
        {"z4", "o1", 4, 0, 0, 4, EQP_CAUSE_NO_OFFER},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const eqp_plan_need *need = need_of(cases[i].zone, cases[i].occupation);
        NEAR(need->need, cases[i].need);
        NEAR(need->committed, cases[i].committed);
        NEAR(need->bought, cases[i].bought);
        NEAR(need->unmet, cases[i].unmet);
        CU_ASSERT_EQUAL(need->cause, cases[i].cause);
    }
    NEAR(plan->needs[made.programme->cell_need_row[0]].marginal_value, 0.25);
    end();
}

static void a_need_covered_but_for_noise_has_no_cause(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    *tiny_use(&made, "k1", "z1", "o1") = 0;
    *tiny_use(&made, "k4", "z1", "o2") = 8 / 0.5 - 2 * 0.225 / 0.5 - 1e-6;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    CU_ASSERT_EQUAL(need_of("z1", "o2")->unmet, 0);
    CU_ASSERT_EQUAL(need_of("z1", "o2")->cause, EQP_CAUSE_NONE);
    CU_ASSERT_EQUAL(need_of("z1", "o1")->cause, EQP_CAUSE_MONEY);
    end();
}

static void an_offer_that_decisions_cap_counts_as_full(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    /* z1, o2 is also reached by k1, so both must be full: k4 sells 6 to ft and 10 at most. */
    *tiny_places(&made, "k1", "region") = 20;
    *tiny_places(&made, "k4", "ft") = 6;
    *tiny_places(&made, "k4", "fund") = 4;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    CU_ASSERT_EQUAL(need_of("z1", "o2")->cause, EQP_CAUSE_CAPACITY);
    end();
}

static void zones_tell_rates_floors_and_what_is_bought_there(void) {
    const eqp_plan_zone *z1, *z2, *z3;
    begin();
    z1 = &plan->zones[index_of(EQP_SPACE_zone, "z1")];
    z2 = &plan->zones[index_of(EQP_SPACE_zone, "z2")];
    z3 = &plan->zones[index_of(EQP_SPACE_zone, "z3")];
    NEAR(z1->need, 18);
    NEAR(z1->committed, 2);
    NEAR(z1->bought, 6.05);
    NEAR(z1->rate, 8.05 / 18);
    NEAR(z1->fair_rate, 0.5);
    NEAR(z1->floor, 0.2499);
    NEAR(z1->places_site, 16);
    NEAR(z1->cost_site, 40800);
    NEAR(z1->places_residents, 14);
    NEAR(z1->marginal_value, 0);
    NEAR(z2->places_residents, 24);
    NEAR(z2->marginal_value, 0.03); /* a floor of −3 per unit: V per percentage point less */
    CU_ASSERT(isnan(z3->rate) && isnan(z3->fair_rate) && isnan(z3->floor));
    end();
}

static void budgets_and_audiences_add_up(void) {
    const eqp_plan_budget *region;
    uint32_t rsa, institutions;
    begin();
    institutions = made.study->institutions.count;
    region = &plan->budgets[index_of(EQP_SPACE_institution, "region")];
    NEAR(region->budget, 60000);
    NEAR(region->spent, 56010);
    NEAR(region->left, 3990);
    NEAR(region->bought.entries, 30.8);
    NEAR(region->bought.hires, 13.4);
    NEAR(region->marginal_value, 0.15); /* per 1,000 */
    CU_ASSERT_EQUAL(plan->audience_count, 2 * institutions);
    rsa = index_of(EQP_SPACE_audience, "rsa") * institutions;
    NEAR(plan->audiences[rsa + index_of(EQP_SPACE_institution, "region")].places, 11);
    NEAR(plan->audiences[rsa + index_of(EQP_SPACE_institution, "region")].share, 11. / 32);
    NEAR(plan->audiences[rsa + index_of(EQP_SPACE_institution, "ft")].places, 0);
    CU_ASSERT(isnan(plan->audiences[rsa + index_of(EQP_SPACE_institution, "fund")].share));
    end();
}

static void rules_tell_value_slack_and_worth_in_their_own_unit(void) {
    const eqp_plan_rule *certifying, *rsa;
    begin();
    certifying = &plan->rules[index_of(EQP_SPACE_rule, "certifying")];
    rsa = &plan->rules[index_of(EQP_SPACE_rule, "rsa")];
    NEAR(certifying->value, 60810);
    NEAR(certifying->slack, 9190);
    NEAR(certifying->marginal_value, 0.0001);
    NEAR(rsa->bound, 0.2);
    NEAR(rsa->value, 11. / 32);
    CU_ASSERT_DOUBLE_EQUAL(rsa->slack, 11. / 32 - 0.2, 1e-9);
    NEAR(rsa->marginal_value, 0.16); /* 0.5 × 32 places × 1 point */
    end();
}

static void a_share_of_nothing_has_no_value(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    *tiny_places(&made, "k1", "region") = *tiny_places(&made, "k2", "region") = 0;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    CU_ASSERT(isnan(plan->rules[index_of(EQP_SPACE_rule, "rsa")].value));
    CU_ASSERT(isnan(plan->rules[index_of(EQP_SPACE_rule, "rsa")].slack));
    end();
}

static void overlap_counts_buyers_not_pots_per_course_and_per_cell(void) {
    begin();
    /* k1 (region, 12) and k4 (ft, 4) share zone, family and kind. */
    NEAR(plan->overlap, 4);
    NEAR(plan->overlap_rate, 4. / 38);
    end();
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    *tiny_places(&made, "k1", "ft") = 5;   /* the course: 5; the cell: region 12, ft 9 */
    *tiny_places(&made, "k4", "fund") = 3; /* the region's: the course k4: 3; the cell: 15 and 9 */
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    NEAR(plan->overlap, 5 + 3 + 9);
    NEAR(plan->overlap_rate, 9. / 46);
    end();
}

static void columns_add_up_exactly_in_any_order(void) {
    double forwards = 0, backwards = 0, spent = 0, covered = 0, bought = 0;
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    *tiny_places(&made, "k1", "region") = 10 + 1. / 3;
    *tiny_places(&made, "k2", "region") = 20. / 7;
    *tiny_places(&made, "k4", "ft") = 5.1234567890123;
    *tiny_use(&made, "k1", "z1", "o1") = 7.7777777777777;
    *tiny_use(&made, "k2", "z2", "o1") = 20. / 7;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        forwards += plan->lines[i].bought.cost;
        backwards += plan->lines[plan->line_count - 1 - i].bought.cost;
    }
    for (uint32_t i = 0; i < made.study->institutions.count; i++)
        spent += plan->budgets[i].spent;
    for (uint32_t i = 0; i < plan->use_count; i++)
        covered += plan->uses[i].covered;
    for (uint32_t row = 0; row < made.study->needs.count; row++)
        bought += plan->needs[row].bought;
    CU_ASSERT_DOUBLE_EQUAL(forwards, plan->total.cost, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(backwards, plan->total.cost, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(spent, plan->total.cost, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(covered, bought, 1e-13);
    end();
}

static void a_budget_used_up_has_nothing_left(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    *tiny_places(&made, "k1", "region") = 10 + 1. / 3;
    *tiny_places(&made, "k2", "region") = 29000 / 1000.5; /* not a number of 9 decimals */
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    CU_ASSERT_EQUAL(plan->budgets[index_of(EQP_SPACE_institution, "region")].left, 0);
    CU_ASSERT_EQUAL(plan->budgets[index_of(EQP_SPACE_institution, "ft")].left, 14200);
    end();
}

static void without_balance_it_costs_nothing(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    made.study->settings.balance = 0;
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    CU_ASSERT_EQUAL(plan->price_of_balance, 0);
    CU_ASSERT_EQUAL(plan->price_of_balance_share, 0);
    end();
}

static void short_memory_is_told_and_leaves_nothing(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    size_t alive, failures = 0;
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    alive = eqp_memory_alive();
    for (size_t n = 1; status == EQP_ERROR_MEMORY; n++) {
        eqp_memory_fail_at(n);
        status = eqp_plan_build(made.programme, made.solution, &plan, NULL);
        eqp_memory_fail_at(0);
        if (status == EQP_ERROR_MEMORY) {
            failures++;
            CU_ASSERT_PTR_NULL(plan);
            CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        }
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(failures > 0);
    end();
}

static const eqp_test tests[] = {
    {"noise is settled and lines are sorted", noise_is_settled_and_lines_are_sorted},
    {"totals are those of the study and the places", totals_are_those_of_the_study_and_the_places},
    {"an offer without hours has none and adds none",
     an_offer_without_hours_has_none_and_adds_none},
    {"every need tells what covers it and why not", every_need_tells_what_covers_it_and_why_not},
    {"a need covered but for noise has no cause", a_need_covered_but_for_noise_has_no_cause},
    {"an offer that decisions cap counts as full", an_offer_that_decisions_cap_counts_as_full},
    {"zones tell rates, floors and what is bought there",
     zones_tell_rates_floors_and_what_is_bought_there},
    {"budgets and audiences add up", budgets_and_audiences_add_up},
    {"rules tell value, slack and worth in their own unit",
     rules_tell_value_slack_and_worth_in_their_own_unit},
    {"a share of nothing has no value", a_share_of_nothing_has_no_value},
    {"overlap counts buyers, not pots, per course and per cell",
     overlap_counts_buyers_not_pots_per_course_and_per_cell},
    {"columns add up exactly in any order", columns_add_up_exactly_in_any_order},
    {"a budget used up has nothing left, whatever rounding did", a_budget_used_up_has_nothing_left},
    {"without balance it costs nothing", without_balance_it_costs_nothing},
    {"short memory is told and leaves nothing", short_memory_is_told_and_leaves_nothing},
};

EQP_SUITE_MAIN("plan", tests)
