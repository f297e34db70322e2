#include "solver/block.h"

#include "models/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Amounts below this are noise of the simplex method and do not enter a plan. */
#define NOISE 1e-11

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
    eqp_engine *engine;
    const uint32_t *use; /* [uses] */
    uint32_t uses, columns, rows;
    part *parts;
    uint32_t part_count;
    uint32_t *cut_part; /* [cut_parts] indexes of the parts of cut offers */
    uint32_t cut_parts;
    uint32_t *cell;     /* [cells] ascending */
    uint32_t *cell_row; /* [cells] of the engine, EQP_NONE where bounds imply it */
    uint32_t cells;
    uint32_t *use_cell;            /* [uses] index into cell[] */
    double *gain;                  /* [cells] worth of a person at the last prices */
    double *cost;                  /* [columns] objective of the last pricing */
    double *x;                     /* [columns] its plan */
    double *dual;                  /* [rows] its dual values */
    double *row_lower, *row_upper; /* [rows] */
    double worth;
    int solved; /* x and dual hold a solution */
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
    for (uint32_t u = 0; u < block->uses; u++) {
        const uint32_t *found = bsearch(&p->use_cell[block->use[u]], block->cell, count,
                                        sizeof *block->cell, by_number);
        block->use_cell[u] = (uint32_t)(found - block->cell);
    }
    block->cell_row = eqp_allocate(count, sizeof *block->cell_row);
    block->gain = eqp_allocate(count, sizeof *block->gain);
    return block->cell_row && block->gain ? 0 : -1;
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
            double residual = p->lp->row_upper[p->first_row[EQP_ROW_need] + block->cell[c]];
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
        uint32_t link = p->first_row[EQP_ROW_link] + q->offer;
        double capacity = p->lp->row_upper[p->first_row[EQP_ROW_capacity] + q->offer], most = 0;
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

static int build_engine(eqp_block *block, eqp_engine_host *host) {
    local_lp d = {0};
    int failed = make_local_lp(&d, block) || draft_need_rows(&d, block);
    if (!failed) {
        draft_offer_rows(&d, block);
        draft_columns(&d, block);
        block->rows = d.rows;
        block->cost = eqp_allocate(block->columns, sizeof *block->cost);
        block->x = eqp_allocate(block->columns, sizeof *block->x);
        block->dual = eqp_allocate(block->rows, sizeof *block->dual);
        block->row_lower = eqp_allocate(block->rows, sizeof *block->row_lower);
        block->row_upper = eqp_allocate(block->rows, sizeof *block->row_upper);
        block->engine = eqp_engine_create(host);
        failed = !block->cost || !block->x || !block->dual || !block->row_lower ||
                 !block->row_upper || !block->engine ||
                 eqp_engine_add_rows(block->engine, d.rows, d.row_lower, d.row_upper) ||
                 eqp_engine_add_columns(block->engine, block->columns, d.lower, d.upper,
                                        block->cost, d.start, d.row, d.value);
    }
    if (!failed) {
        memcpy(block->row_lower, d.row_lower, d.rows * sizeof *d.row_lower);
        memcpy(block->row_upper, d.row_upper, d.rows * sizeof *d.row_upper);
    }
    free_local_lp(&d);
    return failed ? -1 : 0;
}

eqp_block *eqp_block_create(const eqp_block_context *context, uint32_t index,
                            eqp_engine_host *host) {
    const eqp_blocks *blocks = context->blocks;
    eqp_block *block = eqp_allocate(1, sizeof *block);
    if (!block)
        return NULL;
    block->context = context;
    block->index = index;
    block->use = blocks->use + blocks->use_start[index];
    block->uses = blocks->use_start[index + 1] - blocks->use_start[index];
    if (list_cells(block) || list_parts(block) || build_engine(block, host)) {
        eqp_block_free(block);
        return NULL;
    }
    return block;
}

void eqp_block_free(eqp_block *block) {
    if (!block)
        return;
    eqp_engine_free(block->engine);
    eqp_free(block->parts);
    eqp_free(block->cut_part);
    eqp_free(block->cell);
    eqp_free(block->cell_row);
    eqp_free(block->use_cell);
    eqp_free(block->gain);
    eqp_free(block->cost);
    eqp_free(block->x);
    eqp_free(block->dual);
    eqp_free(block->row_lower);
    eqp_free(block->row_upper);
    eqp_free(block);
}

double eqp_block_pair_cost(const eqp_block_context *context, const eqp_dual_prices *prices,
                           uint32_t pair) {
    const eqp_lp *lp = context->programme->lp;
    uint32_t first = context->programme->first_row[EQP_ROW_budget];
    double cost = prices->cost_weight * context->tie_price[pair];
    for (size_t e = lp->start[pair]; e < lp->start[pair + 1]; e++)
        if (lp->row[e] >= first)
            cost += prices->row[lp->row[e] - first] * lp->value[e];
    return cost;
}

static void price_cells(eqp_block *block, const eqp_dual_prices *prices) {
    const eqp_programme *p = block->context->programme;
    const eqp_needs *needs = &p->study->needs;
    uint32_t first = p->first_row[EQP_ROW_budget];
    const double *zone_price = prices->row + (p->first_row[EQP_ROW_balance] - first);
    double weight = prices->value_weight - prices->row[p->first_row[EQP_ROW_value] - first];
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
            block->cost[u] =
                p->use_effect[block->use[u]] * block->gain[block->use_cell[u]] - q->best_cost;
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

static double row_dual(const eqp_block *block, uint32_t row) {
    return row == EQP_NONE ? 0 : block->dual[row];
}

/* What the last dual values prove at the present costs, by weak duality. */
static double dual_bound(const eqp_block *block) {
    const eqp_programme *p = block->context->programme;
    double bound = 0;
    for (uint32_t r = 0; r < block->rows; r++)
        if (block->dual[r] != 0)
            bound +=
                block->dual[r] * (block->dual[r] > 0 ? block->row_upper[r] : block->row_lower[r]);
    for (const part *q = block->parts; q < block->parts + block->part_count; q++) {
        double capacity = row_dual(block, q->capacity_row), link = row_dual(block, q->link_row);
        double place = q->link_row == EQP_NONE ? capacity : -link;
        for (uint32_t u = q->first; u < q->last; u++) {
            uint32_t use = block->use[u];
            double person = row_dual(block, block->cell_row[block->use_cell[u]]);
            double reduced = block->cost[u] - place - p->use_effect[use] * person;
            if (reduced > 0)
                bound += reduced * p->lp->upper[p->first_use + use];
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

static int solve(eqp_block *block) {
    eqp_engine_outcome outcome;
    if (eqp_engine_set_costs(block->engine, block->columns, block->cost) ||
        eqp_engine_solve(block->engine, (eqp_engine_limits){0}, &outcome) ||
        outcome != EQP_ENGINE_OPTIMAL)
        return -1;
    eqp_engine_primal(block->engine, block->columns, block->x);
    eqp_engine_duals(block->engine, block->rows, block->dual);
    block->solved = 1;
    return 0;
}

int eqp_block_price(eqp_block *block, const eqp_dual_prices *prices, double slack) {
    price_cells(block, prices);
    price_parts(block, prices);
    if (block->solved && slack > 0) {
        double bound = dual_bound(block);
        if (bound - plan_worth(block) <= slack) {
            block->worth = bound - base_worth(block);
            return 0;
        }
    }
    if (solve(block))
        return -1;
    block->worth = eqp_engine_objective(block->engine) - base_worth(block);
    return 0;
}

double eqp_block_worth(const eqp_block *block) {
    return block->worth;
}

static void collect(const eqp_block *block, eqp_column_draft *draft, uint32_t column,
                    double amount) {
    const eqp_programme *p = block->context->programme;
    const eqp_lp *lp = p->lp;
    uint32_t first = p->first_row[EQP_ROW_budget];
    if (fabs(amount) < NOISE)
        return;
    draft->wide->column[draft->wide->entries] = column;
    draft->wide->amount[draft->wide->entries++] = amount;
    if (column < p->pairs)
        draft->wide->tie_cost += block->context->tie_price[column] * amount;
    else
        draft->wide->value += lp->cost[column] * amount;
    for (size_t e = lp->start[column]; e < lp->start[column + 1]; e++)
        if (lp->row[e] >= first)
            draft->activity[lp->row[e] - first] += lp->value[e] * amount;
}

static void collect_part(const eqp_block *block, eqp_column_draft *draft, const part *q) {
    const eqp_programme *p = block->context->programme;
    eqp_column *wide = draft->wide;
    double places = 0;
    for (uint32_t u = q->first; u < q->last; u++) {
        places += fabs(block->x[u]) < NOISE ? 0 : block->x[u];
        collect(block, draft, p->first_use + block->use[u], block->x[u]);
    }
    if (q->link_row == EQP_NONE) {
        collect(block, draft, q->best_pair, places);
    } else {
        for (uint32_t pair = p->pair_start[q->offer]; pair < p->pair_start[q->offer + 1]; pair++)
            collect(block, draft, pair,
                    block->x[q->first_pair + (pair - p->pair_start[q->offer])] -
                        p->lp->lower[pair]);
    }
    if (block->context->blocks->cut[q->offer] && places > 0) {
        wide->cut_offer[wide->cuts] = q->offer;
        wide->cut_places[wide->cuts++] = places;
    }
}

/* Moves a draft's coupling activity into its sparse list. A zone's level row repeats its balance
 * row. */
static void collect_activity(const eqp_block *block, eqp_column_draft *draft) {
    const eqp_programme *p = block->context->programme;
    uint32_t first = p->first_row[EQP_ROW_budget];
    uint32_t level = p->first_row[EQP_ROW_level] - first;
    uint32_t level_end = p->first_row[EQP_ROW_level + 1] - first;
    for (uint32_t row = 0; row < block->context->coupling_rows; row++) {
        if (draft->activity[row] != 0 && (row < level || row >= level_end)) {
            draft->wide->coupling[draft->wide->couplings] = row;
            draft->wide->activity[draft->wide->couplings++] = draft->activity[row];
        }
        draft->activity[row] = 0;
    }
}

/* One piece of memory: the column, then its doubles, then its indexes. */
static eqp_column *make_column(uint32_t entries, uint32_t couplings, uint32_t cuts) {
    size_t items = (size_t)entries + couplings + cuts;
    eqp_column *column =
        eqp_allocate(1, sizeof *column + items * (sizeof(double) + sizeof(uint32_t)));
    if (!column)
        return NULL;
    column->amount = (double *)(column + 1);
    column->activity = column->amount + entries;
    column->cut_places = column->activity + couplings;
    column->column = (uint32_t *)(column->cut_places + cuts);
    column->coupling = column->column + entries;
    column->cut_offer = column->coupling + couplings;
    return column;
}

int eqp_column_draft_create(const eqp_block_context *context, eqp_column_draft *draft) {
    const eqp_programme *p = context->programme;
    draft->wide = make_column(p->uses + p->pairs, context->coupling_rows, p->offers);
    draft->activity = eqp_allocate(context->coupling_rows, sizeof *draft->activity);
    if (draft->wide && draft->activity)
        return 0;
    eqp_column_draft_free(draft);
    return -1;
}

void eqp_column_draft_free(eqp_column_draft *draft) {
    eqp_free(draft->wide);
    eqp_free(draft->activity);
    *draft = (eqp_column_draft){NULL, NULL};
}

eqp_column *eqp_block_column(const eqp_block *block, eqp_column_draft *draft) {
    eqp_column *wide = draft->wide, *column;
    wide->entries = wide->couplings = wide->cuts = 0;
    wide->value = wide->tie_cost = 0;
    for (uint32_t q = 0; q < block->part_count; q++)
        collect_part(block, draft, &block->parts[q]);
    collect_activity(block, draft);
    column = make_column(wide->entries, wide->couplings, wide->cuts);
    if (!column)
        return NULL;
    column->block = block->index;
    column->entries = wide->entries;
    column->couplings = wide->couplings;
    column->cuts = wide->cuts;
    column->value = wide->value;
    column->tie_cost = wide->tie_cost;
    memcpy(column->column, wide->column, wide->entries * sizeof *wide->column);
    memcpy(column->amount, wide->amount, wide->entries * sizeof *wide->amount);
    memcpy(column->coupling, wide->coupling, wide->couplings * sizeof *wide->coupling);
    memcpy(column->activity, wide->activity, wide->couplings * sizeof *wide->activity);
    memcpy(column->cut_offer, wide->cut_offer, wide->cuts * sizeof *wide->cut_offer);
    memcpy(column->cut_places, wide->cut_places, wide->cuts * sizeof *wide->cut_places);
    return column;
}

void eqp_block_duals(const eqp_block *block, double *dual) {
    const eqp_programme *p = block->context->programme;
    double *link = dual + p->first_row[EQP_ROW_link];
    double *capacity = dual + p->first_row[EQP_ROW_capacity];
    double *need = dual + p->first_row[EQP_ROW_need];
    for (uint32_t c = 0; c < block->cells; c++)
        need[block->cell[c]] = row_dual(block, block->cell_row[c]);
    for (const part *q = block->parts; q < block->parts + block->part_count; q++) {
        if (block->context->blocks->cut[q->offer])
            continue;
        capacity[q->offer] = row_dual(block, q->capacity_row);
        /* Without x of its own the cheapest pair breaks even: −cost − link − capacity = 0. */
        link[q->offer] = q->link_row != EQP_NONE ? row_dual(block, q->link_row)
                                                 : -(q->best_cost + capacity[q->offer]);
    }
}

uint32_t eqp_block_cut_parts(const eqp_block *block) {
    return block->cut_parts;
}

eqp_cut_part eqp_block_cut_part(const eqp_block *block, uint32_t at) {
    const part *q = &block->parts[block->cut_part[at]];
    return (eqp_cut_part){q->offer, q->best_cost, row_dual(block, q->capacity_row)};
}
