/* The overlap of buyers: its measure, what it becomes once leaders are fixed, and what passes from
 * one buyer to another between two plans. */
#include "leader_weights.h"
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/labels.h"
#include "models/programme/overlap.h"

#include <string.h>

#define PAIRS 12

/* Courses a and b share a cell (Marseille, family B), c and d have one each (Digne, family G; Nice,
 * family B). State spends for the region's buyer. */
typedef struct trial {
    eqp_study *study;
    eqp_programme *programme;
} trial;

static const char *const pair_name[PAIRS] = {"a.ft",     "a.region", "a.state",  "b.ft",
                                             "b.region", "b.state",  "c.ft",     "c.region",
                                             "c.state",  "d.ft",     "d.region", "d.state"};

static trial make_trial(const char *leads) {
    small_study tables = small_study_make();
    trial t = {NULL, NULL};
    small_study_set(&tables, "audiences", NULL);
    small_study_set(&tables, "decisions", NULL);
    small_study_set(&tables, "rules", NULL);
    small_study_set(&tables, "scenarios", NULL);
    small_study_set(&tables, "occupations",
                    "occupation,name,family\nB2X36,Plumber,B\nA1,Gardener,G\nB2X37,Roofer,B\n");
    small_study_set(&tables, "offers",
                    "offer,name,zone,places,provider,lot,kind,fill_rate,success_rate,hours,"
                    "group_min,group_max\n"
                    "a,,9306,24,,,certifying,,,,,\nb,,9306,24,,,certifying,,,,,\n"
                    "c,,04,24,,,certifying,,,,,\nd,,9302,24,,,certifying,,,,,\n");
    small_study_set(&tables, "offer_occupations",
                    "offer,occupation,fit\na,B2X36,\nb,B2X36,\nc,A1,\nd,B2X37,\n");
    small_study_set(&tables, "prices",
                    "offer,institution,price\na,region,5\na,ft,5\na,state,5\nb,region,5\nb,ft,5\n"
                    "b,state,5\nc,region,5\nc,ft,5\nc,state,5\nd,region,5\nd,ft,5\nd,state,5\n");
    if (leads)
        tables.texts[tables.count++] = (eqp_table_text){"leads", leads, strlen(leads)};
    t.study = small_study_read(&tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(t.study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(t.study, &t.programme, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(t.programme->pairs, PAIRS);
    return t;
}

static void free_trial(trial *t) {
    eqp_programme_free(t->programme);
    eqp_study_free(t->study);
}

/* Numbers in the order of pair_name to those of the programme, or back. */
static void arrange(const trial *t, const double *named, double *places, double *back) {
    for (uint32_t pair = 0; pair < PAIRS; pair++) {
        char text[256];
        int at = 0;
        eqp_programme_column_name(t->programme, pair, text);
        while (at < PAIRS && strcmp(text + 2, pair_name[at]) != 0)
            at++;
        CU_ASSERT_FATAL(at < PAIRS);
        if (back)
            back[at] = places[pair];
        else
            places[pair] = named[at];
    }
}

static double overlap_of(const trial *t, const double *places) {
    eqp_overlap overlap;
    CU_ASSERT_EQUAL_FATAL(eqp_overlap_measure(t->programme, places, &overlap, NULL), EQP_OK);
    return overlap.courses + overlap.cells;
}

static double weighed(const double *weight, const double *places) {
    double sum = 0;
    for (int pair = 0; pair < PAIRS; pair++)
        sum += weight[pair] * places[pair];
    return sum;
}

/* Course a: ft 4, region and state 5 together; b: ft 6 alone. Their cell: 10 against 5. */
static void pots_of_one_buyer_count_together(void) {
    const double named[PAIRS] = {4, 3, 2, 6, 0, 0, 0, 3, 3, 0, 0, 0};
    double places[PAIRS];
    eqp_overlap overlap;
    trial t = make_trial(NULL);
    arrange(&t, named, places, NULL);
    CU_ASSERT_EQUAL_FATAL(eqp_overlap_measure(t.programme, places, &overlap, NULL), EQP_OK);
    CU_ASSERT_DOUBLE_EQUAL(overlap.courses, 4, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(overlap.cells, 5, 1e-12);
    free_trial(&t);
}

static void largest_buyers_or_the_leads_table_lead(void) {
    static const struct {
        const char *leads;
        double places[PAIRS], weight[PAIRS];
    } cases[] = {
        /* region leads course a, ft course b and the cell; c: region; d: nobody buys, the first */
        {NULL, {4, 3, 2, 6, 0, 0, 0, 3, 3, 0, 0, 0}, {1, 1, 1, 0, 2, 2, 2, 0, 0, 0, 2, 2}},
        /* less than a millionth apart is alike: the first in order leads */
        {NULL, {5, 5.0000001, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 2, 2, 0, 2, 2, 0, 2, 2, 0, 2, 2}},
        /* family B is ft's but for department 06; G has no row */
        {"family,department,institution\nB,,ft\nB,06,state\n",
         {0, 8, 0, 0, 8, 0, 0, 7, 0, 9, 0, 0},
         {0, 2, 2, 0, 2, 2, 2, 0, 0, 2, 0, 0}},
        /* whatever the order of the rows */
        {"family,department,institution\nB,06,state\nB,,ft\n",
         {0, 8, 0, 0, 8, 0, 0, 7, 0, 9, 0, 0},
         {0, 2, 2, 0, 2, 2, 2, 0, 0, 2, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double places[PAIRS], weight[PAIRS], named[PAIRS];
        trial t = make_trial(cases[i].leads);
        arrange(&t, cases[i].places, places, NULL);
        leader_weights(t.programme, places, weight);
        arrange(&t, NULL, weight, named);
        for (int pair = 0; pair < PAIRS; pair++)
            CU_ASSERT_EQUAL(named[pair], cases[i].weight[pair]);
        free_trial(&t);
    }
}

/* A repeatable number of places, often none. */
static double some_places(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)((*state >> 40) % 12) * (double)((*state >> 60) % 2);
}

/* What makes the alternation of stage C fall: exact at the plan that chose the leaders, never too
 * small at another. */
static void weights_touch_the_overlap_from_above(void) {
    uint64_t state = 7;
    int above = 0;
    trial t = make_trial(NULL);
    for (int round = 0; round < 500; round++) {
        double here[PAIRS], there[PAIRS], weight[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            here[pair] = some_places(&state);
            there[pair] = some_places(&state);
        }
        leader_weights(t.programme, here, weight);
        CU_ASSERT_DOUBLE_EQUAL(weighed(weight, here), overlap_of(&t, here), 1e-9);
        CU_ASSERT(weighed(weight, there) >= overlap_of(&t, there) - 1e-9);
        above += weighed(weight, there) > overlap_of(&t, there) + 1e-9;
    }
    CU_ASSERT(above > 0);
    free_trial(&t);
}

/* By buyer, so a's move between the region's two pots is none; d is given up and taken by nobody;
 * c changes hands by less than asked for. */
static void handovers_are_what_another_buyer_has_taken_over(void) {
    const double before[PAIRS] = {4, 6, 0, 5, 0, 0, 0, 2, 0, 8, 0, 0};
    const double after[PAIRS] = {7, 1, 3, 0, 0, 9, 0.01, 1.99, 0, 0, 0, 0};
    static const struct {
        const char *offer, *from;
        double places;
    } expected[] = {{"b", "ft", 5}, {"a", "region", 2}};
    double old[PAIRS], new[PAIRS];
    eqp_handover *handovers;
    size_t count;
    trial t = make_trial(NULL);
    arrange(&t, before, old, NULL);
    arrange(&t, after, new, NULL);
    CU_ASSERT_EQUAL_FATAL(
        eqp_overlap_handovers(t.programme, old, new, 0.05, &handovers, &count, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < count; i++) {
        const eqp_names *buyers = t.study->spaces[EQP_SPACE_buyer];
        CU_ASSERT_STRING_EQUAL(eqp_names_text(t.study->spaces[EQP_SPACE_offer], handovers[i].offer),
                               expected[i].offer);
        CU_ASSERT_STRING_EQUAL(eqp_names_text(buyers, handovers[i].from), expected[i].from);
        CU_ASSERT_NOT_EQUAL(handovers[i].to, handovers[i].from);
        CU_ASSERT_DOUBLE_EQUAL(handovers[i].places, expected[i].places, 1e-12);
    }
    eqp_free(handovers);
    free_trial(&t);
}

static void no_memory_is_an_error_and_leaves_nothing(void) {
    double places[PAIRS] = {1};
    eqp_handover *handovers;
    size_t count, alive;
    trial t = make_trial(NULL);
    alive = eqp_memory_alive();
    for (size_t n = 1; n <= 2; n++) {
        eqp_memory_fail_at(n);
        CU_ASSERT_EQUAL(
            eqp_overlap_handovers(t.programme, places, places, 0, &handovers, &count, NULL),
            EQP_ERROR_MEMORY);
        CU_ASSERT_PTR_NULL(handovers);
        CU_ASSERT_EQUAL(count, 0);
    }
    eqp_memory_fail_at(0);
    CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    free_trial(&t);
}

static const eqp_test tests[] = {
    {"pots of one buyer count together", pots_of_one_buyer_count_together},
    {"largest buyers, or the leads table, lead", largest_buyers_or_the_leads_table_lead},
    {"weights touch the overlap from above", weights_touch_the_overlap_from_above},
    {"handovers are what another buyer has taken over",
     handovers_are_what_another_buyer_has_taken_over},
    {"no memory is an error and leaves nothing", no_memory_is_an_error_and_leaves_nothing},
};

EQP_SUITE_MAIN("models/overlap", tests)
