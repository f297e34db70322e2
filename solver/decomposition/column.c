#include "solver/decomposition/column.h"

#include "models/base/memory.h"

#include <math.h>
#include <string.h>

/* Amounts below this are noise of the simplex method and do not enter a plan. */
#define NOISE 1e-11

/* A plan still fits when it passes a limit by no more than this. */
#define FITTING 1e-9

eqp_block_context eqp_block_context_of(const eqp_programme *programme, const eqp_blocks *blocks,
                                       const double *tie_price, const double *overlap_weight) {
    eqp_row_range coupling = eqp_programme_coupling_rows(programme);
    eqp_row_range overlap = eqp_programme_rows_of(programme, EQP_ROW_overlap);
    return (eqp_block_context){.programme = programme,
                               .blocks = blocks,
                               .tie_price = tie_price,
                               .overlap_weight = overlap_weight,
                               .coupling = coupling,
                               .overlap =
                                   overlap.count ? overlap.first - coupling.first : EQP_NONE};
}

/* One piece of memory: the column, then its doubles, then its indexes. */
static eqp_column *make_column(uint32_t entries, uint32_t couplings, uint32_t cuts) {
    size_t items = (size_t)entries + couplings + cuts;
    eqp_column *column =
        eqp_allocate(1, sizeof *column + items * (sizeof(double) + sizeof(uint32_t)));
    if (!column)
        return NULL;
    column->entries = entries;
    column->couplings = couplings;
    column->cuts = cuts;
    column->amount = (double *)(column + 1);
    column->activity = column->amount + entries;
    column->cut_places = column->activity + couplings;
    column->column = (uint32_t *)(column->cut_places + cuts);
    column->coupling = column->column + entries;
    column->cut_offer = column->coupling + couplings;
    return column;
}

/* A new column with what another holds in its filled part. */
static eqp_column *copy_filled(const eqp_column *from) {
    eqp_column *column = make_column(from->entries, from->couplings, from->cuts);
    if (!column)
        return NULL;
    column->block = from->block;
    column->idle = from->idle;
    column->value = from->value;
    column->tie_cost = from->tie_cost;
    column->overlap = from->overlap;
    memcpy(column->column, from->column, from->entries * sizeof *from->column);
    memcpy(column->amount, from->amount, from->entries * sizeof *from->amount);
    memcpy(column->coupling, from->coupling, from->couplings * sizeof *from->coupling);
    memcpy(column->activity, from->activity, from->couplings * sizeof *from->activity);
    memcpy(column->cut_offer, from->cut_offer, from->cuts * sizeof *from->cut_offer);
    memcpy(column->cut_places, from->cut_places, from->cuts * sizeof *from->cut_places);
    return column;
}

int eqp_column_draft_create(const eqp_block_context *context, eqp_column_draft *draft) {
    const eqp_programme *p = context->programme;
    draft->wide = make_column(p->uses + p->pairs, context->coupling.count, p->offers);
    draft->activity = eqp_allocate(context->coupling.count, sizeof *draft->activity);
    draft->covered = eqp_allocate(p->cells, sizeof *draft->covered);
    if (draft->wide && draft->activity && draft->covered)
        return 0;
    eqp_column_draft_free(draft);
    return -1;
}

void eqp_column_draft_free(eqp_column_draft *draft) {
    eqp_free(draft->wide);
    eqp_free(draft->activity);
    eqp_free(draft->covered);
    *draft = (eqp_column_draft){NULL, NULL, NULL};
}

void eqp_column_begin(eqp_column_draft *draft) {
    eqp_column *wide = draft->wide;
    wide->entries = wide->couplings = wide->cuts = wide->idle = 0;
    wide->value = wide->tie_cost = wide->overlap = 0;
}

double eqp_column_collect(const eqp_block_context *context, eqp_column_draft *draft,
                          uint32_t column, double amount) {
    const eqp_programme *p = context->programme;
    const eqp_lp *lp = p->lp;
    eqp_row_range coupling = context->coupling;
    if (fabs(amount) < NOISE)
        return 0;
    draft->wide->column[draft->wide->entries] = column;
    draft->wide->amount[draft->wide->entries++] = amount;
    if (column < p->pairs) {
        draft->wide->tie_cost += context->tie_price[column] * amount;
        draft->wide->overlap += context->overlap_weight[column] * amount;
    } else
        draft->wide->value += lp->cost[column] * amount;
    for (size_t e = lp->start[column]; e < lp->start[column + 1]; e++)
        if (eqp_row_range_has(coupling, lp->row[e]))
            draft->activity[lp->row[e] - coupling.first] += lp->value[e] * amount;
    return amount;
}

void eqp_column_collect_cut(const eqp_block_context *context, eqp_column_draft *draft,
                            uint32_t offer, double places) {
    eqp_column *wide = draft->wide;
    if (!context->blocks->cut[offer] || !(places > 0))
        return;
    wide->cut_offer[wide->cuts] = offer;
    wide->cut_places[wide->cuts++] = places;
}

/* Moves a draft's coupling activity into its sparse list. A zone's level row repeats its balance
 * row. */
static void collect_activity(const eqp_block_context *context, eqp_column_draft *draft) {
    eqp_row_range level = eqp_programme_rows_of(context->programme, EQP_ROW_level);
    for (uint32_t row = 0; row < context->coupling.count; row++) {
        if (draft->activity[row] != 0 && !eqp_row_range_has(level, context->coupling.first + row)) {
            draft->wide->coupling[draft->wide->couplings] = row;
            draft->wide->activity[draft->wide->couplings++] = draft->activity[row];
        }
        draft->activity[row] = 0;
    }
}

eqp_column *eqp_column_finish(const eqp_block_context *context, eqp_column_draft *draft,
                              uint32_t block) {
    collect_activity(context, draft);
    draft->wide->block = block;
    return copy_filled(draft->wide);
}

double eqp_column_overlap(const eqp_block_context *context, const eqp_column *column) {
    double sum = 0;
    for (uint32_t e = 0; e < column->entries; e++)
        if (column->column[e] < context->programme->pairs)
            sum += context->overlap_weight[column->column[e]] * column->amount[e];
    return sum;
}

eqp_column *eqp_column_copy(const eqp_column *column) {
    return copy_filled(column);
}

/* The entries of one offer: uses first … pairs - 1, pairs pairs … last - 1. */
typedef struct offer_entries {
    uint32_t offer, first, pairs, last;
} offer_entries;

static offer_entries entries_of_offer(const eqp_programme *p, const eqp_column *column,
                                      uint32_t first) {
    offer_entries of = {0, first, first, first};
    of.offer = column->column[first] < p->pairs
                   ? p->pair_offer[column->column[first]]
                   : p->use_offer[column->column[first] - p->first_use];
    while (of.pairs < column->entries && column->column[of.pairs] >= p->pairs &&
           p->use_offer[column->column[of.pairs] - p->first_use] == of.offer)
        of.pairs++;
    of.last = of.pairs;
    while (of.last < column->entries && column->column[of.last] < p->pairs &&
           p->pair_offer[column->column[of.last]] == of.offer)
        of.last++;
    return of;
}

static double use_amount(const eqp_programme *p, const eqp_column *column, uint32_t entry) {
    return fmin(column->amount[entry], p->lp->upper[column->column[entry]]);
}

/* Σ e·y of each need that the column serves, within its uses' own bounds. */
static void add_covered(const eqp_programme *p, const eqp_column *column, double *covered) {
    for (uint32_t e = 0; e < column->entries; e++)
        if (column->column[e] >= p->pairs) {
            uint32_t use = column->column[e] - p->first_use;
            covered[p->use_cell[use]] += p->use_effect[use] * use_amount(p, column, e);
        }
}

static void clear_covered(const eqp_programme *p, const eqp_column *column, double *covered) {
    for (uint32_t e = 0; e < column->entries; e++)
        if (column->column[e] >= p->pairs)
            covered[p->use_cell[column->column[e] - p->first_use]] = 0;
}

/* What a use may have when every use of its need gives alike. */
static double fitting_amount(const eqp_programme *p, const eqp_column *column, uint32_t entry,
                             const double *covered) {
    uint32_t cell = p->use_cell[column->column[entry] - p->first_use];
    double residual = p->residual[p->cell_need_row[cell]], amount = use_amount(p, column, entry);
    return covered[cell] > residual ? amount * (residual / covered[cell]) : amount;
}

/* An undecided offer: its places are what its uses need, all from the pair that had them. */
static void refit_offer(const eqp_block_context *context, eqp_column_draft *draft,
                        const eqp_column *column, offer_entries of) {
    const eqp_programme *p = context->programme;
    double capacity = p->lp->row_upper[eqp_programme_row(p, EQP_ROW_capacity, of.offer)];
    double wanted = 0, factor, places = 0;
    for (uint32_t e = of.first; e < of.pairs; e++)
        wanted += fitting_amount(p, column, e, draft->covered);
    factor = wanted > capacity ? capacity / wanted : 1;
    for (uint32_t e = of.first; e < of.pairs; e++)
        places += eqp_column_collect(context, draft, column->column[e],
                                     factor * fitting_amount(p, column, e, draft->covered));
    if (of.last > of.pairs)
        eqp_column_collect(context, draft, column->column[of.pairs], places);
    eqp_column_collect_cut(context, draft, of.offer, places);
}

/* An offer with decisions stays as it is: 0 where it no longer can. */
static int keep_offer(const eqp_block_context *context, eqp_column_draft *draft,
                      const eqp_column *column, offer_entries of) {
    const eqp_programme *p = context->programme;
    const eqp_lp *lp = p->lp;
    double room = lp->row_upper[eqp_programme_row(p, EQP_ROW_capacity, of.offer)];
    for (uint32_t pair = p->pair_start[of.offer]; pair < p->pair_start[of.offer + 1]; pair++)
        room -= lp->lower[pair];
    for (uint32_t e = of.first; e < of.last; e++) {
        uint32_t at = column->column[e];
        double amount = column->amount[e];
        if (at < p->pairs ? lp->lower[at] + amount > lp->upper[at] + FITTING
                          : fitting_amount(p, column, e, draft->covered) < amount - FITTING)
            return 0;
        if (at < p->pairs)
            room -= amount;
        eqp_column_collect(context, draft, at, amount);
    }
    return room >= -FITTING;
}

/* Takes back what a draft has collected. */
static void empty(const eqp_block_context *context, eqp_column_draft *draft) {
    memset(draft->activity, 0, context->coupling.count * sizeof *draft->activity);
    eqp_column_begin(draft);
}

eqp_column *eqp_column_refit(const eqp_block_context *context, eqp_column_draft *draft,
                             const eqp_column *column) {
    const eqp_programme *p = context->programme;
    int fits = 1;
    eqp_column_begin(draft);
    add_covered(p, column, draft->covered);
    for (uint32_t e = 0; fits && e < column->entries;) {
        offer_entries of = entries_of_offer(p, column, e);
        if (p->decided[of.offer])
            fits = keep_offer(context, draft, column, of);
        else
            refit_offer(context, draft, column, of);
        e = of.last;
    }
    clear_covered(p, column, draft->covered);
    if (!fits)
        empty(context, draft);
    draft->wide->idle = column->idle;
    return eqp_column_finish(context, draft, column->block);
}
