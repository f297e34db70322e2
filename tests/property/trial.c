#include "trial.h"
#include "models/programme/rows.h"

#include <math.h>
#include <string.h>

int eqp_trial_build(eqp_trial *trial, const eqp_random_study *cells) {
    *trial = (eqp_trial){NULL, NULL, NULL};
    if (eqp_random_study_build(cells, &trial->study, NULL))
        return -1;
    if (eqp_programme_build(trial->study, &trial->programme, NULL)) {
        eqp_trial_free(trial);
        return -1;
    }
    return 0;
}

int eqp_trial_draw(eqp_trial *trial, uint64_t seed) {
    eqp_random_study *cells = eqp_random_study_create(seed);
    int failed = !cells || eqp_trial_build(trial, cells);
    eqp_random_study_free(cells);
    return failed ? -1 : 0;
}

int eqp_trial_rebuild(eqp_trial *trial) {
    eqp_solution_free(trial->solution);
    eqp_programme_free(trial->programme);
    trial->solution = NULL;
    return eqp_programme_build(trial->study, &trial->programme, NULL) ? -1 : 0;
}

int eqp_trial_solve(eqp_trial *trial, eqp_engine_choice engine, int threads) {
    eqp_solve_options options = eqp_solve_options_default();
    options.engine = engine;
    options.threads = threads;
    return eqp_trial_solve_with(trial, &options);
}

int eqp_trial_solve_with(eqp_trial *trial, const eqp_solve_options *options) {
    eqp_solution_free(trial->solution);
    trial->solution = NULL;
    return eqp_stages_solve(trial->programme, options, &trial->solution, NULL) ? -1 : 0;
}

void eqp_trial_free(eqp_trial *trial) {
    eqp_solution_free(trial->solution);
    eqp_programme_free(trial->programme);
    eqp_study_free(trial->study);
    *trial = (eqp_trial){NULL, NULL, NULL};
}

const double *eqp_trial_cheapest(const eqp_trial *trial) {
    return trial->solution->before ? trial->solution->before : trial->solution->primal;
}

double eqp_trial_cost(const eqp_trial *trial) {
    const double *plan = eqp_trial_cheapest(trial);
    double cost = 0;
    for (uint32_t p = 0; p < trial->programme->pairs; p++)
        cost += trial->programme->pair_price[p] * plan[p];
    return cost;
}

eqp_goal eqp_trial_goal(const eqp_trial *trial, double *row_lower, double *row_upper) {
    const eqp_programme *programme = trial->programme;
    eqp_goal goal = eqp_lp_goal(programme->lp);
    memcpy(row_lower, goal.row_lower, programme->lp->rows * sizeof *row_lower);
    memcpy(row_upper, goal.row_upper, programme->lp->rows * sizeof *row_upper);
    eqp_programme_hold_floors(programme, trial->solution->floor,
                              &row_lower[eqp_programme_rows_of(programme, EQP_ROW_balance).first]);
    return (eqp_goal){.cost = goal.cost, .row_lower = row_lower, .row_upper = row_upper};
}

int eqp_trial_close(double a, double b, double tolerance) {
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b);
    return fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
}
