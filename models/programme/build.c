#include "models/programme/programme.h"

#include "models/base/memory.h"
#include "models/base/search.h"
#include "models/programme/rows.h"
#include "models/programme/rule.h"

#include <math.h>
#include <string.h>

/* What building needs beside the programme itself. */
typedef struct builder {
    const eqp_study *study;
    eqp_programme *programme;
    uint32_t *site_start;     /* [zones + 1] who attends at site s: entries site_start[s] … */
    uint32_t *site_residence; /* residence of each entry */
    double *site_share;       /* a_zs of each entry */
    uint32_t *need_cell;      /* [needs] index of the cell, EQP_NONE where there is none */
    double *signed_places;    /* [programme->offers] Σ_i l_ki */
} builder;

/* The first row whose key is at least a. */
static uint32_t first_of(uint32_t count, const uint32_t *keys, uint32_t a) {
    return eqp_search_first(count, keys, sizeof *keys, a);
}

static uint32_t find_need(const eqp_study *study, uint32_t zone, uint32_t occupation) {
    return eqp_search_pair(EQP_SORTED(study->needs, zone, occupation), zone, occupation);
}

static uint32_t find_decision(const eqp_study *study, uint32_t offer, uint32_t institution) {
    return eqp_search_pair(EQP_SORTED(study->decisions, offer, institution), offer, institution);
}

static uint32_t find_previous(const eqp_study *study, uint32_t offer, uint32_t institution) {
    return eqp_search_pair(EQP_SORTED(study->previous, offer, institution), offer, institution);
}

/* h_ki where max_change is set: places bought before of a pair, no more than can be bought now. */
static double places_before(const eqp_study *study, uint32_t offer, uint32_t institution) {
    uint32_t row, decision;
    double places;
    if (isnan(study->settings.max_change))
        return 0;
    row = find_previous(study, offer, institution);
    if (row == EQP_NONE)
        return 0;
    places = fmin(study->previous.places[row], study->offers.places[offer]);
    decision = find_decision(study, offer, institution);
    return decision == EQP_NONE ? places : fmin(places, study->decisions.max_places[decision]);
}

/* d_zo = max(0, n_zo − m_zo), and what each zone needs and has. */
static int net_commitments(builder *b) {
    const eqp_study *study = b->study;
    eqp_programme *p = b->programme;
    uint32_t needs = study->needs.count, zones = study->zones.count;
    p->residual = eqp_allocate(needs, sizeof *p->residual);
    p->committed = eqp_allocate(needs, sizeof *p->committed);
    p->zone_need = eqp_allocate(zones, sizeof *p->zone_need);
    p->zone_committed = eqp_allocate(zones, sizeof *p->zone_committed);
    p->zone_reached = eqp_allocate(zones, sizeof *p->zone_reached);
    if (!p->residual || !p->committed || !p->zone_need || !p->zone_committed || !p->zone_reached)
        return -1;
    for (uint32_t c = 0; c < study->commitments.count; c++) {
        uint32_t n = find_need(study, study->commitments.zone[c], study->commitments.occupation[c]);
        if (n != EQP_NONE)
            p->committed[n] += study->commitments.places[c] * study->commitments.success_rate[c];
    }
    for (uint32_t n = 0; n < needs; n++) {
        double need = eqp_study_need(study, n);
        uint32_t zone = study->needs.zone[n];
        p->residual[n] = fmax(0, need - p->committed[n]);
        p->committed[n] = fmin(need, p->committed[n]);
        p->zone_need[zone] += need;
        p->zone_committed[zone] += p->committed[n];
    }
    return 0;
}

/* Who attends where, by site: the mobility table turned round, with a_ss = 1 where it is silent. */
static int turn_mobility(builder *b) {
    const eqp_mobility *mobility = &b->study->mobility;
    uint32_t zones = b->study->zones.count, *fill;
    b->site_start = eqp_allocate((size_t)zones + 2, sizeof *b->site_start);
    b->site_residence = eqp_allocate((size_t)mobility->count + zones, sizeof *b->site_residence);
    b->site_share = eqp_allocate((size_t)mobility->count + zones, sizeof *b->site_share);
    if (!b->site_start || !b->site_residence || !b->site_share)
        return -1;
    fill = b->site_start + 1; /* after filling, site_start[s] is where s begins */
    for (uint32_t m = 0; m < mobility->count; m++)
        fill[mobility->site[m] + 1]++;
    for (uint32_t z = 0; z < zones; z++) {
        if (eqp_search_pair(EQP_SORTED(*mobility, residence, site), z, z) == EQP_NONE)
            fill[z + 1]++;
    }
    for (uint32_t z = 0; z < zones; z++)
        fill[z + 1] += fill[z];
    for (uint32_t z = 0; z < zones; z++) {
        uint32_t m = first_of(mobility->count, mobility->residence, z);
        int own_listed = eqp_search_pair(EQP_SORTED(*mobility, residence, site), z, z) != EQP_NONE;
        if (!own_listed) {
            b->site_residence[fill[z]] = z;
            b->site_share[fill[z]++] = 1;
        }
        for (; m < mobility->count && mobility->residence[m] == z; m++) {
            uint32_t site = mobility->site[m];
            b->site_residence[fill[site]] = z;
            b->site_share[fill[site]++] = mobility->share[m];
        }
    }
    return 0;
}

typedef void (*use_visitor)(builder *b, uint32_t need, double effect);

/* Visits every (need, e_kzo) that a place of the offer can serve. */
static uint32_t visit_uses(builder *b, uint32_t offer, use_visitor visit) {
    const eqp_study *study = b->study;
    const eqp_offer_occupations *leads = &study->offer_occupations;
    double rate = study->offers.fill_rate[offer] * study->offers.success_rate[offer];
    uint32_t site = study->offers.zone[offer], found = 0;
    uint32_t lead = first_of(leads->count, leads->offer, offer);
    for (; lead < leads->count && leads->offer[lead] == offer; lead++) {
        for (uint32_t a = b->site_start[site]; a < b->site_start[site + 1]; a++) {
            double effect = rate * leads->fit[lead] * b->site_share[a];
            uint32_t need;
            if (!(effect > 0))
                continue;
            need = find_need(study, b->site_residence[a], leads->occupation[lead]);
            if (need == EQP_NONE || !(b->programme->residual[need] > 0))
                continue;
            found++;
            if (visit)
                visit(b, need, effect);
        }
    }
    return found;
}

/* Chooses the offers that have columns and counts pairs and uses: an offer that can cover nothing
 * has Σ_i x_ki = Σ_i l_ki, so it matters only where something is signed. */
static int choose_offers(builder *b) {
    const eqp_study *study = b->study;
    eqp_programme *p = b->programme;
    uint32_t offers = study->offers.count;
    p->offer = eqp_allocate(offers, sizeof *p->offer);
    p->pair_start = eqp_allocate((size_t)offers + 1, sizeof *p->pair_start);
    p->use_start = eqp_allocate((size_t)offers + 1, sizeof *p->use_start);
    p->decided = eqp_allocate(offers, sizeof *p->decided);
    b->signed_places = eqp_allocate(offers, sizeof *b->signed_places);
    if (!p->offer || !p->pair_start || !p->use_start || !p->decided || !b->signed_places)
        return -1;
    for (uint32_t k = 0; k < offers; k++) {
        uint32_t row = first_of(study->prices.count, study->prices.offer, k), pairs = 0, uses;
        double signed_places = 0;
        int decided = 0;
        for (; row < study->prices.count && study->prices.offer[row] == k; row++, pairs++) {
            uint32_t institution = study->prices.institution[row];
            uint32_t d = find_decision(study, k, institution);
            if (d != EQP_NONE) {
                decided = 1;
                signed_places += study->decisions.min_places[d];
            }
            if (places_before(study, k, institution) > 0) {
                decided = 1;
                pairs++;
            }
        }
        if (pairs == 0 || (study->offers.places[k] == 0 && signed_places == 0))
            continue;
        uses = visit_uses(b, k, NULL);
        if (uses == 0 && signed_places == 0)
            continue;
        p->offer[p->offers] = k;
        p->decided[p->offers] = (uint8_t)decided;
        b->signed_places[p->offers] = signed_places;
        p->pairs += pairs;
        p->uses += uses;
        p->offers++;
        p->pair_start[p->offers] = p->pairs;
        p->use_start[p->offers] = p->uses;
    }
    p->first_use = p->pairs;
    p->level_column = p->pairs + p->uses;
    return 0;
}

static void note_use(builder *b, uint32_t need, double effect) {
    eqp_programme *p = b->programme;
    p->use_offer[p->uses] = p->offers;
    p->use_cell[p->uses] = need; /* the need's row, until cells are numbered */
    p->use_effect[p->uses++] = effect;
    p->zone_reached[b->study->needs.zone[need]] = 1;
    b->need_cell[need] = 0;
}

/* p + what a session costs, spread over as many places as it can have. */
static double spread_price(const eqp_study *study, uint32_t row) {
    double most = study->offers.group_max[study->prices.offer[row]];
    double price = study->prices.price[row], session = study->prices.session_price[row];
    return session > 0 && most > 0 ? price + session / most : price;
}

static void note_pair(builder *b, uint32_t pair, uint32_t row, int kept) {
    eqp_programme *p = b->programme;
    p->pair_offer[pair] = p->offers;
    p->pair_institution[pair] = b->study->prices.institution[row];
    p->pair_row[pair] = row;
    p->pair_kept[pair] = (uint8_t)kept;
    p->pair_price[pair] = spread_price(b->study, row);
}

/* Lists pairs and uses of the chosen offers. */
static int list_columns(builder *b) {
    const eqp_study *study = b->study;
    eqp_programme *p = b->programme;
    uint32_t offers = p->offers, pair = 0;
    p->pair_offer = eqp_allocate(p->pairs, sizeof *p->pair_offer);
    p->pair_institution = eqp_allocate(p->pairs, sizeof *p->pair_institution);
    p->pair_row = eqp_allocate(p->pairs, sizeof *p->pair_row);
    p->pair_kept = eqp_allocate(p->pairs, sizeof *p->pair_kept);
    p->pair_price = eqp_allocate(p->pairs, sizeof *p->pair_price);
    p->use_offer = eqp_allocate(p->uses, sizeof *p->use_offer);
    p->use_cell = eqp_allocate(p->uses, sizeof *p->use_cell);
    p->use_effect = eqp_allocate(p->uses, sizeof *p->use_effect);
    b->need_cell = eqp_allocate(study->needs.count, sizeof *b->need_cell);
    if (!p->pair_offer || !p->pair_institution || !p->pair_row || !p->pair_kept || !p->pair_price ||
        !p->use_offer || !p->use_cell || !p->use_effect || !b->need_cell)
        return -1;
    for (uint32_t n = 0; n < study->needs.count; n++)
        b->need_cell[n] = EQP_NONE;
    p->uses = 0;
    for (p->offers = 0; p->offers < offers; p->offers++) { /* note_use reads p->offers */
        uint32_t row = first_of(study->prices.count, study->prices.offer, p->offer[p->offers]);
        for (; pair < p->pair_start[p->offers + 1]; row++) {
            if (places_before(study, p->offer[p->offers], study->prices.institution[row]) > 0)
                note_pair(b, pair++, row, 1);
            note_pair(b, pair++, row, 0);
        }
        visit_uses(b, p->offer[p->offers], note_use);
    }
    return 0;
}

/* Numbers the needs that some use reaches. */
static int number_cells(builder *b) {
    eqp_programme *p = b->programme;
    uint32_t needs = b->study->needs.count;
    p->cell_need_row = eqp_allocate(needs, sizeof *p->cell_need_row);
    if (!p->cell_need_row)
        return -1;
    for (uint32_t n = 0; n < needs; n++) {
        if (b->need_cell[n] != EQP_NONE) {
            b->need_cell[n] = p->cells;
            p->cell_need_row[p->cells++] = n;
        }
    }
    for (uint32_t u = 0; u < p->uses; u++)
        p->use_cell[u] = b->need_cell[p->use_cell[u]];
    return 0;
}

/* How many rows an index set makes. */
static uint32_t index_size(const eqp_programme *p, eqp_row_index index) {
    switch (index) {
    case EQP_INDEX_offer:
        return p->offers;
    case EQP_INDEX_cell:
        return p->cells;
    case EQP_INDEX_institution:
        return p->study->institutions.count;
    case EQP_INDEX_rule:
        return p->study->rules.count;
    case EQP_INDEX_zone:
        return p->study->zones.count;
    case EQP_INDEX_one:
        break;
    }
    return 1;
}

/* Whether the study asks for a family at all. */
static int is_asked(const eqp_programme *p, eqp_row_family family) {
    if (family == EQP_ROW_kept || family == EQP_ROW_added)
        return !isnan(p->study->settings.max_change);
    return family != EQP_ROW_overlap || eqp_names_count(p->study->spaces[EQP_SPACE_buyer]) > 1;
}

/* The rows of blocks first, then those that couple, of these last the stages' own; how many. */
static uint32_t number_rows(eqp_programme *p) {
    uint32_t rows = 0;
    for (int place = 0; place <= 2; place++)
        for (int family = 0; family < EQP_ROW_FAMILIES; family++) {
            const eqp_row_traits *traits = eqp_row_traits_of((eqp_row_family)family);
            if (traits->couples + traits->stage != place)
                continue;
            p->rows[family].first = rows;
            if (is_asked(p, (eqp_row_family)family))
                p->rows[family].count = index_size(p, traits->index);
            rows += p->rows[family].count;
        }
    return rows;
}

static void bound(const eqp_programme *p, eqp_row_family family, uint32_t subject, double lower,
                  double upper) {
    uint32_t row = eqp_programme_row(p, family, subject);
    p->lp->row_lower[row] = lower;
    p->lp->row_upper[row] = upper;
}

/* link: 0 ≤ Σ_i x_ki − Σ_zo y_kzo ≤ Σ_i l_ki; capacity: Σ_i x_ki ≤ C_k */
static void bound_offer_rows(const builder *b) {
    const eqp_programme *p = b->programme;
    for (uint32_t k = 0; k < p->offers; k++) {
        bound(p, EQP_ROW_link, k, 0, b->signed_places[k]);
        bound(p, EQP_ROW_capacity, k, -INFINITY, b->study->offers.places[p->offer[k]]);
    }
}

/* need: Σ_k e_kzo·y_kzo ≤ d_zo */
static void bound_need_rows(const eqp_programme *p) {
    for (uint32_t c = 0; c < p->cells; c++)
        bound(p, EQP_ROW_need, c, -INFINITY, p->residual[p->cell_need_row[c]]);
}

/* budget: Σ_k p_ki·x_ki ≤ B_i */
static void bound_budget_rows(const eqp_programme *p) {
    for (uint32_t i = 0; i < p->study->institutions.count; i++)
        bound(p, EQP_ROW_budget, i, -INFINITY, p->study->budgets.budget[i]);
}

/* rule: Σ a^q_ki·x_ki ≤ or ≥ b^q; a share compares with its own measure, so its bound is 0 */
static void bound_rule_rows(const eqp_programme *p) {
    for (uint32_t q = 0; q < p->study->rules.count; q++) {
        double lower, upper;
        eqp_rule_bounds(p->study, q, &lower, &upper);
        bound(p, EQP_ROW_rule, q, lower, upper);
    }
}

/* kept: Σ min(x_ki, h_ki) ≥ (1 − change)·Σ h_ki; added: Σ max(0, x_ki − h_ki) ≤ change·Σ h_ki */
static void bound_change_rows(const eqp_programme *p) {
    double least_kept, most_added;
    if (!eqp_programme_has_rows(p, EQP_ROW_kept))
        return;
    eqp_programme_change_bounds(p, &least_kept, &most_added);
    bound(p, EQP_ROW_kept, 0, least_kept, INFINITY);
    bound(p, EQP_ROW_added, 0, -INFINITY, most_added);
}

void eqp_programme_bound_limits(eqp_programme *programme) {
    bound_budget_rows(programme);
    bound_rule_rows(programme);
    bound_change_rows(programme);
}

/* x_ki: l_ki ≤ x_ki ≤ min(C_k, u_ki), kept places apart from the rest. A minimum above that stays,
 * and shows as a conflict. */
static void bound_pair(const builder *b, uint32_t pair, double *lower, double *upper) {
    const eqp_programme *p = b->programme;
    const eqp_study *study = b->study;
    uint32_t offer = p->offer[p->pair_offer[pair]], institution = p->pair_institution[pair];
    uint32_t decision = find_decision(study, offer, institution);
    double before = places_before(study, offer, institution);
    *lower = 0;
    *upper = study->offers.places[offer];
    if (decision != EQP_NONE) {
        *lower = study->decisions.min_places[decision];
        *upper = fmax(*lower, fmin(*upper, study->decisions.max_places[decision]));
    }
    if (p->pair_kept[pair]) {
        *lower = fmin(*lower, before);
        *upper = before;
    } else {
        *lower = fmax(0, *lower - before);
        *upper -= before;
    }
}

static void add_pair_columns(builder *b) {
    const eqp_programme *p = b->programme;
    const eqp_study *study = b->study;
    int changes = eqp_programme_has_rows(p, EQP_ROW_kept);
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        uint32_t k = p->pair_offer[pair], institution = p->pair_institution[pair];
        double lower, upper;
        bound_pair(b, pair, &lower, &upper);
        eqp_lp_add_column(p->lp, lower, upper, 0);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_link, k), 1);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_capacity, k), 1);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_budget, institution),
                         p->pair_price[pair]);
        for (uint32_t q = 0; q < study->rules.count; q++)
            eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_rule, q),
                             eqp_rule_coefficient(p, q, pair));
        if (changes)
            eqp_lp_add_entry(
                p->lp, eqp_programme_row(p, p->pair_kept[pair] ? EQP_ROW_kept : EQP_ROW_added, 0),
                1);
    }
}

/* y_kzo: 0 ≤ y_kzo ≤ min(C_k, d_zo / e_kzo) */
static void add_use_columns(builder *b) {
    const eqp_programme *p = b->programme;
    const eqp_study *study = b->study;
    for (uint32_t u = 0; u < p->uses; u++) {
        uint32_t k = p->use_offer[u], need = p->cell_need_row[p->use_cell[u]];
        uint32_t zone = study->needs.zone[need];
        double effect = p->use_effect[u], worth = effect * study->needs.priority[need];
        double upper = fmin(study->offers.places[p->offer[k]], p->residual[need] / effect);
        eqp_lp_add_column(p->lp, 0, upper, worth);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_link, k), -1);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_need, p->use_cell[u]), effect);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_balance, zone),
                         effect / p->zone_need[zone]);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_level, zone),
                         effect / p->zone_need[zone]);
        eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_value, 0), worth);
    }
}

/* t: 0 ≤ t ≤ 1, in the rows of every zone that has a rate */
static void add_level_column(builder *b) {
    const eqp_programme *p = b->programme;
    eqp_lp_add_column(p->lp, 0, 1, 0);
    for (uint32_t z = 0; z < b->study->zones.count; z++)
        if (p->zone_need[z] > 0)
            eqp_lp_add_entry(p->lp, eqp_programme_row(p, EQP_ROW_level, z), -1);
}

/* Rows are free until they are bounded; those of stages stay so. */
static int fill_lp(builder *b) {
    eqp_programme *p = b->programme;
    size_t rules = b->study->rules.count;
    uint32_t rows = number_rows(p);
    p->lp =
        eqp_lp_create(rows, (size_t)p->pairs + p->uses + 1,
                      (size_t)p->pairs * (5 + rules) + (size_t)p->uses * 5 + b->study->zones.count);
    if (!p->lp)
        return -1;
    while (p->lp->rows < rows)
        eqp_lp_add_row(p->lp, -INFINITY, INFINITY);
    add_pair_columns(b);
    add_use_columns(b);
    add_level_column(b);
    bound_offer_rows(b);
    bound_need_rows(p);
    eqp_programme_bound_limits(p);
    return 0;
}

eqp_status eqp_programme_build(const eqp_study *study, eqp_programme **out, eqp_error *error) {
    builder b = {.study = study, .programme = eqp_allocate(1, sizeof(eqp_programme))};
    int failed = !b.programme;
    *out = NULL;
    if (!failed)
        b.programme->study = study;
    failed = failed || net_commitments(&b) || turn_mobility(&b) || choose_offers(&b) ||
             list_columns(&b) || number_cells(&b) || fill_lp(&b);
    eqp_free(b.site_start);
    eqp_free(b.site_residence);
    eqp_free(b.site_share);
    eqp_free(b.need_cell);
    eqp_free(b.signed_places);
    if (failed) {
        eqp_programme_free(b.programme);
        return eqp_error_memory(error);
    }
    *out = b.programme;
    return EQP_OK;
}

void eqp_programme_free(eqp_programme *programme) {
    if (!programme)
        return;
    eqp_lp_free(programme->lp);
    eqp_free(programme->offer);
    eqp_free(programme->pair_start);
    eqp_free(programme->use_start);
    eqp_free(programme->decided);
    eqp_free(programme->pair_offer);
    eqp_free(programme->pair_institution);
    eqp_free(programme->pair_row);
    eqp_free(programme->pair_kept);
    eqp_free(programme->pair_price);
    eqp_free(programme->use_offer);
    eqp_free(programme->use_cell);
    eqp_free(programme->use_effect);
    eqp_free(programme->cell_need_row);
    eqp_free(programme->residual);
    eqp_free(programme->committed);
    eqp_free(programme->zone_need);
    eqp_free(programme->zone_committed);
    eqp_free(programme->zone_reached);
    eqp_free(programme);
}

void eqp_programme_change_bounds(const eqp_programme *programme, double *least_kept,
                                 double *most_added) {
    double change = programme->study->settings.max_change, before = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        if (programme->pair_kept[pair])
            before += programme->lp->upper[pair];
    *least_kept = (1 - change) * before;
    *most_added = change * before;
}

double eqp_programme_balance_bound(const eqp_programme *programme, uint32_t zone, double rate) {
    if (!(programme->zone_need[zone] > 0))
        return -INFINITY;
    return rate - programme->zone_committed[zone] / programme->zone_need[zone];
}

void eqp_programme_hold_floors(const eqp_programme *programme, const double *floor, double *lower) {
    for (uint32_t z = 0; z < programme->study->zones.count; z++)
        lower[z] = eqp_programme_balance_bound(programme, z, floor[z]);
}

double eqp_programme_session_cost(const eqp_programme *programme, uint32_t pair, double places,
                                  double sessions) {
    const eqp_prices *prices = &programme->study->prices;
    uint32_t row = programme->pair_row[pair];
    return prices->price[row] * places + prices->session_price[row] * sessions;
}

double eqp_programme_tie_price(const eqp_programme *programme, uint32_t pair) {
    const eqp_study *study = programme->study;
    uint32_t offer = programme->offer[programme->pair_offer[pair]];
    uint64_t value = 1469598103934665603u;
    value = eqp_text_hash(value, eqp_study_id(study, EQP_SPACE_offer, offer));
    value = eqp_text_hash(
        value, eqp_study_id(study, EQP_SPACE_institution, programme->pair_institution[pair]));
    value ^=
        value >> 32; /* FNV's low bits mix less well than its high ones: fold and stir once more */
    value *= 0x9E3779B97F4A7C15u;
    return programme->pair_price[pair] * (1 + 1e-5 * ((double)(value >> 11) * 0x1p-53));
}
