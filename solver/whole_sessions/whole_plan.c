#include "solver/whole_sessions/whole_plan.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"

#include <math.h>
#include <string.h>

/* A row counts as missed beyond this share of the amounts that are added up in it: the noise of
 * doubles for sums of whole places, that of the simplex method for who attends. */
#define WHOLE_ROW_NOISE 1e-12
#define BALANCE_NOISE 1e-8

eqp_status eqp_whole_plan_create(const eqp_sessions *sessions, const eqp_whole_taste *taste,
                                 eqp_whole_plan **out, eqp_error *error) {
    eqp_whole_plan *plan = eqp_allocate(1, sizeof *plan);
    *out = NULL;
    if (!plan)
        return eqp_error_memory(error);
    plan->sessions = sessions;
    plan->taste = taste;
    plan->places = eqp_allocate(sessions->purchases, sizeof *plan->places);
    plan->used = eqp_allocate(sessions->programme->uses, sizeof *plan->used);
    plan->activity = eqp_allocate(sessions->rows, sizeof *plan->activity);
    plan->size = eqp_allocate(sessions->rows, sizeof *plan->size);
    if (!plan->places || !plan->used || !plan->activity || !plan->size) {
        eqp_whole_plan_free(plan);
        return eqp_error_memory(error);
    }
    *out = plan;
    return EQP_OK;
}

void eqp_whole_plan_free(eqp_whole_plan *plan) {
    if (!plan)
        return;
    eqp_free(plan->places);
    eqp_free(plan->used);
    eqp_free(plan->activity);
    eqp_free(plan->size);
    eqp_free(plan);
}

void eqp_whole_plan_copy(eqp_whole_plan *to, const eqp_whole_plan *from) {
    const eqp_sessions *s = from->sessions;
    memcpy(to->places, from->places, s->purchases * sizeof *to->places);
    memcpy(to->used, from->used, s->programme->uses * sizeof *to->used);
    memcpy(to->activity, from->activity, s->rows * sizeof *to->activity);
    memcpy(to->size, from->size, s->rows * sizeof *to->size);
    to->missed = from->missed;
    to->worth = from->worth;
}

double eqp_whole_plan_kept(const eqp_sessions *sessions, uint32_t purchase, double places) {
    const eqp_purchase *p = &sessions->purchase[purchase];
    return p->kept ? fmin(places, sessions->programme->lp->upper[p->pair - 1]) : 0;
}

/* Whoever sat in an offer sits there still, as far as there are seats. */
static void shrink_uses(eqp_whole_plan *plan, uint32_t offer, double seats, double seats_before) {
    const eqp_programme *p = plan->sessions->programme;
    double share = seats < seats_before ? seats / seats_before : 1;
    for (uint32_t u = p->use_start[offer]; u < p->use_start[offer + 1]; u++)
        plan->used[u] *= share;
}

/* Decisions may ask for a session more than the offer has room for beside what others buy. */
static double fit_capacity(eqp_whole_plan *plan, uint32_t offer, double seats) {
    const eqp_sessions *s = plan->sessions;
    double room = eqp_sessions_capacity(s, offer);
    for (uint32_t i = s->purchase_start[offer]; i < s->purchase_start[offer + 1]; i++) {
        const eqp_purchase *purchase = &s->purchase[i];
        double less = eqp_sessions_below(purchase, plan->places[i] - (seats - room));
        if (seats <= room)
            break;
        less = fmin(plan->places[i], fmax(fmin(purchase->least, purchase->most), less));
        seats -= plan->places[i] - less;
        plan->places[i] = less;
    }
    return seats;
}

void eqp_whole_plan_round(eqp_whole_plan *plan, const double *primal) {
    const eqp_sessions *s = plan->sessions;
    const eqp_programme *p = s->programme;
    for (uint32_t u = 0; u < p->uses; u++)
        plan->used[u] = fmax(0, primal[p->first_use + u]);
    for (uint32_t offer = 0; offer < p->offers; offer++) {
        double seats = 0, seats_before = 0;
        for (uint32_t i = s->purchase_start[offer]; i < s->purchase_start[offer + 1]; i++) {
            const eqp_purchase *purchase = &s->purchase[i];
            double places = primal[purchase->pair];
            if (purchase->kept)
                places += primal[purchase->pair - 1];
            seats_before += places;
            places = eqp_sessions_below(purchase, places);
            if (purchase->least <= purchase->most)
                places = fmin(purchase->most, fmax(purchase->least, places));
            plan->places[i] = places;
            seats += places;
        }
        seats = fit_capacity(plan, offer, seats);
        shrink_uses(plan, offer, seats, seats_before);
    }
    eqp_whole_plan_count(plan);
}

double eqp_whole_plan_place_taste(const eqp_whole_plan *plan, uint32_t purchase) {
    const eqp_programme *p = plan->sessions->programme;
    uint32_t pair = plan->sessions->purchase[purchase].pair;
    double spread = p->pair_price[pair], price = eqp_programme_session_cost(p, pair, 1, 0);
    double cost = spread > 0 ? eqp_programme_tie_price(p, pair) * (price / spread) : 0;
    double overlap = plan->taste->overlap ? plan->taste->overlap[pair] : 0;
    return plan->taste->overlap_price * overlap + plan->taste->money_price * cost;
}

double eqp_whole_plan_session_taste(const eqp_whole_plan *plan, uint32_t purchase) {
    const eqp_programme *p = plan->sessions->programme;
    uint32_t pair = plan->sessions->purchase[purchase].pair;
    return plan->taste->money_price * eqp_programme_session_cost(p, pair, 0, 1);
}

double eqp_whole_plan_excess(const eqp_whole_plan *plan, uint32_t row) {
    const eqp_sessions *s = plan->sessions;
    eqp_row_family family = eqp_programme_family_of(s->programme, s->first + row);
    double noise =
        (family == EQP_ROW_balance ? BALANCE_NOISE : WHOLE_ROW_NOISE) * fmax(1, plan->size[row]);
    double below = s->lower[row] - plan->activity[row];
    double above = plan->activity[row] - s->upper[row];
    return above > noise ? above : below > noise ? -below : 0;
}

/* Places and sessions of a purchase, added to the rows. */
typedef struct adding {
    eqp_whole_sum *sum;
    double places, sessions;
} adding;

static void add_amount(eqp_whole_sum *sum, uint32_t row, double amount) {
    sum->activity[row] += amount;
    if (sum->size)
        sum->size[row] += fabs(amount);
}

static void add_entry(void *context, uint32_t row, double place, double session) {
    adding *a = context;
    add_amount(a->sum, row, place * a->places + session * a->sessions);
}

void eqp_whole_sum_purchase(eqp_whole_sum *sum, const eqp_whole_plan *plan, uint32_t purchase,
                            double places) {
    const eqp_sessions *s = plan->sessions;
    adding a = {sum, places, eqp_sessions_of(&s->purchase[purchase], places)};
    double kept = eqp_whole_plan_kept(s, purchase, places);
    if (places == 0)
        return;
    eqp_sessions_entries(s, purchase, add_entry, &a);
    if (kept > 0) {
        add_amount(sum, eqp_sessions_row(s, EQP_ROW_kept), kept);
        add_amount(sum, eqp_sessions_row(s, EQP_ROW_added), -kept);
    }
    sum->worth -= places * eqp_whole_plan_place_taste(plan, purchase) +
                  a.sessions * eqp_whole_plan_session_taste(plan, purchase);
}

void eqp_whole_sum_use(eqp_whole_sum *sum, const eqp_whole_plan *plan, uint32_t use,
                       double places) {
    const eqp_programme *p = plan->sessions->programme;
    uint32_t row;
    double entry = eqp_sessions_use_entry(plan->sessions, use, &row);
    add_amount(sum, row, entry * places);
    sum->worth += p->lp->cost[p->first_use + use] * places;
}

void eqp_whole_plan_count(eqp_whole_plan *plan) {
    const eqp_sessions *s = plan->sessions;
    eqp_whole_sum sum = {plan->activity, plan->size, 0};
    for (uint32_t r = 0; r < s->rows; r++)
        plan->activity[r] = plan->size[r] = 0;
    for (uint32_t i = 0; i < s->purchases; i++)
        eqp_whole_sum_purchase(&sum, plan, i, plan->places[i]);
    for (uint32_t u = 0; u < s->programme->uses; u++)
        eqp_whole_sum_use(&sum, plan, u, plan->used[u]);
    plan->worth = sum.worth;
    plan->missed = 0;
    for (uint32_t r = 0; r < s->rows; r++)
        plan->missed += s->scale[r] * fabs(eqp_whole_plan_excess(plan, r));
}

int eqp_whole_plan_better(const eqp_whole_plan *one, const eqp_whole_plan *other) {
    if (one->missed != other->missed)
        return one->missed < other->missed;
    return one->worth > other->worth;
}
