#include "solver/stages/leader_search.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A plan is better than another by more than this many places, and this share of the overlap. */
#define LEAST_GAIN 1e-6

/* Plans of one start, before it is called settled. */
#define MOST_ROUNDS 20

/* Other leaders are tried by so many plans in a study of one pair, and by fewer in larger ones, as
 * a plan takes longer there: by none in whole regions. */
#define TRIALS_OF_ONE_PAIR 10000

/* How the smooth path sharpens. */
static const double exponents[] = {1.5, 2, 3, 5, 10, 100};

/* Tolerances whose plans are starts for larger ones. */
static const double rungs[] = {0, 0.001, 0.01, 0.1};

typedef struct search {
    const eqp_leader_search *with;
    const eqp_spots *spots;
    uint32_t pairs;
    double tolerance; /* at hand */
    double *weight;   /* [pairs] */
    double *places;   /* [pairs] of the plan at hand */
    uint32_t *leader; /* [spots] at hand */
    uint32_t *best;   /* [spots] of the least overlap so far */
    double least;
    double *best_places; /* [pairs] */
    uint32_t trials;
    int more; /* 1 while minimise solves */
} search;

static double weighed(const search *s) {
    double sum = 0;
    for (uint32_t pair = 0; pair < s->pairs; pair++)
        sum += s->weight[pair] * s->places[pair];
    return sum;
}

static int is_less(double overlap, double than) {
    return isinf(than) ? overlap < than : overlap < than - LEAST_GAIN * fmax(1, than);
}

/* Whether there is overlap left and a way to look for less. */
static int goes_on(const search *s) {
    return s->more == 1 && is_less(0, s->least);
}

static int may_try(const search *s) {
    return goes_on(s) && s->trials > 0;
}

/* The plan that the weights ask for; INFINITY where there is none. */
static double solve(search *s) {
    s->more = s->more == 1 ? s->with->minimise(s->with->context, s->tolerance, s->weight, s->places)
                           : s->more;
    return s->more == 1 ? weighed(s) : INFINITY;
}

/* Plan after plan, each led by the largest buyers of the one before, while the overlap falls. */
static void settle(search *s) {
    double least = INFINITY;
    int same = 0;
    for (int round = 0; !same && round < MOST_ROUNDS; round++) {
        double overlap;
        eqp_spots_weigh(s->spots, s->leader, s->pairs, s->weight);
        overlap = solve(s);
        if (!is_less(overlap, least))
            return;
        least = overlap;
        if (is_less(overlap, s->least)) {
            s->least = overlap;
            memcpy(s->best, s->leader, s->spots->count * sizeof *s->best);
            memcpy(s->best_places, s->places, s->pairs * sizeof *s->places);
        }
        same = !eqp_spots_lead(s->spots, s->places, s->leader);
    }
}

/* The cheapest plan's shares first, and the sharper the smoother plan's. */
static void follow_path(search *s, const double *places) {
    memcpy(s->places, places, s->pairs * sizeof *places);
    for (size_t i = 0; i < sizeof exponents / sizeof *exponents; i++) {
        eqp_spots_smooth(s->spots, exponents[i], s->places, s->pairs, s->weight);
        if (isinf(solve(s)))
            return;
    }
    eqp_spots_lead(s->spots, s->places, s->leader);
    settle(s);
}

/* Places of a spot's buyers other than its leader's, in the best plan. */
static double overlap_in(const search *s, uint32_t spot) {
    double sum = 0;
    for (uint32_t i = s->spots->start[spot]; i < s->spots->start[spot + 1]; i++)
        if (s->spots->buyer[i] != s->best[spot])
            sum += s->best_places[s->spots->pair[i]];
    return sum;
}

/* A spot with its overlap, for sorting. */
typedef struct contested {
    double overlap;
    uint32_t spot;
} contested;

static int most_first(const void *left, const void *right) {
    const contested *a = left, *b = right;
    if (a->overlap != b->overlap)
        return a->overlap > b->overlap ? -1 : 1;
    return a->spot < b->spot ? -1 : 1;
}

/* Spots where another buyer may lead, those with overlap first; how many. */
static uint32_t list_contested(const search *s, contested *spots) {
    uint32_t count = 0;
    for (uint32_t c = 0; c < s->spots->count; c++) {
        if (s->spots->named[c] == EQP_NONE)
            spots[count++] = (contested){overlap_in(s, c), c};
    }
    if (count > 0)
        qsort(spots, count, sizeof *spots, most_first);
    return count;
}

/* Another leader for a spot. */
typedef struct flip {
    uint32_t spot, buyer;
} flip;

/* The best leaders but for some; first courses have no weight, so that their leaders can follow
 * those of cells. 1 where that is better. */
static int try_flips(search *s, const flip *flips, uint32_t count) {
    double least = s->least;
    s->trials--;
    memcpy(s->leader, s->best, s->spots->count * sizeof *s->best);
    for (uint32_t i = 0; i < count; i++)
        s->leader[flips[i].spot] = flips[i].buyer;
    if (flips[0].spot >= s->spots->courses) {
        eqp_spots_weigh_cells(s->spots, s->leader, s->pairs, s->weight);
        if (!is_less(solve(s), least))
            return 0;
        eqp_spots_lead(s->spots, s->places, s->leader);
    }
    settle(s);
    return is_less(s->least, least);
}

/* All other leaders that spots may have, those of spots with more overlap first; how many. */
static uint32_t list_flips(const search *s, contested *spots, flip *flips) {
    uint32_t contested_spots = list_contested(s, spots), count = 0;
    for (uint32_t c = 0; c < contested_spots; c++) {
        uint32_t spot = spots[c].spot, last = EQP_NONE;
        for (uint32_t i = s->spots->start[spot]; i < s->spots->start[spot + 1]; i++) {
            if (s->spots->buyer[i] != last && s->spots->buyer[i] != s->best[spot])
                flips[count++] = (flip){spot, s->spots->buyer[i]};
            last = s->spots->buyer[i];
        }
    }
    return count;
}

/* One flip, where none is better two; 1 where there was a better one. */
static int try_round(search *s, const flip *flips, uint32_t count) {
    for (uint32_t i = 0; i < count && may_try(s); i++)
        if (try_flips(s, &flips[i], 1))
            return 1;
    for (uint32_t j = 1; j < count && may_try(s); j++)
        for (uint32_t i = 0; i < j && may_try(s); i++) {
            const flip both[] = {flips[j], flips[i]};
            if (flips[i].spot != flips[j].spot && try_flips(s, both, 2))
                return 1;
        }
    return 0;
}

static int try_spots(search *s) {
    contested *spots = eqp_allocate(s->spots->count, sizeof *spots);
    flip *flips = eqp_allocate(s->spots->start[s->spots->count], sizeof *flips);
    int failed = !spots || !flips, better = !failed;
    while (better && may_try(s))
        better = try_round(s, flips, list_flips(s, spots, flips));
    eqp_free(spots);
    eqp_free(flips);
    return failed ? -1 : 0;
}

/* Each buyer leads wherever it can. */
static void try_buyers(search *s) {
    uint32_t buyers = eqp_names_count(s->with->programme->study->spaces[EQP_SPACE_buyer]);
    for (uint32_t b = 0; b < buyers && may_try(s); b++) {
        s->trials--;
        eqp_spots_prefer(s->spots, b, s->best_places, s->leader);
        eqp_spots_weigh_cells(s->spots, s->leader, s->pairs, s->weight);
        if (isinf(solve(s)))
            return;
        eqp_spots_lead(s->spots, s->places, s->leader);
        settle(s);
    }
}

/* All starts at one tolerance, that of the best leaders so far first. */
static int search_at(search *s, double tolerance, const double *places) {
    s->tolerance = tolerance;
    s->trials = s->pairs > 0 ? TRIALS_OF_ONE_PAIR / s->pairs : 0;
    memcpy(s->leader, s->best, s->spots->count * sizeof *s->best);
    settle(s);
    if (goes_on(s))
        follow_path(s, places);
    try_buyers(s);
    return try_spots(s);
}

static int climb(search *s, double tolerance, const double *places) {
    int failed = 0;
    for (size_t i = 0;
         !failed && goes_on(s) && i < sizeof rungs / sizeof *rungs && rungs[i] < tolerance; i++)
        failed = search_at(s, rungs[i], places);
    return failed || search_at(s, tolerance, places) ? -1 : 0;
}

/* The leaders of a given plan alone. */
static void follow(search *s, double tolerance, const double *led_as) {
    s->tolerance = tolerance;
    eqp_spots_lead(s->spots, led_as, s->leader);
    settle(s);
}

static int make(search *s) {
    s->weight = eqp_allocate(s->pairs, sizeof *s->weight);
    s->places = eqp_allocate(s->pairs, sizeof *s->places);
    s->best_places = eqp_allocate(s->pairs, sizeof *s->best_places);
    s->leader = eqp_allocate(s->spots->count, sizeof *s->leader);
    return s->weight && s->places && s->best_places && s->leader ? 0 : -1;
}

eqp_status eqp_leader_search_run(const eqp_leader_search *with, const eqp_spots *spots,
                                 double tolerance, const double *places, const double *led_as,
                                 uint32_t *leader, int *improved, eqp_error *error) {
    search s = {
        .with = with, .spots = spots, .pairs = with->programme->pairs, .best = leader, .more = 1};
    int failed = make(&s);
    double before;
    *improved = 0;
    if (!failed) {
        memcpy(s.places, places, s.pairs * sizeof *places);
        memcpy(s.best_places, places, s.pairs * sizeof *places);
        eqp_spots_lead(spots, places, leader);
        eqp_spots_weigh(spots, leader, s.pairs, s.weight);
        before = s.least = weighed(&s);
        if (!is_less(0, before))
            ; /* nothing overlaps */
        else if (led_as)
            follow(&s, tolerance, led_as);
        else
            failed = climb(&s, tolerance, places);
        *improved = is_less(s.least, before);
    }
    eqp_free(s.weight);
    eqp_free(s.places);
    eqp_free(s.best_places);
    eqp_free(s.leader);
    return failed ? eqp_error_memory(error) : EQP_OK;
}
