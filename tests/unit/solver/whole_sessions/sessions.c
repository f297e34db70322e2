/* Whole amounts of sessions, and what a programme looks like in them. */
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "solver/whole_sessions/sessions.h"

#include <math.h>
#include <string.h>

static void amounts_are_those_that_sessions_can_have(void) {
    static const struct {
        double smallest, largest, places, sessions, below;
    } cases[] = {
        {8, 12, 0, 0, 0},          {8, 12, 7, 1, 0},     {8, 12, 8, 1, 8},   {8, 12, 12, 1, 12},
        {8, 12, 13, 2, 12},        {8, 12, 15.5, 2, 12}, {8, 12, 16, 2, 16}, {8, 12, 24, 2, 24},
        {8, 12, 25, 3, 25},        {1, 10, 3.2, 1, 3},   {5, 5, 9, 2, 5},    {5, 5, 10, 2, 10},
        {8, 12, 7.99999999, 1, 8}, {1, 24, 100, 5, 100},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const eqp_purchase purchase = {.smallest = cases[i].smallest, .largest = cases[i].largest};
        CU_ASSERT_EQUAL(eqp_sessions_of(&purchase, cases[i].places), cases[i].sessions);
        CU_ASSERT_EQUAL(eqp_sessions_below(&purchase, cases[i].places), cases[i].below);
    }
}

static void groups_larger_than_the_offer_have_no_session(void) {
    const eqp_purchase purchase = {.smallest = 8, .largest = 5};
    CU_ASSERT_EQUAL(eqp_sessions_below(&purchase, 20), 0);
}

static eqp_sessions *make(const char *table, const char *text, eqp_study **study,
                          eqp_programme **programme) {
    static const double floor[3] = {0, 0.1, 0};
    small_study tables = small_study_make();
    eqp_sessions *sessions = NULL;
    if (table)
        small_study_set(&tables, table, text);
    *study = small_study_read(&tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(*study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(*study, programme, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_sessions_create(*programme, floor, &sessions, NULL), EQP_OK);
    return sessions;
}

static void drop(eqp_sessions *sessions, eqp_programme *programme, eqp_study *study) {
    eqp_sessions_free(sessions);
    eqp_programme_free(programme);
    eqp_study_free(study);
}

static const eqp_purchase *find(const eqp_sessions *s, const char *offer, const char *institution) {
    const eqp_programme *p = s->programme;
    for (uint32_t i = 0; i < s->purchases; i++)
        if (strcmp(eqp_study_id(p->study, EQP_SPACE_offer, p->offer[s->purchase[i].offer]),
                   offer) == 0 &&
            strcmp(eqp_study_id(p->study, EQP_SPACE_institution,
                                p->pair_institution[s->purchase[i].pair]),
                   institution) == 0)
            return &s->purchase[i];
    CU_FAIL_FATAL("no such purchase");
    return NULL;
}

/* plumber: 24 places in groups of 8 to 12; region 2 to 20 of them, ft at most 5. */
static void decisions_leave_whole_sessions(void) {
    eqp_study *study;
    eqp_programme *programme;
    eqp_sessions *s = make(NULL, NULL, &study, &programme);
    CU_ASSERT_EQUAL(s->purchases, 5);
    CU_ASSERT_EQUAL(find(s, "plumber", "region")->least, 8);
    CU_ASSERT_EQUAL(find(s, "plumber", "region")->most, 20);
    CU_ASSERT_EQUAL(find(s, "plumber", "ft")->most, 0);
    CU_ASSERT_EQUAL(find(s, "plumber", "state")->most, 24);
    CU_ASSERT_EQUAL(find(s, "roof", "region")->least, 1);
    CU_ASSERT_EQUAL(find(s, "garden", "ft")->most, 10);
    drop(s, programme, study);
}

typedef struct told {
    const eqp_programme *programme;
    uint32_t first;
    double place[2], session[2]; /* of a budget row, of a rule that counts cost */
} told;

static void note(void *context, uint32_t row, double place, double session) {
    told *t = context;
    eqp_row_family family = eqp_programme_family_of(t->programme, row + t->first);
    int rule = family == EQP_ROW_rule;
    if (rule && !eqp_programme_counts_money(t->programme, row + t->first)) {
        CU_ASSERT_EQUAL(session, 0);
        return;
    }
    if (rule || family == EQP_ROW_budget) {
        t->place[rule] += place;
        t->session[rule] += session;
    }
}

/* The programme spreads a session's price; here it is paid by session, in budgets and in rules. */
static void sessions_are_paid_at_their_own_price(void) {
    eqp_study *study;
    eqp_programme *programme;
    eqp_sessions *s = make("prices",
                           "offer,institution,price,session_price\nplumber,region,5400,1200\n"
                           "garden,ft,2000,\nroof,region,4000,\nplumber,ft,5600,\n",
                           &study, &programme);
    told t = {programme, s->first, {0, 0}, {0, 0}};
    eqp_sessions_entries(s, (uint32_t)(find(s, "plumber", "region") - s->purchase), note, &t);
    CU_ASSERT_DOUBLE_EQUAL(t.place[0], 5400, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(t.session[0], 1200, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(t.place[1], 5400, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(t.session[1], 1200, 1e-9);
    drop(s, programme, study);
}

static const eqp_test tests[] = {
    {"amounts are those that sessions can have", amounts_are_those_that_sessions_can_have},
    {"groups larger than the offer have no session", groups_larger_than_the_offer_have_no_session},
    {"decisions leave whole sessions", decisions_leave_whole_sessions},
    {"sessions are paid at their own price", sessions_are_paid_at_their_own_price},
};

EQP_SUITE_MAIN("sessions", tests)
