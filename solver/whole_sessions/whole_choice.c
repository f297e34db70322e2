#include "solver/whole_sessions/whole_choice.h"

#include "models/base/memory.h"
#include "solver/lp/slices.h"

#include <math.h>

/* What missing a row by its largest entry costs, in average worths of a part. */
#define PENALTY 10

typedef struct candidate {
    uint32_t part;
    eqp_whole_piece *piece;
    double worth;
    double *activity; /* [rows] */
} candidate;

struct eqp_whole_choice {
    const eqp_whole_plan *plan;
    const eqp_whole_part *parts;
    const uint8_t *fixed;
    uint32_t part_count;
    candidate *candidates;
    size_t count, room;
    double *rest; /* [rows] what the plan takes outside the parts' pieces */
};

/* Worth of a piece and what it takes of the rows. */
static void measure(const eqp_whole_choice *choice, candidate *c) {
    const eqp_sessions *s = choice->plan->sessions;
    const eqp_whole_part *part = &choice->parts[c->part];
    eqp_whole_sum sum = {c->activity, NULL, 0};
    uint32_t at = 0, last = EQP_NONE;
    for (uint32_t u = 0; u < part->uses; u++) {
        uint32_t offer = s->programme->use_offer[part->use[u]];
        for (uint32_t i = s->purchase_start[offer];
             offer != last && i < s->purchase_start[offer + 1]; i++, at++)
            if (!choice->fixed || !choice->fixed[offer])
                eqp_whole_sum_purchase(&sum, choice->plan, i, c->piece->places[at]);
        last = offer;
        eqp_whole_sum_use(&sum, choice->plan, part->use[u], c->piece->used[u]);
    }
    c->worth = sum.worth;
}

int eqp_whole_choice_add(eqp_whole_choice *choice, uint32_t part, eqp_whole_piece *piece) {
    candidate c = {.part = part, .piece = piece};
    c.activity = eqp_allocate(choice->plan->sessions->rows, sizeof *c.activity);
    if (!c.activity || eqp_grow(&choice->candidates, &choice->room, choice->count + 1,
                                sizeof *choice->candidates)) {
        eqp_free(c.activity);
        eqp_free(piece);
        return -1;
    }
    measure(choice, &c);
    choice->candidates[choice->count++] = c;
    return 0;
}

eqp_whole_choice *eqp_whole_choice_create(const eqp_whole_plan *plan, const eqp_whole_part *parts,
                                          uint32_t count, const uint8_t *fixed) {
    eqp_whole_choice *choice = eqp_allocate(1, sizeof *choice);
    uint32_t rows = plan->sessions->rows;
    int failed;
    if (!choice)
        return NULL;
    *choice = (eqp_whole_choice){.plan = plan, .parts = parts, .fixed = fixed, .part_count = count};
    choice->rest = eqp_allocate(rows, sizeof *choice->rest);
    failed = !choice->rest;
    for (uint32_t r = 0; !failed && r < rows; r++)
        choice->rest[r] = plan->activity[r];
    for (uint32_t b = 0; !failed && b < count; b++) {
        eqp_whole_piece *piece = eqp_whole_piece_of(plan, &parts[b]);
        failed = !piece || eqp_whole_choice_add(choice, b, piece);
        for (uint32_t r = 0; !failed && r < rows; r++)
            choice->rest[r] -= choice->candidates[b].activity[r];
    }
    if (failed) {
        eqp_whole_choice_free(choice);
        return NULL;
    }
    return choice;
}

void eqp_whole_choice_free(eqp_whole_choice *choice) {
    if (!choice)
        return;
    for (size_t i = 0; i < choice->count; i++) {
        eqp_free(choice->candidates[i].piece);
        eqp_free(choice->candidates[i].activity);
    }
    eqp_free(choice->candidates);
    eqp_free(choice->rest);
    eqp_free(choice);
}

/* What missing row r by one, scaled, costs. */
static double penalty_of(const eqp_whole_choice *choice) {
    double sum = 0;
    for (size_t i = 0; i < choice->count; i++)
        sum += fabs(choice->candidates[i].worth);
    return choice->count > 0 && sum > 0 ? PENALTY * sum / (double)choice->count : 1;
}

/* A bound less what lies outside the parts; arithmetic's noise does not make a row missed. */
static double left(const eqp_whole_choice *choice, double bound, uint32_t row) {
    return choice->plan->sessions->scale[row] * (bound - choice->rest[row]);
}

static int add_rows(const eqp_whole_choice *choice, eqp_engine *engine) {
    const eqp_sessions *s = choice->plan->sessions;
    int failed = 0;
    for (uint32_t r = 0; !failed && r < s->rows; r++) {
        double lower = left(choice, s->lower[r], r), upper = left(choice, s->upper[r], r);
        failed = eqp_engine_add_rows(engine, 1, &lower, &upper);
    }
    for (uint32_t b = 0; !failed && b < choice->part_count; b++) {
        const double one = 1;
        failed = eqp_engine_add_rows(engine, 1, &one, &one);
    }
    return failed;
}

/* Columns that let a row be missed: below for a lower bound, above for an upper one. */
static int add_misses(const eqp_whole_choice *choice, eqp_engine *engine) {
    const eqp_sessions *s = choice->plan->sessions;
    const double cost = -penalty_of(choice), lower = 0, upper = INFINITY;
    const double value[] = {1, -1};
    const size_t start[] = {0, 1};
    int failed = 0;
    for (uint32_t r = 0; !failed && r < s->rows; r++) {
        if (s->lower[r] > -INFINITY)
            failed = eqp_engine_add_columns(engine, 1, &lower, &upper, &cost, start, &r, &value[0]);
        if (!failed && s->upper[r] < INFINITY)
            failed = eqp_engine_add_columns(engine, 1, &lower, &upper, &cost, start, &r, &value[1]);
    }
    return failed;
}

/* One column per candidate, before the misses: their numbers are the candidates'. */
static int add_candidates(const eqp_whole_choice *choice, eqp_engine *engine) {
    const eqp_sessions *s = choice->plan->sessions;
    uint32_t *row = eqp_allocate((size_t)s->rows + 1, sizeof *row);
    double *value = eqp_allocate((size_t)s->rows + 1, sizeof *value);
    const double lower = 0, upper = 1;
    int failed = !row || !value;
    for (size_t i = 0; !failed && i < choice->count; i++) {
        const candidate *c = &choice->candidates[i];
        size_t start[] = {0, 0};
        for (uint32_t r = 0; r < s->rows; r++) {
            if (c->activity[r] == 0)
                continue;
            row[start[1]] = r;
            value[start[1]++] = c->activity[r] * s->scale[r];
        }
        row[start[1]] = s->rows + c->part;
        value[start[1]++] = 1;
        failed =
            eqp_engine_add_columns(engine, 1, &lower, &upper, &c->worth, start, row, value) != 0;
    }
    eqp_free(row);
    eqp_free(value);
    return failed;
}

static eqp_engine *load(const eqp_whole_choice *choice, eqp_engine_host *host) {
    eqp_engine *engine = host ? eqp_engine_create(host) : NULL;
    if (engine && (add_rows(choice, engine) || add_candidates(choice, engine) ||
                   add_misses(choice, engine))) {
        eqp_engine_free(engine);
        return NULL;
    }
    return engine;
}

int eqp_whole_choice_mix(eqp_whole_choice *choice, double *dual, double *worth) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine = load(choice, host);
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    const eqp_slices how = {0};
    const eqp_sessions *s = choice->plan->sessions;
    int failed =
        !engine || eqp_slices_solve(engine, &how, &outcome) || outcome != EQP_ENGINE_OPTIMAL;
    if (!failed) {
        eqp_engine_duals(engine, s->rows, dual);
        for (uint32_t r = 0; r < s->rows; r++)
            dual[r] *= s->scale[r];
        *worth = eqp_engine_objective(engine);
    }
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
    return failed ? -1 : 0;
}

int eqp_whole_choice_make(eqp_whole_choice *choice, uint32_t nodes, double gap, double seconds,
                          eqp_whole_plan *plan) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine = load(choice, host);
    const eqp_engine_branching how = {nodes, gap, seconds, NULL};
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    double *chosen = eqp_allocate(choice->count, sizeof *chosen);
    int failed = !engine || !chosen;
    for (uint32_t i = 0; !failed && i < choice->count; i++)
        failed = eqp_engine_make_whole(engine, i);
    failed = failed || eqp_slices_branch(engine, &how, &outcome) ||
             (outcome != EQP_ENGINE_OPTIMAL && outcome != EQP_ENGINE_FEASIBLE);
    if (!failed) {
        eqp_engine_whole_primal(engine, (uint32_t)choice->count, chosen);
        for (size_t i = 0; i < choice->count; i++)
            if (chosen[i] > 0.5)
                eqp_whole_piece_put(choice->candidates[i].piece,
                                    &choice->parts[choice->candidates[i].part], plan);
        eqp_whole_plan_count(plan);
    }
    eqp_free(chosen);
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
    return failed ? -1 : 0;
}
