#include "output/text/explanation_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/run.h"
#include "output/text/words.h"

#include <math.h>

/* Rows of the printed tables. */
#define MOST_MOVES 10
#define MOST_ZONES 4

/* People that are next to none. */
#define NEXT_TO_NOBODY 5e-4

/* ---- moves ---- */

static void say_change(eqp_buffer *words, double people) {
    if (fabs(people) < NEXT_TO_NOBODY)
        eqp_buffer_say(words, "%s", _("Nobody more is covered."));
    else
        eqp_buffer_say(words,
                       people > 0
                           ? _("%s more covered (people weighted by priority, floors held).")
                           : _("%s fewer covered (people weighted by priority, floors held)."),
                       eqp_words_number(fabs(people)).text);
}

/* The zones that change most, as "ZONE +1.00, …". */
static void say_zones(eqp_buffer *words, const eqp_study *study, const eqp_what_if *found) {
    eqp_buffer list = {0};
    char *zones;
    if (!found->zone_count)
        return;
    for (uint32_t i = 0; i < found->zone_count && i < MOST_ZONES; i++) {
        double people = found->zones[i].people;
        eqp_buffer_add(&list, "%s%s %s%s", i ? ", " : "",
                       eqp_words_name(study, EQP_SPACE_zone, found->zones[i].zone),
                       people < 0 ? "" : "+", eqp_figure_of(people, 2).text);
    }
    zones = eqp_buffer_finish(&list);
    if (zones)
        eqp_buffer_say(words, _("Most change: %s people."), zones);
    words->failed |= !zones;
    eqp_free(zones);
}

static void add_move(eqp_buffer *buffer, const eqp_study *study, const eqp_place_move *move) {
    uint32_t offer = study->prices.offer[move->price_row];
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_words_put_label(buffer, study, EQP_SPACE_offer, offer, 28);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(
        buffer,
        eqp_words_name(study, EQP_SPACE_institution, study->prices.institution[move->price_row]),
        16);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_words_name(study, EQP_SPACE_zone, study->offers.zone[offer]), 19);
    eqp_figure_difference(buffer, move->after - move->before, 2, "", 12);
    eqp_buffer_add(buffer, "\n");
}

static void add_moves(eqp_buffer *buffer, const eqp_study *study, const eqp_what_if *found) {
    if (!found->move_count)
        return;
    eqp_figure_row(buffer, _("Offer"), 29);
    eqp_buffer_left(buffer, _("paid by"), 17);
    eqp_buffer_left(buffer, _("site"), 19);
    eqp_buffer_right(buffer, _("places"), 12);
    eqp_buffer_add(buffer, "\n");
    for (uint32_t i = 0; i < found->move_count && i < MOST_MOVES; i++)
        add_move(buffer, study, &found->moves[i]);
    eqp_words_add_more(buffer, found->move_count, MOST_MOVES);
}

static void add_what_if(eqp_json *json, const char *key, const eqp_study *study,
                        const eqp_what_if *found) {
    eqp_json_open(json, key);
    eqp_json_number(json, "amount", found->amount);
    eqp_json_text(json, "status", eqp_outcome_name(found->outcome));
    eqp_json_number(json, "value", found->value);
    eqp_json_number(json, "people", found->people);
    eqp_json_open_list(json, "moves");
    for (uint32_t i = 0; i < found->move_count; i++) {
        const eqp_place_move *move = &found->moves[i];
        eqp_json_open(json, NULL);
        eqp_words_add_named(json, study, EQP_SPACE_offer, study->prices.offer[move->price_row]);
        eqp_words_add_named(json, study, EQP_SPACE_institution,
                            study->prices.institution[move->price_row]);
        eqp_json_number(json, "before", move->before);
        eqp_json_number(json, "after", move->after);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_open_list(json, "zones");
    for (uint32_t i = 0; i < found->zone_count; i++) {
        eqp_json_open(json, NULL);
        eqp_words_add_named(json, study, EQP_SPACE_zone, found->zones[i].zone);
        eqp_json_number(json, "people", found->zones[i].people);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_close(json);
}

/* ---- institutions ---- */

static void add_institution_heading(eqp_buffer *buffer, const eqp_study *study,
                                    uint32_t institution, const eqp_plan_budget *budget) {
    eqp_buffer words = {0};
    eqp_buffer_say(&words, _("%s (%s): %s of %s spent on %s."),
                   eqp_words_name(study, EQP_SPACE_institution, institution),
                   eqp_study_id(study, EQP_SPACE_institution, institution),
                   eqp_words_money(study, budget->spent).text,
                   eqp_words_money(study, budget->budget).text,
                   eqp_words_places(budget->bought.places).text);
    eqp_figure_paragraph(buffer, &words, 0);
    if (budget->marginal_value > 0)
        eqp_buffer_say(
            &words, _("%s more would cover %s more (people weighted by priority): %s for one."),
            eqp_words_money(study, 1000).text, eqp_words_number(budget->marginal_value).text,
            eqp_words_money(study, 1000 / budget->marginal_value).text);
    else
        eqp_buffer_say(&words, "%s", _("More money would change nothing: it has some left."));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

/* `heading` takes the amount of money. */
static void add_budget_change(eqp_buffer *buffer, const eqp_study *study, const char *heading,
                              const eqp_what_if *found) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_say(&words, heading, eqp_words_money(study, found->amount).text);
    eqp_figure_paragraph(buffer, &words, 0);
    if (found->outcome != EQP_OUTCOME_OPTIMAL) {
        eqp_buffer_say(&words, "%s",
                       _("What floors, rules and decisions need: there is no plan without it."));
    } else {
        say_change(&words, found->value);
        say_zones(&words, study, found);
    }
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    add_moves(buffer, study, found);
}

char *eqp_institution_explanation_text(const eqp_institution_explanation *found) {
    const eqp_study *study = found->plan->programme->study;
    const eqp_plan_budget *budget = &found->plan->budgets[found->institution];
    eqp_buffer buffer = {0};
    add_institution_heading(&buffer, study, found->institution, budget);
    add_budget_change(&buffer, study, _("Its next %s would buy"), &found->more);
    if (budget->budget > 0)
        add_budget_change(&buffer, study, _("Its last %s bought"), &found->last);
    return eqp_buffer_finish(&buffer);
}

char *eqp_institution_explanation_json(const eqp_institution_explanation *found) {
    const eqp_study *study = found->plan->programme->study;
    const eqp_plan_budget *budget = &found->plan->budgets[found->institution];
    eqp_json *json = eqp_json_create();
    eqp_words_add_named(json, study, EQP_SPACE_institution, found->institution);
    eqp_json_number(json, "budget", budget->budget);
    eqp_json_number(json, "spent", budget->spent);
    eqp_json_number(json, "places", budget->bought.places);
    eqp_json_number(json, "marginal_value", budget->marginal_value);
    add_what_if(json, "next", study, &found->more);
    add_what_if(json, "last", study, &found->last);
    return eqp_json_finish(json);
}

/* ---- rules ---- */

static eqp_figure rule_amount(const eqp_study *study, uint32_t rule, double amount) {
    return eqp_words_of_rule(study, rule, amount,
                             eqp_words_number(eqp_words_rule_shown(study, rule, amount)));
}

/* What loosening a rule by its step gains, at the margin. */
static void say_rule_price(eqp_buffer *words, const eqp_study *study,
                           const eqp_rule_explanation *found) {
    double marginal = found->plan->rules[found->rule].marginal_value;
    double step = found->loosened.amount;
    if (study->rules.unit[found->rule] == EQP_UNIT_SHARE)
        eqp_buffer_say(words,
                       _("It binds: to loosen it covers %s more (people weighted by priority) for "
                         "each point, to begin with."),
                       eqp_words_number(marginal).text);
    else
        eqp_buffer_say(words,
                       _("It binds: to loosen it by %s covers %s more (people weighted by "
                         "priority), to begin with."),
                       rule_amount(study, found->rule, step).text,
                       eqp_words_number(marginal * step).text);
}

static void add_rule_heading(eqp_buffer *buffer, const eqp_study *study,
                             const eqp_rule_explanation *found) {
    const eqp_plan_rule *now = &found->plan->rules[found->rule];
    eqp_buffer words = {0};
    eqp_buffer_say(&words,
                   study->rules.sense[found->rule] == EQP_SENSE_MIN ? _("Rule %s: at least %s.")
                                                                    : _("Rule %s: at most %s."),
                   eqp_study_id(study, EQP_SPACE_rule, found->rule),
                   rule_amount(study, found->rule, now->bound).text);
    if (isnan(now->value))
        eqp_buffer_say(&words, "%s", _("Nothing is bought that it counts."));
    else
        eqp_buffer_say(&words, _("The plan has %s."),
                       rule_amount(study, found->rule, now->value).text);
    eqp_figure_paragraph(buffer, &words, 0);
    if (now->marginal_value > 0)
        say_rule_price(&words, study, found);
    else
        eqp_buffer_say(&words, "%s", _("It costs nothing."));
    eqp_buffer_say(&words,
                   P_("It counts %u pair of offer and institution, %u of them bought.",
                      "It counts %u pairs of offer and institution, %u of them bought.",
                      found->pairs),
                   found->pairs, found->bought);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_rule_change(eqp_buffer *buffer, const eqp_study *study, uint32_t rule,
                            const eqp_what_if *found) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    if (!(found->amount > 0))
        eqp_buffer_say(&words, "%s", _("Without it"));
    else if (study->rules.unit[rule] == EQP_UNIT_SHARE)
        eqp_buffer_say(&words, "%s", _("Loosened by one point"));
    else
        eqp_buffer_say(&words, _("Loosened by %s"), rule_amount(study, rule, found->amount).text);
    eqp_figure_paragraph(buffer, &words, 0);
    say_change(&words, found->value);
    say_zones(&words, study, found);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    add_moves(buffer, study, found);
}

char *eqp_rule_explanation_text(const eqp_rule_explanation *found) {
    const eqp_study *study = found->plan->programme->study;
    eqp_buffer buffer = {0};
    add_rule_heading(&buffer, study, found);
    add_rule_change(&buffer, study, found->rule, &found->loosened);
    add_rule_change(&buffer, study, found->rule, &found->without);
    return eqp_buffer_finish(&buffer);
}

static void add_word(eqp_json *json, const char *key, const char *words, uint32_t index) {
    char word[32];
    eqp_word_text(words, index, word, sizeof word);
    eqp_json_text(json, key, word);
}

char *eqp_rule_explanation_json(const eqp_rule_explanation *found) {
    const eqp_study *study = found->plan->programme->study;
    const eqp_plan_rule *now = &found->plan->rules[found->rule];
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "rule", eqp_study_id(study, EQP_SPACE_rule, found->rule));
    add_word(json, "measure", EQP_WORDS_measure, study->rules.measure[found->rule]);
    add_word(json, "sense", EQP_WORDS_sense, study->rules.sense[found->rule]);
    add_word(json, "unit", EQP_WORDS_unit, study->rules.unit[found->rule]);
    eqp_json_number(json, "bound", now->bound);
    eqp_json_number(json, "value", now->value);
    eqp_json_number(json, "marginal_value", now->marginal_value);
    eqp_json_whole(json, "pairs", found->pairs);
    eqp_json_whole(json, "pairs_bought", found->bought);
    add_what_if(json, "loosened", study, &found->loosened);
    add_what_if(json, "without", study, &found->without);
    return eqp_json_finish(json);
}
