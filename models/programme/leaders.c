#include "models/programme/leaders.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Buyers are compared in so many parts of a place, so that noise chooses no leader. */
#define PARTS_OF_PLACE 1e6

/* A pair in a course or a cell. */
typedef struct member {
    uint32_t course, spot[3], buyer, pair;
} member;

static int compare(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_spots(const member *a, const member *b) {
    int order = compare(b->course, a->course);
    for (int i = 0; !order && i < 3; i++)
        order = compare(a->spot[i], b->spot[i]);
    return order;
}

static int compare_members(const void *left, const void *right) {
    const member *a = left, *b = right;
    int order = compare_spots(a, b);
    if (!order)
        order = compare(a->buyer, b->buyer);
    return order ? order : compare(a->pair, b->pair);
}

static member member_of(const eqp_programme *programme, uint32_t pair, uint32_t course) {
    const eqp_study *study = programme->study;
    uint32_t offer = programme->offer[programme->pair_offer[pair]];
    uint32_t occupation = study->main_occupation[offer];
    member m = {.course = course,
                .buyer = study->institutions.buyer[programme->pair_institution[pair]],
                .pair = pair};
    if (course) {
        m.spot[0] = offer;
        return m;
    }
    m.spot[0] = study->offers.zone[offer];
    m.spot[1] = occupation == EQP_NONE ? EQP_NONE : study->occupations.family[occupation];
    m.spot[2] = study->offers.kind[offer];
    return m;
}

/* The buyer that table `leads` names for an offer, EQP_NONE where none. */
static uint32_t named_leader(const eqp_study *study, uint32_t offer) {
    uint32_t occupation = study->main_occupation[offer], found = EQP_NONE;
    uint32_t department = study->zones.department[study->offers.zone[offer]];
    if (occupation == EQP_NONE)
        return EQP_NONE;
    for (size_t row = 0; row < study->leads.count; row++) {
        uint32_t where = study->leads.department[row];
        if (study->leads.family[row] != study->occupations.family[occupation])
            continue;
        if (where != EQP_NONE && where == department)
            return study->institutions.buyer[study->leads.institution[row]];
        if (where == EQP_NONE)
            found = study->institutions.buyer[study->leads.institution[row]];
    }
    return found;
}

/* The members of one spot become one unless they are all of one buyer. */
static void add_spot(eqp_spots *spots, const eqp_programme *programme, const member *members,
                     uint32_t count) {
    uint32_t named =
        named_leader(programme->study, programme->offer[programme->pair_offer[members[0].pair]]);
    uint32_t at = spots->start[spots->count];
    if (members[0].buyer == members[count - 1].buyer)
        return;
    spots->named[spots->count] = EQP_NONE;
    for (uint32_t i = 0; i < count; i++) {
        spots->pair[at + i] = members[i].pair;
        spots->buyer[at + i] = members[i].buyer;
        if (members[i].buyer == named)
            spots->named[spots->count] = named;
    }
    spots->start[++spots->count] = at + count;
    spots->courses += members[0].course;
}

static void fill(eqp_spots *spots, const eqp_programme *programme, member *members) {
    uint32_t count = 2 * programme->pairs;
    for (uint32_t pair = 0; pair < programme->pairs; pair++) {
        members[pair] = member_of(programme, pair, 1);
        members[programme->pairs + pair] = member_of(programme, pair, 0);
    }
    if (count > 0)
        qsort(members, count, sizeof *members, compare_members);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_spots(&members[i], &members[end]) == 0; end++)
            ;
        add_spot(spots, programme, &members[i], end - i);
    }
}

eqp_status eqp_spots_create(const eqp_programme *programme, eqp_spots **out, eqp_error *error) {
    size_t pairs = programme->pairs;
    eqp_spots *spots = eqp_allocate(1, sizeof *spots);
    member *members = eqp_allocate(2 * pairs, sizeof *members);
    int done = spots && members;
    *out = NULL;
    if (spots) {
        spots->start = eqp_allocate(2 * pairs + 1, sizeof *spots->start);
        spots->pair = eqp_allocate(2 * pairs, sizeof *spots->pair);
        spots->buyer = eqp_allocate(2 * pairs, sizeof *spots->buyer);
        spots->named = eqp_allocate(2 * pairs, sizeof *spots->named);
        done = done && spots->start && spots->pair && spots->buyer && spots->named;
    }
    if (done)
        fill(spots, programme, members);
    eqp_free(members);
    if (!done) {
        eqp_spots_free(spots);
        return eqp_error_memory(error);
    }
    *out = spots;
    return EQP_OK;
}

void eqp_spots_free(eqp_spots *spots) {
    if (!spots)
        return;
    eqp_free(spots->start);
    eqp_free(spots->pair);
    eqp_free(spots->buyer);
    eqp_free(spots->named);
    eqp_free(spots);
}

static uint32_t leader_of(const eqp_spots *spots, uint32_t spot, const double *places) {
    uint32_t leader = EQP_NONE;
    double largest = -INFINITY;
    for (uint32_t i = spots->start[spot]; i < spots->start[spot + 1];) {
        uint32_t buyer = spots->buyer[i];
        double bought = 0;
        for (; i < spots->start[spot + 1] && spots->buyer[i] == buyer; i++)
            bought += places[spots->pair[i]];
        bought = round(bought * PARTS_OF_PLACE);
        if (bought > largest) {
            largest = bought;
            leader = buyer;
        }
    }
    return leader;
}

uint32_t eqp_spots_lead(const eqp_spots *spots, const double *places, uint32_t *leader) {
    uint32_t changed = 0;
    for (uint32_t s = 0; s < spots->count; s++) {
        uint32_t was = leader[s];
        leader[s] = spots->named[s] != EQP_NONE ? spots->named[s] : leader_of(spots, s, places);
        changed += leader[s] != was;
    }
    return changed;
}

void eqp_spots_prefer(const eqp_spots *spots, uint32_t buyer, const double *places,
                      uint32_t *leader) {
    eqp_spots_lead(spots, places, leader);
    for (uint32_t s = 0; s < spots->count; s++)
        for (uint32_t i = spots->start[s]; i < spots->start[s + 1]; i++)
            if (spots->buyer[i] == buyer && spots->named[s] == EQP_NONE)
                leader[s] = buyer;
}

static void weigh_from(const eqp_spots *spots, uint32_t first, const uint32_t *leader,
                       uint32_t pairs, double *weight) {
    for (uint32_t pair = 0; pair < pairs; pair++)
        weight[pair] = 0;
    for (uint32_t s = first; s < spots->count; s++)
        for (uint32_t i = spots->start[s]; i < spots->start[s + 1]; i++)
            weight[spots->pair[i]] += spots->buyer[i] != leader[s];
}

void eqp_spots_weigh(const eqp_spots *spots, const uint32_t *leader, uint32_t pairs,
                     double *weight) {
    weigh_from(spots, 0, leader, pairs, weight);
}

void eqp_spots_weigh_cells(const eqp_spots *spots, const uint32_t *leader, uint32_t pairs,
                           double *weight) {
    weigh_from(spots, spots->courses, leader, pairs, weight);
}

/* What the buyer of member `first` has in a spot, and where the next one's members begin. */
static double bought(const eqp_spots *spots, uint32_t spot, uint32_t first, const double *places,
                     uint32_t *next) {
    double sum = 0;
    for (*next = first;
         *next < spots->start[spot + 1] && spots->buyer[*next] == spots->buyer[first]; ++*next)
        sum += places[spots->pair[*next]];
    if (spots->named[spot] != EQP_NONE)
        return spots->buyer[first] == spots->named[spot];
    return fmax(0, sum);
}

/* (Σ X^q)^(1/q), and the largest X, by which sums stay within range. */
static double norm(const eqp_spots *spots, uint32_t spot, double exponent, const double *places,
                   double *largest) {
    double sum = 0;
    uint32_t next;
    *largest = 0;
    for (uint32_t i = spots->start[spot]; i < spots->start[spot + 1]; i = next)
        *largest = fmax(*largest, bought(spots, spot, i, places, &next));
    for (uint32_t i = spots->start[spot]; *largest > 0 && i < spots->start[spot + 1]; i = next)
        sum += pow(bought(spots, spot, i, places, &next) / *largest, exponent);
    return *largest * pow(sum, 1 / exponent);
}

static uint32_t count_buyers(const eqp_spots *spots, uint32_t spot) {
    uint32_t count = 1;
    for (uint32_t i = spots->start[spot] + 1; i < spots->start[spot + 1]; i++)
        count += spots->buyer[i] != spots->buyer[i - 1];
    return count;
}

void eqp_spots_smooth(const eqp_spots *spots, double exponent, const double *places, uint32_t pairs,
                      double *weight) {
    for (uint32_t pair = 0; pair < pairs; pair++)
        weight[pair] = 0;
    for (uint32_t s = spots->courses; s < spots->count; s++) {
        double largest, all = norm(spots, s, exponent, places, &largest);
        double equal = pow(count_buyers(spots, s), -1 / exponent);
        for (uint32_t i = spots->start[s], next; i < spots->start[s + 1]; i = next) {
            double x = bought(spots, s, i, places, &next);
            double slope = 1 - pow(largest > 0 ? x / all : equal, exponent - 1);
            for (uint32_t j = i; j < next; j++)
                weight[spots->pair[j]] = slope;
        }
    }
}
