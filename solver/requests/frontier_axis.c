#include "solver/requests/frontier_axis.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/revision.h"
#include "models/programme/rows.h"

/* What one unit of the axis adds, from two studies at its ends. */
static void find_steps(eqp_frontier_axis *axis, const eqp_study *from, const eqp_study *to) {
    double length = eqp_axis_to(axis->axis) - eqp_axis_from(axis->axis);
    for (uint32_t i = 0; i < from->budgets.count; i++)
        axis->budget_step[i] = (to->budgets.budget[i] - from->budgets.budget[i]) / length;
    for (uint32_t q = 0; q < from->rules.count; q++)
        axis->rule_step[q] = (to->rules.value[q] - from->rules.value[q]) / length;
    axis->balance_step = (to->settings.balance - from->settings.balance) / length;
}

static eqp_status refuse(const eqp_axis_text *text, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_USAGE,
                         _("%s %.200s: a frontier varies a budget, a transfer, the balance or an "
                           "absolute rule; sweep varies anything"),
                         eqp_axis_text_option(text), text->text);
}

static eqp_status measure(const eqp_axis_text *text, const eqp_study *study,
                          eqp_frontier_axis *axis, eqp_error *error) {
    eqp_study *from = NULL, *to = NULL;
    eqp_status status = eqp_study_copy(study, &from, error);
    if (!status)
        status = eqp_study_copy(study, &to, error);
    if (!status) {
        eqp_axis_change(axis->axis, eqp_axis_from(axis->axis), from);
        eqp_axis_change(axis->axis, eqp_axis_to(axis->axis), to);
        if (!eqp_axis_only_couples(axis->axis) || !eqp_revision_only_bounds(from, to))
            status = refuse(text, error);
        else
            find_steps(axis, from, to);
    }
    eqp_study_free(from);
    eqp_study_free(to);
    return status;
}

eqp_status eqp_frontier_axis_understand(const eqp_axis_text *text, const eqp_study *study,
                                        eqp_frontier_axis *axis, eqp_error *error) {
    eqp_status status = eqp_axis_text_understand(text, study, EQP_AXIS_RANGE, &axis->axis, error);
    if (status)
        return status;
    axis->budget_step = eqp_allocate(study->budgets.count, sizeof *axis->budget_step);
    axis->rule_step = eqp_allocate(study->rules.count, sizeof *axis->rule_step);
    if (!axis->budget_step || !axis->rule_step)
        return eqp_error_memory(error);
    return measure(text, study, axis, error);
}

void eqp_frontier_axis_free(eqp_frontier_axis *axis) {
    eqp_axis_free(axis->axis);
    eqp_free(axis->budget_step);
    eqp_free(axis->rule_step);
}

double eqp_frontier_axis_slope(const eqp_frontier_axis *axis, const eqp_programme *programme,
                               const eqp_solution *solution, const double *fair_rate) {
    const eqp_study *study = programme->study;
    const double *budget = solution->dual + eqp_programme_rows_of(programme, EQP_ROW_budget).first;
    const double *rule = solution->dual + eqp_programme_rows_of(programme, EQP_ROW_rule).first;
    const double *balance =
        solution->dual + eqp_programme_rows_of(programme, EQP_ROW_balance).first;
    double slope = 0;
    for (uint32_t i = 0; i < study->budgets.count; i++)
        slope += budget[i] * axis->budget_step[i];
    for (uint32_t q = 0; q < study->rules.count; q++)
        slope += rule[q] * axis->rule_step[q];
    for (uint32_t z = 0; axis->balance_step != 0 && z < study->zones.count; z++)
        if (solution->floor[z] > 0)
            slope += balance[z] * fair_rate[z] * axis->balance_step;
    return slope;
}
