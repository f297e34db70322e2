#include "models/overlap.h"

#include "models/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one buyer buys in a cell. */
typedef struct purchase {
    uint32_t cell[3], buyer;
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

static double overlap_of(const eqp_programme *programme, const double *places, int course,
                         purchase *purchases) {
    const eqp_study *study = programme->study;
    uint32_t count = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++) {
        purchase *made = &purchases[count];
        if (!(places[pair] > 0))
            continue;
        set_cell(study, programme->offer[programme->pair_offer[pair]], course, made->cell);
        made->buyer = study->institutions.buyer[programme->pair_institution[pair]];
        made->places = places[pair];
        count++;
    }
    return sum_overlap(purchases, count);
}

eqp_status eqp_overlap_measure(const eqp_programme *programme, const double *places,
                               eqp_overlap *overlap, eqp_error *error) {
    purchase *purchases = eqp_allocate(programme->pairs, sizeof *purchases);
    *overlap = (eqp_overlap){0, 0};
    if (!purchases)
        return eqp_error_memory(error);
    overlap->courses = overlap_of(programme, places, 1, purchases);
    overlap->cells = overlap_of(programme, places, 0, purchases);
    eqp_free(purchases);
    return EQP_OK;
}
