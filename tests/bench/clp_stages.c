#include "clp_stages.h"

#include "clock.h"
#include "models/base/memory.h"
#include "solver/stages/stages.h"

#include <string.h>

/* Stage A: the fair profile. 0 = solved, as below. */
static int solve_fair(clp_copy *copy, clp_result *result) {
    uint32_t open = clp_copy_open_levels(copy, result->fair_rate);
    while (open > 0) {
        clp_copy_goal_level(copy);
        if (clp_copy_solve_primal(copy))
            return -1;
        open -= clp_copy_close_level(copy, result->fair_rate);
        result->fair_levels++;
    }
    return 0;
}

/* Stage B under the floors of the fair profile. basis: where B at β = 0 ended. */
static int solve_value(clp_copy *copy, clp_start start, const unsigned char *basis, double *floor,
                       clp_result *result) {
    eqp_stages_floors(copy->programme, result->fair_rate, floor);
    clp_copy_goal_value(copy, floor);
    if (start == CLP_START_RESUMED) {
        Clp_copyinStatus(copy->model, basis);
        Clp_dual(copy->model, 0);
    }
    if (clp_copy_solve_primal(copy))
        return -1;
    result->value = Clp_objectiveValue(copy->model);
    return 0;
}

/* Stage D: the same value at least cost. */
static int solve_cost(clp_copy *copy, clp_result *result) {
    clp_copy_goal_cost(copy, result->value);
    if (clp_copy_solve_primal(copy))
        return -1;
    result->cost = clp_copy_cost(copy);
    return 0;
}

eqp_status clp_stages_solve(const eqp_programme *programme, const clp_settings *settings,
                            clp_result *result, eqp_error *error) {
    clp_copy copy;
    unsigned char *basis = NULL;
    double mark = clock_seconds(),
           *floor = eqp_allocate(programme->study->zones.count, sizeof *floor);
    eqp_status status = EQP_OK;
    int failed = clp_copy_load(&copy, programme, 1, settings) || !floor;
    if (!failed)
        basis = eqp_allocate(clp_copy_basis_size(&copy), sizeof *basis);
    if (!basis) {
        status = eqp_error_memory(error);
        goto done;
    }
    failed = clp_copy_solve_first(&copy, settings->start);
    result->unbalanced = Clp_objectiveValue(copy.model);
    memcpy(basis, Clp_statusArray(copy.model), clp_copy_basis_size(&copy));
    result->seconds[EQP_PHASE_UNBALANCED] = clock_lap(&mark);
    failed = failed || solve_fair(&copy, result);
    result->seconds[EQP_PHASE_FAIR] = clock_lap(&mark);
    failed = failed || solve_value(&copy, settings->start, basis, floor, result);
    result->seconds[EQP_PHASE_VALUE] = clock_lap(&mark);
    failed = failed || solve_cost(&copy, result);
    result->seconds[EQP_PHASE_COST] = clock_lap(&mark);
    result->optimal = !failed;
done:
    clp_copy_free(&copy);
    eqp_free(basis);
    eqp_free(floor);
    return status;
}

/* The first solve of a copy, with its goal set: stage B. */
static int solve_first_value(clp_copy *copy, clp_start start, clp_result *result) {
    int failed = clp_copy_solve_first(copy, start);
    result->value = Clp_objectiveValue(copy->model);
    return failed;
}

eqp_status clp_floors_solve(const eqp_programme *programme, const double *floor,
                            const clp_settings *settings, clp_result *result, eqp_error *error) {
    clp_copy copy;
    eqp_status status = EQP_OK;
    double mark = clock_seconds();
    int failed;
    if (clp_copy_load(&copy, programme, 1, settings)) {
        status = eqp_error_memory(error);
        goto done;
    }
    clp_copy_goal_value(&copy, floor);
    failed = solve_first_value(&copy, settings->start, result);
    result->seconds[EQP_PHASE_VALUE] = clock_lap(&mark);
    failed = failed || solve_cost(&copy, result);
    result->seconds[EQP_PHASE_COST] = clock_lap(&mark);
    result->optimal = !failed;
done:
    clp_copy_free(&copy);
    return status;
}

eqp_status clp_value_solve(const eqp_programme *programme, const clp_settings *settings,
                           clp_result *result, eqp_error *error) {
    clp_copy copy;
    eqp_status status = EQP_OK;
    double mark = clock_seconds();
    if (clp_copy_load(&copy, programme, 0, settings)) {
        status = eqp_error_memory(error);
        goto done;
    }
    result->optimal = solve_first_value(&copy, settings->start, result) == 0;
    result->seconds[EQP_PHASE_VALUE] = clock_lap(&mark);
done:
    clp_copy_free(&copy);
    return status;
}
