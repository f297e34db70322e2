#include "solver/program/explain_moves_text.h"

#include "models/candidate.h"
#include "models/memory.h"
#include "output/figures.h"
#include "output/run.h"
#include "solver/program/explain_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rows of the printed tables. */
#define MOST_MOVES 10
#define MOST_ZONES 4

/* People that are next to none. */
#define NEXT_TO_NOBODY 5e-4

/* ---- moves ---- */

static void say_change(eqp_buffer *words, double people) {
    if (fabs(people) < NEXT_TO_NOBODY) {
        eqp_buffer_add(words, "Nobody more is covered.");
        return;
    }
    eqp_explain_say(words, fabs(people));
    eqp_buffer_add(words, " %s covered (people weighted by priority, floors held).",
                   people > 0 ? "more" : "fewer");
}

static void say_zones(eqp_buffer *words, const eqp_study *study, const eqp_what_if *found) {
    for (uint32_t i = 0; i < found->zone_count && i < MOST_ZONES; i++) {
        char text[48];
        snprintf(text, sizeof text, "%+.2f", found->zones[i].people);
        eqp_buffer_add(words, "%s%s %s",
                       i ? ", " : " Most change: ", eqp_explain_zone(study, found->zones[i].zone),
                       text);
    }
    if (found->zone_count)
        eqp_buffer_add(words, " people.");
}

static void add_move(eqp_buffer *buffer, const eqp_study *study, const eqp_place_move *move) {
    uint32_t offer = study->prices.offer[move->price_row];
    eqp_buffer words = {0};
    char *text;
    eqp_explain_say_offer(&words, study, offer);
    text = eqp_buffer_finish(&words);
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, text ? text : "", 28);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer,
                    eqp_explain_institution(study, study->prices.institution[move->price_row]), 16);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_explain_zone(study, study->offers.zone[offer]), 19);
    eqp_figure_difference(buffer, move->after - move->before, 2, "", 12);
    eqp_buffer_add(buffer, "\n");
    buffer->failed |= !text;
    eqp_free(text);
}

static void add_moves(eqp_buffer *buffer, const eqp_study *study, const eqp_what_if *found) {
    if (!found->move_count)
        return;
    eqp_buffer_add(buffer, "  Offer                        paid by          site                "
                           "    places\n");
    for (uint32_t i = 0; i < found->move_count && i < MOST_MOVES; i++)
        add_move(buffer, study, &found->moves[i]);
    if (found->move_count > MOST_MOVES)
        eqp_buffer_add(buffer, "%*sand %u more\n", EQP_TEXT_INDENT, "",
                       found->move_count - MOST_MOVES);
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
    eqp_buffer_add(&words, "%s (%s): ", eqp_explain_institution(study, institution),
                   eqp_study_id(study, EQP_SPACE_institution, institution));
    eqp_explain_say_money(&words, study, budget->spent);
    eqp_buffer_add(&words, " of ");
    eqp_explain_say_money(&words, study, budget->budget);
    eqp_buffer_add(&words, " spent on ");
    eqp_explain_say_places(&words, budget->bought.places);
    eqp_buffer_add(&words, ".");
    eqp_figure_paragraph(buffer, &words, 0);
    if (budget->marginal_value > 0) {
        eqp_buffer_add(&words, "1,000 %s more would cover ", study->settings.currency);
        eqp_explain_say(&words, budget->marginal_value);
        eqp_buffer_add(&words, " more (people weighted by priority): ");
        eqp_explain_say_money(&words, study, 1000 / budget->marginal_value);
        eqp_buffer_add(&words, " for one.");
    } else {
        eqp_buffer_add(&words, "More money would change nothing: it has some left.");
    }
    eqp_explain_paragraph(buffer, &words);
}

static void add_budget_change(eqp_buffer *buffer, const eqp_study *study, const char *what,
                              const eqp_what_if *found) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_add(&words, "Its %s ", what);
    eqp_explain_say_money(&words, study, found->amount);
    eqp_buffer_add(&words, strcmp(what, "next") == 0 ? " would buy" : " bought");
    eqp_figure_paragraph(buffer, &words, 0);
    if (found->outcome != EQP_OUTCOME_OPTIMAL) {
        eqp_buffer_add(&words, "What floors, rules and decisions need: there is no plan without "
                               "it.");
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
    add_budget_change(&buffer, plan->programme->study, "next", &found->more);
    if (plan->budgets[institution].budget > 0)
        add_budget_change(&buffer, plan->programme->study, "last", &found->last);
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

/* What a rule counts, as a unit. */
static const char *rule_unit(const eqp_study *study, uint32_t rule) {
    static const char *const units[EQP_MEASURE_COUNT] = {
        [EQP_MEASURE_PLACES] = "places",
        [EQP_MEASURE_HOURS] = "hours",
        [EQP_MEASURE_ENTRIES] = "people who start",
        [EQP_MEASURE_HIRES] = "people who end in the job",
    };
    uint32_t measure = study->rules.measure[rule];
    return measure == EQP_MEASURE_COST ? study->settings.currency : units[measure];
}

static void say_rule_amount(eqp_buffer *words, const eqp_study *study, uint32_t rule,
                            double amount) {
    if (study->rules.unit[rule] == EQP_UNIT_SHARE) {
        eqp_explain_say_share(words, amount);
        eqp_buffer_add(words, " of %s",
                       study->rules.measure[rule] == EQP_MEASURE_COST ? "the cost"
                                                                      : rule_unit(study, rule));
    } else {
        eqp_explain_say(words, amount);
        eqp_buffer_add(words, " %s", rule_unit(study, rule));
    }
}

/* What loosening a rule by its step gains, at the margin. */
static void say_rule_price(eqp_buffer *words, const eqp_study *study, uint32_t rule,
                           double marginal) {
    int share = study->rules.unit[rule] == EQP_UNIT_SHARE;
    double step = share ? 1 : eqp_rule_step(study, rule);
    eqp_explain_say(words, marginal * step);
    eqp_buffer_add(words, " more (people weighted by priority) for each ");
    if (share)
        eqp_buffer_add(words, "point");
    else if (step == 1)
        eqp_buffer_add(words, "of the %s", rule_unit(study, rule));
    else
        eqp_explain_say_money(words, study, step);
}

static void add_rule_heading(eqp_buffer *buffer, const eqp_plan *plan, uint32_t rule) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_rule *found = &plan->rules[rule];
    uint32_t pairs, bought;
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "Rule %s: at %s ", eqp_study_id(study, EQP_SPACE_rule, rule),
                   study->rules.sense[rule] == EQP_SENSE_MIN ? "least" : "most");
    say_rule_amount(&words, study, rule, found->bound);
    if (isnan(found->value)) {
        eqp_buffer_add(&words, ". Nothing is bought that it counts.");
    } else {
        eqp_buffer_add(&words, "; the plan has ");
        say_rule_amount(&words, study, rule, found->value);
        eqp_buffer_add(&words, ".");
    }
    eqp_figure_paragraph(buffer, &words, 0);
    if (found->marginal_value > 0) {
        eqp_buffer_add(&words, "It binds: to loosen it covers ");
        say_rule_price(&words, study, rule, found->marginal_value);
        eqp_buffer_add(&words, ", to begin with. ");
    } else {
        eqp_buffer_add(&words, "It costs nothing. ");
    }
    eqp_rule_count_pairs(plan, rule, &pairs, &bought);
    eqp_buffer_add(&words, "It counts %u pair%s of offer and institution, %u of them bought.",
                   pairs, pairs == 1 ? "" : "s", bought);
    eqp_explain_paragraph(buffer, &words);
}

static void add_rule_change(eqp_buffer *buffer, const eqp_study *study, uint32_t rule,
                            const eqp_what_if *found) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    if (found->amount > 0) {
        eqp_buffer_add(&words, "Loosened by ");
        if (study->rules.unit[rule] == EQP_UNIT_SHARE)
            eqp_buffer_add(&words, "one point");
        else
            say_rule_amount(&words, study, rule, found->amount);
    } else {
        eqp_buffer_add(&words, "Without it");
    }
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
