#include "solver/whole_sessions/whole_part.h"

#include "models/base/memory.h"
#include "solver/lp/slices.h"

#include <math.h>
#include <string.h>

/* A row without a price counts as if missing it by its largest entry cost this share of the largest
 * gain of a place. */
#define LEAST_PRICE 0.1

/* A programme for the engine while it is put together. */
typedef struct draft {
    const eqp_whole_plan *plan;
    const eqp_whole_part *part;
    const eqp_whole_search *how;
    uint32_t rows, columns;
    size_t row_room, column_room, entry_room, bound_room[3], point_room[3];
    double *row_lower, *row_upper;
    double *lower, *upper, *cost, *point; /* [columns] point: the plan's own piece */
    uint8_t *whole;                       /* [columns] */
    size_t *start;                        /* [columns + 1] */
    uint32_t *row;
    double *value;
    uint32_t *cell_row; /* [cells] EQP_NONE: not in this part yet */
    double *own;        /* [rows of sessions] what the plan's piece takes of them */
    double gain;        /* the largest of a use */
    int failed;
} draft;

static uint32_t add_row(draft *d, double lower, double upper) {
    d->failed |= eqp_grow(&d->row_lower, &d->bound_room[0], d->rows + 1, sizeof *d->row_lower) ||
                 eqp_grow(&d->row_upper, &d->row_room, d->rows + 1, sizeof *d->row_upper);
    if (d->failed)
        return 0;
    d->row_lower[d->rows] = lower;
    d->row_upper[d->rows] = upper;
    return d->rows++;
}

/* A column without entries yet; they follow. */
static void add_column(draft *d, double lower, double upper, double cost, int whole, double point) {
    size_t needed = (size_t)d->columns + 1;
    d->failed |= eqp_grow(&d->lower, &d->bound_room[1], needed, sizeof *d->lower) ||
                 eqp_grow(&d->upper, &d->bound_room[2], needed, sizeof *d->upper) ||
                 eqp_grow(&d->cost, &d->point_room[0], needed, sizeof *d->cost) ||
                 eqp_grow(&d->point, &d->point_room[1], needed, sizeof *d->point) ||
                 eqp_grow(&d->whole, &d->point_room[2], needed, sizeof *d->whole) ||
                 eqp_grow(&d->start, &d->column_room, needed + 1, sizeof *d->start);
    if (d->failed)
        return;
    if (d->columns == 0)
        d->start[0] = 0;
    d->lower[d->columns] = lower;
    d->upper[d->columns] = fmax(lower, upper);
    d->cost[d->columns] = cost;
    d->whole[d->columns] = (uint8_t)whole;
    d->point[d->columns] = point;
    d->start[d->columns + 1] = d->start[d->columns];
    d->columns++;
}

static void add_entry(draft *d, uint32_t row, double value) {
    size_t at = d->failed ? 0 : d->start[d->columns];
    if (value == 0 || d->failed)
        return;
    if (at >= d->entry_room) {
        size_t room = d->entry_room;
        d->failed |= eqp_grow(&d->row, &room, at + 1, sizeof *d->row) ||
                     eqp_grow(&d->value, &d->entry_room, at + 1, sizeof *d->value);
        if (d->failed)
            return;
    }
    d->row[at] = row;
    d->value[at] = value;
    d->start[d->columns] = at + 1;
}

/* Entries of a purchase in the rows that tie parts together, for its column of places or of
 * sessions; and their price. */
typedef struct teller {
    draft *draft;
    int sessions, measure; /* measure: only prices and own activity are wanted */
    double amount, price;
} teller;

static void tell_entry(void *context, uint32_t row, double place, double session) {
    teller *t = context;
    draft *d = t->draft;
    double value = t->sessions ? session : place;
    if (t->measure) {
        t->price += d->how->dual[row] * value;
        d->own[row] += value * t->amount;
    } else if (d->how->rows_hold) {
        add_entry(d, row, value * d->plan->sessions->scale[row]);
    }
}

/* Measures a purchase's column: its price; what the plan's amount takes is added to own. */
static double price_of(draft *d, uint32_t purchase, int sessions, double amount) {
    teller t = {.draft = d, .sessions = sessions, .measure = 1, .amount = amount};
    eqp_sessions_entries(d->plan->sessions, purchase, tell_entry, &t);
    return d->how->share * t.price;
}

static void add_entries(draft *d, uint32_t purchase, int sessions) {
    teller t = {.draft = d, .sessions = sessions};
    eqp_sessions_entries(d->plan->sessions, purchase, tell_entry, &t);
}

/* The kept places among those of a purchase: at most as many as it has. */
static void add_kept(draft *d, uint32_t purchase, double places, uint32_t kept_row) {
    const eqp_sessions *s = d->plan->sessions;
    uint32_t kept = eqp_sessions_row(s, EQP_ROW_kept), added = eqp_sessions_row(s, EQP_ROW_added);
    double point = eqp_whole_plan_kept(s, purchase, places);
    double most = s->programme->lp->upper[s->purchase[purchase].pair - 1];
    d->own[kept] += point;
    d->own[added] -= point;
    add_column(d, 0, most, -d->how->share * (d->how->dual[kept] - d->how->dual[added]), 0, point);
    if (d->how->rows_hold) {
        add_entry(d, kept, s->scale[kept]);
        add_entry(d, added, -s->scale[added]);
    }
    add_entry(d, kept_row, 1);
}

/* Columns x and s of a purchase, with the rows that hold them together. */
static void add_purchase(draft *d, uint32_t purchase, uint32_t seats, uint32_t capacity) {
    const eqp_sessions *s = d->plan->sessions;
    const eqp_purchase *p = &s->purchase[purchase];
    double places = d->plan->places[purchase], sessions = eqp_sessions_of(p, places);
    double taste = eqp_whole_plan_place_taste(d->plan, purchase);
    double session_taste = eqp_whole_plan_session_taste(d->plan, purchase);
    uint32_t shortest = add_row(d, 0, INFINITY), longest = add_row(d, -INFINITY, 0);
    uint32_t kept = p->kept ? add_row(d, -INFINITY, 0) : 0;
    double cost = price_of(d, purchase, 0, places);
    add_column(d, fmin(p->least, places), fmax(p->most, places), -cost - taste, 1, places);
    add_entries(d, purchase, 0);
    add_entry(d, seats, -1);
    add_entry(d, capacity, 1);
    add_entry(d, shortest, 1);
    add_entry(d, longest, 1);
    if (p->kept)
        add_entry(d, kept, -1);
    cost = price_of(d, purchase, 1, sessions);
    add_column(d, 0, fmax(sessions, floor(p->most / p->smallest)), -cost - session_taste, 1,
               sessions);
    add_entries(d, purchase, 1);
    add_entry(d, shortest, -p->smallest);
    add_entry(d, longest, -p->largest);
    if (p->kept)
        add_kept(d, purchase, places, kept);
}

/* Seats of an offer: those of its purchases less what uses outside the part take; of a fixed one
 * those that its uses here have. */
static uint32_t add_offer(draft *d, uint32_t offer, double used_here) {
    const eqp_sessions *s = d->plan->sessions;
    const eqp_programme *p = s->programme;
    double elsewhere = -used_here;
    uint32_t seats, capacity;
    if (d->how->fixed && d->how->fixed[offer])
        return add_row(d, -INFINITY, used_here);
    for (uint32_t u = p->use_start[offer]; u < p->use_start[offer + 1]; u++)
        elsewhere += d->plan->used[u];
    seats = add_row(d, -INFINITY, fmin(0, -elsewhere));
    capacity = add_row(d, -INFINITY, eqp_sessions_capacity(s, offer));
    for (uint32_t i = s->purchase_start[offer]; i < s->purchase_start[offer + 1]; i++)
        add_purchase(d, i, seats, capacity);
    return seats;
}

static void add_use(draft *d, uint32_t use, uint32_t seats) {
    const eqp_sessions *s = d->plan->sessions;
    const eqp_programme *p = s->programme;
    uint32_t cell = p->use_cell[use], row, column = p->first_use + use;
    double entry = eqp_sessions_use_entry(s, use, &row);
    double gain = p->lp->cost[column] - d->how->share * d->how->dual[row] * entry;
    if (d->cell_row[cell] == EQP_NONE)
        d->cell_row[cell] = add_row(d, -INFINITY, p->residual[p->cell_need_row[cell]]);
    d->own[row] += entry * d->plan->used[use];
    d->gain = fmax(d->gain, gain);
    add_column(d, 0, p->lp->upper[column], gain, 0, d->plan->used[use]);
    if (d->how->rows_hold)
        add_entry(d, row, entry * s->scale[row]);
    add_entry(d, seats, 1);
    add_entry(d, d->cell_row[cell], p->use_effect[use]);
}

/* The rows that tie parts together: what the rest of the plan leaves of them. Where the plan
 * misses one it may stay missed, at a price; what it keeps is kept. */
static void bound_rows(draft *d) {
    const eqp_sessions *s = d->plan->sessions;
    for (uint32_t r = 0; r < s->rows; r++) {
        double rest = d->plan->activity[r] - d->own[r], scale = s->scale[r];
        double missed = eqp_whole_plan_excess(d->plan, r);
        d->row_lower[r] = scale * (s->lower[r] - rest);
        d->row_upper[r] = scale * (s->upper[r] - rest);
        if (missed == 0) {
            d->row_lower[r] = fmin(d->row_lower[r], scale * d->own[r]);
            d->row_upper[r] = fmax(d->row_upper[r], scale * d->own[r]);
            continue;
        }
        add_column(d, 0, scale * fabs(missed),
                   -d->how->penalty *
                       fmax(fabs(d->how->dual[r]) / scale, LEAST_PRICE * fmax(d->gain, 1e-3)),
                   0, scale * fabs(missed));
        add_entry(d, r, missed > 0 ? -1 : 1);
    }
}

static void fill(draft *d) {
    const eqp_whole_part *part = d->part;
    const eqp_programme *p = d->plan->sessions->programme;
    if (d->how->rows_hold)
        for (uint32_t r = 0; r < d->plan->sessions->rows; r++)
            add_row(d, -INFINITY, INFINITY);
    for (uint32_t first = 0, last; first < part->uses; first = last) {
        uint32_t offer = p->use_offer[part->use[first]], seats;
        double used = 0;
        for (last = first; last < part->uses && p->use_offer[part->use[last]] == offer; last++)
            used += d->plan->used[part->use[last]];
        seats = add_offer(d, offer, used);
        for (uint32_t u = first; u < last; u++)
            add_use(d, part->use[u], seats);
    }
    if (d->how->rows_hold && !d->failed)
        bound_rows(d);
}

/* Columns stand in the order of fill: x, s and kept of each purchase, then the uses. */
static void read_piece(const draft *d, const double *x, eqp_whole_piece *piece) {
    const eqp_sessions *s = d->plan->sessions;
    const eqp_programme *p = s->programme;
    const eqp_whole_part *part = d->part;
    uint32_t column = 0, purchase = 0;
    for (uint32_t u = 0; u < part->uses; u++) {
        uint32_t offer = p->use_offer[part->use[u]];
        int first = u == 0 || p->use_offer[part->use[u - 1]] != offer;
        int fixed = d->how->fixed && d->how->fixed[offer];
        for (uint32_t i = s->purchase_start[offer]; first && i < s->purchase_start[offer + 1];
             i++, purchase++) {
            if (fixed)
                continue;
            piece->places[purchase] = round(x[column]);
            column += s->purchase[i].kept ? 3 : 2;
        }
        piece->used[u] = fmax(0, x[column++]);
    }
}

/* Loads the draft into an engine and lets it branch; x[columns] receives what it finds. 1 = found,
 * 0 = nothing, or the library failed. */
static int branch(const draft *d, double *x) {
    eqp_engine_host *host = eqp_engine_host_create();
    eqp_engine *engine = host ? eqp_engine_create(host) : NULL;
    const eqp_engine_branching branching = {d->how->nodes, d->how->gap, d->how->seconds, d->point};
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    int failed = !engine || eqp_engine_add_rows(engine, d->rows, d->row_lower, d->row_upper) ||
                 eqp_engine_add_columns(engine, d->columns, d->lower, d->upper, d->cost, d->start,
                                        d->row, d->value);
    for (uint32_t c = 0; !failed && c < d->columns; c++)
        if (d->whole[c])
            failed = eqp_engine_make_whole(engine, c);
    failed = failed || eqp_slices_branch(engine, &branching, &outcome);
    if (!failed && (outcome == EQP_ENGINE_OPTIMAL || outcome == EQP_ENGINE_FEASIBLE))
        eqp_engine_whole_primal(engine, d->columns, x);
    else
        failed = 1;
    eqp_engine_free(engine);
    eqp_engine_host_free(host);
    return !failed;
}

/* The purchases of a part's offers, in order. */
static uint32_t purchases_of(const eqp_sessions *sessions, const eqp_whole_part *part) {
    const eqp_programme *p = sessions->programme;
    uint32_t count = 0, last = EQP_NONE;
    for (uint32_t u = 0; u < part->uses; u++) {
        uint32_t offer = p->use_offer[part->use[u]];
        if (offer != last)
            count += sessions->purchase_start[offer + 1] - sessions->purchase_start[offer];
        last = offer;
    }
    return count;
}

eqp_whole_piece *eqp_whole_piece_of(const eqp_whole_plan *plan, const eqp_whole_part *part) {
    const eqp_sessions *s = plan->sessions;
    const eqp_programme *p = s->programme;
    uint32_t purchases = purchases_of(s, part), at = 0, last = EQP_NONE;
    eqp_whole_piece *piece =
        eqp_allocate(1, sizeof *piece + ((size_t)purchases + part->uses) * sizeof(double));
    if (!piece)
        return NULL;
    piece->purchases = purchases;
    piece->uses = part->uses;
    piece->places = (double *)(piece + 1);
    piece->used = piece->places + purchases;
    for (uint32_t u = 0; u < part->uses; u++) {
        uint32_t offer = p->use_offer[part->use[u]];
        for (uint32_t i = s->purchase_start[offer];
             offer != last && i < s->purchase_start[offer + 1]; i++)
            piece->places[at++] = plan->places[i];
        piece->used[u] = plan->used[part->use[u]];
        last = offer;
    }
    return piece;
}

void eqp_whole_piece_put(const eqp_whole_piece *piece, const eqp_whole_part *part,
                         eqp_whole_plan *plan) {
    const eqp_sessions *s = plan->sessions;
    const eqp_programme *p = s->programme;
    uint32_t at = 0, last = EQP_NONE;
    for (uint32_t u = 0; u < part->uses; u++) {
        uint32_t offer = p->use_offer[part->use[u]];
        for (uint32_t i = s->purchase_start[offer];
             offer != last && i < s->purchase_start[offer + 1]; i++)
            plan->places[i] = piece->places[at++];
        plan->used[part->use[u]] = piece->used[u];
        last = offer;
    }
}

eqp_whole_piece *eqp_whole_part_solve(const eqp_whole_plan *plan, const eqp_whole_part *part,
                                      const eqp_whole_search *how) {
    const eqp_sessions *s = plan->sessions;
    draft d = {.plan = plan, .part = part, .how = how};
    eqp_whole_piece *piece = eqp_whole_piece_of(plan, part);
    double *x = NULL;
    d.cell_row = eqp_allocate(s->programme->cells, sizeof *d.cell_row);
    d.own = eqp_allocate(s->rows, sizeof *d.own);
    d.failed = !piece || !d.cell_row || !d.own;
    for (uint32_t c = 0; !d.failed && c < s->programme->cells; c++)
        d.cell_row[c] = EQP_NONE;
    if (!d.failed)
        fill(&d);
    if (!d.failed)
        x = eqp_allocate(d.columns, sizeof *x);
    d.failed = d.failed || !x;
    if (!d.failed && branch(&d, x))
        read_piece(&d, x, piece);
    if (d.failed) {
        eqp_free(piece);
        piece = NULL;
    }
    eqp_free(x);
    eqp_free(d.row_lower);
    eqp_free(d.row_upper);
    eqp_free(d.lower);
    eqp_free(d.upper);
    eqp_free(d.cost);
    eqp_free(d.point);
    eqp_free(d.whole);
    eqp_free(d.start);
    eqp_free(d.row);
    eqp_free(d.value);
    eqp_free(d.cell_row);
    eqp_free(d.own);
    return piece;
}
