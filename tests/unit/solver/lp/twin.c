#include "twin.h"

#include "models/base/memory.h"
#include "models/base/names.h"

#include <math.h>
#include <string.h>

/* A value counts as at a bound from here. */
#define AT_BOUND 1e-7

static int happens(twin *both, uint32_t percent) {
    return eqp_random_happens(&both->random, percent * 10000);
}

static uint32_t between(twin *both, uint32_t low, uint32_t high) {
    return eqp_random_between(&both->random, low, high);
}

static double number(twin *both, double low, double high) {
    uint32_t steps = both->ties ? 4 : 10000;
    return low + (high - low) * between(both, 0, steps) / steps;
}

static double activity(const twin *both, uint32_t row) {
    double sum = 0;
    for (uint32_t j = 0; j < both->columns; j++)
        sum += both->entry[row][j] * eqp_gub_value(both->gub, j);
    return sum;
}

/* ≤, ≥, a range, an equation, or free. */
static void draw_row_bounds(twin *both, double *lower, double *upper) {
    double middle = number(both, -1, 3);
    *lower = -INFINITY;
    *upper = INFINITY;
    switch (between(both, 0, 9)) {
    case 0:
        break;
    case 1:
        *lower = *upper = middle;
        break;
    case 2:
    case 3:
        *lower = middle - number(both, 0, 2);
        *upper = middle + number(both, 0, 2);
        break;
    case 4:
    case 5:
        *lower = middle - 2;
        break;
    default:
        *upper = middle;
        break;
    }
}

/* Outside a set; without an upper bound only at a cost, so that the programme stays bounded. */
static void draw_column_bounds(twin *both, double *lower, double *upper) {
    *lower = number(both, -2, 0);
    *upper = happens(both, 20) ? INFINITY : *lower + (happens(both, 15) ? 0 : number(both, 0, 4));
}

static double draw_cost(twin *both, double upper, uint32_t set) {
    return set == EQP_NONE && isinf(upper) ? number(both, -4, 0) : number(both, -2, 4);
}

/* The same entries for the plain arrays and, by rows, for the gub. */
static uint32_t draw_column_entries(twin *both, uint32_t column, uint32_t *row, double *value) {
    uint32_t count = 0;
    uint32_t percent = between(both, 0, 3) * 30;
    for (uint32_t r = 0; r < both->rows; r++) {
        double entry = happens(both, percent) ? number(both, -2, 2) : 0;
        both->entry[r][column] = entry;
        if (entry != 0) {
            row[count] = r;
            value[count++] = entry;
        }
    }
    return count;
}

static int add_column(twin *both) {
    uint32_t j = both->columns, row[TWIN_ROWS], count;
    double value[TWIN_ROWS];
    if (j == TWIN_COLUMNS)
        return 0;
    both->set[j] =
        both->sets > 0 && happens(both, 75) ? between(both, 0, both->sets - 1) : EQP_NONE;
    both->lower[j] = 0;
    both->upper[j] = INFINITY;
    if (both->set[j] == EQP_NONE)
        draw_column_bounds(both, &both->lower[j], &both->upper[j]);
    both->cost[j] = draw_cost(both, both->upper[j], both->set[j]);
    count = draw_column_entries(both, j, row, value);
    both->columns++;
    return eqp_gub_add_column(both->gub, both->set[j], both->lower[j], both->upper[j],
                              both->cost[j], count, row, value);
}

static int add_row(twin *both, int violated) {
    uint32_t r = both->rows, column[TWIN_COLUMNS], count = 0;
    double value[TWIN_COLUMNS];
    if (r == TWIN_ROWS)
        return 0;
    for (uint32_t j = 0; j < both->columns; j++) {
        both->entry[r][j] = happens(both, 60) ? number(both, -2, 2) : 0;
        if (both->entry[r][j] != 0) {
            column[count] = j;
            value[count++] = both->entry[r][j];
        }
    }
    draw_row_bounds(both, &both->row_lower[r], &both->row_upper[r]);
    if (violated) {
        both->row_lower[r] = -INFINITY;
        both->row_upper[r] = activity(both, r) - number(both, 0, 0.5);
    }
    both->rows++;
    return eqp_gub_add_row(both->gub, both->row_lower[r], both->row_upper[r], count, column, value);
}

int twin_draw(twin *both, uint64_t seed) {
    memset(both, 0, sizeof *both);
    both->random = eqp_random_start(seed, 1, 0);
    both->ties = happens(both, 40);
    both->sets = between(both, 0, TWIN_SETS);
    both->gub = eqp_gub_create(both->sets);
    if (!both->gub)
        return -1;
    for (uint32_t left = between(both, 0, 8); left > 0; left--)
        if (add_row(both, 0))
            return -1;
    for (uint32_t left = between(both, 0, 30); left > 0; left--)
        if (add_column(both))
            return -1;
    return 0;
}

int twin_copy(twin *copy, const twin *both) {
    *copy = *both;
    copy->gub = eqp_gub_copy(both->gub);
    return copy->gub ? 0 : -1;
}

void twin_free(twin *both) {
    eqp_gub_free(both->gub);
}

static void change_costs(twin *both) {
    for (uint32_t j = 0; j < both->columns; j++)
        if (happens(both, 40)) {
            both->cost[j] = draw_cost(both, both->upper[j], both->set[j]);
            eqp_gub_set_cost(both->gub, j, both->cost[j]);
        }
}

static void change_row_bounds(twin *both) {
    for (uint32_t r = 0; r < both->rows; r++)
        if (happens(both, 30)) {
            draw_row_bounds(both, &both->row_lower[r], &both->row_upper[r]);
            eqp_gub_set_row_bounds(both->gub, r, both->row_lower[r], both->row_upper[r]);
        }
}

static void change_column_bounds(twin *both) {
    for (uint32_t j = 0; j < both->columns; j++)
        if (both->set[j] == EQP_NONE && happens(both, 50)) {
            draw_column_bounds(both, &both->lower[j], &both->upper[j]);
            eqp_gub_set_column_bounds(both->gub, j, both->lower[j], both->upper[j]);
            both->cost[j] = draw_cost(both, both->upper[j], EQP_NONE);
            eqp_gub_set_cost(both->gub, j, both->cost[j]);
        }
}

/* Shifts what is finite of two bounds, which stay in their order. */
static void shift(twin *both, double *lower, double *upper) {
    double by = number(both, -1, 1);
    *lower += by;
    *upper += by + number(both, 0, 0.5);
}

void twin_move_bounds(twin *both) {
    for (uint32_t r = 0; r < both->rows; r++)
        if (happens(both, 30)) {
            shift(both, &both->row_lower[r], &both->row_upper[r]);
            eqp_gub_set_row_bounds(both->gub, r, both->row_lower[r], both->row_upper[r]);
        }
    for (uint32_t j = 0; j < both->columns; j++)
        if (both->set[j] == EQP_NONE && happens(both, 20)) {
            shift(both, &both->lower[j], &both->upper[j]);
            eqp_gub_set_column_bounds(both->gub, j, both->lower[j], both->upper[j]);
        }
}

static int change_entries(twin *both) {
    uint32_t row[TWIN_ROWS], count, column;
    double value[TWIN_ROWS];
    if (both->columns == 0)
        return 0;
    column = between(both, 0, both->columns - 1);
    count = draw_column_entries(both, column, row, value);
    return eqp_gub_set_column(both->gub, column, count, row, value);
}

static void delete_columns(twin *both) {
    uint32_t gone[TWIN_COLUMNS], count = 0, kept = 0;
    for (uint32_t j = 0; j < both->columns; j++) {
        if (!eqp_gub_is_kept(both->gub, j) && happens(both, 40)) {
            gone[count++] = j;
            continue;
        }
        both->set[kept] = both->set[j];
        both->lower[kept] = both->lower[j];
        both->upper[kept] = both->upper[j];
        both->cost[kept] = both->cost[j];
        for (uint32_t r = 0; r < both->rows; r++)
            both->entry[r][kept] = both->entry[r][j];
        kept++;
    }
    both->columns = kept;
    eqp_gub_delete_columns(both->gub, count, gone);
}

int twin_edit(twin *both) {
    switch (between(both, 0, 7)) {
    case 0:
    case 1:
        return add_column(both);
    case 2:
        return add_row(both, happens(both, 70));
    case 3:
        change_costs(both);
        return 0;
    case 4:
        change_row_bounds(both);
        return 0;
    case 5:
        change_column_bounds(both);
        return 0;
    case 6:
        return change_entries(both);
    default:
        delete_columns(both);
        return 0;
    }
}

/* A row per set behind the others. */
static int load(const twin *both, eqp_engine *engine) {
    double lower[TWIN_ROWS + TWIN_SETS], upper[TWIN_ROWS + TWIN_SETS];
    memcpy(lower, both->row_lower, both->rows * sizeof *lower);
    memcpy(upper, both->row_upper, both->rows * sizeof *upper);
    for (uint32_t b = 0; b < both->sets; b++) {
        lower[both->rows + b] = -INFINITY;
        upper[both->rows + b] = 1;
    }
    if (eqp_engine_add_rows(engine, both->rows + both->sets, lower, upper))
        return -1;
    for (uint32_t j = 0; j < both->columns; j++) {
        uint32_t row[TWIN_ROWS + 1], count = 0;
        double value[TWIN_ROWS + 1];
        size_t start[2] = {0, 0};
        for (uint32_t r = 0; r < both->rows; r++)
            if (both->entry[r][j] != 0) {
                row[count] = r;
                value[count++] = both->entry[r][j];
            }
        if (both->set[j] != EQP_NONE) {
            row[count] = both->rows + both->set[j];
            value[count++] = 1;
        }
        start[1] = count;
        if (eqp_engine_add_columns(engine, 1, &both->lower[j], &both->upper[j], &both->cost[j],
                                   start, row, value))
            return -1;
    }
    return 0;
}

/* GLPK refuses a programme without rows or columns: each column then sits at its better bound. */
static double objective_without_rows(const twin *both) {
    double sum = 0;
    for (uint32_t j = 0; j < both->columns; j++)
        sum += both->cost[j] * (both->cost[j] > 0 ? both->upper[j] : both->lower[j]);
    return sum;
}

eqp_engine_outcome twin_reference(const twin *both, eqp_engine_host *host, double *objective) {
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    eqp_engine *engine;
    if (both->rows + both->sets == 0) {
        *objective = objective_without_rows(both);
        return EQP_ENGINE_OPTIMAL;
    }
    engine = eqp_engine_create(host);
    if (engine && load(both, engine) == 0 &&
        eqp_engine_solve(engine, (eqp_engine_limits){0}, &outcome) == 0)
        *objective = eqp_engine_objective(engine);
    eqp_engine_free(engine);
    return outcome;
}

static double outside(double value, double lower, double upper) {
    return fmax(0, fmax(lower - value, value - upper));
}

static double set_sum(const twin *both, uint32_t set) {
    double sum = 0;
    for (uint32_t j = 0; j < both->columns; j++)
        if (both->set[j] == set)
            sum += eqp_gub_value(both->gub, j);
    return sum;
}

double twin_primal_error(const twin *both) {
    double worst = 0;
    for (uint32_t j = 0; j < both->columns; j++)
        worst = fmax(worst, outside(eqp_gub_value(both->gub, j), both->lower[j], both->upper[j]));
    for (uint32_t r = 0; r < both->rows; r++)
        worst = fmax(worst, outside(activity(both, r), both->row_lower[r], both->row_upper[r]));
    for (uint32_t b = 0; b < both->sets; b++)
        worst = fmax(worst, outside(set_sum(both, b), 0, 1));
    return worst;
}

/* A price is right when it is 0, or of the sign of the bound that the value is at. */
static double misplaced(double price, double value, double lower, double upper) {
    if (price > 0 && value >= upper - AT_BOUND * fmax(1, fabs(upper)))
        return 0;
    if (price < 0 && value <= lower + AT_BOUND * fmax(1, fabs(lower)))
        return 0;
    return fabs(price);
}

double twin_dual_error(const twin *both) {
    double worst = 0;
    for (uint32_t j = 0; j < both->columns; j++) {
        double reduced = both->cost[j];
        for (uint32_t r = 0; r < both->rows; r++)
            reduced -= both->entry[r][j] * eqp_gub_row_dual(both->gub, r);
        if (both->set[j] != EQP_NONE)
            reduced -= eqp_gub_set_dual(both->gub, both->set[j]);
        worst = fmax(
            worst, misplaced(reduced, eqp_gub_value(both->gub, j), both->lower[j], both->upper[j]));
    }
    for (uint32_t r = 0; r < both->rows; r++)
        worst = fmax(worst, misplaced(eqp_gub_row_dual(both->gub, r), activity(both, r),
                                      both->row_lower[r], both->row_upper[r]));
    for (uint32_t b = 0; b < both->sets; b++)
        worst =
            fmax(worst, misplaced(eqp_gub_set_dual(both->gub, b), set_sum(both, b), -INFINITY, 1));
    return worst;
}
