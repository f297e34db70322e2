/* The groups of work of a sweep: positions of its solving order, cut by the input alone.
 *
 * A run is as many positions as share everything but budgets, rules and balance
 * (eqp_variation_run). A group is never much longer than eqp_family_group says. Where a run is
 * longer than that, each is cut into the fewest groups of nearly equal length, and none spans two
 * runs; where runs are shorter, a group is as many whole runs as fit. */
#ifndef EQP_REQUESTS_SWEEP_CUT_H
#define EQP_REQUESTS_SWEEP_CUT_H

#include "models/study/variation.h"

typedef struct eqp_sweep_cut {
    uint64_t points, groups;
    uint64_t run;    /* positions that are cut alike: a run, or as many whole runs as fit */
    uint64_t pieces; /* groups of each */
} eqp_sweep_cut;

eqp_sweep_cut eqp_sweep_cut_of(const eqp_variation *variation);

/* The positions of a group: *first … *first + result - 1. */
uint32_t eqp_sweep_cut_group(const eqp_sweep_cut *cut, uint64_t group, uint64_t *first);

#endif
