#include "models/answers/explanation.h"

#include "models/base/memory.h"

void eqp_offer_explanation_free(eqp_offer_explanation *found) {
    eqp_free(found->buyers);
    eqp_free(found->rivals);
    *found = (eqp_offer_explanation){.plan = found->plan, .offer = found->offer};
}

void eqp_zone_explanation_free(eqp_zone_explanation *found) {
    eqp_free(found->candidates);
    *found = (eqp_zone_explanation){
        .plan = found->plan, .zone = found->zone, .occupation = found->occupation};
}

static void free_what_if(eqp_what_if *found) {
    eqp_free(found->moves);
    eqp_free(found->zones);
    *found = (eqp_what_if){.amount = found->amount};
}

void eqp_institution_explanation_free(eqp_institution_explanation *found) {
    free_what_if(&found->more);
    free_what_if(&found->last);
}

void eqp_rule_explanation_free(eqp_rule_explanation *found) {
    free_what_if(&found->loosened);
    free_what_if(&found->without);
}
