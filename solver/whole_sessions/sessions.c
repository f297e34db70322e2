#include "solver/whole_sessions/sessions.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"

#include <math.h>

/* Amounts this close to a whole number are that number: decisions and capacities may come from a
 * spreadsheet's arithmetic. */
#define WHOLE_NOISE 1e-7

uint32_t eqp_sessions_row(const eqp_sessions *sessions, eqp_row_family family) {
    return eqp_programme_rows_of(sessions->programme, family).first - sessions->first;
}

double eqp_sessions_of(const eqp_purchase *purchase, double places) {
    return purchase->largest > 0 ? ceil(places / purchase->largest) : 0;
}

double eqp_sessions_below(const eqp_purchase *purchase, double places) {
    double whole = floor(places + WHOLE_NOISE), sessions = eqp_sessions_of(purchase, whole);
    if (purchase->smallest > purchase->largest || whole <= 0)
        return 0;
    return sessions * purchase->smallest <= whole ? whole : (sessions - 1) * purchase->largest;
}

/* The fewest places, not below, that sessions can have. */
static double sessions_above(const eqp_purchase *purchase, double places) {
    double whole = ceil(places - WHOLE_NOISE);
    if (whole <= 0)
        return 0;
    if (purchase->smallest > purchase->largest)
        return INFINITY;
    return fmax(whole, eqp_sessions_of(purchase, whole) * purchase->smallest);
}

static double capacity_of(const eqp_programme *programme, uint32_t offer) {
    return programme->study->offers.places[programme->offer[offer]];
}

static void fill_purchase(const eqp_programme *programme, uint32_t pair, int kept,
                          eqp_purchase *purchase) {
    const eqp_lp *lp = programme->lp;
    uint32_t offer = programme->pair_offer[pair], row = programme->offer[offer];
    const eqp_offers *offers = &programme->study->offers;
    double lower = lp->lower[pair], upper = lp->upper[pair];
    if (kept) {
        lower += lp->lower[pair - 1];
        upper += lp->upper[pair - 1];
    }
    *purchase = (eqp_purchase){.offer = offer, .pair = pair, .kept = kept};
    purchase->smallest = fmax(1, ceil(offers->group_min[row] - WHOLE_NOISE));
    purchase->largest =
        floor(fmin(offers->group_max[row], capacity_of(programme, offer)) + WHOLE_NOISE);
    purchase->least = sessions_above(purchase, lower);
    purchase->most = eqp_sessions_below(purchase, fmin(upper, capacity_of(programme, offer)));
}

static void fill_purchases(eqp_sessions *s) {
    const eqp_programme *p = s->programme;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        int kept = p->pair_kept[pair];
        pair += (uint32_t)kept;
        fill_purchase(p, pair, kept, &s->purchase[s->purchases++]);
        s->purchase_start[p->pair_offer[pair] + 1] = s->purchases;
    }
}

/* Each row is divided by its largest entry, so that one violation weighs like another. */
static void scale_rows(eqp_sessions *s) {
    const eqp_lp *lp = s->programme->lp;
    for (uint32_t column = 0; column < s->programme->level_column; column++)
        for (size_t e = lp->start[column]; e < lp->start[column + 1]; e++)
            if (lp->row[e] >= s->first && lp->row[e] < s->first + s->rows)
                s->scale[lp->row[e] - s->first] =
                    fmax(s->scale[lp->row[e] - s->first], fabs(lp->value[e]));
    for (uint32_t r = 0; r < s->rows; r++)
        s->scale[r] = s->scale[r] > 0 ? 1 / s->scale[r] : 1;
}

static void bound_rows(eqp_sessions *s, const double *floor) {
    const eqp_programme *p = s->programme;
    for (uint32_t r = 0; r < s->rows; r++) {
        s->lower[r] = p->lp->row_lower[s->first + r];
        s->upper[r] = p->lp->row_upper[s->first + r];
    }
    eqp_programme_hold_floors(p, floor, s->lower + eqp_sessions_row(s, EQP_ROW_balance));
}

eqp_status eqp_sessions_create(const eqp_programme *programme, const double *floor,
                               eqp_sessions **out, eqp_error *error) {
    eqp_sessions *s = eqp_allocate(1, sizeof *s);
    *out = NULL;
    if (!s)
        return eqp_error_memory(error);
    s->programme = programme;
    s->first = eqp_programme_shared_rows(programme).first;
    s->rows = eqp_programme_shared_rows(programme).count;
    s->purchase = eqp_allocate(programme->pairs, sizeof *s->purchase);
    s->purchase_start = eqp_allocate((size_t)programme->offers + 1, sizeof *s->purchase_start);
    s->lower = eqp_allocate(s->rows, sizeof *s->lower);
    s->upper = eqp_allocate(s->rows, sizeof *s->upper);
    s->scale = eqp_allocate(s->rows, sizeof *s->scale);
    if (!s->purchase || !s->purchase_start || !s->lower || !s->upper || !s->scale) {
        eqp_sessions_free(s);
        return eqp_error_memory(error);
    }
    fill_purchases(s);
    scale_rows(s);
    bound_rows(s, floor);
    *out = s;
    return EQP_OK;
}

double eqp_sessions_capacity(const eqp_sessions *sessions, uint32_t offer) {
    return floor(capacity_of(sessions->programme, offer) + WHOLE_NOISE);
}

int eqp_sessions_is_blocked(const eqp_sessions *sessions, uint32_t purchase) {
    const eqp_purchase *p = &sessions->purchase[purchase];
    double least = 0;
    for (uint32_t i = sessions->purchase_start[p->offer];
         i < sessions->purchase_start[p->offer + 1]; i++)
        least += sessions->purchase[i].least;
    return p->least > p->most ||
           (p->least > 0 && least > eqp_sessions_capacity(sessions, p->offer));
}

int eqp_sessions_any_blocked(const eqp_sessions *sessions) {
    for (uint32_t i = 0; i < sessions->purchases; i++)
        if (eqp_sessions_is_blocked(sessions, i))
            return 1;
    return 0;
}

void eqp_sessions_free(eqp_sessions *sessions) {
    if (!sessions)
        return;
    eqp_free(sessions->purchase);
    eqp_free(sessions->purchase_start);
    eqp_free(sessions->lower);
    eqp_free(sessions->upper);
    eqp_free(sessions->scale);
    eqp_free(sessions);
}

void eqp_sessions_entries(const eqp_sessions *sessions, uint32_t purchase, eqp_sessions_teller tell,
                          void *context) {
    const eqp_programme *p = sessions->programme;
    uint32_t pair = sessions->purchase[purchase].pair;
    double spread = p->pair_price[pair], price = eqp_programme_session_cost(p, pair, 1, 0);
    double session = eqp_programme_session_cost(p, pair, 0, 1);
    for (size_t e = p->lp->start[pair]; e < p->lp->start[pair + 1]; e++) {
        uint32_t row = p->lp->row[e];
        double value = p->lp->value[e];
        if (row < sessions->first || row >= sessions->first + sessions->rows)
            continue;
        if (session > 0 && eqp_programme_counts_money(p, row))
            tell(context, row - sessions->first, value * (price / spread),
                 value * (session / spread));
        else
            tell(context, row - sessions->first, value, 0);
    }
}

double eqp_sessions_use_entry(const eqp_sessions *sessions, uint32_t use, uint32_t *row) {
    const eqp_programme *p = sessions->programme;
    uint32_t zone = p->study->needs.zone[p->cell_need_row[p->use_cell[use]]];
    *row = eqp_sessions_row(sessions, EQP_ROW_balance) + zone;
    return p->use_effect[use] / p->zone_need[zone];
}
