#include "solver/decomposition/block.h"

#include "models/base/memory.h"
#include "models/base/search.h"
#include "solver/lp/slices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The uses of one offer in this block. */
typedef struct part {
    uint32_t offer;
    uint32_t first, last;  /* its uses: columns first … last - 1 of the block */
    uint32_t capacity_row; /* of the engine, EQP_NONE where bounds imply it */
    uint32_t link_row;     /* of the engine; EQP_NONE where the offer has no x of its own */
    uint32_t first_pair;   /* column of its first x; meaningless without link_row */
    uint32_t best_pair;    /* the programme's cheapest pair at the last prices */
    double best_cost;      /* of one of its places at them, the price of a cut included */
} part;

struct eqp_block {
    const eqp_block_context *context;
    uint32_t index;
    eqp_engine_host *host;
    int apart; /* an engine for each kind of prices; else one, the first */
    eqp_engine *engine[EQP_BLOCK_KINDS]; /* NULL until it is needed */
    uint32_t
        basis_kind[EQP_BLOCK_KINDS]; /* kind whose answer an engine's basis is; EQP_NONE: none */
    uint32_t last;                   /* the engine that solved last */
    const uint32_t *use;             /* [uses] */
    uint32_t uses, columns, rows;
    part *parts;
    uint32_t part_count;
    uint32_t *cut_part; /* [cut_parts] indexes of the parts of cut offers */
    uint32_t cut_parts;
    uint32_t *cell;     /* [cells] ascending */
    uint32_t *cell_row; /* [cells] of the engine, EQP_NONE where bounds imply it */
    uint32_t cells;
    uint32_t *use_cell; /* [uses] index into cell[] */
    double *gain;       /* [cells] worth of a person at the last prices */
    double *net;   /* [cells] the same less the dual value of its row, while a bound is computed */
    double *cost;  /* [columns] objective of the last pricing */
    uint32_t kind; /* of the last prices */
    double *x;     /* [columns] the plan of that kind, within xs */
    double *dual;  /* [rows] its dual values, within duals */
    double *xs;    /* [kinds × columns] */
    double *duals; /* [kinds × rows] */
    double *trial; /* [rows] dual values that may take the place of dual */
    double *row_lower, *row_upper; /* [rows] */
    eqp_column
        *made[EQP_BLOCK_KINDS]; /* the plan of each kind as a column, NULL until it is asked for */
    uint32_t *made_pair;        /* [kinds × parts] its cheapest pairs */
    double *effect, *most; /* [uses] e and the upper bound of y, beside one another for speed */
    double worth;
    int solved[EQP_BLOCK_KINDS]; /* x and dual of the kind hold a solution */
};

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The block's cells in ascending order, and each use's place among them. */
static int list_cells(eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    uint32_t count = 0;
    block->cell = eqp_allocate(block->uses, sizeof *block->cell);
    block->use_cell = eqp_allocate(block->uses, sizeof *block->use_cell);
    if (!block->cell || !block->use_cell)
        return -1;
    for (uint32_t u = 0; u < block->uses; u++)
        block->cell[u] = p->use_cell[block->use[u]];
    qsort(block->cell, block->uses, sizeof *block->cell, by_number);
    for (uint32_t u = 0; u < block->uses; u++)
        if (u == 0 || block->cell[u] != block->cell[count - 1])
            block->cell[count++] = block->cell[u];
    block->cells = count;
    for (uint32_t u = 0; u < block->uses; u++)
        block->use_cell[u] =
            eqp_search_first(count, block->cell, sizeof *block->cell, p->use_cell[block->use[u]]);
    block->cell_row = eqp_allocate(count, sizeof *block->cell_row);
    block->gain = eqp_allocate(count, sizeof *block->gain);
    block->net = eqp_allocate(count, sizeof *block->net);
    return block->cell_row && block->gain && block->net ? 0 : -1;
}

static int list_parts(eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    block->parts = eqp_allocate(block->uses, sizeof *block->parts);
    block->cut_part = eqp_allocate(block->uses, sizeof *block->cut_part);
    if (!block->parts || !block->cut_part)
        return -1;
    block->columns = block->uses;
    for (uint32_t u = 0; u < block->uses; u++) {
        uint32_t offer = p->use_offer[block->use[u]];
        part *last = block->part_count ? &block->parts[block->part_count - 1] : NULL;
        if (!last || last->offer != offer) {
            last = &block->parts[block->part_count++];
            *last = (part){offer, u, u, EQP_NONE, EQP_NONE, block->columns, EQP_NONE, 0};
            if (p->decided[offer])
                block->columns += p->pair_start[offer + 1] - p->pair_start[offer];
            if (block->context->blocks->cut[offer])
                block->cut_part[block->cut_parts++] = block->part_count - 1;
        }
        last->last = u + 1;
    }
    return 0;
}

/* The engine's programme while it is put together. */
typedef struct local_lp {
    double *row_lower, *row_upper, *lower, *upper, *value;
    size_t *start;
    uint32_t *row;
    uint32_t rows;
} local_lp;

static int make_local_lp(local_lp *d, const eqp_block *block) {
    size_t most_rows = 2 * (size_t)block->part_count + block->cells;
    d->row_lower = eqp_allocate(most_rows, sizeof *d->row_lower);
    d->row_upper = eqp_allocate(most_rows, sizeof *d->row_upper);
    d->lower = eqp_allocate(block->columns, sizeof *d->lower);
    d->upper = eqp_allocate(block->columns, sizeof *d->upper);
    d->start = eqp_allocate((size_t)block->columns + 1, sizeof *d->start);
    d->row = eqp_allocate(2 * (size_t)block->columns, sizeof *d->row);
    d->value = eqp_allocate(2 * (size_t)block->columns, sizeof *d->value);
    return d->row_lower && d->row_upper && d->lower && d->upper && d->start && d->row && d->value
               ? 0
               : -1;
}

static void free_local_lp(local_lp *d) {
    eqp_free(d->row_lower);
    eqp_free(d->row_upper);
    eqp_free(d->lower);
    eqp_free(d->upper);
    eqp_free(d->start);
    eqp_free(d->row);
    eqp_free(d->value);
}

static uint32_t draft_row(local_lp *d, double lower, double upper) {
    d->row_lower[d->rows] = lower;
    d->row_upper[d->rows] = upper;
    return d->rows++;
}

/* need: Σ e·y ≤ d, left out where the uses' own bounds imply it */
static int draft_need_rows(local_lp *d, eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    double *most = eqp_allocate(block->cells, sizeof *most);
    uint32_t *uses = eqp_allocate(block->cells, sizeof *uses);
    if (most && uses) {
        for (uint32_t u = 0; u < block->uses; u++) {
            uint32_t use = block->use[u], c = block->use_cell[u];
            most[c] += p->use_effect[use] * p->lp->upper[p->first_use + use];
            uses[c]++;
        }
        for (uint32_t c = 0; c < block->cells; c++) {
            double residual = p->lp->row_upper[eqp_programme_row(p, EQP_ROW_need, block->cell[c])];
            int implied = uses[c] == 1 || most[c] <= residual;
            block->cell_row[c] = implied ? EQP_NONE : draft_row(d, -INFINITY, residual);
        }
    }
    eqp_free(most);
    eqp_free(uses);
    return most && uses ? 0 : -1;
}

/* capacity: Σ y ≤ C, and link where the offer keeps its x */
static void draft_offer_rows(local_lp *d, eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    for (part *q = block->parts; q < block->parts + block->part_count; q++) {
        uint32_t link = eqp_programme_row(p, EQP_ROW_link, q->offer);
        double capacity = p->lp->row_upper[eqp_programme_row(p, EQP_ROW_capacity, q->offer)];
        double most = 0;
        for (uint32_t u = q->first; u < q->last; u++)
            most += p->lp->upper[p->first_use + block->use[u]];
        if (p->decided[q->offer])
            q->link_row = draft_row(d, p->lp->row_lower[link], p->lp->row_upper[link]);
        if (p->decided[q->offer] || (most > capacity && q->last - q->first > 1))
            q->capacity_row = draft_row(d, -INFINITY, capacity);
    }
}

static void draft_entry(local_lp *d, uint32_t column, uint32_t row, double value) {
    if (row == EQP_NONE)
        return;
    d->row[d->start[column + 1]] = row;
    d->value[d->start[column + 1]++] = value;
}

static void draft_columns(local_lp *d, const eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    for (const part *q = block->parts; q < block->parts + block->part_count; q++)
        for (uint32_t u = q->first; u < q->last; u++) {
            uint32_t use = block->use[u];
            d->upper[u] = p->lp->upper[p->first_use + use];
            d->start[u + 1] = d->start[u];
            if (q->link_row == EQP_NONE)
                draft_entry(d, u, q->capacity_row, 1);
            else
                draft_entry(d, u, q->link_row, -1);
            draft_entry(d, u, block->cell_row[block->use_cell[u]], p->use_effect[use]);
        }
    for (const part *q = block->parts; q < block->parts + block->part_count; q++) {
        uint32_t pair = p->pair_start[q->offer], column = q->first_pair;
        for (; q->link_row != EQP_NONE && pair < p->pair_start[q->offer + 1]; pair++, column++) {
            d->lower[column] = p->lp->lower[pair];
            d->upper[column] = p->lp->upper[pair];
            d->start[column + 1] = d->start[column];
            draft_entry(d, column, q->link_row, 1);
            draft_entry(d, column, q->capacity_row, 1);
        }
    }
}

static void choose_kind(eqp_block *block, uint32_t kind) {
    block->kind = kind;
    block->x = block->xs + (size_t)kind * block->columns;
    block->dual = block->duals + (size_t)kind * block->rows;
}

/* The rows that there are follow from the numbers alone, so that each drafting finds the same. */
static int draft_lp(local_lp *d, eqp_block *block) {
    if (make_local_lp(d, block) || draft_need_rows(d, block))
        return -1;
    draft_offer_rows(d, block);
    draft_columns(d, block);
    return 0;
}

static eqp_engine *make_engine(const eqp_block *block, const local_lp *d) {
    eqp_engine *engine = eqp_engine_create(block->host);
    if (!engine)
        return NULL;
    if (eqp_engine_add_rows(engine, d->rows, d->row_lower, d->row_upper) ||
        eqp_engine_add_columns(engine, block->columns, d->lower, d->upper, block->cost, d->start,
                               d->row, d->value)) {
        eqp_engine_free(engine);
        return NULL;
    }
    return engine;
}

/* Rows, room for answers, and the first engine. */
static int build(eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    local_lp d = {0};
    int failed = draft_lp(&d, block);
    if (!failed) {
        block->rows = d.rows;
        block->cost = eqp_allocate(block->columns, sizeof *block->cost);
        block->xs = eqp_allocate((size_t)EQP_BLOCK_KINDS * block->columns, sizeof *block->xs);
        block->duals = eqp_allocate((size_t)EQP_BLOCK_KINDS * block->rows, sizeof *block->duals);
        block->trial = eqp_allocate(block->rows, sizeof *block->trial);
        block->made_pair =
            eqp_allocate((size_t)EQP_BLOCK_KINDS * block->part_count, sizeof *block->made_pair);
        block->effect = eqp_allocate(block->uses, sizeof *block->effect);
        block->most = eqp_allocate(block->uses, sizeof *block->most);
        choose_kind(block, 0);
        block->row_lower = eqp_allocate(block->rows, sizeof *block->row_lower);
        block->row_upper = eqp_allocate(block->rows, sizeof *block->row_upper);
        failed = !block->cost || !block->xs || !block->duals || !block->trial ||
                 !block->made_pair || !block->effect || !block->most || !block->row_lower ||
                 !block->row_upper;
    }
    if (!failed) {
        memcpy(block->row_lower, d.row_lower, d.rows * sizeof *d.row_lower);
        memcpy(block->row_upper, d.row_upper, d.rows * sizeof *d.row_upper);
        for (uint32_t u = 0; u < block->uses; u++) {
            block->effect[u] = p->use_effect[block->use[u]];
            block->most[u] = d.upper[u];
        }
        block->last = 0;
        block->engine[0] = make_engine(block, &d);
        failed = !block->engine[0];
    }
    free_local_lp(&d);
    return failed ? -1 : 0;
}

/* One more engine of the same rows and columns, without a basis. */
static int add_engine(eqp_block *block, uint32_t at) {
    local_lp d = {0};
    if (!draft_lp(&d, block))
        block->engine[at] = make_engine(block, &d);
    free_local_lp(&d);
    return block->engine[at] ? 0 : -1;
}

/* The same, at the last solve's basis. */
static int copy_engine(eqp_block *block, uint32_t at) {
    uint8_t *basis = eqp_allocate((size_t)block->rows + block->columns, sizeof *basis);
    int failed = !basis || add_engine(block, at);
    if (!failed) {
        eqp_engine_save(block->engine[block->last], block->rows, basis, block->columns,
                        basis + block->rows);
        failed = eqp_engine_restore(block->engine[at], block->rows, basis, block->columns,
                                    basis + block->rows);
    }
    eqp_free(basis);
    return failed ? -1 : 0;
}

/* Takes down what build and add_engine have made. */
static void unbuild(eqp_block *block) {
    for (uint32_t at = 0; at < EQP_BLOCK_KINDS; at++) {
        eqp_engine_free(block->engine[at]);
        block->engine[at] = NULL;
        block->basis_kind[at] = EQP_NONE;
        block->solved[at] = 0;
        eqp_free(block->made[at]);
        block->made[at] = NULL;
    }
    eqp_free(block->made_pair);
    eqp_free(block->effect);
    eqp_free(block->most);
    eqp_free(block->cost);
    eqp_free(block->xs);
    eqp_free(block->duals);
    eqp_free(block->trial);
    eqp_free(block->row_lower);
    eqp_free(block->row_upper);
    block->cost = block->xs = block->duals = block->trial = NULL;
    block->row_lower = block->row_upper = block->effect = block->most = NULL;
    block->made_pair = NULL;
}

eqp_block *eqp_block_create(const eqp_block_context *context, uint32_t index, eqp_engine_host *host,
                            int apart) {
    const eqp_blocks *blocks = context->blocks;
    eqp_block *block = eqp_allocate(1, sizeof *block);
    if (!block)
        return NULL;
    block->context = context;
    block->index = index;
    block->host = host;
    block->apart = apart;
    for (uint32_t at = 0; at < EQP_BLOCK_KINDS; at++)
        block->basis_kind[at] = EQP_NONE;
    block->use = blocks->use + blocks->use_start[index];
    block->uses = blocks->use_start[index + 1] - blocks->use_start[index];
    if (list_cells(block) || list_parts(block) || build(block)) {
        eqp_block_free(block);
        return NULL;
    }
    return block;
}

void eqp_block_free(eqp_block *block) {
    if (!block)
        return;
    unbuild(block);
    eqp_free(block->parts);
    eqp_free(block->cut_part);
    eqp_free(block->cell);
    eqp_free(block->cell_row);
    eqp_free(block->use_cell);
    eqp_free(block->gain);
    eqp_free(block->net);
    eqp_free(block);
}

double eqp_block_pair_cost(const eqp_block_context *context, const eqp_dual_prices *prices,
                           uint32_t pair) {
    const eqp_lp *lp = context->programme->lp;
    eqp_row_range coupling = context->coupling;
    double cost = prices->cost_weight * context->tie_price[pair] +
                  prices->overlap_weight * context->overlap_weight[pair];
    for (size_t e = lp->start[pair]; e < lp->start[pair + 1]; e++)
        if (eqp_row_range_has(coupling, lp->row[e]))
            cost += prices->row[lp->row[e] - coupling.first] * lp->value[e];
    if (context->overlap != EQP_NONE)
        cost += prices->row[context->overlap] * context->overlap_weight[pair];
    return cost;
}

static void price_cells(eqp_block *block, const eqp_dual_prices *prices) {
    const eqp_programme *p = block->context->programme;
    const eqp_needs *needs = &p->study->needs;
    const double *zone_price = eqp_prices_of(p, prices, EQP_ROW_balance);
    double weight = prices->value_weight - *eqp_prices_of(p, prices, EQP_ROW_value);
    for (uint32_t c = 0; c < block->cells; c++) {
        uint32_t need = p->cell_need_row[block->cell[c]], zone = needs->zone[need];
        block->gain[c] = weight * needs->priority[need] - zone_price[zone] / p->zone_need[zone];
    }
}

static void price_parts(eqp_block *block, const eqp_dual_prices *prices) {
    const eqp_programme *p = block->context->programme;
    for (part *q = block->parts; q < block->parts + block->part_count; q++) {
        q->best_pair = EQP_NONE;
        for (uint32_t pair = p->pair_start[q->offer]; pair < p->pair_start[q->offer + 1]; pair++) {
            double cost = eqp_block_pair_cost(block->context, prices, pair);
            if (q->link_row != EQP_NONE)
                block->cost[q->first_pair + (pair - p->pair_start[q->offer])] = -cost;
            else if (q->best_pair == EQP_NONE || cost < q->best_cost) {
                q->best_pair = pair;
                q->best_cost = cost;
            }
        }
        q->best_cost = q->link_row == EQP_NONE ? q->best_cost + prices->cut[q->offer] : 0;
        for (uint32_t u = q->first; u < q->last; u++)
            block->cost[u] = block->effect[u] * block->gain[block->use_cell[u]] - q->best_cost;
    }
}

/* Worth of the base plan at the block's costs: what is signed costs what it costs. */
static double base_worth(const eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    double worth = 0;
    for (const part *q = block->parts; q < block->parts + block->part_count; q++)
        if (q->link_row != EQP_NONE)
            for (uint32_t pair = p->pair_start[q->offer]; pair < p->pair_start[q->offer + 1];
                 pair++)
                worth += block->cost[q->first_pair + (pair - p->pair_start[q->offer])] *
                         p->lp->lower[pair];
    return worth;
}

static double row_dual(const double *dual, uint32_t row) {
    return row == EQP_NONE ? 0 : dual[row];
}

/* What dual values prove at the present costs, by weak duality. */
static double dual_bound(eqp_block *block, const double *dual) {
    const eqp_programme *p = block->context->programme;
    double bound = 0;
    for (uint32_t c = 0; c < block->cells; c++)
        block->net[c] = block->gain[c] - row_dual(dual, block->cell_row[c]);
    for (uint32_t r = 0; r < block->rows; r++)
        if (dual[r] != 0)
            bound += dual[r] * (dual[r] > 0 ? block->row_upper[r] : block->row_lower[r]);
    for (const part *q = block->parts; q < block->parts + block->part_count; q++) {
        double capacity = row_dual(dual, q->capacity_row), link = row_dual(dual, q->link_row);
        double place = q->link_row == EQP_NONE ? capacity : -link;
        place += q->best_cost;
        for (uint32_t u = q->first; u < q->last; u++) {
            double reduced = block->effect[u] * block->net[block->use_cell[u]] - place;
            if (reduced > 0)
                bound += reduced * block->most[u];
        }
        for (uint32_t pair = p->pair_start[q->offer];
             q->link_row != EQP_NONE && pair < p->pair_start[q->offer + 1]; pair++) {
            double reduced =
                block->cost[q->first_pair + (pair - p->pair_start[q->offer])] - link - capacity;
            bound += reduced * (reduced > 0 ? p->lp->upper[pair] : p->lp->lower[pair]);
        }
    }
    return bound;
}

static double plan_worth(const eqp_block *block) {
    double worth = 0;
    for (uint32_t c = 0; c < block->columns; c++)
        worth += block->cost[c] * block->x[c];
    return worth;
}

/* Dual values of the wrong sign are noise and would make bounds infinite. */
static void clean_trial(eqp_block *block) {
    for (uint32_t r = 0; r < block->rows; r++)
        if (isinf(block->trial[r] > 0 ? block->row_upper[r] : block->row_lower[r]))
            block->trial[r] = 0;
}

/* The engine for a kind of prices. */
static uint32_t engine_of(const eqp_block *block, uint32_t kind) {
    return block->apart ? kind : 0;
}

/* Whether the last answer may stay: proven near enough by its own dual values, or by those that its
 * basis has at the present costs, which then take their place. */
static int stays(eqp_block *block, double slack, double *bound) {
    uint32_t at = engine_of(block, block->kind);
    double worth = plan_worth(block);
    *bound = dual_bound(block, block->dual);
    if (*bound - worth <= slack)
        return 1;
    if (!block->engine[at] || block->basis_kind[at] != block->kind ||
        eqp_engine_duals_of(block->engine[at], block->cost, block->rows, block->trial) != 1)
        return 0;
    clean_trial(block);
    *bound = dual_bound(block, block->trial);
    if (*bound - worth > slack)
        return 0;
    memcpy(block->dual, block->trial, block->rows * sizeof *block->dual);
    return 1;
}

static int solve(eqp_block *block) {
    uint32_t at = engine_of(block, block->kind);
    eqp_engine_outcome outcome;
    if ((!block->engine[at] && copy_engine(block, at)) ||
        eqp_engine_set_costs(block->engine[at], block->columns, block->cost) ||
        eqp_slices_solve(block->engine[at], &(eqp_slices){.dual = 0}, &outcome) ||
        outcome != EQP_ENGINE_OPTIMAL)
        return -1;
    eqp_engine_primal(block->engine[at], block->columns, block->x);
    eqp_engine_duals(block->engine[at], block->rows, block->dual);
    block->worth = eqp_engine_objective(block->engine[at]) - base_worth(block);
    block->last = at;
    block->basis_kind[at] = block->kind;
    block->solved[block->kind] = 1;
    eqp_free(block->made[block->kind]);
    block->made[block->kind] = NULL;
    return 0;
}

int eqp_block_price(eqp_block *block, const eqp_dual_prices *prices, uint32_t kind, double slack) {
    double bound;
    choose_kind(block, kind);
    price_cells(block, prices);
    price_parts(block, prices);
    if (block->solved[kind] && slack > 0 && stays(block, slack, &bound)) {
        block->worth = bound - base_worth(block);
        return 0;
    }
    return solve(block);
}

double eqp_block_worth(const eqp_block *block) {
    return block->worth;
}

struct eqp_block_state {
    uint32_t rows, columns, last;
    int solved[EQP_BLOCK_KINDS];
    int has_engine[EQP_BLOCK_KINDS];
    uint32_t basis_kind[EQP_BLOCK_KINDS];
    double *xs, *duals;            /* as in the block */
    uint32_t *cell_row, *part_row; /* which rows there are: of cells; capacity and link of parts */
    uint8_t *basis;                /* [kinds × (rows + columns)] of the engines */
};

static eqp_block_state *make_state(const eqp_block *block) {
    size_t xs = (size_t)EQP_BLOCK_KINDS * block->columns;
    size_t duals = (size_t)EQP_BLOCK_KINDS * block->rows;
    size_t indexes = (size_t)block->cells + 2 * (size_t)block->part_count;
    eqp_block_state *state = eqp_allocate(1, sizeof *state + (xs + duals) * sizeof(double) +
                                                 indexes * sizeof(uint32_t) + xs + duals);
    if (!state)
        return NULL;
    state->rows = block->rows;
    state->columns = block->columns;
    state->xs = (double *)(state + 1);
    state->duals = state->xs + xs;
    state->cell_row = (uint32_t *)(state->duals + duals);
    state->part_row = state->cell_row + block->cells;
    state->basis = (uint8_t *)(state->cell_row + indexes);
    return state;
}

/* Rows and columns of one engine's basis within the state. */
static uint8_t *state_basis(const eqp_block_state *state, uint32_t at) {
    return state->basis + (size_t)at * (state->rows + state->columns);
}

eqp_block_state *eqp_block_save(const eqp_block *block) {
    eqp_block_state *state = make_state(block);
    if (!state)
        return NULL;
    state->last = block->last;
    memcpy(state->solved, block->solved, sizeof state->solved);
    memcpy(state->basis_kind, block->basis_kind, sizeof state->basis_kind);
    memcpy(state->xs, block->xs, EQP_BLOCK_KINDS * block->columns * sizeof *state->xs);
    memcpy(state->duals, block->duals, EQP_BLOCK_KINDS * block->rows * sizeof *state->duals);
    memcpy(state->cell_row, block->cell_row, block->cells * sizeof *state->cell_row);
    for (uint32_t q = 0; q < block->part_count; q++) {
        state->part_row[2 * q] = block->parts[q].capacity_row;
        state->part_row[2 * q + 1] = block->parts[q].link_row;
    }
    for (uint32_t at = 0; at < EQP_BLOCK_KINDS; at++) {
        uint8_t *basis = state_basis(state, at);
        state->has_engine[at] = block->engine[at] != NULL;
        if (block->engine[at])
            eqp_engine_save(block->engine[at], block->rows, basis, block->columns,
                            basis + block->rows);
    }
    return state;
}

/* Rows that bounds imply are left out, so that other numbers may mean other rows. */
static int same_rows(const eqp_block *block, const eqp_block_state *state) {
    if (state->rows != block->rows || state->columns != block->columns ||
        memcmp(state->cell_row, block->cell_row, block->cells * sizeof *state->cell_row) != 0)
        return 0;
    for (uint32_t q = 0; q < block->part_count; q++)
        if (state->part_row[2 * q] != block->parts[q].capacity_row ||
            state->part_row[2 * q + 1] != block->parts[q].link_row)
            return 0;
    return 1;
}

static int restore_bases(eqp_block *block, const eqp_block_state *state) {
    for (uint32_t at = 0; at < EQP_BLOCK_KINDS; at++) {
        const uint8_t *basis = state_basis(state, at);
        if (!state->has_engine[at])
            continue;
        if ((!block->engine[at] && add_engine(block, at)) ||
            eqp_engine_restore(block->engine[at], state->rows, basis, state->columns,
                               basis + state->rows))
            return -1;
    }
    block->last = state->last;
    return 0;
}

int eqp_block_restore(eqp_block *block, const eqp_block_state *state, int answers) {
    if (!same_rows(block, state))
        return 0;
    if (restore_bases(block, state))
        return -1;
    if (answers) {
        memcpy(block->solved, state->solved, sizeof state->solved);
        memcpy(block->basis_kind, state->basis_kind, sizeof state->basis_kind);
        memcpy(block->xs, state->xs, EQP_BLOCK_KINDS * block->columns * sizeof *state->xs);
        memcpy(block->duals, state->duals, EQP_BLOCK_KINDS * block->rows * sizeof *state->duals);
    }
    return 0;
}

void eqp_block_revalue(eqp_block *block) {
    for (uint32_t kind = 0; kind < EQP_BLOCK_KINDS; kind++) {
        eqp_free(block->made[kind]);
        block->made[kind] = NULL;
    }
}

int eqp_block_renew(eqp_block *block) {
    eqp_block_state *state = eqp_block_save(block);
    int failed = !state;
    if (failed)
        return -1;
    unbuild(block);
    for (part *q = block->parts; q < block->parts + block->part_count; q++)
        q->capacity_row = q->link_row = EQP_NONE;
    failed = build(block) || eqp_block_restore(block, state, 0);
    eqp_free(state);
    return failed ? -1 : 0;
}

static eqp_column *make_column(const eqp_block *block, eqp_column_draft *draft) {
    const eqp_programme *p = block->context->programme;
    eqp_column_begin(draft);
    for (const part *q = block->parts; q < block->parts + block->part_count; q++) {
        double places = 0;
        for (uint32_t u = q->first; u < q->last; u++)
            places += eqp_column_collect(block->context, draft, p->first_use + block->use[u],
                                         block->x[u]);
        if (q->link_row == EQP_NONE) {
            eqp_column_collect(block->context, draft, q->best_pair, places);
        } else {
            for (uint32_t pair = p->pair_start[q->offer]; pair < p->pair_start[q->offer + 1];
                 pair++)
                eqp_column_collect(block->context, draft, pair,
                                   block->x[q->first_pair + (pair - p->pair_start[q->offer])] -
                                       p->lp->lower[pair]);
        }
        eqp_column_collect_cut(block->context, draft, q->offer, places);
    }
    return eqp_column_finish(block->context, draft, block->index);
}

/* A plan that has stayed is the same column unless other pairs are the cheapest now. */
static int same_pairs(const eqp_block *block, const uint32_t *pair) {
    for (uint32_t q = 0; q < block->part_count; q++)
        if (pair[q] != block->parts[q].best_pair)
            return 0;
    return 1;
}

const eqp_column *eqp_block_column(eqp_block *block, eqp_column_draft *draft) {
    uint32_t *pair = block->made_pair + (size_t)block->kind * block->part_count;
    eqp_column **made = &block->made[block->kind];
    if (*made && same_pairs(block, pair))
        return *made;
    eqp_free(*made);
    *made = make_column(block, draft);
    for (uint32_t q = 0; q < block->part_count; q++)
        pair[q] = block->parts[q].best_pair;
    return *made;
}

void eqp_block_duals(const eqp_block *block, double *dual) {
    const eqp_programme *p = block->context->programme;
    double *link = dual + eqp_programme_rows_of(p, EQP_ROW_link).first;
    double *capacity = dual + eqp_programme_rows_of(p, EQP_ROW_capacity).first;
    double *need = dual + eqp_programme_rows_of(p, EQP_ROW_need).first;
    for (uint32_t c = 0; c < block->cells; c++)
        need[block->cell[c]] = row_dual(block->dual, block->cell_row[c]);
    for (const part *q = block->parts; q < block->parts + block->part_count; q++) {
        if (block->context->blocks->cut[q->offer])
            continue;
        capacity[q->offer] = row_dual(block->dual, q->capacity_row);
        /* Without x of its own the cheapest pair breaks even: −cost − link − capacity = 0. */
        link[q->offer] = q->link_row != EQP_NONE ? row_dual(block->dual, q->link_row)
                                                 : -(q->best_cost + capacity[q->offer]);
    }
}

uint32_t eqp_block_cut_parts(const eqp_block *block) {
    return block->cut_parts;
}

eqp_cut_part eqp_block_cut_part(const eqp_block *block, uint32_t at) {
    const part *q = &block->parts[block->cut_part[at]];
    return (eqp_cut_part){q->offer, q->best_cost, row_dual(block->dual, q->capacity_row)};
}
