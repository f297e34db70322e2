#include "models/answers/point_result.h"

#include "models/base/memory.h"

#include <string.h>

/* All before the pointers, as bytes, and then the arrays in the order of the pointers. */
#define FIXED_SIZE offsetof(eqp_point_result, institution_cost)

/* Numbers in the four arrays, which follow one another. */
static uint64_t number_count(const eqp_point_result *finding) {
    return 2 * ((uint64_t)finding->institutions + finding->zones);
}

/* Bytes of all arrays: the numbers, and the lines behind them. */
static uint64_t arrays_size(const eqp_point_result *finding) {
    return number_count(finding) * sizeof(double) +
           (uint64_t)finding->line_count * sizeof(eqp_point_result_line);
}

/* One piece of memory for a finding with the counts of `counts`, arrays zeroed; NULL when memory is
 * short. */
static eqp_point_result *create(const eqp_point_result *counts) {
    uint64_t size = arrays_size(counts);
    eqp_point_result *finding;
    if (size > SIZE_MAX - sizeof *finding)
        return NULL;
    finding = eqp_allocate(1, sizeof *finding + (size_t)size);
    if (!finding)
        return NULL;
    memcpy(finding, counts, FIXED_SIZE);
    finding->institution_cost = (double *)(void *)(finding + 1);
    finding->institution_places = finding->institution_cost + counts->institutions;
    finding->zone_rate = finding->institution_places + counts->institutions;
    finding->zone_fair_rate = finding->zone_rate + counts->zones;
    finding->lines = (eqp_point_result_line *)(void *)(finding->zone_fair_rate + counts->zones);
    return finding;
}

static void gather_arrays(eqp_point_result *finding, const eqp_plan *plan) {
    for (uint32_t i = 0; i < finding->institutions; i++) {
        finding->institution_cost[i] = plan->budgets[i].bought.cost;
        finding->institution_places[i] = plan->budgets[i].bought.places;
    }
    for (uint32_t z = 0; z < finding->zones; z++) {
        finding->zone_rate[z] = plan->zones[z].rate;
        finding->zone_fair_rate[z] = plan->zones[z].fair_rate;
    }
    for (uint32_t line = 0; line < finding->line_count; line++)
        finding->lines[line] = (eqp_point_result_line){.offer = plan->lines[line].offer,
                                                       .institution = plan->lines[line].institution,
                                                       .places = plan->lines[line].bought.places};
}

eqp_point_result *eqp_point_result_of_plan(uint64_t point, const eqp_plan *plan, int with_lines) {
    const eqp_study *study = plan->programme->study;
    eqp_point_result *finding =
        create(&(eqp_point_result){.point = point,
                                   .outcome = plan->outcome,
                                   .institutions = study->institutions.count,
                                   .zones = study->zones.count,
                                   .line_count = with_lines ? plan->line_count : 0,
                                   .value_best = plan->value_best,
                                   .value = plan->value,
                                   .gap = plan->gap,
                                   .coverage = plan->coverage,
                                   .rate_min = plan->rate_min,
                                   .gini = plan->gini,
                                   .overlap = plan->overlap,
                                   .cost = plan->total.cost,
                                   .places = plan->total.places,
                                   .hires = plan->total.hires});
    if (finding)
        gather_arrays(finding, plan);
    return finding;
}

eqp_point_result *eqp_point_result_without_plan(uint64_t point, eqp_outcome outcome,
                                                uint32_t institutions, uint32_t zones) {
    eqp_point_result *finding = create(&(eqp_point_result){.point = point,
                                                           .outcome = outcome,
                                                           .institutions = institutions,
                                                           .zones = zones,
                                                           .value_best = NAN,
                                                           .value = NAN,
                                                           .gap = NAN,
                                                           .coverage = NAN,
                                                           .rate_min = NAN,
                                                           .gini = NAN,
                                                           .overlap = NAN,
                                                           .cost = NAN,
                                                           .places = NAN,
                                                           .hires = NAN});
    for (size_t i = 0; finding && i < number_count(finding); i++)
        finding->institution_cost[i] = NAN; /* and, behind it, in the other three */
    return finding;
}

size_t eqp_point_result_size(const eqp_point_result *finding) {
    return FIXED_SIZE + (size_t)arrays_size(finding);
}

void eqp_point_result_pack(const eqp_point_result *finding, unsigned char *bytes) {
    memcpy(bytes, finding, FIXED_SIZE);
    memcpy(bytes + FIXED_SIZE, finding + 1, (size_t)arrays_size(finding));
}

eqp_point_result *eqp_point_result_unpack(const unsigned char *bytes, size_t size) {
    eqp_point_result counts = {0}, *finding;
    if (size < FIXED_SIZE)
        return NULL;
    memcpy(&counts, bytes, FIXED_SIZE);
    if (arrays_size(&counts) != size - FIXED_SIZE || counts.outcome > EQP_OUTCOME_INFEASIBLE)
        return NULL;
    finding = create(&counts);
    if (finding)
        memcpy(finding + 1, bytes + FIXED_SIZE, size - FIXED_SIZE);
    return finding;
}
