#include "solver/explain/explanations.h"

#include "solver/explain/break_even.h"

/* The break-even price of one candidate. */
static eqp_status verify(eqp_what_if_solver *explanation, const eqp_open_offer *candidate,
                         eqp_flip *price, eqp_error *error) {
    eqp_buying_verdict verdict;
    eqp_buying buying;
    eqp_status status = eqp_what_if_solver_reset(explanation, error);
    eqp_buying_find(eqp_what_if_solver_programme(explanation), candidate->offer,
                    candidate->institution, &buying);
    if (!status)
        status = eqp_buying_decide(explanation, &buying, &verdict, error);
    return status ? status
                  : eqp_flip_find(explanation, &buying, EQP_LEVER_PRICE, &verdict, price, error);
}

eqp_status eqp_zone_explain(eqp_what_if_solver *explanation, const eqp_plan *plan,
                            const double *dual, uint32_t zone, uint32_t occupation,
                            eqp_zone_explanation *found, eqp_error *error) {
    eqp_status status;
    *found = (eqp_zone_explanation){.plan = plan, .zone = zone, .occupation = occupation};
    status = eqp_open_offers_find(plan, dual, zone, occupation, &found->candidates,
                                  &found->candidate_count, error);
    while (!status && occupation != EQP_NONE && found->verified < EQP_ZONE_VERIFIED &&
           found->verified < found->candidate_count) {
        uint32_t i = found->verified;
        status = verify(explanation, &found->candidates[i], &found->price[i], error);
        found->verified += !status;
    }
    if (status)
        eqp_zone_explanation_free(found);
    return status;
}
