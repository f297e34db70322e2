#include "same_study.h"
#include "small_study.h"
#include "suite.h"

#include "models/study/draw.h"

#include <string.h>

static eqp_study *read_study(const char *needs) {
    small_study texts = small_study_make();
    eqp_study *study;
    if (needs)
        small_study_set(&texts, "needs", needs);
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

static eqp_study *copy_of(const eqp_study *study) {
    eqp_study *copy = NULL;
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    return copy;
}

static uint32_t row_of(const eqp_study *study, const char *zone, const char *occupation) {
    for (uint32_t row = 0; row < study->needs.count; row++)
        if (strcmp(eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[row]), zone) == 0 &&
            strcmp(eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[row]),
                   occupation) == 0)
            return row;
    CU_FAIL_FATAL("no such need");
    return EQP_NONE;
}

static double drawn(const eqp_study *study, uint64_t seed, uint64_t draw, const char *zone,
                    const char *occupation) {
    eqp_study *copy = copy_of(study);
    double need;
    eqp_draw_needs(seed, draw, copy);
    need = copy->needs.need[row_of(copy, zone, occupation)];
    eqp_study_free(copy);
    return need;
}

/* Computed outside of this project, from the formulas of models/MODEL.md. */
static void draws_are_those_of_the_documented_formula(void) {
    static const struct {
        uint64_t seed, draw;
        double plumber_9306, plumber_04;
    } cases[] = {
        {1, 1, 37.75475170325896, 7.528673829126799},
        {1, 2, 33.82732800311686, 7.201849444451062},
        {2, 1, 44.12408464489109, 7.373700978198441},
        {UINT64_MAX, 1000000, 45.77292709665623, 7.534248910489464},
    };
    eqp_study *study = read_study(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_DOUBLE_EQUAL(drawn(study, cases[i].seed, cases[i].draw, "9306", "B2X36"),
                               cases[i].plumber_9306, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(drawn(study, cases[i].seed, cases[i].draw, "04", "B2X36"),
                               cases[i].plumber_04, 1e-12);
    }
    eqp_study_free(study);
}

static void the_same_draw_is_the_same_numbers_at_any_need_level(void) {
    eqp_study *study = read_study(NULL), *one = copy_of(study), *other = copy_of(study);
    eqp_draw_needs(5, 9, one);
    eqp_draw_needs(5, 9, other);
    CU_ASSERT_EQUAL(eqp_differing_numbers(one, other), 0);
    for (uint32_t row = 0; row < one->needs.count; row++)
        for (int level = EQP_NEED_LOW; level <= EQP_NEED_HIGH; level++) {
            one->settings.need_level = (eqp_need_level)level;
            CU_ASSERT_EQUAL(eqp_study_need(one, row), other->needs.need[row]);
        }
    eqp_draw_needs(5, 10, other);
    CU_ASSERT_TRUE(eqp_differing_numbers(one, other) > 0);
    eqp_study_free(other);
    eqp_study_free(one);
    eqp_study_free(study);
}

static void nothing_but_needs_changes(void) {
    eqp_study *study = read_study(NULL), *copy = copy_of(study);
    eqp_draw_needs(1, 1, copy);
    for (uint32_t row = 0; row < study->needs.count; row++) {
        copy->needs.need[row] = study->needs.need[row];
        copy->needs.need_low[row] = study->needs.need_low[row];
        copy->needs.need_high[row] = study->needs.need_high[row];
    }
    CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), 0);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void a_draw_depends_on_its_own_ids_alone(void) {
    static const char *const others[] = {
        "zone,occupation,need,priority,need_low,need_high\n"
        "9302,B2X37,12,1,,\n9306,A1,10,2,,\n04,B2X36,7.5,1,7,8\n9306,B2X36,40,,30,55\n",
        "zone,occupation,need,priority,need_low,need_high\n"
        "9306,B2X36,40,,30,55\n9306,A1,99,2,1,200\n04,B2X36,7.5,1,7,8\n04,B2X37,7.5,1,7,8\n"
        "9302,B2X37,12,1,,\n",
    };
    eqp_study *study = read_study(NULL), *rows;
    uint32_t row;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        eqp_study *other = read_study(others[i]);
        CU_ASSERT_EQUAL(drawn(other, 3, 4, "9306", "B2X36"), drawn(study, 3, 4, "9306", "B2X36"));
        CU_ASSERT_EQUAL(drawn(other, 3, 4, "04", "B2X36"), drawn(study, 3, 4, "04", "B2X36"));
        eqp_study_free(other);
    }
    /* Another order in memory: the row changes places with the first. */
    rows = copy_of(study);
    row = row_of(rows, "9306", "B2X36");
    CU_ASSERT_NOT_EQUAL_FATAL(row, 0);
    for (int i = 0; i < 3; i++) {
        double *numbers[] = {rows->needs.need, rows->needs.need_low, rows->needs.need_high};
        double number = numbers[i][row];
        numbers[i][row] = numbers[i][0];
        numbers[i][0] = number;
    }
    rows->needs.zone[row] = study->needs.zone[0];
    rows->needs.zone[0] = study->needs.zone[row];
    rows->needs.occupation[row] = study->needs.occupation[0];
    rows->needs.occupation[0] = study->needs.occupation[row];
    CU_ASSERT_EQUAL(drawn(rows, 3, 4, "9306", "B2X36"), drawn(study, 3, 4, "9306", "B2X36"));
    eqp_study_free(rows);
    eqp_study_free(study);
}

static void needs_of_one_triangle_are_drawn_apart(void) {
    eqp_study *study = read_study("zone,occupation,need,priority,need_low,need_high\n"
                                  "9306,B2X36,40,,30,55\n9306,B2X37,40,,30,55\n"
                                  "9302,B2X36,40,,30,55\n04,A1,40,,30,55\n");
    double drawn_needs[4];
    eqp_study *copy = copy_of(study);
    eqp_draw_needs(1, 1, copy);
    memcpy(drawn_needs, copy->needs.need, sizeof drawn_needs);
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < i; j++)
            CU_ASSERT_NOT_EQUAL(drawn_needs[i], drawn_needs[j]);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void draws_follow_the_triangle(void) {
    static const struct {
        double low, mode, high;
    } triangles[] = {{30, 40, 55}, {0, 0, 9}, {2, 8, 8}, {0, 1e-3, 1e6}};
    enum { DRAWS = 20000 };
    eqp_study *study = read_study(NULL), *copy = copy_of(study);
    uint32_t row = row_of(study, "9306", "B2X36");
    for (size_t i = 0; i < sizeof triangles / sizeof *triangles; i++) {
        double low = triangles[i].low, mode = triangles[i].mode, high = triangles[i].high;
        double share = (mode - low) / (high - low), sum = 0, below = 0;
        double variance =
            (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18;
        int outside = 0;
        for (uint64_t draw = 1; draw <= DRAWS; draw++) {
            double need;
            copy->needs.need_low[row] = low;
            copy->needs.need[row] = mode;
            copy->needs.need_high[row] = high;
            eqp_draw_needs(11, draw, copy);
            need = copy->needs.need[row];
            outside += need < low || need > high;
            below += need < mode;
            sum += need;
        }
        CU_ASSERT_EQUAL(outside, 0);
        CU_ASSERT_DOUBLE_EQUAL(sum / DRAWS, (low + mode + high) / 3, 4 * sqrt(variance / DRAWS));
        CU_ASSERT_DOUBLE_EQUAL(below / DRAWS, share, 4 * sqrt(share * (1 - share) / DRAWS) + 1e-4);
    }
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void a_need_without_range_stays_exactly_as_it_is(void) {
    eqp_study *study = read_study(NULL);
    for (uint64_t draw = 1; draw <= 100; draw++) {
        CU_ASSERT_EQUAL(drawn(study, 1, draw, "9306", "A1"), 10);
        CU_ASSERT_EQUAL(drawn(study, 1, draw, "9302", "B2X37"), 12);
    }
    eqp_study_free(study);
}

/* The reader refuses them. */
static void estimates_out_of_order_stay_between_low_and_high(void) {
    static const double cases[][3] = {{50, 40, 55}, {30, 60, 55}, {50, 40, 30}};
    eqp_study *study = read_study(NULL);
    uint32_t row = row_of(study, "9306", "B2X36");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t draw = 1; draw <= 200; draw++) {
            study->needs.need_low[row] = cases[i][0];
            study->needs.need[row] = cases[i][1];
            study->needs.need_high[row] = cases[i][2];
            eqp_draw_needs(1, draw, study);
            CU_ASSERT_TRUE(study->needs.need[row] >= fmin(cases[i][0], cases[i][2]));
            CU_ASSERT_TRUE(study->needs.need[row] <= fmax(cases[i][0], cases[i][2]));
        }
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"draws are those of the documented formula", draws_are_those_of_the_documented_formula},
    {"the same draw is the same numbers at any need level",
     the_same_draw_is_the_same_numbers_at_any_need_level},
    {"nothing but needs changes", nothing_but_needs_changes},
    {"a draw depends on its own ids alone", a_draw_depends_on_its_own_ids_alone},
    {"needs of one triangle are drawn apart", needs_of_one_triangle_are_drawn_apart},
    {"draws follow the triangle", draws_follow_the_triangle},
    {"a need without range stays exactly as it is", a_need_without_range_stays_exactly_as_it_is},
    {"estimates out of order stay between low and high",
     estimates_out_of_order_stay_between_low_and_high},
};

EQP_SUITE_MAIN("models/draw", tests)
