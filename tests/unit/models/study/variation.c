#include "same_study.h"
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/study/draw.h"
#include "models/study/variation.h"

#include <string.h>

static eqp_study *study;
static eqp_variation *variation;

static void begin(void) {
    small_study texts = small_study_make();
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL_FATAL(eqp_variation_create(study, &variation, NULL), EQP_OK);
}

static void end(void) {
    eqp_variation_free(variation);
    eqp_study_free(study);
}

/* An axis from its text; what begins with an institution is a transfer. */
static eqp_axis *make(const char *text) {
    int is_transfer = strncmp(text, "region:", 7) == 0;
    eqp_axis *axis = NULL;
    eqp_error error = {0};
    eqp_status status = is_transfer ? eqp_axis_transfer(study, text, EQP_AXIS_VALUES, &axis, &error)
                                    : eqp_axis_vary(study, text, EQP_AXIS_VALUES, &axis, &error);
    if (status != EQP_OK)
        fprintf(stderr, "%s\n", error.sentence);
    CU_ASSERT_PTR_NOT_NULL_FATAL(axis);
    return axis;
}

static void add(const char *text) {
    eqp_error error = {0};
    CU_ASSERT_EQUAL(eqp_variation_add(variation, make(text), &error), EQP_OK);
    CU_ASSERT_STRING_EQUAL(error.sentence, "");
}

static void draw(uint64_t draws, uint64_t seed) {
    CU_ASSERT_EQUAL(eqp_variation_draw(variation, draws, seed, NULL), EQP_OK);
}

static void nothing_varied_is_one_point_the_study_itself(void) {
    eqp_study *copy;
    begin();
    CU_ASSERT_EQUAL(eqp_variation_points(variation), 1);
    CU_ASSERT_EQUAL(eqp_variation_draws(variation), 0);
    CU_ASSERT_EQUAL(eqp_variation_columns(variation), 0);
    CU_ASSERT_EQUAL(eqp_variation_at(variation, 0), 0);
    CU_ASSERT_EQUAL(eqp_variation_run(variation), 1);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    eqp_variation_change(variation, 0, copy);
    CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), 0);
    eqp_study_free(copy);
    eqp_variation_free(NULL);
    end();
}

static void points_are_numbered_as_typed_with_the_draw_fastest(void) {
    static const double rows[12][4] = {{0, 1, 0, 1},  {0, 1, 0, 2},  {0, 1, 5, 1},  {0, 1, 5, 2},
                                       {0, 1, 10, 1}, {0, 1, 10, 2}, {1, 1, 0, 1},  {1, 1, 0, 2},
                                       {1, 1, 5, 1},  {1, 1, 5, 2},  {1, 1, 10, 1}, {1, 1, 10, 2}};
    static const char *const titles[] = {"balance", "need*", "transfer[region:ft]", "draw"};
    begin();
    add("balance=0:1:2");
    draw(2, 7);
    add("need*=1:2:1");
    add("region:ft=0:10:3");
    CU_ASSERT_EQUAL(eqp_variation_points(variation), 12);
    CU_ASSERT_EQUAL(eqp_variation_draws(variation), 2);
    CU_ASSERT_EQUAL_FATAL(eqp_variation_columns(variation), 4);
    for (uint32_t column = 0; column < 4; column++) {
        CU_ASSERT_STRING_EQUAL(eqp_variation_title(variation, column), titles[column]);
        for (uint64_t point = 0; point < 12; point++)
            CU_ASSERT_EQUAL(eqp_variation_value(variation, point, column), rows[point][column]);
    }
    end();
}

/* Sweeps whose order of solving is checked: axes, draws, and how many points a run has. */
static const struct {
    const char *axes[4];
    uint64_t draws, points, run;
} sweeps[] = {
    {{"balance=0:1:5"}, 0, 5, 5},
    {{"need*=1:2:4"}, 0, 4, 1},
    {{NULL}, 6, 6, 1},
    {{"balance=0:1:3"}, 4, 12, 3},
    {{"balance=0:1:3", "need*=1:2:4", "region:ft=0:9:2"}, 0, 24, 6},
    {{"need*=1:2:3", "balance=0:1:3", "price*=1:2:2", "region:ft=0:9:5"}, 3, 270, 15},
    {{"rule[lot]=0:1:2", "complementarity_tolerance=0:1:3", "budget[ft]=0:9:1"}, 2, 12, 2},
};

static uint32_t couples(const char *title) {
    return strncmp(title, "balance", 7) == 0 || strncmp(title, "transfer", 8) == 0 ||
           strncmp(title, "budget", 6) == 0 || strncmp(title, "rule", 4) == 0;
}

/* Columns in which two points differ; *blocks counts those that change the plans of blocks. */
static uint32_t differing(uint64_t point, uint64_t other, uint32_t *blocks) {
    uint32_t count = 0;
    for (uint32_t column = 0; column < eqp_variation_columns(variation); column++)
        if (eqp_variation_value(variation, point, column) !=
            eqp_variation_value(variation, other, column)) {
            count++;
            *blocks += !couples(eqp_variation_title(variation, column));
        }
    return count;
}

static void positions_are_all_points_once_and_runs_differ_in_coupling_alone(void) {
    for (size_t i = 0; i < sizeof sweeps / sizeof *sweeps; i++) {
        unsigned char seen[512] = {0};
        uint64_t before = 0;
        begin();
        for (int axis = 0; axis < 4 && sweeps[i].axes[axis]; axis++)
            add(sweeps[i].axes[axis]);
        if (sweeps[i].draws)
            draw(sweeps[i].draws, 1);
        CU_ASSERT_EQUAL_FATAL(eqp_variation_points(variation), sweeps[i].points);
        CU_ASSERT_EQUAL(eqp_variation_run(variation), sweeps[i].run);
        for (uint64_t position = 0; position < sweeps[i].points; position++) {
            uint64_t point = eqp_variation_at(variation, position);
            uint32_t blocks = 0;
            CU_ASSERT_TRUE_FATAL(point < sweeps[i].points);
            CU_ASSERT_FALSE(seen[point]);
            seen[point] = 1;
            if (position > 0) {
                /* One step of one column, so that the last plan is a good start. */
                CU_ASSERT_EQUAL(differing(point, before, &blocks), 1);
                CU_ASSERT_EQUAL(blocks, position % sweeps[i].run == 0);
            }
            before = point;
        }
        end();
    }
}

static void a_point_is_its_draw_and_then_its_axes_in_order(void) {
    eqp_study *copy, *by_hand;
    begin();
    add("need[family=B]*=0.5:1.5:3");
    add("need+=1:2:2");
    add("budget[region]=0:100000:2");
    add("region:ft=0:1000:2");
    draw(3, 42);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &by_hand, NULL), EQP_OK);
    for (uint64_t point = 0; point < eqp_variation_points(variation); point++) {
        eqp_study_restore(copy, study);
        eqp_variation_change(variation, point, copy);
        eqp_study_restore(by_hand, study);
        eqp_draw_needs(42, (uint64_t)eqp_variation_value(variation, point, 4), by_hand);
        for (uint32_t row = 0; row < by_hand->needs.count; row++) {
            double *needs[] = {by_hand->needs.need + row, by_hand->needs.need_low + row,
                               by_hand->needs.need_high + row};
            const char *occupation =
                eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[row]);
            for (int i = 0; i < 3; i++) {
                if (*occupation == 'B')
                    *needs[i] *= eqp_variation_value(variation, point, 0);
                *needs[i] += eqp_variation_value(variation, point, 1);
            }
        }
        for (uint32_t row = 0; row < by_hand->budgets.count; row++) {
            const char *id =
                eqp_study_id(study, EQP_SPACE_institution, study->budgets.institution[row]);
            double budget = eqp_variation_value(variation, point, 2),
                   moved = fmin(budget, eqp_variation_value(variation, point, 3));
            if (strcmp(id, "region") == 0)
                by_hand->budgets.budget[row] = budget - moved;
            if (strcmp(id, "ft") == 0)
                by_hand->budgets.budget[row] += moved;
        }
        CU_ASSERT_EQUAL(eqp_differing_numbers(copy, by_hand), 0);
    }
    eqp_study_free(by_hand);
    eqp_study_free(copy);
    end();
}

static void what_would_be_undone_is_refused(void) {
    static const struct {
        const char *axes[3]; /* the last one is refused; "" draws */
        const char *sentence;
    } cases[] = {
        {{"balance=0:1:2", "balance=0:0.5:3"}, "balance is varied twice"},
        {{"region:ft=0:9:2", "region:ft=1:9:2"}, "transfer[region:ft] is varied twice"},
        {{"need[9306]=0:9:2", "need[zone=9306]=0:9:2"},
         "need[zone=9306] sets all that need[9306] changes, so that nothing of it is left"},
        {{"balance+=0:0.1:2", "balance=0:1:2"},
         "balance sets all that balance+ changes, so that nothing of it is left"},
        {{"need[A1]*=0:9:2", "need=0:9:2"},
         "need sets all that need[A1]* changes, so that nothing of it is left"},
        {{"region:ft=0:9:2", "budget=0:9:2"},
         "budget sets all that transfer[region:ft] changes, so that nothing of it is left"},
        {{"", "need=0:9:2"},
         "need sets all that the draw of needs changes, so that nothing of it is left"},
        {{"need=0:9:2", ""},
         "need sets all that the draw of needs changes, so that nothing of it is left"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_error error = {0};
        eqp_status status;
        begin();
        if (*cases[i].axes[0])
            add(cases[i].axes[0]);
        else
            draw(3, 1);
        status = *cases[i].axes[1] ? eqp_variation_add(variation, make(cases[i].axes[1]), &error)
                                   : eqp_variation_draw(variation, 3, 1, &error);
        CU_ASSERT_EQUAL(status, EQP_ERROR_USAGE);
        CU_ASSERT_STRING_EQUAL(error.sentence, cases[i].sentence);
        CU_ASSERT_EQUAL(eqp_variation_columns(variation), 1);
        end();
    }
}

static void what_is_undone_in_part_or_before_is_accepted(void) {
    begin();
    add("need[9306]=0:9:2");
    add("need[A1]=0:9:2");
    add("region:ft=0:9:2");
    add("budget[region]=0:9:2");
    add("priority=1:2:2");
    add("balance=0:1:2");
    add("balance*=0:1:2");
    add("complementarity_tolerance=0:1:2");
    draw(2, 1);
    CU_ASSERT_EQUAL(eqp_variation_points(variation), 512);
    end();
}

static void more_points_than_a_double_counts_are_refused(void) {
    eqp_error error = {0};
    begin();
    add("balance=0:1:1073741824");
    add("need*=0:1:8388608");
    CU_ASSERT_EQUAL(eqp_variation_points(variation), (uint64_t)1 << 53);
    CU_ASSERT_EQUAL(eqp_variation_add(variation, make("price*=0:1:2"), &error), EQP_ERROR_USAGE);
    CU_ASSERT_STRING_EQUAL(error.sentence,
                           "the sweep has more than 2^53 points; take fewer values");
    CU_ASSERT_EQUAL(eqp_variation_draw(variation, 2, 1, &error), EQP_ERROR_USAGE);
    CU_ASSERT_STRING_EQUAL(error.sentence,
                           "the sweep has more than 2^53 points; take fewer values");
    CU_ASSERT_EQUAL(eqp_variation_draw(variation, UINT64_MAX, 1, NULL), EQP_ERROR_USAGE);
    CU_ASSERT_EQUAL(eqp_variation_points(variation), (uint64_t)1 << 53);
    CU_ASSERT_EQUAL(eqp_variation_columns(variation), 2);
    CU_ASSERT_EQUAL(eqp_variation_value(variation, ((uint64_t)1 << 53) - 1, 0), 1);
    end();
}

static void short_memory_takes_the_axis_over_all_the_same(void) {
    eqp_error error = {0};
    eqp_variation *none;
    eqp_axis *axis;
    begin();
    axis = make("balance=0:1:2");
    eqp_memory_fail_at(1);
    CU_ASSERT_EQUAL(eqp_variation_create(study, &none, &error), EQP_ERROR_MEMORY);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_EQUAL(eqp_variation_add(variation, axis, &error), EQP_ERROR_MEMORY);
    eqp_memory_fail_at(0);
    CU_ASSERT_EQUAL(error.status, EQP_ERROR_MEMORY);
    CU_ASSERT_EQUAL(eqp_variation_points(variation), 1);
    CU_ASSERT_EQUAL(eqp_variation_columns(variation), 0);
    end();
}

static const eqp_test tests[] = {
    {"nothing varied is one point, the study itself", nothing_varied_is_one_point_the_study_itself},
    {"points are numbered as typed, with the draw fastest",
     points_are_numbered_as_typed_with_the_draw_fastest},
    {"positions are all points once, and runs differ in coupling alone",
     positions_are_all_points_once_and_runs_differ_in_coupling_alone},
    {"a point is its draw and then its axes in order",
     a_point_is_its_draw_and_then_its_axes_in_order},
    {"what would be undone is refused", what_would_be_undone_is_refused},
    {"what is undone in part, or before, is accepted",
     what_is_undone_in_part_or_before_is_accepted},
    {"more points than a double counts are refused", more_points_than_a_double_counts_are_refused},
    {"short memory takes the axis over all the same",
     short_memory_takes_the_axis_over_all_the_same},
};

EQP_SUITE_MAIN("models/variation", tests)
