#include "solver/decomposition/decomposed.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/blocks.h"
#include "solver/decomposition/block_threads.h"
#include "solver/decomposition/master.h"
#include "solver/decomposition/price_memory.h"
#include "solver/lp/gub.h"

#include <math.h>
#include <omp.h>
#include <string.h>

/* Most needs and offers of a block: this many per zone, as an occupation has that many, and at
 * least the second number. In larger blocks too much competes within one answer and rounds
 * multiply; smaller ones cut more offers, each a row of the master once it binds (52 zones, 6,000
 * offers: 400 rows 3.0 s, 1,040 rows 1.0 s). */
#define BLOCK_ROWS_PER_ZONE 20
#define LEAST_BLOCK_ROWS 400

/* Where courses tie everything to everything, so that more than this share of the offers with
 * several occupations would be cut, blocks are as small as they can be: their answers are then free
 * of zones that compete. */
#define CUT_SHARE 0.5
#define TIED_BLOCK_ROWS 20

/* If then more capacities of cut offers bind than this, the master is no longer small, and a
 * programme of up to EQP_WHOLE_ROWS is solved sooner as a whole. */
#define MOST_BINDING_CUTS 380

/* Weight of the best prices so far in the next ones: at least this while many blocks still find
 * better plans (this share of them), less and less while fewer do, none where hardly any do (a
 * share of that share); and how the rest of 1 shrinks after a worse bound and grows after a better
 * one. */
#define SMOOTHING 0.6
#define ACTIVE_SHARE 0.25
#define LEAST_ACTIVITY 0.2
#define SHRINK 0.5
#define GROW 2.0

/* A block may keep its last answer when that is this share of its part of the gap from the best. */
#define KEPT_SHARE 0.1

/* Σ of scaled violations that counts as none when phase 1 can do no better. */
#define VIOLATION_TOLERANCE 1e-7

/* Rounds without any progress after which prices are no longer smoothed, and after which a stage
 * ends with the gap that it has; what counts as progress is a share of the gap. */
#define IDLE_ROUNDS 5
#define PATIENCE 50
#define LEAST_PROGRESS 1e-3

struct eqp_warm_start {
    eqp_blocks *blocks;
    eqp_block_context context; /* of the master below; its tie prices and weights are gone */
    eqp_master *master;
    eqp_block_state **state; /* [states] of the blocks */
    uint32_t states;
    eqp_price_memory *memory;
    eqp_dual_prices anchor;
    int may_give_up;
};

typedef struct decomposed {
    const eqp_programme *programme;
    eqp_watch *watch;
    const eqp_warm_start *start; /* NULL: none */
    eqp_revision revision; /* of the programme since the one before, or since the start was left */
    int lasting;           /* the stages come again */
    int moved;             /* the programme is a neighbour of the one before */
    eqp_blocks *blocks;
    int blocks_lent; /* they are the start's, or left to one */
    eqp_block_context context;
    double *tie_price;
    double *overlap_weight; /* [pairs] of the last stage that had any */
    int weighed;            /* 1: columns and answers have been weighed by them */
    int threads;
    eqp_block_threads *team;
    int began; /* the body was called */
    eqp_method_body body;
    void *body_context;
    int may_give_up;    /* the whole programme is a way out */
    eqp_column **taken; /* [blocks] copies of those that the master takes */
    eqp_master *master;
    eqp_dual_prices price;    /* at which blocks answer */
    eqp_dual_prices proposed; /* the master's */
    eqp_dual_prices best;     /* of the best bound so far, or a guess before there is one */
    int has_best;
    eqp_dual_prices anchor; /* of the last stage that maximised V, per unit of V; a guess before */
    int in_levels;          /* the last stage was a round of stage A, and best holds its prices */
    eqp_price_memory *memory;
    const eqp_dual_prices *recalled; /* of this stage in a programme nearby; NULL: none */
    double *trial_dual, *best_dual;  /* [rows] what proves the last and the best bound, scaled */
    double *cut_worth;               /* [offers] */
    double *cut_cost;                /* [offers] */
    double *dual;                    /* [rows] best_dual in the objective's own unit */
    uint32_t kind;                   /* of prices, by the stage */
    uint32_t slot;                   /* of the stage: its kind, or its round of stage A */
    uint32_t level_rounds;           /* of stage A so far */
    uint32_t rounds;
} decomposed;

/* The Lagrangian bound at the last prices, in scaled units: what the rows are worth and what the
 * blocks add. Of a cut offer's places, which several blocks would each like more of, the highest
 * bidder's worth counts. */
static double lagrangian_bound(decomposed *d) {
    const eqp_programme *p = d->programme;
    double sum = eqp_master_constant(d->master, &d->price);
    for (uint32_t k = 0; k < p->offers; k++)
        d->cut_worth[k] = 0;
    for (uint32_t b = 0; b < d->blocks->count; b++) {
        const eqp_block *block = eqp_block_threads_block(d->team, b);
        sum += eqp_block_worth(block);
        for (uint32_t i = 0; i < eqp_block_cut_parts(block); i++) {
            eqp_cut_part part = eqp_block_cut_part(block, i);
            double capacity = p->study->offers.places[p->offer[part.offer]];
            sum -= part.worth * capacity;
            d->cut_cost[part.offer] = part.cost;
            d->cut_worth[part.offer] = fmax(d->cut_worth[part.offer], part.worth);
        }
    }
    for (uint32_t k = 0; k < p->offers; k++)
        if (d->cut_worth[k] > 0)
            sum += d->cut_worth[k] * p->study->offers.places[p->offer[k]];
    return sum;
}

/* What a place of a signed offer without uses may not earn beyond the signed ones: its link row's
 * dual. */
static double idle_link_dual(const decomposed *d, uint32_t offer) {
    const eqp_programme *p = d->programme;
    double best = 0;
    for (uint32_t pair = p->pair_start[offer]; pair < p->pair_start[offer + 1]; pair++)
        best = fmax(best, -eqp_block_pair_cost(&d->context, &d->price, pair));
    return best;
}

/* Completes trial_dual, in which the blocks have written their own rows. */
static void complete_duals(decomposed *d, const eqp_stage *stage) {
    const eqp_programme *p = d->programme;
    double *dual = d->trial_dual;
    double *balance = dual + eqp_programme_rows_of(p, EQP_ROW_balance).first;
    double *level = dual + eqp_programme_rows_of(p, EQP_ROW_level).first;
    double *link = dual + eqp_programme_rows_of(p, EQP_ROW_link).first;
    double *capacity = dual + eqp_programme_rows_of(p, EQP_ROW_capacity).first;
    memcpy(dual + d->context.coupling.first, d->price.row,
           d->context.coupling.count * sizeof *dual);
    for (uint32_t z = 0; stage->objective == EQP_OBJECTIVE_LEVEL && z < p->study->zones.count; z++)
        if (stage->free_zone[z]) {
            level[z] = balance[z];
            balance[z] = 0;
        }
    for (uint32_t k = 0; k < p->offers; k++) {
        if (p->use_start[k] == p->use_start[k + 1]) {
            link[k] = idle_link_dual(d, k);
        } else if (d->blocks->cut[k]) {
            capacity[k] = d->price.cut[k] + d->cut_worth[k];
            link[k] = -(d->cut_cost[k] + d->cut_worth[k]);
        }
    }
}

static void keep_trial_as_best(decomposed *d) {
    double *dual = d->best_dual;
    d->best_dual = d->trial_dual;
    d->trial_dual = dual;
    eqp_prices_copy(d->programme, &d->best, &d->price, 1);
    d->has_best = 1;
}

/* Hands the answers that the master gains by more than `least` to it; how many there were, or
 * -1. */
static int add_answers(decomposed *d, double least) {
    uint32_t count = 0;
    for (uint32_t b = 0; b < d->blocks->count; b++)
        if (eqp_master_reduced_cost(d->master, eqp_block_threads_answer(d->team, b)) > least) {
            d->taken[count] = eqp_column_copy(eqp_block_threads_answer(d->team, b));
            if (!d->taken[count]) {
                while (count > 0)
                    eqp_free(d->taken[--count]);
                return -1;
            }
            count++;
        }
    return eqp_master_add(d->master, d->taken, count) ? -1 : (int)count;
}

/* The progress of one stage, in scaled units. */
typedef struct course {
    double bound;     /* the best so far */
    double tolerance; /* gap to reach */
    double last_gap;  /* when it last fell */
    double caution;   /* smoothing while there is much to find */
    double smoothing; /* weight of the best prices in the next ones */
    int idle_rounds;
    int phase_one;
} course;

/* What is known about the prices of a stage before its first round; the last round's are in d->best
 * where the last stage was a level. 1 where something is. */
static int guess_prices(decomposed *d, const eqp_stage *stage, int had_levels) {
    const eqp_programme *p = d->programme;
    double scale = eqp_master_scale(d->master);
    int found = 1;
    if (d->recalled) {
        eqp_prices_copy(p, &d->best, d->recalled, scale);
        return 1;
    }
    if (stage->objective == EQP_OBJECTIVE_COST || stage->objective == EQP_OBJECTIVE_OVERLAP)
        return 0;
    if (stage->objective == EQP_OBJECTIVE_LEVEL)
        found = eqp_prices_guess_level(p, stage->free_zone, &d->anchor,
                                       had_levels ? &d->best : NULL, &d->best);
    else
        eqp_prices_copy(p, &d->best, &d->anchor, 1);
    eqp_prices_copy(p, &d->best, &d->best, scale);
    return found;
}

/* A new stage: bounds belong to the one before, and so do the best prices, but for what they hint.
 */
static void start_course(decomposed *d, const eqp_stage *stage, course *c, int had_levels) {
    c->phase_one = eqp_master_in_phase_one(d->master);
    c->bound = c->last_gap = INFINITY;
    c->idle_rounds = 0;
    c->smoothing = !d->recalled ? 1 : d->moved ? 0 : SMOOTHING;
    c->caution = SMOOTHING;
    d->has_best = !c->phase_one && guess_prices(d, stage, had_levels);
}

static double absolute_tolerance(const decomposed *d, const eqp_stage *stage) {
    double value = fabs(eqp_master_value(d->master) +
                        eqp_master_scale(d->master) * eqp_master_base(d->master));
    if (stage->objective == EQP_OBJECTIVE_LEVEL)
        return stage->tolerance * eqp_master_scale(d->master);
    if (stage->objective == EQP_OBJECTIVE_OVERLAP) /* of less than a place: of a place */
        return stage->tolerance * fmax(eqp_master_scale(d->master), value);
    return stage->tolerance * fmax(1e-6, value);
}

static void choose_prices(decomposed *d, const course *c) {
    eqp_master_prices(d->master, &d->proposed);
    eqp_prices_copy(d->programme, &d->price, &d->proposed, 1);
    if (d->has_best)
        eqp_prices_blend(d->programme, &d->price, &d->best, c->smoothing);
}

/* Answers need not be better than the gap that is left to close, or than the one to reach. D's
 * plans must be exact: ties differ by little. */
static double choose_slack(const decomposed *d, const eqp_stage *stage, const course *c,
                           double value) {
    double gap = c->bound - value;
    if (c->phase_one)
        return 0;
    if (c->smoothing == 0 || stage->objective == EQP_OBJECTIVE_COST || isinf(gap))
        gap = c->tolerance;
    return KEPT_SHARE * fmax(gap, c->tolerance) / (d->blocks->count + 1.0);
}

/* Where a bound got worse, the prices had moved too far: stay nearer to the best. Where few columns
 * are still found, or none that help, only the master's own prices end the search. */
static double next_smoothing(const decomposed *d, course *c, int improved, uint32_t taken) {
    double activity = taken / (ACTIVE_SHARE * d->blocks->count);
    c->caution =
        improved ? fmax(SMOOTHING, 1 - (1 - c->caution) * GROW) : 1 - (1 - c->caution) * SHRINK;
    return c->idle_rounds < IDLE_ROUNDS && activity > LEAST_ACTIVITY
               ? c->caution * fmin(1, activity)
               : 0;
}

typedef enum { GO_ON, DONE, IMPOSSIBLE, BROKEN, TIED } verdict;

/* Values in the objective's own unit, for the progress line. */
static void tell(const decomposed *d, const eqp_stage *stage, double value, double bound) {
    double scale = eqp_master_scale(d->master), base = eqp_master_base(d->master);
    eqp_watch_tell(d->watch, stage->phase, d->rounds, value / scale + base, bound / scale + base);
}

/* A round counts as idle unless value and bound have come nearer by a share of what parts them. */
static void note_progress(course *c, double value) {
    double gap = c->bound - value;
    if (isinf(c->last_gap) || gap < (1 - LEAST_PROGRESS) * c->last_gap) {
        c->idle_rounds = 0;
        c->last_gap = gap;
    } else {
        c->idle_rounds++;
    }
}

/* One round at the master's last solution: prices, answers, bound, new columns. */
static verdict run_round(decomposed *d, const eqp_stage *stage, course *c) {
    double bound, value = eqp_master_value(d->master);
    int taken, improved;
    choose_prices(d, c);
    if (eqp_block_threads_price(d->team, &d->price, d->kind, choose_slack(d, stage, c, value),
                                d->trial_dual))
        return BROKEN;
    d->rounds++;
    bound = lagrangian_bound(d);
    improved = bound < c->bound;
    if (improved) {
        c->bound = bound;
        complete_duals(d, stage);
        keep_trial_as_best(d);
    }
    if (c->phase_one && c->bound < -VIOLATION_TOLERANCE)
        return IMPOSSIBLE;
    taken = add_answers(d, 0.1 * c->tolerance / (d->blocks->count + 1.0));
    if (taken < 0)
        return BROKEN;
    if (!c->phase_one && c->bound - value <= c->tolerance)
        return DONE;
    if (taken == 0 && c->smoothing == 0) {
        if (!c->phase_one)
            return DONE;
        if (-value > VIOLATION_TOLERANCE)
            return IMPOSSIBLE;
        eqp_master_accept_violation(d->master);
    }
    note_progress(c, value);
    c->smoothing = next_smoothing(d, c, improved, (uint32_t)taken);
    tell(d, stage, value, c->bound);
    if (c->idle_rounds < PATIENCE)
        return GO_ON;
    return c->phase_one ? BROKEN : DONE; /* phase 1 has no plan to end with */
}

/* Where what is learnt of a stage is kept, and what was learnt when it came before; of least cost
 * far away, where other prices hold, it would only mislead. */
static void choose_slot(decomposed *d, const eqp_stage *stage) {
    d->kind = (uint32_t)(stage->phase - EQP_PHASE_UNBALANCED);
    d->slot = d->kind;
    if (stage->objective == EQP_OBJECTIVE_LEVEL)
        d->slot = EQP_BLOCK_KINDS + d->level_rounds++;
    d->recalled = NULL;
    if (d->lasting && d->slot < EQP_GUB_SLOTS &&
        (d->moved || stage->objective != EQP_OBJECTIVE_COST))
        d->recalled = eqp_price_memory_recall(d->memory, d->slot, stage);
}

/* For when the stage comes again. */
static int keep_stage(decomposed *d, const eqp_stage *stage, double scale) {
    if (!d->lasting || d->slot >= EQP_GUB_SLOTS)
        return 0;
    return eqp_price_memory_note(d->memory, d->slot, stage, &d->best, 1 / scale) ||
                   eqp_master_save_basis(d->master, d->slot)
               ? -1
               : 0;
}

static eqp_status report(decomposed *d, const eqp_stage *stage, const course *c, verdict end,
                         eqp_stage_result *result, eqp_error *error) {
    double scale = eqp_master_scale(d->master), base = eqp_master_base(d->master);
    if (end == BROKEN)
        return eqp_error_set(
            error, EQP_ERROR_SOLVER,
            _("the decomposition gave up (numerical trouble); try --engine direct"));
    result->value = eqp_master_value(d->master) / scale + base;
    result->bound = c->bound / scale + base;
    result->outcome = EQP_OUTCOME_OPTIMAL;
    if (end == IMPOSSIBLE)
        result->outcome = EQP_OUTCOME_INFEASIBLE;
    else if (end == GO_ON || end == TIED)
        result->outcome =
            eqp_master_in_phase_one(d->master) ? EQP_OUTCOME_NO_PLAN : EQP_OUTCOME_STOPPED;
    if (stage->objective == EQP_OBJECTIVE_VALUE && isfinite(c->bound))
        eqp_prices_copy(d->programme, &d->anchor, &d->best, 1 / scale);
    if (result->outcome == EQP_OUTCOME_OPTIMAL && isfinite(c->bound) && keep_stage(d, stage, scale))
        return eqp_error_memory(error);
    for (uint32_t r = 0; r < d->programme->lp->rows; r++)
        d->dual[r] = isfinite(c->bound) ? d->best_dual[r] / scale : 0;
    tell(d, stage, eqp_master_value(d->master), c->bound);
    return EQP_OK;
}

/* Where a stage has other coefficients of the overlap row than those before it. */
static int weigh_overlap(decomposed *d, const double *weight) {
    size_t size = d->programme->pairs * sizeof *weight;
    if (!weight || (d->weighed && memcmp(d->overlap_weight, weight, size) == 0))
        return 0;
    memcpy(d->overlap_weight, weight, size);
    d->weighed = 1;
    eqp_master_weigh(d->master);
    return eqp_block_threads_renew(d->team, 1);
}

static eqp_status maximise(void *self, const eqp_stage *stage, eqp_stage_result *result,
                           eqp_error *error) {
    decomposed *d = self;
    course c = {0};
    verdict state = GO_ON;
    int was_level = d->in_levels;
    d->in_levels = stage->objective == EQP_OBJECTIVE_LEVEL;
    if (weigh_overlap(d, stage->overlap_weight))
        return eqp_error_memory(error);
    choose_slot(d, stage);
    if (eqp_master_set_stage(d->master, stage))
        return report(d, stage, &c, BROKEN, result, error);
    if (d->recalled && d->revision < EQP_REVISION_PLANS)
        eqp_master_restore_basis(d->master, d->slot);
    start_course(d, stage, &c, was_level);
    while (state == GO_ON) {
        if (eqp_master_trim(d->master) || eqp_master_solve(d->master)) {
            state = BROKEN;
            break;
        }
        if (eqp_master_in_phase_one(d->master) != c.phase_one)
            start_course(d, stage, &c, 0);
        c.tolerance = c.phase_one ? VIOLATION_TOLERANCE : absolute_tolerance(d, stage);
        if (eqp_watch_stop(d->watch))
            break;
        if (d->may_give_up && eqp_master_cuts(d->master) > MOST_BINDING_CUTS) {
            state = TIED;
            break;
        }
        state = run_round(d, stage, &c);
    }
    return report(d, stage, &c, state, result, error);
}

static void primal(void *self, double *values) {
    eqp_master_primal(((decomposed *)self)->master, values);
}

static const double *dual(void *self) {
    return ((decomposed *)self)->dual;
}

static void take_tie_prices(decomposed *d) {
    for (uint32_t pair = 0; pair < d->programme->pairs; pair++)
        d->tie_price[pair] = eqp_programme_tie_price(d->programme, pair);
}

/* Another programme of the same structure takes the place of this one. */
static int move(void *self, const eqp_programme *programme, eqp_revision revision) {
    decomposed *d = self;
    eqp_column_draft *draft =
        revision >= EQP_REVISION_WORTH ? eqp_block_threads_draft(d->team) : NULL;
    if (revision == EQP_REVISION_STRUCTURE)
        return 1;
    d->programme = d->context.programme = programme;
    eqp_price_memory_move(d->memory, programme);
    d->rounds = d->level_rounds = 0;
    d->moved = 1;
    d->revision = revision;
    if (draft) {
        take_tie_prices(d);
        if (eqp_block_threads_renew(d->team, revision == EQP_REVISION_WORTH))
            return -1;
    }
    return eqp_master_move(d->master, draft);
}

static void tell_facts(void *self, eqp_solution *facts) {
    const decomposed *d = self;
    facts->rounds = d->rounds;
    facts->blocks = d->blocks->count;
    facts->largest_rows = d->blocks->largest_rows;
    facts->largest_columns = d->blocks->largest_columns;
    facts->cut_offers = d->blocks->cut_count;
    facts->threads = (uint32_t)d->threads;
}

void eqp_warm_start_free(eqp_warm_start *start) {
    if (!start)
        return;
    for (uint32_t b = 0; start->state && b < start->states; b++)
        eqp_free(start->state[b]);
    eqp_free(start->state);
    eqp_master_free(start->master);
    eqp_price_memory_free(start->memory);
    eqp_prices_free(&start->anchor);
    eqp_blocks_free(start->blocks);
    eqp_free(start);
}

/* The split goes to the start, which may outlive the method. */
static eqp_warm_start *keep(void *self) {
    decomposed *d = self;
    eqp_warm_start *start = d->blocks_lent ? NULL : eqp_allocate(1, sizeof *start);
    int failed;
    if (!start)
        return NULL;
    start->blocks = d->blocks;
    d->blocks_lent = 1;
    start->context = d->context;
    start->context.tie_price = start->context.overlap_weight = NULL;
    start->may_give_up = d->may_give_up;
    start->master = eqp_master_copy(d->master, &start->context);
    start->memory = eqp_price_memory_copy(d->memory, d->programme);
    start->state = eqp_allocate(d->blocks->count, sizeof *start->state);
    failed = eqp_prices_make(d->programme, &start->anchor) || !start->master || !start->memory ||
             !start->state;
    if (!failed) {
        start->states = d->blocks->count;
        eqp_block_threads_save(d->team, start->state);
    }
    for (uint32_t b = 0; b < start->states; b++)
        failed = failed || !start->state[b];
    if (failed) {
        start->blocks = NULL;
        d->blocks_lent = 0;
        eqp_warm_start_free(start);
        return NULL;
    }
    eqp_prices_copy(d->programme, &start->anchor, &d->anchor, 1);
    return start;
}

/* What is known before the first stage. */
static int take_start(decomposed *d) {
    const eqp_programme *p = d->programme;
    if (d->start) {
        d->memory = eqp_price_memory_copy(d->start->memory, p);
        eqp_prices_copy(p, &d->anchor, &d->start->anchor, 1);
        return d->memory ? 0 : -1;
    }
    d->memory = eqp_price_memory_create(p);
    return d->memory && !eqp_prices_guess_value(p, &d->anchor) ? 0 : -1;
}

static int make(decomposed *d) {
    const eqp_programme *p = d->programme;
    uint32_t blocks = d->blocks->count, rows = p->lp->rows;
    int failed;
    d->tie_price = eqp_allocate(p->pairs, sizeof *d->tie_price);
    d->overlap_weight = eqp_allocate(p->pairs, sizeof *d->overlap_weight);
    d->taken = eqp_allocate(blocks, sizeof *d->taken);
    d->trial_dual = eqp_allocate(rows, sizeof *d->trial_dual);
    d->best_dual = eqp_allocate(rows, sizeof *d->best_dual);
    d->dual = eqp_allocate(rows, sizeof *d->dual);
    d->cut_worth = eqp_allocate(p->offers, sizeof *d->cut_worth);
    d->cut_cost = eqp_allocate(p->offers, sizeof *d->cut_cost);
    failed = eqp_prices_make(p, &d->price) | eqp_prices_make(p, &d->proposed) |
             eqp_prices_make(p, &d->best) | eqp_prices_make(p, &d->anchor);
    if (failed || !d->tie_price || !d->overlap_weight || !d->taken || !d->trial_dual ||
        !d->best_dual || !d->dual || !d->cut_worth || !d->cut_cost)
        return -1;
    take_tie_prices(d);
    d->context = eqp_block_context_of(p, d->blocks, d->tie_price, d->overlap_weight);
    return take_start(d);
}

static void unmake(decomposed *d) {
    eqp_free(d->tie_price);
    eqp_free(d->overlap_weight);
    eqp_free(d->taken);
    eqp_free(d->trial_dual);
    eqp_free(d->best_dual);
    eqp_free(d->dual);
    eqp_free(d->cut_worth);
    eqp_free(d->cut_cost);
    eqp_prices_free(&d->price);
    eqp_prices_free(&d->proposed);
    eqp_prices_free(&d->best);
    eqp_prices_free(&d->anchor);
    eqp_price_memory_free(d->memory);
    if (!d->blocks_lent)
        eqp_blocks_free(d->blocks);
}

/* The start's master, unless its rows' scales do not suit the programme. */
static int make_master(decomposed *d) {
    int moved = 1;
    if (d->start) {
        d->master = eqp_master_copy(d->start->master, &d->context);
        if (!d->master)
            return -1;
        moved = eqp_master_move(
            d->master, d->revision >= EQP_REVISION_WORTH ? eqp_block_threads_draft(d->team) : NULL);
    }
    if (moved > 0) {
        eqp_master_free(d->master);
        d->master = eqp_master_create(&d->context);
    }
    return d->master && moved >= 0 ? 0 : -1;
}

/* The blocks are built: the body has its method. */
static void steer(eqp_block_threads *team, void *context) {
    decomposed *d = context;
    eqp_method method = {d, maximise, primal, dual, move, tell_facts, keep};
    d->team = team;
    d->began = !make_master(d);
    if (d->began)
        d->body(&method, d->body_context);
    eqp_master_free(d->master);
}

/* Blocks of the asked size, or of one that the programme's structure suggests. */
static eqp_status split(decomposed *d, eqp_error *error) {
    const eqp_programme *p = d->programme;
    uint32_t asked = d->watch->options->block_rows;
    uint32_t limit = BLOCK_ROWS_PER_ZONE * p->study->zones.count;
    eqp_status status;
    if (d->start) {
        d->blocks = d->start->blocks;
        d->blocks_lent = 1;
        d->may_give_up = d->start->may_give_up;
        return EQP_OK;
    }
    if (limit < LEAST_BLOCK_ROWS)
        limit = LEAST_BLOCK_ROWS;
    status = eqp_blocks_split(p, asked ? asked : limit, &d->blocks, error);
    if (status || asked || d->blocks->cut_count <= CUT_SHARE * d->blocks->several)
        return status;
    eqp_blocks_free(d->blocks);
    d->may_give_up = p->lp->rows <= EQP_WHOLE_ROWS;
    return eqp_blocks_split(p, TIED_BLOCK_ROWS, &d->blocks, error);
}

/* The team begins with what the start's blocks had learnt. */
static eqp_status run_team(decomposed *d, eqp_error *error) {
    eqp_block_threads_plan plan = {
        .context = &d->context, .threads = d->threads, .apart = d->lasting};
    eqp_status status;
    if (d->start) {
        plan.states = d->start->state;
        plan.answers = d->revision < EQP_REVISION_PLANS;
    }
    status = eqp_block_threads_run(&plan, steer, d, error);
    return status || d->began ? status : eqp_error_memory(error);
}

eqp_status eqp_decomposed_run(const eqp_programme *programme, eqp_watch *watch,
                              const eqp_lasting *lasting, eqp_method_body body, void *context,
                              eqp_error *error) {
    decomposed d = {.programme = programme,
                    .watch = watch,
                    .lasting = lasting != NULL,
                    .body = body,
                    .body_context = context};
    int asked = watch->options->threads;
    eqp_status status;
    if (lasting) {
        d.start = lasting->start;
        d.revision = lasting->revision;
    }
    status = split(&d, error);
    if (status)
        return status;
    d.threads = asked > 0 ? asked : omp_get_num_procs();
    status = make(&d) ? eqp_error_memory(error) : run_team(&d, error);
    unmake(&d);
    return status;
}
