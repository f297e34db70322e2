#include "solver/evaluate/exchange.h"

#include "models/base/memory.h"
#include "models/base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Ways to pay that each institution keeps, those that could gain most. */
#define MOST_SOURCES 400

/* Ways to pay that are tried for one purchase, and bounds kept. */
#define MOST_TRIED 6
#define MOST_CUTS 48

/* Trials in all: fewer where each takes long, for so many rows and columns of the programme. */
#define MOST_TRIALS 400
#define LEAST_TRIALS 20
#define TRIALS_SIZE 4e6

/* Purchases that are solved once more where zones lack people to their floors. */
#define MOST_FINALISTS 16

/* A gain below this, times max(1, V), is noise. */
#define LEAST_GAIN 1e-6

/* A limit may be passed by this, times its size: rounding. */
#define ROUNDING 1e-9

/* Fractions of places are counted in millionths. */
#define PARTS 1e6

typedef enum { STEP_FRACTION, STEP_PLACE, STEP_SESSION } step;

/* Where money can come from. */
typedef struct source {
    eqp_exchange_kind kind;
    uint32_t institution;
    uint32_t pair;       /* whose places are given up; EQP_NONE: none */
    uint32_t taker_pair; /* who takes them over; EQP_NONE: nobody */
    uint32_t losing;     /* offer that then has fewer places; EQP_NONE: none */
    double price;        /* of a place that is given up */
    double places;       /* that can be */
    double money;        /* what that frees */
    double score;
} source;

/* What could be bought. */
typedef struct target {
    uint32_t pair;
    double price, room;
    double bound;             /* on what remains to be gained by it; below 0: nothing */
    uint32_t next, cuts_seen; /* source to try next */
    uint32_t tried_count, tried[MOST_TRIED];
    eqp_exchange best; /* gain 0: none yet */
    uint32_t paid_by;  /* its source */
} target;

/* V(x) ≤ V(draft) + above + Σ place·(x − draft). */
typedef struct cut {
    double above;
    double *place; /* [offers] */
} cut;

typedef struct change {
    uint32_t pair;
    double places;
} change;

typedef struct search {
    const eqp_draft_case *draft_case;
    eqp_best_use *evaluation;
    eqp_watch *watch;
    double value, least_gain, most_gain;
    step steps;
    double *bought;      /* [offers] */
    double *spent;       /* [institutions] */
    double *budget;      /* [institutions] */
    double *over, *size; /* [rules + 2] */
    source *sources;     /* by institution */
    uint32_t *first;     /* [institutions + 1] */
    uint32_t source_count;
    target *targets;
    uint32_t target_count;
    cut cuts[MOST_CUTS];
    uint32_t cut_count, trials;
    eqp_error *error;
} search;

static const eqp_programme *programme(const search *s) {
    return s->draft_case->programme;
}

static uint32_t institutions(const search *s) {
    return s->draft_case->study->institutions.count;
}

static double left_of(const search *s, uint32_t institution) {
    return fmax(0, s->budget[institution] - s->spent[institution]);
}

/* ---- what there is ---- */

static void count_draft(search *s) {
    const eqp_draft_case *c = s->draft_case;
    const eqp_programme *p = c->programme;
    int all_whole = 1;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        s->bought[p->pair_offer[pair]] += c->places[pair];
        s->spent[p->pair_institution[pair]] += eqp_draft_cost(c, pair, c->places[pair]);
        all_whole &= fabs(c->places[pair] - round(c->places[pair])) <= EQP_PLACES_NOISE;
    }
    for (uint32_t row = 0; row < c->study->budgets.count; row++)
        s->budget[c->study->budgets.institution[row]] = c->study->budgets.budget[row];
    s->steps = c->study->settings.whole == EQP_WHOLE_YES ? STEP_SESSION
               : all_whole                               ? STEP_PLACE
                                                         : STEP_FRACTION;
    eqp_breach_rows(c, c->places, s->over, s->size);
}

static double capacity_of(const search *s, uint32_t offer) {
    return s->draft_case->study->offers.places[programme(s)->offer[offer]];
}

static void list_targets(search *s) {
    const eqp_draft_case *c = s->draft_case;
    const eqp_programme *p = c->programme;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        uint32_t offer = p->pair_offer[pair];
        double room =
            fmin(c->most[pair] - c->places[pair], capacity_of(s, offer) - s->bought[offer]);
        if (!c->priced[pair] || !(room > EQP_PLACES_NOISE) ||
            p->use_start[offer] == p->use_start[offer + 1])
            continue;
        s->targets[s->target_count++] =
            (target){.pair = pair, .price = p->pair_price[pair], .room = room};
    }
}

/* What an institution's places of a pair could pay for; 0 where nothing can be given up. */
static int give_up(const search *s, uint32_t pair, source *found) {
    const eqp_draft_case *c = s->draft_case;
    const eqp_programme *p = c->programme;
    uint32_t offer = p->pair_offer[pair];
    double beyond = s->bought[offer] - capacity_of(s, offer);
    *found = (source){.kind = EQP_EXCHANGE_SWAP,
                      .institution = p->pair_institution[pair],
                      .pair = pair,
                      .taker_pair = EQP_NONE,
                      .losing = offer,
                      .price = p->pair_price[pair],
                      .places = c->places[pair] - c->least[pair]};
    if (beyond > EQP_PLACES_NOISE) { /* places that do not exist are given up first, at no loss */
        found->losing = EQP_NONE;
        found->places = fmin(found->places, beyond);
    }
    found->money = found->places * found->price;
    return c->priced[pair] && found->price > 0 && found->places > EQP_PLACES_NOISE;
}

/* The same places, kept by another institution that has money left; 0 where it cannot. */
static int hand_over(const search *s, uint32_t pair, uint32_t taker, source *found) {
    const eqp_draft_case *c = s->draft_case;
    const eqp_programme *p = c->programme;
    double room = c->most[taker] - c->places[taker];
    if (taker == pair || !c->priced[taker] || !give_up(s, pair, found) || found->losing == EQP_NONE)
        return 0;
    if (p->pair_price[taker] > 0)
        room = fmin(room, left_of(s, p->pair_institution[taker]) / p->pair_price[taker]);
    found->kind = EQP_EXCHANGE_HANDOVER;
    found->taker_pair = taker;
    found->losing = EQP_NONE;
    found->places = fmin(found->places, room);
    found->money = found->places * found->price;
    return found->places > EQP_PLACES_NOISE;
}

static int compare_sources(const void *a, const void *b) {
    const source *one = a, *other = b;
    if (one->institution != other->institution)
        return one->institution < other->institution ? -1 : 1;
    if (one->score != other->score)
        return one->score > other->score ? -1 : 1;
    if (one->pair != other->pair)
        return one->pair < other->pair ? -1 : 1;
    return (one->taker_pair > other->taker_pair) - (one->taker_pair < other->taker_pair);
}

static int add_source(search *s, size_t *capacity, source found) {
    if (s->source_count == EQP_NONE - 1 ||
        eqp_grow(&s->sources, capacity, (size_t)s->source_count + 1, sizeof *s->sources))
        return -1;
    s->sources[s->source_count++] = found;
    return 0;
}

static int list_sources(search *s) {
    const eqp_programme *p = programme(s);
    size_t capacity = 0;
    int failed = 0;
    source found;
    for (uint32_t i = 0; !failed && i < institutions(s); i++)
        failed = add_source(s, &capacity,
                            (source){.kind = EQP_EXCHANGE_BUY,
                                     .institution = i,
                                     .pair = EQP_NONE,
                                     .taker_pair = EQP_NONE,
                                     .losing = EQP_NONE,
                                     .money = left_of(s, i)});
    for (uint32_t pair = 0; !failed && pair < p->pairs; pair++) {
        uint32_t offer = p->pair_offer[pair];
        if (give_up(s, pair, &found))
            failed = add_source(s, &capacity, found);
        for (uint32_t taker = p->pair_start[offer]; !failed && taker < p->pair_start[offer + 1];
             taker++)
            if (hand_over(s, pair, taker, &found))
                failed = add_source(s, &capacity, found);
    }
    return failed;
}

/* Keeps of each institution the sources that could gain most at the best price it can find. */
static void choose_sources(search *s, double *best_rate) {
    const eqp_programme *p = programme(s);
    const double *place = s->cuts[0].place;
    uint32_t kept = 0;
    for (uint32_t t = 0; t < s->target_count; t++) {
        uint32_t pair = s->targets[t].pair;
        double *best = &best_rate[p->pair_institution[pair]];
        if (s->targets[t].price > 0)
            *best = fmax(*best, place[p->pair_offer[pair]] / s->targets[t].price);
    }
    for (uint32_t i = 0; i < s->source_count; i++) {
        source *from = &s->sources[i];
        double loss = from->losing == EQP_NONE ? 0 : place[from->losing] / from->price;
        from->score = from->pair == EQP_NONE
                          ? INFINITY
                          : from->money * fmax(0, best_rate[from->institution] - loss);
    }
    qsort(s->sources, s->source_count, sizeof *s->sources, compare_sources);
    for (uint32_t i = 0, of_institution = 0; i < s->source_count; i++) {
        of_institution = kept && s->sources[kept - 1].institution == s->sources[i].institution
                             ? of_institution + 1
                             : 0;
        if (of_institution < MOST_SOURCES && s->sources[i].score > 0)
            s->sources[kept++] = s->sources[i];
    }
    s->source_count = kept;
    for (uint32_t i = 0; i < kept; i++)
        s->first[s->sources[i].institution + 1] = i + 1;
    for (uint32_t i = 0; i < institutions(s); i++)
        s->first[i + 1] = s->first[i + 1] > s->first[i] ? s->first[i + 1] : s->first[i];
}

/* ---- bounds ---- */

/* Places given up for one place bought. */
static double rate_of(const source *from, const target *to) {
    return from->pair == EQP_NONE ? 0 : to->price / from->price;
}

/* The most places that the money buys. */
static double most_of(const source *from, const target *to) {
    return to->price > 0 ? fmin(to->room, from->money / to->price) : to->room;
}

static double bound_of(const search *s, const source *from, const target *to) {
    uint32_t offer = programme(s)->pair_offer[to->pair];
    double most = most_of(from, to), rate = rate_of(from, to), bound = s->most_gain;
    for (uint32_t i = 0; i < s->cut_count; i++) {
        const cut *by = &s->cuts[i];
        double slope =
            by->place[offer] - (from->losing == EQP_NONE ? 0 : by->place[from->losing] * rate);
        bound = fmin(bound, by->above + fmax(0, slope) * most);
    }
    return bound;
}

static int was_tried(const target *to, uint32_t number) {
    for (uint32_t i = 0; i < to->tried_count; i++)
        if (to->tried[i] == number)
            return 1;
    return 0;
}

/* The most that is still to be gained by a purchase, and how it would be paid for. */
static void find_bound(const search *s, target *to) {
    const eqp_programme *p = programme(s);
    uint32_t institution = p->pair_institution[to->pair], offer = p->pair_offer[to->pair];
    to->bound = -1;
    to->cuts_seen = s->cut_count;
    if (to->tried_count == MOST_TRIED)
        return;
    for (uint32_t i = s->first[institution]; i < s->first[institution + 1]; i++) {
        const source *from = &s->sources[i];
        double bound;
        if ((from->pair != EQP_NONE && p->pair_offer[from->pair] == offer) || was_tried(to, i))
            continue;
        bound = bound_of(s, from, to);
        if (bound > to->bound && bound > to->best.gain + s->least_gain) {
            to->bound = bound;
            to->next = i;
        }
    }
}

/* ---- limits ---- */

static double kept_of(const search *s, uint32_t pair, double places) {
    return fmin(places, s->draft_case->before[pair]);
}

/* Whether rules, max_change and budgets stand as well as before, or hold, with these places. */
static int keeps_limits(const search *s, const change *changes, int count) {
    const eqp_draft_case *c = s->draft_case;
    const eqp_rules *rules = &c->study->rules;
    double kept = 0, added = 0;
    for (uint32_t row = 0; row < rules->count; row++) {
        double more = 0;
        for (int i = 0; i < count; i++)
            more += eqp_breach_rule_amount(c, row, changes[i].pair, changes[i].places) -
                    eqp_breach_rule_amount(c, row, changes[i].pair, c->places[changes[i].pair]);
        if (rules->sense[row] == EQP_SENSE_MIN)
            more = -more;
        if (s->over[row] + more > fmax(0, s->over[row]) + ROUNDING * s->size[row])
            return 0;
    }
    for (int i = 0; i < count; i++) {
        uint32_t pair = changes[i].pair;
        double more = kept_of(s, pair, changes[i].places) - kept_of(s, pair, c->places[pair]);
        kept += more;
        added += changes[i].places - c->places[pair] - more;
    }
    for (int i = 0; i < 2; i++) {
        uint32_t row = rules->count + (uint32_t)i;
        if (s->over[row] + (i ? added : -kept) > fmax(0, s->over[row]) + ROUNDING * s->size[row])
            return 0;
    }
    for (uint32_t i = 0; i < institutions(s); i++) {
        double spent = s->spent[i];
        for (int j = 0; j < count; j++)
            if (programme(s)->pair_institution[changes[j].pair] == i)
                spent += eqp_draft_cost(c, changes[j].pair, changes[j].places) -
                         eqp_draft_cost(c, changes[j].pair, c->places[changes[j].pair]);
        if (spent > fmax(s->spent[i], s->budget[i]) + ROUNDING * fmax(1, s->budget[i]))
            return 0;
    }
    return 1;
}

/* The places of all pairs concerned once q places are bought for p given up; how many pairs. */
static int list_changes(const search *s, const source *from, const target *to, double q, double p,
                        change changes[3]) {
    const double *places = s->draft_case->places;
    int count = 0;
    changes[count++] = (change){to->pair, places[to->pair] + q};
    if (from->pair != EQP_NONE)
        changes[count++] = (change){from->pair, fmax(0, places[from->pair] - p)};
    if (from->taker_pair != EQP_NONE)
        changes[count++] = (change){from->taker_pair, places[from->taker_pair] + p};
    return count;
}

/* The most places, up to `most`, that no limit forbids: limits allow an interval from 0. */
static double allowed_of(const search *s, const source *from, const target *to, double most) {
    change changes[3];
    double rate = rate_of(from, to), low = 0, high = most;
    int count = list_changes(s, from, to, most, most * rate, changes);
    if (s->steps == STEP_SESSION || keeps_limits(s, changes, count))
        return most;
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (low + high);
        count = list_changes(s, from, to, middle, middle * rate, changes);
        if (keeps_limits(s, changes, count))
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- trials ---- */

/* Offers whose places an exchange changes, and how many of them can be used then; how many offers.
 */
static uint32_t list_offers(const search *s, const source *from, const target *to, double q,
                            double p, uint32_t offers[2], double usable[2]) {
    const eqp_programme *in = programme(s);
    offers[0] = in->pair_offer[to->pair];
    usable[0] = fmin(s->bought[offers[0]] + q, capacity_of(s, offers[0]));
    if (from->kind != EQP_EXCHANGE_SWAP)
        return 1;
    offers[1] = in->pair_offer[from->pair];
    usable[1] = fmin(s->bought[offers[1]] - p, capacity_of(s, offers[1]));
    return 2;
}

/* Solves with an exchange made; keeps it where it is the best for what it buys. */
static eqp_status verify(search *s, const source *from, target *to, double q, double p) {
    const eqp_draft_case *c = s->draft_case;
    const eqp_programme *in = c->programme;
    double usable[2], value;
    uint32_t offers[2], count = list_offers(s, from, to, q, p, offers, usable);
    int worse;
    eqp_status status =
        eqp_best_use_try(s->evaluation, count, offers, usable, &value, &worse, s->error);
    if (status || worse || !(value - s->value > to->best.gain + s->least_gain))
        return status;
    to->paid_by = to->next;
    to->best = (eqp_exchange){
        .kind = from->kind,
        .from_offer = from->pair == EQP_NONE ? EQP_NONE : in->offer[in->pair_offer[from->pair]],
        .taker = from->taker_pair == EQP_NONE ? EQP_NONE : in->pair_institution[from->taker_pair],
        .to_offer = in->offer[offers[0]],
        .institution = in->pair_institution[to->pair],
        .from_places = p,
        .to_places = q,
        .money = eqp_number_settled(eqp_draft_cost(c, to->pair, c->places[to->pair] + q) -
                                    eqp_draft_cost(c, to->pair, c->places[to->pair])),
        .gain = eqp_number_settled(value - s->value)};
    if (from->pair != EQP_NONE)
        to->best.freed =
            eqp_number_settled(eqp_draft_cost(c, from->pair, c->places[from->pair]) -
                               eqp_draft_cost(c, from->pair, c->places[from->pair] - p));
    if (from->taker_pair != EQP_NONE)
        to->best.taker_money = eqp_number_settled(
            eqp_draft_cost(c, from->taker_pair, c->places[from->taker_pair] + p) -
            eqp_draft_cost(c, from->taker_pair, c->places[from->taker_pair]));
    return EQP_OK;
}

/* The same where limits allow it. */
static eqp_status verify_allowed(search *s, const source *from, target *to, double q, double p) {
    change changes[3];
    int count = list_changes(s, from, to, q, p, changes);
    return q > 0 && q <= to->room + EQP_PLACES_NOISE && p <= from->places + EQP_PLACES_NOISE &&
                   keeps_limits(s, changes, count)
               ? verify(s, from, to, q, p)
               : EQP_OK;
}

/* Whole places: what is best, rounded down and up. */
static eqp_status verify_places(search *s, const source *from, target *to, double best) {
    double rate = rate_of(from, to), q = floor(best + 1 / PARTS);
    eqp_status status = verify_allowed(s, from, to, q, ceil(q * rate - 1 / PARTS));
    if (!status && q < best - 1 / PARTS)
        status = verify_allowed(s, from, to, q + 1, ceil((q + 1) * rate - 1 / PARTS));
    return status;
}

/* The largest number of places below `places` that can be cut into sessions; below 0: none. */
static double session_below(const search *s, uint32_t pair, double places) {
    uint32_t offer = programme(s)->offer[programme(s)->pair_offer[pair]];
    double whole = floor(places + 1 / PARTS);
    while (whole > 0 && eqp_draft_whole_places(s->draft_case->study, offer, whole) > whole)
        whole--;
    return whole < 0 ? whole
                     : fmin(whole, eqp_draft_whole_places(s->draft_case->study, offer, whole));
}

/* Whole sessions on every side: gives up the fewest places that limits allow. */
static eqp_status verify_bought(search *s, const source *from, target *to, double after) {
    const eqp_draft_case *c = s->draft_case;
    double q = after - c->places[to->pair], kept, least;
    change changes[3];
    if (from->pair == EQP_NONE)
        return verify_allowed(s, from, to, q, 0);
    least = c->places[from->pair] - from->places - EQP_PLACES_NOISE;
    kept = c->places[from->pair] - floor(fmax(0, q) * rate_of(from, to) * 0.5);
    for (kept = session_below(s, from->pair, kept); kept >= least;
         kept = session_below(s, from->pair, kept - 1)) {
        double p = c->places[from->pair] - kept;
        double taken = from->taker_pair == EQP_NONE ? 0 : c->places[from->taker_pair] + p;
        int fits = from->taker_pair == EQP_NONE ||
                   eqp_draft_whole_places(c->study,
                                          programme(s)->offer[programme(s)->pair_offer[from->pair]],
                                          taken) == taken;
        int count = list_changes(s, from, to, q, p, changes);
        if (p > 0 && fits && keeps_limits(s, changes, count))
            return verify_allowed(s, from, to, q, p);
        if (!(kept > 0))
            break;
    }
    return EQP_OK;
}

static eqp_status verify_sessions(search *s, const source *from, target *to, double best) {
    double places = s->draft_case->places[to->pair];
    uint32_t offer = programme(s)->offer[programme(s)->pair_offer[to->pair]];
    double below = session_below(s, to->pair, places + best), above;
    eqp_status status = below > places ? verify_bought(s, from, to, below) : EQP_OK;
    above = floor(fmax(below, places)) + 1;
    while (above <= places + to->room &&
           eqp_draft_whole_places(s->draft_case->study, offer, above) != above)
        above++;
    if (!status && above <= places + to->room)
        status = verify_bought(s, from, to, above);
    return status;
}

static eqp_status verify_step(search *s, const source *from, target *to, double best) {
    double q = floor(best * PARTS) / PARTS;
    switch (s->steps) {
    case STEP_SESSION:
        return verify_sessions(s, from, to, best);
    case STEP_PLACE:
        return verify_places(s, from, to, best);
    default:
        return verify_allowed(s, from, to, q,
                              fmin(from->places, ceil(q * rate_of(from, to) * 1e9) / 1e9));
    }
}

/* What was learnt from a trial holds for every exchange. */
static int add_cut(search *s, const double *place, double above) {
    uint32_t offers = programme(s)->offers;
    if (s->cut_count == MOST_CUTS)
        return 0;
    s->cuts[s->cut_count].place = eqp_allocate(offers, sizeof(double));
    if (!s->cuts[s->cut_count].place)
        return -1;
    memcpy(s->cuts[s->cut_count].place, place, offers * sizeof *place);
    s->cuts[s->cut_count++].above = above;
    return 0;
}

static eqp_status try_exchange(search *s, target *to, double *place) {
    const source *from = &s->sources[to->next];
    uint32_t offer = programme(s)->pair_offer[to->pair];
    double rate = rate_of(from, to), most = allowed_of(s, from, to, most_of(from, to));
    double places, value, slope;
    eqp_status status;
    to->tried[to->tried_count++] = to->next;
    s->trials++;
    if (!(most > EQP_PLACES_NOISE))
        return EQP_OK;
    status = eqp_best_use_exchange(s->evaluation, from->losing, rate, offer, most, &places, &value,
                                   place, s->error);
    if (status)
        return status;
    slope = place[offer] - (from->losing == EQP_NONE ? 0 : place[from->losing] * rate);
    if (add_cut(s, place, value - s->value - slope * places))
        return eqp_error_memory(s->error);
    if (s->steps != STEP_SESSION && !(value - s->value > to->best.gain + s->least_gain))
        return EQP_OK;
    return verify_step(s, from, to, places);
}

/* ---- the search ---- */

static int compare_exchanges(const void *a, const void *b) {
    const eqp_exchange *one = a, *other = b;
    if (one->gain != other->gain)
        return one->gain > other->gain ? -1 : 1;
    if (one->to_offer != other->to_offer)
        return one->to_offer < other->to_offer ? -1 : 1;
    return (one->institution > other->institution) - (one->institution < other->institution);
}

/* Puts the best exchanges of all purchases into found. */
static void collect(const search *s, eqp_exchange *found, uint32_t *count) {
    *count = 0;
    for (uint32_t t = 0; t < s->target_count; t++) {
        const eqp_exchange *best = &s->targets[t].best;
        if (!(best->gain > 0))
            continue;
        if (*count < EQP_EXCHANGES_MOST)
            found[(*count)++] = *best;
        else if (compare_exchanges(best, &found[*count - 1]) < 0)
            found[*count - 1] = *best;
        else
            continue;
        qsort(found, *count, sizeof *found, compare_exchanges);
    }
}

/* What an exchange must gain to be among the best. */
static double least_of_interest(const search *s) {
    eqp_exchange found[EQP_EXCHANGES_MOST];
    uint32_t count;
    collect(s, found, &count);
    return count == EQP_EXCHANGES_MOST ? found[count - 1].gain : 0;
}

static target *most_promising(search *s) {
    target *best = NULL;
    for (uint32_t t = 0; t < s->target_count; t++)
        if (s->targets[t].bound > 0 && (!best || s->targets[t].bound > best->bound))
            best = &s->targets[t];
    return best;
}

static uint32_t most_trials(const search *s) {
    const eqp_lp *lp = programme(s)->lp;
    double most = TRIALS_SIZE / ((double)lp->rows + lp->columns);
    return (uint32_t)fmax(LEAST_TRIALS, fmin(MOST_TRIALS, most));
}

static eqp_status run(search *s, double *place) {
    uint32_t most = most_trials(s);
    double interest = 0;
    for (uint32_t t = 0; t < s->target_count; t++)
        find_bound(s, &s->targets[t]);
    while (s->trials < most && !eqp_watch_stop(s->watch)) {
        target *next = most_promising(s);
        eqp_status status = EQP_OK;
        if (!next || next->bound <= interest + s->least_gain)
            break;
        if (next->cuts_seen == s->cut_count) {
            status = try_exchange(s, next, place);
            interest = least_of_interest(s);
        }
        if (status)
            return s->watch->stopped ? EQP_OK : status;
        find_bound(s, next);
    }
    return EQP_OK;
}

static int compare_targets(const void *a, const void *b) {
    const target *one = a, *other = b;
    return compare_exchanges(&one->best, &other->best);
}

/* What was found with each zone held where it is counts as evaluate itself would have it: zones
 * lack the least that they can together. */
static eqp_status confirm(search *s) {
    eqp_status status = EQP_OK;
    qsort(s->targets, s->target_count, sizeof *s->targets, compare_targets);
    for (uint32_t t = 0; t < s->target_count; t++) {
        target *to = &s->targets[t];
        double usable[2], value = 0, gain = to->best.gain;
        uint32_t offers[2], count;
        int worse = 1;
        to->best.gain = 0;
        if (t >= MOST_FINALISTS || !(gain > 0) || status || s->watch->stopped)
            continue;
        count = list_offers(s, &s->sources[to->paid_by], to, to->best.to_places,
                            to->best.from_places, offers, usable);
        status = eqp_best_use_again(s->evaluation, count, offers, usable, &value, &worse, s->error);
        if (!status && !worse && value - s->value > s->least_gain)
            to->best.gain = eqp_number_settled(value - s->value);
    }
    return s->watch->stopped ? EQP_OK : status;
}

static int allocate(search *s) {
    const eqp_programme *p = programme(s);
    uint32_t rows = s->draft_case->study->rules.count + 2;
    s->bought = eqp_allocate(p->offers, sizeof *s->bought);
    s->spent = eqp_allocate(institutions(s), sizeof *s->spent);
    s->budget = eqp_allocate(institutions(s), sizeof *s->budget);
    s->over = eqp_allocate(rows, sizeof *s->over);
    s->size = eqp_allocate(rows, sizeof *s->size);
    s->first = eqp_allocate((size_t)institutions(s) + 1, sizeof *s->first);
    s->targets = eqp_allocate(p->pairs, sizeof *s->targets);
    return s->bought && s->spent && s->budget && s->over && s->size && s->first && s->targets;
}

static void release(search *s) {
    eqp_free(s->bought);
    eqp_free(s->spent);
    eqp_free(s->budget);
    eqp_free(s->over);
    eqp_free(s->size);
    eqp_free(s->first);
    eqp_free(s->targets);
    eqp_free(s->sources);
    for (uint32_t i = 0; i < s->cut_count; i++)
        eqp_free(s->cuts[i].place);
}

eqp_status eqp_exchanges_find(const eqp_draft_case *draft_case, eqp_best_use *evaluation,
                              const eqp_best_use_result *evaluated, double most_gain,
                              eqp_watch *watch, eqp_exchange *found, uint32_t *count,
                              eqp_error *error) {
    search s = {.draft_case = draft_case,
                .evaluation = evaluation,
                .watch = watch,
                .value = evaluated->value,
                .most_gain = most_gain,
                .least_gain = LEAST_GAIN * fmax(1, evaluated->value),
                .error = error};
    double *place = eqp_allocate(draft_case->programme->offers, sizeof *place);
    double *best_rate = eqp_allocate(draft_case->study->institutions.count, sizeof *best_rate);
    eqp_status status = EQP_OK;
    *count = 0;
    if (!place || !best_rate || !allocate(&s)) {
        status = eqp_error_memory(error);
    } else {
        count_draft(&s);
        list_targets(&s);
        if (add_cut(&s, eqp_best_use_place_value(evaluation), 0) || list_sources(&s))
            status = eqp_error_memory(error);
    }
    if (!status) {
        choose_sources(&s, best_rate);
        status = run(&s, place);
        if (!status && evaluated->shortfall > 0)
            status = confirm(&s);
        collect(&s, found, count);
    }
    eqp_free(place);
    eqp_free(best_rate);
    release(&s);
    return status;
}
