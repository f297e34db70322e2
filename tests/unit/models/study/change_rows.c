/* max_change in the programme: kept pairs, their bounds, the rows kept and added; and what a
 * session price makes of the price of a place. */
#include "small_study.h"
#include "suite.h"

#include "models/programme/labels.h"
#include "models/programme/programme.h"
#include "models/programme/rows.h"

#include <math.h>
#include <string.h>

/* One row per place bought before; those of the small study's "plumber" have 24 places, of "roof"
 * 20, "garden" 10. */
static eqp_programme *build(const char *previous, const char *change, const char *prices,
                            eqp_study **study) {
    small_study tables = small_study_make();
    eqp_programme *programme = NULL;
    tables.texts[tables.count++] = (eqp_table_text){"previous", previous, strlen(previous)};
    small_study_set(&tables, "parameters", change);
    if (prices)
        small_study_set(&tables, "prices", prices);
    *study = small_study_read(&tables);
    CU_ASSERT_PTR_NOT_NULL_FATAL(*study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(*study, &programme, NULL), EQP_OK);
    return programme;
}

static uint32_t find(const eqp_programme *p, const char *name) {
    char text[256];
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        eqp_programme_column_name(p, pair, text);
        if (strcmp(text, name) == 0)
            return pair;
    }
    return EQP_NONE;
}

/* The coefficient of a column in a row. */
static double entry(const eqp_programme *p, uint32_t row, uint32_t column) {
    for (size_t at = p->lp->start[column]; at < p->lp->start[column + 1]; at++)
        if (p->lp->row[at] == row)
            return p->lp->value[at];
    return 0;
}

#define PREVIOUS                                                                                   \
    "offer,institution,places\n"                                                                   \
    "plumber,region,15\nplumber,ft,9\nroof,region,30\ngarden,region,4\n"

/* Of ft's 9 plumbers a decision allows 5, of 30 roofers there are 20, garden has no price for the
 * region: 15 + 5 + 20. */
static void what_cannot_be_bought_again_does_not_count(void) {
    eqp_study *study;
    eqp_programme *p = build(PREVIOUS, "parameter,value\nmax_change,0.25\n", NULL, &study);
    double least, most;
    uint32_t kept = eqp_programme_row(p, EQP_ROW_kept, 0);
    uint32_t added = eqp_programme_row(p, EQP_ROW_added, 0);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_rows_of(p, EQP_ROW_kept).count, 1);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_rows_of(p, EQP_ROW_added).count, 1);
    eqp_programme_change_bounds(p, &least, &most);
    CU_ASSERT_DOUBLE_EQUAL(least, 30, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(most, 10, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(p->lp->row_lower[kept], 30, 1e-12);
    CU_ASSERT_EQUAL(p->lp->row_upper[kept], INFINITY);
    CU_ASSERT_DOUBLE_EQUAL(p->lp->row_upper[added], 10, 1e-12);
    CU_ASSERT_EQUAL(p->lp->row_lower[added], -INFINITY);
    eqp_programme_free(p);
    eqp_study_free(study);
}

/* Signed minima are met by kept places first: 2 of the region's 15 plumbers are signed. */
static void places_bought_before_are_a_pair_of_their_own(void) {
    static const struct {
        const char *column;
        double lower, upper;
        int kept;
    } cases[] = {
        {"kept.plumber.region", 2, 15, 1}, {"x.plumber.region", 0, 5, 0},
        {"kept.plumber.ft", 0, 5, 1},      {"x.plumber.ft", 0, 0, 0},
        {"kept.roof.region", 1, 20, 1},    {"x.roof.region", 0, 0, 0},
        {"x.plumber.state", 0, 24, 0},     {"x.garden.ft", 0, 10, 0},
    };
    eqp_study *study;
    eqp_programme *p = build(PREVIOUS, "parameter,value\nmax_change,0\n", NULL, &study);
    CU_ASSERT_EQUAL(p->pairs, sizeof cases / sizeof *cases);
    CU_ASSERT_EQUAL(find(p, "kept.garden.region"), EQP_NONE);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t pair = find(p, cases[i].column);
        CU_ASSERT_NOT_EQUAL_FATAL(pair, EQP_NONE);
        CU_ASSERT_EQUAL(p->pair_kept[pair], cases[i].kept);
        CU_ASSERT_EQUAL(p->lp->lower[pair], cases[i].lower);
        CU_ASSERT_EQUAL(p->lp->upper[pair], cases[i].upper);
        CU_ASSERT_EQUAL(entry(p, eqp_programme_row(p, EQP_ROW_kept, 0), pair), cases[i].kept);
        CU_ASSERT_EQUAL(entry(p, eqp_programme_row(p, EQP_ROW_added, 0), pair), !cases[i].kept);
    }
    CU_ASSERT_EQUAL(find(p, "x.plumber.region"), find(p, "kept.plumber.region") + 1);
    eqp_programme_free(p);
    eqp_study_free(study);
}

static void without_max_change_the_table_changes_nothing(void) {
    eqp_study *study;
    eqp_programme *p = build(PREVIOUS, "parameter,value\nbalance,0.7\n", NULL, &study);
    CU_ASSERT_FALSE(eqp_programme_has_rows(p, EQP_ROW_kept));
    CU_ASSERT_FALSE(eqp_programme_has_rows(p, EQP_ROW_added));
    CU_ASSERT_EQUAL(p->pairs, study->prices.count);
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        CU_ASSERT_EQUAL(p->pair_kept[pair], 0);
    eqp_programme_free(p);
    eqp_study_free(study);
}

/* A session of plumbers has at most 12 places, one of roofers all 20, one of gardeners all 10. */
static void a_session_price_is_spread_over_its_most_places(void) {
    static const struct {
        const char *column;
        double price;
    } cases[] = {
        {"x.plumber.region", 5400 + 600 / 12.0},
        {"x.plumber.ft", 5600},
        {"kept.plumber.ft", 5600},
        {"x.plumber.state", 5300 + 1 / 12.0},
        {"x.garden.ft", 2000 + 150 / 10.0},
        {"kept.roof.region", 4000 + 50 / 20.0},
        {"x.roof.region", 4000 + 50 / 20.0},
    };
    eqp_study *study;
    eqp_programme *p =
        build("offer,institution,places\nplumber,ft,3\nroof,region,2\n",
              "parameter,value\nmax_change,1\n",
              "offer,institution,price,session_price\nplumber,region,5400,600\nplumber,ft,5600,0\n"
              "plumber,state,5300,1\ngarden,ft,2000,150\nroof,region,4000,50\n",
              &study);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t pair = find(p, cases[i].column);
        CU_ASSERT_NOT_EQUAL_FATAL(pair, EQP_NONE);
        CU_ASSERT_DOUBLE_EQUAL(p->pair_price[pair], cases[i].price, 1e-9);
        CU_ASSERT_DOUBLE_EQUAL(
            entry(p, eqp_programme_row(p, EQP_ROW_budget, p->pair_institution[pair]), pair),
            cases[i].price, 1e-9);
    }
    eqp_programme_free(p);
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"what cannot be bought again does not count", what_cannot_be_bought_again_does_not_count},
    {"places bought before are a pair of their own", places_bought_before_are_a_pair_of_their_own},
    {"without max_change the table changes nothing", without_max_change_the_table_changes_nothing},
    {"a session price is spread over its most places",
     a_session_price_is_spread_over_its_most_places},
};

EQP_SUITE_MAIN("models/change_rows", tests)
