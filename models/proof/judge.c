#include "models/proof/judge.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "models/proof/whole_proof.h"

#include <string.h>

/* A plan in places, with the floors that stage B held. */
static int judge_places(const eqp_programme *programme, const eqp_solution *solution,
                        eqp_verdict *verdict) {
    const eqp_lp *lp = programme->lp;
    uint32_t first = eqp_programme_rows_of(programme, EQP_ROW_balance).first;
    double *row_lower = eqp_allocate(lp->rows, sizeof *row_lower);
    eqp_goal goal = eqp_lp_goal(lp);
    int failed;
    if (!row_lower)
        return -1;
    memcpy(row_lower, lp->row_lower, lp->rows * sizeof *row_lower);
    eqp_programme_hold_floors(programme, solution->floor, &row_lower[first]);
    goal.row_lower = row_lower;
    failed = eqp_proof_check(lp, goal, solution->primal, verdict);
    eqp_free(row_lower);
    return failed;
}

eqp_status eqp_judge_solution(const eqp_programme *programme, const eqp_solution *solution,
                              eqp_verdict *verdict, eqp_error *error) {
    int failed = solution->sessions ? eqp_whole_proof_check(programme, solution, verdict)
                                    : judge_places(programme, solution, verdict);
    return failed ? eqp_error_memory(error) : EQP_OK;
}

eqp_status eqp_judge_accept(const eqp_verdict *verdict, eqp_error *error) {
    if (verdict->worst_residual <= EQP_ROW_TOLERANCE)
        return EQP_OK;
    return eqp_error_set(error, EQP_ERROR_SOLVER,
                         _("recomputed, the plan that was found breaks a limit by %.1e of its "
                           "size (numerical trouble)"),
                         verdict->worst_residual);
}

eqp_status eqp_judge_confirm(const eqp_programme *programme, const eqp_solution *solution,
                             eqp_error *error) {
    eqp_verdict verdict;
    eqp_status status;
    if (solution->outcome != EQP_OUTCOME_OPTIMAL && solution->outcome != EQP_OUTCOME_STOPPED)
        return EQP_OK;
    status = eqp_judge_solution(programme, solution, &verdict, error);
    return status ? status : eqp_judge_accept(&verdict, error);
}
