/* Members of families for the property suites: a random study changed in random ways, each of them
 * a kind of change that sweeps and scenarios make. */
#ifndef EQP_TESTS_VARIANTS_H
#define EQP_TESTS_VARIANTS_H

#include "models/study/study.h"

typedef enum {
    VARIANT_NOTHING,
    VARIANT_BUDGETS, /* up, down, to 0 */
    VARIANT_ABSOLUTE_RULES,
    VARIANT_SHARE_RULES,
    VARIANT_BALANCE, /* also 0 and 1 */
    VARIANT_PRIORITIES,
    VARIANT_PRICES,
    VARIANT_PLACES, /* also to 0 */
    VARIANT_SUCCESS_RATES,
    VARIANT_NEEDS_SCALED,
    VARIANT_NEEDS_DRAWN,
    VARIANT_NEEDS_GONE, /* some to 0, so that the structure changes */
    VARIANT_NEED_LEVEL,
    VARIANT_CHANGES
} variant_change;

/* Makes one change, drawn from the seed and number, to a copy of a study. */
void variant_make(eqp_study *copy, variant_change change, uint64_t seed, uint64_t number);

/* One to three changes of any kind, drawn too; a number gives the same ones each time. */
void variant_draw(eqp_study *copy, uint64_t seed, uint64_t number);

#endif
