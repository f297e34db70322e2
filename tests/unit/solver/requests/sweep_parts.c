/* How a sweep is cut into groups, and how what was found travels between processes. */
#include "models/base/memory.h"
#include "solver/requests/batch.h"
#include "solver/requests/sweep_cut.h"
#include "solver/stages/family.h"
#include "suite.h"

#include <string.h>

/* A study with one institution, to be varied. */
static eqp_study *create_study(void) {
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_create(&study, NULL), EQP_OK);
    return study;
}

/* A sweep of so many values of the balance (couples) and so many of the complementarity tolerance
 * (does not), with so many draws. */
static eqp_variation *create_variation(const eqp_study *study, unsigned balances,
                                       unsigned tolerances, unsigned draws) {
    char text[2][80];
    eqp_variation *variation;
    snprintf(text[0], sizeof *text, "balance=0:1:%u", balances);
    snprintf(text[1], sizeof *text, "complementarity_tolerance=0:1:%u", tolerances);
    CU_ASSERT_EQUAL_FATAL(eqp_variation_create(study, &variation, NULL), EQP_OK);
    for (int i = 0; i < 2; i++) {
        eqp_axis *axis;
        CU_ASSERT_EQUAL_FATAL(eqp_axis_vary(study, text[i], EQP_AXIS_VALUES, &axis, NULL), EQP_OK);
        CU_ASSERT_EQUAL_FATAL(eqp_variation_add(variation, axis, NULL), EQP_OK);
    }
    if (draws) {
        CU_ASSERT_EQUAL_FATAL(eqp_variation_draw(variation, draws, 1, NULL), EQP_OK);
    }
    return variation;
}

/* Groups follow one another without gaps, are no longer than they should be, and where runs are
 * longer than a group none spans two; where they are shorter none cuts one. */
static void check_cut(const eqp_variation *variation) {
    eqp_sweep_cut cut = eqp_sweep_cut_of(variation);
    uint64_t run = eqp_variation_run(variation), position = 0, first;
    uint32_t most = eqp_family_group(eqp_variation_points(variation));
    for (uint64_t group = 0; group < cut.groups; group++) {
        uint32_t count = eqp_sweep_cut_group(&cut, group, &first);
        CU_ASSERT_EQUAL_FATAL(first, position);
        CU_ASSERT(count >= 1 && count <= most);
        if (run > most) {
            CU_ASSERT_EQUAL(first / run, (first + count - 1) / run);
        } else {
            CU_ASSERT_EQUAL(first % run, 0);
            CU_ASSERT_EQUAL(count % run, 0);
        }
        position += count;
    }
    CU_ASSERT_EQUAL(position, eqp_variation_points(variation));
}

static void groups_hold_every_point_once_and_respect_runs(void) {
    static const unsigned cases[][3] = {{1, 1, 0},   {2, 1, 0},  {200, 1, 0}, {7, 3, 0},
                                        {1, 500, 0}, {11, 5, 3}, {97, 2, 7},  {1000, 3, 0},
                                        {1, 1, 100}, {64, 5, 0}, {65, 5, 0},  {3, 41, 10}};
    eqp_study *study = create_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_variation *variation = create_variation(study, cases[i][0], cases[i][1], cases[i][2]);
        check_cut(variation);
        eqp_variation_free(variation);
    }
    eqp_study_free(study);
}

/* Findings of a programme without rows or columns: two points without a plan. */
static eqp_batch *create_batch(void) {
    static const eqp_outcome outcomes[] = {EQP_OUTCOME_INFEASIBLE, EQP_OUTCOME_NO_PLAN};
    eqp_study *study = create_study();
    eqp_programme *programme;
    eqp_batch *batch = eqp_batch_create(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(batch);
    CU_ASSERT_EQUAL_FATAL(eqp_study_finish(study, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &programme, NULL), EQP_OK);
    for (int i = 0; i < 2; i++) {
        eqp_solution solution = {.outcome = outcomes[i]};
        CU_ASSERT_EQUAL_FATAL(eqp_batch_add(batch, 7 + (uint64_t)i, programme, &solution, 1, NULL),
                              EQP_OK);
    }
    eqp_programme_free(programme);
    eqp_study_free(study);
    return batch;
}

static void a_batch_travels_as_bytes(void) {
    eqp_batch *batch = create_batch(), *other;
    size_t size = eqp_batch_size(batch);
    unsigned char *bytes = eqp_allocate(size, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    eqp_batch_pack(batch, bytes);
    other = eqp_batch_unpack(bytes, size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(other);
    CU_ASSERT_EQUAL(other->count, 2);
    for (uint32_t i = 0; i < other->count; i++) {
        CU_ASSERT_EQUAL(other->findings[i]->point, 7 + i);
        CU_ASSERT_EQUAL(other->findings[i]->outcome, batch->findings[i]->outcome);
    }
    eqp_batch_free(batch);
    eqp_batch_free(other);
    eqp_free(bytes);
}

static void bytes_that_are_cut_or_too_many_are_no_batch(void) {
    eqp_batch *batch = create_batch();
    size_t size = eqp_batch_size(batch);
    unsigned char *bytes = eqp_allocate(size + 1, 1);
    uint64_t many = UINT64_MAX;
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    eqp_batch_pack(batch, bytes);
    for (size_t cut = 0; cut <= size + 1; cut++) {
        eqp_batch *other = eqp_batch_unpack(bytes, cut);
        CU_ASSERT_EQUAL(other != NULL, cut == size);
        eqp_batch_free(other);
    }
    memcpy(bytes, &many, sizeof many);
    CU_ASSERT_PTR_NULL(eqp_batch_unpack(bytes, size));
    eqp_batch_free(batch);
    eqp_free(bytes);
}

static void short_memory_leaves_no_part_of_a_batch(void) {
    eqp_batch *batch = create_batch(), *other = NULL;
    size_t size = eqp_batch_size(batch), alive, failures = 0;
    unsigned char *bytes = eqp_allocate(size, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    eqp_batch_pack(batch, bytes);
    alive = eqp_memory_alive();
    while (!other) {
        eqp_memory_fail_at(++failures);
        other = eqp_batch_unpack(bytes, size);
        eqp_memory_fail_at(0);
        CU_ASSERT(other || eqp_memory_alive() == alive);
    }
    CU_ASSERT_EQUAL(failures, 4); /* the batch and its two findings had failed */
    eqp_batch_free(other);
    eqp_batch_free(batch);
    eqp_free(bytes);
}

static const eqp_test tests[] = {
    {"groups hold every point once and respect runs",
     groups_hold_every_point_once_and_respect_runs},
    {"a batch travels as bytes", a_batch_travels_as_bytes},
    {"bytes that are cut or too many are no batch", bytes_that_are_cut_or_too_many_are_no_batch},
    {"short memory leaves no part of a batch", short_memory_leaves_no_part_of_a_batch},
};

EQP_SUITE_MAIN("sweep parts", tests)
