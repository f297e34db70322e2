/* Whole synthetic regions, where one block is so large that offers are cut: both engines find the
 * same, the judge agrees, and any number of threads finds the same to the last bit, however often.
 */
#include "suite.h"
#include "trial.h"

#include "input/generate/generate.h"
#include "input/tables/reader.h"
#include "models/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct region_size {
    uint32_t zones, occupations, offers;
    double second, across;
    uint64_t seed;
    int again; /* how often several threads solve it */
} region_size;

static const region_size regions[] = {
    {6, 30, 300, 0.15, 0.1, 1, 6},
    {1, 40, 300, 0.4, 1, 2, 6},
    {12, 12, 200, 0.4, 0, 3, 6},
    {12, 44, 1050, 0.3, 1, 4, 1},
};

#define REGIONS (sizeof regions / sizeof *regions)

static void remove_folder(const char *folder) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    char path[256];
    for (size_t t = 0; t < count; t++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, tables[t].name);
        remove(path);
    }
    rmdir(folder);
}

static void generate(eqp_trial *trial, const region_size *region) {
    char folder[] = "region-XXXXXX";
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_problems *problems = eqp_problems_create();
    options.zones = region->zones;
    options.occupations = region->occupations;
    options.offers = region->offers;
    options.second = region->second;
    options.across = region->across;
    options.seed = region->seed;
    *trial = (eqp_trial){NULL, NULL, NULL};
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    CU_ASSERT_EQUAL(eqp_generate(folder, &options, problems, &summary, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &trial->study, problems, NULL), EQP_OK);
    eqp_problems_free(problems);
    remove_folder(folder);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(trial), 0);
}

/* Keeps every row, and its dual values prove it best. */
static void check_proof(const eqp_trial *trial) {
    const eqp_lp *lp = trial->programme->lp;
    double *lower = eqp_allocate(lp->rows, sizeof *lower);
    double *upper = eqp_allocate(lp->rows, sizeof *upper);
    eqp_verdict verdict;
    eqp_goal goal;
    CU_ASSERT_FATAL(lower && upper);
    goal = eqp_trial_goal(trial, lower, upper);
    CU_ASSERT_EQUAL(eqp_proof_check(lp, goal, trial->solution->primal, &verdict), 0);
    CU_ASSERT(verdict.worst_residual <= EQP_ROW_TOLERANCE);
    CU_ASSERT(eqp_proof_gap(trial->solution->value_best,
                            eqp_proof_bound(lp, goal, trial->solution->dual)) <= EQP_GAP_TOLERANCE);
    eqp_free(lower);
    eqp_free(upper);
}

static double largest_difference(const double *one, const double *other, uint32_t count) {
    double largest = 0;
    for (uint32_t n = 0; n < count; n++)
        largest = fmax(largest, fabs(one[n] - other[n]));
    return largest;
}

static void both_engines_find_the_same(void) {
    uint32_t cut = 0;
    for (size_t r = 0; r < REGIONS; r++) {
        eqp_trial blocks, whole;
        generate(&blocks, &regions[r]);
        generate(&whole, &regions[r]);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&blocks, EQP_ENGINE_DECOMPOSED, 2), 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&whole, EQP_ENGINE_DIRECT, 1), 0);
        cut += blocks.solution->cut_offers;
        CU_ASSERT(eqp_trial_close(blocks.solution->value_best, whole.solution->value_best, 1e-6));
        CU_ASSERT(largest_difference(blocks.solution->fair_rate, whole.solution->fair_rate,
                                     regions[r].zones) <= 1e-6);
        CU_ASSERT(eqp_trial_close(eqp_trial_cost(&blocks), eqp_trial_cost(&whole), 1e-6));
        CU_ASSERT(largest_difference(eqp_trial_cheapest(&blocks), eqp_trial_cheapest(&whole),
                                     blocks.programme->pairs) <= 1e-6);
        check_proof(&blocks);
        check_proof(&whole);
        eqp_trial_free(&blocks);
        eqp_trial_free(&whole);
    }
    CU_ASSERT(cut > 0); /* or the regions are too small to test what they should */
}

static void threads_change_no_bit(void) {
    for (size_t r = 0; r < REGIONS; r++) {
        eqp_trial alone, together;
        const eqp_lp *lp;
        generate(&alone, &regions[r]);
        generate(&together, &regions[r]);
        lp = alone.programme->lp;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&alone, EQP_ENGINE_DECOMPOSED, 1), 0);
        for (int again = 0; again < regions[r].again; again++) {
            CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(&together, EQP_ENGINE_DECOMPOSED, 2 + again % 3),
                                  0);
            CU_ASSERT_EQUAL(memcmp(alone.solution->primal, together.solution->primal,
                                   lp->columns * sizeof(double)),
                            0);
            CU_ASSERT_EQUAL(
                memcmp(alone.solution->dual, together.solution->dual, lp->rows * sizeof(double)),
                0);
        }
        eqp_trial_free(&alone);
        eqp_trial_free(&together);
    }
}

static const eqp_test tests[] = {
    {"both engines find the same plan, and the judge agrees", both_engines_find_the_same},
    {"any number of threads finds the same solution to the last bit", threads_change_no_bit},
};

EQP_SUITE_MAIN("regions", tests)
