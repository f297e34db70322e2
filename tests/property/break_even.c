/* Every break-even flips the decision when crossed by 1 %, and not before. (In success rate and
 * budget the decision need not be monotone: in a few of ten thousand studies, none of these, it
 * flips back within the 1 %.) The judge is another way to the same answer: the changed study is
 * solved anew, whole, with the fair rates held, and then the most places of the offer that any plan
 * of that value has are found. */
#include "suite.h"
#include "trial.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "solver/explain/break_even.h"
#include "solver/lp/engine.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define STUDIES 250
#define MOST_BUYINGS 6 /* asked about in one study */

/* What a plan may give of V* and still count as optimal, for the judge. */
#define VALUE_SLACK 1e-10

/* How near the most places may be to those that count as bought before the judge cannot tell. */
#define DOUBT 0.05

typedef enum { SAYS_NOT, SAYS_BOUGHT, SAYS_NO_PLAN, SAYS_NOTHING } answer;

typedef struct judge {
    const eqp_trial *trial;
    const eqp_buying *buying;
    uint64_t seed;
    double least; /* places that count as bought */
} judge;

static unsigned asked, unsure, doubles, flips[EQP_LEVER_COUNT][2], no_plans, nevers, essentials;

/* The most places of the pairs in a plan worth at least `value`. */
static double most_places(const eqp_programme *p, const eqp_solution *solution,
                          const eqp_buying *buying, double value) {
    const eqp_lp *lp = p->lp;
    double *lower = eqp_allocate(lp->rows, sizeof *lower), *cost, *x, most = NAN;
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine = eqp_engine_create(host);
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    cost = eqp_allocate(lp->columns, sizeof *cost);
    x = eqp_allocate(lp->columns, sizeof *x);
    for (uint32_t r = 0; r < lp->rows; r++)
        lower[r] = lp->row_lower[r];
    eqp_programme_hold_floors(p, solution->floor,
                              &lower[eqp_programme_rows_of(p, EQP_ROW_balance).first]);
    lower[eqp_programme_row(p, EQP_ROW_value, 0)] = value;
    for (uint32_t i = 0; i < buying->pairs; i++)
        cost[buying->pair + i] = 1;
    CU_ASSERT_FALSE(eqp_engine_add_rows(engine, lp->rows, lower, lp->row_upper));
    CU_ASSERT_FALSE(eqp_engine_add_columns(engine, lp->columns, lp->lower, lp->upper, cost,
                                           lp->start, lp->row, lp->value));
    CU_ASSERT_FALSE(eqp_engine_solve(engine, (eqp_engine_limits){0}, &outcome));
    if (outcome == EQP_ENGINE_OPTIMAL) {
        eqp_engine_primal(engine, lp->columns, x);
        most = 0;
        for (uint32_t i = 0; i < buying->pairs; i++)
            most += x[buying->pair + i];
    }
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
    eqp_free(lower);
    eqp_free(cost);
    eqp_free(x);
    return most;
}

static double *lever_number(eqp_study *study, const eqp_buying *buying, eqp_lever lever) {
    if (lever == EQP_LEVER_PRICE)
        return &study->prices.price[buying->price_row];
    if (lever == EQP_LEVER_SUCCESS)
        return &study->offers.success_rate[buying->offer];
    for (uint32_t row = 0; row < study->budgets.count; row++)
        if (study->budgets.institution[row] == buying->institution)
            return &study->budgets.budget[row];
    return NULL;
}

/* Whether the pair is bought in some optimal plan of the study with a lever set, its fair rates
 * held.
 */
static answer ask(const judge *j, eqp_lever lever, double at) {
    const eqp_stages_task task = {.held_rate = j->trial->solution->fair_rate, .only_value = 1};
    eqp_solve_options options = eqp_solve_options_default();
    eqp_study *study = NULL;
    eqp_programme *programme = NULL;
    eqp_solution *solution = NULL;
    answer says = SAYS_NOTHING;
    options.engine = EQP_ENGINE_DIRECT;
    asked++;
    if (!eqp_study_copy(j->trial->study, &study, NULL)) {
        *lever_number(study, j->buying, lever) = at;
        if (!eqp_programme_build(study, &programme, NULL) &&
            !eqp_stages_solve_task(programme, &options, &task, &solution, NULL)) {
            double most = NAN, value = solution->value_best;
            if (solution->outcome == EQP_OUTCOME_OPTIMAL)
                most = most_places(programme, solution, j->buying,
                                   value - VALUE_SLACK * fmax(1, fabs(value)));
            says = solution->outcome == EQP_OUTCOME_INFEASIBLE ? SAYS_NO_PLAN
                   : most > (1 + DOUBT) * j->least             ? SAYS_BOUGHT
                   : most < (1 - DOUBT) * j->least             ? SAYS_NOT
                                                               : SAYS_NOTHING;
        }
    }
    unsure += says == SAYS_NOTHING;
    eqp_solution_free(solution);
    eqp_programme_free(programme);
    eqp_study_free(study);
    return says;
}

static void expect(const judge *j, eqp_lever lever, double at, answer expected,
                   const char *sentence) {
    answer says = ask(j, lever, at);
    int agrees = says == expected || says == SAYS_NOTHING ||
                 (expected == SAYS_NOT && says == SAYS_NO_PLAN); /* bought in none of none */
    if (!agrees)
        fprintf(stderr,
                "seed %lu, offer %s, institution %s, lever %d at %.12g: %s: expected %d, the judge "
                "says %d\n",
                (unsigned long)j->seed,
                eqp_study_id(j->trial->study, EQP_SPACE_offer, j->buying->offer),
                eqp_study_id(j->trial->study, EQP_SPACE_institution, j->buying->institution),
                (int)lever, at, sentence, (int)expected, (int)says);
    CU_ASSERT_TRUE(agrees);
}

/* Crosses one break-even, to both sides. */
static void cross(const judge *j, eqp_lever lever, const eqp_flip *flip, int bought) {
    double away = 0.01 * flip->at;
    int up; /* whether it is bought above */
    if (flip->kind == EQP_FLIP_NEVER) {
        expect(j, lever, flip->at, bought ? SAYS_BOUGHT : SAYS_NOT, "at the end of the search");
        nevers++;
        return;
    }
    up = flip->at > flip->other;
    if (lever == EQP_LEVER_SUCCESS && up)
        away = fmin(away, 1 - flip->at);
    if (away > 4 * fabs(flip->at - flip->other))
        expect(j, lever, flip->at + (up ? away : -away), SAYS_BOUGHT, "a little inside");
    away = 0.01 * flip->at;
    if (lever == EQP_LEVER_SUCCESS && !up)
        away = fmin(away, 1 - flip->at);
    if (away > 4 * fabs(flip->at - flip->other))
        expect(j, lever, flip->at - (up ? away : -away),
               flip->kind == EQP_FLIP_NO_PLAN ? SAYS_NO_PLAN : SAYS_NOT, "a little outside");
    flips[lever][bought]++;
    no_plans += flip->kind == EQP_FLIP_NO_PLAN;
}

/* Places of a pair of which none is signed; −INFINITY where some are. */
static double room_of(const eqp_programme *p, const eqp_buying *buying) {
    double room = 0;
    for (uint32_t i = 0; i < buying->pairs; i++)
        room += p->lp->lower[buying->pair + i] > 0 ? -INFINITY : p->lp->upper[buying->pair + i];
    return room;
}

/* What is claimed of one pair. */
typedef struct claim {
    eqp_buying buying;
    eqp_buying_verdict verdict;
    eqp_flip flips[EQP_LEVER_COUNT];
} claim;

static void check_claim(const eqp_trial *trial, uint64_t seed, const claim *c) {
    const judge j = {trial, &c->buying, seed,
                     EQP_BUYING_LEAST * fmin(1, room_of(trial->programme, &c->buying))};
    int bought = c->verdict.decision == EQP_DECISION_BOUGHT;
    essentials += bought && isinf(c->verdict.net);
    doubles += c->buying.pairs == 2;
    expect(&j, EQP_LEVER_PRICE, trial->study->prices.price[c->buying.price_row],
           bought ? SAYS_BOUGHT : SAYS_NOT, "as it stands");
    for (int lever = 0; lever < EQP_LEVER_COUNT; lever++)
        cross(&j, (eqp_lever)lever, &c->flips[lever], bought);
}

/* Whether places of a pair may be bought or not: none is signed, some are allowed, they reach a
 * need.
 */
static int is_open(const eqp_programme *p, const eqp_buying *buying) {
    uint32_t offer = p->pair_offer[buying->pair];
    return room_of(p, buying) > 0 && p->use_start[offer] < p->use_start[offer + 1];
}

/* Asks about some pairs of a study; the explanation's engine has gone when the judge's come. */
static void check_study(const eqp_trial *trial, uint64_t seed) {
    const eqp_programme *p = trial->programme;
    const eqp_solve_options options = eqp_solve_options_default();
    eqp_watch watch = eqp_watch_start(&options);
    eqp_what_if_solver *explanation;
    claim claims[MOST_BUYINGS];
    unsigned claimed = 0;
    if (trial->solution->outcome != EQP_OUTCOME_OPTIMAL)
        return;
    CU_ASSERT_FALSE_FATAL(
        eqp_what_if_solver_create(p, trial->solution, &watch, &explanation, NULL));
    for (uint32_t pair = (uint32_t)(seed % 3); pair < p->pairs && claimed < MOST_BUYINGS;
         pair += 2) {
        claim *c = &claims[claimed];
        CU_ASSERT_TRUE_FATAL(eqp_buying_find(p, p->offer[p->pair_offer[pair]],
                                             p->pair_institution[pair], &c->buying));
        if (!is_open(p, &c->buying))
            continue;
        CU_ASSERT_FALSE_FATAL(eqp_buying_decide(explanation, &c->buying, &c->verdict, NULL));
        for (int lever = 0; lever < EQP_LEVER_COUNT; lever++)
            CU_ASSERT_FALSE_FATAL(eqp_flip_find(explanation, &c->buying, (eqp_lever)lever,
                                                &c->verdict, &c->flips[lever], NULL));
        claimed++;
    }
    eqp_what_if_solver_free(explanation);
    for (unsigned i = 0; i < claimed; i++)
        check_claim(trial, seed, &claims[i]);
}

/* Every other place of the best plan was bought before, and half of them may move: such pairs have
 * two columns each. 0, or -1 where the plan is too small for that. */
static int remember(eqp_trial *trial) {
    const eqp_programme *p = trial->programme;
    eqp_previous *previous = &trial->study->previous;
    uint32_t count = 0;
    if (trial->solution->outcome != EQP_OUTCOME_OPTIMAL || previous->count)
        return -1;
    eqp_free(previous->offer);
    eqp_free(previous->institution);
    eqp_free(previous->places);
    previous->offer = eqp_allocate(p->pairs, sizeof *previous->offer);
    previous->institution = eqp_allocate(p->pairs, sizeof *previous->institution);
    previous->places = eqp_allocate(p->pairs, sizeof *previous->places);
    CU_ASSERT_FATAL(previous->offer && previous->institution && previous->places);
    for (uint32_t pair = 0; pair < p->pairs; pair += 2)
        if (trial->solution->primal[pair] > 0.1) {
            previous->offer[count] = p->offer[p->pair_offer[pair]];
            previous->institution[count] = p->pair_institution[pair];
            previous->places[count++] = trial->solution->primal[pair];
        }
    previous->count = count;
    trial->study->settings.max_change = 0.5;
    CU_ASSERT_FALSE_FATAL(eqp_trial_rebuild(trial));
    CU_ASSERT_FALSE_FATAL(eqp_trial_solve(trial, EQP_ENGINE_DECOMPOSED, 1));
    return 0;
}

static void every_break_even_flips_the_decision(void) {
    /* For long runs beside the suite. */
    const char *first = getenv("EQP_FIRST_SEED"), *count = getenv("EQP_STUDIES");
    uint64_t begin = first ? strtoull(first, NULL, 10) : 1;
    uint64_t studies = count ? strtoull(count, NULL, 10) : STUDIES;
    for (uint64_t seed = begin; seed < begin + studies; seed++) {
        eqp_trial trial;
        CU_ASSERT_FALSE_FATAL(eqp_trial_draw(&trial, seed));
        CU_ASSERT_FALSE_FATAL(eqp_trial_solve(&trial, EQP_ENGINE_DECOMPOSED, 1));
        check_study(&trial, seed);
        if (seed % 2 && remember(&trial) == 0)
            check_study(&trial, seed);
        eqp_trial_free(&trial);
    }
    if (count)
        fprintf(stderr,
                "asked %u, unsure %u; flips price %u/%u, success %u/%u, budget %u/%u (not "
                "bought/bought); "
                "no plan %u, never %u, essential %u, bought before %u\n",
                asked, unsure, flips[0][0], flips[0][1], flips[1][0], flips[1][1], flips[2][0],
                flips[2][1], no_plans, nevers, essentials, doubles);
    CU_ASSERT_TRUE(unsure * 10 < asked);
    CU_ASSERT_TRUE(doubles > 0 && essentials > 0);
}

static const eqp_test tests[] = {
    {"every break-even flips the decision when crossed by 1 %, and not before",
     every_break_even_flips_the_decision},
};

EQP_SUITE_MAIN("break-evens on random studies", tests)
