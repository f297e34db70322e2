#include "clp_stages.h"

#include "clock.h"
#include "models/memory.h"

#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <string.h>

#define LEVEL_SCALE 1e5      /* of t's objective: with 1, Clp stops up to 1e-4 short */
#define LEVEL_SLACK 1e-6     /* what a fixed zone may lie below its level */
#define DUAL_SHARE 1e-6      /* of the largest dual: above it a zone holds the level down */
#define FLOOR_SLACK 1e-4     /* τ */
#define VALUE_SLACK 1e-7     /* of V*, in stage D */
#define DROPPED (UINT32_MAX) /* a row that Clp does not see */

/* Clp's copy of a programme. Its rows: those up to the rules, then one for each zone where `zones`,
 * at last the value row. */
typedef struct clp_copy {
    const eqp_programme *programme;
    Clp_Simplex *model;
    int with_zones;
    uint32_t first_zone_row; /* Clp's row of zone 0 */
    double *row_lower;       /* [lp->rows] as Clp has them */
    double *cost;            /* [lp->columns] */
    uint8_t *fixed;          /* [zones] 1: its level is found, or it has no rate */
    CoinBigIndex *start;     /* [lp->columns + 1] */
    int *index;              /* [entries] */
    double *value;           /* [entries] */
    double *lower, *upper;   /* [columns] */
    double *row_upper;       /* [rows] */
    unsigned char *basis;    /* [columns + rows] at the end of B at β = 0 */
} clp_copy;

const char *clp_start_name(clp_start start) {
    static const char *const names[CLP_STARTS] = {"dual", "primal", "presolved", "resumed"};
    return names[start];
}

static double clp_number(double number) {
    return isinf(number) ? (number > 0 ? DBL_MAX : -DBL_MAX) : number;
}

static uint32_t clp_row(const clp_copy *copy, uint32_t row) {
    const uint32_t *first = copy->programme->first_row;
    if (row < first[EQP_ROW_balance])
        return row;
    if (copy->with_zones && row >= first[EQP_ROW_level] && row < first[EQP_ROW_level + 1])
        return copy->first_zone_row + row - first[EQP_ROW_level];
    return DROPPED;
}

static int allocate_copy(clp_copy *copy) {
    const eqp_lp *lp = copy->programme->lp;
    size_t columns = lp->columns, entries = lp->start[columns];
    copy->model = Clp_newModel();
    copy->row_lower = eqp_allocate(lp->rows, sizeof *copy->row_lower);
    copy->row_upper = eqp_allocate(lp->rows, sizeof *copy->row_upper);
    copy->cost = eqp_allocate(columns, sizeof *copy->cost);
    copy->lower = eqp_allocate(columns, sizeof *copy->lower);
    copy->upper = eqp_allocate(columns, sizeof *copy->upper);
    copy->start = eqp_allocate(columns + 1, sizeof *copy->start);
    copy->index = eqp_allocate(entries, sizeof *copy->index);
    copy->value = eqp_allocate(entries, sizeof *copy->value);
    copy->basis = eqp_allocate(columns + lp->rows, sizeof *copy->basis);
    copy->fixed = eqp_allocate(copy->programme->study->zones.count, sizeof *copy->fixed);
    return copy->model && copy->row_lower && copy->row_upper && copy->cost && copy->lower &&
                   copy->upper && copy->start && copy->index && copy->value && copy->basis &&
                   copy->fixed
               ? 0
               : -1;
}

static void free_copy(clp_copy *copy) {
    if (copy->model)
        Clp_deleteModel(copy->model);
    eqp_free(copy->row_lower);
    eqp_free(copy->row_upper);
    eqp_free(copy->cost);
    eqp_free(copy->lower);
    eqp_free(copy->upper);
    eqp_free(copy->start);
    eqp_free(copy->index);
    eqp_free(copy->value);
    eqp_free(copy->basis);
    eqp_free(copy->fixed);
}

/* Copies rows and columns, those that Clp shall see, and loads them with stage B's goal. */
static int load_copy(clp_copy *copy, double limit) {
    const eqp_programme *programme = copy->programme;
    const eqp_lp *lp = programme->lp;
    uint32_t rows = programme->first_row[EQP_ROW_balance];
    CoinBigIndex entries = 0;
    if (allocate_copy(copy))
        return -1;
    copy->first_zone_row = rows;
    if (copy->with_zones)
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
    Clp_setMaximumSeconds(copy->model, limit);
    return 0;
}

/* 0 = solved to the optimum. */
static int solve_first(clp_copy *copy, clp_start start) {
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
    return Clp_status(copy->model) == 0 ? 0 : -1;
}

static int solve_again(clp_copy *copy) {
    Clp_primal(copy->model, 0);
    return Clp_status(copy->model) == 0 ? 0 : -1;
}

/* Asks for r_z ≥ rate (less t, where t is still in the row). */
static void set_zone(clp_copy *copy, uint32_t zone, double rate) {
    copy->row_lower[copy->first_zone_row + zone] =
        eqp_programme_balance_bound(copy->programme, zone, rate);
}

/* t leaves a zone's row, which from now on holds the zone at its level. */
static void fix_zone(clp_copy *copy, uint32_t zone, double rate, double *fair_rate) {
    fair_rate[zone] = rate;
    copy->fixed[zone] = 1;
    Clp_modifyCoefficient(copy->model, (int)(copy->first_zone_row + zone),
                          (int)copy->programme->level_column, 0, 0);
    set_zone(copy, zone, rate - LEVEL_SLACK);
}

/* Zones without need or out of reach are fixed first. The number of those left. */
static uint32_t open_levels(clp_copy *copy, double *fair_rate) {
    const eqp_programme *programme = copy->programme;
    uint32_t zones = programme->study->zones.count, open = 0;
    for (uint32_t z = 0; z < zones; z++) {
        double need = programme->zone_need[z];
        copy->fixed[z] = 1;
        fair_rate[z] = need > 0 ? programme->zone_committed[z] / need : NAN;
        if (!(need > 0) || !programme->zone_reached[z])
            continue;
        copy->fixed[z] = 0;
        set_zone(copy, z, 0);
        open++;
    }
    return open;
}

/* Fixes the zones that hold the level down; all that are left where none does (t = 1). */
static uint32_t close_level(clp_copy *copy, double level, double *fair_rate) {
    const double *dual = Clp_getRowPrice(copy->model) + copy->first_zone_row;
    uint32_t zones = copy->programme->study->zones.count, closed = 0;
    double largest = 0;
    for (uint32_t z = 0; z < zones; z++)
        if (!copy->fixed[z])
            largest = fmax(largest, fabs(dual[z]));
    for (uint32_t z = 0; z < zones; z++)
        if (!copy->fixed[z] && (largest == 0 || fabs(dual[z]) > DUAL_SHARE * largest)) {
            fix_zone(copy, z, level, fair_rate);
            closed++;
        }
    return closed;
}

/* The goal of a stage: its costs come from copy->cost, its zone rows from copy->row_lower. */
static void set_goal(clp_copy *copy, double level_upper) {
    copy->upper[copy->programme->level_column] = level_upper;
    Clp_chgColumnUpper(copy->model, copy->upper);
    Clp_chgObjCoefficients(copy->model, copy->cost);
    Clp_chgRowLower(copy->model, copy->row_lower);
}

/* Stage A: the fair profile. */
static int solve_fair(clp_copy *copy, clp_result *result) {
    const eqp_programme *programme = copy->programme;
    uint32_t open = open_levels(copy, result->fair_rate);
    for (uint32_t c = 0; c < programme->lp->columns; c++)
        copy->cost[c] = c == programme->level_column ? LEVEL_SCALE : 0;
    while (open > 0) {
        set_goal(copy, 1);
        if (solve_again(copy))
            return -1;
        open -= close_level(copy, Clp_getColSolution(copy->model)[programme->level_column],
                            result->fair_rate);
        result->fair_levels++;
    }
    return 0;
}

static size_t basis_size(const clp_copy *copy) {
    return (size_t)Clp_numberColumns(copy->model) + (size_t)Clp_numberRows(copy->model);
}

/* Stage B under the floors of the fair profile. */
static int solve_value(clp_copy *copy, clp_start start, clp_result *result) {
    const eqp_programme *programme = copy->programme;
    double balance = programme->study->settings.balance;
    for (uint32_t z = 0; z < programme->study->zones.count; z++)
        if (programme->zone_need[z] > 0)
            set_zone(copy, z, fmax(0, balance * result->fair_rate[z] - FLOOR_SLACK));
    for (uint32_t c = 0; c < programme->lp->columns; c++)
        copy->cost[c] = programme->lp->cost[c];
    set_goal(copy, 0);
    if (start == CLP_START_RESUMED) {
        Clp_copyinStatus(copy->model, copy->basis);
        Clp_dual(copy->model, 0);
    }
    if (solve_again(copy))
        return -1;
    result->value = Clp_objectiveValue(copy->model);
    return 0;
}

/* Adds Σ w·e·y ≥ bound, from the costs of stage B. */
static void add_value_row(clp_copy *copy, double bound) {
    const eqp_lp *lp = copy->programme->lp;
    const double upper = DBL_MAX;
    CoinBigIndex start[2] = {0, 0};
    for (uint32_t c = 0; c < lp->columns; c++)
        if (lp->cost[c] != 0) { /* loading is over: its arrays have room for one row */
            copy->index[start[1]] = (int)c;
            copy->value[start[1]++] = lp->cost[c];
        }
    Clp_addRows(copy->model, 1, &bound, &upper, start, copy->index, copy->value);
}

/* Stage D: the same value at least cost. */
static int solve_cost(clp_copy *copy, clp_result *result) {
    const eqp_programme *programme = copy->programme;
    const double *primal;
    for (uint32_t c = 0; c < programme->lp->columns; c++)
        copy->cost[c] = c < programme->pairs ? -eqp_programme_tie_price(programme, c) : 0;
    add_value_row(copy, result->value * (1 - VALUE_SLACK));
    Clp_chgObjCoefficients(copy->model, copy->cost);
    if (solve_again(copy))
        return -1;
    primal = Clp_getColSolution(copy->model);
    result->cost = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        result->cost += programme->pair_price[pair] * primal[pair];
    return 0;
}

/* Seconds since *mark, which moves on. */
static double lap(double *mark) {
    double before = *mark;
    *mark = clock_seconds();
    return *mark - before;
}

eqp_status clp_stages_solve(const eqp_programme *programme, clp_start start, double limit,
                            clp_result *result, eqp_error *error) {
    clp_copy copy = {.programme = programme, .with_zones = 1};
    eqp_status status = EQP_OK;
    double mark = clock_seconds();
    int failed;
    if (load_copy(&copy, limit)) {
        status = eqp_error_memory(error);
        goto done;
    }
    failed = solve_first(&copy, start);
    result->unbalanced = Clp_objectiveValue(copy.model);
    memcpy(copy.basis, Clp_statusArray(copy.model), basis_size(&copy));
    result->seconds[EQP_PHASE_UNBALANCED] = lap(&mark);
    failed = failed || solve_fair(&copy, result);
    result->seconds[EQP_PHASE_FAIR] = lap(&mark);
    failed = failed || solve_value(&copy, start, result);
    result->seconds[EQP_PHASE_VALUE] = lap(&mark);
    failed = failed || solve_cost(&copy, result);
    result->seconds[EQP_PHASE_COST] = lap(&mark);
    result->optimal = !failed;
done:
    free_copy(&copy);
    return status;
}

eqp_status clp_value_solve(const eqp_programme *programme, clp_start start, double limit,
                           clp_result *result, eqp_error *error) {
    clp_copy copy = {.programme = programme};
    eqp_status status = EQP_OK;
    double mark = clock_seconds();
    if (load_copy(&copy, limit)) {
        status = eqp_error_memory(error);
        goto done;
    }
    result->optimal = solve_first(&copy, start) == 0;
    result->value = Clp_objectiveValue(copy.model);
    result->seconds[EQP_PHASE_VALUE] = lap(&mark);
done:
    free_copy(&copy);
    return status;
}
