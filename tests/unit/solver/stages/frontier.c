/* The exact curve, against curves that are drawn piece by piece. */
#include "suite.h"

#include "input/generate/random.h"
#include "models/base/memory.h"
#include "solver/stages/frontier.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PIECES 300
#define CURVES 300
#define PLACES 1000
#define NOISE 1e-11

/* Samples that finding one end of the feasible places may take: 8 rounds of 15. */
#define EDGE_SAMPLES 130

/* Which supporting line a breakpoint is answered with. */
typedef enum { LEFT_LINE, RIGHT_LINE, ANY_LINE, SUPPORTS } support;

/* A concave function of `pieces` pieces, from kink[0] to kink[pieces], and how it answers. */
typedef struct curve {
    double kink[MOST_PIECES + 1], value[MOST_PIECES + 1], slope[MOST_PIECES];
    uint32_t pieces;
    double feasible_from, feasible_to; /* no plan outside */
    double largest;                    /* |value| */
    support support;
    double noise; /* relative to the largest value */
    double precision;
    int tilted; /* slopes are as wrong as values */
    eqp_random random;
    uint32_t rounds, fails_in, stops_after; /* rounds; 0: never */
    int ascending;                          /* all samples came so, within the range */
} curve;

static double unit(eqp_random *random) {
    return (double)eqp_random_between(random, 0, 1000000) / 1e6;
}

static uint32_t piece_at(const curve *c, double at) {
    uint32_t piece = 0;
    while (piece + 1 < c->pieces && at >= c->kink[piece + 1])
        piece++;
    return piece;
}

static double value_at(const curve *c, double at) {
    uint32_t piece = piece_at(c, at);
    return c->value[piece] + c->slope[piece] * (at - c->kink[piece]);
}

/* The slope of a supporting line. */
static double slope_at(curve *c, double at) {
    double range = c->kink[c->pieces] - c->kink[0];
    uint32_t piece = piece_at(c, at), left = piece, right = piece;
    double share = c->support == LEFT_LINE ? 1 : c->support == RIGHT_LINE ? 0 : unit(&c->random);
    if (piece > 0 && at - c->kink[piece] <= 1e-14 * range)
        left = piece - 1;
    if (piece + 1 < c->pieces && c->kink[piece + 1] - at <= 1e-14 * range)
        right = piece + 1;
    return left == right ? c->slope[piece] : share * c->slope[left] + (1 - share) * c->slope[right];
}

/* How far a slope may be wrong so that the line passes no more than the noise below the curve. */
static double tilt(curve *c, double at) {
    uint32_t piece = piece_at(c, at);
    double share = 2 * unit(&c->random) - 1;
    double reach = share > 0 ? at - c->kink[piece] : c->kink[piece + 1] - at;
    double step = (c->slope[0] - c->slope[c->pieces - 1]) / c->pieces;
    return share * fmin(0.3 * step, c->noise * c->largest / fmax(reach, 1e-300));
}

static double noise(curve *c) {
    return c->noise * (2 * unit(&c->random) - 1);
}

static eqp_status evaluate(void *context, eqp_frontier_sample *samples, uint32_t count,
                           eqp_error *error) {
    curve *c = context;
    if (++c->rounds == c->fails_in)
        return eqp_error_set(error, EQP_ERROR_SOLVER, "round %u fails", (unsigned)c->rounds);
    for (uint32_t i = 0; i < count; i++) {
        eqp_frontier_sample *sample = &samples[i];
        if (sample->at < c->kink[0] || sample->at > c->kink[c->pieces] ||
            (i > 0 && sample->at <= samples[i - 1].at))
            c->ascending = 0;
        sample->feasible = sample->at >= c->feasible_from && sample->at <= c->feasible_to;
        sample->value = value_at(c, sample->at) + noise(c) * c->largest;
        sample->slope = slope_at(c, sample->at) * (1 + 1e-3 * noise(c));
        if (c->tilted)
            sample->slope += tilt(c, sample->at);
        sample->mark = piece_at(c, sample->at) + 1;
    }
    return EQP_OK;
}

static int stop(void *context) {
    const curve *c = context;
    return c->stops_after > 0 && c->rounds >= c->stops_after;
}

/* Pieces of similar length, whose slopes fall by similar steps from `steepest`, in a range and a
 * height of their own size. */
static void draw(curve *c, uint64_t seed, uint32_t pieces, double steepest, double flattest) {
    double range, height, at = 0, slope = 0;
    memset(c, 0, sizeof *c);
    c->random = eqp_random_start(seed, 8, pieces);
    range = pow(10, 8 * unit(&c->random) - 2);
    height = pow(10, 8 * unit(&c->random) - 2);
    c->pieces = pieces;
    for (uint32_t i = 0; i < pieces; i++) {
        c->kink[i] = at;
        c->slope[i] = slope;
        at += 0.3 + unit(&c->random);
        slope += 0.3 + unit(&c->random);
    }
    for (uint32_t i = 0; i < pieces; i++) {
        c->kink[i] *= range / at;
        c->slope[i] = (steepest + (flattest - steepest) * c->slope[i] / slope) * height / range;
    }
    c->kink[pieces] = range;
    c->value[0] = (unit(&c->random) - 0.3) * height;
    for (uint32_t i = 0; i < pieces; i++)
        c->value[i + 1] = c->value[i] + c->slope[i] * (c->kink[i + 1] - c->kink[i]);
    for (uint32_t i = 0; i <= pieces; i++)
        c->largest = fmax(c->largest, fabs(c->value[i]));
    c->feasible_from = c->kink[0];
    c->feasible_to = c->kink[pieces];
    c->support = (support)eqp_random_between(&c->random, 0, SUPPORTS - 1);
    c->noise = unit(&c->random) < 0.5 ? 0 : NOISE;
    c->ascending = 1;
}

static eqp_frontier *find(curve *c, double tolerance, int *stopped) {
    const eqp_frontier_options options = {c->kink[0], c->kink[c->pieces], tolerance, stop,
                                          c->precision};
    eqp_frontier *frontier = NULL;
    eqp_error error = {0};
    CU_ASSERT_EQUAL(eqp_frontier_find(&options, evaluate, c, &frontier, stopped, &error), EQP_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(frontier);
    CU_ASSERT(c->ascending);
    return frontier;
}

/* The value that a curve found gives to a place, NAN where it gives none. */
static double found_value(const eqp_frontier *frontier, double at) {
    for (uint32_t i = 0; i < frontier->count; i++) {
        const eqp_frontier_piece *piece = &frontier->pieces[i];
        if (piece->feasible && at >= piece->from && at <= piece->to)
            return piece->value_from + piece->slope * (at - piece->from);
    }
    return NAN;
}

/* The largest difference between the truth and the curve found, relative to the largest value;
 * `above`: only what the curve lies above the truth. Infinite where the curve has a hole. */
static double difference(const curve *c, const eqp_frontier *frontier, int above) {
    double most = 0;
    for (uint32_t i = 0; i <= PLACES; i++) {
        double share = (double)i / PLACES;
        double at = c->feasible_from + share * (c->feasible_to - c->feasible_from);
        double miss = found_value(frontier, at) - value_at(c, at);
        if (isnan(miss))
            return INFINITY;
        most = fmax(most, above ? miss : fabs(miss));
    }
    return most / c->largest;
}

/* 1 = pieces follow one another from end to end, values meet, slopes fall, lines end where they
 * say. */
static int is_whole(const curve *c, const eqp_frontier *frontier) {
    int whole = frontier->count > 0 && frontier->pieces[0].from == c->kink[0] &&
                frontier->pieces[frontier->count - 1].to == c->kink[c->pieces];
    for (uint32_t i = 0; whole && i < frontier->count; i++) {
        const eqp_frontier_piece *piece = &frontier->pieces[i], *before = piece - 1;
        double reached = piece->value_from + piece->slope * (piece->to - piece->from);
        whole = piece->from < piece->to && (i == 0 || before->to == piece->from);
        if (whole && piece->feasible)
            whole = fabs(reached - piece->value_to) <= 3e-9 * c->largest;
        if (whole && i > 0 && piece->feasible && before->feasible)
            whole = before->slope > piece->slope &&
                    fabs(before->value_to - piece->value_from) <= 3e-9 * c->largest;
    }
    return whole;
}

/* Whether pieces found[0 …] are those of the truth from piece `first` on. */
static int has_pieces(const curve *c, const eqp_frontier_piece *found, uint32_t first,
                      uint32_t count) {
    double range = c->kink[c->pieces] - c->kink[0];
    for (uint32_t i = 0; i < count; i++) {
        double slope = c->slope[first + i], end = c->kink[first + i + 1];
        if (fabs(found[i].slope - slope) > 1e-9 * fabs(slope) || found[i].mark == 0)
            return 0;
        if (i + 1 < count && fabs(found[i].to - end) > 1e-7 * range)
            return 0;
    }
    return 1;
}

/* The truth's best place and value. */
static void best(const curve *c, double *at, double *value) {
    uint32_t piece = 0;
    while (piece < c->pieces && c->slope[piece] > 0)
        piece++;
    *at = c->kink[piece];
    *value = c->value[piece];
}

/* Draws curves and checks everything that is found; how many differ. */
static uint32_t count_different(double steepest, double flattest) {
    uint32_t different = 0;
    for (uint64_t seed = 1; seed <= CURVES; seed++) {
        static curve c;
        uint32_t pieces = 1 + (uint32_t)(seed * seed % MOST_PIECES);
        eqp_frontier *frontier;
        double best_at, best_value;
        int stopped, same;
        draw(&c, seed, pieces, steepest, flattest);
        best(&c, &best_at, &best_value);
        frontier = find(&c, 0, &stopped);
        same = !stopped && frontier->count == pieces && is_whole(&c, frontier) &&
               has_pieces(&c, frontier->pieces, 0, pieces) && frontier->error == 0 &&
               difference(&c, frontier, 0) <= 3e-9 && frontier->samples <= 2 * pieces + 3 &&
               fabs(frontier->best_at - best_at) <= 1e-7 * c.kink[pieces] &&
               fabs(frontier->best_value - best_value) <= 3e-9 * c.largest;
        if (!same)
            fprintf(stderr,
                    "curve %u of %u pieces (support %d, noise %g): %u found with %u samples, "
                    "difference %g, error %g, whole %d, best at %.17g, not %.17g\n",
                    (unsigned)seed, pieces, (int)c.support, c.noise, frontier->count,
                    frontier->samples, difference(&c, frontier, 0), frontier->error,
                    is_whole(&c, frontier), frontier->best_at, best_at);
        different += !same;
        eqp_frontier_free(frontier);
    }
    return different;
}

static void every_breakpoint_is_found(void) {
    CU_ASSERT_EQUAL(count_different(3, -2), 0);
}

static void curves_that_only_rise_or_only_fall_are_found(void) {
    CU_ASSERT_EQUAL(count_different(3, 0.1), 0);
    CU_ASSERT_EQUAL(count_different(-0.1, -3), 0);
}

static void a_flat_curve_is_one_piece_best_at_its_left_end(void) {
    static curve c;
    eqp_frontier *frontier;
    int stopped;
    for (int zero = 0; zero <= 1; zero++) {
        draw(&c, 5, 1, 0, 0);
        c.value[0] = c.value[1] = c.largest = zero ? 0 : 7;
        frontier = find(&c, 0, &stopped);
        CU_ASSERT_EQUAL(frontier->count, 1);
        CU_ASSERT_EQUAL(frontier->samples, 2);
        CU_ASSERT_EQUAL(frontier->best_at, c.kink[0]);
        CU_ASSERT_DOUBLE_EQUAL(frontier->best_value, c.value[0], 1e-9);
        eqp_frontier_free(frontier);
    }
}

static void a_flat_top_is_best_at_its_left_end(void) {
    static curve c;
    eqp_frontier *frontier;
    int stopped;
    draw(&c, 6, 3, 1, -1);
    c.slope[1] = 0;
    c.value[2] = c.value[1];
    c.value[3] = c.value[2] + c.slope[2] * (c.kink[3] - c.kink[2]);
    frontier = find(&c, 0, &stopped);
    CU_ASSERT_EQUAL(frontier->count, 3);
    CU_ASSERT_DOUBLE_EQUAL(frontier->best_at, c.kink[1], 1e-8 * c.kink[3]);
    CU_ASSERT_DOUBLE_EQUAL(frontier->best_value, c.value[1], 1e-8 * c.largest);
    eqp_frontier_free(frontier);
}

static void slopes_that_agree_are_one_piece(void) {
    static curve c;
    const double steps[] = {1e-10, 0.9e-9, 1e-6};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        eqp_frontier *frontier;
        int stopped;
        draw(&c, 7, 2, 1, 0.5);
        c.value[0] = 0;
        c.slope[1] = c.slope[0] * (1 - steps[i]);
        c.value[1] = c.slope[0] * c.kink[1];
        c.value[2] = c.value[1] + c.slope[1] * (c.kink[2] - c.kink[1]);
        c.largest = c.value[2];
        frontier = find(&c, 0, &stopped);
        CU_ASSERT_EQUAL(frontier->count, i < 2 ? 1 : 2);
        eqp_frontier_free(frontier);
    }
}

/* Where plans exist, as shares of the range, and what to expect. */
typedef struct edges {
    double from, to;
    uint32_t sides; /* on which there is no plan */
} edges;

static void a_range_without_a_plan_is_reported_as_such(void) {
    static curve c;
    const edges cases[] = {{0.3, 1, 1},      {0, 0.61, 1},      {1e-7, 1, 1},  {0, 1e-6, 1},
                           {0.2, 0.7, 2},    {0.503, 0.512, 2}, {0.1, 0.9, 2}, {0.97, 0.995, 2},
                           {1 - 1e-7, 1, 1}, {0.25, 0.5, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t seed = 1; seed <= 20; seed++) {
            const eqp_frontier_piece *first, *last;
            eqp_frontier *frontier;
            uint32_t from, pieces;
            double range;
            int stopped;
            draw(&c, seed, 20, 3, -3);
            range = c.kink[20];
            c.feasible_from = cases[i].from * range;
            c.feasible_to = cases[i].to * range;
            from = piece_at(&c, c.feasible_from);
            pieces = piece_at(&c, c.feasible_to) - from + 1;
            frontier = find(&c, 0, &stopped);
            first = frontier->pieces;
            last = frontier->pieces + frontier->count - 1;
            CU_ASSERT(is_whole(&c, frontier));
            CU_ASSERT_EQUAL(frontier->count, pieces + cases[i].sides);
            CU_ASSERT_EQUAL(first->feasible, cases[i].from == 0);
            CU_ASSERT_EQUAL(last->feasible, cases[i].to == 1);
            if (!first->feasible) {
                CU_ASSERT(fabs(first->to - c.feasible_from) <= 1.01e-9 * range);
                CU_ASSERT(isnan(first->value_from) && isnan(first->value_to));
                CU_ASSERT(isnan(first->slope));
                first++;
            }
            if (!last->feasible)
                CU_ASSERT(fabs(last->from - c.feasible_to) <= 1.01e-9 * range);
            CU_ASSERT(frontier->count != pieces + cases[i].sides ||
                      has_pieces(&c, first, from, pieces));
            CU_ASSERT(frontier->samples <= 130 + 2 * EDGE_SAMPLES + 2 * pieces + 3);
            eqp_frontier_free(frontier);
        }
}

static void the_line_at_an_end_may_be_as_steep_as_it_likes(void) {
    static curve c;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        const eqp_frontier_piece *first;
        eqp_frontier *frontier;
        int stopped;
        draw(&c, seed, 12, 3, -3);
        /* a first and a last piece too narrow to be told apart */
        c.kink[1] = 1e-13 * c.kink[12];
        c.slope[0] = 1e6 * c.slope[1];
        c.kink[11] = c.kink[12] * (1 - 1e-13);
        c.slope[11] = 1e6 * c.slope[10];
        c.value[0] = 0;
        for (uint32_t i = 0; i < 12; i++)
            c.value[i + 1] = c.value[i] + c.slope[i] * (c.kink[i + 1] - c.kink[i]);
        frontier = find(&c, 0, &stopped);
        first = frontier->pieces;
        CU_ASSERT_EQUAL(frontier->count, 10);
        CU_ASSERT(frontier->count != 10 || has_pieces(&c, first, 1, 10));
        CU_ASSERT(frontier->samples <= 27);
        eqp_frontier_free(frontier);
    }
}

static void no_plan_anywhere_is_one_range_without_one(void) {
    static curve c;
    eqp_frontier *frontier;
    int stopped;
    draw(&c, 3, 20, 3, -3);
    c.feasible_from = INFINITY;
    frontier = find(&c, 0, &stopped);
    CU_ASSERT_EQUAL(frontier->count, 1);
    CU_ASSERT_EQUAL(frontier->pieces[0].feasible, 0);
    CU_ASSERT_EQUAL(frontier->pieces[0].to, c.kink[20]);
    CU_ASSERT_EQUAL(frontier->samples, 129);
    CU_ASSERT(isnan(frontier->best_at) && isnan(frontier->best_value));
    CU_ASSERT_EQUAL(frontier->error, 0);
    eqp_frontier_free(frontier);
}

static void a_plan_at_one_place_alone_is_a_piece_without_length(void) {
    static curve c;
    eqp_frontier *frontier;
    int stopped;
    draw(&c, 3, 20, 3, -3);
    c.feasible_from = c.feasible_to = c.kink[20];
    frontier = find(&c, 0, &stopped);
    CU_ASSERT_EQUAL(frontier->count, 2);
    CU_ASSERT_EQUAL(frontier->pieces[0].feasible, 0);
    CU_ASSERT_EQUAL(frontier->pieces[1].from, frontier->pieces[1].to);
    CU_ASSERT_EQUAL(frontier->best_at, c.kink[20]);
    CU_ASSERT_DOUBLE_EQUAL(frontier->best_value, c.value[20], 1e-9 * c.largest);
    eqp_frontier_free(frontier);
}

static void a_tolerance_is_kept_with_fewer_samples(void) {
    static curve c;
    const double tolerances[] = {1e-2, 1e-3, 1e-4};
    for (uint64_t seed = 1; seed <= 60; seed++) {
        uint32_t before = 0;
        for (size_t i = 0; i < sizeof tolerances / sizeof *tolerances; i++) {
            eqp_frontier *frontier;
            int stopped;
            draw(&c, seed, 200, 3, -2);
            frontier = find(&c, tolerances[i], &stopped);
            CU_ASSERT(!stopped && is_whole(&c, frontier));
            CU_ASSERT(frontier->error <= tolerances[i]);
            CU_ASSERT(difference(&c, frontier, 0) <= frontier->error + 3e-9);
            CU_ASSERT(difference(&c, frontier, 1) <= 3e-9);
            CU_ASSERT(frontier->samples > before);
            before = frontier->samples;
            eqp_frontier_free(frontier);
        }
        CU_ASSERT(before < 300);
    }
}

static void a_stopped_search_tells_what_is_proven(void) {
    static curve c;
    uint32_t times = 0;
    int stopped = 1;
    for (uint32_t rounds = 1; stopped; rounds++) {
        eqp_frontier *frontier;
        draw(&c, 9, 100, 3, -2);
        c.stops_after = rounds;
        frontier = find(&c, 0, &stopped);
        times += stopped;
        CU_ASSERT_EQUAL(c.rounds, rounds);
        CU_ASSERT(is_whole(&c, frontier));
        CU_ASSERT_EQUAL(frontier->error > 0, stopped);
        CU_ASSERT(difference(&c, frontier, 0) <= frontier->error + 3e-9);
        CU_ASSERT(difference(&c, frontier, 1) <= 3e-9);
        eqp_frontier_free(frontier);
    }
    CU_ASSERT(times > 3);
}

static void a_search_stopped_at_an_edge_claims_nothing_unproven(void) {
    static curve c;
    for (uint32_t rounds = 1; rounds <= 8; rounds++) {
        eqp_frontier *frontier;
        int stopped;
        draw(&c, 9, 10, 3, -2);
        c.feasible_from = 0.4321 * c.kink[10];
        c.feasible_to = 0.8 * c.kink[10];
        c.stops_after = rounds;
        frontier = find(&c, 0, &stopped);
        CU_ASSERT(stopped);
        CU_ASSERT_EQUAL(frontier->count == 0, rounds == 1);
        CU_ASSERT_EQUAL(isnan(frontier->best_at), rounds == 1);
        for (uint32_t i = 0; i < frontier->count; i++) {
            const eqp_frontier_piece *piece = &frontier->pieces[i];
            if (piece->feasible)
                CU_ASSERT(piece->from >= c.feasible_from && piece->to <= c.feasible_to);
            if (!piece->feasible)
                CU_ASSERT(piece->to < c.feasible_from || piece->from > c.feasible_to);
        }
        eqp_frontier_free(frontier);
    }
}

static void values_that_are_not_concave_end_the_search_all_the_same(void) {
    static curve c;
    eqp_frontier *frontier;
    int stopped;
    draw(&c, 9, 50, 3, -2);
    c.noise = 1e-5;
    frontier = find(&c, 0, &stopped);
    CU_ASSERT(!stopped);
    CU_ASSERT(difference(&c, frontier, 0) <= 1e-3);
    CU_ASSERT(frontier->samples <= 1000);
    eqp_frontier_free(frontier);
}

static void coarse_values_and_slopes_do_where_their_precision_is_told(void) {
    static curve c;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        eqp_frontier *frontier;
        double range;
        int stopped;
        draw(&c, seed, 20, 3, -2);
        c.noise = 1e-8;
        c.precision = 1e-7;
        c.tilted = 1;
        range = c.kink[20];
        frontier = find(&c, 0, &stopped);
        CU_ASSERT_EQUAL(frontier->count, 20);
        CU_ASSERT(frontier->samples <= 48);
        CU_ASSERT(difference(&c, frontier, 0) <= 3 * c.precision);
        for (uint32_t i = 0; i + 1 < frontier->count && frontier->count == 20; i++) {
            double least = c.precision * c.largest / (c.slope[i] - c.slope[i + 1]);
            CU_ASSERT(fabs(frontier->pieces[i].to - c.kink[i + 1]) <= 2 * least + 1e-9 * range);
        }
        eqp_frontier_free(frontier);
    }
}

static void a_failing_evaluation_is_passed_on(void) {
    static curve c;
    for (uint32_t round = 1; round <= 5; round++) {
        eqp_frontier *frontier = NULL;
        eqp_error error = {0};
        int stopped;
        char sentence[40];
        draw(&c, 9, 100, 3, -2);
        c.fails_in = round;
        snprintf(sentence, sizeof sentence, "round %u fails", (unsigned)round);
        CU_ASSERT_EQUAL(
            eqp_frontier_find(&(eqp_frontier_options){c.kink[0], c.kink[100], 0, NULL, 0}, evaluate,
                              &c, &frontier, &stopped, &error),
            EQP_ERROR_SOLVER);
        CU_ASSERT_STRING_EQUAL(error.sentence, sentence);
        CU_ASSERT_PTR_NULL(frontier);
    }
}

static void a_failed_allocation_leaves_nothing_behind(void) {
    static curve c;
    eqp_status status = EQP_ERROR_MEMORY;
    size_t n;
    for (n = 1; status == EQP_ERROR_MEMORY && n < 100; n++) {
        eqp_frontier *frontier = NULL;
        eqp_error error = {0};
        size_t before = eqp_memory_alive();
        int stopped;
        draw(&c, 9, 100, 3, -2);
        eqp_memory_fail_at(n);
        status = eqp_frontier_find(&(eqp_frontier_options){c.kink[0], c.kink[100], 0, NULL, 0},
                                   evaluate, &c, &frontier, &stopped, &error);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(frontier == NULL, status != EQP_OK);
        eqp_frontier_free(frontier);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(n > 4);
}

static const eqp_test tests[] = {
    {"every breakpoint is found", every_breakpoint_is_found},
    {"curves that only rise or only fall are found", curves_that_only_rise_or_only_fall_are_found},
    {"a flat curve is one piece, best at its left end",
     a_flat_curve_is_one_piece_best_at_its_left_end},
    {"a flat top is best at its left end", a_flat_top_is_best_at_its_left_end},
    {"slopes that agree are one piece", slopes_that_agree_are_one_piece},
    {"a range without a plan is reported as such", a_range_without_a_plan_is_reported_as_such},
    {"the line at an end may be as steep as it likes",
     the_line_at_an_end_may_be_as_steep_as_it_likes},
    {"no plan anywhere is one range without one", no_plan_anywhere_is_one_range_without_one},
    {"a plan at one place alone is a piece without length",
     a_plan_at_one_place_alone_is_a_piece_without_length},
    {"a tolerance is kept with fewer samples", a_tolerance_is_kept_with_fewer_samples},
    {"a stopped search tells what is proven", a_stopped_search_tells_what_is_proven},
    {"a search stopped at an edge claims nothing unproven",
     a_search_stopped_at_an_edge_claims_nothing_unproven},
    {"values that are not concave end the search all the same",
     values_that_are_not_concave_end_the_search_all_the_same},
    {"coarse values and slopes do where their precision is told",
     coarse_values_and_slopes_do_where_their_precision_is_told},
    {"a failing evaluation is passed on", a_failing_evaluation_is_passed_on},
    {"a failed allocation leaves nothing behind", a_failed_allocation_leaves_nothing_behind},
};

EQP_SUITE_MAIN("solver/frontier", tests)
