/* Studies made around an answer that is known beforehand.
 *
 * Value: choose what a euro of each institution is worth (λ_i), what need (μ) and places (κ) are
 * worth where they bind, and a plan; derive prices p_ki = (e·(w − μ) − κ_k)/λ_i of what is bought,
 * higher ones of what is not, needs, places and budgets. By duality the plan is best and
 * V* = Σ λ_i·B_i + Σ μ·d + Σ κ·C.
 *
 * Fair rate: every zone has one offer with places enough; all rates rise together until the money
 * is spent: t = B / Σ_z N_z·p_z/e_z. */
#include "suite.h"
#include "trial.h"

#include "input/generate/random.h"
#include "input/tables/study_rows.h"

#include <math.h>
#include <stdio.h>

#define STUDIES 60
#define INSTITUTIONS 2

static double number(eqp_random *random, double low, double high) {
    return low + (high - low) * eqp_random_between(random, 0, 10000) / 10000;
}

static uint32_t add_named(eqp_study *study, const char *table, eqp_space space, const char *stem,
                          uint32_t index) {
    uint32_t row = eqp_rows_add(study, table);
    uint32_t name = eqp_rows_name_format(study, space, "%s%04u", stem, index);
    CU_ASSERT_FATAL(row != EQP_NONE && name == row);
    return row;
}

static void add_institution(eqp_study *study, uint32_t index, double budget) {
    uint32_t row = add_named(study, "institutions", EQP_SPACE_institution, "i", index);
    study->institutions.institution[row] = row;
    row = eqp_rows_add(study, "budgets");
    CU_ASSERT_FATAL(row != EQP_NONE);
    study->budgets.institution[row] = index;
    study->budgets.budget[row] = budget;
}

static void add_zone(eqp_study *study, uint32_t index) {
    uint32_t row = add_named(study, "zones", EQP_SPACE_zone, "z", index);
    study->zones.zone[row] = row;
}

static void add_occupation(eqp_study *study, uint32_t index) {
    uint32_t row = add_named(study, "occupations", EQP_SPACE_occupation, "o", index);
    study->occupations.occupation[row] = row;
}

static void add_need(eqp_study *study, uint32_t zone, uint32_t occupation, double need,
                     double priority) {
    uint32_t row = eqp_rows_add(study, "needs");
    CU_ASSERT_FATAL(row != EQP_NONE);
    study->needs.zone[row] = zone;
    study->needs.occupation[row] = occupation;
    study->needs.need[row] = need;
    study->needs.priority[row] = priority;
}

static uint32_t add_offer(eqp_study *study, uint32_t index, uint32_t zone, uint32_t occupation,
                          double places, double effect) {
    uint32_t offer = add_named(study, "offers", EQP_SPACE_offer, "k", index);
    uint32_t row = eqp_rows_add(study, "offer_occupations");
    CU_ASSERT_FATAL(row != EQP_NONE);
    study->offers.offer[offer] = offer;
    study->offers.zone[offer] = zone;
    study->offers.places[offer] = places;
    study->offers.fill_rate[offer] = 1;
    study->offers.success_rate[offer] = effect;
    study->offers.group_min[offer] = 1;
    study->offer_occupations.offer[row] = offer;
    study->offer_occupations.occupation[row] = occupation;
    study->offer_occupations.fit[row] = 1;
    return offer;
}

static void add_price(eqp_study *study, uint32_t offer, uint32_t institution, double price) {
    uint32_t row = eqp_rows_add(study, "prices");
    CU_ASSERT_FATAL(row != EQP_NONE);
    study->prices.offer[row] = offer;
    study->prices.institution[row] = institution;
    study->prices.price[row] = price;
}

/* One need with its offers; returns its part of Σ μ·d + Σ κ·C and adds what is spent to spent[]. */
static double plant_cell(eqp_study *study, eqp_random *random, uint32_t zone, uint32_t occupation,
                         const double *worth, double *spent) {
    double priority = number(random, 0.5, 3), covered = 0, value = 0;
    double need_worth = eqp_random_happens(random, 500000) ? number(random, 0, 0.4) * priority : 0;
    uint32_t offers = eqp_random_between(random, 1, 4);
    for (uint32_t n = 0; n < offers; n++) {
        double effect = number(random, 0.2, 1), gain = effect * (priority - need_worth);
        double place_worth = eqp_random_happens(random, 500000) ? gain * number(random, 0, 0.5) : 0;
        int used = place_worth > 0 || eqp_random_happens(random, 600000);
        double bought = used ? number(random, 1, 20) : 0;
        double places = place_worth > 0 ? bought : bought + number(random, 1, 10);
        uint32_t buyer = eqp_random_between(random, 0, INSTITUTIONS - 1);
        uint32_t offer = add_offer(study, study->offers.count, zone, occupation, places, effect);
        for (uint32_t i = 0; i < INSTITUTIONS; i++) {
            double price = (gain - place_worth) / worth[i];
            add_price(study, offer, i,
                      used && i == buyer ? price : price * number(random, 1.01, 2));
            if (i == buyer)
                spent[i] += price * bought;
        }
        covered += effect * bought;
        value += place_worth * places;
    }
    add_need(study, zone, occupation, need_worth > 0 ? covered : covered + number(random, 1, 20),
             priority);
    return value + need_worth * covered;
}

/* Fills an empty study; V*. */
static double plant_value(eqp_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 4, 0);
    uint32_t zones = eqp_random_between(&random, 1, 6);
    uint32_t occupations = eqp_random_between(&random, 1, 8);
    double worth[INSTITUTIONS], spent[INSTITUTIONS] = {0}, value = 0;
    for (uint32_t i = 0; i < INSTITUTIONS; i++)
        worth[i] = number(&random, 1e-4, 1e-3);
    for (uint32_t z = 0; z < zones; z++)
        add_zone(study, z);
    for (uint32_t o = 0; o < occupations; o++)
        add_occupation(study, o);
    for (uint32_t z = 0; z < zones; z++)
        for (uint32_t o = 0; o < occupations; o++)
            value += plant_cell(study, &random, z, o, worth, spent);
    for (uint32_t i = 0; i < INSTITUTIONS; i++) {
        add_institution(study, i, spent[i]);
        value += worth[i] * spent[i];
    }
    study->settings.balance = 0;
    return value;
}

/* Fills an empty study; the one fair rate of all its zones. */
static double plant_fair_rate(eqp_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 5, 0);
    uint32_t zones = eqp_random_between(&random, 1, 12);
    double all = 0, rate = number(&random, 0.05, 0.95);
    add_occupation(study, 0);
    for (uint32_t z = 0; z < zones; z++) {
        double need = number(&random, 5, 200), effect = number(&random, 0.2, 1);
        double price = number(&random, 1000, 6000);
        uint32_t offer;
        add_zone(study, z);
        add_need(study, z, 0, need, 1);
        offer = add_offer(study, z, z, 0, need / effect, effect);
        add_price(study, offer, 0, price);
        all += need * price / effect;
    }
    add_institution(study, 0, rate * all);
    study->settings.balance = 1;
    return rate;
}

typedef double plant(eqp_study *, uint64_t);

/* Solves a planted study by one engine; expected receives what was planted. */
static void solve(eqp_trial *trial, plant *fill, uint64_t seed, eqp_engine_choice engine,
                  double *expected) {
    *trial = (eqp_trial){NULL, NULL, NULL};
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&trial->study, NULL), EQP_OK);
    *expected = fill(trial->study, seed);
    CU_ASSERT_EQUAL_FATAL(eqp_study_finish(trial->study, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, engine, 2), 0);
    CU_ASSERT_EQUAL(trial->solution->outcome, EQP_OUTCOME_OPTIMAL);
}

static void planted_values_are_found(void) {
    for (uint64_t run = 0; run < 2 * STUDIES; run++) {
        eqp_trial trial;
        double value;
        solve(&trial, plant_value, run / 2, run % 2 ? EQP_ENGINE_DIRECT : EQP_ENGINE_DECOMPOSED,
              &value);
        if (!eqp_trial_close(trial.solution->value_best, value, 1e-6))
            fprintf(stderr, "seed %lu: V %.12g, planted %.12g\n", (unsigned long)run / 2,
                    trial.solution->value_best, value);
        CU_ASSERT(eqp_trial_close(trial.solution->value_best, value, 1e-6));
        CU_ASSERT(trial.solution->upper_bound >= value * (1 - 1e-9));
        eqp_trial_free(&trial);
    }
}

static void planted_fair_rates_are_found(void) {
    for (uint64_t run = 0; run < 2 * STUDIES; run++) {
        eqp_trial trial;
        double rate;
        solve(&trial, plant_fair_rate, run / 2, run % 2 ? EQP_ENGINE_DIRECT : EQP_ENGINE_DECOMPOSED,
              &rate);
        for (uint32_t z = 0; z < trial.study->zones.count; z++)
            CU_ASSERT_DOUBLE_EQUAL(trial.solution->fair_rate[z], rate, 1e-7);
        eqp_trial_free(&trial);
    }
}

static const eqp_test tests[] = {
    {"planted values are found", planted_values_are_found},
    {"planted fair rates are found", planted_fair_rates_are_found},
};

EQP_SUITE_MAIN("planted", tests)
