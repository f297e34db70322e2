#include "models/programme/solution.h"

#include "models/base/memory.h"

#include <math.h>

eqp_status eqp_solution_create(const eqp_programme *programme, eqp_solution **out,
                               eqp_error *error) {
    uint32_t zones = programme->study->zones.count;
    eqp_solution *solution = eqp_allocate(1, sizeof *solution);
    *out = NULL;
    if (!solution)
        return eqp_error_memory(error);
    solution->primal = eqp_allocate(programme->lp->columns, sizeof *solution->primal);
    solution->dual = eqp_allocate(programme->lp->rows, sizeof *solution->dual);
    solution->fair_rate = eqp_allocate(zones, sizeof *solution->fair_rate);
    solution->floor = eqp_allocate(zones, sizeof *solution->floor);
    if (!solution->primal || !solution->dual || !solution->fair_rate || !solution->floor) {
        eqp_solution_free(solution);
        return eqp_error_memory(error);
    }
    for (uint32_t z = 0; z < zones; z++)
        solution->fair_rate[z] = NAN;
    *out = solution;
    return EQP_OK;
}

void eqp_solution_free(eqp_solution *solution) {
    if (!solution)
        return;
    eqp_free(solution->primal);
    eqp_free(solution->before);
    eqp_free(solution->overlap_weight);
    eqp_free(solution->sessions);
    eqp_free(solution->excess);
    eqp_free(solution->dual);
    eqp_free(solution->fair_rate);
    eqp_free(solution->floor);
    eqp_free(solution);
}
