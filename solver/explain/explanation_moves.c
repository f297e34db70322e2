#include "solver/explain/explanations.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Places that count as moved. */
#define MOVED_LEAST 1e-3

/* People that count as gained or lost by a zone. */
#define NOTICED_PEOPLE 1e-3

/* One of the plans that are compared. Owns its arrays. */
typedef struct snapshot {
    eqp_outcome outcome;
    double value;    /* V */
    double *places;  /* [prices.count] by row of the study's prices */
    double *covered; /* [zones] people that the plan covers */
} snapshot;

static void free_snapshot(snapshot *taken) {
    eqp_free(taken->places);
    eqp_free(taken->covered);
    *taken = (snapshot){.outcome = taken->outcome};
}

static void read_plan(const eqp_what_if_solver *e, snapshot *taken) {
    const eqp_programme *p = eqp_what_if_solver_programme(e);
    const double *primal = eqp_what_if_solver_primal(e);
    taken->value = eqp_what_if_solver_value(e);
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        taken->places[p->pair_row[pair]] += primal[pair];
    for (uint32_t use = 0; use < p->uses; use++)
        taken->covered[p->study->needs.zone[p->cell_need_row[p->use_cell[use]]]] +=
            p->use_effect[use] * primal[p->first_use + use];
}

/* Solves what the solver holds now. EQP_OUTCOME_INFEASIBLE is no error. */
static eqp_status take_snapshot(eqp_what_if_solver *e, snapshot *taken, eqp_error *error) {
    const eqp_study *study = eqp_what_if_solver_base(e);
    eqp_status status = EQP_OK;
    *taken = (snapshot){.outcome = EQP_OUTCOME_NO_PLAN, .value = NAN};
    taken->places = eqp_allocate(study->prices.count, sizeof *taken->places);
    taken->covered = eqp_allocate(study->zones.count, sizeof *taken->covered);
    if (!taken->places || !taken->covered)
        status = eqp_error_memory(error);
    if (!status)
        status = eqp_what_if_solver_solve_cheapest(e, &taken->outcome, error);
    if (!status && taken->outcome == EQP_OUTCOME_OPTIMAL)
        read_plan(e, taken);
    if (status)
        free_snapshot(taken);
    return status;
}

/* ---- what differs ---- */

static int dearest_first(const void *left, const void *right) {
    const eqp_place_move *a = left, *b = right;
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return (a->price_row > b->price_row) - (a->price_row < b->price_row);
}

static int most_people_first(const void *left, const void *right) {
    const eqp_zone_move *a = left, *b = right;
    if (fabs(a->people) != fabs(b->people))
        return fabs(a->people) > fabs(b->people) ? -1 : 1;
    return (a->zone > b->zone) - (a->zone < b->zone);
}

static void list_moves(const eqp_study *study, const snapshot *before, const snapshot *after,
                       eqp_what_if *found) {
    for (uint32_t row = 0; row < study->prices.count; row++) {
        double difference = after->places[row] - before->places[row];
        if (fabs(difference) > MOVED_LEAST)
            found->moves[found->move_count++] =
                (eqp_place_move){row, before->places[row], after->places[row],
                                 fabs(difference) * study->prices.price[row]};
    }
    for (uint32_t z = 0; z < study->zones.count; z++) {
        double people = after->covered[z] - before->covered[z];
        found->people += people;
        if (fabs(people) > NOTICED_PEOPLE)
            found->zones[found->zone_count++] = (eqp_zone_move){z, people};
    }
    if (found->move_count)
        qsort(found->moves, found->move_count, sizeof *found->moves, dearest_first);
    if (found->zone_count)
        qsort(found->zones, found->zone_count, sizeof *found->zones, most_people_first);
}

/* EQP_ERROR_MEMORY only. */
static eqp_status compare(const eqp_study *study, const snapshot *before, const snapshot *after,
                          eqp_what_if *found, eqp_error *error) {
    found->outcome = before->outcome == EQP_OUTCOME_OPTIMAL ? after->outcome : before->outcome;
    found->moves = eqp_allocate(study->prices.count, sizeof *found->moves);
    found->zones = eqp_allocate(study->zones.count, sizeof *found->zones);
    if (!found->moves || !found->zones)
        return eqp_error_memory(error);
    if (found->outcome == EQP_OUTCOME_OPTIMAL) {
        found->value = after->value - before->value;
        list_moves(study, before, after, found);
    }
    return EQP_OK;
}

/* ---- institutions ---- */

/* The best plan with another budget of an institution. */
static eqp_status with_budget(eqp_what_if_solver *e, uint32_t institution, double amount,
                              snapshot *taken, eqp_error *error) {
    eqp_study *study = eqp_what_if_solver_study(e);
    eqp_status status = eqp_what_if_solver_reset(e, error);
    for (uint32_t row = 0; row < study->budgets.count; row++)
        if (study->budgets.institution[row] == institution)
            study->budgets.budget[row] = fmax(0, study->budgets.budget[row] + amount);
    if (!status)
        status = eqp_what_if_solver_take(e, error);
    return status ? status : take_snapshot(e, taken, error);
}

eqp_status eqp_institution_explain(eqp_what_if_solver *e, const eqp_plan *plan,
                                   uint32_t institution, double amount,
                                   eqp_institution_explanation *found, eqp_error *error) {
    const eqp_study *study = eqp_what_if_solver_base(e);
    snapshot less = {0}, now = {0}, more = {0};
    eqp_status status = with_budget(e, institution, 0, &now, error);
    *found = (eqp_institution_explanation){
        .plan = plan, .institution = institution, .more.amount = amount, .last.amount = amount};
    if (!status)
        status = with_budget(e, institution, amount, &more, error);
    if (!status)
        status = with_budget(e, institution, -amount, &less, error);
    if (!status)
        status = compare(study, &now, &more, &found->more, error);
    if (!status)
        status = compare(study, &less, &now, &found->last, error);
    if (!status)
        status = eqp_what_if_solver_reset(e, error);
    free_snapshot(&less);
    free_snapshot(&now);
    free_snapshot(&more);
    if (status)
        eqp_institution_explanation_free(found);
    return status;
}

/* ---- rules ---- */

/* How much a rule is loosened. */
static double step_of(const eqp_study *study, uint32_t rule) {
    if (study->rules.unit[rule] == EQP_UNIT_SHARE)
        return 0.01;
    return study->rules.measure[rule] == EQP_MEASURE_COST ? 1000 : 1;
}

/* Solves what the explanation holds now, and compares. */
static eqp_status compare_now(eqp_what_if_solver *e, const snapshot *before, eqp_what_if *found,
                              eqp_error *error) {
    snapshot after;
    eqp_status status = take_snapshot(e, &after, error);
    if (status)
        return status;
    status = compare(eqp_what_if_solver_base(e), before, &after, found, error);
    free_snapshot(&after);
    return status;
}

static eqp_status loosen(eqp_what_if_solver *e, uint32_t rule, const snapshot *before,
                         eqp_what_if *found, eqp_error *error) {
    eqp_study *study = eqp_what_if_solver_study(e);
    double *value = &study->rules.value[rule];
    eqp_status status;
    found->amount = step_of(study, rule);
    *value = study->rules.sense[rule] == EQP_SENSE_MIN ? fmax(0, *value - found->amount)
                                                       : *value + found->amount;
    status = eqp_what_if_solver_take(e, error);
    return status ? status : compare_now(e, before, found, error);
}

static eqp_status drop(eqp_what_if_solver *e, uint32_t rule, const snapshot *before,
                       eqp_what_if *found, eqp_error *error) {
    eqp_status status = eqp_what_if_solver_reset(e, error);
    if (!status)
        status = eqp_what_if_solver_drop_rule(e, rule, error);
    return status ? status : compare_now(e, before, found, error);
}

eqp_status eqp_rule_explain(eqp_what_if_solver *e, const eqp_plan *plan, uint32_t rule,
                            eqp_rule_explanation *found, eqp_error *error) {
    snapshot before = {0};
    eqp_status status = eqp_what_if_solver_reset(e, error);
    *found = (eqp_rule_explanation){.plan = plan, .rule = rule};
    eqp_rule_count_pairs(plan, rule, &found->pairs, &found->bought);
    if (!status)
        status = take_snapshot(e, &before, error);
    if (!status)
        status = loosen(e, rule, &before, &found->loosened, error);
    if (!status)
        status = drop(e, rule, &before, &found->without, error);
    if (!status)
        status = eqp_what_if_solver_reset(e, error);
    free_snapshot(&before);
    if (status)
        eqp_rule_explanation_free(found);
    return status;
}
