#include "solver/requests/check.h"

#include "models/base/language.h"
#include "models/programme/programme.h"

static eqp_study_sizes sizes_of(const eqp_programme *programme) {
    const eqp_study *study = programme->study;
    eqp_study_sizes sum = {0};
    for (uint32_t row = 0; row < study->needs.count; row++) {
        sum.need += eqp_study_need(study, row);
        sum.residual += programme->residual[row];
    }
    for (uint32_t cell = 0; cell < programme->cells; cell++)
        sum.reached += programme->residual[programme->cell_need_row[cell]];
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        sum.places += study->offers.places[offer];
    for (uint32_t row = 0; row < study->budgets.count; row++)
        sum.budget += study->budgets.budget[row];
    return sum;
}

static eqp_status measure(const eqp_request *request, eqp_check_answer *answer, eqp_error *error) {
    eqp_programme *programme;
    eqp_status status;
    eqp_listener_working(&request->listener, _("building the programme"));
    status = eqp_programme_build(answer->study, &programme, error);
    eqp_listener_working(&request->listener, NULL);
    if (!status)
        answer->sizes = sizes_of(programme);
    eqp_programme_free(programme);
    return status;
}

eqp_status eqp_request_check(const eqp_request *request, eqp_check_answer *answer,
                             eqp_error *error) {
    eqp_status status;
    *answer = (eqp_check_answer){.problems = eqp_problems_create()};
    if (!answer->problems)
        return eqp_error_memory(error);
    status = eqp_request_read(request, 1, answer->problems, &answer->study, error);
    return status ? status : measure(request, answer, error);
}

void eqp_check_answer_free(eqp_check_answer *answer) {
    eqp_study_free(answer->study);
    eqp_problems_free(answer->problems);
}
