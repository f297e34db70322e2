#include "../../output/tables/tiny.h"
#include "suite.h"

#include "models/answers/point_result.h"
#include "models/base/memory.h"

#include <string.h>

static tiny made;
static eqp_plan *plan;

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
}

static void end(void) {
    eqp_plan_free(plan);
    tiny_free(&made);
}

static int same(double left, double right) {
    return left == right || (isnan(left) && isnan(right));
}

static void a_finding_holds_the_numbers_of_its_plan(void) {
    for (int with_lines = 0; with_lines < 2; with_lines++) {
        eqp_point_result *finding;
        begin();
        finding = eqp_point_result_of_plan(77, plan, with_lines);
        CU_ASSERT_PTR_NOT_NULL_FATAL(finding);
        CU_ASSERT_EQUAL(finding->point, 77);
        CU_ASSERT_EQUAL(finding->outcome, plan->outcome);
        CU_ASSERT_EQUAL(finding->value_best, plan->value_best);
        CU_ASSERT_EQUAL(finding->value, plan->value);
        CU_ASSERT_EQUAL(finding->gap, plan->gap);
        CU_ASSERT_EQUAL(finding->coverage, plan->coverage);
        CU_ASSERT_EQUAL(finding->rate_min, plan->rate_min);
        CU_ASSERT_EQUAL(finding->gini, plan->gini);
        CU_ASSERT_EQUAL(finding->overlap, plan->overlap);
        CU_ASSERT_EQUAL(finding->cost, 61810);
        CU_ASSERT_EQUAL(finding->places, 38);
        CU_ASSERT_EQUAL(finding->hires, plan->total.hires);
        CU_ASSERT_EQUAL_FATAL(finding->institutions, 3);
        for (uint32_t i = 0; i < 3; i++) {
            CU_ASSERT_EQUAL(finding->institution_cost[i], plan->budgets[i].spent);
            CU_ASSERT_EQUAL(finding->institution_places[i], plan->budgets[i].bought.places);
        }
        CU_ASSERT_EQUAL_FATAL(finding->zones, made.study->zones.count);
        for (uint32_t z = 0; z < finding->zones; z++) {
            CU_ASSERT_TRUE(same(finding->zone_rate[z], plan->zones[z].rate));
            CU_ASSERT_TRUE(same(finding->zone_fair_rate[z], plan->zones[z].fair_rate));
        }
        CU_ASSERT_EQUAL_FATAL(finding->line_count, with_lines ? 4 : 0);
        for (uint32_t line = 0; line < finding->line_count; line++) {
            CU_ASSERT_EQUAL(finding->lines[line].offer, plan->lines[line].offer);
            CU_ASSERT_EQUAL(finding->lines[line].institution, plan->lines[line].institution);
            CU_ASSERT_EQUAL(finding->lines[line].places, plan->lines[line].bought.places);
        }
        eqp_free(finding);
        end();
    }
}

static void a_finding_without_a_plan_holds_no_number(void) {
    eqp_point_result *finding = eqp_point_result_without_plan(5, EQP_OUTCOME_INFEASIBLE, 2, 3);
    CU_ASSERT_PTR_NOT_NULL_FATAL(finding);
    CU_ASSERT_EQUAL(finding->point, 5);
    CU_ASSERT_EQUAL(finding->outcome, EQP_OUTCOME_INFEASIBLE);
    CU_ASSERT_EQUAL(finding->institutions, 2);
    CU_ASSERT_EQUAL(finding->zones, 3);
    CU_ASSERT_EQUAL(finding->line_count, 0);
    CU_ASSERT_TRUE(isnan(finding->value_best) && isnan(finding->value) && isnan(finding->gap) &&
                   isnan(finding->coverage) && isnan(finding->rate_min) && isnan(finding->gini) &&
                   isnan(finding->overlap) && isnan(finding->cost) && isnan(finding->places) &&
                   isnan(finding->hires));
    for (int i = 0; i < 2; i++)
        CU_ASSERT_TRUE(isnan(finding->institution_cost[i]) &&
                       isnan(finding->institution_places[i]));
    for (int z = 0; z < 3; z++)
        CU_ASSERT_TRUE(isnan(finding->zone_rate[z]) && isnan(finding->zone_fair_rate[z]));
    eqp_free(finding);
}

/* The bytes of a finding in memory of exactly that size; the finding is freed. */
static unsigned char *pack(eqp_point_result *finding, size_t *size) {
    unsigned char *bytes;
    CU_ASSERT_PTR_NOT_NULL_FATAL(finding);
    *size = eqp_point_result_size(finding);
    bytes = eqp_allocate(*size, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    eqp_point_result_pack(finding, bytes);
    eqp_free(finding);
    return bytes;
}

/* The n-th of the findings that are packed; NULL behind the last. */
static eqp_point_result *example(int n) {
    switch (n) {
    case 0:
        return eqp_point_result_of_plan(UINT64_MAX, plan, 1);
    case 1:
        return eqp_point_result_of_plan(1, plan, 0);
    case 2:
        return eqp_point_result_without_plan(2, EQP_OUTCOME_NO_PLAN, 3, 4);
    case 3:
        return eqp_point_result_without_plan(3, EQP_OUTCOME_INFEASIBLE, 0, 0);
    default:
        return NULL;
    }
}

static void what_is_packed_is_unpacked_as_it_was(void) {
    eqp_point_result *finding;
    begin();
    for (int n = 0; (finding = example(n)) != NULL; n++) {
        size_t size, again_size;
        unsigned char *bytes, *again;
        eqp_point_result *unpacked;
        uint64_t point = finding->point;
        uint32_t zones = finding->zones, line_count = finding->line_count;
        eqp_outcome outcome = finding->outcome;
        double gini = finding->gini, rate = zones ? finding->zone_rate[zones - 1] : 0;
        double places = line_count ? finding->lines[line_count - 1].places : 0;
        bytes = pack(finding, &size);
        unpacked = eqp_point_result_unpack(bytes, size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(unpacked);
        CU_ASSERT_EQUAL(unpacked->point, point);
        CU_ASSERT_EQUAL(unpacked->outcome, outcome);
        CU_ASSERT_EQUAL(unpacked->zones, zones);
        CU_ASSERT_EQUAL(unpacked->line_count, line_count);
        CU_ASSERT_TRUE(same(unpacked->gini, gini));
        CU_ASSERT_TRUE(!zones || same(unpacked->zone_rate[zones - 1], rate));
        CU_ASSERT_TRUE(!line_count || unpacked->lines[line_count - 1].places == places);
        again = pack(unpacked, &again_size);
        CU_ASSERT_EQUAL_FATAL(again_size, size);
        CU_ASSERT_EQUAL(memcmp(again, bytes, size), 0);
        eqp_free(again);
        eqp_free(bytes);
    }
    end();
}

static void bytes_of_another_size_are_refused(void) {
    eqp_point_result *finding;
    begin();
    for (int n = 0; (finding = example(n)) != NULL; n++) {
        size_t size;
        unsigned char *bytes = pack(finding, &size), *other = eqp_allocate(size + 1, 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(other);
        memcpy(other, bytes, size);
        CU_ASSERT_PTR_NULL(eqp_point_result_unpack(other, size + 1));
        eqp_free(other);
        for (size_t shorter = 0; shorter < size; shorter++) {
            other = eqp_allocate(shorter, 1); /* exactly, so that a sanitizer sees a step beyond */
            CU_ASSERT_PTR_NOT_NULL_FATAL(other);
            memcpy(other, bytes, shorter);
            CU_ASSERT_PTR_NULL(eqp_point_result_unpack(other, shorter));
            eqp_free(other);
        }
        eqp_free(bytes);
    }
    end();
}

static void counts_and_outcomes_that_cannot_be_are_refused(void) {
    static const size_t counts[] = {offsetof(eqp_point_result, institutions),
                                    offsetof(eqp_point_result, zones),
                                    offsetof(eqp_point_result, line_count)};
    static const uint32_t wrong[] = {0, 1, 5, 1000000, UINT32_MAX / 2, UINT32_MAX};
    const uint32_t no_outcome[] = {EQP_OUTCOME_INFEASIBLE + 1, UINT32_MAX};
    size_t size;
    unsigned char *bytes;
    begin();
    bytes = pack(eqp_point_result_of_plan(1, plan, 1), &size);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint32_t right;
        memcpy(&right, bytes + counts[i], sizeof right);
        for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
            CU_ASSERT_NOT_EQUAL(wrong[j], right);
            memcpy(bytes + counts[i], wrong + j, sizeof *wrong);
            CU_ASSERT_PTR_NULL(eqp_point_result_unpack(bytes, size));
        }
        memcpy(bytes + counts[i], &right, sizeof right);
    }
    for (size_t i = 0; i < sizeof no_outcome / sizeof *no_outcome; i++) {
        memcpy(bytes + offsetof(eqp_point_result, outcome), no_outcome + i, sizeof *no_outcome);
        CU_ASSERT_PTR_NULL(eqp_point_result_unpack(bytes, size));
    }
    eqp_free(bytes);
    end();
}

static void short_memory_gives_no_finding(void) {
    size_t size;
    unsigned char *bytes;
    begin();
    bytes = pack(eqp_point_result_of_plan(1, plan, 1), &size);
    eqp_memory_fail_at(1);
    CU_ASSERT_PTR_NULL(eqp_point_result_of_plan(1, plan, 1));
    CU_ASSERT_PTR_NULL(eqp_point_result_without_plan(1, EQP_OUTCOME_NO_PLAN, 3, 4));
    CU_ASSERT_PTR_NULL(eqp_point_result_unpack(bytes, size));
    eqp_memory_fail_at(0);
    eqp_free(bytes);
    end();
}

static const eqp_test tests[] = {
    {"a finding holds the numbers of its plan", a_finding_holds_the_numbers_of_its_plan},
    {"a finding without a plan holds no number", a_finding_without_a_plan_holds_no_number},
    {"what is packed is unpacked as it was", what_is_packed_is_unpacked_as_it_was},
    {"bytes of another size are refused", bytes_of_another_size_are_refused},
    {"counts and outcomes that cannot be are refused",
     counts_and_outcomes_that_cannot_be_are_refused},
    {"short memory gives no finding", short_memory_gives_no_finding},
};

EQP_SUITE_MAIN("models/finding", tests)
