/* How far two programmes differ, and bounds taken over in place. */
#include "small_study.h"
#include "suite.h"

#include "models/programme/revision.h"
#include "models/study/axis.h"

#include <string.h>

static eqp_study *study, *copy;
static eqp_programme *before;

/* The small study with one need more, that no offer reaches. */
static void begin(void) {
    small_study texts = small_study_make();
    small_study_set(&texts, "needs",
                    "zone,occupation,need,priority,need_low,need_high\n"
                    "9306,B2X36,40,,30,55\n9306,A1,10,2,,\n04,B2X36,7.5,1,7,8\n"
                    "9302,B2X37,12,1,,\n9302,A1,5,1,,\n");
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &before, NULL), EQP_OK);
}

static void end(void) {
    eqp_programme_free(before);
    eqp_study_free(copy);
    eqp_study_free(study);
}

/* Compares the study with its copy as that is now; the copy is then restored. */
static void expect(const char *what, eqp_revision expected, int only_bounds) {
    eqp_programme *after;
    eqp_revision found;
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(copy, &after, NULL), EQP_OK);
    found = eqp_revision_between(before, after);
    if (found != expected || eqp_revision_only_bounds(study, copy) != only_bounds)
        fprintf(stderr, "%s: revision %d, only bounds %d\n", what, (int)found,
                eqp_revision_only_bounds(study, copy));
    CU_ASSERT_EQUAL(found, expected);
    CU_ASSERT_EQUAL(eqp_revision_between(after, before), expected);
    CU_ASSERT_EQUAL(eqp_revision_only_bounds(study, copy), only_bounds);
    eqp_programme_free(after);
    eqp_study_restore(copy, study);
}

static void vary(const char *text) {
    eqp_axis *axis;
    eqp_error error;
    eqp_status status = eqp_axis_vary(study, text, EQP_AXIS_VALUES, &axis, &error);
    if (status)
        fprintf(stderr, "%s\n", error.sentence);
    CU_ASSERT_EQUAL_FATAL(status, EQP_OK);
    eqp_axis_change(axis, eqp_axis_value(axis, 0), copy);
    eqp_axis_free(axis);
}

static void each_parameter_has_its_level(void) {
    static const struct {
        const char *text;
        eqp_revision revision;
        int only_bounds;
    } cases[] = {
        {"budget*=1:1:1", EQP_REVISION_BOUNDS, 1},
        {"budget*=0.5:0.5:1", EQP_REVISION_BOUNDS, 1},
        {"budget[ft]=0:0:1", EQP_REVISION_BOUNDS, 1},
        {"rule[hours]=100:100:1", EQP_REVISION_BOUNDS, 1},
        {"rule[lot]*=2:2:1", EQP_REVISION_BOUNDS, 1},
        {"balance=0:0:1", EQP_REVISION_BOUNDS, 1},
        {"balance=1:1:1", EQP_REVISION_BOUNDS, 1},
        {"complementarity_tolerance=0.5:0.5:1", EQP_REVISION_BOUNDS, 1},
        {"rule[rsa]=0.3:0.3:1", EQP_REVISION_WORTH, 0}, /* a share */
        {"price*=1.01:1.01:1", EQP_REVISION_WORTH, 0},
        {"priority[zone=9306]*=2:2:1", EQP_REVISION_WORTH, 0},
        {"need[zone=9302&occupation=A1]*=2:2:1", EQP_REVISION_WORTH, 0}, /* N_z alone */
        {"need[zone=04]*=0.9:0.9:1", EQP_REVISION_PLANS, 0},
        {"places[garden]=11:11:1", EQP_REVISION_PLANS, 0},
        {"success_rate[roof]=0.44:0.44:1", EQP_REVISION_PLANS, 0},
        {"need[zone=04]*=0:0:1", EQP_REVISION_STRUCTURE, 0},
        {"success_rate[garden]=0:0:1", EQP_REVISION_STRUCTURE, 0},
    };
    begin();
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        vary(cases[c].text);
        expect(cases[c].text, cases[c].revision, cases[c].only_bounds);
    }
    copy->settings.need_level = EQP_NEED_LOW;
    expect("need_level", EQP_REVISION_PLANS, 0);
    end();
}

/* What no scenario changes, but a caller may. */
static void every_other_number_that_counts_is_seen(void) {
    begin();
    copy->offers.fill_rate[0] *= 0.9;
    expect("fill_rate", EQP_REVISION_PLANS, 0);
    copy->commitments.places[0] += 1;
    expect("commitments", EQP_REVISION_PLANS, 0);
    copy->mobility.share[0] *= 0.5;
    expect("mobility", EQP_REVISION_PLANS, 0);
    copy->decisions.max_places[0] += 1;
    expect("decisions", EQP_REVISION_PLANS, 0);
    copy->offer_occupations.fit[0] *= 0.5;
    expect("fit", EQP_REVISION_PLANS, 0);
    copy->audiences.share[0] *= 0.5;
    expect("audiences", EQP_REVISION_WORTH, 0);
    copy->offers.hours[0] *= 2;
    CU_ASSERT_FALSE(eqp_revision_only_bounds(study, copy));
    end();
}

/* The levels of several changes are that of the greatest. */
static void the_greatest_change_decides(void) {
    begin();
    vary("budget*=0.5:0.5:1");
    vary("price*=2:2:1");
    expect("budget and price", EQP_REVISION_WORTH, 0);
    vary("price*=2:2:1");
    vary("places*=0.5:0.5:1");
    expect("price and places", EQP_REVISION_PLANS, 0);
    end();
}

static int same(const double *one, const double *other, uint32_t count) {
    return memcmp(one, other, count * sizeof *one) == 0;
}

/* Revised in place, a programme is the one that would be built. */
static void bounds_taken_in_place_are_those_of_a_new_programme(void) {
    eqp_programme *revised, *built;
    begin();
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(copy, &revised, NULL), EQP_OK);
    vary("budget*=0.5:0.5:1");
    vary("rule[hours]=100:100:1");
    vary("rule[lot]*=2:2:1");
    vary("balance=0.2:0.2:1");
    eqp_programme_bound_limits(revised);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(copy, &built, NULL), EQP_OK);
    CU_ASSERT(same(revised->lp->row_lower, built->lp->row_lower, built->lp->rows));
    CU_ASSERT(same(revised->lp->row_upper, built->lp->row_upper, built->lp->rows));
    CU_ASSERT_FALSE(same(before->lp->row_upper, built->lp->row_upper, built->lp->rows));
    eqp_programme_free(revised);
    eqp_programme_free(built);
    end();
}

static const eqp_test tests[] = {
    {"each parameter has its level", each_parameter_has_its_level},
    {"every other number that counts is seen", every_other_number_that_counts_is_seen},
    {"the greatest change decides", the_greatest_change_decides},
    {"bounds taken in place are those of a new programme",
     bounds_taken_in_place_are_those_of_a_new_programme},
};

EQP_SUITE_MAIN("revision", tests)
