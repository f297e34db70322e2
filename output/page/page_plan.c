#include "models/base/memory.h"
#include "models/proof/proof.h"
#include "output/page/page_parts.h"

#include <stdlib.h>
#include <string.h>

/* What the page holds at most of long tables; the CSV files hold all of them. */
#define MOST_CELLS 20000
#define MOST_NEEDS 200

static uint32_t count_offers(const eqp_plan *plan) {
    uint32_t offers = 0;
    for (uint32_t i = 0; i < plan->line_count; i++)
        offers += i == 0 || plan->lines[i].offer != plan->lines[i - 1].offer;
    return offers;
}

static void add_causes(const eqp_plan *plan, eqp_json *json) {
    double committed = 0, bought = 0, unmet[EQP_CAUSE_MONEY + 1] = {0};
    for (uint32_t row = 0; row < plan->programme->study->needs.count; row++) {
        committed += plan->needs[row].committed;
        bought += plan->needs[row].bought;
        unmet[plan->needs[row].cause] += plan->needs[row].unmet;
    }
    eqp_json_number(json, "committed", committed);
    eqp_json_number(json, "bought", bought);
    eqp_json_number(json, "unmet_no_offer", unmet[EQP_CAUSE_NO_OFFER]);
    eqp_json_number(json, "unmet_capacity", unmet[EQP_CAUSE_CAPACITY]);
    eqp_json_number(json, "unmet_money", unmet[EQP_CAUSE_MONEY]);
}

static void add_proof(const eqp_plan *plan, double worst_residual, eqp_json *json) {
    eqp_json_number(json, "value_best", plan->value_best);
    eqp_json_number(json, "upper_bound", plan->upper_bound);
    eqp_json_number(json, "gap", plan->gap);
    eqp_json_number(json, "gap_tolerance", EQP_GAP_TOLERANCE);
    eqp_json_number(json, "value", plan->value);
    eqp_json_number(json, "given_up", plan->given_up);
    eqp_json_number(json, "worst_residual", worst_residual);
    eqp_json_number(json, "row_tolerance", EQP_ROW_TOLERANCE);
    eqp_json_whole(json, "whole", (unsigned long)plan->whole);
    eqp_json_number(json, "whole_gap", plan->whole_gap);
    eqp_json_whole(json, "sessions", plan->sessions);
}

static void add_totals(const eqp_plan *plan, double worst_residual, eqp_json *json) {
    eqp_json_open(json, "totals");
    eqp_json_number(json, "need", plan->need);
    eqp_json_number(json, "covered", plan->covered);
    eqp_json_number(json, "coverage", plan->coverage);
    add_causes(plan, json);
    eqp_json_whole(json, "offers", count_offers(plan));
    eqp_json_number(json, "places", plan->total.places);
    eqp_json_number(json, "cost", plan->total.cost);
    eqp_json_number(json, "hours", plan->total.hours);
    eqp_json_number(json, "entries", plan->total.entries);
    eqp_json_number(json, "hires", plan->total.hires);
    eqp_json_number(json, "rate_min", plan->rate_min);
    eqp_json_number(json, "rate_max", plan->rate_max);
    eqp_json_number(json, "gini", plan->gini);
    eqp_json_number(json, "balance", plan->programme->study->settings.balance);
    eqp_json_number(json, "unbalanced", plan->unbalanced);
    eqp_json_number(json, "price_of_balance", plan->price_of_balance);
    eqp_json_number(json, "price_of_balance_share", plan->price_of_balance_share);
    eqp_json_number(json, "overlap", plan->overlap);
    eqp_json_number(json, "overlap_rate", plan->overlap_rate);
    eqp_json_number(json, "overlap_before", plan->overlap_before);
    eqp_json_number(json, "overlap_rate_before", plan->overlap_rate_before);
    add_proof(plan, worst_residual, json);
    eqp_json_close(json);
}

/* ---- purchases: family of the main occupation by institution ---- */

static uint32_t family_of_offer(const eqp_study *study, uint32_t offer) {
    return study->occupations.family[study->main_occupation[offer]];
}

static int add_purchases(const eqp_plan *plan, eqp_json *json) {
    const eqp_study *study = plan->programme->study;
    uint32_t institutions = study->institutions.count;
    uint32_t families = eqp_names_count(study->spaces[EQP_SPACE_family]);
    eqp_totals *sums = eqp_allocate((size_t)families * institutions, sizeof *sums);
    if (!sums)
        return -1;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const eqp_plan_line *line = &plan->lines[i];
        eqp_totals *sum =
            &sums[(size_t)family_of_offer(study, line->offer) * institutions + line->institution];
        sum->places += line->bought.places;
        sum->cost += line->bought.cost;
        sum->hires += line->bought.hires;
    }
    eqp_page_open_table(json, "purchases", "family|institution|places|cost|hires");
    for (uint32_t f = 0; f < families; f++)
        for (uint32_t i = 0; i < institutions; i++) {
            const eqp_totals *sum = &sums[(size_t)f * institutions + i];
            if (sum->places > 0) {
                eqp_page_open_row(json);
                eqp_json_whole(json, NULL, f);
                eqp_json_whole(json, NULL, i);
                eqp_json_number(json, NULL, sum->places);
                eqp_json_number(json, NULL, sum->cost);
                eqp_json_number(json, NULL, sum->hires);
                eqp_page_close_row(json);
            }
        }
    eqp_page_close_table(json);
    eqp_free(sums);
    return 0;
}

/* ---- need by zone and family, and the largest single needs ---- */

/* The need of a zone in a family; `order` settles equal ones. */
typedef struct cell {
    uint32_t zone, family, order;
    double need, unmet[EQP_CAUSE_MONEY + 1];
} cell;

static double unmet_of(const cell *item) {
    return item->unmet[EQP_CAUSE_NO_OFFER] + item->unmet[EQP_CAUSE_CAPACITY] +
           item->unmet[EQP_CAUSE_MONEY];
}

static int by_unmet(const void *a, const void *b) {
    const cell *one = a, *other = b;
    double left = unmet_of(one), right = unmet_of(other);
    if (left != right)
        return left > right ? -1 : 1;
    return one->order < other->order ? -1 : 1;
}

/* The cause of most of what is unmet; of equal ones the first. */
static eqp_cause main_cause(const cell *item) {
    eqp_cause cause = EQP_CAUSE_NONE;
    double most = 0;
    for (int c = EQP_CAUSE_NO_OFFER; c <= EQP_CAUSE_MONEY; c++)
        if (item->unmet[c] > most) {
            most = item->unmet[c];
            cause = (eqp_cause)c;
        }
    return cause;
}

static void add_cause(eqp_json *json, eqp_cause cause) {
    eqp_json_text(json, NULL, cause == EQP_CAUSE_NONE ? "" : eqp_page_cause(cause));
}

/* Needs stand by zone: cells[] receives those of one zone after the other; how many there are.
 * place[families] is room for the work. */
static uint32_t sum_cells(const eqp_plan *plan, cell *cells, uint32_t *place) {
    const eqp_study *study = plan->programme->study;
    uint32_t count = 0;
    for (uint32_t row = 0; row < study->needs.count; row++) {
        const eqp_plan_need *need = &plan->needs[row];
        uint32_t zone = study->needs.zone[row], family = eqp_page_family_of_need(study, row);
        uint32_t at = place[family];
        if (at >= count || cells[at].zone != zone || cells[at].family != family) {
            at = place[family] = count++;
            cells[at] = (cell){.zone = zone, .family = family, .order = at};
        }
        cells[at].need += need->need;
        cells[at].unmet[need->cause] += need->unmet;
    }
    return count;
}

static void add_cell(const cell *item, eqp_json *json) {
    eqp_page_open_row(json);
    eqp_json_whole(json, NULL, item->zone);
    eqp_json_whole(json, NULL, item->family);
    eqp_json_number(json, NULL, item->need);
    eqp_json_number(json, NULL, unmet_of(item));
    add_cause(json, main_cause(item));
    eqp_page_close_row(json);
}

static int add_cells(const eqp_plan *plan, eqp_json *json) {
    const eqp_study *study = plan->programme->study;
    cell *cells = eqp_allocate(study->needs.count, sizeof *cells);
    uint32_t *place = eqp_allocate(eqp_names_count(study->spaces[EQP_SPACE_family]), sizeof *place);
    uint32_t count = 0, shown = 0;
    int failed = !cells || !place;
    if (!failed) {
        count = sum_cells(plan, cells, place);
        qsort(cells, count, sizeof *cells, by_unmet);
        eqp_page_open_table(json, "cells", "zone|family|need|unmet|cause");
        for (; shown < count && shown < MOST_CELLS; shown++)
            add_cell(&cells[shown], json);
        eqp_page_close_table(json);
        eqp_json_whole(json, "cells_left", count - shown);
    }
    eqp_free(place);
    eqp_free(cells);
    return failed ? -1 : 0;
}

static void add_need(const eqp_plan *plan, uint32_t row, eqp_json *json) {
    const eqp_study *study = plan->programme->study;
    const eqp_plan_need *need = &plan->needs[row];
    uint32_t occupation = study->needs.occupation[row];
    const char *name = study->occupations.name[occupation];
    eqp_page_open_row(json);
    eqp_json_whole(json, NULL, study->needs.zone[row]);
    eqp_json_text(json, NULL, eqp_study_id(study, EQP_SPACE_occupation, occupation));
    eqp_json_text(json, NULL, name ? name : "");
    eqp_json_number(json, NULL, need->need);
    eqp_json_number(json, NULL, need->committed);
    eqp_json_number(json, NULL, need->bought);
    eqp_json_number(json, NULL, need->unmet);
    add_cause(json, need->cause);
    eqp_json_number(json, NULL, need->marginal_value);
    eqp_page_close_row(json);
}

/* Needs that are not covered, the largest first. */
static int add_needs(const eqp_plan *plan, eqp_json *json) {
    const eqp_study *study = plan->programme->study;
    cell *unmet = eqp_allocate(study->needs.count, sizeof *unmet);
    uint32_t count = 0, shown = 0;
    if (!unmet)
        return -1;
    for (uint32_t row = 0; row < study->needs.count; row++)
        if (plan->needs[row].cause != EQP_CAUSE_NONE) {
            unmet[count] = (cell){.order = row};
            unmet[count++].unmet[EQP_CAUSE_MONEY] = plan->needs[row].unmet;
        }
    qsort(unmet, count, sizeof *unmet, by_unmet);
    eqp_page_open_table(json, "needs",
                        "zone|occupation|name|need|committed|bought|unmet|cause|marginal_value");
    for (; shown < count && shown < MOST_NEEDS; shown++)
        add_need(plan, unmet[shown].order, json);
    eqp_page_close_table(json);
    eqp_json_whole(json, "needs_left", count - shown);
    eqp_free(unmet);
    return 0;
}

/* ---- rules and publics ---- */

static void add_word(eqp_json *json, const char *words, uint32_t index) {
    char word[32];
    eqp_word_text(words, index, word, sizeof word);
    eqp_json_text(json, NULL, word);
}

static void add_rules(const eqp_plan *plan, eqp_json *json) {
    const eqp_study *study = plan->programme->study;
    eqp_page_open_table(json, "rules", "rule|measure|sense|unit|bound|value|slack|marginal_value");
    for (uint32_t row = 0; row < study->rules.count; row++) {
        const eqp_plan_rule *rule = &plan->rules[row];
        eqp_page_open_row(json);
        eqp_json_text(json, NULL, eqp_study_id(study, EQP_SPACE_rule, row));
        add_word(json, EQP_WORDS_measure, study->rules.measure[row]);
        add_word(json, EQP_WORDS_sense, study->rules.sense[row]);
        add_word(json, EQP_WORDS_unit, study->rules.unit[row]);
        eqp_json_number(json, NULL, rule->bound);
        eqp_json_number(json, NULL, rule->value);
        eqp_json_number(json, NULL, rule->slack);
        eqp_json_number(json, NULL, rule->marginal_value);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
}

static void add_audiences(const eqp_plan *plan, eqp_json *json) {
    const eqp_study *study = plan->programme->study;
    eqp_page_open_table(json, "audiences", "audience|institution|places|share");
    for (uint32_t i = 0; i < plan->audience_count; i++) {
        const eqp_plan_audience *use = &plan->audiences[i];
        eqp_page_open_row(json);
        eqp_json_text(json, NULL, eqp_study_id(study, EQP_SPACE_audience, use->audience));
        eqp_json_whole(json, NULL, use->institution);
        eqp_json_number(json, NULL, use->places);
        eqp_json_number(json, NULL, use->share);
        eqp_page_close_row(json);
    }
    eqp_page_close_table(json);
}

int eqp_page_add_plan(const eqp_plan *plan, double worst_residual, eqp_json *json) {
    add_totals(plan, worst_residual, json);
    add_rules(plan, json);
    add_audiences(plan, json);
    return add_purchases(plan, json) || add_cells(plan, json) || add_needs(plan, json) ? -1 : 0;
}
