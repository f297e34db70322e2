#include "solver/decomposition/master.h"

#include "models/base/memory.h"
#include "solver/lp/gub.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns kept when the master is trimmed: at least this many, and some per row. */
#define KEPT_COLUMNS 1000
#define KEPT_PER_ROW 2

/* Phase 1 ends below this Σ of scaled violations, the arithmetic's noise. */
#define NO_VIOLATION 1e-9

/* A row's bound may become this many times larger or smaller before its scale is wrong. */
#define MOST_RESIZING 1000.0

/* The capacity of a cut offer enters when it is passed by this share. */
#define CUT_TOLERANCE 1e-9

/* A row of the programme that the master holds. */
typedef struct coupling_row {
    uint32_t row; /* counted from the programme's first that couples */
    eqp_row_family family;
    uint32_t zone;       /* of a balance row, EQP_NONE elsewhere */
    int at_least;        /* 1: its lower bound binds, 0: its upper one */
    double scale;        /* times the row = about 1 */
    double size;         /* of the scaled bound for which that was chosen: 1, or 0 */
    double lower, upper; /* net of the base plan, unscaled */
    double slip;         /* scaled violation accepted after phase 1 */
} coupling_row;

struct eqp_master {
    const eqp_block_context *context;
    eqp_gub *gub;       /* sets are the blocks */
    coupling_row *rows; /* rows 0 … row_count - 1; columns 0 … are their violations, then t */
    uint32_t row_count;
    uint32_t *row_of;  /* [coupling.count] index into rows, EQP_NONE where there is none */
    uint32_t *cut_row; /* [offers] row of a cut offer's capacity, EQP_NONE until it enters */
    uint32_t *cut;     /* [cut_count] offers whose capacity has entered */
    uint32_t cut_count;
    double *usage;        /* [offers] places of cut offers in the last solution */
    eqp_column **columns; /* columns row_count + 1 … */
    size_t column_room;
    uint32_t column_count;
    double base_tie_cost, base_overlap;
    uint32_t overlap;  /* index into rows, EQP_NONE where there is none */
    int holds_overlap; /* the overlap row is bounded, and columns have their entries in it */
    eqp_objective objective;
    double scale;
    const uint8_t *free_zone;
    int phase_one;
    double value;
    uint32_t *row_scratch; /* entries of one column */
    double *value_scratch;
};

static uint32_t columns_before(const eqp_master *master) {
    return master->row_count + 1;
}

static double share_of(const eqp_master *master, uint32_t index) {
    return eqp_gub_value(master->gub, columns_before(master) + index);
}

/* Bounds of the rows, net of Σ a·l, what the base plan takes of each. */
static void take_bounds(eqp_master *master) {
    const eqp_programme *p = master->context->programme;
    const eqp_lp *lp = p->lp;
    eqp_row_range coupling = master->context->coupling;
    for (uint32_t r = 0; r < master->row_count; r++) {
        coupling_row *row = &master->rows[r];
        row->lower = lp->row_lower[coupling.first + row->row];
        row->upper = lp->row_upper[coupling.first + row->row];
    }
    master->base_tie_cost = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        double places = lp->lower[pair];
        if (places == 0)
            continue;
        master->base_tie_cost += master->context->tie_price[pair] * places;
        for (size_t e = lp->start[pair]; e < lp->start[pair + 1]; e++) {
            if (eqp_row_range_has(coupling, lp->row[e])) {
                coupling_row *row = &master->rows[master->row_of[lp->row[e] - coupling.first]];
                row->lower -= lp->value[e] * places;
                row->upper -= lp->value[e] * places;
            }
        }
    }
}

/* A bound of 0 (shares, empty budgets) says nothing about size: then a tenth of what the row could
 * hold. */
static double row_scale(double bound, double most) {
    if (isfinite(bound) && bound != 0)
        return 1 / fabs(bound);
    return most > 0 ? 10 / most : 1;
}

/* V if every need were covered: an upper end for the size of V. */
static double total_worth(const eqp_programme *p) {
    double sum = 0;
    for (uint32_t c = 0; c < p->cells; c++)
        sum += p->study->needs.priority[p->cell_need_row[c]] * p->residual[p->cell_need_row[c]];
    return sum;
}

/* What a row is divided by: rows of the study by their bound, that of V by what V can be. */
static void scale_row(const eqp_programme *p, coupling_row *row, double bound, double most) {
    row->scale = 1;
    if (!eqp_row_traits_of(row->family)->stage) {
        row->scale = row_scale(bound, most);
        row->size = fabs(bound) * row->scale;
    } else if (row->family == EQP_ROW_value) {
        row->scale = row_scale(total_worth(p), 0);
    }
}

/* Whether the master holds a row: t enters balance rows, so that level rows have no place, and nor
 * have zones that nothing reaches. */
static int is_held(const eqp_programme *p, const coupling_row *row) {
    return row->family != EQP_ROW_level && (row->zone == EQP_NONE || p->zone_reached[row->zone]);
}

static void list_rows(eqp_master *master) {
    const eqp_programme *p = master->context->programme;
    const eqp_lp *lp = p->lp;
    eqp_row_range coupling = master->context->coupling;
    double *most = master->value_scratch; /* [coupling.count] */
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        for (size_t e = lp->start[pair]; e < lp->start[pair + 1]; e++)
            if (eqp_row_range_has(coupling, lp->row[e]))
                most[lp->row[e] - coupling.first] += fabs(lp->value[e]) * lp->upper[pair];
    master->overlap = EQP_NONE;
    for (uint32_t r = 0; r < coupling.count; r++) {
        uint32_t at = coupling.first + r;
        coupling_row row = {.row = r,
                            .family = eqp_programme_family_of(p, at),
                            .zone = EQP_NONE,
                            .at_least = eqp_programme_asks_at_least(p, at)};
        if (row.family == EQP_ROW_balance)
            row.zone = eqp_programme_subject(p, at);
        master->row_of[r] = EQP_NONE;
        if (!is_held(p, &row))
            continue;
        scale_row(p, &row, eqp_programme_row_bound(p, at), most[r]);
        if (row.family == EQP_ROW_overlap)
            master->overlap = master->row_count;
        master->row_of[r] = master->row_count;
        master->rows[master->row_count++] = row;
    }
}

/* Coupling rows with their violation columns, and t, which enters rows with each stage. */
static int fill(eqp_master *master) {
    for (uint32_t r = 0; r < master->row_count; r++) {
        const coupling_row *row = &master->rows[r];
        if (eqp_gub_add_row(master->gub, row->lower * row->scale, row->upper * row->scale, 0, NULL,
                            NULL))
            return -1;
    }
    for (uint32_t r = 0; r < master->row_count; r++) {
        double sign = master->rows[r].at_least ? 1 : -1;
        if (eqp_gub_add_column(master->gub, EQP_NONE, 0, 0, 0, 1, &r, &sign))
            return -1;
    }
    return eqp_gub_add_column(master->gub, EQP_NONE, 0, 0, 0, 0, NULL, NULL);
}

static eqp_master *make_master(const eqp_block_context *context) {
    const eqp_programme *p = context->programme;
    size_t longest = (size_t)context->coupling.count + context->blocks->cut_count + 2;
    eqp_master *master = eqp_allocate(1, sizeof *master);
    if (!master)
        return NULL;
    master->context = context;
    master->rows = eqp_allocate(context->coupling.count, sizeof *master->rows);
    master->row_of = eqp_allocate(context->coupling.count, sizeof *master->row_of);
    master->cut_row = eqp_allocate(p->offers, sizeof *master->cut_row);
    master->cut = eqp_allocate(context->blocks->cut_count, sizeof *master->cut);
    master->usage = eqp_allocate(p->offers, sizeof *master->usage);
    master->row_scratch = eqp_allocate(longest, sizeof *master->row_scratch);
    master->value_scratch = eqp_allocate(longest, sizeof *master->value_scratch);
    if (!master->rows || !master->row_of || !master->cut_row || !master->cut || !master->usage ||
        !master->row_scratch || !master->value_scratch) {
        eqp_master_free(master);
        return NULL;
    }
    return master;
}

eqp_master *eqp_master_create(const eqp_block_context *context) {
    eqp_master *master = make_master(context);
    if (!master)
        return NULL;
    for (uint32_t k = 0; k < context->programme->offers; k++)
        master->cut_row[k] = EQP_NONE;
    list_rows(master);
    take_bounds(master);
    master->gub = eqp_gub_create(context->blocks->count);
    if (!master->gub || fill(master)) {
        eqp_master_free(master);
        return NULL;
    }
    return master;
}

static int copy_columns(eqp_master *copy, const eqp_master *master) {
    if (eqp_grow(&copy->columns, &copy->column_room, master->column_count, sizeof *copy->columns))
        return -1;
    for (; copy->column_count < master->column_count; copy->column_count++) {
        eqp_column *column = eqp_column_copy(master->columns[copy->column_count]);
        if (!column)
            return -1;
        copy->columns[copy->column_count] = column;
    }
    return 0;
}

eqp_master *eqp_master_copy(const eqp_master *master, const eqp_block_context *context) {
    eqp_master *copy = make_master(context);
    if (!copy)
        return NULL;
    memcpy(copy->rows, master->rows, context->coupling.count * sizeof *copy->rows);
    memcpy(copy->row_of, master->row_of, context->coupling.count * sizeof *copy->row_of);
    memcpy(copy->cut_row, master->cut_row, context->programme->offers * sizeof *copy->cut_row);
    memcpy(copy->cut, master->cut, master->cut_count * sizeof *copy->cut);
    copy->row_count = master->row_count;
    copy->cut_count = master->cut_count;
    copy->overlap = master->overlap;
    copy->base_tie_cost = master->base_tie_cost;
    copy->base_overlap = master->base_overlap;
    copy->gub = eqp_gub_copy(master->gub);
    if (!copy->gub || copy_columns(copy, master)) {
        eqp_master_free(copy);
        return NULL;
    }
    return copy;
}

void eqp_master_free(eqp_master *master) {
    if (!master)
        return;
    for (uint32_t j = 0; j < master->column_count; j++)
        eqp_free(master->columns[j]);
    eqp_gub_free(master->gub);
    eqp_free(master->rows);
    eqp_free(master->row_of);
    eqp_free(master->cut_row);
    eqp_free(master->cut);
    eqp_free(master->usage);
    eqp_free(master->columns);
    eqp_free(master->row_scratch);
    eqp_free(master->value_scratch);
    eqp_free(master);
}

/* A column's scaled worth to the stage. */
static double worth(const eqp_master *master, const eqp_column *column) {
    if (master->phase_one || master->objective == EQP_OBJECTIVE_LEVEL)
        return 0;
    return master->scale * (master->objective == EQP_OBJECTIVE_VALUE     ? column->value
                            : master->objective == EQP_OBJECTIVE_OVERLAP ? -column->overlap
                                                                         : -column->tie_cost);
}

static void set_costs(eqp_master *master) {
    int level = !master->phase_one && master->objective == EQP_OBJECTIVE_LEVEL;
    for (uint32_t r = 0; r < master->row_count; r++)
        eqp_gub_set_cost(master->gub, r, master->phase_one ? -1 : 0);
    eqp_gub_set_cost(master->gub, master->row_count, level ? master->scale : 0);
    for (uint32_t j = 0; j < master->column_count; j++)
        eqp_gub_set_cost(master->gub, columns_before(master) + j,
                         worth(master, master->columns[j]));
}

/* Violations are free in phase 1, and outside it as small as phase 1 could make them. */
static void set_phase(eqp_master *master, int phase_one) {
    master->phase_one = phase_one;
    for (uint32_t r = 0; r < master->row_count; r++)
        eqp_gub_set_column_bounds(master->gub, r, 0, phase_one ? INFINITY : master->rows[r].slip);
    set_costs(master);
}

static void set_row(eqp_master *master, uint32_t r) {
    const coupling_row *row = &master->rows[r];
    eqp_gub_set_row_bounds(master->gub, r, row->lower * row->scale, row->upper * row->scale);
}

static uint32_t column_entries(const eqp_master *master, const eqp_column *column) {
    uint32_t entries = 0;
    for (uint32_t i = 0; i < column->couplings; i++) {
        uint32_t r = master->row_of[column->coupling[i]];
        if (r == EQP_NONE)
            continue;
        master->row_scratch[entries] = r;
        master->value_scratch[entries++] = column->activity[i] * master->rows[r].scale;
    }
    if (master->holds_overlap) {
        master->row_scratch[entries] = master->overlap;
        master->value_scratch[entries++] = column->overlap * master->rows[master->overlap].scale;
    }
    for (uint32_t i = 0; i < column->cuts; i++) {
        uint32_t offer = column->cut_offer[i];
        if (master->cut_row[offer] == EQP_NONE)
            continue;
        master->row_scratch[entries] = master->cut_row[offer];
        master->value_scratch[entries++] =
            column->cut_places[i] / master->context->programme->study->offers
                                        .places[master->context->programme->offer[offer]];
    }
    return entries;
}

/* Every column gets its entry in the overlap row. */
static int enter_overlap(eqp_master *master) {
    for (uint32_t j = 0; j < master->column_count; j++) {
        uint32_t entries = column_entries(master, master->columns[j]);
        if (eqp_gub_set_column(master->gub, columns_before(master) + j, entries,
                               master->row_scratch, master->value_scratch))
            return -1;
    }
    return 0;
}

void eqp_master_weigh(eqp_master *master) {
    const eqp_programme *p = master->context->programme;
    master->base_overlap = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        master->base_overlap += master->context->overlap_weight[pair] * p->lp->lower[pair];
    for (uint32_t j = 0; j < master->column_count; j++)
        master->columns[j]->overlap = eqp_column_overlap(master->context, master->columns[j]);
}

int eqp_master_set_stage(eqp_master *master, const eqp_stage *stage) {
    const eqp_programme *p = master->context->programme;
    int level = stage->objective == EQP_OBJECTIVE_LEVEL;
    uint32_t entries = 0;
    master->objective = stage->objective;
    master->free_zone = level ? stage->free_zone : NULL;
    master->scale = eqp_stage_scale(p, stage->objective);
    for (uint32_t r = 0; r < master->row_count; r++) {
        coupling_row *row = &master->rows[r];
        row->slip = 0;
        if (row->zone != EQP_NONE) {
            row->lower = -INFINITY;
            if (stage->floor && stage->floor[row->zone] > -INFINITY)
                row->lower = eqp_programme_balance_bound(p, row->zone, stage->floor[row->zone]);
            if (level && stage->free_zone[row->zone]) {
                row->lower = eqp_programme_balance_bound(p, row->zone, 0);
                master->row_scratch[entries] = r;
                master->value_scratch[entries++] = -row->scale;
            }
        } else if (row->family == EQP_ROW_value) {
            row->lower = stage->value_floor;
        } else if (row->family == EQP_ROW_overlap) {
            row->upper = INFINITY;
            if (stage->hold_overlap) {
                row->upper = stage->most_overlap - master->base_overlap;
                row->scale = 1 / fmax(1, stage->most_overlap);
            }
        } else {
            continue;
        }
        set_row(master, r);
    }
    eqp_gub_set_column_bounds(master->gub, master->row_count, 0, level);
    set_phase(master, 0);
    master->holds_overlap = stage->hold_overlap;
    if (stage->hold_overlap && enter_overlap(master))
        return -1;
    /* Elsewhere t is 0 and its column can stay, as it must where the basis has it. */
    return level ? eqp_gub_set_column(master->gub, master->row_count, entries, master->row_scratch,
                                      master->value_scratch)
                 : 0;
}

int eqp_master_save_basis(eqp_master *master, uint32_t slot) {
    return eqp_gub_save(master->gub, slot);
}

void eqp_master_restore_basis(eqp_master *master, uint32_t slot) {
    eqp_gub_restore(master->gub, slot);
}

int eqp_master_add(eqp_master *master, eqp_column **columns, uint32_t count) {
    int failed = eqp_grow(&master->columns, &master->column_room,
                          (size_t)master->column_count + count, sizeof *master->columns);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t entries = column_entries(master, columns[i]);
        failed = failed || eqp_gub_add_column(master->gub, columns[i]->block, 0, INFINITY,
                                              worth(master, columns[i]), entries,
                                              master->row_scratch, master->value_scratch);
        if (failed)
            eqp_free(columns[i]);
        else
            master->columns[master->column_count++] = columns[i];
    }
    return failed ? -1 : 0;
}

static int refit_columns(eqp_master *master, eqp_column_draft *draft) {
    for (uint32_t j = 0; j < master->column_count; j++) {
        eqp_column *column = eqp_column_refit(master->context, draft, master->columns[j]);
        if (!column)
            return -1;
        eqp_free(master->columns[j]);
        master->columns[j] = column;
        if (eqp_gub_set_column(master->gub, columns_before(master) + j,
                               column_entries(master, column), master->row_scratch,
                               master->value_scratch))
            return -1;
    }
    return 0;
}

/* Whether a budget or rule is still of the size that its row is scaled for: what counts as nothing
 * in the row is a share of that. */
static int scales_fit(const eqp_master *master) {
    const eqp_programme *p = master->context->programme;
    for (uint32_t r = 0; r < master->row_count; r++) {
        const coupling_row *row = &master->rows[r];
        double bound = eqp_programme_row_bound(p, master->context->coupling.first + row->row);
        double size = fabs(bound) * row->scale;
        if (!eqp_row_traits_of(row->family)->stage && size != row->size &&
            (size < 1 / MOST_RESIZING || size > MOST_RESIZING))
            return 0;
    }
    return 1;
}

int eqp_master_move(eqp_master *master, eqp_column_draft *draft) {
    if (!scales_fit(master))
        return 1;
    take_bounds(master);
    for (uint32_t r = 0; r < master->row_count; r++)
        set_row(master, r);
    return draft ? refit_columns(master, draft) : 0;
}

/* An idle column, for sorting. */
typedef struct idle_column {
    uint32_t idle, index;
} idle_column;

static int longest_idle_first(const void *left, const void *right) {
    const idle_column *a = left, *b = right;
    if (a->idle != b->idle)
        return a->idle > b->idle ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static int by_index(const void *left, const void *right) {
    const idle_column *a = left, *b = right;
    return a->index < b->index ? -1 : 1;
}

static int drop(eqp_master *master, idle_column *dropped, uint32_t count) {
    uint32_t *list = eqp_allocate(count, sizeof *list), kept = 0, next = 0;
    if (!list)
        return -1;
    qsort(dropped, count, sizeof *dropped, by_index);
    for (uint32_t i = 0; i < count; i++)
        list[i] = columns_before(master) + dropped[i].index;
    eqp_gub_delete_columns(master->gub, count, list);
    eqp_free(list);
    for (uint32_t j = 0; j < master->column_count; j++) {
        if (next < count && dropped[next].index == j) {
            eqp_free(master->columns[j]);
            next++;
        } else {
            master->columns[kept++] = master->columns[j];
        }
    }
    master->column_count = kept;
    return 0;
}

int eqp_master_trim(eqp_master *master) {
    uint32_t rows = master->row_count + master->cut_count + master->context->blocks->count;
    uint32_t kept = KEPT_PER_ROW * rows, count = 0;
    idle_column *idle;
    int failed = 0;
    if (kept < KEPT_COLUMNS)
        kept = KEPT_COLUMNS;
    if (master->column_count <= kept + kept / 2)
        return 0;
    idle = eqp_allocate(master->column_count, sizeof *idle);
    if (!idle)
        return -1;
    for (uint32_t j = 0; j < master->column_count; j++)
        if (master->columns[j]->idle > 1)
            idle[count++] = (idle_column){master->columns[j]->idle, j};
    qsort(idle, count, sizeof *idle, longest_idle_first);
    if (count > master->column_count - kept)
        count = master->column_count - kept;
    if (count)
        failed = drop(master, idle, count);
    eqp_free(idle);
    return failed;
}

static void note_idle(eqp_master *master) {
    for (uint32_t j = 0; j < master->column_count; j++) {
        eqp_column *column = master->columns[j];
        int kept = eqp_gub_is_kept(master->gub, columns_before(master) + j);
        column->idle = kept ? 0 : column->idle + 1;
    }
}

/* Gives the capacity of a cut offer its row, with what every column takes of it. */
static int add_cut_row(eqp_master *master, uint32_t offer) {
    const eqp_programme *p = master->context->programme;
    double capacity = p->study->offers.places[p->offer[offer]];
    uint32_t *column = eqp_allocate(master->column_count, sizeof *column), count = 0;
    double *value = eqp_allocate(master->column_count, sizeof *value);
    uint32_t row = master->row_count + master->cut_count;
    int failed = !column || !value;
    for (uint32_t j = 0; !failed && j < master->column_count; j++)
        for (uint32_t i = 0; i < master->columns[j]->cuts; i++)
            if (master->columns[j]->cut_offer[i] == offer) {
                column[count] = columns_before(master) + j;
                value[count++] = master->columns[j]->cut_places[i] / capacity;
            }
    failed = failed || eqp_gub_add_row(master->gub, -INFINITY, 1, count, column, value);
    if (!failed) {
        master->cut_row[offer] = row;
        master->cut[master->cut_count++] = offer;
    }
    eqp_free(column);
    eqp_free(value);
    return failed ? -1 : 0;
}

/* How many violated capacities have entered, -1 = failed. */
static int add_violated_cuts(eqp_master *master) {
    const eqp_programme *p = master->context->programme;
    int entered = 0;
    if (master->context->blocks->cut_count == master->cut_count)
        return 0;
    for (uint32_t k = 0; k < p->offers; k++)
        master->usage[k] = 0;
    for (uint32_t j = 0; j < master->column_count; j++) {
        const eqp_column *column = master->columns[j];
        double share = share_of(master, j);
        for (uint32_t i = 0; share > 0 && i < column->cuts; i++)
            master->usage[column->cut_offer[i]] += share * column->cut_places[i];
    }
    for (uint32_t k = 0; k < p->offers; k++) {
        double capacity = p->study->offers.places[p->offer[k]];
        if (master->cut_row[k] != EQP_NONE || master->usage[k] <= capacity * (1 + CUT_TOLERANCE))
            continue;
        if (add_cut_row(master, k))
            return -1;
        entered++;
    }
    return entered;
}

/* Solves in the present phase, or in phase 1 where the rows cannot be met. */
static int solve_once(eqp_master *master) {
    eqp_gub_outcome outcome = eqp_gub_solve(master->gub);
    if (outcome == EQP_GUB_INFEASIBLE && !master->phase_one) {
        set_phase(master, 1);
        outcome = eqp_gub_solve(master->gub);
    }
    master->value = eqp_gub_objective(master->gub);
    return outcome == EQP_GUB_OPTIMAL ? 0 : -1;
}

/* Leaves phase 1 where the violation is down to noise, which the rows then keep as slack. */
static void leave_phase_one(eqp_master *master) {
    for (uint32_t r = 0; r < master->row_count; r++)
        master->rows[r].slip = fmax(0, eqp_gub_value(master->gub, r)) * (1 + 1e-6);
    set_phase(master, 0);
}

int eqp_master_solve(eqp_master *master) {
    int entered, was_phase_one = master->phase_one;
    if (solve_once(master))
        return -1;
    if (was_phase_one && -master->value <= NO_VIOLATION) {
        leave_phase_one(master);
        if (solve_once(master))
            return -1;
    }
    while ((entered = add_violated_cuts(master)) > 0)
        if (solve_once(master))
            return -1;
    note_idle(master);
    return entered;
}

void eqp_master_accept_violation(eqp_master *master) {
    leave_phase_one(master);
}

int eqp_master_in_phase_one(const eqp_master *master) {
    return master->phase_one;
}

uint32_t eqp_master_cuts(const eqp_master *master) {
    uint32_t binding = 0;
    for (uint32_t c = 0; c < master->cut_count; c++)
        binding += eqp_gub_row_dual(master->gub, master->cut_row[master->cut[c]]) != 0;
    return binding;
}

double eqp_master_value(const eqp_master *master) {
    return master->value;
}

/* Dual values of the wrong sign are noise and would make bounds infinite. */
static double clean(double dual, int asks_at_least) {
    return asks_at_least ? fmin(0, dual) : fmax(0, dual);
}

void eqp_master_prices(const eqp_master *master, eqp_dual_prices *prices) {
    int value = !master->phase_one && master->objective == EQP_OBJECTIVE_VALUE;
    int cost = !master->phase_one && master->objective == EQP_OBJECTIVE_COST;
    int overlap = !master->phase_one && master->objective == EQP_OBJECTIVE_OVERLAP;
    prices->value_weight = value ? master->scale : 0;
    prices->cost_weight = cost ? master->scale : 0;
    prices->overlap_weight = overlap ? master->scale : 0;
    for (uint32_t r = 0; r < master->row_count; r++) {
        const coupling_row *row = &master->rows[r];
        int bounded = isfinite(row->at_least ? row->lower : row->upper);
        prices->row[row->row] =
            bounded ? clean(eqp_gub_row_dual(master->gub, r), row->at_least) * row->scale : 0;
    }
    for (uint32_t c = 0; c < master->cut_count; c++) {
        uint32_t offer = master->cut[c];
        const eqp_programme *p = master->context->programme;
        prices->cut[offer] = clean(eqp_gub_row_dual(master->gub, master->cut_row[offer]), 0) /
                             p->study->offers.places[p->offer[offer]];
    }
}

double eqp_master_reduced_cost(const eqp_master *master, const eqp_column *column) {
    double reduced = worth(master, column);
    uint32_t entries = column_entries(master, column);
    for (uint32_t i = 0; i < entries; i++)
        reduced -= eqp_gub_row_dual(master->gub, master->row_scratch[i]) * master->value_scratch[i];
    return reduced - eqp_gub_set_dual(master->gub, column->block);
}

double eqp_master_constant(const eqp_master *master, const eqp_dual_prices *prices) {
    const eqp_programme *p = master->context->programme;
    double sum = 0;
    double level = !master->phase_one && master->objective == EQP_OBJECTIVE_LEVEL
                       ? master->scale
                       : 0; /* reduced cost of t */
    for (uint32_t r = 0; r < master->row_count; r++) {
        const coupling_row *row = &master->rows[r];
        double price = prices->row[row->row];
        if (price != 0)
            sum += price * (row->at_least ? row->lower : row->upper);
        if (row->zone != EQP_NONE && master->free_zone && master->free_zone[row->zone])
            level += price;
    }
    /* A cut offer may have a price before its row has entered: blocks pay it all the same. */
    for (uint32_t k = 0; k < p->offers; k++)
        sum += prices->cut[k] * p->study->offers.places[p->offer[k]];
    return sum + fmax(0, level);
}

double eqp_master_scale(const eqp_master *master) {
    return master->scale;
}

double eqp_master_base(const eqp_master *master) {
    return master->objective == EQP_OBJECTIVE_COST      ? -master->base_tie_cost
           : master->objective == EQP_OBJECTIVE_OVERLAP ? -master->base_overlap
                                                        : 0;
}

void eqp_master_primal(const eqp_master *master, double *primal) {
    const eqp_programme *p = master->context->programme;
    for (uint32_t c = 0; c < p->lp->columns; c++)
        primal[c] = c < p->pairs ? p->lp->lower[c] : 0;
    for (uint32_t j = 0; j < master->column_count; j++) {
        const eqp_column *column = master->columns[j];
        double share = share_of(master, j);
        for (uint32_t i = 0; share > 0 && i < column->entries; i++)
            primal[column->column[i]] += share * column->amount[i];
    }
    primal[p->level_column] = master->objective == EQP_OBJECTIVE_LEVEL
                                  ? eqp_gub_value(master->gub, master->row_count)
                                  : 0;
}
