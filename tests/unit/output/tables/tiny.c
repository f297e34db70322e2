#include "tiny.h"

#include "input/tables/reader.h"
#include "models/programme/rows.h"

#include <stdio.h>
#include <string.h>

static uint32_t find(const tiny *made, eqp_space space, const char *id) {
    return eqp_names_find(made->study->spaces[space], id, strlen(id));
}

double *tiny_places(const tiny *made, const char *offer, const char *institution) {
    const eqp_programme *programme = made->programme;
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        if (programme->offer[programme->pair_offer[pair]] == find(made, EQP_SPACE_offer, offer) &&
            programme->pair_institution[pair] == find(made, EQP_SPACE_institution, institution))
            return &made->solution->primal[pair];
    return NULL;
}

double *tiny_use(const tiny *made, const char *offer, const char *zone, const char *occupation) {
    const eqp_programme *programme = made->programme;
    const eqp_needs *needs = &made->study->needs;
    for (uint32_t use = 0; use < programme->uses; use++) {
        uint32_t need = programme->cell_need_row[programme->use_cell[use]];
        if (programme->offer[programme->use_offer[use]] == find(made, EQP_SPACE_offer, offer) &&
            needs->zone[need] == find(made, EQP_SPACE_zone, zone) &&
            needs->occupation[need] == find(made, EQP_SPACE_occupation, occupation))
            return &made->solution->primal[programme->first_use + use];
    }
    return NULL;
}

/* A dual value, of the row'th of its family. */
static void set_dual(tiny *made, eqp_row_family family, uint32_t row, double value) {
    made->solution->dual[eqp_programme_row(made->programme, family, row)] = value;
}

static void fill(tiny *made) {
    eqp_solution *solution = made->solution;
    *tiny_places(made, "k1", "region") = 12 - 3e-10; /* as solvers leave it */
    *tiny_places(made, "k2", "region") = 20;
    *tiny_places(made, "k3", "ft") = 2 + 1e-9;
    *tiny_places(made, "k4", "ft") = 4;
    *tiny_places(made, "k4", "fund") = 3e-8; /* noise */
    *tiny_use(made, "k1", "z1", "o1") = 8;
    *tiny_use(made, "k1", "z1", "o2") = 2;
    *tiny_use(made, "k1", "z2", "o1") = 2;
    *tiny_use(made, "k2", "z2", "o1") = 20;
    *tiny_use(made, "k3", "z2", "o3") = 2;
    *tiny_use(made, "k4", "z1", "o2") = 4;
    set_dual(made, EQP_ROW_budget, find(made, EQP_SPACE_institution, "region"), 0.00015);
    set_dual(made, EQP_ROW_need, 0, 0.25);
    set_dual(made, EQP_ROW_rule, find(made, EQP_SPACE_rule, "certifying"), 0.0001);
    set_dual(made, EQP_ROW_rule, find(made, EQP_SPACE_rule, "rsa"), -0.5);
    set_dual(made, EQP_ROW_balance, find(made, EQP_SPACE_zone, "z2"), -3);
    for (uint32_t z = 0; z < made->study->zones.count; z++)
        if (made->programme->zone_need[z] > 0) {
            solution->fair_rate[z] = 0.5;
            solution->floor[z] = 0.2499;
        }
    solution->outcome = EQP_OUTCOME_OPTIMAL;
    solution->value_best = 19.5;
    solution->upper_bound = 19.50000195;
    solution->unbalanced = 20;
    solution->fair_gap = 1e-9;
    solution->rounds = 7;
    solution->blocks = 2;
    solution->threads = 1;
    solution->seconds[EQP_PHASE_VALUE] = 0.25;
}

int tiny_create(tiny *made) {
    eqp_problems *problems = eqp_problems_create();
    eqp_error error = {0};
    eqp_status status = EQP_ERROR_MEMORY;
    memset(made, 0, sizeof *made);
    if (problems)
        status = eqp_study_read(EQP_SOURCE_DIR "/tests/cases/tiny", &made->study, problems, &error);
    if (status == EQP_ERROR_DATA)
        eqp_problems_print(problems, NULL, stderr);
    if (status == EQP_OK)
        status = eqp_programme_build(made->study, &made->programme, &error);
    if (status == EQP_OK)
        status = eqp_solution_create(made->programme, &made->solution, &error);
    if (status == EQP_OK)
        fill(made);
    else
        tiny_free(made);
    eqp_problems_free(problems);
    return status == EQP_OK ? 0 : -1;
}

void tiny_free(tiny *made) {
    eqp_solution_free(made->solution);
    eqp_programme_free(made->programme);
    eqp_study_free(made->study);
    memset(made, 0, sizeof *made);
}
