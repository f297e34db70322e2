#include "solver/whole_sessions/whole.h"

#include "models/base/clock.h"
#include "models/base/memory.h"
#include "models/programme/blocks.h"
#include "models/programme/rows.h"
#include "models/proof/proof.h"
#include "solver/decomposition/stage.h"
#include "solver/whole_sessions/whole_choice.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* Needs and offers of a block whose answers are searched for, and offers of a pack of blocks that
 * is made better at once: branch and cut ends within its nodes for most of that size. */
#define BLOCK_ROWS 100
#define PACK_OFFERS 100

#define BLOCK_NODES 400
#define PACK_NODES 200
#define CHOICE_NODES 2000

/* A study that is a single pack is searched until little is left to prove. */
#define SMALL_NODES 1000

/* Relative gaps at which a search ends: its loss is far below what sessions cost anyway. */
#define BLOCK_GAP 1e-4
#define PACK_GAP 2e-5
#define CHOICE_GAP 1e-5

/* Where a plan misses rows, packs are made better at this share of the prices, so that money freed
 * for the rows is not left over for nothing; what missing a row costs, in its prices, grows from
 * pass to pass. */
#define REPAIR_SHARE 0.9
#define REPAIR_PENALTY 2
#define REPAIR_GROWTH 4
#define REPAIRS 6

/* Passes that end when one changes nothing. */
#define IMPROVEMENTS 2

/* Times that blocks answer at prices of the master. */
#define ROUNDS 4

/* A round that adds less than this share ends them. */
#define LEAST_GAIN 1e-6

/* What a plan may be worth less, as a share of V, for costing nothing at all: ties alone. */
#define MONEY_SHARE 1e-6

typedef struct whole {
    const eqp_programme *programme;
    eqp_watch *watch;
    eqp_solution *solution;
    eqp_sessions *sessions;
    eqp_whole_taste taste;
    double *dual; /* [rows of sessions] prices at which blocks answer */
    eqp_blocks *blocks;
    eqp_whole_part *parts; /* [blocks] */
    eqp_whole_part *packs; /* [pack_count] */
    uint32_t *pack_use;    /* [uses] of the packs */
    uint32_t pack_count;
    eqp_whole_plan *plan, *best;
    uint32_t rounds;
    int threads;
} whole;

static int compare_numbers(const void *a, const void *b) {
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* Those that have uses in a block. */
static uint32_t offers_of(const whole *w, uint32_t block) {
    const eqp_blocks *b = w->blocks;
    uint32_t offers = 0, last = EQP_NONE;
    for (uint32_t u = b->use_start[block]; u < b->use_start[block + 1]; u++) {
        offers += w->programme->use_offer[b->use[u]] != last;
        last = w->programme->use_offer[b->use[u]];
    }
    return offers;
}

/* Blocks one after the other into packs as large as they may be. */
static void pack_blocks(whole *w) {
    const eqp_blocks *b = w->blocks;
    uint32_t first = 0;
    while (first < b->count) {
        uint32_t last = first + 1, start = b->use_start[first];
        uint32_t offers = offers_of(w, first);
        while (last < b->count && offers + offers_of(w, last) <= PACK_OFFERS)
            offers += offers_of(w, last++);
        qsort(&w->pack_use[start], b->use_start[last] - start, sizeof *w->pack_use,
              compare_numbers);
        w->packs[w->pack_count++] =
            (eqp_whole_part){&w->pack_use[start], b->use_start[last] - start};
        first = last;
    }
}

static eqp_status split(whole *w, eqp_error *error) {
    eqp_status status = eqp_blocks_split(w->programme, BLOCK_ROWS, &w->blocks, error);
    const eqp_blocks *b = w->blocks;
    if (status)
        return status;
    w->parts = eqp_allocate(b->count, sizeof *w->parts);
    w->packs = eqp_allocate(b->count, sizeof *w->packs);
    w->pack_use = eqp_allocate(w->programme->uses, sizeof *w->pack_use);
    if (!w->parts || !w->packs || !w->pack_use)
        return eqp_error_memory(error);
    memcpy(w->pack_use, b->use, w->programme->uses * sizeof *w->pack_use);
    for (uint32_t i = 0; i < b->count; i++)
        w->parts[i] =
            (eqp_whole_part){&b->use[b->use_start[i]], b->use_start[i + 1] - b->use_start[i]};
    pack_blocks(w);
    return EQP_OK;
}

/* Every block answers at the prices; answers are added in the order of blocks. */
static eqp_status price(whole *w, eqp_whole_choice *choice, eqp_error *error) {
    const eqp_whole_search how = {.dual = w->dual,
                                  .share = 1,
                                  .fixed = w->blocks->cut,
                                  .nodes = BLOCK_NODES,
                                  .gap = BLOCK_GAP};
    uint32_t count = w->blocks->count;
    eqp_whole_piece **pieces = eqp_allocate(count, sizeof *pieces);
    int failed = !pieces, stopped = 0;
    if (failed)
        return eqp_error_memory(error);
#pragma omp parallel for schedule(dynamic) num_threads(w->threads)
    for (uint32_t b = 0; b < count; b++) {
        int stop;
#pragma omp atomic read
        stop = stopped;
        if (!stop)
            pieces[b] = eqp_whole_part_solve(w->plan, &w->parts[b], &how);
        if (omp_get_thread_num() == 0 && eqp_watch_stop(w->watch)) {
#pragma omp atomic write
            stopped = 1;
        }
    }
    for (uint32_t b = 0; b < count; b++) {
        if (!pieces[b] || failed) {
            failed |= !stopped;
            eqp_free(pieces[b]);
        } else {
            failed = eqp_whole_choice_add(choice, b, pieces[b]) != 0;
        }
    }
    eqp_free(pieces);
    return failed ? eqp_error_memory(error) : EQP_OK;
}

static void tell(whole *w) {
    eqp_watch_tell(w->watch, EQP_PHASE_WHOLE, ++w->rounds, w->best->worth,
                   w->solution->upper_bound);
}

/* Keeps the plan at hand where it is better than the best. */
static void keep(whole *w) {
    if (eqp_whole_plan_better(w->plan, w->best))
        eqp_whole_plan_copy(w->best, w->plan);
}

/* Blocks answer, the master chooses. */
static eqp_status price_and_branch(whole *w, eqp_error *error) {
    eqp_whole_choice *choice =
        eqp_whole_choice_create(w->plan, w->parts, w->blocks->count, w->blocks->cut);
    double worth = -INFINITY, before;
    eqp_status status = choice ? EQP_OK : eqp_error_memory(error);
    for (int round = 0; !status && round < ROUNDS && !eqp_watch_stop(w->watch); round++) {
        before = worth;
        status = price(w, choice, error);
        if (!status && eqp_whole_choice_mix(choice, w->dual, &worth))
            break;
        tell(w);
        if (worth - before <= LEAST_GAIN * fabs(worth))
            break;
    }
    if (!status && eqp_whole_choice_make(choice, CHOICE_NODES, CHOICE_GAP, eqp_watch_left(w->watch),
                                         w->plan) == 0)
        keep(w);
    eqp_whole_choice_free(choice);
    return status;
}

/* Puts a pack's piece into the plan where that misses no more. 1 = the plan has become better. */
static int try_piece(whole *w, const eqp_whole_part *pack, const eqp_whole_piece *before,
                     const eqp_whole_piece *after, int worth_counts) {
    double missed = w->plan->missed, worth = w->plan->worth;
    eqp_whole_piece_put(after, pack, w->plan);
    eqp_whole_plan_count(w->plan);
    if (w->plan->missed > missed || (worth_counts && w->plan->worth < worth)) {
        eqp_whole_piece_put(before, pack, w->plan);
        eqp_whole_plan_count(w->plan);
        return 0;
    }
    return w->plan->missed < missed || w->plan->worth > worth;
}

/* One pack after the other is made better within what the others leave. */
static eqp_status improve(whole *w, double share, double penalty, int *improved, eqp_error *error) {
    eqp_whole_search how = {.dual = w->dual,
                            .share = share,
                            .rows_hold = 1,
                            .penalty = penalty,
                            .nodes = w->pack_count == 1 && share == 0 ? SMALL_NODES : PACK_NODES,
                            .gap = PACK_GAP};
    *improved = 0;
    for (uint32_t i = 0; i < w->pack_count && !eqp_watch_stop(w->watch); i++) {
        const eqp_whole_part *pack = &w->packs[i];
        eqp_whole_piece *before = eqp_whole_piece_of(w->plan, pack), *after;
        how.seconds = eqp_watch_left(w->watch);
        after = before ? eqp_whole_part_solve(w->plan, pack, &how) : NULL;
        if (after && try_piece(w, pack, before, after, share == 0)) {
            *improved = 1;
            keep(w);
        }
        eqp_free(before);
        eqp_free(after);
        if (!after)
            return eqp_error_memory(error);
    }
    tell(w);
    return EQP_OK;
}

/* Passes over a plan that misses rows, until it misses none. */
static eqp_status repair(whole *w, eqp_error *error) {
    double penalty = REPAIR_PENALTY;
    eqp_status status = EQP_OK;
    int improved;
    for (int i = 0; !status && w->plan->missed > 0 && i < REPAIRS; i++) {
        status = improve(w, REPAIR_SHARE, penalty, &improved, error);
        penalty *= REPAIR_GROWTH;
    }
    return status;
}

/* Prices before any master has spoken: those of the plan in places. */
static void take_prices(whole *w) {
    const eqp_sessions *s = w->sessions;
    for (uint32_t r = 0; r < s->rows; r++)
        w->dual[r] = w->solution->dual[s->first + r];
}

/* What no whole plan seems to keep gives way: a zone's floor, by the most that one session could
 * cover of its need. */
static eqp_status lower_floors(whole *w, eqp_error *error) {
    const eqp_sessions *s = w->sessions;
    const eqp_programme *p = w->programme;
    double *given = eqp_allocate(s->rows, sizeof *given);
    if (!given)
        return eqp_error_memory(error);
    for (uint32_t u = 0; u < p->uses; u++) {
        uint32_t row, offer = p->use_offer[u];
        double entry = eqp_sessions_use_entry(s, u, &row), most = 0;
        for (uint32_t i = s->purchase_start[offer]; i < s->purchase_start[offer + 1]; i++)
            most = fmax(most, s->purchase[i].largest);
        given[row] = fmax(given[row], entry * most);
    }
    for (uint32_t r = 0; r < s->rows; r++)
        s->lower[r] -= given[r];
    eqp_free(given);
    eqp_whole_plan_count(w->plan);
    eqp_whole_plan_count(w->best);
    return EQP_OK;
}

/* All that is done to a plan that has been cut down to full sessions. */
static eqp_status search(whole *w, eqp_error *error) {
    eqp_status status = repair(w, error); /* so that a search that is stopped has a plan */
    int improved = 1;
    if (!status)
        status = price_and_branch(w, error);
    if (!status)
        status = repair(w, error);
    eqp_whole_plan_copy(w->plan, w->best);
    if (!status && w->plan->missed > 0) {
        status = lower_floors(w, error);
        if (!status)
            status = repair(w, error);
        eqp_whole_plan_copy(w->plan, w->best);
    }
    for (int i = 0; !status && improved && i < IMPROVEMENTS; i++)
        status = improve(w, 0, REPAIR_PENALTY, &improved, error);
    return status;
}

/* The bound on plans whose seats may stay empty: dual values of links count only where they say
 * that nobody sits on a place that is not bought. */
static eqp_status bound_empty(whole *w, eqp_error *error) {
    const eqp_programme *p = w->programme;
    const eqp_stage stage = {.objective = EQP_OBJECTIVE_VALUE,
                             .phase = EQP_PHASE_WHOLE,
                             .floor = w->solution->floor,
                             .value_floor = -INFINITY};
    eqp_stage_goal *goal;
    eqp_status status = eqp_stage_goal_create(p, &goal, error);
    if (status)
        return status;
    eqp_stage_goal_set(goal, p, &stage);
    for (uint32_t offer = 0; offer < p->offers; offer++)
        goal->row_upper[eqp_programme_row(p, EQP_ROW_link, offer)] = INFINITY;
    w->solution->upper_bound =
        fmax(w->solution->upper_bound,
             eqp_proof_bound(p->lp, eqp_stage_goal_view(goal), w->solution->dual));
    eqp_stage_goal_free(goal);
    return EQP_OK;
}

/* V that a place of overlap less may cost: as much as in stage C. But no whole plan loses more than
 * the tolerance of V for it: with none, overlap decides between plans of one value; and where
 * single sessions count (a small study) the price is such that not even all of the overlap costs
 * more. */
static double overlap_price(const whole *w) {
    const eqp_solution *solution = w->solution;
    double tolerance = w->programme->study->settings.complementarity_tolerance, weighted = 0;
    double most;
    for (uint32_t pair = 0; solution->overlap_weight && pair < w->programme->pairs; pair++)
        weighted += solution->overlap_weight[pair] * solution->before[pair];
    most = solution->value_best / fmax(1, weighted);
    if (tolerance == 0)
        return fmin(solution->overlap_price, MONEY_SHARE * most);
    return w->pack_count == 1 ? fmin(solution->overlap_price, tolerance * most)
                              : solution->overlap_price;
}

static void take_taste(whole *w) {
    double spent = 0;
    for (uint32_t pair = 0; pair < w->programme->pairs; pair++)
        spent += w->programme->pair_price[pair] * w->solution->primal[pair];
    w->taste.overlap = w->solution->overlap_weight;
    w->taste.overlap_price = overlap_price(w);
    w->taste.money_price = spent > 0 ? MONEY_SHARE * w->solution->value_best / spent : 0;
}

static eqp_status make(whole *w, eqp_error *error) {
    eqp_status status = eqp_sessions_create(w->programme, w->solution->floor, &w->sessions, error);
    if (!status)
        status = split(w, error);
    if (status)
        return status;
    take_taste(w);
    status = eqp_whole_plan_create(w->sessions, &w->taste, &w->plan, error);
    if (!status)
        status = eqp_whole_plan_create(w->sessions, &w->taste, &w->best, error);
    w->dual = eqp_allocate(w->sessions->rows, sizeof *w->dual);
    if (!status && !w->dual)
        status = eqp_error_memory(error);
    return status;
}

static void end(whole *w) {
    eqp_sessions_free(w->sessions);
    eqp_blocks_free(w->blocks);
    eqp_whole_plan_free(w->plan);
    eqp_whole_plan_free(w->best);
    eqp_free(w->dual);
    eqp_free(w->parts);
    eqp_free(w->packs);
    eqp_free(w->pack_use);
}

/* The best plan becomes the solution's. */
static eqp_status deliver(whole *w, eqp_error *error) {
    const eqp_programme *p = w->programme;
    eqp_solution *solution = w->solution;
    uint32_t *count = eqp_allocate(p->pairs, sizeof *count);
    if (!count)
        return eqp_error_memory(error);
    for (uint32_t i = 0; i < w->sessions->purchases; i++) {
        const eqp_purchase *purchase = &w->sessions->purchase[i];
        double places = w->best->places[i], kept = eqp_whole_plan_kept(w->sessions, i, places);
        solution->primal[purchase->pair] = places - kept;
        if (purchase->kept)
            solution->primal[purchase->pair - 1] = kept;
        count[purchase->pair - (uint32_t)purchase->kept] =
            (uint32_t)eqp_sessions_of(purchase, places);
    }
    for (uint32_t u = 0; u < p->uses; u++)
        solution->primal[p->first_use + u] = w->best->used[u];
    eqp_free(solution->sessions);
    solution->sessions = count;
    return EQP_OK;
}

/* By how much the nearest plan misses each row; none where no whole amounts exist. */
static eqp_status tell_excess(whole *w, eqp_error *error) {
    eqp_solution *solution = w->solution;
    solution->excess = eqp_allocate(w->programme->lp->rows, sizeof *solution->excess);
    if (!solution->excess)
        return eqp_error_memory(error);
    for (uint32_t r = 0; r < w->sessions->rows; r++)
        solution->excess[w->sessions->first + r] = eqp_whole_plan_excess(w->best, r);
    solution->outcome = EQP_OUTCOME_INFEASIBLE;
    return EQP_OK;
}

/* What the search has come to. */
static eqp_status conclude(whole *w, eqp_error *error) {
    eqp_solution *solution = w->solution;
    int stopped = eqp_watch_stop(w->watch);
    if (w->best->missed > 0 && !stopped)
        return tell_excess(w, error);
    if (w->best->missed > 0)
        solution->outcome = EQP_OUTCOME_NO_PLAN;
    else if (stopped)
        solution->outcome = EQP_OUTCOME_STOPPED;
    return w->best->missed > 0 ? EQP_OK : deliver(w, error);
}

static eqp_status solve(whole *w, eqp_error *error) {
    eqp_status status = make(w, error);
    if (status)
        return status;
    eqp_whole_plan_round(w->plan, w->solution->primal);
    eqp_whole_plan_copy(w->best, w->plan);
    if (eqp_sessions_any_blocked(w->sessions))
        return tell_excess(w, error);
    take_prices(w);
    status = bound_empty(w, error);
    if (!status)
        status = search(w, error);
    return status ? status : conclude(w, error);
}

eqp_status eqp_whole_solve(const eqp_programme *programme, eqp_watch *watch, eqp_solution *solution,
                           eqp_error *error) {
    whole w = {.programme = programme, .watch = watch, .solution = solution};
    double start = eqp_clock_now();
    int asked = watch->options->threads;
    eqp_status status;
    if (programme->study->settings.whole == EQP_WHOLE_NO ||
        (solution->outcome != EQP_OUTCOME_OPTIMAL && solution->outcome != EQP_OUTCOME_STOPPED))
        return EQP_OK;
    w.threads = asked > 0 ? asked : omp_get_num_procs();
    status = solve(&w, error);
    solution->seconds[EQP_PHASE_WHOLE] += eqp_clock_now() - start;
    end(&w);
    return status;
}
