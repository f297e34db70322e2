#include "models/programme/overlap.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one buyer buys in a cell. */
typedef struct purchase {
    uint32_t cell[3], buyer, pair;
    double places;
} purchase;

static int compare_purchases(const void *a, const void *b) {
    const purchase *one = a, *other = b;
    for (int i = 0; i < 3; i++)
        if (one->cell[i] != other->cell[i])
            return one->cell[i] < other->cell[i] ? -1 : 1;
    return (one->buyer > other->buyer) - (one->buyer < other->buyer);
}

static int same_cell(const purchase *one, const purchase *other) {
    return memcmp(one->cell, other->cell, sizeof one->cell) == 0;
}

/* Σ over cells of (places − places of the cell's largest buyer). */
static double sum_overlap(purchase *purchases, uint32_t count) {
    double overlap = 0;
    qsort(purchases, count, sizeof *purchases, compare_purchases);
    for (uint32_t i = 0; i < count;) {
        const purchase *cell = &purchases[i];
        double places = 0, largest = 0;
        while (i < count && same_cell(&purchases[i], cell)) {
            uint32_t buyer = purchases[i].buyer;
            double bought = 0;
            for (; i < count && same_cell(&purchases[i], cell) && purchases[i].buyer == buyer; i++)
                bought += purchases[i].places;
            places += bought;
            largest = fmax(largest, bought);
        }
        overlap += places - largest;
    }
    return overlap;
}

static void set_cell(const eqp_study *study, uint32_t offer, int course, uint32_t cell[3]) {
    uint32_t occupation = study->main_occupation[offer];
    cell[0] = course ? offer : study->offers.zone[offer];
    cell[1] = course                   ? 0
              : occupation == EQP_NONE ? EQP_NONE
                                       : study->occupations.family[occupation];
    cell[2] = course ? 0 : study->offers.kind[offer];
}

/* The pairs with more places than `above`, as purchases in courses or in cells. */
static uint32_t collect(const eqp_programme *programme, const double *places, double above,
                        int course, purchase *purchases) {
    const eqp_study *study = programme->study;
    uint32_t count = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++) {
        purchase *made = &purchases[count];
        if (!(places[pair] > above))
            continue;
        set_cell(study, programme->offer[programme->pair_offer[pair]], course, made->cell);
        made->buyer = study->institutions.buyer[programme->pair_institution[pair]];
        made->pair = pair;
        made->places = places[pair];
        count++;
    }
    return count;
}

eqp_status eqp_overlap_measure(const eqp_programme *programme, const double *places,
                               eqp_overlap *overlap, eqp_error *error) {
    purchase *purchases = eqp_allocate(programme->pairs, sizeof *purchases);
    *overlap = (eqp_overlap){0, 0};
    if (!purchases)
        return eqp_error_memory(error);
    overlap->courses = sum_overlap(purchases, collect(programme, places, 0, 1, purchases));
    overlap->cells = sum_overlap(purchases, collect(programme, places, 0, 0, purchases));
    eqp_free(purchases);
    return EQP_OK;
}

/* How much more places of an offer a buyer has, less than none where it gives some up. */
typedef struct change {
    uint32_t buyer;
    double places;
} change;

/* The changes of one offer by buyer, in their order; how many. */
static uint32_t collect_changes(const eqp_programme *programme, uint32_t offer,
                                const double *before, const double *after, change *changes) {
    const uint32_t *buyer_of = programme->study->institutions.buyer;
    uint32_t count = 0;
    for (uint32_t pair = programme->pair_start[offer]; pair < programme->pair_start[offer + 1];
         pair++) {
        uint32_t buyer = buyer_of[programme->pair_institution[pair]], at = 0;
        while (at < count && changes[at].buyer < buyer)
            at++;
        if (at == count || changes[at].buyer != buyer) {
            memmove(&changes[at + 1], &changes[at], (count - at) * sizeof *changes);
            changes[at] = (change){buyer, 0};
            count++;
        }
        changes[at].places += after[pair] - before[pair];
    }
    return count;
}

/* Matches who gives with who takes; how many handovers were written, at most count - 1. */
static size_t match(uint32_t offer, change *changes, uint32_t count, double least,
                    eqp_handover *handovers) {
    size_t made = 0;
    for (uint32_t give = 0, take = 0; give < count && take < count;) {
        double places = fmin(-changes[give].places, changes[take].places);
        if (!(changes[give].places < 0)) {
            give++;
        } else if (!(changes[take].places > 0)) {
            take++;
        } else {
            changes[give].places += places;
            changes[take].places -= places;
            if (places >= least)
                handovers[made++] =
                    (eqp_handover){offer, changes[give].buyer, changes[take].buyer, places};
        }
    }
    return made;
}

static int compare_handovers(const void *a, const void *b) {
    const eqp_handover *one = a, *other = b;
    if (one->from != other->from)
        return one->from < other->from ? -1 : 1;
    if (one->to != other->to)
        return one->to < other->to ? -1 : 1;
    return (one->offer > other->offer) - (one->offer < other->offer);
}

eqp_status eqp_overlap_handovers(const eqp_programme *programme, const double *before,
                                 const double *after, double least, eqp_handover **out,
                                 size_t *count, eqp_error *error) {
    eqp_handover *handovers = eqp_allocate(programme->pairs, sizeof *handovers);
    change *changes = eqp_allocate(programme->pairs, sizeof *changes);
    *out = NULL;
    *count = 0;
    if (!handovers || !changes) {
        eqp_free(handovers);
        eqp_free(changes);
        return eqp_error_memory(error);
    }
    for (uint32_t offer = 0; offer < programme->offers; offer++) {
        uint32_t changed = collect_changes(programme, offer, before, after, changes);
        *count += match(programme->offer[offer], changes, changed, least, &handovers[*count]);
    }
    qsort(handovers, *count, sizeof *handovers, compare_handovers);
    eqp_free(changes);
    *out = handovers;
    return EQP_OK;
}
