#include "clp_copy.h"

#include "agreement.h"
#include "models/base/memory.h"
#include "models/programme/rows.h"

#include <float.h>
#include <math.h>

#define LEVEL_SCALE 1e5      /* of t's objective: with 1, Clp stops up to 1e-4 short */
#define LEVEL_SLACK 1e-6     /* what a fixed zone may lie below its level */
#define DUAL_SHARE 1e-6      /* of the largest dual: above it a zone holds the level down */
#define VALUE_SLACK 1e-7     /* of V*, in stage D */
#define DROPPED (UINT32_MAX) /* a row that Clp does not see */

const char *clp_start_name(clp_start start) {
    static const char *const names[CLP_STARTS] = {"dual", "primal", "presolved", "resumed"};
    return names[start];
}

static double clp_number(double number) {
    return isinf(number) ? (number > 0 ? DBL_MAX : -DBL_MAX) : number;
}

static uint32_t clp_row(const clp_copy *copy, uint32_t row) {
    eqp_row_range level = eqp_programme_rows_of(copy->programme, EQP_ROW_level);
    if (eqp_row_range_has(eqp_programme_study_rows(copy->programme), row))
        return row;
    if (copy->with_zones && eqp_row_range_has(level, row))
        return copy->first_zone_row + row - level.first;
    return DROPPED;
}

static int allocate(clp_copy *copy) {
    const eqp_lp *lp = copy->programme->lp;
    size_t columns = lp->columns, entries = lp->start[columns];
    copy->model = Clp_newModel();
    copy->row_lower = eqp_allocate(lp->rows, sizeof *copy->row_lower);
    copy->row_upper = eqp_allocate(lp->rows, sizeof *copy->row_upper);
    copy->cost = eqp_allocate(columns, sizeof *copy->cost);
    copy->lower = eqp_allocate(columns, sizeof *copy->lower);
    copy->upper = eqp_allocate(columns, sizeof *copy->upper);
    copy->fixed = eqp_allocate(copy->programme->study->zones.count, sizeof *copy->fixed);
    copy->start = eqp_allocate(columns + 1, sizeof *copy->start);
    copy->index = eqp_allocate(entries, sizeof *copy->index);
    copy->value = eqp_allocate(entries, sizeof *copy->value);
    return copy->model && copy->row_lower && copy->row_upper && copy->cost && copy->lower &&
                   copy->upper && copy->fixed && copy->start && copy->index && copy->value
               ? 0
               : -1;
}

void clp_copy_free(clp_copy *copy) {
    if (copy->model)
        Clp_deleteModel(copy->model);
    eqp_free(copy->row_lower);
    eqp_free(copy->row_upper);
    eqp_free(copy->cost);
    eqp_free(copy->lower);
    eqp_free(copy->upper);
    eqp_free(copy->fixed);
    eqp_free(copy->start);
    eqp_free(copy->index);
    eqp_free(copy->value);
}

int clp_copy_load(clp_copy *copy, const eqp_programme *programme, int with_zones,
                  const clp_settings *settings) {
    const eqp_lp *lp = programme->lp;
    uint32_t rows = eqp_programme_study_rows(programme).count;
    CoinBigIndex entries = 0;
    *copy = (clp_copy){.programme = programme,
                       .with_zones = with_zones,
                       .first_zone_row = rows,
                       .value_row = EQP_NONE};
    if (allocate(copy))
        return -1;
    if (with_zones)
        rows += programme->study->zones.count;
    for (uint32_t r = 0; r < lp->rows; r++) {
        uint32_t row = clp_row(copy, r);
        if (row == DROPPED)
            continue;
        copy->row_lower[row] = clp_number(lp->row_lower[r]);
        copy->row_upper[row] = clp_number(lp->row_upper[r]);
    }
    for (uint32_t c = 0; c < lp->columns; c++) {
        int absent = c == programme->level_column; /* until stage A */
        copy->lower[c] = absent ? 0 : clp_number(lp->lower[c]);
        copy->upper[c] = absent ? 0 : clp_number(lp->upper[c]);
        copy->cost[c] = lp->cost[c];
        for (size_t e = lp->start[c]; e < lp->start[c + 1]; e++) {
            uint32_t row = clp_row(copy, lp->row[e]);
            if (row == DROPPED)
                continue;
            copy->index[entries] = (int)row;
            copy->value[entries++] = lp->value[e];
        }
        copy->start[c + 1] = entries;
    }
    Clp_setLogLevel(copy->model, 0);
    Clp_loadProblem(copy->model, (int)lp->columns, (int)rows, copy->start, copy->index, copy->value,
                    copy->lower, copy->upper, copy->cost, copy->row_lower, copy->row_upper);
    Clp_setObjSense(copy->model, -1);
    Clp_setMaximumSeconds(copy->model, settings->limit);
    if (settings->unscaled)
        Clp_scaling(copy->model, 0);
    return 0;
}

static int solved(const clp_copy *copy) {
    return Clp_status(copy->model) == 0 ? 0 : -1;
}

int clp_copy_solve_first(clp_copy *copy, clp_start start) {
    switch (start) {
    case CLP_START_DUAL:
        Clp_dual(copy->model, 0);
        break;
    case CLP_START_PRIMAL:
        Clp_primal(copy->model, 0);
        break;
    case CLP_START_PRESOLVED:
    case CLP_START_RESUMED:
    case CLP_STARTS:
        Clp_initialSolve(copy->model);
        break;
    }
    return solved(copy);
}

int clp_copy_solve_primal(clp_copy *copy) {
    Clp_primal(copy->model, 0);
    return solved(copy);
}

int clp_copy_solve_dual(clp_copy *copy) {
    Clp_dual(copy->model, 0);
    return solved(copy);
}

size_t clp_copy_basis_size(const clp_copy *copy) {
    return (size_t)Clp_numberColumns(copy->model) + (size_t)Clp_numberRows(copy->model);
}

/* Asks for r_z ≥ rate (less t, where t is still in the row). */
static void set_zone(clp_copy *copy, uint32_t zone, double rate) {
    copy->row_lower[copy->first_zone_row + zone] =
        clp_number(eqp_programme_balance_bound(copy->programme, zone, rate));
}

static void set_level_share(clp_copy *copy, uint32_t zone, double share) {
    Clp_modifyCoefficient(copy->model, (int)(copy->first_zone_row + zone),
                          (int)copy->programme->level_column, share, 0);
}

/* Costs, bounds of rows and of t, to Clp; value: the least V, where there is a row for it. */
static void set_goal(clp_copy *copy, double level_upper, double value) {
    if (copy->value_row != EQP_NONE)
        copy->row_lower[copy->value_row] = value;
    copy->upper[copy->programme->level_column] = level_upper;
    Clp_chgColumnUpper(copy->model, copy->upper);
    Clp_chgObjCoefficients(copy->model, copy->cost);
    Clp_chgRowLower(copy->model, copy->row_lower);
    Clp_chgRowUpper(copy->model, copy->row_upper);
}

uint32_t clp_copy_open_levels(clp_copy *copy, double *fair_rate) {
    const eqp_programme *programme = copy->programme;
    uint32_t zones = programme->study->zones.count, open = 0;
    for (uint32_t z = 0; z < zones; z++) {
        double need = programme->zone_need[z];
        int has_level = !copy->fixed[z];
        copy->fixed[z] = 1;
        fair_rate[z] = need > 0 ? programme->zone_committed[z] / need : NAN;
        if (!(need > 0) || !programme->zone_reached[z])
            continue;
        copy->fixed[z] = 0;
        if (!has_level)
            set_level_share(copy, z, -1);
        set_zone(copy, z, 0);
        open++;
    }
    return open;
}

void clp_copy_goal_level(clp_copy *copy) {
    for (uint32_t c = 0; c < copy->programme->lp->columns; c++)
        copy->cost[c] = c == copy->programme->level_column ? LEVEL_SCALE : 0;
    set_goal(copy, 1, -DBL_MAX);
}

uint32_t clp_copy_close_level(clp_copy *copy, double *fair_rate) {
    const double *dual = Clp_getRowPrice(copy->model) + copy->first_zone_row;
    double level = Clp_getColSolution(copy->model)[copy->programme->level_column], largest = 0;
    uint32_t zones = copy->programme->study->zones.count, closed = 0;
    for (uint32_t z = 0; z < zones; z++)
        if (!copy->fixed[z])
            largest = fmax(largest, fabs(dual[z]));
    for (uint32_t z = 0; z < zones; z++)
        if (!copy->fixed[z] && (largest == 0 || fabs(dual[z]) > DUAL_SHARE * largest)) {
            fair_rate[z] = level;
            copy->fixed[z] = 1;
            set_level_share(copy, z, 0);
            set_zone(copy, z, level - LEVEL_SLACK);
            closed++;
        }
    return closed;
}

void clp_copy_set_floors(clp_copy *copy, const double *floor) {
    for (uint32_t z = 0; z < copy->programme->study->zones.count; z++)
        set_zone(copy, z, floor[z]);
}

void clp_copy_goal_value(clp_copy *copy, const double *floor) {
    const eqp_programme *programme = copy->programme;
    clp_copy_set_floors(copy, floor);
    for (uint32_t c = 0; c < programme->lp->columns; c++)
        copy->cost[c] = programme->lp->cost[c];
    set_goal(copy, 0, -DBL_MAX);
}

/* Adds Σ w·e·y, from the costs of stage B. */
static void add_value_row(clp_copy *copy) {
    const eqp_lp *lp = copy->programme->lp;
    const double lower = -DBL_MAX, upper = DBL_MAX;
    CoinBigIndex start[2] = {0, 0};
    for (uint32_t c = 0; c < lp->columns; c++)
        if (lp->cost[c] != 0) { /* loading is over: its arrays have room for one row */
            copy->index[start[1]] = (int)c;
            copy->value[start[1]++] = lp->cost[c];
        }
    copy->value_row = (uint32_t)Clp_numberRows(copy->model);
    copy->row_upper[copy->value_row] = DBL_MAX;
    Clp_addRows(copy->model, 1, &lower, &upper, start, copy->index, copy->value);
}

void clp_copy_goal_cost(clp_copy *copy, double value) {
    const eqp_programme *programme = copy->programme;
    if (copy->value_row == EQP_NONE)
        add_value_row(copy);
    for (uint32_t c = 0; c < programme->lp->columns; c++)
        copy->cost[c] = c < programme->pairs ? -eqp_programme_tie_price(programme, c) : 0;
    set_goal(copy, 0, value * (1 - VALUE_SLACK));
}

void clp_copy_set_budget(clp_copy *copy, uint32_t institution, double budget) {
    copy->row_upper[eqp_programme_row(copy->programme, EQP_ROW_budget, institution)] = budget;
}

double clp_copy_cost(const clp_copy *copy) {
    return bench_cost(copy->programme, Clp_getColSolution(copy->model));
}
