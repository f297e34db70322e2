#include "models/base/search.h"

static uint32_t key(const eqp_sorted *sorted, const uint32_t *keys, uint32_t row) {
    return *(const uint32_t *)(const void *)((const char *)keys + row * sorted->step);
}

static uint32_t row_at(const eqp_sorted *sorted, uint32_t place) {
    return sorted->order ? sorted->order[place] : place;
}

/* The place of the first row that is not before these keys; without minor keys by major ones. */
static uint32_t place_of(const eqp_sorted *sorted, uint32_t major, uint32_t minor) {
    uint32_t low = 0, high = sorted->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, row = row_at(sorted, middle);
        uint32_t found = key(sorted, sorted->major, row);
        if (found < major ||
            (found == major && sorted->minor && key(sorted, sorted->minor, row) < minor))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t eqp_search_first(uint32_t count, const uint32_t *keys, size_t step, uint32_t wanted) {
    const eqp_sorted sorted = {.count = count, .step = step, .major = keys};
    return place_of(&sorted, wanted, 0);
}

uint32_t eqp_search_pair(const eqp_sorted *sorted, uint32_t major, uint32_t minor) {
    uint32_t place = place_of(sorted, major, minor), row;
    if (place == sorted->count)
        return EQP_NONE;
    row = row_at(sorted, place);
    return key(sorted, sorted->major, row) == major && key(sorted, sorted->minor, row) == minor
               ? row
               : EQP_NONE;
}

uint32_t eqp_forest_root(uint32_t *parent, uint32_t item) {
    while (parent[item] != item) {
        parent[item] = parent[parent[item]];
        item = parent[item];
    }
    return item;
}

uint32_t eqp_forest_join(uint32_t *parent, uint32_t a, uint32_t b) {
    a = eqp_forest_root(parent, a);
    b = eqp_forest_root(parent, b);
    if (a == b)
        return EQP_NONE;
    if (a < b) {
        parent[b] = a;
        return b;
    }
    parent[a] = b;
    return a;
}
