#include "models/answers/assessment.h"

#include "models/base/memory.h"

#include <math.h>

void eqp_assessment_free(eqp_assessment *assessment) {
    if (!assessment)
        return;
    eqp_plan_free(assessment->best);
    eqp_plan_free(assessment->plan);
    eqp_draft_case_free(assessment->draft_case);
    eqp_free(assessment->uses);
    eqp_free(assessment->breaches);
    eqp_free(assessment);
}

/* To a billionth of a place: less is noise, and sums stay exact. */
static double without_noise(double places) {
    double rounded = round(places * 1e9) / 1e9;
    return rounded > EQP_PLACES_NOISE ? rounded : 0;
}

/* Places that the needs of an offer could take, were nothing else bought. */
static double takable(const eqp_programme *p, uint32_t offer) {
    double places = 0;
    for (uint32_t use = p->use_start[offer]; use < p->use_start[offer + 1]; use++)
        places += p->residual[p->cell_need_row[p->use_cell[use]]] / p->use_effect[use];
    return places;
}

static eqp_offer_use split(const eqp_draft_case *c, uint32_t offer, double used) {
    const eqp_programme *p = c->programme;
    eqp_offer_use found = {0};
    double usable, idle;
    for (uint32_t pair = p->pair_start[offer]; pair < p->pair_start[offer + 1]; pair++)
        found.bought += c->places[pair];
    usable = fmin(found.bought, c->study->offers.places[p->offer[offer]]);
    found.beyond = without_noise(found.bought - usable);
    idle = without_noise(found.bought - used - found.beyond);
    found.unneeded = fmin(idle, without_noise(usable - takable(p, offer)));
    found.twice = without_noise(idle - found.unneeded);
    found.used = round((found.bought - found.beyond - idle) * 1e9) / 1e9;
    return found;
}

eqp_status eqp_assessment_note_uses(eqp_assessment *assessment, const double *use,
                                    eqp_error *error) {
    const eqp_programme *p = assessment->draft_case->programme;
    eqp_offer_use *total = &assessment->total;
    *total = (eqp_offer_use){0};
    assessment->uses = eqp_allocate(p->offers, sizeof *assessment->uses);
    if (!assessment->uses)
        return eqp_error_memory(error);
    for (uint32_t offer = 0; offer < p->offers; offer++) {
        double used = 0;
        for (uint32_t u = p->use_start[offer]; u < p->use_start[offer + 1]; u++)
            used += use[u];
        assessment->uses[offer] = split(assessment->draft_case, offer, used);
        total->bought += assessment->uses[offer].bought;
        total->used += assessment->uses[offer].used;
        total->beyond += assessment->uses[offer].beyond;
        total->unneeded += assessment->uses[offer].unneeded;
        total->twice += assessment->uses[offer].twice;
    }
    return EQP_OK;
}
