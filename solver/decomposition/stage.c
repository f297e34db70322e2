#include "solver/decomposition/stage.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"

#include <math.h>
#include <string.h>

#define LEVEL_SCALE 1e5

/* Mean price of a place in stage D: ties of equal list prices differ by 10⁻⁵ of it at most. */
#define COST_SCALE 100

eqp_status eqp_stage_goal_create(const eqp_programme *programme, eqp_stage_goal **out,
                                 eqp_error *error) {
    const eqp_lp *lp = programme->lp;
    eqp_stage_goal *goal = eqp_allocate(1, sizeof *goal);
    *out = NULL;
    if (!goal)
        return eqp_error_memory(error);
    goal->cost = eqp_allocate(lp->columns, sizeof *goal->cost);
    goal->row_lower = eqp_allocate(lp->rows, sizeof *goal->row_lower);
    goal->row_upper = eqp_allocate(lp->rows, sizeof *goal->row_upper);
    goal->overlap_row = EQP_NONE;
    if (eqp_programme_has_rows(programme, EQP_ROW_overlap))
        goal->overlap_row = eqp_programme_row(programme, EQP_ROW_overlap, 0);
    goal->overlap_weight = eqp_allocate(lp->columns, sizeof *goal->overlap_weight);
    if (!goal->cost || !goal->row_lower || !goal->row_upper || !goal->overlap_weight) {
        eqp_stage_goal_free(goal);
        return eqp_error_memory(error);
    }
    memcpy(goal->row_lower, lp->row_lower, lp->rows * sizeof *goal->row_lower);
    memcpy(goal->row_upper, lp->row_upper, lp->rows * sizeof *goal->row_upper);
    *out = goal;
    return EQP_OK;
}

void eqp_stage_goal_free(eqp_stage_goal *goal) {
    if (!goal)
        return;
    eqp_free(goal->cost);
    eqp_free(goal->row_lower);
    eqp_free(goal->row_upper);
    eqp_free(goal->overlap_weight);
    eqp_free(goal);
}

static void set_costs(eqp_stage_goal *goal, const eqp_programme *programme,
                      const eqp_stage *stage) {
    const eqp_lp *lp = programme->lp;
    eqp_objective objective = stage->objective;
    if (objective == EQP_OBJECTIVE_VALUE) {
        memcpy(goal->cost, lp->cost, lp->columns * sizeof *goal->cost);
        return;
    }
    memset(goal->cost, 0, lp->columns * sizeof *goal->cost);
    if (objective == EQP_OBJECTIVE_LEVEL)
        goal->cost[programme->level_column] = 1;
    else if (objective == EQP_OBJECTIVE_OVERLAP)
        for (uint32_t pair = 0; pair < programme->pairs; pair++)
            goal->cost[pair] = -stage->overlap_weight[pair];
    else
        for (uint32_t pair = 0; pair < programme->pairs; pair++)
            goal->cost[pair] = -eqp_programme_tie_price(programme, pair);
}

void eqp_stage_goal_set(eqp_stage_goal *goal, const eqp_programme *programme,
                        const eqp_stage *stage) {
    double *balance = goal->row_lower + eqp_programme_rows_of(programme, EQP_ROW_balance).first;
    double *level = goal->row_lower + eqp_programme_rows_of(programme, EQP_ROW_level).first;
    set_costs(goal, programme, stage);
    for (uint32_t z = 0; z < programme->study->zones.count; z++) {
        int free = stage->objective == EQP_OBJECTIVE_LEVEL && stage->free_zone[z];
        level[z] = free ? eqp_programme_balance_bound(programme, z, 0) : -INFINITY;
        balance[z] = -INFINITY;
    }
    if (stage->floor)
        eqp_programme_hold_floors(programme, stage->floor, balance);
    goal->row_lower[eqp_programme_row(programme, EQP_ROW_value, 0)] = stage->value_floor;
    if (goal->overlap_row == EQP_NONE)
        return;
    goal->row_upper[goal->overlap_row] = stage->hold_overlap ? stage->most_overlap : INFINITY;
    if (stage->overlap_weight)
        memcpy(goal->overlap_weight, stage->overlap_weight,
               programme->pairs * sizeof *goal->overlap_weight);
}

eqp_goal eqp_stage_goal_view(const eqp_stage_goal *goal) {
    return (eqp_goal){goal->cost, goal->row_lower, goal->row_upper, goal->overlap_row,
                      goal->overlap_row == EQP_NONE ? NULL : goal->overlap_weight};
}

double eqp_stage_scale(const eqp_programme *programme, eqp_objective objective) {
    double sum = 0;
    uint32_t count = 0;
    if (objective == EQP_OBJECTIVE_LEVEL)
        return LEVEL_SCALE;
    if (objective == EQP_OBJECTIVE_OVERLAP)
        return 1;
    if (objective == EQP_OBJECTIVE_VALUE) {
        for (count = 0; count < programme->uses; count++)
            sum += programme->lp->cost[programme->first_use + count];
    } else {
        for (count = 0; count < programme->pairs; count++)
            sum += programme->pair_price[count];
    }
    if (objective == EQP_OBJECTIVE_COST)
        sum /= COST_SCALE;
    return sum > 0 ? count / sum : 1;
}
