#include "variants.h"

#include "input/generate/random.h"
#include "models/study/draw.h"

#include <math.h>

typedef struct drawing {
    eqp_random random;
} drawing;

static int happens(drawing *d, uint32_t percent) {
    return eqp_random_happens(&d->random, percent * 10000);
}

static double factor(drawing *d) {
    return eqp_random_between(&d->random, 20, 180) / 100.0;
}

/* Scales some numbers, of which a few become 0 where `gone` is given in percent; no more than high.
 */
static void scale(drawing *d, double *number, uint32_t count, uint32_t gone, double high) {
    for (uint32_t i = 0; i < count; i++)
        if (happens(d, gone))
            number[i] = 0;
        else if (happens(d, 60))
            number[i] = fmin(high, number[i] * factor(d));
}

static void scale_rules(drawing *d, eqp_study *copy, eqp_unit unit) {
    for (uint32_t q = 0; q < copy->rules.count; q++)
        if (copy->rules.unit[q] == unit && happens(d, 80)) {
            double value = copy->rules.value[q] * factor(d);
            copy->rules.value[q] = unit == EQP_UNIT_SHARE ? fmin(1, value) : value;
        }
}

static void set_balance(drawing *d, eqp_study *copy) {
    static const double ends[] = {0, 1};
    copy->settings.balance = happens(d, 40) ? ends[eqp_random_between(&d->random, 0, 1)]
                                            : eqp_random_between(&d->random, 1, 99) / 100.0;
}

/* All three estimates alike, so that their order stays. */
static void scale_needs(eqp_study *copy, uint32_t need, double by) {
    copy->needs.need[need] *= by;
    copy->needs.need_low[need] *= by;
    copy->needs.need_high[need] *= by;
}

static void change_needs(drawing *d, eqp_study *copy, uint32_t percent, int gone) {
    for (uint32_t n = 0; n < copy->needs.count; n++)
        if (happens(d, percent))
            scale_needs(copy, n, gone ? 0 : factor(d));
}

static void make(drawing *d, eqp_study *copy, variant_change change) {
    switch (change) {
    case VARIANT_BUDGETS:
        scale(d, copy->budgets.budget, copy->budgets.count, 10, INFINITY);
        break;
    case VARIANT_ABSOLUTE_RULES:
        scale_rules(d, copy, EQP_UNIT_ABSOLUTE);
        break;
    case VARIANT_SHARE_RULES:
        scale_rules(d, copy, EQP_UNIT_SHARE);
        break;
    case VARIANT_BALANCE:
        set_balance(d, copy);
        break;
    case VARIANT_PRIORITIES:
        scale(d, copy->needs.priority, copy->needs.count, 5, INFINITY);
        break;
    case VARIANT_PRICES:
        scale(d, copy->prices.price, copy->prices.count, 0, INFINITY);
        break;
    case VARIANT_PLACES:
        scale(d, copy->offers.places, copy->offers.count, 5, INFINITY);
        break;
    case VARIANT_SUCCESS_RATES:
        scale(d, copy->offers.success_rate, copy->offers.count, 0, 1);
        break;
    case VARIANT_NEEDS_SCALED:
        change_needs(d, copy, 70, 0);
        break;
    case VARIANT_NEEDS_DRAWN:
        eqp_draw_needs(eqp_random_next(&d->random), 1, copy);
        break;
    case VARIANT_NEEDS_GONE:
        change_needs(d, copy, 15, 1);
        break;
    case VARIANT_NEED_LEVEL:
        copy->settings.need_level = happens(d, 50) ? EQP_NEED_LOW : EQP_NEED_HIGH;
        break;
    case VARIANT_NOTHING:
    case VARIANT_CHANGES:
        break;
    }
}

void variant_make(eqp_study *copy, variant_change change, uint64_t seed, uint64_t number) {
    drawing d = {eqp_random_start(seed, 11, number)};
    make(&d, copy, change);
}

void variant_draw(eqp_study *copy, uint64_t seed, uint64_t number) {
    drawing d = {eqp_random_start(seed, 12, number)};
    uint32_t changes = eqp_random_between(&d.random, 1, 3);
    for (uint32_t c = 0; c < changes; c++)
        make(&d, copy, (variant_change)eqp_random_between(&d.random, 0, VARIANT_CHANGES - 1));
}
