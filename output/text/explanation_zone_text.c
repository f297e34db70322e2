#include "output/text/explanation_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/plan_tables.h"
#include "output/text/words.h"

#include <math.h>
#include <stdlib.h>

/* Rows of the printed tables. */
#define MOST_NEEDS 6
#define MOST_CANDIDATES 5
#define MOST_USES 8

#define NEXT_TO_NOTHING 1e-6

static const char *const reasons[] = {
    [EQP_CAUSE_NONE] = N_("covered"),
    [EQP_CAUSE_NO_OFFER] = N_("no offer reaches it"),
    [EQP_CAUSE_CAPACITY] = N_("every place is bought"),
    [EQP_CAUSE_MONEY] = N_("money goes elsewhere"),
};

/* Whether a row of needs is one of those asked about. */
static int is_asked(const eqp_zone_explanation *found, uint32_t need) {
    const eqp_needs *needs = &found->plan->programme->study->needs;
    return needs->zone[need] == found->zone &&
           (found->occupation == EQP_NONE || needs->occupation[need] == found->occupation);
}

/* ---- rates, and what limits them ---- */

static void say_floor(eqp_buffer *words, const eqp_plan_zone *zone) {
    eqp_figure fair_rate = eqp_words_share(zone->fair_rate);
    eqp_figure floor = eqp_words_share(zone->floor);
    if (isnan(zone->fair_rate))
        eqp_buffer_say(words, "%s", _("No balance is asked for, so that no floor holds it up."));
    else if (zone->marginal_value > NEXT_TO_NOTHING)
        eqp_buffer_say(words,
                       _("Its fair rate is %s, its floor %s, which binds: a point less would let "
                         "the plan cover %s more elsewhere."),
                       fair_rate.text, floor.text, eqp_words_number(zone->marginal_value).text);
    else
        eqp_buffer_say(words, _("Its fair rate is %s, its floor %s, which costs nothing."),
                       fair_rate.text, floor.text);
}

static void say_causes(eqp_buffer *words, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    static const char *const said[] = {
        [EQP_CAUSE_NO_OFFER] = N_("No offer reaches %s of them."),
        [EQP_CAUSE_CAPACITY] = N_("Every place that reaches %s of them is bought."),
        [EQP_CAUSE_MONEY] =
            N_("Money, rules or other zones' floors stand in the way of %s of them."),
    };
    double unmet[EQP_CAUSE_MONEY + 1] = {0}, all = 0;
    for (uint32_t need = 0; need < plan->programme->study->needs.count; need++)
        if (is_asked(found, need)) {
            unmet[plan->needs[need].cause] += plan->needs[need].unmet;
            all += plan->needs[need].unmet;
        }
    if (!(all > 0)) {
        eqp_buffer_say(words, "%s", _("Nobody stays without."));
        return;
    }
    eqp_buffer_say(
        words, P_("%s person stays without.", "%s people stay without.", eqp_language_count(all)),
        eqp_words_count(all).text);
    for (int cause = EQP_CAUSE_NO_OFFER; cause <= EQP_CAUSE_MONEY; cause++)
        if (unmet[cause] > 0)
            eqp_buffer_say(words, _(said[cause]), eqp_words_number(unmet[cause]).text);
}

static void add_zone_heading(eqp_buffer *buffer, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    const eqp_plan_zone *zone = &plan->zones[found->zone];
    const char *name = eqp_words_name(study, EQP_SPACE_zone, found->zone);
    const char *id = eqp_study_id(study, EQP_SPACE_zone, found->zone);
    eqp_buffer words = {0};
    if (!(zone->need > 0)) {
        eqp_buffer_say(&words, _("%s (%s): nobody lacks there."), name, id);
        eqp_figure_paragraph(buffer, &words, 0);
        return;
    }
    eqp_buffer_say(&words, _("%s (%s): %s of a need of %s covered."), name, id,
                   eqp_words_share(zone->rate).text, eqp_words_people(zone->need).text);
    eqp_figure_paragraph(buffer, &words, 0);
    eqp_buffer_say(&words, _("Commitments cover %s, the plan %s with %s."),
                   eqp_words_number(zone->committed).text, eqp_words_number(zone->bought).text,
                   eqp_words_places(zone->places_residents).text);
    say_floor(&words, zone);
    say_causes(&words, found);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static int most_unmet_first(const void *left, const void *right) {
    const eqp_plan_need *const *a = left, *const *b = right;
    if ((*a)->unmet != (*b)->unmet)
        return (*a)->unmet > (*b)->unmet ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

static void add_unmet_needs(eqp_buffer *buffer, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    const eqp_plan_need **sorted = eqp_allocate(study->needs.count, sizeof *sorted);
    uint32_t count = 0;
    if (!sorted) {
        buffer->failed = 1;
        return;
    }
    for (uint32_t need = 0; need < study->needs.count; need++)
        if (is_asked(found, need) && plan->needs[need].unmet > 0)
            sorted[count++] = &plan->needs[need];
    if (count) {
        qsort(sorted, count, sizeof *sorted, most_unmet_first);
        eqp_buffer_add(buffer, "\n");
        eqp_buffer_left(buffer, _("Largest needs left"), 33);
        eqp_buffer_right(buffer, _("need"), 10);
        eqp_buffer_right(buffer, C_("column", "unmet"), 10);
        eqp_buffer_add(buffer, "  %s\n", _("why"));
    }
    for (uint32_t i = 0; i < count && i < MOST_NEEDS; i++) {
        uint32_t need = (uint32_t)(sorted[i] - plan->needs);
        eqp_figure_row(
            buffer, eqp_words_name(study, EQP_SPACE_occupation, study->needs.occupation[need]), 31);
        eqp_figure_number(buffer, sorted[i]->need, 1, 10);
        eqp_figure_number(buffer, sorted[i]->unmet, 1, 10);
        eqp_buffer_add(buffer, "  %s\n", _(reasons[sorted[i]->cause]));
    }
    eqp_free(sorted);
}

/* ---- where the money goes instead ---- */

static void add_margins(eqp_buffer *buffer, const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    eqp_buffer words = {0};
    for (uint32_t i = 0; i < study->institutions.count; i++) {
        double marginal = plan->budgets[i].marginal_value / 1000;
        const char *institution = eqp_words_name(study, EQP_SPACE_institution, i);
        if (marginal > 0)
            eqp_buffer_say(&words,
                           _("%s's last money covers a person for %s wherever that is cheapest."),
                           institution, eqp_words_money(study, 1 / marginal).text);
        else
            eqp_buffer_say(&words, _("%s has money that it cannot use."), institution);
    }
    eqp_buffer_add(buffer, "\n");
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

/* The break-even price that solving again has found; NAN where there is none. */
static double verified_price(const eqp_zone_explanation *found, uint32_t candidate) {
    const eqp_flip *price = &found->price[candidate];
    return price->kind == EQP_FLIP_NEVER ? NAN : price->at;
}

static void add_candidate(eqp_buffer *buffer, const eqp_study *study,
                          const eqp_open_offer *candidate, double price, double break_even) {
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_words_put_label(buffer, study, EQP_SPACE_offer, candidate->offer, 27);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_words_name(study, EQP_SPACE_institution, candidate->institution),
                    14);
    eqp_figure_number(buffer, candidate->left, 0, 6);
    eqp_figure_number(buffer, price, 0, 9);
    eqp_figure_number(buffer, candidate->cost_per_person, 0, 10);
    eqp_figure_number(buffer, break_even, 0, 11);
    eqp_buffer_add(buffer, "\n");
}

static void add_candidates(eqp_buffer *buffer, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    eqp_buffer words = {0};
    if (!found->candidate_count)
        return;
    add_margins(buffer, plan);
    eqp_figure_heading(buffer, {_("Cheapest places left"), -44}, {_("left"), 6}, {_("price"), 9},
                       {_("/person"), 10}, {_("pays up to"), 11});
    for (uint32_t i = 0; i < found->candidate_count && i < MOST_CANDIDATES; i++) {
        const eqp_open_offer *candidate = &found->candidates[i];
        add_candidate(buffer, study, candidate,
                      study->prices.price[plan->programme->pair_row[candidate->pair]],
                      i < found->verified ? verified_price(found, i) : candidate->break_even);
    }
    eqp_words_add_more(buffer, found->candidate_count, MOST_CANDIDATES);
    eqp_buffer_say(&words, "%s",
                   found->verified
                       ? _("Last column: the highest price at which a place is bought in some best "
                           "plan, found by solving again (- where no price matters).")
                       : _("Last column: the price up to which a place would pay, to first order; "
                           "explain --offer finds it exactly."));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

/* ---- one need ---- */

static uint32_t find_need(const eqp_zone_explanation *found) {
    for (uint32_t need = 0; need < found->plan->programme->study->needs.count; need++)
        if (is_asked(found, need))
            return need;
    return EQP_NONE;
}

static void add_need_heading(eqp_buffer *buffer, const eqp_zone_explanation *found, uint32_t row) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    const char *occupation = eqp_words_name(study, EQP_SPACE_occupation, found->occupation);
    const char *zone = eqp_words_name(study, EQP_SPACE_zone, found->zone);
    eqp_buffer words = {0};
    if (row == EQP_NONE) {
        eqp_buffer_say(&words, _("%s in %s: nobody lacks there."), occupation, zone);
        eqp_figure_paragraph(buffer, &words, 0);
        return;
    }
    eqp_buffer_say(&words, _("%s in %s: a need of %s, %s unmet."), occupation, zone,
                   eqp_words_people(plan->needs[row].need).text,
                   eqp_words_number(plan->needs[row].unmet).text);
    eqp_figure_paragraph(buffer, &words, 0);
    eqp_buffer_say(&words, _("Commitments cover %s, the plan %s."),
                   eqp_words_number(plan->needs[row].committed).text,
                   eqp_words_number(plan->needs[row].bought).text);
    say_causes(&words, found);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_use(eqp_buffer *buffer, const eqp_study *study, const eqp_plan_use *use) {
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_words_put_label(buffer, study, EQP_SPACE_offer, use->offer, 32);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_words_name(study, EQP_SPACE_zone, study->offers.zone[use->offer]),
                    22);
    eqp_figure_number(buffer, use->places, 1, 10);
    eqp_figure_number(buffer, use->covered, 1, 12);
    eqp_buffer_add(buffer, "\n");
}

static void add_uses_heading(eqp_buffer *buffer) {
    eqp_figure_heading(buffer, {_("Covered by"), -35}, {_("site"), -22}, {_("places"), 10},
                       {_("people"), 12});
}

static void add_uses(eqp_buffer *buffer, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->use_count; i++) {
        const eqp_plan_use *use = &plan->uses[i];
        if (use->residence != found->zone || use->occupation != found->occupation)
            continue;
        if (count++ == 0)
            add_uses_heading(buffer);
        if (count <= MOST_USES)
            add_use(buffer, plan->programme->study, use);
    }
    eqp_words_add_more(buffer, count, MOST_USES);
}

char *eqp_zone_explanation_text(const eqp_zone_explanation *found) {
    eqp_buffer buffer = {0};
    if (found->occupation == EQP_NONE) {
        add_zone_heading(&buffer, found);
        add_unmet_needs(&buffer, found);
    } else {
        add_need_heading(&buffer, found, find_need(found));
        add_uses(&buffer, found);
    }
    add_candidates(&buffer, found);
    return eqp_buffer_finish(&buffer);
}

/* ---- JSON ---- */

static void add_needs_list(eqp_json *json, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    eqp_json_open_list(json, "needs");
    for (uint32_t row = 0; row < study->needs.count; row++) {
        const eqp_plan_need *need = &plan->needs[row];
        if (!is_asked(found, row))
            continue;
        eqp_json_open(json, NULL);
        eqp_words_add_named(json, study, EQP_SPACE_occupation, study->needs.occupation[row]);
        eqp_json_number(json, "need", need->need);
        eqp_json_number(json, "committed", need->committed);
        eqp_json_number(json, "bought", need->bought);
        eqp_json_number(json, "unmet", need->unmet);
        eqp_json_text(json, "cause", eqp_cause_name(need->cause));
        eqp_json_number(json, "marginal_value", need->marginal_value);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static void add_uses_list(eqp_json *json, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    eqp_json_open_list(json, "covered_by");
    for (uint32_t i = 0; i < plan->use_count; i++) {
        const eqp_plan_use *use = &plan->uses[i];
        if (use->residence != found->zone || use->occupation != found->occupation)
            continue;
        eqp_json_open(json, NULL);
        eqp_words_add_named(json, study, EQP_SPACE_offer, use->offer);
        eqp_words_add_named(json, study, EQP_SPACE_zone, study->offers.zone[use->offer]);
        eqp_json_number(json, "places", use->places);
        eqp_json_number(json, "covered", use->covered);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static void add_candidate_list(eqp_json *json, const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    eqp_json_open_list(json, "candidates");
    for (uint32_t i = 0; i < found->candidate_count; i++) {
        const eqp_open_offer *candidate = &found->candidates[i];
        eqp_json_open(json, NULL);
        eqp_words_add_named(json, study, EQP_SPACE_offer, candidate->offer);
        eqp_words_add_named(json, study, EQP_SPACE_institution, candidate->institution);
        eqp_words_add_named(json, study, EQP_SPACE_occupation,
                            study->needs.occupation[candidate->use.need]);
        eqp_json_number(json, "price",
                        study->prices.price[plan->programme->pair_row[candidate->pair]]);
        eqp_json_number(json, "left", candidate->left);
        eqp_json_number(json, "people", candidate->use.effect);
        eqp_json_number(json, "cost_per_person", candidate->cost_per_person);
        eqp_json_number(json, "break_even_price", candidate->break_even);
        if (i < found->verified)
            eqp_json_number(json, "verified_break_even_price", verified_price(found, i));
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

char *eqp_zone_explanation_json(const eqp_zone_explanation *found) {
    const eqp_plan *plan = found->plan;
    const eqp_study *study = plan->programme->study;
    const eqp_plan_zone *zone = &plan->zones[found->zone];
    eqp_json *json = eqp_json_create();
    eqp_words_add_named(json, study, EQP_SPACE_zone, found->zone);
    if (found->occupation == EQP_NONE) {
        eqp_json_number(json, "need", zone->need);
        eqp_json_number(json, "committed", zone->committed);
        eqp_json_number(json, "bought", zone->bought);
        eqp_json_number(json, "rate", zone->rate);
        eqp_json_number(json, "fair_rate", zone->fair_rate);
        eqp_json_number(json, "floor", zone->floor);
        eqp_json_number(json, "marginal_value", zone->marginal_value);
    } else {
        eqp_words_add_named(json, study, EQP_SPACE_occupation, found->occupation);
        add_uses_list(json, found);
    }
    add_needs_list(json, found);
    add_candidate_list(json, found);
    return eqp_json_finish(json);
}
