#include "models/study/variation.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/study/draw.h"

#include <assert.h>
#include <string.h>

/* What a double holds exactly, so that any table may hold the numbers of points. */
#define MOST_POINTS ((uint64_t)1 << 53)

struct eqp_variation {
    const eqp_study *study;
    eqp_axis **axes; /* [axis_count] */
    size_t axis_count, axis_capacity;
    uint64_t draws, seed; /* draws 0: none */
    uint64_t points;
};

eqp_status eqp_variation_create(const eqp_study *study, eqp_variation **out, eqp_error *error) {
    eqp_variation *variation = eqp_allocate(1, sizeof *variation);
    *out = variation;
    if (!variation)
        return eqp_error_memory(error);
    variation->study = study;
    variation->points = 1;
    return EQP_OK;
}

void eqp_variation_free(eqp_variation *variation) {
    if (!variation)
        return;
    for (size_t i = 0; i < variation->axis_count; i++)
        eqp_axis_free(variation->axes[i]);
    eqp_free(variation->axes);
    eqp_free(variation);
}

/* ---- what varies ---- */

static eqp_status multiply(eqp_variation *variation, uint64_t count, eqp_error *error) {
    if (count > MOST_POINTS / variation->points)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("the sweep has more than 2^53 points; take fewer values"));
    variation->points *= count;
    return EQP_OK;
}

static eqp_status refuse_undone(const char *later, const char *earlier, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         _("%.150s sets all that %.150s changes, so that nothing of it is left"),
                         later, earlier);
}

static eqp_status refuse_undone_draw(const char *later, eqp_error *error) {
    return eqp_error_set(
        error, EQP_ERROR_USAGE,
        _("%.150s sets all that the draw of needs changes, so that nothing of it is left"), later);
}

static eqp_status check_axis(const eqp_variation *variation, const eqp_axis *axis,
                             eqp_error *error) {
    const char *title = eqp_axis_title(axis);
    for (size_t i = 0; i < variation->axis_count; i++) {
        const char *earlier = eqp_axis_title(variation->axes[i]);
        if (strcmp(earlier, title) == 0)
            return eqp_error_set(error, EQP_ERROR_USAGE, _("%.300s is varied twice"), title);
        if (eqp_axis_undoes(axis, variation->axes[i]))
            return refuse_undone(title, earlier, error);
    }
    if (variation->draws && eqp_axis_undoes_draws(axis, variation->study))
        return refuse_undone_draw(title, error);
    return EQP_OK;
}

eqp_status eqp_variation_add(eqp_variation *variation, eqp_axis *axis, eqp_error *error) {
    eqp_status status = check_axis(variation, axis, error);
    assert(eqp_axis_count(axis) > 0); /* a RANGE has no points */
    if (!status && eqp_grow(&variation->axes, &variation->axis_capacity, variation->axis_count + 1,
                            sizeof(eqp_axis *)) != 0)
        status = eqp_error_memory(error);
    if (!status)
        status = multiply(variation, eqp_axis_count(axis), error);
    if (!status)
        variation->axes[variation->axis_count++] = axis;
    else
        eqp_axis_free(axis);
    return status;
}

eqp_status eqp_variation_draw(eqp_variation *variation, uint64_t draws, uint64_t seed,
                              eqp_error *error) {
    eqp_status status;
    assert(draws > 0 && variation->draws == 0);
    for (size_t i = 0; i < variation->axis_count; i++)
        if (eqp_axis_undoes_draws(variation->axes[i], variation->study))
            return refuse_undone_draw(eqp_axis_title(variation->axes[i]), error);
    status = multiply(variation, draws, error);
    if (!status) {
        variation->draws = draws;
        variation->seed = seed;
    }
    return status;
}

/* ---- numbering ---- */

static uint64_t draws_of(const eqp_variation *variation) {
    return variation->draws ? variation->draws : 1;
}

uint64_t eqp_variation_points(const eqp_variation *variation) {
    return variation->points;
}

uint64_t eqp_variation_draws(const eqp_variation *variation) {
    return variation->draws;
}

uint32_t eqp_variation_columns(const eqp_variation *variation) {
    return (uint32_t)variation->axis_count + (variation->draws > 0);
}

const char *eqp_variation_title(const eqp_variation *variation, uint32_t column) {
    return column < variation->axis_count ? eqp_axis_title(variation->axes[column]) : "draw";
}

/* How many points follow one another at one value of an axis. */
static uint64_t stride_of(const eqp_variation *variation, size_t axis) {
    uint64_t stride = draws_of(variation);
    for (size_t i = axis + 1; i < variation->axis_count; i++)
        stride *= eqp_axis_count(variation->axes[i]);
    return stride;
}

double eqp_variation_value(const eqp_variation *variation, uint64_t point, uint32_t column) {
    const eqp_axis *axis;
    if (column == variation->axis_count)
        return (double)(point % variation->draws + 1);
    axis = variation->axes[column];
    return eqp_axis_value(axis,
                          (uint32_t)(point / stride_of(variation, column) % eqp_axis_count(axis)));
}

/* ---- the order of solving ---- */

/* Takes the fastest digit of *position. It runs to and fro, so that two positions in a row differ
 * by one step of one digit. */
static uint64_t take_digit(uint64_t *position, uint64_t count) {
    uint64_t digit = *position % count;
    *position /= count;
    return *position % 2 ? count - 1 - digit : digit;
}

/* Takes the digits of all axes that couple, or of all others, the last axis first; what they add to
 * the number of the point. */
static uint64_t take_axes(const eqp_variation *variation, int only_couples, uint64_t *position) {
    uint64_t stride = draws_of(variation), sum = 0;
    for (size_t i = variation->axis_count; i-- > 0;) {
        const eqp_axis *axis = variation->axes[i];
        uint32_t count = eqp_axis_count(axis);
        if (eqp_axis_only_couples(axis) == only_couples)
            sum += take_digit(position, count) * stride;
        stride *= count;
    }
    return sum;
}

uint64_t eqp_variation_at(const eqp_variation *variation, uint64_t position) {
    uint64_t point = take_axes(variation, 1, &position);
    point += take_digit(&position, draws_of(variation));
    return point + take_axes(variation, 0, &position);
}

uint64_t eqp_variation_run(const eqp_variation *variation) {
    uint64_t run = 1;
    for (size_t i = 0; i < variation->axis_count; i++)
        if (eqp_axis_only_couples(variation->axes[i]))
            run *= eqp_axis_count(variation->axes[i]);
    return run;
}

void eqp_variation_change(const eqp_variation *variation, uint64_t point, eqp_study *copy) {
    if (variation->draws)
        eqp_draw_needs(variation->seed, point % variation->draws + 1, copy);
    for (uint32_t i = 0; i < variation->axis_count; i++)
        eqp_axis_change(variation->axes[i], eqp_variation_value(variation, point, i), copy);
}
