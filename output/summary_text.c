#include "output/summary_text.h"

#include "models/memory.h"
#include "output/continuity_text.h"
#include "output/figures.h"

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
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "%s%s of %s, scenario %s, balance %g",
                   plan->outcome == EQP_OUTCOME_STOPPED ? "STOPPED EARLY: the best plan so far"
                   : plan->whole                        ? "A plan"
                                                        : "The best plan",
                   plan->whole ? " in whole sessions" : "", run->study, run->scenario,
                   plan->programme->study->settings.balance);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_purchase(eqp_buffer *buffer, const eqp_plan *plan) {
    const char *currency = plan->programme->study->settings.currency;
    eqp_buffer words = {0};
    uint32_t offers = 0;
    for (uint32_t i = 0; i < plan->line_count; i++)
        offers += i == 0 || plan->lines[i].offer != plan->lines[i - 1].offer;
    eqp_buffer_add(buffer, "\nBought\n");
    eqp_figure_say(&words, plan->total.places, 0);
    eqp_buffer_add(&words, " places in ");
    eqp_figure_say(&words, offers, 0);
    eqp_buffer_add(&words, offers == 1 ? " offer for " : " offers for ");
    eqp_figure_say(&words, plan->total.cost, money_decimals(plan));
    eqp_buffer_add(&words, " %s: ", currency);
    eqp_figure_say(&words, plan->total.hours, 0);
    eqp_buffer_add(&words, " hours, ");
    eqp_figure_say(&words, plan->total.entries, 0);
    eqp_buffer_add(&words, " people start, ");
    eqp_figure_say(&words, plan->total.hires, 0);
    eqp_buffer_add(&words, " of them end in the job.");
    if (plan->whole) {
        eqp_buffer_add(&words, " They are ");
        eqp_figure_say(&words, plan->sessions, 0);
        eqp_buffer_add(&words, plan->sessions == 1 ? " whole session" : " whole sessions");
        eqp_buffer_add(&words, ", each of one buyer; ");
        eqp_figure_say(&words, plan->empty, 0);
        eqp_buffer_add(&words, " of the seats stay empty.");
    }
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void add_institutions(eqp_buffer *buffer, const eqp_plan *plan) {
    const eqp_study *study = plan->programme->study;
    int decimals = money_decimals(plan);
    uint32_t count = study->institutions.count;
    char heading[40];
    snprintf(heading, sizeof heading, "+1,000 %s", study->settings.currency);
    eqp_buffer_add(buffer, "\nBy whom                       budget           spent      places");
    eqp_buffer_right(buffer, heading, 16);
    eqp_buffer_add(buffer, "\n");
    for (uint32_t i = 0; i < count && i < MOST_INSTITUTIONS; i++) {
        const eqp_plan_budget *budget = &plan->budgets[i];
        eqp_buffer_add(buffer, "%*s", INDENT, "");
        eqp_buffer_left(buffer,
                        eqp_figure_name(study->institutions.name[i],
                                        eqp_study_id(study, EQP_SPACE_institution, i)),
                        18);
        eqp_figure_number(buffer, budget->budget, decimals, 16);
        eqp_figure_number(buffer, budget->spent, decimals, 16);
        eqp_figure_number(buffer, budget->bought.places, 0, 12);
        eqp_buffer_add(buffer, "  ");
        eqp_figure_number(buffer, budget->marginal_value,
                          eqp_figure_decimals(budget->marginal_value), 9);
        eqp_buffer_add(buffer, " more\n");
    }
    if (count > MOST_INSTITUTIONS)
        eqp_buffer_add(buffer, "%*sand %u more institutions\n", INDENT, "",
                       count - MOST_INSTITUTIONS);
    eqp_buffer_wrap(buffer,
                    "Last column: people (weighted by priority) that 1,000 more there would cover.",
                    INDENT, WIDTH);
}

static void add_people(eqp_buffer *buffer, const char *what, double people, double of) {
    eqp_buffer_add(buffer, "%*s", INDENT, "");
    eqp_buffer_left(buffer, what, 52);
    eqp_figure_number(buffer, people, 0, 14);
    eqp_figure_percent(buffer, of > 0 ? people / of : NAN, 12);
    eqp_buffer_add(buffer, "\n");
}

static void add_coverage(eqp_buffer *buffer, const eqp_plan *plan) {
    static const char *const reasons[] = {
        [EQP_CAUSE_NO_OFFER] = "unmet: no offer reaches them",
        [EQP_CAUSE_CAPACITY] = "unmet: every place that reaches them is bought",
        [EQP_CAUSE_MONEY] = "unmet: budgets, rules or balance stand in the way",
    };
    double committed = 0, bought = 0, unmet[EQP_CAUSE_MONEY + 1] = {0};
    for (uint32_t row = 0; row < plan->programme->study->needs.count; row++) {
        committed += plan->needs[row].committed;
        bought += plan->needs[row].bought;
        unmet[plan->needs[row].cause] += plan->needs[row].unmet;
    }
    eqp_buffer_add(buffer, "\nNeed covered%*s", WIDTH - 12 - 12, "people");
    eqp_buffer_add(buffer, "%12s\n", "share");
    add_people(buffer, "needed", plan->need, plan->need);
    add_people(buffer, "covered by places already committed", committed, plan->need);
    add_people(buffer, "covered by this plan", bought, plan->need);
    for (int shown = EQP_CAUSE_NONE; shown < EQP_CAUSE_MONEY; shown++) { /* largest first */
        int largest = EQP_CAUSE_NO_OFFER;
        for (int cause = EQP_CAUSE_NO_OFFER; cause <= EQP_CAUSE_MONEY; cause++)
            if (unmet[cause] > unmet[largest])
                largest = cause;
        if (unmet[largest] > 0)
            add_people(buffer, reasons[largest], unmet[largest], plan->need);
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
    eqp_buffer_add(buffer, "%*s", INDENT, "");
    eqp_buffer_left(
        buffer, eqp_figure_name(study->zones.name[z], eqp_study_id(study, EQP_SPACE_zone, z)), 30);
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
    eqp_buffer_add(buffer, "\nZones worst off                      covered   fair rate        need"
                           "       unmet\n");
    for (uint32_t i = 0; i < ranked && i < MOST_ZONES; i++)
        add_zone(buffer, plan, ranking[i].zone);
    eqp_free(ranking);
}

static void add_balance(eqp_buffer *buffer, const eqp_plan *plan) {
    double balance = plan->programme->study->settings.balance;
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\nBalance\n");
    eqp_buffer_add(&words, "Zones are covered between ");
    eqp_figure_say(&words, 100 * plan->rate_min, 1);
    eqp_buffer_add(&words, " %% and ");
    eqp_figure_say(&words, 100 * plan->rate_max, 1);
    eqp_buffer_add(&words, " %% of their need; Gini coefficient %.3f. ", plan->gini);
    if (plan->outcome == EQP_OUTCOME_STOPPED) {
        eqp_buffer_add(&words, "The search ended before the price of balance was known.");
    } else if (balance > 0) {
        eqp_buffer_add(&words, "Every zone is sure of %g of its fair rate, which costs ", balance);
        if (plan->price_of_balance > EQP_GAP_TOLERANCE * plan->unbalanced) {
            eqp_figure_say(&words, plan->price_of_balance,
                           eqp_figure_decimals(plan->price_of_balance));
            eqp_buffer_add(&words, " people covered (%.2f %%): the price of balance.",
                           100 * plan->price_of_balance_share);
        } else {
            eqp_buffer_add(&words, "no coverage at all.");
        }
    } else {
        eqp_buffer_add(&words, "No balance was asked for: need is covered where that is cheapest.");
    }
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void add_complementarity(eqp_buffer *buffer, const eqp_plan *plan) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\nComplementarity\n");
    eqp_buffer_add(&words, "No need is paid twice. ");
    eqp_figure_say(&words, plan->overlap_rate * plan->total.places, 0);
    eqp_buffer_add(&words,
                   " places (%.1f %%) are bought beside a larger buyer of the same family and kind "
                   "in the same zone.",
                   100 * plan->overlap_rate);
    if (!isnan(plan->overlap_before)) {
        eqp_buffer_add(&words, " Counted by course and by cell the overlap is ");
        eqp_figure_say(&words, plan->overlap, 0);
        eqp_buffer_add(&words, " places; before the buyers were coordinated it was ");
        eqp_figure_say(&words, plan->overlap_before, 0);
        eqp_buffer_add(&words, ".");
    }
    eqp_figure_paragraph(buffer, &words, INDENT);
}

/* What whole sessions cost, against the plan in places whose value the proof is about. */
static void add_whole(eqp_buffer *words, const eqp_plan *plan) {
    eqp_buffer_add(words, " In whole sessions this plan covers ");
    eqp_figure_say(words, plan->value, eqp_figure_decimals(plan->value));
    eqp_buffer_add(words, "; no plan in whole sessions covers more than %.4f %% beyond that.",
                   100 * plan->whole_gap);
    if (plan->floor_given > 0)
        eqp_buffer_add(
            words,
            " Whole sessions miss the floor of a zone by up to %.3f %% of its need, less "
            "than one session.",
            100 * plan->floor_given);
}

static void add_proof(eqp_buffer *buffer, const eqp_plan *plan, const eqp_run *run) {
    int decimals = eqp_figure_decimals(plan->value_best);
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\nProof\n");
    eqp_buffer_add(&words, "The best plan found covers ");
    eqp_figure_say(&words, plan->value_best, decimals);
    eqp_buffer_add(&words,
                   " people (weighted by priority); by weak duality no plan covers more than ");
    eqp_figure_say(&words, plan->upper_bound, decimals);
    eqp_buffer_add(&words, " (gap %.1e). ", plan->gap);
    if (plan->given_up > EQP_GAP_TOLERANCE && !plan->whole)
        eqp_buffer_add(&words, "This plan gives up %.4f %% of that. ", 100 * plan->given_up);
    if (plan->gap <= EQP_GAP_TOLERANCE)
        eqp_buffer_add(&words, "It is proven best to one part in a million.");
    else
        eqp_buffer_add(&words,
                       "NOT PROVEN to one part in a million: a better plan may exist, by up to "
                       "%.4f %%.",
                       100 * plan->gap);
    if (plan->whole)
        add_whole(&words, plan);
    if (run->verdict.worst_residual > EQP_ROW_TOLERANCE)
        eqp_buffer_add(&words,
                       " WARNING: recomputed, the plan breaks a limit by %.1e of its size, more "
                       "than the %.0e allowed.",
                       run->verdict.worst_residual, EQP_ROW_TOLERANCE);
    eqp_figure_paragraph(buffer, &words, INDENT);
}

static void add_time(eqp_buffer *buffer, const eqp_run *run) {
    double total = 0;
    eqp_buffer words = {0};
    for (int phase = 0; phase < EQP_PHASE_COUNT; phase++)
        total += run->seconds[phase];
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_add(&words, "%.2f seconds on %u thread%s:", total, run->threads,
                   run->threads == 1 ? "" : "s");
    for (int phase = 0; phase < EQP_PHASE_COUNT; phase++)
        eqp_buffer_add(&words, "%s %s %.2f", phase ? "," : "", eqp_phase_name((eqp_phase)phase),
                       run->seconds[phase]);
    eqp_buffer_add(&words, ". ");
    if (run->folder)
        eqp_buffer_add(&words, "Results are in %s.", run->folder);
    else
        eqp_buffer_add(&words, "Nothing was written; --out DIR writes the whole plan.");
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
    add_proof(&buffer, plan, run);
    add_time(&buffer, run);
    return eqp_buffer_finish(&buffer);
}
