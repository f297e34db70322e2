/* Members of families for the property suites: a random study changed in random ways, each of them
 * a kind of change that sweeps and scenarios make. */
#ifndef EQP_TESTS_KIN_H
#define EQP_TESTS_KIN_H

#include "models/study/study.h"

typedef enum {
    KIN_NOTHING,
    KIN_BUDGETS, /* up, down, to 0 */
    KIN_ABSOLUTE_RULES,
    KIN_SHARE_RULES,
    KIN_BALANCE, /* also 0 and 1 */
    KIN_PRIORITIES,
    KIN_PRICES,
    KIN_PLACES, /* also to 0 */
    KIN_SUCCESS_RATES,
    KIN_NEEDS_SCALED,
    KIN_NEEDS_DRAWN,
    KIN_NEEDS_GONE, /* some to 0, so that the structure changes */
    KIN_NEED_LEVEL,
    KIN_CHANGES
} kin_change;

/* Makes one change, drawn from the seed and number, to a copy of a study. */
void kin_make(eqp_study *copy, kin_change change, uint64_t seed, uint64_t number);

/* One to three changes of any kind, drawn too; a number gives the same ones each time. */
void kin_draw(eqp_study *copy, uint64_t seed, uint64_t number);

#endif
