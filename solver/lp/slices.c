#include "solver/lp/slices.h"

#include <math.h>

/* Pivots between two looks at the clock. */
#define SLICE 2000

/* More pivots than any programme needs: the first, and this many for each row and column. */
#define MOST_PIVOTS 5000
#define MOST_PIVOTS_EACH 20

/* Pivots without a better feasible point that are circles: in slices, beside one for each SLICE of
 * rows and columns. */
#define IDLE_SLICES 4

/* A feasible point is better where its objective is by this share. */
#define LEAST_GAIN 1e-12

/* The ways in which to begin, one after the other; the first is from where the engine stands, by
 * the method asked for. */
typedef struct start {
    int dual, coarse;
} start;

static const start starts[] = {{0, 0}, {0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, 2}, {1, 2}};
#define STARTS (sizeof starts / sizeof *starts)

/* Of one start. */
typedef struct run {
    uint64_t slices;
    uint64_t idle; /* slices without progress */
    double best;   /* objective of a feasible point */
} run;

static int goes_on(eqp_engine_outcome outcome) {
    return outcome == EQP_ENGINE_FEASIBLE || outcome == EQP_ENGINE_UNDECIDED;
}

/* Whether the pivots of a run are too many, or lead nowhere. */
static int circles(run *r, const eqp_engine *engine, eqp_engine_outcome outcome) {
    uint64_t size = eqp_engine_size(engine);
    double objective = eqp_engine_objective(engine);
    r->slices++;
    r->idle++;
    if (outcome == EQP_ENGINE_UNDECIDED) {
        r->idle = 0;
    } else if (objective > r->best + LEAST_GAIN * fabs(r->best) || isinf(r->best)) {
        r->best = objective;
        r->idle = 0;
    }
    return r->slices * SLICE > MOST_PIVOTS + MOST_PIVOTS_EACH * size ||
           r->idle > IDLE_SLICES + size / SLICE;
}

/* From one start. */
static int solve_from(eqp_engine *engine, const eqp_slices *how, eqp_engine_limits limits,
                      eqp_engine_outcome *outcome) {
    run r = {.best = -INFINITY};
    for (;;) {
        if (how->watch)
            limits.seconds = eqp_watch_left(how->watch);
        if (eqp_engine_solve(engine, limits, outcome))
            return -1;
        limits.fresh = 0;
        if (how->tell)
            how->tell(how->context, eqp_engine_objective(engine));
        if (!goes_on(*outcome) || (how->watch && eqp_watch_stop(how->watch)))
            return 0;
        if (!how->watch || circles(&r, engine, *outcome)) {
            *outcome = EQP_ENGINE_FAILED;
            return 0;
        }
    }
}

int eqp_slices_solve(eqp_engine *engine, const eqp_slices *how, eqp_engine_outcome *outcome) {
    uint64_t most = MOST_PIVOTS + MOST_PIVOTS_EACH * (uint64_t)eqp_engine_size(engine);
    *outcome = EQP_ENGINE_FAILED;
    for (size_t at = 0; at < STARTS; at++) {
        const eqp_engine_limits limits = {.dual = at ? starts[at].dual : how->dual,
                                          .fresh = at > 0,
                                          .coarse = starts[at].coarse,
                                          .seconds = how->seconds,
                                          .pivots = how->watch ? SLICE : (int)fmin(1e9, most)};
        if (solve_from(engine, how, limits, outcome))
            return -1;
        if (*outcome != EQP_ENGINE_FAILED && !(how->feasible && *outcome == EQP_ENGINE_INFEASIBLE))
            break;
    }
    return 0;
}

int eqp_slices_branch(eqp_engine *engine, const eqp_engine_branching *how,
                      eqp_engine_outcome *outcome) {
    const eqp_slices first = {.seconds = how->seconds};
    if (eqp_slices_solve(engine, &first, outcome))
        return -1;
    return *outcome == EQP_ENGINE_OPTIMAL ? eqp_engine_branch(engine, how, outcome) : 0;
}
