/* A programme as Clp's C library sees it, and what a stage of MODEL.md asks of it.
 *
 * Clp is given the leanest programme that does the job: no row that binds nobody, one row per zone
 * where zones matter (t leaves the row of a zone once its level is found), the value row for stage
 * D alone. A goal below sets costs and bounds of one stage; solving is up to the caller. */
#ifndef EQP_BENCH_CLP_COPY_H
#define EQP_BENCH_CLP_COPY_H

#include "models/programme/programme.h"

#include <coin/Clp_C_Interface.h>

typedef enum {
    CLP_START_DUAL,      /* dual simplex from the slack basis */
    CLP_START_PRIMAL,    /* primal simplex from the slack basis */
    CLP_START_PRESOLVED, /* Clp's own choice, presolved */
    CLP_START_RESUMED, /* presolved; and stage B goes on by dual simplex where B at β = 0 ended */
    CLP_STARTS
} clp_start;

/* "dual", "primal", "presolved", "resumed" */
const char *clp_start_name(clp_start start);

typedef struct clp_settings {
    clp_start start; /* of the first solve */
    int unscaled;    /* 1: Clp takes the numbers as they are; 0: its default, which scales them */
    double limit;    /* seconds for each solve */
} clp_settings;

/* Rows: those up to the rules, then one for each zone where `with_zones`, at last the value row
 * once it is added. */
typedef struct clp_copy {
    const eqp_programme *programme; /* borrowed */
    Clp_Simplex *model;
    int with_zones;
    uint32_t first_zone_row; /* Clp's row of zone 0 */
    uint32_t value_row;      /* Clp's row of V; EQP_NONE before it is added */
    double *row_lower;       /* [lp->rows] as Clp has them */
    double *row_upper;       /* [lp->rows] */
    double *cost;            /* [lp->columns] */
    double *lower, *upper;   /* [lp->columns] */
    uint8_t *fixed;          /* [zones] 1: its level is found, or it has no rate */
    CoinBigIndex *start;     /* [lp->columns + 1] */
    int *index;              /* [entries] */
    double *value;           /* [entries] */
} clp_copy;

/* Loads rows and columns with stage B's goal at β = 0. 0 = done, -1: memory; in any case the copy
 * is to be freed. */
int clp_copy_load(clp_copy *copy, const eqp_programme *programme, int with_zones,
                  const clp_settings *settings);
void clp_copy_free(clp_copy *copy);

/* The first solve, from nothing. 0 = solved to the optimum, as below. */
int clp_copy_solve_first(clp_copy *copy, clp_start start);

/* Another one from the basis at hand. */
int clp_copy_solve_primal(clp_copy *copy);
int clp_copy_solve_dual(clp_copy *copy);

/* How many bytes Clp's status array has: columns, then rows. */
size_t clp_copy_basis_size(const clp_copy *copy);

/* Stage A: t enters the rows of the zones that have a rate and are reached; the others are fixed.
 * fair_rate[zones] of those is set. The number of zones left. */
uint32_t clp_copy_open_levels(clp_copy *copy, double *fair_rate);

/* The largest t. */
void clp_copy_goal_level(clp_copy *copy);

/* Fixes the zones that hold the level down, all that are left where none does (t = 1); t leaves
 * their rows. The number of zones fixed. */
uint32_t clp_copy_close_level(clp_copy *copy, double *fair_rate);

/* Stage B under floors: floor[zones], 0 where none is asked for. */
void clp_copy_goal_value(clp_copy *copy, const double *floor);

/* Changes the floors (by the next goal), which goal_value does by itself. */
void clp_copy_set_floors(clp_copy *copy, const double *floor);

/* Stage D under the floors of the goal before: `value` of V, less its slack, at the least of the
 * prices that break ties. The value row is added the first time and stays, free in
 * other goals. */
void clp_copy_goal_cost(clp_copy *copy, double value);

/* Changes what an institution may spend (by the next goal). */
void clp_copy_set_budget(clp_copy *copy, uint32_t institution, double budget);

/* What the plan at hand costs at true prices. */
double clp_copy_cost(const clp_copy *copy);

#endif
