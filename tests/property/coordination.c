/* Stage C: the overlap of buyers against the least there is, found by branch and cut from the
 * study's tables; what the stage promises of value, floors, rows and leaders. */
#include "oracle.h"
#include "suite.h"
#include "trial.h"

#include "models/memory.h"
#include "models/overlap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Compared with the least overlap. */
#define STUDIES 60

/* A plan's overlap may be above the least by this share and so many places. */
#define NEAR_SHARE 0.05
#define NEAR_PLACES 0.01

static const double tolerances[] = {0, 0.001, 0.01, 0.05};
#define TOLERANCES (sizeof tolerances / sizeof *tolerances)

static double overlap_of(const eqp_trial *trial, const double *places) {
    eqp_overlap overlap;
    CU_ASSERT_EQUAL_FATAL(eqp_overlap_measure(trial->programme, places, &overlap, NULL), EQP_OK);
    return overlap.courses + overlap.cells;
}

static uint32_t buyers_of(const eqp_study *study) {
    return eqp_names_count(study->spaces[EQP_SPACE_buyer]);
}

/* A study of several buyers, solved at a tolerance; 0: it has one buyer, or no plan. */
static int solve(eqp_trial *trial, uint64_t seed, double tolerance, eqp_engine_choice engine) {
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(trial, seed), 0);
    trial->study->settings.complementarity_tolerance = tolerance;
    if (buyers_of(trial->study) > 1)
        CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(trial, engine, 1), 0);
    if (trial->solution && trial->solution->outcome == EQP_OUTCOME_OPTIMAL)
        return 1;
    eqp_trial_free(trial);
    return 0;
}

/* How far above the least a study's overlap is, in what is allowed: 1 is just within. */
typedef struct distances {
    uint32_t met, exact, within, beyond;
    double worst;
} distances;

static void compare(uint64_t seed, double tolerance, distances *d) {
    eqp_trial trial;
    eqp_oracle *oracle;
    double least, overlap, held;
    if (!solve(&trial, seed, tolerance, EQP_ENGINE_DECOMPOSED))
        return;
    overlap = overlap_of(&trial, trial.solution->primal);
    held = trial.solution->value_best * (1 - fmax(1e-7, tolerance));
    oracle = eqp_oracle_create(trial.study, EQP_ORACLE_FLOATING);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    if (eqp_oracle_overlap(oracle, trial.solution->floor, held, &least) == EQP_ORACLE_SOLVED) {
        double allowed = NEAR_SHARE * least + NEAR_PLACES;
        d->met++;
        d->exact += overlap <= least + NEAR_PLACES;
        d->within += overlap <= least + allowed;
        d->worst = fmax(d->worst, (overlap - least) / allowed);
        if (overlap > least + allowed || overlap < least - 0.1 - 1e-3 * least) {
            d->beyond++;
            fprintf(stderr, "seed %lu at %g, %u buyers: overlap %.6f, least %.6f\n",
                    (unsigned long)seed, tolerance, buyers_of(trial.study), overlap, least);
        }
    }
    eqp_oracle_free(oracle);
    eqp_trial_free(&trial);
}

static void the_overlap_is_near_the_least_there_is(void) {
    distances d = {0};
    const char *from = getenv("EQP_FROM"), *to = getenv("EQP_TO");
    for (uint64_t seed = from ? (uint64_t)atoi(from) : 0;
         seed < (to ? (uint64_t)atoi(to) : STUDIES); seed++)
        compare(seed, tolerances[seed % TOLERANCES], &d);
    fprintf(stderr, "%u met: %u exact, %u within; %u beyond, worst %.3f of what is allowed\n",
            d.met, d.exact, d.within, d.beyond, d.worst);
    CU_ASSERT_EQUAL(d.beyond, 0);
    CU_ASSERT(d.met > STUDIES / 4);
}

static const eqp_test tests[] = {
    {"the overlap is near the least there is", the_overlap_is_near_the_least_there_is},
};

EQP_SUITE_MAIN("coordination", tests)
