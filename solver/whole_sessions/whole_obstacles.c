#include "solver/whole_sessions/whole_obstacles.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "solver/whole_sessions/sessions.h"

#include <math.h>

static uint32_t decision_row(const eqp_study *study, uint32_t offer, uint32_t institution) {
    for (uint32_t row = 0; row < study->decisions.count; row++)
        if (study->decisions.offer[row] == offer &&
            study->decisions.institution[row] == institution)
            return row;
    return EQP_NONE;
}

static eqp_blocked_purchase describe(const eqp_programme *p, const eqp_purchase *purchase) {
    const eqp_study *study = p->study;
    uint32_t offer = p->offer[purchase->offer], institution = p->pair_institution[purchase->pair];
    uint32_t row = decision_row(study, offer, institution);
    double most = row == EQP_NONE ? INFINITY : study->decisions.max_places[row];
    return (eqp_blocked_purchase){.offer = offer,
                                  .institution = institution,
                                  .decision = row,
                                  .least = row == EQP_NONE ? 0 : study->decisions.min_places[row],
                                  .most = fmin(most, study->offers.places[offer]),
                                  .smallest = purchase->smallest,
                                  .largest = purchase->largest};
}

static void note_blocked(const eqp_sessions *sessions, eqp_whole_obstacles *found) {
    for (uint32_t i = 0; i < sessions->purchases; i++)
        if (eqp_sessions_is_blocked(sessions, i))
            found->blocked[found->blocked_count++] =
                describe(found->programme, &sessions->purchase[i]);
}

static void note_missed(const double *excess, eqp_whole_obstacles *found) {
    const eqp_programme *p = found->programme;
    eqp_row_range rows = eqp_programme_shared_rows(p);
    for (uint32_t row = rows.first; row < rows.first + rows.count; row++)
        if (excess[row] != 0)
            found->missed[found->missed_count++] = (eqp_missed_row){
                eqp_programme_family_of(p, row), eqp_programme_subject(p, row), excess[row]};
}

eqp_status eqp_whole_obstacles_find(const eqp_programme *programme, const eqp_solution *solution,
                                    eqp_whole_obstacles **out, eqp_error *error) {
    eqp_whole_obstacles *found = eqp_allocate(1, sizeof *found);
    eqp_sessions *sessions = NULL;
    eqp_status status = found ? eqp_sessions_create(programme, solution->floor, &sessions, error)
                              : eqp_error_memory(error);
    *out = NULL;
    if (!status) {
        found->programme = programme;
        found->blocked = eqp_allocate(sessions->purchases, sizeof *found->blocked);
        found->missed = eqp_allocate(programme->lp->rows, sizeof *found->missed);
        if (!found->blocked || !found->missed)
            status = eqp_error_memory(error);
    }
    if (!status) {
        note_blocked(sessions, found);
        if (!found->blocked_count)
            note_missed(solution->excess, found);
        *out = found;
    } else {
        eqp_whole_obstacles_free(found);
    }
    eqp_sessions_free(sessions);
    return status;
}
