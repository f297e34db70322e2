#include "output/text/explanation_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include "output/text/words.h"

#include <math.h>
#include <stdio.h>

/* Offers that cover the same needs, in the printed table. */
#define MOST_RIVALS 6

/* Worth of a place next to nothing: left out of the sentences. */
#define NEXT_TO_NOTHING 1e-6

/* Places that count as left over. */
#define SOME_PLACES 1e-4

static int is_bought(const eqp_offer_buyer *buyer) {
    return buyer->verdict.decision == EQP_DECISION_BOUGHT;
}

static void add_heading(eqp_buffer *buffer, const eqp_study *study,
                        const eqp_offer_explanation *found) {
    const char *zone = eqp_words_name(study, EQP_SPACE_zone, study->offers.zone[found->offer]);
    char *label = eqp_words_label(study, EQP_SPACE_offer, found->offer);
    eqp_figure places = eqp_words_places(found->places);
    eqp_buffer words = {.failed = !label};
    if (label && found->bought > 0)
        eqp_buffer_say(&words, _("Offer %s at %s: %s on offer, %s bought."), label, zone,
                       places.text, eqp_words_count(found->bought).text);
    else if (label)
        eqp_buffer_say(&words, _("Offer %s at %s: %s on offer, none bought."), label, zone,
                       places.text);
    eqp_free(label);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_reach(eqp_buffer *buffer, const eqp_offer_explanation *found) {
    eqp_buffer words = {0};
    if (found->uses) {
        eqp_buffer_say(&words,
                       P_("It reaches %u need of %s; %s of them stay without.",
                          "It reaches %u needs of %s; %s of them stay without.", found->uses),
                       found->uses, eqp_words_people(found->needed).text,
                       eqp_words_count(found->unmet).text);
        eqp_buffer_say(&words, "%s", _("Worth is counted in people, weighted by priority."));
    } else if (found->places > 0) {
        eqp_buffer_say(&words, "%s",
                       _("It reaches no need that is left: nobody lacks in its occupations where "
                         "its people live, or none of them ends in the job, or commitments cover "
                         "them."));
    } else {
        eqp_buffer_say(&words, "%s", _("It has no places."));
    }
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_buyer_heading(eqp_buffer *buffer, const eqp_study *study,
                              const eqp_offer_buyer *buyer) {
    const char *institution = eqp_words_name(study, EQP_SPACE_institution, buyer->institution);
    eqp_figure price = eqp_words_money(study, buyer->price);
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    if (buyer->places > 0)
        eqp_buffer_say(&words, _("%s, %s a place: buys %s"), institution, price.text,
                       eqp_words_places(buyer->places).text);
    else
        eqp_buffer_say(&words, _("%s, %s a place: buys none"), institution, price.text);
    eqp_figure_paragraph(buffer, &words, 0);
}

/* What a place brings, part by part. */
static void say_gain(eqp_buffer *words, const eqp_study *study, const eqp_use_value *use) {
    const char *occupation =
        eqp_words_name(study, EQP_SPACE_occupation, study->needs.occupation[use->need]);
    const char *zone = eqp_words_name(study, EQP_SPACE_zone, study->needs.zone[use->need]);
    eqp_figure people = eqp_words_people(use->effect);
    eqp_figure worth = eqp_words_number(use->effect * use->priority);
    if (use->priority != 1)
        eqp_buffer_say(words, _("A place brings %s into %s in %s: worth %s at priority %s."),
                       people.text, occupation, zone, worth.text,
                       eqp_words_number(use->priority).text);
    else
        eqp_buffer_say(words, _("A place brings %s into %s in %s: worth %s."), people.text,
                       occupation, zone, worth.text);
    if (use->floor_price * use->effect > NEXT_TO_NOTHING)
        eqp_buffer_say(words, _("For the zone's floor it is worth %s more."),
                       eqp_words_number(use->effect * use->floor_price).text);
    if (use->need_price * use->effect > NEXT_TO_NOTHING)
        eqp_buffer_say(words, _("It is worth %s less, as other places would cover that need."),
                       eqp_words_number(use->effect * use->need_price).text);
}

/* What it costs, in the same unit. */
static void say_cost(eqp_buffer *words, const eqp_study *study, const eqp_offer_buyer *buyer) {
    const char *institution = eqp_words_name(study, EQP_SPACE_institution, buyer->institution);
    const eqp_pair_value *value = &buyer->value;
    if (value->money_price > 0)
        eqp_buffer_say(words, _("Its price costs %s, as %s more would let %s cover %s."),
                       eqp_words_number(value->money).text, eqp_words_money(study, 1000).text,
                       institution, eqp_words_number(1000 * value->money_price).text);
    else
        eqp_buffer_say(words, _("Its price costs nothing, as %s has money left."), institution);
    if (fabs(value->rules) > NEXT_TO_NOTHING)
        eqp_buffer_say(words, value->rules > 0 ? _("Rules take %s.") : _("Rules add %s."),
                       eqp_words_number(fabs(value->rules)).text);
}

/* What is left of a bought place: what its scarcity is worth. */
static void say_rent(eqp_buffer *words, const eqp_offer_explanation *found,
                     const eqp_offer_buyer *buyer) {
    const eqp_pair_value *value = &buyer->value;
    double rent = value->best.worth - value->money - value->rules;
    int has_more =
        found->places - found->bought > SOME_PLACES && buyer->most - buyer->places > SOME_PLACES;
    if (rent > NEXT_TO_NOTHING) {
        eqp_buffer_say(words, _("That leaves %s a place."), eqp_words_number(rent).text);
        if (has_more && buyer->places > 0)
            eqp_buffer_say(words, "%s",
                           _("More places would bring less, as that need is then covered."));
    } else {
        eqp_buffer_say(words, "%s",
                       _("That is exactly what it costs: with more money there would be more such "
                         "places, or better ones."));
    }
    if (isinf(buyer->verdict.net))
        eqp_buffer_say(words, "%s",
                       _("No plan can do without it: floors, rules or decisions need it."));
    if (!(buyer->places > 0))
        eqp_buffer_say(words, "%s", _("Another plan as good as this one buys it."));
}

static void say_lack(eqp_buffer *words, const eqp_offer_buyer *buyer) {
    if (buyer->value.capacity > NEXT_TO_NOTHING)
        eqp_buffer_say(words, _("Its places are scarce: others would give %s for one."),
                       eqp_words_number(buyer->value.capacity).text);
    eqp_buffer_say(words, _("It falls short by %s."), eqp_words_number(-buyer->verdict.net).text);
    if (buyer->places > 0)
        eqp_buffer_say(words, "%s",
                       _("It is bought all the same, for less overlap between buyers."));
}

static void say_worth(eqp_buffer *words, const eqp_study *study, const eqp_offer_explanation *found,
                      const eqp_offer_buyer *buyer) {
    if (!is_bought(buyer) && isinf(buyer->verdict.net)) {
        eqp_buffer_say(words, "%s", _("Its budget, rules or decisions leave no room for it."));
        return;
    }
    say_gain(words, study, &buyer->value.best);
    say_cost(words, study, buyer);
    if (is_bought(buyer))
        say_rent(words, found, buyer);
    else
        say_lack(words, buyer);
}

/* ---- break-evens ---- */

static void say_price_flip(eqp_buffer *words, const eqp_study *study,
                           const eqp_offer_buyer *buyer) {
    double at = buyer->flips[EQP_LEVER_PRICE].at;
    if (at > 0)
        eqp_buffer_say(words,
                       is_bought(buyer) ? _("It is still bought up to %s a place.")
                                        : _("It would be bought up to %s a place."),
                       eqp_words_money(study, at).text);
    else
        eqp_buffer_say(words, "%s",
                       is_bought(buyer) ? _("It is still bought for nothing.")
                                        : _("It would be bought for nothing."));
}

static void say_success_flip(eqp_buffer *words, const eqp_study *study, uint32_t offer,
                             const eqp_offer_buyer *buyer) {
    eqp_buffer_say(words,
                   is_bought(buyer) ? _("It is still bought down to a success rate of %s (now %s).")
                                    : _("It would be bought from a success rate of %s (now %s)."),
                   eqp_words_share(buyer->flips[EQP_LEVER_SUCCESS].at).text,
                   eqp_words_share(study->offers.success_rate[offer]).text);
}

static void say_budget_flip(eqp_buffer *words, const eqp_offer_explanation *found,
                            const eqp_offer_buyer *buyer) {
    const eqp_study *study = found->plan->programme->study;
    eqp_buffer_say(words,
                   is_bought(buyer) ? _("It is still bought down to a budget of %s (now %s).")
                                    : _("It would be bought from a budget of %s (now %s)."),
                   eqp_words_money(study, buyer->flips[EQP_LEVER_BUDGET].at).text,
                   eqp_words_money(study, found->plan->budgets[buyer->institution].budget).text);
}

/* What the searches found. */
static void say_flips(eqp_buffer *words, const eqp_offer_explanation *found,
                      const eqp_offer_buyer *buyer) {
    const eqp_study *study = found->plan->programme->study;
    static const char *const beyond[EQP_LEVER_COUNT] = {
        [EQP_LEVER_PRICE] = N_("Above that price no plan keeps floors, rules and decisions."),
        [EQP_LEVER_SUCCESS] = N_("Below that rate no plan keeps floors, rules and decisions."),
        [EQP_LEVER_BUDGET] = N_("Below that budget no plan keeps floors, rules and decisions."),
    };
    for (int lever = 0; lever < EQP_LEVER_COUNT; lever++) {
        if (buyer->flips[lever].kind == EQP_FLIP_NEVER)
            continue;
        if (lever == EQP_LEVER_PRICE)
            say_price_flip(words, study, buyer);
        else if (lever == EQP_LEVER_SUCCESS)
            say_success_flip(words, study, found->offer, buyer);
        else
            say_budget_flip(words, found, buyer);
        if (buyer->flips[lever].kind == EQP_FLIP_NO_PLAN)
            eqp_buffer_say(words, "%s", _(beyond[lever]));
    }
}

/* What the searches did not find. */
static void say_nevers(eqp_buffer *words, const eqp_offer_buyer *buyer) {
    static const char *const open[EQP_LEVER_COUNT] = {
        [EQP_LEVER_PRICE] = N_("Not even for nothing would it be bought."),
        [EQP_LEVER_SUCCESS] = N_("No success rate would do."),
        [EQP_LEVER_BUDGET] = N_("No budget would do."),
    };
    static const char *const bought[EQP_LEVER_COUNT] = {
        [EQP_LEVER_PRICE] = N_("It is bought at any price."),
        [EQP_LEVER_SUCCESS] = N_("It is bought at any success rate."),
        [EQP_LEVER_BUDGET] = N_("It is bought with any budget."),
    };
    for (int lever = 0; lever < EQP_LEVER_COUNT; lever++)
        if (buyer->flips[lever].kind == EQP_FLIP_NEVER)
            eqp_buffer_say(words, "%s", _((is_bought(buyer) ? bought : open)[lever]));
}

static void add_buyer(eqp_buffer *buffer, const eqp_study *study,
                      const eqp_offer_explanation *found, const eqp_offer_buyer *buyer) {
    eqp_buffer words = {0};
    add_buyer_heading(buffer, study, buyer);
    if (buyer->openness == EQP_SIGNED) {
        eqp_buffer_say(&words, _("A decision has signed %s: bought whatever they bring."),
                       eqp_words_places(buyer->least).text);
    } else if (buyer->openness == EQP_RULED_OUT) {
        eqp_buffer_say(&words, "%s", _("A decision rules it out."));
    } else if (found->uses) {
        say_worth(&words, study, found, buyer);
        say_flips(&words, found, buyer);
        say_nevers(&words, buyer);
    } else {
        eqp_buffer_say(&words, "%s", _("It would cover nothing."));
    }
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

/* ---- what covers the same needs ---- */

static void add_rival(eqp_buffer *buffer, const eqp_study *study, const eqp_rival *rival) {
    const char *zone = eqp_words_name(study, EQP_SPACE_zone, study->offers.zone[rival->offer]);
    char *label = eqp_words_label(study, EQP_SPACE_offer, rival->offer), *text = NULL;
    eqp_buffer words = {0};
    if (label) {
        eqp_buffer_say(&words, _("%s at %s"), label, zone);
        text = eqp_buffer_finish(&words);
    }
    eqp_figure_row(buffer, text ? text : "", 51);
    eqp_figure_number(buffer, rival->covered, 1, 10);
    eqp_figure_number(buffer, rival->cost_per_person, 0, 17);
    eqp_buffer_add(buffer, "\n");
    buffer->failed |= !text;
    eqp_free(label);
    eqp_free(text);
}

static void add_rivals(eqp_buffer *buffer, const eqp_study *study,
                       const eqp_offer_explanation *found) {
    char cost[EQP_NUMBER_SIZE];
    if (!found->rival_count)
        return;
    snprintf(cost, sizeof cost, _("%s/person"), study->settings.currency);
    eqp_figure_heading(buffer, {_("What covers these needs in the plan"), -53}, {_("people"), 10},
                       {cost, 17});
    for (uint32_t i = 0; i < found->rival_count && i < MOST_RIVALS; i++)
        add_rival(buffer, study, &found->rivals[i]);
    if (found->rival_count > MOST_RIVALS)
        eqp_buffer_add(
            buffer,
            P_("  and %u more offer\n", "  and %u more offers\n", found->rival_count - MOST_RIVALS),
            found->rival_count - MOST_RIVALS);
}

/* Own cost per person, to compare with theirs. */
static void add_own_cost(eqp_buffer *buffer, const eqp_study *study,
                         const eqp_offer_explanation *found) {
    eqp_buffer words = {0};
    for (uint32_t i = 0; i < found->buyer_count; i++) {
        const eqp_offer_buyer *buyer = &found->buyers[i];
        if (buyer->openness != EQP_OPEN || !found->uses || isnan(buyer->cost_per_person) ||
            (!is_bought(buyer) && isinf(buyer->verdict.net)))
            continue;
        eqp_buffer_say(&words, _("Its own places cost %s per person to %s."),
                       eqp_words_money(study, buyer->cost_per_person).text,
                       eqp_words_name(study, EQP_SPACE_institution, buyer->institution));
    }
    if (words.length)
        eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    buffer->failed |= words.failed;
}

char *eqp_offer_explanation_text(const eqp_offer_explanation *found) {
    const eqp_study *study = found->plan->programme->study;
    eqp_buffer buffer = {0};
    add_heading(&buffer, study, found);
    add_reach(&buffer, found);
    for (uint32_t i = 0; i < found->buyer_count; i++)
        add_buyer(&buffer, study, found, &found->buyers[i]);
    add_rivals(&buffer, study, found);
    add_own_cost(&buffer, study, found);
    return eqp_buffer_finish(&buffer);
}

/* ---- JSON ---- */

static void add_flip(eqp_json *json, const char *key, const eqp_flip *flip) {
    static const char *const kinds[] = {
        [EQP_FLIP_AT] = "at", [EQP_FLIP_NO_PLAN] = "no plan beyond", [EQP_FLIP_NEVER] = "never"};
    eqp_json_open(json, key);
    eqp_json_text(json, "kind", kinds[flip->kind]);
    eqp_json_number(json, "at", flip->at);
    eqp_json_number(json, "other_side", flip->other);
    eqp_json_close(json);
}

static void add_value(eqp_json *json, const eqp_study *study, const eqp_offer_buyer *buyer) {
    const eqp_pair_value *value = &buyer->value;
    eqp_json_open(json, "place");
    eqp_json_text(json, "zone",
                  eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[value->best.need]));
    eqp_json_text(
        json, "occupation",
        eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[value->best.need]));
    eqp_json_number(json, "people", value->best.effect);
    eqp_json_number(json, "priority", value->best.priority);
    eqp_json_number(json, "floor_price", value->best.floor_price);
    eqp_json_number(json, "need_price", value->best.need_price);
    eqp_json_number(json, "worth", value->best.worth);
    eqp_json_number(json, "money", value->money);
    eqp_json_number(json, "rules", value->rules);
    eqp_json_number(json, "capacity", value->capacity);
    eqp_json_number(json, "net", buyer->verdict.net);
    eqp_json_number(json, "marginal_value", 1000 * value->money_price);
    eqp_json_number(json, "cost_per_person", buyer->cost_per_person);
    eqp_json_close(json);
}

static void add_buyer_object(eqp_json *json, const eqp_study *study,
                             const eqp_offer_explanation *found, const eqp_offer_buyer *buyer) {
    static const char *const openness[] = {
        [EQP_OPEN] = "open", [EQP_SIGNED] = "signed", [EQP_RULED_OUT] = "ruled out"};
    eqp_json_open(json, NULL);
    eqp_words_add_named(json, study, EQP_SPACE_institution, buyer->institution);
    eqp_json_number(json, "price", buyer->price);
    eqp_json_number(json, "places", buyer->places);
    eqp_json_number(json, "least", buyer->least);
    eqp_json_number(json, "most", buyer->most);
    eqp_json_text(json, "state", openness[buyer->openness]);
    if (buyer->openness == EQP_OPEN && found->uses) {
        eqp_json_text(json, "decision", is_bought(buyer) ? "bought" : "not bought");
        if (is_bought(buyer) || !isinf(buyer->verdict.net))
            add_value(json, study, buyer);
        add_flip(json, "break_even_price", &buyer->flips[EQP_LEVER_PRICE]);
        add_flip(json, "break_even_success_rate", &buyer->flips[EQP_LEVER_SUCCESS]);
        add_flip(json, "break_even_budget", &buyer->flips[EQP_LEVER_BUDGET]);
    }
    eqp_json_close(json);
}

char *eqp_offer_explanation_json(const eqp_offer_explanation *found) {
    const eqp_study *study = found->plan->programme->study;
    eqp_json *json = eqp_json_create();
    eqp_words_add_named(json, study, EQP_SPACE_offer, found->offer);
    eqp_json_number(json, "places", found->places);
    eqp_json_number(json, "bought", found->bought);
    eqp_json_whole(json, "needs", found->uses);
    eqp_json_number(json, "needed", found->needed);
    eqp_json_number(json, "unmet", found->unmet);
    eqp_json_open_list(json, "buyers");
    for (uint32_t i = 0; i < found->buyer_count; i++)
        add_buyer_object(json, study, found, &found->buyers[i]);
    eqp_json_close(json);
    eqp_json_open_list(json, "instead");
    for (uint32_t i = 0; i < found->rival_count; i++) {
        eqp_json_open(json, NULL);
        eqp_words_add_named(json, study, EQP_SPACE_offer, found->rivals[i].offer);
        eqp_json_number(json, "places", found->rivals[i].places);
        eqp_json_number(json, "covered", found->rivals[i].covered);
        eqp_json_number(json, "cost_per_person", found->rivals[i].cost_per_person);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    return eqp_json_finish(json);
}
