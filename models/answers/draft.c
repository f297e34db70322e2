#include "models/answers/draft.h"

#include "models/base/memory.h"
#include "models/base/search.h"
#include "models/programme/rows.h"

#include <math.h>

/* Places are whole up to this, as in reports. */
#define WHOLE_NOISE 1e-6

void eqp_draft_free(eqp_draft *draft) {
    if (!draft)
        return;
    eqp_free(draft->lines);
    eqp_free(draft);
}

double eqp_draft_places(const eqp_draft *draft, uint32_t offer, uint32_t institution) {
    const eqp_draft_line *lines = draft->lines;
    uint32_t line = EQP_NONE;
    if (draft->count)
        line = eqp_search_pair(
            &(eqp_sorted){draft->count, sizeof *lines, &lines->offer, &lines->institution, NULL},
            offer, institution);
    return line == EQP_NONE ? 0 : lines[line].places;
}

/* ---- sessions ---- */

double eqp_draft_sessions(const eqp_study *study, uint32_t offer, double places) {
    double most = study->offers.group_max[offer];
    return most > 0 ? ceil(places / most - WHOLE_NOISE) : 0;
}

static int fits_sessions(const eqp_study *study, uint32_t offer, double places) {
    double sessions = eqp_draft_sessions(study, offer, places);
    return places <= 0 || (sessions > 0 && sessions * study->offers.group_min[offer] <= places);
}

/* Between what s sessions hold at most and what s + 1 need at least nothing can be bought. */
double eqp_draft_whole_places(const eqp_study *study, uint32_t offer, double places) {
    double whole = round(places), below, above, sessions;
    double least = ceil(study->offers.group_min[offer]), most = study->offers.group_max[offer];
    if (fabs(places - whole) <= WHOLE_NOISE && fits_sessions(study, offer, whole))
        return whole;
    below = floor(places + WHOLE_NOISE);
    if (!fits_sessions(study, offer, below)) {
        sessions = eqp_draft_sessions(study, offer, below);
        below = most > 0 ? floor((sessions - 1) * most) : 0;
    }
    above = ceil(places - WHOLE_NOISE);
    sessions = eqp_draft_sessions(study, offer, above);
    if (!(sessions > 0))
        return below;
    above = fmax(above, sessions * least);
    return fits_sessions(study, offer, above) && above - places < places - below ? above : below;
}

double eqp_draft_cost(const eqp_draft_case *draft_case, uint32_t pair, double places) {
    const eqp_programme *p = draft_case->programme;
    uint32_t offer = p->offer[p->pair_offer[pair]];
    if (p->study->settings.whole != EQP_WHOLE_YES)
        return p->pair_price[pair] * places;
    return eqp_programme_session_cost(p, pair, places, eqp_draft_sessions(p->study, offer, places));
}

/* ---- the copy in which the draft is decided ---- */

static int has_price(const eqp_study *study, const eqp_draft_line *line) {
    return eqp_search_pair(EQP_SORTED(study->prices, offer, institution), line->offer,
                           line->institution) != EQP_NONE;
}

static int comes_before(uint32_t a_offer, uint32_t a_institution, uint32_t offer,
                        uint32_t institution) {
    return a_offer < offer || (a_offer == offer && a_institution < institution);
}

/* Room for `count` rows in the arrays of prices; 0, or -1 with the copy as it was. */
static int widen_prices(eqp_prices *prices, uint32_t count) {
    eqp_prices wider = {.line = eqp_allocate(count, sizeof *wider.line),
                        .offer = eqp_allocate(count, sizeof *wider.offer),
                        .institution = eqp_allocate(count, sizeof *wider.institution),
                        .price = eqp_allocate(count, sizeof *wider.price),
                        .session_price = eqp_allocate(count, sizeof *wider.session_price)};
    int failed =
        !wider.line || !wider.offer || !wider.institution || !wider.price || !wider.session_price;
    eqp_prices *drop = failed ? &wider : prices;
    eqp_free(drop->line);
    eqp_free(drop->offer);
    eqp_free(drop->institution);
    eqp_free(drop->price);
    eqp_free(drop->session_price);
    if (!failed)
        *prices = wider;
    return failed ? -1 : 0;
}

static void put_price(eqp_prices *to, uint32_t line, uint32_t offer, uint32_t institution,
                      double price, double session_price) {
    uint32_t row = to->count++;
    to->line[row] = line;
    to->offer[row] = offer;
    to->institution[row] = institution;
    to->price[row] = price;
    to->session_price[row] = session_price;
}

/* Prices of 0 for what the draft buys without one, at their place in the order. */
static int add_prices(eqp_study *copy, const eqp_study *study, const eqp_draft *draft) {
    const eqp_prices *from = &study->prices;
    eqp_prices *to = &copy->prices;
    uint32_t missing = 0, row = 0;
    for (uint32_t i = 0; i < draft->count; i++)
        missing += !has_price(study, &draft->lines[i]);
    if (missing == 0)
        return 0;
    if (widen_prices(to, from->count + missing))
        return -1;
    for (uint32_t i = 0; i <= draft->count; i++) {
        const eqp_draft_line *line = i < draft->count ? &draft->lines[i] : NULL;
        if (line && has_price(study, line))
            continue;
        for (; row < from->count && (!line || comes_before(from->offer[row], from->institution[row],
                                                           line->offer, line->institution));
             row++)
            put_price(to, from->line[row], from->offer[row], from->institution[row],
                      from->price[row], from->session_price[row]);
        if (line)
            put_price(to, 0, line->offer, line->institution, 0, 0);
    }
    return 0;
}

/* Every line of the draft as a decision, instead of the study's own. */
static int decide(eqp_study *copy, const eqp_draft *draft) {
    eqp_decisions *decisions = &copy->decisions;
    eqp_free(decisions->line);
    eqp_free(decisions->offer);
    eqp_free(decisions->institution);
    eqp_free(decisions->min_places);
    eqp_free(decisions->max_places);
    *decisions =
        (eqp_decisions){.line = eqp_allocate(draft->count, sizeof *decisions->line),
                        .offer = eqp_allocate(draft->count, sizeof *decisions->offer),
                        .institution = eqp_allocate(draft->count, sizeof *decisions->institution),
                        .min_places = eqp_allocate(draft->count, sizeof *decisions->min_places),
                        .max_places = eqp_allocate(draft->count, sizeof *decisions->max_places)};
    if (!decisions->line || !decisions->offer || !decisions->institution ||
        !decisions->min_places || !decisions->max_places)
        return -1;
    for (uint32_t i = 0; i < draft->count; i++) {
        decisions->offer[i] = draft->lines[i].offer;
        decisions->institution[i] = draft->lines[i].institution;
        decisions->min_places[i] = decisions->max_places[i] = draft->lines[i].places;
    }
    decisions->count = draft->count;
    return 0;
}

static eqp_status make_copy(const eqp_study *study, const eqp_draft *draft, eqp_study **out,
                            eqp_error *error) {
    eqp_status status = eqp_study_copy(study, out, error);
    if (status)
        return status;
    (*out)->settings.max_change = NAN; /* one pair for each offer and institution */
    return add_prices(*out, study, draft) || decide(*out, draft) ? eqp_error_memory(error) : EQP_OK;
}

/* ---- the case ---- */

/* What the study as it stands says of a pair. */
static void take_standing(eqp_draft_case *c, const eqp_programme *standing) {
    const eqp_study *study = c->study;
    const eqp_programme *p = c->programme;
    const eqp_decisions *decisions = &study->decisions;
    uint32_t decision = 0, kept = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        const eqp_draft_line at = {p->offer[p->pair_offer[pair]], p->pair_institution[pair], 0};
        c->places[pair] = eqp_draft_places(c->draft, at.offer, at.institution);
        c->priced[pair] = (uint8_t)has_price(study, &at);
        c->most[pair] = c->priced[pair] ? INFINITY : 0;
        while (decision < decisions->count &&
               comes_before(decisions->offer[decision], decisions->institution[decision], at.offer,
                            at.institution))
            decision++;
        if (decision < decisions->count && decisions->offer[decision] == at.offer &&
            decisions->institution[decision] == at.institution) {
            c->least[pair] = decisions->min_places[decision];
            c->most[pair] = decisions->max_places[decision];
        }
        while (kept < standing->pairs &&
               (!standing->pair_kept[kept] ||
                comes_before(standing->offer[standing->pair_offer[kept]],
                             standing->pair_institution[kept], at.offer, at.institution)))
            kept++;
        if (kept < standing->pairs && standing->offer[standing->pair_offer[kept]] == at.offer &&
            standing->pair_institution[kept] == at.institution)
            c->before[pair] = standing->lp->upper[kept];
    }
    c->least_kept = -INFINITY;
    c->most_added = INFINITY;
    if (eqp_programme_has_rows(standing, EQP_ROW_kept))
        eqp_programme_change_bounds(standing, &c->least_kept, &c->most_added);
}

eqp_status eqp_draft_case_create(const eqp_programme *standing, const eqp_draft *draft,
                                 eqp_draft_case **out, eqp_error *error) {
    eqp_draft_case *c = eqp_allocate(1, sizeof *c);
    eqp_status status = c ? EQP_OK : eqp_error_memory(error);
    *out = NULL;
    if (!status) {
        c->study = standing->study;
        c->draft = draft;
        status = make_copy(c->study, draft, &c->decided, error);
    }
    if (!status)
        status = eqp_programme_build(c->decided, &c->programme, error);
    if (!status) {
        uint32_t pairs = c->programme->pairs;
        c->places = eqp_allocate(pairs, sizeof *c->places);
        c->least = eqp_allocate(pairs, sizeof *c->least);
        c->most = eqp_allocate(pairs, sizeof *c->most);
        c->before = eqp_allocate(pairs, sizeof *c->before);
        c->priced = eqp_allocate(pairs, sizeof *c->priced);
        if (!c->places || !c->least || !c->most || !c->before || !c->priced)
            status = eqp_error_memory(error);
    }
    if (status) {
        eqp_draft_case_free(c);
        return status;
    }
    take_standing(c, standing);
    *out = c;
    return EQP_OK;
}

void eqp_draft_case_free(eqp_draft_case *c) {
    if (!c)
        return;
    eqp_programme_free(c->programme);
    eqp_study_free(c->decided);
    eqp_free(c->places);
    eqp_free(c->least);
    eqp_free(c->most);
    eqp_free(c->before);
    eqp_free(c->priced);
    eqp_free(c);
}
