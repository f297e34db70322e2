#include "clp_family.h"

#include "clock.h"
#include "models/base/memory.h"
#include "solver/stages/stages.h"

#include <string.h>

/* Bases kept from split to split: one of each of these, then one for each round of stage A. */
enum { KEPT_UNBALANCED, KEPT_VALUE, KEPT_ROUNDS };

struct clp_family {
    clp_family_options options;
    clp_copy copy;     /* for stage B and A */
    clp_copy for_cost; /* for stage D */
    int cost_solved;   /* 1: for_cost holds the basis of a split's stage D */
    double *floor;     /* [zones] */
    uint32_t kept_count;
    unsigned char **kept; /* [kept_count], NULL: there is none yet */
    unsigned char *basis; /* room for stage B's and the value row */
};

const char *clp_from_name(clp_from from) {
    static const char *const names[CLP_FROM_COUNT] = {"from the split before",
                                                      "from the stage before"};
    return names[from];
}

void clp_family_free(clp_family *family) {
    if (!family)
        return;
    clp_copy_free(&family->copy);
    clp_copy_free(&family->for_cost);
    for (uint32_t k = 0; family->kept && k < family->kept_count; k++)
        eqp_free(family->kept[k]);
    eqp_free(family->kept);
    eqp_free(family->basis);
    eqp_free(family->floor);
    eqp_free(family);
}

eqp_status clp_family_create(const eqp_programme *programme, const clp_family_options *options,
                             clp_family **out, eqp_error *error) {
    uint32_t zones = programme->study->zones.count;
    clp_family *family = eqp_allocate(1, sizeof *family);
    *out = NULL;
    if (!family)
        return eqp_error_memory(error);
    family->options = *options;
    family->kept_count = KEPT_ROUNDS + zones; /* a round closes one zone at least */
    family->kept = eqp_allocate(family->kept_count, sizeof *family->kept);
    family->floor = eqp_allocate(zones, sizeof *family->floor);
    if (clp_copy_load(&family->copy, programme, 1, &options->settings) ||
        clp_copy_load(&family->for_cost, programme, 1, &options->settings))
        goto failed;
    family->basis = eqp_allocate(clp_copy_basis_size(&family->copy) + 1, 1);
    if (!family->kept || !family->floor || !family->basis)
        goto failed;
    if (options->floor)
        memcpy(family->floor, options->floor, zones * sizeof *family->floor);
    *out = family;
    return EQP_OK;
failed:
    clp_family_free(family);
    return eqp_error_memory(error);
}

/* Solves by dual simplex from the basis kept there, the first time from nothing or, in a round,
 * from the point before; keeps the new one. */
static int solve_kept(clp_family *family, uint32_t which) {
    clp_copy *copy = &family->copy;
    size_t size = clp_copy_basis_size(copy);
    int failed;
    if (family->kept[which]) {
        Clp_copyinStatus(copy->model, family->kept[which]);
        failed = clp_copy_solve_dual(copy);
    } else {
        family->kept[which] = eqp_allocate(size, 1);
        failed = which < KEPT_ROUNDS ? clp_copy_solve_first(copy, family->options.settings.start)
                                     : clp_copy_solve_primal(copy);
    }
    if (!family->kept[which])
        return -1;
    memcpy(family->kept[which], Clp_statusArray(copy->model), size);
    return failed;
}

static int solve_unbalanced(clp_family *family, clp_result *result) {
    memset(family->floor, 0, family->copy.programme->study->zones.count * sizeof *family->floor);
    clp_copy_goal_value(&family->copy, family->floor);
    if (solve_kept(family, KEPT_UNBALANCED))
        return -1;
    result->unbalanced = Clp_objectiveValue(family->copy.model);
    return 0;
}

static int solve_fair(clp_family *family, clp_result *result) {
    clp_copy *copy = &family->copy;
    uint32_t open = clp_copy_open_levels(copy, result->fair_rate);
    result->fair_levels = 0;
    while (open > 0) {
        clp_copy_goal_level(copy);
        if (family->options.from == CLP_FROM_LAST_SPLIT
                ? solve_kept(family, KEPT_ROUNDS + result->fair_levels)
                : clp_copy_solve_primal(copy))
            return -1;
        open -= clp_copy_close_level(copy, result->fair_rate);
        result->fair_levels++;
    }
    eqp_stages_floors(copy->programme, result->fair_rate, family->floor);
    return 0;
}

static int solve_value(clp_family *family, clp_result *result) {
    clp_copy_goal_value(&family->copy, family->floor);
    if (solve_kept(family, KEPT_VALUE))
        return -1;
    result->value = Clp_objectiveValue(family->copy.model);
    return 0;
}

/* Stage B's basis with the value row basic, for stage D. */
static void take_basis(clp_family *family) {
    size_t size = clp_copy_basis_size(&family->copy);
    memcpy(family->basis, Clp_statusArray(family->copy.model), size);
    family->basis[size] = 1;
    Clp_copyinStatus(family->for_cost.model, family->basis);
}

static int solve_cost(clp_family *family, clp_result *result) {
    clp_copy *copy = &family->for_cost;
    int resumes = family->cost_solved && family->options.from == CLP_FROM_LAST_SPLIT;
    clp_copy_set_floors(copy, family->floor);
    clp_copy_goal_cost(copy, result->value);
    if (!resumes)
        take_basis(family);
    if (resumes ? clp_copy_solve_dual(copy) : clp_copy_solve_primal(copy))
        return -1;
    family->cost_solved = 1;
    result->cost = clp_copy_cost(copy);
    return 0;
}

void clp_family_solve(clp_family *family, const double *budget, clp_result *result) {
    const eqp_programme *programme = family->copy.programme;
    int failed = 0;
    double mark = clock_seconds();
    for (uint32_t i = 0; i < programme->study->institutions.count; i++) {
        clp_copy_set_budget(&family->copy, i, budget[i]);
        clp_copy_set_budget(&family->for_cost, i, budget[i]);
    }
    if (!family->options.floor) {
        failed = solve_unbalanced(family, result);
        result->seconds[EQP_PHASE_UNBALANCED] += clock_lap(&mark);
        failed = failed || solve_fair(family, result);
        result->seconds[EQP_PHASE_FAIR] += clock_lap(&mark);
    }
    failed = failed || solve_value(family, result);
    result->seconds[EQP_PHASE_VALUE] += clock_lap(&mark);
    if (!family->options.only_value)
        failed = failed || solve_cost(family, result);
    result->seconds[EQP_PHASE_COST] += clock_lap(&mark);
    result->optimal = !failed;
}
