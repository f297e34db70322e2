/* Generated studies: reproducible, sound, and of the make-up that the options ask for. */
#include "folder.h"
#include "suite.h"

#include "input/generate/generate.h"
#include "input/tables/reader.h"
#include "input/tables/study_rows.h"
#include "models/base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    "institutions.csv", "budgets.csv",           "zones.csv",  "occupations.csv", "needs.csv",
    "offers.csv",       "offer_occupations.csv", "prices.csv", "audiences.csv",   "mobility.csv",
    "commitments.csv",  "decisions.csv",         "rules.csv",  "parameters.csv",  "scenarios.csv"};
#define NAMES (sizeof names / sizeof *names)

static eqp_generate_options region_of(uint32_t zones, uint32_t occupations, uint32_t offers) {
    eqp_generate_options options = eqp_generate_defaults();
    options.zones = zones;
    options.occupations = occupations;
    options.offers = offers;
    return options;
}

/* Generates in memory; the study is owned by the caller. */
static eqp_study *generated(const eqp_generate_options *options, eqp_generate_summary *summary) {
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_generate_study(study, options, summary, NULL), EQP_OK);
    return study;
}

static eqp_status generate_in(const char *folder, const eqp_generate_options *options,
                              eqp_generate_summary *summary, eqp_error *error) {
    eqp_problems *problems = eqp_problems_create();
    eqp_status status = eqp_generate(folder, options, problems, summary, error);
    eqp_problems_free(problems);
    return status;
}

static void the_same_seed_gives_the_same_bytes_and_another_seed_others(void) {
    char folder[3][EQP_TEST_PATH];
    eqp_generate_options options = region_of(6, 30, 400);
    eqp_generate_summary summary;
    for (int i = 0; i < 3; i++) {
        options.seed = i < 2 ? 7 : 8;
        eqp_test_folder_create(folder[i]);
        CU_ASSERT_EQUAL_FATAL(generate_in(folder[i], &options, &summary, NULL), EQP_OK);
        CU_ASSERT_EQUAL(eqp_test_folder_count(folder[i]), NAMES);
    }
    for (size_t n = 0; n < NAMES; n++)
        CU_ASSERT_TRUE(eqp_test_same_file(folder[0], folder[1], names[n]));
    CU_ASSERT_FALSE(eqp_test_same_file(folder[0], folder[2], "offers.csv"));
    CU_ASSERT_FALSE(eqp_test_same_file(folder[0], folder[2], "needs.csv"));
    for (int i = 0; i < 3; i++)
        eqp_test_folder_remove(folder[i]);
}

static void a_generated_folder_reads_without_errors_whatever_its_size(void) {
    static const uint32_t sizes[][4] = {{1, 1, 1, 1},   {2, 1, 3, 2},    {1, 12, 20, 1},
                                        {4, 10, 40, 3}, {9, 60, 300, 2}, {12, 25, 600, 9},
                                        {3, 40, 1, 2}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        eqp_generate_options options = region_of(sizes[i][0], sizes[i][1], sizes[i][2]);
        eqp_problems *problems = eqp_problems_create();
        eqp_generate_summary summary;
        eqp_study *study;
        char folder[EQP_TEST_PATH];
        options.institutions = sizes[i][3];
        options.seed = 3;
        eqp_test_folder_create(folder);
        CU_ASSERT_EQUAL_FATAL(generate_in(folder, &options, &summary, NULL), EQP_OK);
        CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &study, problems, NULL), EQP_OK);
        CU_ASSERT_EQUAL(study->zones.count, sizes[i][0]);
        CU_ASSERT_EQUAL(study->occupations.count, sizes[i][1]);
        CU_ASSERT_EQUAL(study->offers.count, sizes[i][2]);
        CU_ASSERT_EQUAL(study->institutions.count, sizes[i][3]);
        CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), 0);
        eqp_study_free(study);
        eqp_problems_free(problems);
        eqp_test_folder_remove(folder);
    }
}

/* The digest is over all tables: another one here means that every seed's studies have changed. */
static void a_seed_gives_the_study_that_it_gave_on_other_machines(void) {
    eqp_generate_options options = region_of(5, 20, 80);
    eqp_problems *problems = eqp_problems_create();
    eqp_generate_summary summary;
    eqp_study *study;
    char folder[EQP_TEST_PATH];
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL_FATAL(generate_in(folder, &options, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &study, problems, NULL), EQP_OK);
    CU_ASSERT_STRING_EQUAL(study->digest,
                           "8dd7f0f38f3a0af844d8e889f53936f7b4f6f183b1ab847258006b9f69f3a14e");
    eqp_study_free(study);
    eqp_problems_free(problems);
    eqp_test_folder_remove(folder);
}

/* Counts, from the tables: offers with several occupations, with three, across families. */
static void count_several(const eqp_study *study, uint32_t *several, uint32_t *three,
                          uint32_t *across) {
    const eqp_offer_occupations *listed = &study->offer_occupations;
    uint32_t *occupations = eqp_allocate(study->offers.count, sizeof *occupations);
    uint32_t *crossing = eqp_allocate(study->offers.count, sizeof *crossing);
    CU_ASSERT_TRUE_FATAL(occupations && crossing);
    *several = *three = *across = 0;
    for (uint32_t row = 0; row < listed->count; row++) {
        uint32_t offer = listed->offer[row], main_one = study->main_occupation[offer];
        occupations[offer]++;
        if (study->occupations.family[listed->occupation[row]] !=
            study->occupations.family[main_one])
            crossing[offer] = 1;
    }
    for (uint32_t k = 0; k < study->offers.count; k++) {
        *several += occupations[k] > 1;
        *three += occupations[k] > 2;
        *across += crossing[k];
    }
    eqp_free(occupations);
    eqp_free(crossing);
}

static void offers_lead_to_several_occupations_as_often_as_asked(void) {
    static const double shares[][2] = {{0, 0}, {0.15, 0}, {0.15, 0.1}, {0.4, 1}, {1, 0.5}};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        eqp_generate_options options = region_of(10, 60, 2000);
        eqp_generate_summary summary;
        eqp_study *study;
        uint32_t several, three, across;
        options.second = shares[i][0];
        options.across = shares[i][1];
        study = generated(&options, &summary);
        count_several(study, &several, &three, &across);
        CU_ASSERT_DOUBLE_EQUAL(several / 2000.0, shares[i][0], 0.03);
        CU_ASSERT_DOUBLE_EQUAL(across / 2000.0, shares[i][0] * shares[i][1], 0.04);
        CU_ASSERT_TRUE(several == 0 || (three > 0 && three < several));
        CU_ASSERT_EQUAL(several, summary.several);
        CU_ASSERT_EQUAL(across, summary.across);
        eqp_study_free(study);
    }
}

static void offers_have_the_usual_orders_of_magnitude(void) {
    eqp_generate_options options = region_of(10, 60, 1000);
    eqp_generate_summary summary;
    eqp_study *study = generated(&options, &summary);
    const eqp_offers *offers = &study->offers;
    double reach = 0, places = 0;
    for (uint32_t k = 0; k < offers->count; k++) {
        CU_ASSERT_TRUE(offers->fill_rate[k] >= 0.8 && offers->fill_rate[k] <= 0.95);
        CU_ASSERT_TRUE(offers->success_rate[k] >= 0.2 && offers->success_rate[k] <= 0.5);
        CU_ASSERT_TRUE(offers->hours[k] >= 70 && offers->hours[k] <= 1050);
        CU_ASSERT_TRUE(offers->group_min[k] >= 6 && offers->group_min[k] < offers->group_max[k]);
        CU_ASSERT_EQUAL(fmod(offers->places[k], offers->group_max[k]), 0);
        reach += offers->places[k] * offers->fill_rate[k] * offers->success_rate[k];
        places += offers->places[k];
    }
    for (uint32_t p = 0; p < study->prices.count; p++) {
        double hourly = study->prices.price[p] / offers->hours[study->prices.offer[p]];
        CU_ASSERT_TRUE(hourly > 4.5 && hourly < 22);
    }
    CU_ASSERT_DOUBLE_EQUAL(reach / summary.need, 0.6, 0.15);
    CU_ASSERT_EQUAL(places, summary.places);
    eqp_study_free(study);
}

static void more_of_the_need_costs_more(void) {
    static const double shares[] = {0, 0.1, 0.25, 0.5};
    double before = -1;
    for (size_t i = 0; i < 4; i++) {
        eqp_generate_options options = region_of(6, 30, 300);
        eqp_generate_summary summary;
        eqp_study *study;
        options.budget = shares[i];
        study = generated(&options, &summary);
        CU_ASSERT_TRUE(summary.budgets > before);
        CU_ASSERT_EQUAL(study->budgets.count, 2);
        CU_ASSERT_EQUAL(study->budgets.budget[0] + study->budgets.budget[1], summary.budgets);
        before = summary.budgets;
        eqp_study_free(study);
    }
}

static void what_is_signed_can_be_bought(void) {
    eqp_generate_options options = region_of(10, 60, 2000);
    eqp_generate_summary summary;
    eqp_study *study = generated(&options, &summary);
    double cost[2] = {0, 0};
    uint32_t signed_count = 0;
    for (uint32_t d = 0; d < study->decisions.count; d++) {
        uint32_t offer = study->decisions.offer[d], institution = study->decisions.institution[d];
        double price = NAN;
        for (uint32_t p = 0; p < study->prices.count; p++)
            if (study->prices.offer[p] == offer && study->prices.institution[p] == institution)
                price = study->prices.price[p];
        CU_ASSERT_FALSE_FATAL(isnan(price));
        if (isnan(study->decisions.min_places[d]))
            continue;
        signed_count++;
        CU_ASSERT_TRUE(study->decisions.min_places[d] <= study->offers.places[offer]);
        cost[institution] += price * study->decisions.min_places[d];
    }
    CU_ASSERT_TRUE(signed_count > 5);
    CU_ASSERT_TRUE(signed_count < study->decisions.count);
    for (int i = 0; i < 2; i++)
        CU_ASSERT_TRUE(cost[i] <= study->budgets.budget[i] * 0.05);
    eqp_study_free(study);
}

/* Whether some row of scenarios changes this parameter. */
static int has_scenario(const eqp_study *study, const char *parameter) {
    for (uint32_t s = 0; s < study->scenarios.count; s++)
        if (strcmp(study->scenarios.parameter[s], parameter) == 0)
            return 1;
    return 0;
}

static void high_estimates_are_a_scenario_where_there_are_any(void) {
    static const char *const needs[] = {"zone,occupation,need,need_high\n1,1,9,12\n",
                                        "zone,occupation,need\n1,1,9\n"};
    for (int i = 0; i < 2; i++) {
        char folder[EQP_TEST_PATH];
        eqp_generate_options options = eqp_generate_defaults();
        eqp_generate_summary summary;
        eqp_problems *problems = eqp_problems_create();
        eqp_study *study;
        eqp_test_folder_create(folder);
        eqp_test_file_write(folder, "zones.csv", "zone,name\n1,One\n");
        eqp_test_file_write(folder, "occupations.csv", "occupation,name\n1,One\n");
        eqp_test_file_write(folder, "needs.csv", needs[i]);
        CU_ASSERT_EQUAL_FATAL(generate_in(folder, &options, &summary, NULL), EQP_OK);
        CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &study, problems, NULL), EQP_OK);
        CU_ASSERT_EQUAL(has_scenario(study, "need_level"), i == 0);
        CU_ASSERT_EQUAL(has_scenario(study, "need"), i == 1);
        eqp_study_free(study);
        eqp_problems_free(problems);
        eqp_test_folder_remove(folder);
    }
}

/* Zones on one meridian, where a degree is 111.2 km. */
static eqp_study *zones_at(const double *latitudes, uint32_t count) {
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    for (uint32_t z = 0; z < count; z++) {
        uint32_t row = eqp_rows_add(study, "zones"), need = eqp_rows_add(study, "needs");
        study->zones.zone[row] = eqp_rows_name_format(study, EQP_SPACE_zone, "Z%u", z);
        study->zones.latitude[row] = latitudes[z];
        study->zones.longitude[row] = isnan(latitudes[z]) ? NAN : 5;
        study->needs.zone[need] = row;
        study->needs.occupation[need] = 0;
        study->needs.need[need] = 50;
    }
    eqp_rows_add(study, "occupations");
    study->occupations.occupation[0] = eqp_rows_name(study, EQP_SPACE_occupation, "O1");
    return study;
}

static double share_of(const eqp_study *study, uint32_t residence, uint32_t site) {
    for (uint32_t m = 0; m < study->mobility.count; m++)
        if (study->mobility.residence[m] == residence && study->mobility.site[m] == site)
            return study->mobility.share[m];
    return 0;
}

static void fewer_attend_farther_away_and_none_far_off(void) {
    /* 0, 11.1, 33.4 and 77.8 km from the first, and one that nobody knows where */
    static const double latitudes[] = {45, 45.1, 45.3, 45.7, NAN};
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_study *study = zones_at(latitudes, 5);
    CU_ASSERT_EQUAL_FATAL(eqp_generate_study(study, &options, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL(share_of(study, 0, 1), 0.53); /* 0.7 · (1 − 11.1/85)² */
    CU_ASSERT_EQUAL(share_of(study, 0, 2), 0.26); /* 0.7 · (1 − 33.3/85)² */
    CU_ASSERT_EQUAL(share_of(study, 0, 3), 0);
    CU_ASSERT_EQUAL(share_of(study, 1, 0), 0.53);
    CU_ASSERT_EQUAL(share_of(study, 0, 0), 0); /* no row: all attend at home */
    CU_ASSERT_EQUAL(share_of(study, 0, 4), 0);
    CU_ASSERT_EQUAL(summary.zones_without_coordinates, 1);
    eqp_study_free(study);
}

static void east_and_west_are_nearer_in_the_north(void) {
    static const double latitudes[] = {60, 60};
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_study *study = zones_at(latitudes, 2);
    study->zones.longitude[1] = 5.4; /* 0.4° · 111.2 km · cos 60° = 22.2 km */
    CU_ASSERT_EQUAL_FATAL(eqp_generate_study(study, &options, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL(share_of(study, 0, 1), 0.38);
    eqp_study_free(study);
}

static void nobody_has_more_than_a_handful_of_sites(void) {
    double latitudes[12];
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_study *study;
    for (int z = 0; z < 12; z++)
        latitudes[z] = 45 + 0.01 * z;
    study = zones_at(latitudes, 12);
    CU_ASSERT_EQUAL_FATAL(eqp_generate_study(study, &options, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL(study->mobility.count, 12 * 8);
    CU_ASSERT_EQUAL(share_of(study, 0, 9), 0);
    CU_ASSERT_TRUE(share_of(study, 0, 8) > 0);
    eqp_study_free(study);
}

static void funds_have_one_of_the_two_buyers(void) {
    eqp_generate_options options = region_of(5, 20, 200);
    eqp_generate_summary summary;
    eqp_study *study;
    static const char *const buyers[] = {"region", "ft", "region", "ft"};
    static const char *const ids[] = {"region", "ft", "fund-1", "fund-2"};
    options.institutions = 4;
    study = generated(&options, &summary);
    for (uint32_t i = 0; i < 4; i++) {
        CU_ASSERT_STRING_EQUAL(
            eqp_study_id(study, EQP_SPACE_institution, study->institutions.institution[i]), ids[i]);
        CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_buyer, study->institutions.buyer[i]),
                               buyers[i]);
        CU_ASSERT_TRUE(study->budgets.budget[i] > 0);
    }
    eqp_study_free(study);
}

static void impossible_options_are_refused(void) {
    static const struct {
        eqp_generate_options options;
        const char *sentence;
    } cases[] = {
        {{.zones = 3, .institutions = 2}, "both a number of zones and a number of occupations"},
        {{.occupations = 3, .institutions = 2}, "both a number of zones and a number of"},
        {{.zones = 20000, .occupations = 3, .institutions = 2}, "at most 10,000 zones"},
        {{.zones = 3, .occupations = 3}, "institutions must be 1 to 9"},
        {{.zones = 3, .occupations = 3, .institutions = 10}, "institutions must be 1 to 9"},
        {{.zones = 3, .occupations = 3, .institutions = 2, .second = 1.1}, "shares: 0 to 1"},
        {{.zones = 3, .occupations = 3, .institutions = 2, .across = -1}, "shares: 0 to 1"},
        {{.zones = 3, .occupations = 3, .institutions = 2, .budget = NAN}, "shares: 0 to 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char folder[EQP_TEST_PATH];
        eqp_generate_summary summary;
        eqp_error error;
        eqp_test_folder_create(folder);
        if (!cases[i].options.zones) { /* a folder with needs is asked for */
            eqp_test_file_write(folder, "zones.csv", "zone,name\n1,One\n");
            eqp_test_file_write(folder, "occupations.csv", "occupation,name\n1,One\n");
            eqp_test_file_write(folder, "needs.csv", "zone,occupation,need\n1,1,9\n");
        }
        CU_ASSERT_EQUAL(generate_in(folder, &cases[i].options, &summary, &error), EQP_ERROR_USAGE);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, cases[i].sentence));
        CU_ASSERT_EQUAL(eqp_test_folder_count(folder), cases[i].options.zones ? 0 : 3);
        eqp_test_folder_remove(folder);
    }
}

static void tables_that_exist_are_not_written_over(void) {
    char folder[EQP_TEST_PATH];
    eqp_generate_options options = region_of(3, 5, 10);
    eqp_generate_summary summary;
    eqp_error error;
    eqp_test_folder_create(folder);
    eqp_test_file_write(folder, "prices.csv", "mine\n");
    CU_ASSERT_EQUAL(generate_in(folder, &options, &summary, &error), EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "prices.csv exists already"));
    CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 1);
    eqp_test_folder_remove(folder);
}

static void needs_with_errors_are_told_and_nothing_is_written(void) {
    char folder[EQP_TEST_PATH];
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_problems *problems = eqp_problems_create();
    const eqp_problem *problem;
    eqp_error error;
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL(eqp_generate(folder, &options, problems, &summary, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "zones.csv"));
    eqp_test_file_write(folder, "zones.csv", "zone,name\n1,One\n");
    eqp_test_file_write(folder, "occupations.csv", "occupation,name\n1,One\n");
    eqp_test_file_write(folder, "needs.csv", "zone,occupation,need\n1,1,9\n1,2,many\n");
    CU_ASSERT_EQUAL(eqp_generate(folder, &options, problems, &summary, &error), EQP_ERROR_DATA);
    CU_ASSERT_EQUAL_FATAL(eqp_problems_total(problems), 2);
    problem = eqp_problems_get(problems, 0);
    CU_ASSERT_STRING_EQUAL(problem->file, "needs.csv");
    CU_ASSERT_EQUAL(problem->line, 3);
    CU_ASSERT_EQUAL(problem->column, 2);
    CU_ASSERT_EQUAL(eqp_problems_get(problems, 1)->column, 3);
    CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 3);
    eqp_problems_free(problems);
    eqp_test_folder_remove(folder);
}

static void a_study_with_no_need_or_too_much_is_refused(void) {
    static const struct {
        const char *needs, *sentence;
    } cases[] = {
        {"zone,occupation,need\n1,1,0\n", "nobody is lacking anywhere"},
        {"zone,occupation,need\n1,1,0.0001\n", "nobody is lacking anywhere"},
        {"zone,occupation,need\n1,1,1e300\n", "more than 1,000,000 people are lacking in one"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char folder[EQP_TEST_PATH];
        eqp_generate_options options = eqp_generate_defaults();
        eqp_generate_summary summary;
        eqp_error error;
        eqp_test_folder_create(folder);
        eqp_test_file_write(folder, "zones.csv", "zone,name\n1,One\n");
        eqp_test_file_write(folder, "occupations.csv", "occupation,name\n1,One\n");
        eqp_test_file_write(folder, "needs.csv", cases[i].needs);
        CU_ASSERT_EQUAL(generate_in(folder, &options, &summary, &error), EQP_ERROR_USAGE);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, cases[i].sentence));
        CU_ASSERT_EQUAL(eqp_test_folder_count(folder), 3);
        eqp_test_folder_remove(folder);
    }
}

static void short_memory_leaves_nothing_behind(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    size_t refused = 0;
    for (size_t n = 1; status == EQP_ERROR_MEMORY; n += 3) {
        char folder[EQP_TEST_PATH];
        eqp_generate_options options = region_of(3, 6, 12);
        eqp_generate_summary summary;
        eqp_problems *problems = eqp_problems_create();
        size_t alive = eqp_memory_alive();
        eqp_test_folder_create(folder);
        eqp_memory_fail_at(n);
        status = eqp_generate(folder, &options, problems, &summary, NULL);
        eqp_memory_fail_at(0);
        refused += status == EQP_ERROR_MEMORY;
        CU_ASSERT_TRUE_FATAL(status == EQP_OK || status == EQP_ERROR_MEMORY);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        CU_ASSERT_EQUAL(eqp_test_folder_count(folder) > 0, status == EQP_OK);
        eqp_problems_free(problems);
        eqp_test_folder_remove(folder);
    }
    CU_ASSERT_TRUE(refused > 50);
}

static const eqp_test tests[] = {
    {"the same seed gives the same bytes and another seed others",
     the_same_seed_gives_the_same_bytes_and_another_seed_others},
    {"a generated folder reads without errors whatever its size",
     a_generated_folder_reads_without_errors_whatever_its_size},
    {"a seed gives the study that it gave on other machines",
     a_seed_gives_the_study_that_it_gave_on_other_machines},
    {"offers lead to several occupations as often as asked",
     offers_lead_to_several_occupations_as_often_as_asked},
    {"offers have the usual orders of magnitude", offers_have_the_usual_orders_of_magnitude},
    {"more of the need costs more", more_of_the_need_costs_more},
    {"what is signed can be bought", what_is_signed_can_be_bought},
    {"fewer attend farther away and none far off", fewer_attend_farther_away_and_none_far_off},
    {"east and west are nearer in the north", east_and_west_are_nearer_in_the_north},
    {"nobody has more than a handful of sites", nobody_has_more_than_a_handful_of_sites},
    {"funds have one of the two buyers", funds_have_one_of_the_two_buyers},
    {"high estimates are a scenario where there are any",
     high_estimates_are_a_scenario_where_there_are_any},
    {"impossible options are refused", impossible_options_are_refused},
    {"tables that exist are not written over", tables_that_exist_are_not_written_over},
    {"needs with errors are told and nothing is written",
     needs_with_errors_are_told_and_nothing_is_written},
    {"a study with no need or too much is refused", a_study_with_no_need_or_too_much_is_refused},
    {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
};

EQP_SUITE_MAIN("generate", tests)
