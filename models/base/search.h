/* Searching sorted lists by halving, and joining items into sets. */
#ifndef EQP_MODELS_SEARCH_H
#define EQP_MODELS_SEARCH_H

#include "models/base/names.h"

#include <stddef.h>
#include <stdint.h>

/* The place of the first of `count` keys, ascending, that is at least `wanted`; count where there
 * is none. step: bytes from a key to the next (keys within records). */
uint32_t eqp_search_first(uint32_t count, const uint32_t *keys, size_t step, uint32_t wanted);

/* Rows sorted by two keys. */
typedef struct eqp_sorted {
    uint32_t count;
    size_t step;                   /* bytes from a row's key to the next row's */
    const uint32_t *major, *minor; /* by row */
    const uint32_t *order;         /* [count] rows as they are sorted; NULL: as they stand */
} eqp_sorted;

/* A table of a study by two of its columns. */
#define EQP_SORTED(table, major, minor)                                                            \
    (&(eqp_sorted){(table).count, sizeof(uint32_t), (table).major, (table).minor, NULL})

/* The row with these keys, EQP_NONE where there is none. */
uint32_t eqp_search_pair(const eqp_sorted *sorted, uint32_t major, uint32_t minor);

/* A forest of parent[items], each item at first its own parent. A set's root is its smallest item.
 */
uint32_t eqp_forest_root(uint32_t *parent, uint32_t item);

/* Joins two items' sets. The root that is one no more; EQP_NONE where they were one set. */
uint32_t eqp_forest_join(uint32_t *parent, uint32_t a, uint32_t b);

#endif
