#include "solver/stages/stage_sequence.h"

#include "models/base/clock.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "models/proof/proof.h"
#include "solver/control/watch.h"
#include "solver/stages/leader_search.h"

#include <math.h>
#include <string.h>

/* A zone fixed at a level may fall this far below it in later rounds of stage A. */
#define LEVEL_SLACK 1e-6

/* A zone is fixed when its dual value is above this share of the largest. */
#define BINDING_SHARE 1e-6

/* A level is exact to this. */
#define LEVEL_GAP 1e-7

/* What stage D may give of V. */
#define VALUE_SLACK 1e-7

/* Gaps at which a stage ends. A level's is absolute, and far smaller than t itself asks for: a zone
 * that t depends on only a little would else be left free, and gain a thousand times the slack of
 * the zones already fixed. D's is small because ties differ by 10⁻⁵ of a price, in single offers.
 * Where the value alone is asked for its dual values are, too, as slopes. */
#define VALUE_TOLERANCE 1e-9
#define VALUE_ALONE_TOLERANCE 1e-12
#define LEVEL_TOLERANCE 1e-12
#define COST_TOLERANCE 1e-13

/* Of the overlap: in the search, and of the leaders that it chose. */
#define SEARCH_TOLERANCE 1e-6
#define OVERLAP_TOLERANCE 1e-9

/* V* has a price in the least overlap when all of it is worth so many places. */
#define LEAST_PRICE 1e-3

/* What stage D may give of the overlap. */
#define OVERLAP_SLACK 1e-7

/* τ: what a floor gives away, because at β = 1 an error of 10⁻⁷ in r* would move V by 10⁻⁴ of
 * itself. */
#define FLOOR_SLACK 1e-4

typedef struct course {
    const eqp_programme *programme;
    const eqp_stages_task *task;
    eqp_method *method;
    eqp_solution *solution;
    eqp_stage_goal *goal;
    double *level_floor; /* [zones] */
    uint8_t *free_zone;  /* [zones] */
    int finished;        /* stages */
    int doubtful;        /* the judge did not confirm a stage that its method called optimal */
    int search_stopped;  /* amid stage C */
    eqp_status status;
    eqp_error error;
} course;

void eqp_stages_floors(const eqp_programme *programme, const double *fair_rate, double *floor) {
    double balance = programme->study->settings.balance;
    for (uint32_t z = 0; z < programme->study->zones.count; z++)
        floor[z] = isnan(fair_rate[z]) ? 0 : fmax(0, balance * fair_rate[z] - FLOOR_SLACK);
}

/* Whether the judge's figures are those of an optimum, within the tolerances of MODEL.md. */
static int confirmed(const eqp_stage *stage, const eqp_verdict *verdict, double bound) {
    double gap = eqp_proof_gap(verdict->value, bound) / EQP_GAP_TOLERANCE;
    if (stage->objective == EQP_OBJECTIVE_LEVEL)
        gap = (bound - verdict->value) / LEVEL_GAP;
    else if (stage->objective == EQP_OBJECTIVE_OVERLAP) /* of less than a place: of a place */
        gap = (bound - verdict->value) / fmax(1, -verdict->value) / EQP_GAP_TOLERANCE;
    return verdict->worst_residual <= EQP_ROW_TOLERANCE && gap <= 1;
}

/* Runs one stage, keeps its plan and lets the judge compute value and bound. */
static eqp_outcome run(course *c, const eqp_stage *stage, eqp_stage_result *result) {
    double start = eqp_clock_now();
    const eqp_lp *lp = c->programme->lp;
    eqp_verdict verdict;
    c->status = c->method->maximise(c->method->self, stage, result, &c->error);
    c->solution->seconds[stage->phase] += eqp_clock_now() - start;
    if (c->status)
        return EQP_OUTCOME_NO_PLAN;
    if (result->outcome == EQP_OUTCOME_INFEASIBLE || result->outcome == EQP_OUTCOME_NO_PLAN)
        return result->outcome;
    start = eqp_clock_now();
    c->method->primal(c->method->self, c->solution->primal);
    eqp_stage_goal_set(c->goal, c->programme, stage);
    if (eqp_proof_check(lp, eqp_stage_goal_view(c->goal), c->solution->primal, &verdict))
        c->status = eqp_error_memory(&c->error);
    result->value = verdict.value;
    result->bound =
        eqp_proof_bound(lp, eqp_stage_goal_view(c->goal), c->method->dual(c->method->self));
    c->finished += result->outcome == EQP_OUTCOME_OPTIMAL;
    if (result->outcome == EQP_OUTCOME_OPTIMAL && !confirmed(stage, &verdict, result->bound))
        c->doubtful = 1;
    c->solution->seconds[EQP_PHASE_PROOF] += eqp_clock_now() - start;
    return c->status ? EQP_OUTCOME_NO_PLAN : result->outcome;
}

/* V of the plan at hand, whatever the stage that found it. */
static double plan_value(const course *c) {
    const eqp_lp *lp = c->programme->lp;
    double value = 0;
    for (uint32_t j = 0; j < lp->columns; j++)
        value += lp->cost[j] * c->solution->primal[j];
    return value;
}

/* Where a stage did not end as it should: what is known becomes the solution. Only the first stage
 * can be infeasible, as the plan of each is a plan for the next. */
static int settle(course *c, eqp_outcome outcome, int first) {
    if (outcome == EQP_OUTCOME_OPTIMAL)
        return 0;
    if (outcome == EQP_OUTCOME_INFEASIBLE && !first) {
        c->doubtful = 1;
        c->status = eqp_error_set(
            &c->error, EQP_ERROR_SOLVER,
            _("a stage lost the plan of the stage before (numerical trouble); try another engine"));
    }
    c->solution->outcome = outcome;
    return 1;
}

static double value_tolerance(const course *c) {
    return c->task->only_value ? VALUE_ALONE_TOLERANCE : VALUE_TOLERANCE;
}

/* Stage B without floors. */
static int solve_unbalanced(course *c) {
    eqp_stage stage = {.objective = EQP_OBJECTIVE_VALUE,
                       .phase = EQP_PHASE_UNBALANCED,
                       .value_floor = -INFINITY,
                       .tolerance = VALUE_TOLERANCE};
    eqp_stage_result result;
    eqp_outcome outcome;
    if (c->programme->study->settings.balance == 0) {
        stage.phase = EQP_PHASE_VALUE;
        stage.tolerance = value_tolerance(c);
    }
    outcome = run(c, &stage, &result);
    if (outcome == EQP_OUTCOME_OPTIMAL || outcome == EQP_OUTCOME_STOPPED) {
        c->solution->unbalanced = c->solution->value_best = result.value;
        c->solution->unbalanced_bound = c->solution->upper_bound = result.bound;
        memcpy(c->solution->dual, c->method->dual(c->method->self),
               c->programme->lp->rows * sizeof *c->solution->dual);
    }
    return settle(c, outcome, 1);
}

/* Zones that nothing reaches have the rate that commitments give them; the others begin free. */
static uint32_t free_zones(course *c) {
    const eqp_programme *p = c->programme;
    uint32_t free = 0;
    for (uint32_t z = 0; z < p->study->zones.count; z++) {
        c->level_floor[z] = -INFINITY;
        c->free_zone[z] = p->zone_reached[z];
        free += p->zone_reached[z];
        if (!p->zone_reached[z] && p->zone_need[z] > 0)
            c->solution->fair_rate[z] = p->zone_committed[z] / p->zone_need[z];
    }
    return free;
}

/* Fixes the zones that hold the level down. */
static uint32_t fix_zones(course *c, double level) {
    const eqp_programme *p = c->programme;
    const double *dual =
        c->method->dual(c->method->self) + eqp_programme_rows_of(p, EQP_ROW_level).first;
    uint32_t zones = p->study->zones.count, fixed = 0, first = EQP_NONE;
    double largest = 0;
    for (uint32_t z = 0; z < zones; z++) {
        if (!c->free_zone[z])
            continue;
        if (first == EQP_NONE || -dual[z] > largest) {
            largest = -dual[z];
            first = z;
        }
    }
    for (uint32_t z = 0; z < zones; z++) {
        double price = -dual[z];
        if (c->free_zone[z] && (price > BINDING_SHARE * largest || z == first)) {
            c->free_zone[z] = 0;
            c->solution->fair_rate[z] = level;
            c->level_floor[z] = level - LEVEL_SLACK;
            fixed++;
        }
    }
    return fixed;
}

/* Stage B with the floors. */
static int solve_value(course *c) {
    const eqp_stage stage = {.objective = EQP_OBJECTIVE_VALUE,
                             .phase = EQP_PHASE_VALUE,
                             .floor = c->solution->floor,
                             .value_floor = -INFINITY,
                             .tolerance = value_tolerance(c)};
    eqp_stage_result result;
    eqp_outcome outcome = run(c, &stage, &result);
    if (outcome == EQP_OUTCOME_OPTIMAL || outcome == EQP_OUTCOME_STOPPED) {
        c->solution->value_best = result.value;
        c->solution->upper_bound = fmin(result.bound, c->solution->unbalanced_bound);
        memcpy(c->solution->dual, c->method->dual(c->method->self),
               c->programme->lp->rows * sizeof *c->solution->dual);
    }
    return settle(c, outcome, c->task->held_rate != NULL);
}

/* Stopped amid stage A: the rates reached so far become the floors, and what has been found already
 * is mixed for value, which takes no more than the first look of stage B at it. The plan stays as
 * it is where even that fails. */
static void settle_for_level(course *c, double level) {
    uint32_t zones = c->programme->study->zones.count;
    double *rate = c->level_floor; /* no longer needed */
    c->solution->value_best = plan_value(c);
    for (uint32_t z = 0; z < zones; z++)
        rate[z] = c->free_zone[z] ? level : c->solution->fair_rate[z];
    eqp_stages_floors(c->programme, rate, c->solution->floor);
    solve_value(c);
    if (c->status == EQP_ERROR_SOLVER)
        c->status = EQP_OK;
    c->doubtful = 0;
    c->solution->outcome = EQP_OUTCOME_STOPPED;
}

/* Stage A: the leximin-maximal rates, level by level. */
static int solve_fair_profile(course *c) {
    uint32_t free = free_zones(c);
    while (free > 0) {
        const eqp_stage stage = {.objective = EQP_OBJECTIVE_LEVEL,
                                 .phase = EQP_PHASE_FAIR,
                                 .floor = c->level_floor,
                                 .free_zone = c->free_zone,
                                 .value_floor = -INFINITY,
                                 .tolerance = LEVEL_TOLERANCE};
        eqp_stage_result result;
        eqp_outcome outcome = run(c, &stage, &result);
        if (outcome == EQP_OUTCOME_STOPPED && !c->task->only_fair)
            settle_for_level(c, result.value);
        else
            settle(c, outcome, 0);
        if (outcome != EQP_OUTCOME_OPTIMAL)
            return 1;
        c->solution->fair_gap = fmax(0, result.bound - result.value);
        c->solution->fair_levels++;
        free -= fix_zones(c, result.value);
    }
    return 0;
}

/* Stage D at V*: where there is a stage C, what that begins with. */
static int solve_cost(course *c) {
    const eqp_stage stage = {.objective = EQP_OBJECTIVE_COST,
                             .phase = EQP_PHASE_COST,
                             .floor = c->solution->floor,
                             .value_floor = c->solution->value_best * (1 - VALUE_SLACK),
                             .tolerance = COST_TOLERANCE};
    eqp_stage_result result;
    return settle(c, run(c, &stage, &result), 0);
}

/* Stage C for leaders that are known by their weights, at a share of V* to give. */
static eqp_stage overlap_stage(const course *c, const double *weight, double given,
                               double tolerance) {
    return (eqp_stage){.objective = EQP_OBJECTIVE_OVERLAP,
                       .phase = EQP_PHASE_OVERLAP,
                       .floor = c->solution->floor,
                       .value_floor = c->solution->value_best * (1 - fmax(VALUE_SLACK, given)),
                       .tolerance = tolerance,
                       .overlap_weight = weight};
}

/* The method gave up where there is a plan already, which stays: 1. */
static int forgive(course *c) {
    if (c->status != EQP_ERROR_SOLVER)
        return 0;
    c->status = EQP_OK;
    c->doubtful = 1;
    return 1;
}

/* One plan for the search: not judged, as only what it leads to counts. */
static int minimise(void *context, double tolerance, const double *weight, double *places) {
    course *c = context;
    eqp_stage stage = overlap_stage(c, weight, tolerance, SEARCH_TOLERANCE);
    eqp_stage_result result;
    double start = eqp_clock_now();
    c->status = c->method->maximise(c->method->self, &stage, &result, &c->error);
    c->solution->seconds[stage.phase] += eqp_clock_now() - start;
    if (forgive(c) || c->status)
        return c->status ? -1 : 0;
    c->search_stopped = result.outcome == EQP_OUTCOME_STOPPED;
    if (result.outcome != EQP_OUTCOME_OPTIMAL)
        return 0;
    c->method->primal(c->method->self, c->solution->primal);
    memcpy(places, c->solution->primal, c->programme->pairs * sizeof *places);
    return 1;
}

/* Where a stage after the first plan of stage C did not end as it should: that plan stays. */
static int settle_coordinated(course *c, eqp_outcome outcome) {
    if (forgive(c) || outcome == EQP_OUTCOME_INFEASIBLE || outcome == EQP_OUTCOME_NO_PLAN)
        c->doubtful = 1; /* numerical trouble: the plan at hand is one */
    else if (outcome == EQP_OUTCOME_STOPPED)
        c->solution->outcome = outcome;
    return c->status || outcome != EQP_OUTCOME_OPTIMAL;
}

/* Whether plans of the least overlap may be worth more than the one found: not where its proof
 * needs the floor on V, which all of them then have. */
static int value_has_room(const course *c) {
    uint32_t row = eqp_programme_row(c->programme, EQP_ROW_value, 0);
    return !(-c->method->dual(c->method->self)[row] * c->solution->value_best > LEAST_PRICE);
}

/* What a place of overlap less has cost in V, from the last stage's dual values: of the floor on V,
 * or where value was the objective of the bound on the overlap. */
static void note_overlap_price(course *c, int value_was_sought) {
    const double *dual = c->method->dual(c->method->self);
    double price = dual[eqp_programme_row(c->programme, EQP_ROW_overlap, 0)];
    double places = -dual[eqp_programme_row(c->programme, EQP_ROW_value, 0)];
    if (!value_was_sought)
        price = places > 0 ? 1 / places : 0;
    c->solution->overlap_price = fmax(0, price);
}

/* With the leaders found: the least overlap; then the most value with no more overlap, as value is
 * given up for nothing else; then the least cost of both. */
static void solve_coordinated(course *c, const double *weight) {
    double tolerance = c->programme->study->settings.complementarity_tolerance;
    eqp_stage stage = overlap_stage(c, weight, tolerance, OVERLAP_TOLERANCE);
    eqp_stage_result result;
    double floor = stage.value_floor;
    if (settle_coordinated(c, run(c, &stage, &result)))
        return;
    stage.hold_overlap = 1;
    stage.most_overlap = -result.value * (1 + OVERLAP_SLACK);
    note_overlap_price(c, 0);
    if (value_has_room(c)) {
        stage.objective = EQP_OBJECTIVE_VALUE;
        if (settle_coordinated(c, run(c, &stage, &result)))
            return;
        note_overlap_price(c, 1);
        stage.value_floor = fmax(floor, result.value * (1 - VALUE_SLACK));
    }
    stage.objective = EQP_OBJECTIVE_COST;
    stage.phase = EQP_PHASE_COST;
    stage.tolerance = COST_TOLERANCE;
    settle_coordinated(c, run(c, &stage, &result));
}

/* The best leaders; 1 where they make the overlap less than the plan's at hand. */
static int find_leaders(course *c, const eqp_spots *spots, uint32_t *leader) {
    const eqp_leader_search coordination = {c->programme, c, minimise};
    double tolerance = c->programme->study->settings.complementarity_tolerance;
    int improved = 0;
    eqp_error error;
    eqp_status status = eqp_leader_search_run(&coordination, spots, tolerance, c->solution->before,
                                              c->task->led_as, leader, &improved, &error);
    if (status && !c->status) {
        c->status = status;
        c->error = error;
    }
    if (c->search_stopped)
        c->solution->outcome = EQP_OUTCOME_STOPPED;
    return improved && !c->status && !c->search_stopped;
}

/* Stage C from the cheapest plan of value V*, which stays where nothing is better; then stage D. */
static void solve_overlap(course *c) {
    eqp_solution *solution = c->solution;
    size_t size = c->programme->lp->columns * sizeof *solution->before;
    double *weight = eqp_allocate(c->programme->pairs, sizeof *weight);
    uint32_t *leader = NULL;
    eqp_spots *spots = NULL;
    solution->before = eqp_allocate(c->programme->lp->columns, sizeof *solution->before);
    if (weight && solution->before && !eqp_spots_create(c->programme, &spots, NULL))
        leader = eqp_allocate(spots->count, sizeof *leader);
    if (leader) {
        memcpy(solution->before, solution->primal, size);
        if (find_leaders(c, spots, leader)) {
            eqp_spots_weigh(spots, leader, c->programme->pairs, weight);
            solve_coordinated(c, weight);
            solution->overlap_weight = weight;
            weight = NULL;
        } else {
            memcpy(solution->primal, solution->before, size);
        }
    } else {
        c->status = eqp_error_memory(&c->error);
    }
    eqp_spots_free(spots);
    eqp_free(leader);
    eqp_free(weight);
}

/* B with floors that are known already. */
static int solve_held(course *c) {
    eqp_solution *solution = c->solution;
    memcpy(solution->fair_rate, c->task->held_rate,
           c->programme->study->zones.count * sizeof *solution->fair_rate);
    solution->unbalanced = NAN;
    solution->unbalanced_bound = INFINITY;
    eqp_stages_floors(c->programme, solution->fair_rate, solution->floor);
    return solve_value(c);
}

static void solve_stages(course *c) {
    int balanced = c->programme->study->settings.balance > 0;
    c->solution->outcome = EQP_OUTCOME_OPTIMAL;
    if (c->task->held_rate) {
        if (solve_held(c))
            return;
    } else {
        if (solve_unbalanced(c) || (balanced && solve_fair_profile(c)) || c->task->only_fair)
            return;
        eqp_stages_floors(c->programme, c->solution->fair_rate, c->solution->floor);
        if (balanced && solve_value(c))
            return;
    }
    if (c->task->only_value || solve_cost(c))
        return;
    if (eqp_programme_has_rows(c->programme, EQP_ROW_overlap) && !c->task->without_overlap)
        solve_overlap(c);
}

/* Whether more places of an offer are signed than it has: then there is no plan, and no block could
 * answer at any price. */
static int signed_beyond_places(const eqp_programme *programme) {
    const eqp_lp *lp = programme->lp;
    for (uint32_t offer = 0; offer < programme->offers; offer++) {
        double places = lp->row_upper[eqp_programme_row(programme, EQP_ROW_capacity, offer)];
        double room = places + EQP_ROW_TOLERANCE * fmax(1, places);
        for (uint32_t pair = programme->pair_start[offer]; pair < programme->pair_start[offer + 1];
             pair++)
            room -= lp->lower[pair];
        if (room < 0)
            return 1;
    }
    return 0;
}

static eqp_status make_course(course *c, eqp_error *error) {
    uint32_t zones = c->programme->study->zones.count;
    eqp_status status = eqp_solution_create(c->programme, &c->solution, error);
    if (!status)
        status = eqp_stage_goal_create(c->programme, &c->goal, error);
    c->level_floor = eqp_allocate(zones, sizeof *c->level_floor);
    c->free_zone = eqp_allocate(zones, sizeof *c->free_zone);
    if (!status && (!c->level_floor || !c->free_zone))
        status = eqp_error_memory(error);
    return status;
}

eqp_status eqp_stage_sequence_run(const eqp_programme *programme, const eqp_stages_task *task,
                                  eqp_method *method, eqp_solution **out, int *confirmed,
                                  int *finished, eqp_error *error) {
    course c = {.programme = programme, .task = task, .method = method};
    eqp_status status = make_course(&c, error);
    if (!status && signed_beyond_places(programme))
        c.solution->outcome = EQP_OUTCOME_INFEASIBLE;
    else if (!status)
        solve_stages(&c);
    if (!status && c.status) {
        status = c.status;
        if (error)
            *error = c.error;
    }
    if (!status)
        method->tell(method->self, c.solution);
    eqp_stage_goal_free(c.goal);
    eqp_free(c.level_floor);
    eqp_free(c.free_zone);
    if (status) {
        eqp_solution_free(c.solution);
        c.solution = NULL;
    }
    *out = c.solution;
    *confirmed = !c.doubtful;
    *finished = c.finished;
    return status;
}
