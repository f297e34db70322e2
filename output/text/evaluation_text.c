#include "output/tables/evaluation.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/proof/proof.h"
#include "output/text/run_text.h"
#include "output/text/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define INDENT EQP_TEXT_INDENT
#define MOST_INSTITUTIONS 12
#define MOST_ZONES 5
#define MOST_BREACHES 4 /* of a kind */

/* Places and people: as many decimals as they need, up to three. */
static eqp_figure amount(double number) {
    int decimals = 0;
    for (double scale = 1;
         decimals < 3 && fabs(number * scale - round(number * scale)) > 1e-6 * scale; scale *= 10)
        decimals++;
    return eqp_figure_of(number, decimals);
}

static eqp_figure people(double number) {
    return eqp_figure_of(number, eqp_figure_decimals(number));
}

static eqp_figure money(const eqp_assessment *a, double number) {
    return eqp_figure_of(number, eqp_figure_money_decimals(a->plan->total.cost));
}

static eqp_figure percent(double share, int decimals) {
    return eqp_figure_of(100 * share, decimals);
}

static const char *currency(const eqp_assessment *a) {
    return a->draft_case->study->settings.currency;
}

static const char *offer_id(const eqp_assessment *a, uint32_t offer) {
    return eqp_study_id(a->draft_case->study, EQP_SPACE_offer, offer);
}

static const char *institution_name(const eqp_assessment *a, uint32_t institution) {
    const eqp_study *study = a->draft_case->study;
    return eqp_words_name(study, EQP_SPACE_institution, institution);
}

/* ---- what it is worth ---- */

static void add_heading(eqp_buffer *buffer, const eqp_assessment *a, const eqp_run *run) {
    eqp_buffer words = {0};
    eqp_buffer_add(&words, _("%s measured against %s, scenario %s, balance %s"), run->draft,
                   run->study, run->scenario,
                   eqp_figure_rounded(a->draft_case->study->settings.balance, 6).text);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_best(eqp_buffer *words, const eqp_assessment *a) {
    if (!a->best) {
        eqp_buffer_say(words, _("No plan satisfies the decisions, rules and budgets of the study, "
                                "so there is no best plan to compare with and there are no fair "
                                "rates; solve says what conflicts."));
        return;
    }
    eqp_buffer_say(words,
                   a->best->outcome == EQP_OUTCOME_OPTIMAL
                       ? _("The best plan of the study covers %s; by weak duality none covers "
                           "more than %s (gap %s).")
                       : _("STOPPED EARLY: the best plan found so far covers %s; by weak duality "
                           "none covers more than %s (gap %s)."),
                   people(a->value_best).text, people(a->upper_bound).text,
                   eqp_figure_scientific(a->best->gap, 1).text);
    if (!(a->value_best > 0))
        return;
    eqp_buffer_say(words, _("This plan reaches %s %% of the best."),
                   percent(eqp_evaluation_share(a), 2).text);
    if (a->best->whole && a->best->value > 0)
        eqp_buffer_say(words,
                       _("The best plan in whole sessions that was found covers %s; this one "
                         "reaches %s %% of it."),
                       people(a->best->value).text, percent(a->value / a->best->value, 2).text);
    if (a->value > a->upper_bound * (1 + EQP_GAP_TOLERANCE))
        eqp_buffer_say(words, _("More than all of it is possible only because limits are broken."));
}

static void add_worth(eqp_buffer *buffer, const eqp_assessment *a) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n%s\n", _("What it is worth"));
    eqp_buffer_add(&words,
                   _("It covers %s people (weighted by priority) where its places are used as well "
                     "as they can be."),
                   people(a->value).text);
    add_best(&words, a);
    if (a->shortfall > 0)
        eqp_buffer_say(&words,
                       _("However its places are used, zones lack %s people to their floors; used "
                         "where they cover most, whatever the floors, they would cover %s."),
                       people(a->shortfall).text, people(a->free_value).text);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

/* ---- who pays ---- */

static void add_institutions(eqp_buffer *buffer, const eqp_assessment *a) {
    uint32_t count = a->draft_case->study->institutions.count;
    int decimals = eqp_figure_money_decimals(a->plan->total.cost);
    double budget = 0;
    eqp_figure_heading(buffer, {_("By whom"), -20}, {_("budget"), 16}, {_("spent"), 16},
                       {_("left"), 16}, {_("places"), 12});
    for (uint32_t i = 0; i < count; i++) {
        const eqp_plan_budget *use = &a->plan->budgets[i];
        budget += use->budget;
        if (i >= MOST_INSTITUTIONS)
            continue;
        eqp_figure_row(buffer, institution_name(a, i), 18);
        eqp_figure_number(buffer, use->budget, decimals, 16);
        eqp_figure_number(buffer, use->spent, decimals, 16);
        eqp_figure_number(buffer, use->left, decimals, 16);
        eqp_figure_number(buffer, use->bought.places, 0, 12);
        eqp_buffer_add(buffer, "\n");
    }
    if (count > MOST_INSTITUTIONS)
        eqp_buffer_add(buffer,
                       P_("  and %u more institution\n", "  and %u more institutions\n",
                          count - MOST_INSTITUTIONS),
                       count - MOST_INSTITUTIONS);
    if (count == 1)
        return;
    eqp_figure_row(buffer, _("all of them"), 18);
    eqp_figure_number(buffer, budget, decimals, 16);
    eqp_figure_number(buffer, a->plan->total.cost, decimals, 16);
    eqp_figure_number(buffer, budget - a->plan->total.cost, decimals, 16);
    eqp_figure_number(buffer, a->plan->total.places, 0, 12);
    eqp_buffer_add(buffer, "\n");
}

/* ---- needs and places ---- */

/* Decimals of a column whose whole is this: one where amounts are small and not whole. */
static int decimals_of(double whole, double part) {
    return whole < 10000 && (fabs(whole - round(whole)) > 1e-6 || fabs(part - round(part)) > 1e-6);
}

static double to_decimals(double number, int decimals) {
    return decimals ? rint(number * 10) / 10 : rint(number);
}

static void add_share(eqp_buffer *buffer, const char *what, double number, double of, double shown,
                      int decimals) {
    eqp_figure_row(buffer, what, 52);
    eqp_figure_number(buffer, shown, decimals, 14);
    eqp_figure_percent(buffer, of > 0 ? number / of : NAN, 12);
    eqp_buffer_add(buffer, "\n");
}

/* A part of a whole. */
typedef struct part {
    const char *what;
    double number;
    int if_any; /* 1: left out where there is none */
} part;

/* A whole and its parts, one of which (`rest`) is shown so that the column adds up. */
static void add_parts(eqp_buffer *buffer, const part *parts, size_t count, size_t rest,
                      const char *whole, double of) {
    int decimals = 0;
    double left;
    for (size_t i = 0; i < count; i++)
        decimals |= decimals_of(of, parts[i].number);
    left = to_decimals(of, decimals);
    for (size_t i = 0; i < count; i++)
        left -= i == rest ? 0 : to_decimals(parts[i].number, decimals);
    for (size_t i = 0; i < count; i++)
        if (!parts[i].if_any || parts[i].number > 0)
            add_share(buffer, parts[i].what, parts[i].number, of,
                      i == rest ? left : to_decimals(parts[i].number, decimals), decimals);
    add_share(buffer, whole, of, of, to_decimals(of, decimals), decimals);
}

static void add_parts_heading(eqp_buffer *buffer, const char *whole, const char *unit) {
    eqp_figure_heading(buffer, {whole, -54}, {unit, 14}, {_("share"), 12});
}

static void add_needs(eqp_buffer *buffer, const eqp_assessment *a) {
    const eqp_plan *plan = a->plan;
    double committed = 0, bought = 0;
    for (uint32_t row = 0; row < a->draft_case->study->needs.count; row++) {
        committed += plan->needs[row].committed;
        bought += plan->needs[row].bought;
    }
    const part parts[] = {{_("covered by places already committed"), committed, 0},
                          {_("covered by this plan"), bought, 0},
                          {_("unmet"), plan->need - committed - bought, 0}};
    add_parts_heading(buffer, _("Need covered"), _("people"));
    add_parts(buffer, parts, sizeof parts / sizeof *parts, 2, _("needed"), plan->need);
}

static void add_places(eqp_buffer *buffer, const eqp_assessment *a) {
    const eqp_offer_use *total = &a->total;
    const part parts[] = {{_("used"), total->used, 0},
                          {_("idle: bought twice, others cover their needs"), total->twice, 0},
                          {_("idle: more than the needs that they reach"), total->unneeded, 0},
                          {_("that the offers do not have"), total->beyond, 1}};
    add_parts_heading(buffer, _("Places"), _("bought"));
    add_parts(buffer, parts, sizeof parts / sizeof *parts, 0, _("all places of the plan"),
              total->bought);
}

/* ---- breaches ---- */

static void say_share_rule(eqp_buffer *words, const eqp_assessment *a, const eqp_breach *breach) {
    const eqp_study *study = a->draft_case->study;
    const char *rule = eqp_study_id(study, EQP_SPACE_rule, breach->rule);
    int at_least = study->rules.sense[breach->rule] == EQP_SENSE_MIN;
    eqp_buffer_add(words,
                   at_least ? _("Rule %s asks for at least %s %%; it is %s %%: %s points too few.")
                            : _("Rule %s allows at most %s %%; it is %s %%: %s points too many."),
                   rule, percent(breach->bound, 2).text, percent(breach->value, 2).text,
                   percent(breach->excess, 2).text);
}

static void say_rule(eqp_buffer *words, const eqp_assessment *a, const eqp_breach *breach) {
    const eqp_study *study = a->draft_case->study;
    const char *rule = eqp_study_id(study, EQP_SPACE_rule, breach->rule);
    int at_least = study->rules.sense[breach->rule] == EQP_SENSE_MIN;
    if (study->rules.unit[breach->rule] == EQP_UNIT_SHARE)
        say_share_rule(words, a, breach);
    else
        eqp_buffer_add(words,
                       at_least ? _("Rule %s asks for at least %s; it is %s: %s too little.")
                                : _("Rule %s allows at most %s; it is %s: %s too much."),
                       rule, amount(breach->bound).text, amount(breach->value).text,
                       amount(breach->excess).text);
}

static void say_places(eqp_buffer *words, const eqp_assessment *a, const eqp_breach *breach) {
    const char *sentence = NULL;
    switch (breach->kind) {
    case EQP_BREACH_DECISION_MIN:
        sentence = _("Offer %s, %s: places signed %s, bought %s: %s too few.");
        break;
    case EQP_BREACH_DECISION_MAX:
        sentence = _("Offer %s, %s: places allowed at most %s, bought %s: %s too many.");
        break;
    default:
        sentence = _("Offer %s, %s: places that would make whole sessions %s, bought %s: %s off.");
        break;
    }
    eqp_buffer_add(words, sentence, offer_id(a, breach->offer),
                   institution_name(a, breach->institution), amount(breach->bound).text,
                   amount(breach->value).text, amount(breach->excess).text);
}

static void say_amounts(eqp_buffer *words, const char *sentence, const eqp_breach *breach) {
    eqp_buffer_add(words, sentence, amount(breach->bound).text, amount(breach->value).text,
                   amount(breach->excess).text);
}

static void say_breach(eqp_buffer *words, const eqp_assessment *a, const eqp_breach *breach) {
    switch (breach->kind) {
    case EQP_BREACH_BUDGET:
        eqp_buffer_add(words, _("%s: budget %s %s, spent %s: %s too much."),
                       institution_name(a, breach->institution), money(a, breach->bound).text,
                       currency(a), money(a, breach->value).text, money(a, breach->excess).text);
        return;
    case EQP_BREACH_RULE:
        say_rule(words, a, breach);
        return;
    case EQP_BREACH_KEPT:
        say_amounts(words,
                    _("max_change: of the places bought before at least %s are to be kept, kept "
                      "%s: %s too few."),
                    breach);
        return;
    case EQP_BREACH_ADDED:
        say_amounts(words,
                    _("max_change: places not bought before at most %s, bought %s: %s too many."),
                    breach);
        return;
    case EQP_BREACH_CAPACITY:
        eqp_buffer_add(words, _("Offer %s: places that it has %s, bought %s: %s too many."),
                       offer_id(a, breach->offer), amount(breach->bound).text,
                       amount(breach->value).text, amount(breach->excess).text);
        return;
    case EQP_BREACH_PRICE:
        eqp_buffer_add(words,
                       _("Offer %s, %s: places bought %s, but there is no price; they count as "
                         "costing nothing."),
                       offer_id(a, breach->offer), institution_name(a, breach->institution),
                       amount(breach->value).text);
        return;
    default:
        say_places(words, a, breach);
    }
}

static void add_more(eqp_buffer *buffer, uint32_t more) {
    eqp_buffer words = {0};
    eqp_buffer_add(&words,
                   P_("and %u more of this kind; --out writes it",
                      "and %u more of this kind; --out writes them", more),
                   more);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void add_breaches(eqp_buffer *buffer, const eqp_assessment *a) {
    if (a->breach_count == 0) {
        eqp_buffer_add(buffer, "\n%s\n", _("Limits"));
        eqp_buffer_wrap(buffer, _("Every budget, capacity, rule and decision is kept."), INDENT,
                        EQP_TEXT_WIDTH);
        return;
    }
    eqp_buffer_add(buffer, P_("\nBroken: %u limit\n", "\nBroken: %u limits\n", a->breach_count),
                   a->breach_count);
    for (uint32_t i = 0, of_kind = 0; i < a->breach_count; i++) {
        const eqp_breach *breach = &a->breaches[i];
        eqp_buffer words = {0};
        of_kind = i > 0 && breach->kind == a->breaches[i - 1].kind ? of_kind + 1 : 0;
        if (of_kind < MOST_BREACHES) {
            say_breach(&words, a, breach);
            eqp_figure_paragraph(buffer, &words, INDENT);
        } else if (i + 1 == a->breach_count || a->breaches[i + 1].kind != breach->kind) {
            add_more(buffer, of_kind + 1 - MOST_BREACHES);
        }
    }
}

/* ---- zones ---- */

/* A zone and the people whom it lacks to its floor, or its rate below the fair one. */
typedef struct ranked_zone {
    double lacking, rate;
    uint32_t zone;
} ranked_zone;

static int compare_zones(const void *a, const void *b) {
    const ranked_zone *one = a, *other = b;
    if (one->lacking != other->lacking)
        return one->lacking > other->lacking ? -1 : 1;
    if (one->rate != other->rate)
        return one->rate < other->rate ? -1 : 1;
    return (one->zone > other->zone) - (one->zone < other->zone);
}

static void add_zone(eqp_buffer *buffer, const eqp_assessment *a, const ranked_zone *ranked) {
    const eqp_study *study = a->draft_case->study;
    const eqp_plan_zone *zone = &a->plan->zones[ranked->zone];
    eqp_buffer_add(buffer, "%*s", INDENT, "");
    eqp_buffer_left(buffer, eqp_words_name(study, EQP_SPACE_zone, ranked->zone), 30);
    eqp_figure_percent(buffer, zone->rate, 12);
    eqp_figure_percent(buffer, zone->fair_rate, 12);
    eqp_figure_percent(buffer, zone->floor, 12);
    eqp_figure_number(buffer, ranked->lacking, eqp_figure_decimals(ranked->lacking) > 1, 12);
    eqp_buffer_add(buffer, "\n");
}

/* Those furthest below their floors first, then those worst off. */
static void add_zones(eqp_buffer *buffer, const eqp_assessment *a) {
    uint32_t zones = a->draft_case->study->zones.count, ranked = 0, below = 0;
    ranked_zone *ranking = eqp_allocate(zones, sizeof *ranking);
    if (!ranking) {
        buffer->failed = 1;
        return;
    }
    for (uint32_t z = 0; z < zones; z++)
        if (a->plan->zones[z].need > 0) {
            ranking[ranked] = (ranked_zone){eqp_evaluation_lacking(&a->plan->zones[z]),
                                            a->plan->zones[z].rate, z};
            below += ranking[ranked++].lacking > 0;
        }
    qsort(ranking, ranked, sizeof *ranking, compare_zones);
    eqp_figure_heading(buffer, {_("Zones furthest from their floors"), -32}, {_("covered"), 12},
                       {_("fair rate"), 12}, {_("floor"), 12}, {_("lacking"), 12});
    for (uint32_t i = 0; i < ranked && i < MOST_ZONES; i++)
        add_zone(buffer, a, &ranking[i]);
    if (below > MOST_ZONES)
        eqp_buffer_add(buffer,
                       P_("  and %u more zone below its floor\n",
                          "  and %u more zones below their floors\n", below - MOST_ZONES),
                       below - MOST_ZONES);
    eqp_free(ranking);
}

/* ---- beside the best plan, and what to change ---- */

static void add_overlap(eqp_buffer *buffer, const eqp_assessment *a) {
    const eqp_plan *plan = a->plan;
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n%s\n", _("Complementarity"));
    eqp_buffer_add(&words,
                   _("%s places (%s %%) are bought beside a larger buyer of the same family and "
                     "kind in the same zone; counted by course and by cell the overlap is %s "
                     "places."),
                   eqp_figure_of(plan->overlap_rate * plan->total.places, 0).text,
                   percent(plan->overlap_rate, 1).text, eqp_figure_of(plan->overlap, 0).text);
    if (a->best)
        eqp_buffer_say(&words, _("In the best plan it is %s places (%s %%)."),
                       eqp_figure_of(a->best->overlap, 0).text,
                       percent(a->best->overlap_rate, 1).text);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void say_exchange(eqp_buffer *words, const eqp_assessment *a, uint32_t number,
                         const eqp_exchange *exchange) {
    const char *who = institution_name(a, exchange->institution);
    const char *bought = offer_id(a, exchange->to_offer);
    const eqp_figure gain = people(exchange->gain), places = amount(exchange->to_places),
                     cost = money(a, exchange->money), given = amount(exchange->from_places);
    switch (exchange->kind) {
    case EQP_EXCHANGE_BUY:
        eqp_buffer_add(
            words, _("%u. +%s: %s buys places of %s (%s for %s %s) with money that it has left."),
            number, gain.text, who, bought, places.text, cost.text, currency(a));
        return;
    case EQP_EXCHANGE_HANDOVER:
        eqp_buffer_add(
            words,
            _("%u. +%s: %s leaves places of %s (%s) to %s, which has %s %s for them, and "
              "buys places of %s (%s for %s %s)."),
            number, gain.text, who, offer_id(a, exchange->from_offer), given.text,
            institution_name(a, exchange->taker), money(a, exchange->taker_money).text, currency(a),
            bought, places.text, cost.text, currency(a));
        return;
    default:
        eqp_buffer_add(words,
                       _("%u. +%s: %s gives up places of %s (%s for %s %s) and buys places of %s "
                         "(%s for %s %s)."),
                       number, gain.text, who, offer_id(a, exchange->from_offer), given.text,
                       money(a, exchange->freed).text, currency(a), bought, places.text, cost.text,
                       currency(a));
    }
}

static void add_exchanges(eqp_buffer *buffer, const eqp_assessment *a) {
    eqp_buffer_add(buffer, "\n%s\n", _("Exchanges that would gain most, each for itself"));
    for (uint32_t i = 0; i < a->exchange_count; i++) {
        eqp_buffer words = {0};
        say_exchange(&words, a, i + 1, &a->exchanges[i]);
        eqp_figure_paragraph(buffer, &words, INDENT);
    }
    if (a->outcome == EQP_OUTCOME_STOPPED)
        eqp_buffer_wrap(buffer, _("The search was stopped; there may be better ones."), INDENT,
                        EQP_TEXT_WIDTH);
    else if (a->exchange_count == 0)
        eqp_buffer_wrap(buffer, _("No single exchange that keeps every limit gains anything."),
                        INDENT, EQP_TEXT_WIDTH);
}

char *eqp_evaluation_text(const eqp_assessment *a, const eqp_run *run) {
    eqp_buffer buffer = {0};
    add_heading(&buffer, a, run);
    add_worth(&buffer, a);
    add_institutions(&buffer, a);
    add_needs(&buffer, a);
    add_places(&buffer, a);
    add_breaches(&buffer, a);
    add_zones(&buffer, a);
    add_overlap(&buffer, a);
    add_exchanges(&buffer, a);
    eqp_run_say(run, &buffer);
    return eqp_buffer_finish(&buffer);
}
