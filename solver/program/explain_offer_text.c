#include "solver/program/explain_offer_text.h"

#include "models/memory.h"
#include "output/figures.h"
#include "solver/program/explain_words.h"

#include <math.h>

/* Offers that cover the same needs, in the printed table. */
#define MOST_RIVALS 6

/* Worth of a place next to nothing: left out of the sentences. */
#define NEXT_TO_NOTHING 1e-6

/* Places that count as left over. */
#define SOME_PLACES 1e-4

static double budget_of(const eqp_study *study, uint32_t institution) {
    for (uint32_t row = 0; row < study->budgets.count; row++)
        if (study->budgets.institution[row] == institution)
            return study->budgets.budget[row];
    return 0;
}

static int is_bought(const eqp_offer_buyer *buyer) {
    return buyer->verdict.decision == EQP_DECISION_BOUGHT;
}

static void add_heading(eqp_buffer *buffer, const eqp_study *study,
                        const eqp_offer_explanation *found) {
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "Offer ");
    eqp_explain_say_offer(&words, study, found->offer);
    eqp_buffer_add(&words, " at %s: ", eqp_explain_zone(study, study->offers.zone[found->offer]));
    eqp_explain_say_places(&words, found->places);
    eqp_buffer_add(&words, " on offer, ");
    if (found->bought > 0) {
        eqp_explain_say_count(&words, found->bought);
        eqp_buffer_add(&words, " bought.");
    } else {
        eqp_buffer_add(&words, "none bought.");
    }
    eqp_figure_paragraph(buffer, &words, 0);
    if (!found->uses) {
        eqp_buffer_add(&words,
                       found->places > 0
                           ? "It reaches no need that is left: nobody lacks in its occupations "
                             "where its people live, or none of them ends in the job, or "
                             "commitments cover them."
                           : "It has no places.");
    } else {
        eqp_buffer_add(&words, "It reaches %u need%s of ", found->uses,
                       found->uses == 1 ? "" : "s");
        eqp_explain_say_people(&words, found->needed);
        eqp_buffer_add(&words, "; ");
        eqp_explain_say_count(&words, found->unmet);
        eqp_buffer_add(&words, " of them stay without. Worth is counted in people, weighted by "
                               "priority.");
    }
    eqp_explain_paragraph(buffer, &words);
}

static void add_buyer_heading(eqp_buffer *buffer, const eqp_study *study,
                              const eqp_offer_buyer *buyer) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_add(&words, "%s, ", eqp_explain_institution(study, buyer->institution));
    eqp_explain_say_money(&words, study, buyer->price);
    eqp_buffer_add(&words, " a place: ");
    if (buyer->places > 0) {
        eqp_buffer_add(&words, "buys ");
        eqp_explain_say_places(&words, buyer->places);
    } else {
        eqp_buffer_add(&words, "buys none");
    }
    eqp_figure_paragraph(buffer, &words, 0);
}

/* What a place brings, part by part. */
static void say_gain(eqp_buffer *words, const eqp_study *study, const eqp_use_value *use) {
    eqp_buffer_add(words, "A place brings ");
    eqp_explain_say_people(words, use->effect);
    eqp_buffer_add(words, " ");
    eqp_explain_say_need(words, study, use->need);
    eqp_buffer_add(words, ": worth ");
    eqp_explain_say(words, use->effect * use->priority);
    if (use->priority != 1) {
        eqp_buffer_add(words, " at priority ");
        eqp_explain_say(words, use->priority);
    }
    if (use->floor_price * use->effect > NEXT_TO_NOTHING) {
        eqp_buffer_add(words, ", and ");
        eqp_explain_say(words, use->effect * use->floor_price);
        eqp_buffer_add(words, " for the zone's floor");
    }
    if (use->need_price * use->effect > NEXT_TO_NOTHING) {
        eqp_buffer_add(words, ", less ");
        eqp_explain_say(words, use->effect * use->need_price);
        eqp_buffer_add(words, " as other places would cover that need");
    }
    eqp_buffer_add(words, ". ");
}

/* What it costs, in the same unit. */
static void say_cost(eqp_buffer *words, const eqp_study *study, const eqp_offer_buyer *buyer) {
    const eqp_pair_value *value = &buyer->value;
    if (value->money_price > 0) {
        eqp_buffer_add(words, "Its price costs ");
        eqp_explain_say(words, value->money);
        eqp_buffer_add(words, ", as 1,000 %s more would let %s cover ", study->settings.currency,
                       eqp_explain_institution(study, buyer->institution));
        eqp_explain_say(words, 1000 * value->money_price);
        eqp_buffer_add(words, ". ");
    } else {
        eqp_buffer_add(words, "Its price costs nothing, as %s has money left. ",
                       eqp_explain_institution(study, buyer->institution));
    }
    if (fabs(value->rules) > NEXT_TO_NOTHING) {
        eqp_buffer_add(words, value->rules > 0 ? "Rules take " : "Rules add ");
        eqp_explain_say(words, fabs(value->rules));
        eqp_buffer_add(words, ". ");
    }
}

/* What is left of a bought place: what its scarcity is worth. */
static void say_rent(eqp_buffer *words, const eqp_offer_explanation *found,
                     const eqp_offer_buyer *buyer) {
    const eqp_pair_value *value = &buyer->value;
    double rent = value->best.worth - value->money - value->rules;
    int has_more =
        found->places - found->bought > SOME_PLACES && buyer->most - buyer->places > SOME_PLACES;
    if (rent > NEXT_TO_NOTHING) {
        eqp_buffer_add(words, "That leaves ");
        eqp_explain_say(words, rent);
        eqp_buffer_add(words, " a place. ");
        if (has_more && buyer->places > 0)
            eqp_buffer_add(words, "More places would bring less, as that need is then covered. ");
    } else {
        eqp_buffer_add(words, "That is exactly what it costs: with more money there would be more "
                              "such places, or better ones. ");
    }
    if (isinf(buyer->verdict.net))
        eqp_buffer_add(words, "No plan can do without it: floors, rules or decisions need it. ");
    if (!(buyer->places > 0))
        eqp_buffer_add(words, "Another plan as good as this one buys it. ");
}

static void say_lack(eqp_buffer *words, const eqp_offer_buyer *buyer) {
    if (buyer->value.capacity > NEXT_TO_NOTHING) {
        eqp_buffer_add(words, "Its places are scarce: others would give ");
        eqp_explain_say(words, buyer->value.capacity);
        eqp_buffer_add(words, " for one. ");
    }
    eqp_buffer_add(words, "It falls short by ");
    eqp_explain_say(words, -buyer->verdict.net);
    eqp_buffer_add(words, ". ");
    if (buyer->places > 0)
        eqp_buffer_add(words, "It is bought all the same, for less overlap between buyers. ");
}

static void say_worth(eqp_buffer *words, const eqp_study *study, const eqp_offer_explanation *found,
                      const eqp_offer_buyer *buyer) {
    if (!is_bought(buyer) && isinf(buyer->verdict.net)) {
        eqp_buffer_add(words, "Its budget, rules or decisions leave no room for it. ");
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

static void say_lever(eqp_buffer *words, const eqp_study *study, eqp_lever lever, double at) {
    if (lever == EQP_LEVER_PRICE && at > 0) {
        eqp_explain_say_money(words, study, at);
        eqp_buffer_add(words, " a place");
    } else if (lever == EQP_LEVER_PRICE) {
        eqp_buffer_add(words, "nothing");
    } else if (lever == EQP_LEVER_SUCCESS) {
        eqp_buffer_add(words, "a success rate of ");
        eqp_explain_say_share(words, at);
    } else {
        eqp_buffer_add(words, "a budget of ");
        eqp_explain_say_money(words, study, at);
    }
}

/* The present value of a lever that is not in the heading. */
static void say_present(eqp_buffer *words, const eqp_study *study, uint32_t offer,
                        const eqp_offer_buyer *buyer, eqp_lever lever) {
    if (lever == EQP_LEVER_SUCCESS) {
        eqp_buffer_add(words, " (now ");
        eqp_explain_say_share(words, study->offers.success_rate[offer]);
        eqp_buffer_add(words, ")");
    } else if (lever == EQP_LEVER_BUDGET) {
        eqp_buffer_add(words, " (now ");
        eqp_explain_say_money(words, study, budget_of(study, buyer->institution));
        eqp_buffer_add(words, ")");
    }
}

/* How a break-even begins, by lever: of what is bought, and of what is not. */
static const char *direction(const eqp_offer_buyer *buyer, eqp_lever lever) {
    if (lever == EQP_LEVER_PRICE)
        return buyer->flips[lever].at > 0 ? "up to " : "for ";
    return is_bought(buyer) ? "down to " : "from ";
}

static void say_flips(eqp_buffer *words, const eqp_study *study, uint32_t offer,
                      const eqp_offer_buyer *buyer) {
    const char *last = is_bought(buyer) ? " and " : " or ";
    int found = 0, left = 0;
    for (int lever = 0; lever < EQP_LEVER_COUNT; lever++)
        left += buyer->flips[lever].kind != EQP_FLIP_NEVER;
    if (left)
        eqp_buffer_add(words, is_bought(buyer) ? "It is still bought " : "It would be bought ");
    for (int lever = 0; lever < EQP_LEVER_COUNT; lever++) {
        const eqp_flip *flip = &buyer->flips[lever];
        if (flip->kind == EQP_FLIP_NEVER)
            continue;
        left--;
        eqp_buffer_add(words, "%s%s",
                       found++ == 0 ? ""
                       : left       ? ", "
                                    : last,
                       direction(buyer, (eqp_lever)lever));
        say_lever(words, study, (eqp_lever)lever, flip->at);
        say_present(words, study, offer, buyer, (eqp_lever)lever);
        if (flip->kind == EQP_FLIP_NO_PLAN)
            eqp_buffer_add(words, ", %s which no plan keeps floors, rules and decisions",
                           lever == EQP_LEVER_PRICE ? "above" : "below");
    }
    if (found)
        eqp_buffer_add(words, ". ");
}

/* What the searches did not find. */
static void say_nevers(eqp_buffer *words, const eqp_offer_buyer *buyer) {
    static const char *const open[] = {"Not even for nothing would it be bought. ",
                                       "No success rate would do. ", "No budget would do. "};
    static const char *const bought[] = {"It is bought at any price. ",
                                         "It is bought at any success rate. ",
                                         "It is bought with any budget. "};
    for (int lever = 0; lever < EQP_LEVER_COUNT; lever++)
        if (buyer->flips[lever].kind == EQP_FLIP_NEVER)
            eqp_buffer_add(words, "%s", is_bought(buyer) ? bought[lever] : open[lever]);
}

static void add_buyer(eqp_buffer *buffer, const eqp_study *study,
                      const eqp_offer_explanation *found, const eqp_offer_buyer *buyer) {
    eqp_buffer words = {0};
    add_buyer_heading(buffer, study, buyer);
    if (buyer->openness == EQP_SIGNED) {
        eqp_buffer_add(&words, "A decision has signed ");
        eqp_explain_say_places(&words, buyer->least);
        eqp_buffer_add(&words, ": bought whatever they bring.");
    } else if (buyer->openness == EQP_RULED_OUT) {
        eqp_buffer_add(&words, "A decision rules it out.");
    } else if (found->uses) {
        say_worth(&words, study, found, buyer);
        say_flips(&words, study, found->offer, buyer);
        say_nevers(&words, buyer);
    } else {
        eqp_buffer_add(&words, "It would cover nothing.");
    }
    eqp_explain_paragraph(buffer, &words);
}

/* ---- what covers the same needs ---- */

static void add_rivals(eqp_buffer *buffer, const eqp_study *study,
                       const eqp_offer_explanation *found) {
    if (!found->rival_count)
        return;
    eqp_buffer_add(buffer, "\nWhat covers these needs in the plan                      people  ");
    eqp_buffer_right(buffer, study->settings.currency, 8);
    eqp_buffer_add(buffer, "/person\n");
    for (uint32_t i = 0; i < found->rival_count && i < MOST_RIVALS; i++) {
        const eqp_rival *rival = &found->rivals[i];
        eqp_buffer words = {0};
        char *text;
        eqp_explain_say_offer(&words, study, rival->offer);
        eqp_buffer_add(&words, " at %s", eqp_explain_zone(study, study->offers.zone[rival->offer]));
        text = eqp_buffer_finish(&words);
        eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
        eqp_buffer_left(buffer, text ? text : "", 51);
        eqp_figure_number(buffer, rival->covered, 1, 10);
        eqp_figure_number(buffer, rival->cost_per_person, 0, 17);
        eqp_buffer_add(buffer, "\n");
        buffer->failed |= !text;
        eqp_free(text);
    }
    if (found->rival_count > MOST_RIVALS)
        eqp_buffer_add(buffer, "%*sand %u more offers\n", EQP_TEXT_INDENT, "",
                       found->rival_count - MOST_RIVALS);
}

/* Own cost per person, to compare with theirs. */
static void add_own_cost(eqp_buffer *buffer, const eqp_study *study,
                         const eqp_offer_explanation *found) {
    eqp_buffer words = {0};
    int said = 0;
    for (uint32_t i = 0; i < found->buyer_count; i++) {
        const eqp_offer_buyer *buyer = &found->buyers[i];
        if (buyer->openness != EQP_OPEN || !found->uses || isnan(buyer->cost_per_person) ||
            (!is_bought(buyer) && isinf(buyer->verdict.net)))
            continue;
        eqp_buffer_add(&words, said++ ? ", and " : "Its own places cost ");
        eqp_explain_say_money(&words, study, buyer->cost_per_person);
        eqp_buffer_add(&words, " per person to %s",
                       eqp_explain_institution(study, buyer->institution));
    }
    if (said) {
        eqp_buffer_add(&words, ".");
        eqp_explain_paragraph(buffer, &words);
    }
}

char *eqp_explain_offer_text(const eqp_study *study, const eqp_offer_explanation *found) {
    eqp_buffer buffer = {0};
    add_heading(&buffer, study, found);
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
    eqp_explain_add_institution(json, study, buyer->institution);
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

char *eqp_explain_offer_json(const eqp_study *study, const eqp_offer_explanation *found) {
    eqp_json *json = eqp_json_create();
    eqp_explain_add_offer(json, study, found->offer);
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
        eqp_explain_add_offer(json, study, found->rivals[i].offer);
        eqp_json_number(json, "places", found->rivals[i].places);
        eqp_json_number(json, "covered", found->rivals[i].covered);
        eqp_json_number(json, "cost_per_person", found->rivals[i].cost_per_person);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    return eqp_json_finish(json);
}
