#include "output/text/summary_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/text/continuity_text.h"
#include "output/text/coordination_text.h"
#include "output/text/run_text.h"
#include "output/text/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define WIDTH EQP_TEXT_WIDTH
#define INDENT EQP_TEXT_INDENT
#define MOST_INSTITUTIONS 12
#define MOST_ZONES 5

static int money_decimals(const eqp_plan *plan) {
    return eqp_figure_money_decimals(plan->total.cost);
}

static void add_heading(eqp_buffer *buffer, const eqp_plan *plan, const eqp_run *run) {
    static const char *const headings[2][2] = {
        {N_("The best plan of %s, scenario %s, balance %s"),
         N_("A plan in whole sessions of %s, scenario %s, balance %s")},
        {N_("STOPPED EARLY: the best plan so far of %s, scenario %s, balance %s"),
         N_("STOPPED EARLY: the best plan so far in whole sessions of %s, scenario %s, balance "
            "%s")},
    };
    int stopped = plan->outcome == EQP_OUTCOME_STOPPED;
    eqp_buffer words = {0};
    eqp_buffer_say(&words, _(headings[stopped][plan->whole ? 1 : 0]), run->study, run->scenario,
                   eqp_figure_rounded(plan->programme->study->settings.balance, 6).text);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_purchase(eqp_buffer *buffer, const eqp_plan *plan) {
    const char *currency = plan->programme->study->settings.currency;
    eqp_figure cost = eqp_figure_of(plan->total.cost, money_decimals(plan));
    eqp_buffer words = {0};
    uint32_t offers = 0;
    for (uint32_t i = 0; i < plan->line_count; i++)
        offers += i == 0 || plan->lines[i].offer != plan->lines[i - 1].offer;
    eqp_buffer_add(buffer, "\n%s\n", _("Bought"));
    eqp_buffer_say(
        &words,
        P_("%s places in %s offer for %s: %s hours, %s people start, %s of them end in "
           "the job.",
           "%s places in %s offers for %s: %s hours, %s people start, %s of them end in "
           "the job.",
           offers),
        eqp_figure_of(plan->total.places, 0).text, eqp_figure_of(offers, 0).text,
        eqp_figure_with_unit(cost.text, currency).text, eqp_figure_of(plan->total.hours, 0).text,
        eqp_figure_of(plan->total.entries, 0).text, eqp_figure_of(plan->total.hires, 0).text);
    if (plan->whole)
        eqp_buffer_say(&words,
                       P_("They are %s whole session, each of one buyer; %s of the seats stay "
                          "empty.",
                          "They are %s whole sessions, each of one buyer; %s of the seats stay "
                          "empty.",
                          eqp_language_count(plan->sessions)),
                       eqp_figure_of(plan->sessions, 0).text, eqp_figure_of(plan->empty, 0).text);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void add_institutions_heading(eqp_buffer *buffer, const eqp_study *study) {
    char heading[2 * sizeof(eqp_figure)];
    snprintf(heading, sizeof heading, "+%s %s", eqp_figure_of(1000, 0).text,
             study->settings.currency);
    eqp_figure_heading(buffer, {_("By whom"), -20}, {_("budget"), 16}, {_("spent"), 16},
                       {_("places"), 12}, {heading, 16});
}

static void add_institution(eqp_buffer *buffer, const eqp_plan *plan, uint32_t i) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_budget *budget = &plan->budgets[i];
    int decimals = money_decimals(plan);
    eqp_figure more;
    eqp_buffer_add(buffer, "%*s", INDENT, "");
    eqp_buffer_left(buffer, eqp_words_name(study, EQP_SPACE_institution, i), 18);
    eqp_figure_number(buffer, budget->budget, decimals, 16);
    eqp_figure_number(buffer, budget->spent, decimals, 16);
    eqp_figure_number(buffer, budget->bought.places, 0, 12);
    snprintf(
        more.text, sizeof more.text, _("%s more"),
        eqp_figure_of(budget->marginal_value, eqp_figure_decimals(budget->marginal_value)).text);
    eqp_buffer_right(buffer, more.text, 16);
    eqp_buffer_add(buffer, "\n");
}

static void add_institutions(eqp_buffer *buffer, const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    uint32_t count = study->institutions.count, more = count - MOST_INSTITUTIONS;
    add_institutions_heading(buffer, study);
    for (uint32_t i = 0; i < count && i < MOST_INSTITUTIONS; i++)
        add_institution(buffer, plan, i);
    if (count > MOST_INSTITUTIONS) {
        eqp_buffer_add(
            buffer, P_("  and %u more institution\n", "  and %u more institutions\n", more), more);
    }
    eqp_buffer_wrap(buffer,
                    _("Last column: people (weighted by priority) that 1,000 more there would "
                      "cover."),
                    INDENT, WIDTH);
}

static void add_people(eqp_buffer *buffer, const char *what, double people, double of) {
    eqp_figure_row(buffer, what, 52);
    eqp_figure_number(buffer, people, 0, 14);
    eqp_figure_percent(buffer, of > 0 ? people / of : NAN, 12);
    eqp_buffer_add(buffer, "\n");
}

static void add_coverage(eqp_buffer *buffer, const eqp_plan *plan) {
    static const char *const reasons[] = {
        [EQP_CAUSE_NO_OFFER] = N_("unmet: no offer reaches them"),
        [EQP_CAUSE_CAPACITY] = N_("unmet: every place that reaches them is bought"),
        [EQP_CAUSE_MONEY] = N_("unmet: budgets, rules or balance stand in the way"),
    };
    double committed = 0, bought = 0, unmet[EQP_CAUSE_MONEY + 1] = {0};
    for (uint32_t row = 0; row < plan->programme->study->needs.count; row++) {
        committed += plan->needs[row].committed;
        bought += plan->needs[row].bought;
        unmet[plan->needs[row].cause] += plan->needs[row].unmet;
    }
    eqp_figure_heading(buffer, {_("Need covered"), -54}, {_("people"), 14}, {_("share"), 12});
    add_people(buffer, _("needed"), plan->need, plan->need);
    add_people(buffer, _("covered by places already committed"), committed, plan->need);
    add_people(buffer, _("covered by this plan"), bought, plan->need);
    for (int shown = EQP_CAUSE_NONE; shown < EQP_CAUSE_MONEY; shown++) { /* largest first */
        int largest = EQP_CAUSE_NO_OFFER;
        for (int cause = EQP_CAUSE_NO_OFFER; cause <= EQP_CAUSE_MONEY; cause++)
            if (unmet[cause] > unmet[largest])
                largest = cause;
        if (unmet[largest] > 0)
            add_people(buffer, _(reasons[largest]), unmet[largest], plan->need);
        unmet[largest] = 0;
    }
}

/* A zone and its coverage rate, to be sorted. */
typedef struct ranked_zone {
    double rate;
    uint32_t zone;
} ranked_zone;

static int compare_zones(const void *a, const void *b) {
    const ranked_zone *one = a, *other = b;
    if (one->rate != other->rate)
        return one->rate < other->rate ? -1 : 1;
    return (one->zone > other->zone) - (one->zone < other->zone);
}

static void add_zone(eqp_buffer *buffer, const eqp_plan *plan, uint32_t z) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_zone *zone = &plan->zones[z];
    eqp_figure_row(buffer, eqp_words_name(study, EQP_SPACE_zone, z), 30);
    eqp_figure_percent(buffer, zone->rate, 12);
    eqp_figure_percent(buffer, zone->fair_rate, 12);
    eqp_figure_number(buffer, zone->need, 0, 12);
    eqp_figure_number(buffer, zone->need - zone->committed - zone->bought, 0, 12);
    eqp_buffer_add(buffer, "\n");
}

static void add_worst_zones(eqp_buffer *buffer, const eqp_plan *plan) {
    uint32_t zones = plan->programme->study->zones.count, ranked = 0;
    ranked_zone *ranking = eqp_allocate(zones, sizeof *ranking);
    if (!ranking) {
        buffer->failed = 1;
        return;
    }
    for (uint32_t z = 0; z < zones; z++)
        if (plan->zones[z].need > 0)
            ranking[ranked++] = (ranked_zone){plan->zones[z].rate, z};
    qsort(ranking, ranked, sizeof *ranking, compare_zones);
    eqp_figure_heading(buffer, {_("Zones worst off"), -32}, {_("covered"), 12},
                       {_("fair rate"), 12}, {_("need"), 12}, {_("unmet"), 12});
    for (uint32_t i = 0; i < ranked && i < MOST_ZONES; i++)
        add_zone(buffer, plan, ranking[i].zone);
    eqp_free(ranking);
}

/* What the floors of the zones cost. */
static void say_price_of_balance(eqp_buffer *words, const eqp_plan *plan) {
    eqp_figure balance = eqp_figure_rounded(plan->programme->study->settings.balance, 6);
    double price = plan->price_of_balance;
    if (price > EQP_GAP_TOLERANCE * plan->unbalanced)
        eqp_buffer_say(words,
                       _("Every zone is sure of %s of its fair rate, which costs %s people covered "
                         "(%s): the price of balance."),
                       balance.text, eqp_figure_of(price, eqp_figure_decimals(price)).text,
                       eqp_figure_share(plan->price_of_balance_share, 2).text);
    else
        eqp_buffer_say(words,
                       _("Every zone is sure of %s of its fair rate, which costs no coverage at "
                         "all."),
                       balance.text);
}

static void add_balance(eqp_buffer *buffer, const eqp_plan *plan) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n%s\n", _("Balance"));
    eqp_buffer_say(&words,
                   _("Zones are covered between %s and %s of their need; Gini coefficient %s."),
                   eqp_figure_share(plan->rate_min, 1).text,
                   eqp_figure_share(plan->rate_max, 1).text, eqp_figure_of(plan->gini, 3).text);
    if (plan->outcome == EQP_OUTCOME_STOPPED)
        eqp_buffer_say(&words, "%s", _("The search ended before the price of balance was known."));
    else if (plan->programme->study->settings.balance > 0)
        say_price_of_balance(&words, plan);
    else
        eqp_buffer_say(&words, "%s",
                       _("No balance was asked for: need is covered where that is cheapest."));
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void add_complementarity(eqp_buffer *buffer, const eqp_plan *plan) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n%s\n", _("Complementarity"));
    eqp_buffer_say(&words,
                   _("No need is paid twice. %s places (%s) are bought beside a larger buyer of "
                     "the same family and kind in the same zone."),
                   eqp_figure_of(plan->overlap_rate * plan->total.places, 0).text,
                   eqp_figure_share(plan->overlap_rate, 1).text);
    if (!isnan(plan->overlap_before))
        eqp_buffer_say(&words,
                       _("Counted by course and by cell the overlap is %s places; before the "
                         "buyers were coordinated it was %s."),
                       eqp_figure_of(plan->overlap, 0).text,
                       eqp_figure_of(plan->overlap_before, 0).text);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

/* What whole sessions cost, against the plan in places whose value the proof is about. */
static void say_whole(eqp_buffer *words, const eqp_plan *plan) {
    eqp_buffer_say(words,
                   _("In whole sessions this plan covers %s; no plan in whole sessions covers more "
                     "than %s beyond that."),
                   eqp_figure_of(plan->value, eqp_figure_decimals(plan->value)).text,
                   eqp_figure_share(plan->whole_gap, 4).text);
    if (plan->floor_given > 0)
        eqp_buffer_say(words,
                       _("Whole sessions miss the floor of a zone by up to %s of its need, less "
                         "than one session."),
                       eqp_figure_share(plan->floor_given, 3).text);
}

static void add_proof(eqp_buffer *buffer, const eqp_plan *plan, const eqp_run *run) {
    int decimals = eqp_figure_decimals(plan->value_best);
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n%s\n", _("Proof"));
    eqp_buffer_say(&words,
                   _("The best plan found covers %s people (weighted by priority); by weak duality "
                     "no plan covers more than %s (gap %s)."),
                   eqp_figure_of(plan->value_best, decimals).text,
                   eqp_figure_of(plan->upper_bound, decimals).text,
                   eqp_figure_scientific(plan->gap, 1).text);
    if (plan->given_up > EQP_GAP_TOLERANCE && !plan->whole)
        eqp_buffer_say(&words, _("This plan gives up %s of that."),
                       eqp_figure_share(plan->given_up, 4).text);
    if (plan->gap <= EQP_GAP_TOLERANCE)
        eqp_buffer_say(&words, "%s", _("It is proven best to one part in a million."));
    else
        eqp_buffer_say(&words,
                       _("NOT PROVEN to one part in a million: a better plan may exist, by up to "
                         "%s."),
                       eqp_figure_share(plan->gap, 4).text);
    if (plan->whole)
        say_whole(&words, plan);
    if (run->verdict.worst_residual > EQP_ROW_TOLERANCE)
        eqp_buffer_say(&words,
                       _("WARNING: recomputed, the plan breaks a limit by %s of its size, more "
                         "than the %s allowed."),
                       eqp_figure_scientific(run->verdict.worst_residual, 1).text,
                       eqp_figure_scientific(EQP_ROW_TOLERANCE, 0).text);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

char *eqp_summary_text(const eqp_plan *plan, const eqp_run *run) {
    eqp_buffer buffer = {0};
    add_heading(&buffer, plan, run);
    add_purchase(&buffer, plan);
    add_institutions(&buffer, plan);
    eqp_continuity_text(&buffer, plan);
    add_coverage(&buffer, plan);
    add_worst_zones(&buffer, plan);
    add_balance(&buffer, plan);
    add_complementarity(&buffer, plan);
    eqp_leader_search_text(&buffer, plan);
    add_proof(&buffer, plan, run);
    eqp_run_say(run, &buffer);
    return eqp_buffer_finish(&buffer);
}
