#include "solver/program/explain_moves_text.h"

#include "models/answers/open_offers.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/run.h"
#include "output/text/words.h"
#include "solver/program/explain_words.h"

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
                       eqp_explain_number(fabs(people)).text);
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
                       eqp_explain_zone(study, found->zones[i].zone), people < 0 ? "" : "+",
                       eqp_figure_of(people, 2).text);
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
    eqp_explain_put_offer(buffer, study, offer, 28);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer,
                    eqp_explain_institution(study, study->prices.institution[move->price_row]), 16);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_explain_zone(study, study->offers.zone[offer]), 19);
    eqp_figure_difference(buffer, move->after - move->before, 2, "", 12);
    eqp_buffer_add(buffer, "\n");
}

static void add_moves(eqp_buffer *buffer, const eqp_study *study, const eqp_what_if *found) {
    if (!found->move_count)
        return;
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, _("Offer"), 29);
    eqp_buffer_left(buffer, _("paid by"), 17);
    eqp_buffer_left(buffer, _("site"), 19);
    eqp_buffer_right(buffer, _("places"), 12);
    eqp_buffer_add(buffer, "\n");
    for (uint32_t i = 0; i < found->move_count && i < MOST_MOVES; i++)
        add_move(buffer, study, &found->moves[i]);
    if (found->move_count > MOST_MOVES)
        eqp_buffer_add(buffer, _("  and %u more\n"), found->move_count - MOST_MOVES);
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
        eqp_explain_add_offer(json, study, study->prices.offer[move->price_row]);
        eqp_explain_add_institution(json, study, study->prices.institution[move->price_row]);
        eqp_json_number(json, "before", move->before);
        eqp_json_number(json, "after", move->after);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_open_list(json, "zones");
    for (uint32_t i = 0; i < found->zone_count; i++) {
        eqp_json_open(json, NULL);
        eqp_explain_add_zone(json, study, found->zones[i].zone);
        eqp_json_number(json, "people", found->zones[i].people);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_close(json);
}

/* ---- institutions ---- */

static void add_institution_heading(eqp_buffer *buffer, const eqp_plan *plan,
                                    uint32_t institution) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_budget *budget = &plan->budgets[institution];
    eqp_buffer words = {0};
    eqp_buffer_say(
        &words, _("%s (%s): %s of %s spent on %s."), eqp_explain_institution(study, institution),
        eqp_study_id(study, EQP_SPACE_institution, institution),
        eqp_explain_money(study, budget->spent).text, eqp_explain_money(study, budget->budget).text,
        eqp_explain_places(budget->bought.places).text);
    eqp_figure_paragraph(buffer, &words, 0);
    if (budget->marginal_value > 0)
        eqp_buffer_say(
            &words, _("%s more would cover %s more (people weighted by priority): %s for one."),
            eqp_explain_money(study, 1000).text, eqp_explain_number(budget->marginal_value).text,
            eqp_explain_money(study, 1000 / budget->marginal_value).text);
    else
        eqp_buffer_say(&words, "%s", _("More money would change nothing: it has some left."));
    eqp_explain_paragraph(buffer, &words);
}

/* `heading` takes the amount of money. */
static void add_budget_change(eqp_buffer *buffer, const eqp_study *study, const char *heading,
                              const eqp_what_if *found) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_say(&words, heading, eqp_explain_money(study, found->amount).text);
    eqp_figure_paragraph(buffer, &words, 0);
    if (found->outcome != EQP_OUTCOME_OPTIMAL) {
        eqp_buffer_say(&words, "%s",
                       _("What floors, rules and decisions need: there is no plan without it."));
    } else {
        say_change(&words, found->value);
        say_zones(&words, study, found);
    }
    eqp_explain_paragraph(buffer, &words);
    add_moves(buffer, study, found);
}

char *eqp_explain_institution_text(const eqp_plan *plan, uint32_t institution,
                                   const eqp_institution_explanation *found) {
    eqp_buffer buffer = {0};
    add_institution_heading(&buffer, plan, institution);
    add_budget_change(&buffer, plan->programme->study, _("Its next %s would buy"), &found->more);
    if (plan->budgets[institution].budget > 0)
        add_budget_change(&buffer, plan->programme->study, _("Its last %s bought"), &found->last);
    return eqp_buffer_finish(&buffer);
}

char *eqp_explain_institution_json(const eqp_plan *plan, uint32_t institution,
                                   const eqp_institution_explanation *found) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_budget *budget = &plan->budgets[institution];
    eqp_json *json = eqp_json_create();
    eqp_explain_add_institution(json, study, institution);
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
    double shown = study->rules.unit[rule] == EQP_UNIT_SHARE ? 100 * amount : amount;
    return eqp_words_of_rule(study, rule, amount, eqp_explain_number(shown));
}

/* What loosening a rule by its step gains, at the margin. */
static void say_rule_price(eqp_buffer *words, const eqp_study *study, uint32_t rule,
                           double marginal) {
    int is_share = study->rules.unit[rule] == EQP_UNIT_SHARE;
    double step = is_share ? 1 : eqp_rule_step(study, rule);
    eqp_figure gain = eqp_explain_number(marginal * step);
    if (is_share)
        eqp_buffer_say(words,
                       _("It binds: to loosen it covers %s more (people weighted by priority) for "
                         "each point, to begin with."),
                       gain.text);
    else
        eqp_buffer_say(words,
                       _("It binds: to loosen it by %s covers %s more (people weighted by "
                         "priority), to begin with."),
                       rule_amount(study, rule, step).text, gain.text);
}

static void add_rule_heading(eqp_buffer *buffer, const eqp_plan *plan, uint32_t rule) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_rule *found = &plan->rules[rule];
    uint32_t pairs, bought;
    eqp_buffer words = {0};
    eqp_buffer_say(&words,
                   study->rules.sense[rule] == EQP_SENSE_MIN ? _("Rule %s: at least %s.")
                                                             : _("Rule %s: at most %s."),
                   eqp_study_id(study, EQP_SPACE_rule, rule),
                   rule_amount(study, rule, found->bound).text);
    if (isnan(found->value))
        eqp_buffer_say(&words, "%s", _("Nothing is bought that it counts."));
    else
        eqp_buffer_say(&words, _("The plan has %s."), rule_amount(study, rule, found->value).text);
    eqp_figure_paragraph(buffer, &words, 0);
    if (found->marginal_value > 0)
        say_rule_price(&words, study, rule, found->marginal_value);
    else
        eqp_buffer_say(&words, "%s", _("It costs nothing."));
    eqp_rule_count_pairs(plan, rule, &pairs, &bought);
    eqp_buffer_say(&words,
                   P_("It counts %u pair of offer and institution, %u of them bought.",
                      "It counts %u pairs of offer and institution, %u of them bought.", pairs),
                   pairs, bought);
    eqp_explain_paragraph(buffer, &words);
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
    eqp_explain_paragraph(buffer, &words);
    add_moves(buffer, study, found);
}

char *eqp_explain_rule_text(const eqp_plan *plan, uint32_t rule,
                            const eqp_rule_explanation *found) {
    const eqp_study *study = plan->programme->study;
    eqp_buffer buffer = {0};
    add_rule_heading(&buffer, plan, rule);
    add_rule_change(&buffer, study, rule, &found->loosened);
    add_rule_change(&buffer, study, rule, &found->without);
    return eqp_buffer_finish(&buffer);
}

char *eqp_explain_rule_json(const eqp_plan *plan, uint32_t rule,
                            const eqp_rule_explanation *found) {
    const eqp_study *study = plan->programme->study;
    uint32_t pairs, bought;
    char word[32];
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "rule", eqp_study_id(study, EQP_SPACE_rule, rule));
    eqp_word_text(EQP_WORDS_measure, study->rules.measure[rule], word, sizeof word);
    eqp_json_text(json, "measure", word);
    eqp_word_text(EQP_WORDS_sense, study->rules.sense[rule], word, sizeof word);
    eqp_json_text(json, "sense", word);
    eqp_word_text(EQP_WORDS_unit, study->rules.unit[rule], word, sizeof word);
    eqp_json_text(json, "unit", word);
    eqp_json_number(json, "bound", plan->rules[rule].bound);
    eqp_json_number(json, "value", plan->rules[rule].value);
    eqp_json_number(json, "marginal_value", plan->rules[rule].marginal_value);
    eqp_rule_count_pairs(plan, rule, &pairs, &bought);
    eqp_json_whole(json, "pairs", pairs);
    eqp_json_whole(json, "pairs_bought", bought);
    add_what_if(json, "loosened", study, &found->loosened);
    add_what_if(json, "without", study, &found->without);
    return eqp_json_finish(json);
}
