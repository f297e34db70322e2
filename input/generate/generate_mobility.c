/* Who would attend where, from the distances between zones. Whole numbers only: a tenth of a
 * kilometre too much on one machine would be another study. */
#include "input/generate/generate_parts.h"
#include "input/tables/study_rows.h"

#include "models/base/memory.h"

#include <stdlib.h>

#define UNIT 1000000000 /* fixed point: one */
#define MOST_SITES 8    /* a handful of sites for each residence */
#define FARTHEST 700    /* tenths of a kilometre */
#define VANISHING 850   /* tenths of a kilometre at which the share would reach 0 */
#define NEXT_DOOR 70    /* percent who would attend at distance 0 in another zone */
#define LEAST_SHARE 2   /* percent; less is not worth a row */

typedef struct {
    uint32_t site;
    uint32_t distance; /* tenths of a kilometre */
} neighbour;

/* cos of an angle in hundred-thousandths of a degree, in billionths, by its series. */
static int64_t cosine(int64_t angle) {
    int64_t radians = angle * 3141592654 / 18000000;
    int64_t square = radians * radians / UNIT, term = UNIT, sum = UNIT;
    for (int n = 2; n <= 16; n += 2) {
        term = -term * square / UNIT / (n * (n - 1));
        sum += term;
    }
    return sum;
}

static int has_coordinates(const eqp_study *study, uint32_t zone) {
    return !isnan(study->zones.latitude[zone]) && !isnan(study->zones.longitude[zone]);
}

/* Tenths of a kilometre, on the plane that touches the globe between the two (a degree is 111.2
 * km). */
static uint64_t distance(const eqp_study *study, uint32_t a, uint32_t b) {
    int64_t from = llround(study->zones.latitude[a] * 1e5);
    int64_t to = llround(study->zones.latitude[b] * 1e5);
    int64_t east =
        llround(study->zones.longitude[b] * 1e5) - llround(study->zones.longitude[a] * 1e5);
    int64_t north = to - from;
    east = east * cosine((from + to) / 2) / UNIT;
    return eqp_whole_root((uint64_t)(east * east + north * north)) * 1112 / 100000;
}

static int nearer(const void *a, const void *b) {
    const neighbour *first = a, *second = b;
    if (first->distance != second->distance)
        return first->distance < second->distance ? -1 : 1;
    return first->site < second->site ? -1 : 1;
}

static uint32_t find_neighbours(const eqp_study *study, uint32_t residence, neighbour *found) {
    uint32_t count = 0;
    for (uint32_t site = 0; site < study->zones.count; site++) {
        uint64_t apart;
        if (site == residence || !has_coordinates(study, site))
            continue;
        apart = distance(study, residence, site);
        if (apart <= FARTHEST)
            found[count++] = (neighbour){site, (uint32_t)apart};
    }
    qsort(found, count, sizeof *found, nearer);
    return count < MOST_SITES ? count : MOST_SITES;
}

/* Falls with the square of what is left of the way one would go. */
static uint32_t percent_attending(uint32_t apart) {
    uint32_t left = VANISHING - apart;
    return (NEXT_DOOR * left * left + VANISHING * VANISHING / 2) / (VANISHING * VANISHING);
}

static int add_row(eqp_study *study, uint32_t residence, const neighbour *near) {
    uint32_t percent = percent_attending(near->distance), row;
    if (percent < LEAST_SHARE)
        return 0;
    row = eqp_rows_add(study, "mobility");
    if (row == EQP_NONE)
        return -1;
    study->mobility.residence[row] = study->zones.zone[residence];
    study->mobility.site[row] = study->zones.zone[near->site];
    study->mobility.share[row] = percent / 100.0;
    return 0;
}

int eqp_generate_mobility(eqp_study *study, eqp_generate_summary *summary) {
    neighbour *found = eqp_allocate(study->zones.count, sizeof *found);
    int failed = found ? 0 : -1;
    for (uint32_t z = 0; z < study->zones.count && !failed; z++) {
        uint32_t count;
        if (!has_coordinates(study, z)) {
            summary->zones_without_coordinates++;
            continue;
        }
        count = find_neighbours(study, z, found);
        for (uint32_t n = 0; n < count && !failed; n++)
            failed = add_row(study, z, &found[n]);
    }
    eqp_free(found);
    return failed;
}
